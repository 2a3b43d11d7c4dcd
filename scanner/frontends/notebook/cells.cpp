//===- cells.cpp - the code of a notebook's cells, decoded ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/notebook/cells.h"
#include "scanner/frontends/config/json_reader.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy::notebook {

using namespace config;
using llvm::StringRef;

namespace {

class CellReader {
public:
  CellReader(StringRef File, Notebook &Into)
      : Text(File), Out(Into), Builder(FrontEnd::Notebook, ""), Tree(Builder) {}
  void run();

private:
  TreeId get(TreeId Map, StringRef Key);
  StringRef word(TreeId Map, StringRef Key);
  void cells(TreeId List);
  void code(TreeId Source, uint32_t Number);
  void piece(TreeId String);
  void language(TreeId Root);
  void mistake();
  bool isCode(uint32_t Begin, uint32_t End) const;

  StringRef Text;
  Notebook &Out;
  SummaryBuilder Builder;
  ConfigTree Tree;
  std::vector<std::pair<uint32_t, uint32_t>> Sources; // of code cells, spans
  uint32_t Seen = 0;                                  // cells of every type
};

/// Values under these keys may be large, and hold no code.
constexpr StringRef Skipped[] = {"outputs", "attachments", "widgets"};

void CellReader::run() {
  readJson(Text, Tree, {.ListNodes = MaxConfigNodes, .SkippedKeys = Skipped});
  TreeId Root = Tree.Roots.empty() ? 0 : Tree.Roots[0];
  language(Root);
  TreeId Cells = get(Root, "cells");
  cells(Cells);
  TreeId Sheets = get(Root, "worksheets"); // format 3
  if (Sheets != 0 && Tree[Sheets].Kind == Shape::Sequence)
    for (const Entry &Sheet : Tree.entries(Sheets))
      cells(get(Sheet.Value, "cells"));
  if (Cells == 0 && Sheets == 0)
    Tree.error(Text.size(), Text.size(), "there are no cells");
  mistake();
}

/// A picture written out in a cell's prose is longer than any text that is
/// kept, and nothing is lost with it.
bool CellReader::isCode(uint32_t Begin, uint32_t End) const {
  return llvm::any_of(Sources, [&](const auto &Span) {
    return Begin < Span.second && Span.first < End;
  });
}

/// One sentence for a file that is broken, however often it is.
void CellReader::mistake() {
  Tree.flushErrors();
  SummaryBlock Block = Builder.finish();
  Summary S = llvm::cantFail(Summary::create(Block.bytes()));
  for (const ParseError &E : S.errors()) {
    if (E.End - E.Begin > MaxConfigTextBytes && !isCode(E.Begin, E.End))
      continue;
    Out.Mistakes.push_back(
        {E.Begin, E.End, "not a valid notebook: " + S.string(E.What).str()});
    return;
  }
}

TreeId CellReader::get(TreeId Map, StringRef Key) {
  if (Map == 0 || Tree[Map].Kind != Shape::Mapping)
    return 0;
  return Tree.find(Map, Builder.intern(Key));
}

StringRef CellReader::word(TreeId Map, StringRef Key) {
  TreeId Value = get(Map, Key);
  return Value != 0 && Tree[Value].Kind == Shape::String ? Tree.text(Value)
                                                         : StringRef();
}

void CellReader::language(TreeId Root) {
  TreeId Data = get(Root, "metadata");
  StringRef Kernel = word(get(Data, "kernelspec"), "language");
  StringRef Info = word(get(Data, "language_info"), "name");
  StringRef Name = !Kernel.empty() ? Kernel : Info;
  Out.Language = Name.empty() ? "python" : Name.lower();
}

void CellReader::cells(TreeId List) {
  if (List == 0 || Tree[List].Kind != Shape::Sequence)
    return;
  for (const Entry &Each : Tree.entries(List)) {
    ++Seen;
    if (word(Each.Value, "cell_type") != "code")
      continue;
    TreeId Source = get(Each.Value, "source");
    code(Source != 0 ? Source : get(Each.Value, "input"), Seen);
  }
}

/// A cell's source is one string, or a list of lines.
void CellReader::code(TreeId Source, uint32_t Number) {
  if (Source == 0)
    return;
  Sources.emplace_back(Tree[Source].Begin, Tree[Source].End);
  size_t Begin = Out.Code.Text.size();
  if (Tree[Source].Kind == Shape::Sequence)
    for (const Entry &Line : Tree.entries(Source))
      piece(Line.Value);
  else
    piece(Source);
  if (Out.Code.Text.size() == Begin)
    return;
  // Two breaks: a backslash at the end joins nothing of the next cell.
  Out.Code.addPoint("\n\n", Tree[Source].End);
  Out.Cells.push_back({Begin, Out.Code.Text.size(), Number, Tree[Source].Begin,
                       Tree[Source].End});
}

void CellReader::piece(TreeId String) {
  const TreeNode &Node = Tree[String];
  if (Node.Kind != Shape::String)
    return;
  StringRef Content = Text.slice(Node.Begin, Node.End);
  decodeJsonString(Content, [&](StringRef Piece, StringRef Written) {
    size_t Offset = Written.data() - Text.data();
    if (Piece.data() == Written.data())
      Out.Code.addRun(Piece, Offset);
    else
      Out.Code.addPoint(Piece, Offset, Written.size());
  });
}

} // namespace

Notebook readCells(StringRef Text) {
  Notebook Out;
  CellReader(Text, Out).run();
  return Out;
}

std::optional<CellLine> cellLineAt(const Notebook &Cells, StringRef Text,
                                   size_t Offset) {
  auto In = llvm::find_if(Cells.Cells, [&](const Cell &C) {
    return C.FileBegin <= Offset && Offset < C.FileEnd;
  });
  if (In == Cells.Cells.end())
    return std::nullopt;
  CellLine Out{In->Number, 1};
  // In JSON a line of code ends in "\n".
  for (size_t At = In->FileBegin; At + 1 < Offset; ++At)
    if (Text[At] == '\\' && Text[++At] == 'n')
      ++Out.Line;
  return Out;
}

} // namespace modeltidy::notebook
