#include "scanner/frontends/python/tokens.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <optional>

namespace modeltidy::python {

using llvm::StringRef;

namespace {

constexpr unsigned MaxInterpolations = 4; // within each other

bool startsName(char C) { return llvm::isAlpha(C) || C == '_'; }
bool isNameByte(char C) { return llvm::isAlnum(C) || C == '_'; }

Tok wordKind(StringRef Word) {
  if (Word.size() < 2 || Word.size() > 8)
    return Tok::Name;
  return llvm::StringSwitch<Tok>(Word)
      .Case("if", Tok::If)
      .Case("in", Tok::In)
      .Case("is", Tok::Is)
      .Case("or", Tok::Or)
      .Case("as", Tok::As)
      .Case("def", Tok::Def)
      .Case("for", Tok::For)
      .Case("not", Tok::Not)
      .Case("and", Tok::And)
      .Case("try", Tok::Try)
      .Case("del", Tok::Del)
      .Case("None", Tok::None)
      .Case("True", Tok::True)
      .Case("from", Tok::From)
      .Case("else", Tok::Else)
      .Case("elif", Tok::Elif)
      .Case("with", Tok::With)
      .Case("pass", Tok::Pass)
      .Case("False", Tok::False)
      .Case("break", Tok::Break)
      .Case("class", Tok::Class)
      .Case("raise", Tok::Raise)
      .Case("await", Tok::Await)
      .Case("async", Tok::Async)
      .Case("while", Tok::While)
      .Case("yield", Tok::Yield)
      .Case("return", Tok::Return)
      .Case("import", Tok::Import)
      .Case("except", Tok::Except)
      .Case("lambda", Tok::Lambda)
      .Case("assert", Tok::Assert)
      .Case("global", Tok::Global)
      .Case("finally", Tok::Finally)
      .Case("continue", Tok::Continue)
      .Case("nonlocal", Tok::Nonlocal)
      .Default(Tok::Name);
}

struct Operator {
  StringRef Text;
  Tok Kind;
};

/// Longer ones first.
constexpr Operator Operators[] = {
    {"**=", Tok::Augmented},  {"//=", Tok::Augmented},
    {">>=", Tok::Augmented},  {"<<=", Tok::Augmented},
    {"...", Tok::Ellipsis},   {"->", Tok::Arrow},
    {":=", Tok::Walrus},      {"+=", Tok::Augmented},
    {"-=", Tok::Augmented},   {"*=", Tok::Augmented},
    {"/=", Tok::Augmented},   {"@=", Tok::Augmented},
    {"%=", Tok::Augmented},   {"&=", Tok::Augmented},
    {"^=", Tok::Augmented},   {"|=", Tok::Augmented},
    {"==", Tok::EqualEqual},  {"!=", Tok::NotEqual},
    {"<=", Tok::LessEqual},   {">=", Tok::GreaterEqual},
    {"<<", Tok::ShiftLeft},   {">>", Tok::ShiftRight},
    {"**", Tok::DoubleStar},  {"//", Tok::DoubleSlash},
    {"<", Tok::Less},         {">", Tok::Greater},
    {"=", Tok::Assign},       {",", Tok::Comma},
    {":", Tok::Colon},        {";", Tok::Semicolon},
    {".", Tok::Dot},          {"+", Tok::Plus},
    {"-", Tok::Minus},        {"*", Tok::Star},
    {"/", Tok::Slash},        {"@", Tok::At},
    {"%", Tok::Percent},      {"|", Tok::Pipe},
    {"&", Tok::Ampersand},    {"^", Tok::Caret},
    {"~", Tok::Tilde},        {"(", Tok::OpenParen},
    {")", Tok::CloseParen},   {"[", Tok::OpenBracket},
    {"]", Tok::CloseBracket}, {"{", Tok::OpenBrace},
    {"}", Tok::CloseBrace}};

bool opens(Tok Kind) {
  return Kind == Tok::OpenParen || Kind == Tok::OpenBracket ||
         Kind == Tok::OpenBrace;
}
bool closes(Tok Kind) {
  return Kind == Tok::CloseParen || Kind == Tok::CloseBracket ||
         Kind == Tok::CloseBrace;
}

class Lexer {
public:
  Lexer(StringRef Text, TokenList &Out) : Text(Text), Out(Out) {}

