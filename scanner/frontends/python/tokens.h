//===- tokens.h - the tokens of sound Python ------------------------------===//
//
// Cuts a whole text into tokens, as tree-sitter's grammar for Python would:
// line ends, indentation and the ends of blocks stand where its scanner puts
// them. Whatever is rare or broken (a NUL, an odd indentation, a newline inside
// of an interpolation) is not this lexer's matter: it fails, and the file is
// left to tree-sitter.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_TOKENS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_TOKENS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace modeltidy::python {

// clang-format off
enum class Tok : uint8_t {
  End, Newline, Indent, Dedent,
  Name, Integer, Float, StringStart, StringContent, StringEnd,
  InterpolationBegin, InterpolationEnd,
  // brackets, each closing one behind its opening one
  OpenParen, CloseParen, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
  Comma, Colon, Semicolon, Dot, Ellipsis, Arrow, Assign, Walrus,
  // operators
  Plus, Minus, Star, Slash, At, Percent, DoubleSlash, DoubleStar, Pipe,
  Ampersand, Caret, ShiftLeft, ShiftRight, Tilde,
  Less, LessEqual, EqualEqual, NotEqual, GreaterEqual, Greater,
  Augmented, // any of += -= ...
  // keywords
  False, Await, Else, Import, Pass, None, Break, Except, In, Raise, True,
  Class, Finally, Is, Return, And, Continue, For, Lambda, Try, As, Def, From,
  Nonlocal, While, Assert, Del, Global, Not, With, Async, Elif, If, Or, Yield
};
// clang-format on

struct Token {
  Tok Kind;
  uint32_t Begin, End; // bytes; both are the same for Newline, Indent, Dedent
};

struct TextSpan {
  uint32_t Begin, End;
};

struct TokenList {
  std::vector<Token> Tokens;            // ends with End
  uint32_t Begin = 0;                   // of the first token or comment
  std::vector<TextSpan> NolintComments; // those that say NOLINT
};

/// False where the text holds what this lexer leaves to tree-sitter.
bool readTokens(llvm::StringRef Text, TokenList &Out);

} // namespace modeltidy::python

#endif
