//===- markdown.cpp - a Markdown page becomes summaries -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/markdown.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/documented/command_lines.h"
#include "scanner/frontends/markdown/blocks.h"
#include "scanner/frontends/markdown/linked_datasets.h"
#include "scanner/frontends/markdown/page_comments.h"
#include "scanner/frontends/python/python.h"
#include "scanner/frontends/written/script_parts.h"
#include "scanner/summary/relocate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cstring>
#include <optional>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Bytes of the prompt of an interactive session, ">>> " or "... "; 0 for a
/// line of output.
size_t sessionPrompt(StringRef Line) {
  StringRef Rest = Line.ltrim(" \t");
  for (StringRef Prompt : {">>>", "..."})
    if (Rest.consume_front(Prompt) &&
        (Rest.trim().empty() || Rest.consume_front(" ")))
      return Line.size() - Rest.size();
  return 0;
}

/// Bytes up to what stands behind the mark of a magic (%time) or of a command
/// (!ls) in a notebook; 0 for code.
size_t notebookMark(StringRef Line) {
  StringRef Rest = Line.ltrim(" \t");
  if (!Rest.starts_with("%") && !Rest.starts_with("!"))
    return 0;
  return Line.size() - Rest.size() + 1;
}

/// The part with the lines of the text that it was masked from.
void restoreLines(SummaryPart &Part, StringRef Text) {
  OffsetMap Same;
  Same.addRun(static_cast<uint32_t>(Text.size()), 0);
  Part.Block = relocate(Part.Block, Same, Text);
}

bool isPythonFile(StringRef Word) {
  return Word.size() > 3 && Word.ends_with(".py") &&
         llvm::isAlnum(Word[Word.size() - 4]);
}

class Page {
public:
  explicit Page(StringRef Source) : Text(Source), Commands(Source, true) {}

  std::vector<SummaryPart> run() {
    for (const MarkdownBlock &Block : markdownBlocks(Text))
      add(Block);
    addCommands();
    if (LeftOut)
      noteLeftOut();
    addComments();
    if (std::optional<SummaryBlock> Links = linkedDatasets(Text))
      Parts.push_back({std::move(*Links), true});
    return std::move(Parts);
  }

private:
  void add(const MarkdownBlock &Block) {
    switch (Block.Kind) {
    case BlockKind::Shell:
      return addOptions(Block) ? void() : Commands.addBlock(Block.Lines);
    case BlockKind::Unmarked:
      return addOptions(Block) ? void() : Commands.addProse(Block.Lines);
    case BlockKind::Python:
      return addPython(Block);
    case BlockKind::Yaml:
    case BlockKind::FrontMatter:
      if (admit(Block))
        Parts.push_back({summarizeConfig(masked(Block), ConfigFormat::Yaml),
                         Block.Kind == BlockKind::Yaml});
      return;
    }
  }

  void addCommands() {
    if (Commands.empty())
      return;
    std::vector<SummaryPart> Scripts = summarizeScript(Commands.masked(), true);
    if (Commands.joined())
      for (SummaryPart &Part : Scripts)
        restoreLines(Part, Text);
    llvm::append_range(Parts, Scripts);
  }

  /// "Run `train.py` with:", then a block of options alone.
  bool addOptions(const MarkdownBlock &Block) {
    if (!looksLikeOption(text(firstLine(Block))) ||
        llvm::any_of(Block.Lines, [&](LineRange L) {
          return looksLikeCommand(text(L).trim());
        }))
      return false;
    std::optional<LineRange> Program = programBefore(Block.Lines[0].Begin);
    if (Program)
      Commands.addOptions(*Program, Block.Lines);
    return Program.has_value();
  }

  /// The one Python file that the paragraph above a block names, where it is
  /// named last.
  std::optional<LineRange> programBefore(size_t Begin) const {
    StringRef Above = Text.take_front(Begin).rtrim(" \t>").rtrim("\n");
    if (StringRef Fence = Above.substr(Above.rfind('\n') + 1).ltrim(" \t>");
        Fence.starts_with("```") || Fence.starts_with("~~~"))
      Above = Above.take_front(size_t(Fence.data() - Above.data()));
    Above = Above.rtrim(" \t>\r\n");
    size_t Blank = Above.rfind("\n\n");
    StringRef Paragraph = Above.substr(Blank == StringRef::npos ? 0 : Blank);
    std::optional<LineRange> Found;
    StringRef Name;
    for (size_t At = 0; At < Paragraph.size();) {
      StringRef Word = Paragraph.substr(At).take_until(isWordEnd);
      At += Word.size() + 1;
      if (!isPythonFile(Word))
        continue;
      if (!Name.empty() && Word != Name)
        return std::nullopt;
      Name = Word;
      size_t Start = size_t(Word.data() - Text.data());
      Found = LineRange{Start, Start + Word.size()};
    }
    return Found;
  }