  bool run() {
    if (Text.contains('\0') || !endLine())
      return false;
    while (At < Text.size())
      if (!step())
        return false;
    if (!Brackets.empty() || (!endsLine() && !endLine()))
      return false;
    add(Tok::End, Text.size());
    return true;
  }

private:
  /// What stands between the end of a line and the next token.
  struct Gap {
    struct LineComment {
      TextSpan Span;
      uint32_t Indent;
    };
    llvm::SmallVector<LineComment, 8> Comments;
    uint32_t Indent = 0; // of the next token
  };

  char at(size_t I) const { return I < Text.size() ? Text[I] : '\0'; }

  void add(Tok Kind, size_t End) {
    Out.Tokens.push_back(
        {Kind, static_cast<uint32_t>(At), static_cast<uint32_t>(End)});
    At = End;
    Last = static_cast<uint32_t>(End);
  }
  /// A token without a text, behind the last token or comment.
  void addMark(Tok Kind) { Out.Tokens.push_back({Kind, Last, Last}); }

  bool endsLine() const {
    if (Out.Tokens.empty())
      return true;
    Tok Kind = Out.Tokens.back().Kind;
    return Kind == Tok::Newline || Kind == Tok::Dedent;
  }

  /// One token, comment, line end or run of blanks.
  bool step() {
    char C = Text[At];
    if (C == ' ' || C == '\t' || C == '\f') {
      ++At;
      return true;
    }
    if (C == '#') {
      addComment(comment());
      return true;
    }
    if (lineEnd(At) != 0)
      return Brackets.empty() ? endLine() : endBracketLine();
    if (C == '\\') {
      size_t Length = lineEnd(At + 1);
      At += 1 + Length;
      return Length != 0;
    }
    return token();
  }

  /// The bytes of a line end that stands there.
  size_t lineEnd(size_t I) const {
    if (at(I) == '\n')
      return 1;
    return at(I) == '\r' && at(I + 1) == '\n' ? 2 : 0;
  }

  TextSpan comment() {
    auto Begin = static_cast<uint32_t>(At);
    At = std::min(Text.find('\n', At), Text.size());
    return {Begin, static_cast<uint32_t>(At)};
  }

  void addComment(TextSpan C) {
    Last = C.End;
    if (Text.slice(C.Begin, C.End).contains("NOLINT"))
      Out.NolintComments.push_back(C);
  }

  /// From the end of a line to the next token. None where a line begins with a
  /// backslash.
  bool skipGap(Gap &G) {
    for (; At < Text.size(); ++At) {
      char C = Text[At];
      if (C == '\n' || C == '\r' || C == '\f') {
        G.Indent = 0;
      } else if (C == ' ') {
        ++G.Indent;
      } else if (C == '\t') {
        G.Indent += 8;
      } else if (C == '#') {
        uint32_t Indent = G.Indent;
        G.Comments.push_back({comment(), Indent});
        G.Indent = 0;
        --At; // at the line's last byte
      } else {
        return C != '\\';
      }
    }
    G.Indent = 0;
    return true;
  }

  /// The end of a logical line, and of the blocks that end with it. A comment
  /// that is indented like a block belongs to it.
  bool endLine() {
    Gap G;
    bool First = Out.Tokens.empty();
    bool OpensBlock = !First && Out.Tokens.back().Kind == Tok::Colon;
    if (!skipGap(G))
      return false;
    if (First)
      Out.Begin = static_cast<uint32_t>(At);
    if (OpensBlock) {
      if (G.Indent <= Indents.back() || G.Indent > UINT16_MAX)
        return false;
      Indents.push_back(G.Indent);
      addMark(Tok::Indent);
    } else if (!First) {
      addMark(Tok::Newline);
    }
    const Gap::LineComment *Next = G.Comments.begin();
    if (First && Next != G.Comments.end())
      Out.Begin = Next->Span.Begin;
    for (;;) {
      bool Deeper = Next != G.Comments.end() && Next->Indent >= Indents.back();
      if (G.Indent < Indents.back() && !Deeper) {
        Indents.pop_back();
        addMark(Tok::Dedent);
      } else if (Next != G.Comments.end()) {
        addComment((Next++)->Span);
      } else {
        return true;
      }
    }
  }

