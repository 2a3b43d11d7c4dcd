//===- source_text.cpp - a file's text as the front ends see it -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/source_text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include <cstring>

using namespace llvm;

namespace modeltidy {

// The first byte at or after From that starts no legal sequence; npos if none.
static size_t findIllegalUtf8(StringRef Text, size_t From) {
  const char *At = Text.begin() + From, *End = Text.end();
  while (At < End) {
    uint64_t Eight;
    if (End - At >= 8 &&
        (std::memcpy(&Eight, At, 8), (Eight & 0x8080808080808080u) == 0)) {
      At += 8; // nearly all of source text
      continue;
    }
    if ((unsigned char)*At < 0x80) {
      ++At;
      continue;
    }
    auto *Sequence = reinterpret_cast<const UTF8 *>(At);
    unsigned Size = getNumBytesForUTF8(*Sequence);
    if (Size > size_t(End - At) ||
        !isLegalUTF8Sequence(Sequence, Sequence + Size))
      return At - Text.begin();
    At += Size;
  }
  return StringRef::npos;
}

std::string declaredCoding(StringRef Text) {
  for (int I = 0; I < 2; ++I) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    size_t Hash = Line.find_first_not_of(" \t\f");
    if (Hash == StringRef::npos || Line[Hash] != '#')
      continue;
    size_t Word = Line.find("coding");
    if (Word == StringRef::npos)
      continue;
    StringRef Name = Line.substr(Word + 6);
    if (!Name.consume_front(":") && !Name.consume_front("="))
      continue;
    Name = Name.ltrim(" \t");
    return Name
        .take_while([](char C) {
          return isAlnum(C) || C == '-' || C == '_' || C == '.';
        })
        .lower();
  }
  return "";
}

// Replaces each illegal byte by '?' in a copy and says so.
static void repairUtf8(SourceText &Text, size_t First, FileKind Kind) {
  std::string Repaired = Text.text().str();
  size_t Line = 1 + StringRef(Repaired).take_front(First).count('\n'),
         Count = 0;
  for (size_t At = First; At != StringRef::npos;
       At = findIllegalUtf8(Repaired, At + 1)) {
    Repaired[At] = '?';
    ++Count;
  }
  std::string What =
      "not valid UTF-8: " + std::to_string(Count) +
      (Count == 1 ? " byte, at line " : " bytes, first at line ") +
      std::to_string(Line) + ", read as '?'";
  std::string Coding =
      Kind == FileKind::Python ? declaredCoding(Repaired) : std::string();
  if (!Coding.empty())
    What += " (the file declares '" + Coding + "')";
  Text.Limits.push_back(std::move(What));
  Text.Buffer = MemoryBuffer::getMemBufferCopy(
      Repaired, Text.Buffer->getBufferIdentifier());
}

// True when the text was UTF-16 and is converted now.
static bool convertUtf16(SourceText &Text) {
  StringRef Bytes = Text.text();
  if (!Bytes.starts_with("\xFF\xFE") && !Bytes.starts_with("\xFE\xFF"))
    return false;
  std::string Converted;
  ArrayRef<char> Even(Bytes.data(), Bytes.size() & ~size_t(1));
  if (!convertUTF16ToUTF8String(Even, Converted))
    return false;
  Text.Limits.push_back("UTF-16 text: converted, columns count its UTF-8 form");
  Text.Buffer = MemoryBuffer::getMemBufferCopy(
      Converted, Text.Buffer->getBufferIdentifier());
  return true;
}

SourceText decodeText(std::unique_ptr<MemoryBuffer> Bytes, FileKind Kind) {
  SourceText Text;
  Text.Buffer = std::move(Bytes);
  convertUtf16(Text);
  size_t Illegal = findIllegalUtf8(Text.text(), 0);
  if (Illegal != StringRef::npos)
    repairUtf8(Text, Illegal, Kind);
  Text.HasBom = Text.text().starts_with("\xEF\xBB\xBF");
  return Text;
}

// What a head leaves of the last row would be read as a broken one.
static void keepWholeLines(std::unique_ptr<MemoryBuffer> &Buffer) {
  StringRef Head = Buffer->getBuffer();
  size_t End = Head.rfind('\n');
  if (End != StringRef::npos)
    Buffer = MemoryBuffer::getMemBufferCopy(Head.take_front(End + 1),
                                            Buffer->getBufferIdentifier());
}

Expected<SourceText> readText(const FileSource &Source, const SourceFile &File,
                              const DiscoverLimits &Limits) {
  uint64_t Max = File.HeadOnly ? Limits.HeadBytes : Limits.MaxFileBytes;
  auto Buffer = Source.read(File.Path, Max);
  if (!Buffer)
    return Buffer.takeError();
  bool Truncated = (*Buffer)->getBufferSize() == Max && File.Status.Size > Max;
  if (Truncated && File.Kind == FileKind::JsonLines)
    keepWholeLines(*Buffer);
  SourceText Text = decodeText(std::move(*Buffer), File.Kind);
  Text.Truncated = Truncated;
  return Text;
}

} // namespace modeltidy
