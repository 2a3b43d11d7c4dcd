//===- import_scan.cpp - module names of one import statement -------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/import_scan.h"
#include "scanner/discover/byte_masks.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace modeltidy {

bool startsStatement(StringRef Text, size_t Offset) {
  while (Offset > 0 && (Text[Offset - 1] == ' ' || Text[Offset - 1] == '\t' ||
                        Text[Offset - 1] == '\f'))
    --Offset;
  if (Offset == 0)
    return true;
  char Before = Text[Offset - 1];
  return Before == '\n' || Before == '\r' || Before == ';' || Before == ':';
}

namespace {

/// Reads the tokens of one statement; ends at a line's end outside parentheses.
class ImportReader {
public:
  ImportReader(StringRef Source, size_t Start) : Text(Source), At(Start) {}

  /// A dotted name, or leading dots and a name; empty when there is none.
  std::string name() {
    skipBlanks();
    std::string Name;
    while (true) {
      size_t Start = At;
      while (At < Text.size() && (isWordByte(Text[At]) || Text[At] == '.'))
        ++At;
      Name += Text.slice(Start, At);
      // `a . b` is legal, and `from . import x` usual.
      size_t Next = At;
      while (Next < Text.size() && (Text[Next] == ' ' || Text[Next] == '\t'))
        ++Next;
      bool Joined = Next < Text.size() && Next > At && Text[Next] == '.';
      if (!Joined)
        return Name;
      At = Next;
    }
  }
  bool word(StringRef Word) {
    skipBlanks();
    StringRef Rest = Text.substr(At);
    if (!Rest.consume_front(Word))
      return false;
    if (!Rest.empty() && isWordByte(Rest[0]))
      return false;
    At += Word.size();
    return true;
  }
  bool symbol(char C) {
    skipBlanks();
    if (At == Text.size() || Text[At] != C)
      return false;
    ++At;
    InParentheses |= C == '(';
    return true;
  }

private:
  void skipBlanks() {
    while (At < Text.size()) {
      char C = Text[At];
      if (C == ' ' || C == '\t' || (InParentheses && (C == '\n' || C == '\r')))
        ++At;
      else if (C == '\\' && Text.substr(At + 1).ltrim('\r').starts_with("\n"))
        At = Text.find('\n', At) + 1;
      else if (C == '#' && InParentheses)
        At = std::min(Text.find('\n', At), Text.size());
      else
        return;
    }
  }

  StringRef Text;
  size_t At;
  bool InParentheses = false;
};

} // namespace

// from a.b import c as d, e
static void scanFrom(ImportReader &Reader, std::vector<std::string> &Modules) {
  std::string Module = Reader.name();
  if (Module.empty() || !Reader.word("import"))
    return;
  Modules.push_back(Module);
  Reader.symbol('(');
  std::string Prefix = Module.back() == '.' ? Module : Module + ".";
  for (std::string Name = Reader.name(); !Name.empty(); Name = Reader.name()) {
    Modules.push_back(Prefix + Name);
    if (Reader.word("as"))
      Reader.name();
    if (!Reader.symbol(','))
      break;
  }
}

void scanImport(StringRef Text, size_t Offset, bool IsFrom,
                std::vector<std::string> &Modules) {
  ImportReader Reader(Text, Offset);
  if (IsFrom)
    return scanFrom(Reader, Modules);
  for (std::string Name = Reader.name(); !Name.empty(); Name = Reader.name()) {
    Modules.push_back(Name);
    if (Reader.word("as"))
      Reader.name();
    if (!Reader.symbol(','))
      break;
  }
}

} // namespace modeltidy