  /// A line that goes on in brackets. Where it is indented less than the block,
  /// tree-sitter sees the block's end unless a bracket may close there.
  bool endBracketLine() {
    Gap G;
    Tok Before = Out.Tokens.back().Kind;
    if (InInterpolation != 0 || !skipGap(G))
      return false;
    bool MayClose = opens(Before) || Before == Tok::Comma ||
                    StringRef(")]}\"'").contains(at(At));
    if (G.Indent < Indents.back() && !MayClose)
      return false;
    for (const Gap::LineComment &C : G.Comments) {
      if (C.Indent < Indents.back() && !MayClose)
        return false;
      addComment(C.Span);
    }
    return true;
  }

  bool token() {
    char C = Text[At];
    if (C == '"' || C == '\'')
      return string(At);
    if (startsName(C))
      return word();
    if (llvm::isDigit(C) || (C == '.' && llvm::isDigit(at(At + 1))))
      return number();
    StringRef Rest = Text.drop_front(At);
    for (const Operator &O : Operators)
      if (C == O.Text[0] && Rest.starts_with(O.Text))
        return bracket(O.Kind) && (add(O.Kind, At + O.Text.size()), true);
    return false;
  }

  bool bracket(Tok Kind) {
    if (opens(Kind))
      Brackets.push_back(Kind);
    if (!closes(Kind))
      return true;
    return Brackets.size() > InInterpolation &&
           static_cast<int>(Brackets.pop_back_val()) + 1 ==
               static_cast<int>(Kind);
  }

  bool word() {
    size_t End = At + 1;
    while (isNameByte(at(End)))
      ++End;
    StringRef Word = Text.slice(At, End);
    if (at(End) == '"' || at(End) == '\'')
      return Word.size() <= 2 &&
             Word.find_first_not_of("rRbBfFuUtT") == StringRef::npos &&
             string(End);
    if (at(End) & 0x80)
      return false; // names of other scripts
    add(wordKind(Word), End);
    return true;
  }

  size_t digits(size_t I) const {
    while (llvm::isDigit(at(I)) || (at(I) == '_' && llvm::isDigit(at(I - 1))))
      ++I;
    return I;
  }

  bool number() {
    size_t End = At;
    Tok Kind = Tok::Integer;
    if (char Base = llvm::toLower(at(At + 1));
        Text[At] == '0' && (Base == 'x' || Base == 'o' || Base == 'b')) {
      End = At + 2;
      auto IsDigit = [&](char C) {
        return Base == 'x' ? llvm::isHexDigit(C)
                           : C >= '0' && C < (Base == 'o' ? '8' : '2');
      };
      while (IsDigit(at(End)) || (at(End) == '_' && IsDigit(at(End + 1))))
        ++End;
      if (End == At + 2)
        return false;
    } else {
      End = digits(End);
      if (at(End) == '.') {
        Kind = Tok::Float;
        End = digits(End + 1);
      }
      if (llvm::toLower(at(End)) == 'e') {
        size_t Power = End + 1;
        if (at(Power) == '+' || at(Power) == '-')
          ++Power;
        if (!llvm::isDigit(at(Power)))
          return false;
        Kind = Tok::Float;
        End = digits(Power);
      }
      if (llvm::toLower(at(End)) == 'j')
        ++End;
    }
    if (isNameByte(at(End)) || at(End) & 0x80 || at(End) == '.')
      return false;
    add(Kind, End);
    return true;
  }

  struct Quotes {
    char Mark;
    bool Triple, Raw, Format;
  };

  /// A string; its opening quote stands there, its prefix at At.
  bool string(size_t Quote) {
    StringRef Prefix = Text.slice(At, Quote);
    char Mark = Text[Quote];
    Quotes Q{Mark, at(Quote + 1) == Mark && at(Quote + 2) == Mark,
             Prefix.contains_insensitive('r'),
             Prefix.contains_insensitive('f') ||
                 Prefix.contains_insensitive('t')};
    add(Tok::StringStart, Quote + (Q.Triple ? 3 : 1));
    for (;;) {
      std::optional<Stretch> Found = content(Q);
      if (!Found)
        return false;
      if (Found->End != At)
        add(Tok::StringContent, Found->End);
      if (at(Found->Stop) == Mark) {
        add(Tok::StringEnd, Found->Stop + (Q.Triple ? 3 : 1));
        return true;
      }
      if (!interpolation())
        return false;
    }
  }

