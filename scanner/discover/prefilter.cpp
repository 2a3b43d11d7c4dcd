//===- prefilter.cpp - what a file mentions, without parsing it -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/prefilter.h"
#include "scanner/discover/cxx_scan.h"
#include "scanner/discover/import_scan.h"
#include "scanner/discover/python_scan.h"
#include "scanner/discover/suppression_lists.h"
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
  FileFacts Facts = scanByKind(Text, Kind);
  if (Kind != FileKind::Json && Kind != FileKind::JsonLines &&
      Kind != FileKind::Other)
    Facts.Suppressions = suppressionLists(Text);
  return Facts;
}

FileFacts Prefilter::scanByKind(StringRef Text, FileKind Kind) {
  switch (Kind) {
  case FileKind::Python:
    return scanPython(Text);
  case FileKind::Cxx:
    return scanCxx(Text);
  case FileKind::JsonLines:
  case FileKind::Other:
    return {};
  case FileKind::Json:
    return scanText(Text, /*EscapedStrings=*/true);
  case FileKind::Notebook:
    return scanNotebook(Text);
  default:
    return scanText(Text, /*EscapedStrings=*/false);
  }
}

static void sortImports(FileFacts &Facts) {
  llvm::sort(Facts.Imports);
  Facts.Imports.erase(std::unique(Facts.Imports.begin(), Facts.Imports.end()),
                      Facts.Imports.end());
}

FileFacts Prefilter::scanPython(StringRef Text) {
  FileFacts Facts;
  Text.consume_front("\xEF\xBB\xBF"); // would look like a letter
  Facts.Uncertain = PythonScan(Text, Words, Strings, Facts.Imports).run();
  Facts.Words = Words.take();
  Facts.Strings = Strings.take();
  sortImports(Facts);
  return Facts;
}

FileFacts Prefilter::scanCxx(StringRef Text) {
  FileFacts Facts;
  Facts.Uncertain = CxxScan(Text, Words, Strings, Facts.Imports).run();
  Facts.Words = Words.take();
  Facts.Strings = Strings.take();
  sortImports(Facts);
  return Facts;
}

// A run of bytes as paths, ids and file names are written in any language.
static bool isNameByte(char C) {
  return isWordByte(C) || C == '.' || C == '/' || C == '-' || C == '@' ||
         C == '+' || C == '~' || C == ':';
}

// "src/train.py:" at the end of a rule, "see train.py." at that of a sentence.
static void recordName(StringRef Name, WordRecorder &Strings) {
  Name = Name.rtrim(".:").ltrim(':');
  if (Name.starts_with(".") && Name.size() <= MaxStringBytes)
    Strings.add(Name.data(), Name.size(), Name.end()); // .env
  Name = Name.ltrim(".:");
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

// Does a line of a cell's code start at Offset? In the file it follows the
// quote of a JSON string, or an escaped line end.
static bool startsCellLine(StringRef Text, size_t Offset) {
  StringRef Before = Text.take_front(Offset).rtrim(' ');
  return Before.ends_with("\"") || Before.ends_with("\\n");
}

FileFacts Prefilter::scanNotebook(StringRef Text) {
  FileFacts Facts = scanText(Text, /*EscapedStrings=*/true);
  for (StringRef Word : {"import ", "from "})
    for (size_t At = 0; (At = Text.find(Word, At)) != StringRef::npos;) {
      bool Starts = startsCellLine(Text, At);
      At += Word.size();
      if (Starts)
        scanImport(Text, At, Word[0] == 'f', Facts.Imports);
    }
  sortImports(Facts);
  return Facts;
}

} // namespace modeltidy