  static bool isWordEnd(char C) {
    return !llvm::isAlnum(C) && !StringRef("._-/").contains(C);
  }

  /// Pages mark commands as Python too, and show what was typed in notebooks.
  void addPython(const MarkdownBlock &Block) {
    if (startsWithCommand(Block))
      return Commands.addBlock(Block.Lines);
    if (admit(Block))
      Parts.push_back({summarizePython(maskedPython(Block)), true});
    for (LineRange L : Block.Lines)
      if (size_t Mark = notebookMark(text(L));
          Mark && Text[L.Begin + Mark - 1] == '!')
        Commands.addProse(LineRange{L.Begin + Mark, L.End});
  }

  /// Is the first line that is no comment a command, with what it goes on with?
  bool startsWithCommand(const MarkdownBlock &Block) const {
    std::string Command;
    for (LineRange L : Block.Lines) {
      StringRef Line = text(L).trim();
      if (Command.empty() && (Line.empty() || Line.starts_with("#")))
        continue;
      bool GoesOn = Line.consume_back("\\");
      Command += Line;
      Command += ' ';
      if (!GoesOn)
        break;
    }
    return looksLikeCommand(Command);
  }

  StringRef text(LineRange L) const { return Text.slice(L.Begin, L.End); }

  /// The first line that is not blank, else the last.
  LineRange firstLine(const MarkdownBlock &Block) const {
    for (LineRange L : Block.Lines)
      if (!text(L).trim().empty())
        return L;
    return Block.Lines.back();
  }

  bool admit(const MarkdownBlock &Block) {
    size_t End = Block.Lines.back().End;
    if (Blocks == MaxMarkdownBlocks || Bytes + End > MaxMaskedBytes) {
      if (!LeftOut)
        FirstLeftOut = Block.Lines.front().Begin;
      ++LeftOut;
      return false;
    }
    ++Blocks;
    Bytes += End;
    return true;
  }

  /// The page up to the block's end with all but the block blanked.
  std::string masked(const MarkdownBlock &Block) const {
    std::string Out = blankText(Text.take_front(Block.Lines.back().End));
    for (LineRange L : Block.Lines)
      std::memcpy(&Out[L.Begin], Text.data() + L.Begin, L.End - L.Begin);
    return Out;
  }

  /// Of an interactive session what was typed; without the lines that only a
  /// notebook understands.
  std::string maskedPython(const MarkdownBlock &Block) const {
    std::string Out = masked(Block);
    bool Session = false; // from the first prompt on, the rest is output
    for (LineRange L : Block.Lines) {
      size_t Prompt = sessionPrompt(text(L));
      Session |= Prompt && text(L).ltrim(" \t").starts_with(">>>");
      Prompt = Session ? Prompt : 0;
      bool Blank = Session ? Prompt == 0 : notebookMark(text(L)) != 0;
      std::memset(&Out[L.Begin], ' ', Blank ? L.End - L.Begin : Prompt);
    }
    return Out;
  }

  /// Suppressions around a fence, which no block holds.
  void addComments() {
    std::vector<LineRange> Comments = nolintComments(Text);
    if (Comments.empty())
      return;
    SummaryBuilder Builder(FrontEnd::Shell, Text);
    Builder.addScope(ScopeKind::Module, 0, 0);
    for (LineRange C : Comments)
      Builder.addComment(uint32_t(C.Begin), uint32_t(C.End), text(C));
    Parts.push_back({Builder.finish(), true});
  }

  void noteLeftOut() {
    SummaryBuilder Builder(FrontEnd::Shell, Text);
    Builder.addScope(ScopeKind::Module, 0, 0);
    Builder.addError(static_cast<uint32_t>(FirstLeftOut),
                     static_cast<uint32_t>(FirstLeftOut),
                     "this block and those below it are beyond the limits of "
                     "a page: not analyzed");
    Parts.push_back({Builder.finish(), true});
  }

  StringRef Text;
  CommandText Commands;
  std::vector<SummaryPart> Parts;
  size_t Blocks = 0, Bytes = 0, LeftOut = 0, FirstLeftOut = 0;
};

} // namespace

std::vector<SummaryPart> summarizeMarkdown(StringRef Text) {
  return Page(Text).run();
}

} // namespace modeltidy
