#include "scanner/frontends/python/literals.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::python {

StringPrefix readPrefix(llvm::StringRef Opening) {
  StringPrefix P;
  for (char C : Opening) {
    P.Raw |= C == 'r' || C == 'R';
    P.Format |= C == 'f' || C == 'F' || C == 't' || C == 'T';
    P.Bytes |= C == 'b' || C == 'B';
  }
  return P;
}

bool isPlainContent(llvm::StringRef Content, StringPrefix Prefix) {
  bool Escapes = !Prefix.Raw && Content.contains('\\');
  return !Escapes && !(Prefix.Format &&
                       Content.find_first_of("{}") != llvm::StringRef::npos);
}

namespace {

using Buffer = llvm::SmallVectorImpl<char>;

void appendUtf8(uint32_t Code, Buffer &Out) {
  if (Code > 0x10FFFF || (Code >= 0xD800 && Code < 0xE000))
    Code = 0xFFFD;
  auto Tail = [&](unsigned Shift) {
    Out.push_back(static_cast<char>(0x80 | ((Code >> Shift) & 0x3F)));
  };
  if (Code < 0x80) {
    Out.push_back(static_cast<char>(Code));
  } else if (Code < 0x800) {
    Out.push_back(static_cast<char>(0xC0 | (Code >> 6)));
    Tail(0);
  } else if (Code < 0x10000) {
    Out.push_back(static_cast<char>(0xE0 | (Code >> 12)));
    Tail(6);
    Tail(0);
  } else {
    Out.push_back(static_cast<char>(0xF0 | (Code >> 18)));
    Tail(12);
    Tail(6);
    Tail(0);
  }
}

/// Reads up to Max digits of the base (8 or 16) at the start of Text. False
/// when there are fewer than Min.
bool readDigits(llvm::StringRef Text, unsigned Base, unsigned Min, unsigned Max,
                uint32_t &Code, unsigned &Length) {
  Code = 0;
  Length = 0;
  while (Length < Max && Length < Text.size() &&
         llvm::hexDigitValue(Text[Length]) < Base)
    Code = Code * Base + llvm::hexDigitValue(Text[Length++]);
  return Length >= Min;
}

/// The simple escapes: 0 when C is none of them.
char simpleEscape(char C) {
  switch (C) {
  case '\\':
  case '\'':
  case '"':
    return C;
  case 'a':
    return '\a';
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'v':
    return '\v';
  default:
    return 0;
  }
}

/// Text starts behind a backslash; returns how many bytes the escape takes
/// there, 0 when the backslash stands for itself.
size_t decodeEscape(llvm::StringRef Text, bool Bytes, Buffer &Out) {
  char C = Text.empty() ? 0 : Text[0];
  if (char Simple = simpleEscape(C)) {
    Out.push_back(Simple);
    return 1;
  }
  if (Text.starts_with("\r\n"))
    return 2;
  if (C == '\n')
    return 1;
  uint32_t Code;
  unsigned Length;
  if (readDigits(Text, 8, 1, 3, Code, Length)) {
    appendUtf8(Code, Out);
    return Length;
  }
  unsigned Wanted = C == 'x' ? 2 : Bytes ? 0 : C == 'u' ? 4 : C == 'U' ? 8 : 0;
  if (Wanted == 0 ||
      !readDigits(Text.drop_front(), 16, Wanted, Wanted, Code, Length))
    return 0;
  appendUtf8(Code, Out);
  return Length + 1;
}

} // namespace

void decodeContent(llvm::StringRef Content, StringPrefix Prefix, Buffer &Out) {
  for (size_t I = 0; I < Content.size(); ++I) {
    char C = Content[I];
    if (C == '\\' && !Prefix.Raw) {
      if (size_t Taken =
              decodeEscape(Content.drop_front(I + 1), Prefix.Bytes, Out)) {
        I += Taken;
        continue;
      }
    }
    Out.push_back(C);
    bool Brace = Prefix.Format && (C == '{' || C == '}');
    if (Brace && I + 1 < Content.size() && Content[I + 1] == C)
      ++I;
  }
}

} // namespace modeltidy::python
