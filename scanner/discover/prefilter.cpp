//===- prefilter.cpp - what a file mentions, without parsing it
//-------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/prefilter.h"
#include "scanner/discover/python_scan.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace modeltidy {

WordSet WordRecorder::take() {
  std::fill(Slots.begin(), Slots.end(), Slot());
  WordSet Set(Hashes);
  Hashes.clear(); // and keeps its room for the next file
  return Set;
}

void WordRecorder::addLong(const char *Word, size_t N) {
  Hashes.push_back(hashWord(StringRef(Word, N)));
}

FileFacts Prefilter::scan(StringRef Text, FileKind Kind) {
  switch (Kind) {
  case FileKind::Python:
    return scanPython(Text);
  case FileKind::JsonLines:
  case FileKind::Other:
    return {};
  case FileKind::Json:
  case FileKind::Notebook:
    return scanText(Text, /*EscapedStrings=*/true);
  default:
    return scanText(Text, /*EscapedStrings=*/false);
  }
}

FileFacts Prefilter::scanPython(StringRef Text) {
  FileFacts Facts;
  Text.consume_front("\xEF\xBB\xBF"); // would look like a letter
  Facts.Uncertain = PythonScan(Text, Words, Strings, Facts.Imports).run();
  Facts.Words = Words.take();
  Facts.Strings = Strings.take();
  llvm::sort(Facts.Imports);
  Facts.Imports.erase(std::unique(Facts.Imports.begin(), Facts.Imports.end()),
                      Facts.Imports.end());
  return Facts;
}

// A run of bytes as paths, ids and file names are written in any language.
static bool isNameByte(char C) {
  return isWordByte(C) || C == '.' || C == '/' || C == '-' || C == '@' ||
         C == '+' || C == '~' || C == ':';
}

// "src/train.py:" at the end of a rule, "see train.py." at that of a sentence.
static void recordName(StringRef Name, WordRecorder &Strings) {
  Name = Name.trim(".:");
  if (Name.size() > MaxStringBytes || Name.empty())
    return;
  Strings.add(Name.data(), Name.size(), Name.end());
  recordString(Name, /*Whole=*/false, Strings);
}

static void recordWords(StringRef Name, const char *End, WordRecorder &Words) {
  for (size_t I = 0; I < Name.size();) {
    size_t Start = I;
    while (I < Name.size() && isWordByte(Name[I]))
      ++I;
    if (I > Start)
      Words.add(Name.data() + Start, I - Start, End);
    I += I == Start;
  }
}

FileFacts Prefilter::scanText(StringRef Text, bool EscapedStrings) {
  for (size_t I = 0; I < Text.size();) {
    if (EscapedStrings && Text[I] == '\\') {
      I += 2;
      continue;
    }
    size_t Start = I;
    while (I < Text.size() && isNameByte(Text[I]))
      ++I;
    if (I == Start) {
      ++I;
      continue;
    }
    recordWords(Text.slice(Start, I), Text.end(), Words);
    recordName(Text.slice(Start, I), Strings);
  }
  FileFacts Facts;
  Facts.Words = Words.take();
  Facts.Strings = Strings.take();
  return Facts;
}

} // namespace modeltidy
