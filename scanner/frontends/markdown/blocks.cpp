//===- blocks.cpp - the code of a Markdown page ---------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/blocks.h"
#include "scanner/frontends/documented/command_lines.h"
#include "llvm/ADT/StringExtras.h"
#include <optional>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Front matter that does not end within so much is a line of dashes.
constexpr size_t MaxFrontMatterBytes = 256u << 10;

/// Quotations nested deeper are no text of a person.
constexpr unsigned MaxQuotes = 16;

struct Fence {
  char Mark;
  size_t Length;
  unsigned Quotes; // ">" marks before it
  std::optional<BlockKind> Kind;
  bool IsDiff = false;
};

std::optional<BlockKind> kindOf(StringRef Info) {
  std::string Language = fenceLanguage(Info);
  if (Language.empty() || Language == "text" || Language == "txt" ||
      Language == "plaintext" || Language == "diff")
    return BlockKind::Unmarked;
  if (isShellLanguage(Language))
    return BlockKind::Shell;
  if (Language == "python" || Language == "py" || Language == "python3" ||
      Language == "pycon" || Language == "ipython")
    return BlockKind::Python;
  if (Language == "yaml" || Language == "yml")
    return BlockKind::Yaml;
  return std::nullopt;
}

/// Drops up to Max marks of quotation; says how many there were.
unsigned dropQuotes(StringRef &Line, unsigned Max) {
  unsigned Quotes = 0;
  while (Quotes != Max) {
    StringRef Rest = Line.ltrim(" \t");
    if (!Rest.consume_front(">"))
      break;
    Line = Rest;
    ++Quotes;
  }
  return Quotes;
}

StringRef dropListMark(StringRef Line) {
  StringRef Rest = Line.ltrim(" \t");
  StringRef Digits = Rest.take_while(llvm::isDigit).take_front(9);
  StringRef After = Rest.drop_front(Digits.size());
  bool Marked = Digits.empty()
                    ? After.consume_front("- ") || After.consume_front("* ") ||
                          After.consume_front("+ ")
                    : After.consume_front(". ") || After.consume_front(") ");
  return (Marked ? After : Rest).ltrim(" \t");
}

std::optional<Fence> openingFence(StringRef Line) {
  unsigned Quotes = dropQuotes(Line, MaxQuotes);
  Line = dropListMark(Line);
  char Mark = Line.empty() ? '\0' : Line[0];
  if (Mark != '`' && Mark != '~')
    return std::nullopt;
  StringRef Info = Line.ltrim(Mark);
  size_t Length = Line.size() - Info.size();
  if (Length < 3 || (Mark == '`' && Info.contains('`')))
    return std::nullopt;
  return Fence{Mark, Length, Quotes, kindOf(Info),
               fenceLanguage(Info) == "diff"};
}

bool closes(const Fence &Open, StringRef Line) {
  dropQuotes(Line, Open.Quotes);
  Line = Line.trim(" \t\r");
  return Line.size() >= Open.Length && Line.ltrim(Open.Mark).empty();
}

/// What a line of a diff says once it is applied: an added line without its
/// mark, of a removed one only what joins its neighbors.
StringRef applied(StringRef Line) {
  if (Line.starts_with("-"))
    return Line.rtrim().take_back(Line.rtrim().ends_with("\\"));
  Line.consume_front("+");
  return Line;
}

bool isIndented(StringRef Line) {
  return Line.starts_with("    ") || Line.starts_with("\t");
}

class Reader {
public:
  explicit Reader(StringRef Source) : Text(Source) {}

  std::vector<MarkdownBlock> run() {
    At = Text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    frontMatter();
    while (At < Text.size()) {
      LineRange Line = nextLine();
      std::optional<Fence> Open = openingFence(text(Line));
      if (Open)
        fence(*Open);
      else if (isIndented(text(Line)))
        indented(Line);
    }
    return std::move(Blocks);
  }

private:
  StringRef text(LineRange L) const { return Text.slice(L.Begin, L.End); }

  LineRange nextLine() {
    size_t End = std::min(Text.find('\n', At), Text.size());
    LineRange Line{At, End};
    At = End + 1;
    return Line;
  }

  void frontMatter() {
    size_t Start = At;
    if (text(nextLine()).rtrim() != "---") {
      At = Start;
      return;
    }
    MarkdownBlock Block{BlockKind::FrontMatter, {}};
    while (At < Text.size() && At < MaxFrontMatterBytes) {
      LineRange Line = nextLine();
      StringRef Trimmed = text(Line).rtrim();
      if (Trimmed == "---" || Trimmed == "...") {
        if (!Block.Lines.empty())
          Blocks.push_back(std::move(Block));
        return;
      }
      Block.Lines.push_back(Line);
    }
    At = Start;
  }

  void fence(const Fence &Open) {
    MarkdownBlock Block{Open.Kind.value_or(BlockKind::Unmarked), {}};
    while (At < Text.size()) {
      LineRange Line = nextLine();
      StringRef Content = text(Line);
      if (closes(Open, Content))
        break;
      dropQuotes(Content, Open.Quotes);
      if (Open.IsDiff)
        Content = applied(Content);
      size_t Begin = static_cast<size_t>(Content.data() - Text.data());
      if (Open.Kind)
        Block.Lines.push_back({Begin, Begin + Content.size()});
    }
    if (!Block.Lines.empty())
      Blocks.push_back(std::move(Block));
  }

  /// Indented lines may be code or a list's text: what is a command is told by
  /// its words.
  void indented(LineRange First) {
    MarkdownBlock Block{BlockKind::Unmarked, {First}};
    while (At < Text.size()) {
      size_t Start = At;
      LineRange Line = nextLine();
      if (!isIndented(text(Line)) || openingFence(text(Line))) {
        At = Start;
        break;
      }
      Block.Lines.push_back(Line);
    }
    Blocks.push_back(std::move(Block));
  }

  StringRef Text;
  size_t At = 0;
  std::vector<MarkdownBlock> Blocks;
};

} // namespace

std::vector<MarkdownBlock> markdownBlocks(StringRef Text) {
  return Reader(Text).run();
}

} // namespace modeltidy