  /// A string's text up to its closing quote, or to the brace of an
  /// interpolation.
  struct Stretch {
    size_t End, Stop;
  };

  std::optional<Stretch> content(Quotes Q) {
    size_t Start = At;  // of what the grammar's scanner takes in one go
    bool Plain = false; // it saw a byte that no backslash precedes
    for (size_t I = At; I < Text.size(); ++I) {
      char C = Text[I];
      if (C == '\\') {
        I = escape(I, Q);
        continue;
      }
      if (C == Q.Mark && (!Q.Triple || (at(I + 1) == C && at(I + 2) == C)))
        // It takes backslashes of a raw string for a part of the closing quote.
        return Stretch{Q.Raw && !Plain ? Start : I, I};
      if (C == '\n' && !Q.Triple)
        return std::nullopt;
      if (Q.Format && (C == '{' || C == '}')) {
        if (at(I + 1) != C) {
          if (C == '}')
            return std::nullopt;
          return Stretch{I, I};
        }
        Start = ++I + 1;
        Plain = false;
        continue;
      }
      Plain = true;
    }
    return std::nullopt;
  }

  /// The last byte of what a backslash stands before.
  size_t escape(size_t I, Quotes Q) const {
    char Next = at(I + 1);
    if (Next == '\r')
      return I + (at(I + 2) == '\n' ? 2 : 0);
    if (Q.Raw)
      return Next == Q.Mark || Next == '\\' || Next == '\n' ? I + 1 : I;
    if (Next == 'N' && at(I + 2) == '{' && Q.Format) {
      size_t Close = Text.find_first_of("}\n\"'", I + 3);
      if (at(Close) == '}' && Close != I + 3)
        return Close;
    }
    return Next == '{' || Next == '}' ? I : I + 1;
  }

  /// {value!r:format}
  bool interpolation() {
    if (InInterpolation != 0 && Levels == MaxInterpolations)
      return false;
    size_t Outside = InInterpolation;
    ++Levels;
    Brackets.push_back(Tok::OpenBrace);
    InInterpolation = Brackets.size();
    add(Tok::InterpolationBegin, At + 1);
    bool Sound = interpolated();
    --Levels;
    Brackets.pop_back();
    InInterpolation = Outside;
    if (!Sound || at(At) != '}')
      return false;
    add(Tok::InterpolationEnd, At + 1);
    return true;
  }

  /// Up to the closing brace.
  bool interpolated() {
    while (At < Text.size()) {
      char C = Text[At];
      bool Outer = Brackets.size() == InInterpolation;
      if (C == ' ' || C == '\t') {
        ++At;
        continue;
      }
      if (Outer && C == '}')
        return true;
      if (Outer && (C == ':' || C == '!') && at(At + 1) != '=')
        return endOfFormat();
      if (Outer && C == '=' && at(At + 1) != '=') { // {value=}
        At = Text.find_first_not_of(' ', At + 1);
        return at(At) == '}' || endOfFormat();
      }
      if (C == '#' || C == '\n' || C == '\r' || C == '\\' || !token())
        return false;
    }
    return false;
  }

  /// !r and :spec say nothing; a spec may hold {width}.
  bool endOfFormat() {
    if (at(At) == '!') {
      if (!llvm::isLower(at(At + 1)))
        return false;
      At += 2;
    }
    if (at(At) == '}')
      return true;
    if (at(At) != ':')
      return false;
    for (unsigned Open = 0;; ++At) {
      At = Text.find_first_of("{}\n\"'\\", At);
      if (at(At) == '{')
        ++Open;
      else if (at(At) != '}')
        return false;
      else if (Open-- == 0)
        return true;
    }
  }

  StringRef Text;
  TokenList &Out;
  size_t At = 0;
  uint32_t Last = 0; // the end of the last token or comment
  llvm::SmallVector<uint32_t, 16> Indents{0};
  llvm::SmallVector<Tok, 16> Brackets;
  size_t InInterpolation = 0; // how many brackets stand outside of it
  unsigned Levels = 0;
};

} // namespace

bool readTokens(StringRef Text, TokenList &Out) {
  Out.Tokens.reserve(Text.size() / 4 + 16);
  return Lexer(Text, Out).run();
}

} // namespace modeltidy::python
