//===- markdown.cpp - a Markdown page becomes summaries -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/markdown.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/markdown/blocks.h"
#include "scanner/frontends/python/python.h"
#include "scanner/frontends/shell/shell.h"
#include "llvm/ADT/STLExtras.h"
#include <cstring>

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

class Page {
public:
  explicit Page(StringRef Source) : Text(Source), Commands(Source) {}

  std::vector<SummaryPart> run() {
    for (const MarkdownBlock &Block : markdownBlocks(Text))
      add(Block);
    if (!Commands.empty())
      Parts.push_back({summarizeShell(Commands.masked()), true});
    if (LeftOut)
      noteLeftOut();
    return std::move(Parts);
  }

private:
  void add(const MarkdownBlock &Block) {
    switch (Block.Kind) {
    case BlockKind::Shell:
      return Commands.addBlock(Block.Lines);
    case BlockKind::Unmarked:
      return Commands.addProse(Block.Lines);
    case BlockKind::Python:
      if (admit(Block))
        Parts.push_back({summarizePython(maskedPython(Block)), true});
      return;
    case BlockKind::Yaml:
    case BlockKind::FrontMatter:
      if (admit(Block))
        Parts.push_back({summarizeConfig(masked(Block), ConfigFormat::Yaml),
                         Block.Kind == BlockKind::Yaml});
      return;
    }
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

  /// Of an interactive session what was typed.
  std::string maskedPython(const MarkdownBlock &Block) const {
    std::string Out = masked(Block);
    auto LineOf = [&](LineRange L) { return Text.slice(L.Begin, L.End); };
    auto First = llvm::find_if(
        Block.Lines, [&](LineRange L) { return !LineOf(L).trim().empty(); });
    if (First == Block.Lines.end() ||
        !LineOf(*First).ltrim(" \t").starts_with(">>>"))
      return Out;
    for (LineRange L : Block.Lines) {
      size_t Prompt = sessionPrompt(LineOf(L));
      std::memset(&Out[L.Begin], ' ', Prompt ? Prompt : L.End - L.Begin);
    }
    return Out;
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
