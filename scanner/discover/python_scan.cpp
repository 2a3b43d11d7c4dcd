//===- python_scan.cpp - the prefilter's lexer for Python -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The loop hops from word to word by bit masks of 64 bytes (byte_masks.h).
// Comments and long strings, half of the bytes of documented code, are crossed
// by memchr. An f-string's replacement
// fields are code again:
//
//     f"{model.generate(f'{x}')} of {n:>{width}}"
//       ~~~~~~~~~~~~~~~~ ~ ~        ~    ~~~~~    recorded as words
//
// so the loop runs inside them too, with a stack of open fields (MaxFields);
// format specifications are read as code, which at worst adds words.
//
// Cost: linear. Held by tests/discover/prefilter_test.cpp.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/python_scan.h"
#include "scanner/discover/import_scan.h"
#include "scanner/discover/prefilter.h"
#include "llvm/ADT/StringExtras.h"
#include <array>

using namespace llvm;

namespace modeltidy {

/// f-strings nested deeper than this are beyond any Python version's own limit.
static constexpr size_t MaxFields = 64;

static bool isBracket(char C) {
  return C == '(' || C == ')' || C == '[' || C == ']' || C == '{' || C == '}';
}

static bool isDigit(char C) { return C >= '0' && C <= '9'; }

// r, b, u, f, t, alone or in pairs.
static bool isPrefixLetter(char C) {
  C |= 0x20;
  return C == 'r' || C == 'b' || C == 'u' || C == 'f' || C == 't';
}

static bool isStringPrefix(StringRef Word) {
  return Word.size() <= 2 && isPrefixLetter(Word.front()) &&
         isPrefixLetter(Word.back());
}

static bool isFormatted(StringRef Prefix) {
  return any_of(Prefix,
                [](char C) { return (C | 0x20) == 'f' || (C | 0x20) == 't'; });
}

// What ends a path in a command, a query or a sentence.
static constexpr std::array<bool, 256> makeSeparators() {
  std::array<bool, 256> Separators{};
  for (unsigned char C : {' ', '\t', '\r', '\n', '"', '\'', '=', ':', ',', ';',
                          '|', '&', '<', '>', '(', ')'})
    Separators[C] = true;
  return Separators;
}

static void recordPath(StringRef Token, WordRecorder &Strings) {
  StringRef Base = Token.substr(Token.rfind('/') + 1);
  Strings.add(Token.data(), Token.size(), Token.end());
  if (!Base.empty() && Base.size() != Token.size())
    Strings.add(Base.data(), Base.size(), Base.end());
}

/// "cd x && axolotl train c.yml": the programs of a command line.
static void recordPrograms(StringRef Content, WordRecorder &Strings) {
  StringRef Rest = Content.take_front(MaxStringBytes);
  while (!Rest.empty()) {
    Rest = Rest.ltrim(" \t\r\n&|;\\");
    StringRef First = Rest.take_until([](char C) { return isSpace(C); });
    if (First.size() == Rest.size())
      return; // a word alone is no command line
    Strings.add(First.data(), First.size(), First.end());
    Rest = Rest.drop_front(std::min(Rest.find_first_of("&|;\n"), Rest.size()));
  }
}

void recordString(StringRef Content, bool Whole, WordRecorder &Strings) {
  static constexpr std::array<bool, 256> Separators = makeSeparators();
  if (Whole)
    recordPrograms(Content, Strings);
  if (Content.empty() || Content.size() > MaxStringBytes)
    return;
  if (Whole)
    Strings.add(Content.data(), Content.size(), Content.end());
  if (findFirstOf3(Content.begin(), Content.end(), '.', '/', '/') ==
      Content.end())
    return;
  for (size_t Start = 0, I = 0; I <= Content.size(); ++I) {
    if (I < Content.size() && !Separators[(unsigned char)Content[I]])
      continue;
    StringRef Token = Content.slice(Start, I);
    if (Token.contains('.') || Token.contains('/'))
      recordPath(Token, Strings);
    Start = I + 1;
  }
}

bool PythonScan::run() {
  while (seek()) {
    if (isWordByte(*At))
      word();
    else if (*At == '#')
      comment();
    else if (*At == '\\')
      At += End - At > 1 ? 2 : 1;
    else if (*At == '"' || *At == '\'')
      string(/*IsFString=*/false);
    else
      bracket();
  }
  return Lost || !Fields.empty();
}

// The masks of the 64 bytes from Start on; what lies behind the end is neither
// word nor stop.
void PythonScan::loadBlock(size_t Start) {
  BlockStart = Start;
  if (Text.size() - Start >= 64) {
    Block = masksOf64(Text.begin() + Start);
    return;
  }
  char Last[64] = {};
  std::memcpy(Last, Text.begin() + Start, Text.size() - Start);
  Block = masksOf64(Last);
}

// The offset of At in its block, whose masks are loaded.
inline unsigned PythonScan::offsetInBlock() {
  size_t Offset = size_t(At - Text.begin());
  if ((Offset & ~size_t(63)) != BlockStart)
    loadBlock(Offset & ~size_t(63));
  return Offset & 63;
}

// Moves At to the next word or stop byte (inside a field: bracket too).
inline bool PythonScan::seek() {
  if (!Fields.empty())
    return seekInField();
  while (At < End) {
    unsigned Offset = offsetInBlock();
    if (uint64_t Bits = (Block.Word | Block.Stop) >> Offset) {
      At += std::countr_zero(Bits);
      return true;
    }
    At += 64 - Offset;
  }
  return false;
}

bool PythonScan::seekInField() {
  while (At < End && !isWordByte(*At) && !isStopByte(*At) && !isBracket(*At))
    ++At;
  return At < End;
}

// Moves At to the end of the word that it stands in.
inline void PythonScan::crossWord() {
  while (At < End) {
    unsigned Offset = offsetInBlock();
    unsigned Length = std::countr_one(Block.Word >> Offset);
    At += Length;
    if (Offset + Length < 64)
      return;
  }
}

inline void PythonScan::word() {
  const char *Start = At;
  crossWord();
  StringRef Word(Start, At - Start);
  if (isDigit(
          *Start)) // 0x1F, 1e-5, 10_000, 3j: letters in numbers are no words
    return;
  if (Word.size() <= 2 && At < End && (*At == '"' || *At == '\'') &&
      isStringPrefix(Word))
    return string(isFormatted(Word));
  Words.add(Start, Word.size(), End);
  if (Word.size() == 6 || Word.size() == 4)
    import(Word);
}

void PythonScan::import(StringRef Word) {
  bool IsFrom = Word == "from";
  if ((IsFrom || Word == "import") &&
      startsStatement(Text, Word.begin() - Text.begin()))
    scanImport(Text, Word.end() - Text.begin(), IsFrom, Imports);
}

void PythonScan::comment() {
  ++At;
  // In the field of a one-line f-string '#' belongs to a format: f"{x:#x}".
  if (!Fields.empty() && !Fields.back().Triple)
    return;
  auto *Line = static_cast<const char *>(std::memchr(At, '\n', End - At));
  At = Line ? Line : End;
}

bool PythonScan::atTripleQuote() const {
  return End - At >= 3 && At[1] == At[0] && At[2] == At[0];
}

// At stands on the opening quote.
void PythonScan::string(bool IsFString) {
  char Quote = *At;
  bool Triple = atTripleQuote();
  At += Triple ? 3 : 1;
  if (IsFString)
    return fStringLiteral(Quote, Triple, /*First=*/true);
  const char *Close = findClose(At, Quote, Triple);
  recordString(StringRef(At, Close - At), /*Whole=*/true, Strings);
  bool Closed = Close < End && *Close == Quote;
  Lost |= !Closed;
  At = Closed ? Close + (Triple ? 3 : 1) : Close;
}

// The closing quote, or where a string that lacks one stops: the line's end, or
// for triple quotes the file's.
const char *PythonScan::findClose(const char *From, char Quote,
                                  bool Triple) const {
  if (!Triple) {
    while ((From = findFirstOf3(From, End, Quote, '\n', '\\')) < End &&
           *From == '\\')
      From += End - From > 1 ? 2 : 1;
    return From;
  }
  while (auto *Found =
             static_cast<const char *>(std::memchr(From, Quote, End - From))) {
    const char *Slash = Found;
    while (Slash > From && Slash[-1] == '\\')
      --Slash;
    bool Escaped = (Found - Slash) % 2;
    if (!Escaped && End - Found >= 3 && Found[1] == Quote && Found[2] == Quote)
      return Found;
    From = Found + 1;
  }
  return End;
}

// From At to the end of the f-string, or into its next replacement field.
void PythonScan::fStringLiteral(char Quote, bool Triple, bool First) {
  const char *Piece = At;
  for (; At < End; ++At) {
    char C = *At;
    char Next = End - At > 1 ? At[1] : '\0';
    if ((C == '\\' && Next != '{') || (C == '{' && Next == '{')) {
      At += End - At > 1; // an escape, or "{{"
    } else if (C == Quote && (!Triple || atTripleQuote())) {
      recordString(StringRef(Piece, At - Piece), First, Strings);
      At += Triple ? 3 : 1;
      return;
    } else if (C == '\n' && !Triple) {
      break;
    } else if (C == '{') {
      if (Fields.size() == MaxFields) {
        Lost = true; // reads on as literal text, words are missed
        continue;
      }
      recordString(StringRef(Piece, At - Piece), false, Strings);
      Fields.push_back({Quote, Triple, 1});
      ++At;
      return;
    }
  }
  Lost = true;
}

// Closes the innermost field at its '}', and goes on behind it.
void PythonScan::bracket() {
  char C = *At++;
  if (Fields.empty())
    return;
  if (C == '(' || C == '[' || C == '{') {
    ++Fields.back().Brackets;
  } else if (--Fields.back().Brackets == 0) {
    Field Done = Fields.back();
    Fields.pop_back();
    fStringLiteral(Done.Quote, Done.Triple, /*First=*/false);
  }
}

} // namespace modeltidy
