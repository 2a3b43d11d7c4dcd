//===- config_graph.cpp - from the tree to the summary's nodes ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// References lead forward and in circles, so nodes come first and operands
// later:
//
//   1. reach   which values the roots hold (a key given twice left one behind)
//   2. create  a node for each, in the order of the text, without operands; a
//              text that is one whole reference gets none
//   3. link    whole references become the node that they lead to; then the
//              operands of templates, defaults and collections are written
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/config_graph.h"
#include "scanner/frontends/config/interpolation.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::config {

using llvm::StringRef;

namespace {

class GraphWriter {
public:
  explicit GraphWriter(ConfigTree &From)
      : Tree(From), Builder(From.builder()), NodeOf(From.size(), 0),
        Whole(From.size(), false) {}
  void run(StringRef Package);

private:
  using Pieces = std::vector<Piece>;

  void reach();
  void create(TreeId Id);
  NodeId createText(TreeId Id);
  NodeId leaf(NodeKind Kind, TreeId Id, StringId Name = 0);
  bool isWhole(const Pieces &P) const {
    return P.size() == 1 && P[0].Kind == Piece::Reference && !P[0].Default;
  }
  Pieces piecesOf(TreeId Id) const {
    return Tree[Id].Kind == Shape::String ? splitInterpolations(Tree.text(Id))
                                          : Pieces();
  }
  TreeId lookUp(StringRef Path, TreeId From, unsigned &Hops);
  TreeId step(TreeId Here, StringRef Name);
  TreeId follow(TreeId Id, unsigned &Hops);
  NodeId pieceNode(const Piece &P, TreeId Id, unsigned Depth);
  NodeId textNode(StringRef Text, TreeId Id, unsigned Depth);
  std::vector<Operand> alternatives(const Piece &P, TreeId Id, unsigned Depth);
  void linkText(TreeId Id);
  void linkCollection(TreeId Id);
  void addPackage(TreeId Root, StringRef Package);
  NodeId unresolved(StringRef Path, TreeId Id);

  ConfigTree &Tree;
  SummaryBuilder &Builder;
  std::vector<NodeId> NodeOf;
  std::vector<bool> Whole; // texts that are one reference
  std::vector<bool> Reached;
  std::vector<TreeId> Texts; // with interpolations
};

void GraphWriter::run(StringRef Package) {
  reach();
  for (TreeId Id = 1; Id != Tree.size(); ++Id)
    if (Reached[Id])
      create(Id);
  for (TreeId Id : Texts)
    if (Whole[Id]) {
      unsigned Hops = 0;
      TreeId To = follow(Id, Hops);
      NodeOf[Id] = To ? NodeOf[To] : unresolved(piecesOf(Id)[0].Words, Id);
    }
  for (TreeId Id : Texts)
    linkText(Id);
  for (TreeId Id = 1; Id != Tree.size(); ++Id)
    if (Reached[Id] && Tree[Id].Kind >= Shape::Sequence)
      linkCollection(Id);
  for (TreeId Root : Tree.Roots) {
    Builder.addRoot(NodeOf[Root]);
    if (!Package.empty() && Tree[Root].Kind == Shape::Mapping)
      addPackage(Root, Package);
  }
}

void GraphWriter::addPackage(TreeId Root, StringRef Package) {
  llvm::ArrayRef<Operand> Own = Builder.operands(NodeOf[Root]);
  std::vector<Operand> Operands(Own.begin(), Own.end());
  NodeId Text = Builder.add(NodeKind::String, Tree[Root].Begin,
                            Tree[Root].Begin, 0, Builder.intern(Package));
  Operands.push_back({Builder.intern("@package"), Text});
  Builder.setOperands(NodeOf[Root], Operands);
}

/// What a reference becomes that leads nowhere: a variable, where its first
/// name stands nowhere in the document; another file may have it.
NodeId GraphWriter::unresolved(StringRef Path, TreeId Id) {
  TreeId Top = Id;
  while (Tree[Top].Parent != 0)
    Top = Tree[Top].Parent;
  bool Plain = llvm::all_of(Path, [](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '-' || C == '.';
  });
  StringRef First = Path.split('.').first;
  if (!Plain || First.empty() || step(Top, First) != 0)
    return leaf(NodeKind::Opaque, Id);
  return leaf(NodeKind::Global, Id, Builder.intern(Path));
}

void GraphWriter::reach() {
  Reached.assign(Tree.size(), false);
  std::vector<TreeId> Left(Tree.Roots);
  while (!Left.empty()) {
    TreeId Id = Left.back();
    Left.pop_back();
    if (Reached[Id])
      continue;
    Reached[Id] = true;
    if (Tree[Id].Kind < Shape::Sequence)
      continue;
    for (const Entry &E : Tree.entries(Id)) {
      Left.push_back(E.Value);
      if (E.Key != 0)
        Left.push_back(E.Key);
    }
  }
}

NodeId GraphWriter::leaf(NodeKind Kind, TreeId Id, StringId Name) {
  const TreeNode &T = Tree[Id];
  return Builder.add(Kind, T.Begin, T.End, 0, Name, {}, T.Truth);
}

void GraphWriter::create(TreeId Id) {
  const TreeNode &T = Tree[Id];
  switch (T.Kind) {
  case Shape::String:
    NodeOf[Id] = createText(Id);
    return;
  case Shape::Number:
    NodeOf[Id] = leaf(NodeKind::Number, Id, T.Text);
    return;
  case Shape::Bool:
    NodeOf[Id] = leaf(NodeKind::Bool, Id);
    return;
  case Shape::Null:
    NodeOf[Id] = leaf(NodeKind::Null, Id);
    return;
  case Shape::Unknown:
    NodeOf[Id] = leaf(NodeKind::Opaque, Id);
    return;
  case Shape::Sequence:
    NodeOf[Id] = leaf(NodeKind::List, Id);
    return;
  case Shape::Mapping:
    NodeOf[Id] = leaf(NodeKind::Dict, Id);
    return;
  }
}

/// 0 for a whole reference, which is what it leads to.
NodeId GraphWriter::createText(TreeId Id) {
  Pieces P = piecesOf(Id);
  if (P.empty())
    return leaf(NodeKind::String, Id, Tree[Id].Text);
  Texts.push_back(Id);
  Whole[Id] = isWhole(P);
  if (Whole[Id])
    return 0;
  if (P.size() > 1)
    return leaf(NodeKind::Template, Id);
  return leaf(P[0].Default ? NodeKind::Phi : NodeKind::Opaque, Id);
}

/// The value that a whole reference leads to in the end; 0 where it leads
/// nowhere or in a circle. Any other value is itself.
TreeId GraphWriter::follow(TreeId Id, unsigned &Hops) {
  while (Id != 0 && Whole[Id])
    Id =
        ++Hops > MaxReferenceHops ? 0 : lookUp(piecesOf(Id)[0].Words, Id, Hops);
  return Id;
}

TreeId GraphWriter::lookUp(StringRef Path, TreeId From, unsigned &Hops) {
  TreeId Here = From;
  if (Path.starts_with(".")) {
    while (Path.consume_front(".") && Here != 0)
      Here = Tree[Here].Parent;
  } else {
    while (Tree[Here].Parent != 0)
      Here = Tree[Here].Parent;
  }
  while (Here != 0 && !Path.empty()) {
    size_t End = std::min(Path.find_first_of(".[]"), Path.size());
    StringRef Name = Path.take_front(End);
    Path = Path.drop_front(std::min(End + 1, Path.size()));
    if (Name.empty()) // behind a bracket
      continue;
    Here = follow(Here, Hops);
    if (Here != 0)
      Here = step(Here, Name);
  }
  return Here;
}

TreeId GraphWriter::step(TreeId Here, StringRef Name) {
  if (Tree[Here].Kind == Shape::Mapping)
    return Tree.find(Here, Builder.intern(Name));
  size_t Index;
  if (Tree[Here].Kind != Shape::Sequence || Name.getAsInteger(10, Index) ||
      Index >= Tree.entries(Here).size())
    return 0;
  return Tree.entries(Here)[Index].Value;
}

/// Nodes of a piece that has a default: what it refers to, and the default.
std::vector<Operand> GraphWriter::alternatives(const Piece &P, TreeId Id,
                                               unsigned Depth) {
  Piece Bare{P.Kind, P.Words};
  StringRef Default = *P.Default;
  for (StringRef Quote : {"'", "\""})
    if (Default.size() > 1 && Default.starts_with(Quote) &&
        Default.ends_with(Quote))
      Default = Default.drop_front().drop_back();
  return {{0, pieceNode(Bare, Id, Depth)},
          {0, textNode(Default, Id, Depth + 1)}};
}

NodeId GraphWriter::pieceNode(const Piece &P, TreeId Id, unsigned Depth) {
  if (P.Kind == Piece::Text)
    return leaf(NodeKind::String, Id, Builder.intern(P.Words));
  if (P.Default) {
    std::vector<Operand> Both = alternatives(P, Id, Depth);
    NodeId Phi = leaf(NodeKind::Phi, Id);
    Builder.setOperands(Phi, Both);
    return Phi;
  }
  if (P.Kind == Piece::Reference) {
    unsigned Hops = 0;
    TreeId To = follow(lookUp(P.Words, Id, Hops), Hops);
    if (To != 0)
      return NodeOf[To];
    return unresolved(P.Words, Id);
  }
  return leaf(NodeKind::Opaque, Id);
}

/// A default's text, which may have interpolations of its own.
NodeId GraphWriter::textNode(StringRef Text, TreeId Id, unsigned Depth) {
  Pieces P = splitInterpolations(Text);
  if (P.empty())
    return leaf(NodeKind::String, Id, Builder.intern(Text));
  if (Depth > MaxDefaultDepth)
    return leaf(NodeKind::Opaque, Id);
  if (P.size() == 1)
    return pieceNode(P[0], Id, Depth);
  std::vector<Operand> Operands;
  for (const Piece &Each : P)
    Operands.push_back({0, pieceNode(Each, Id, Depth)});
  NodeId Template = leaf(NodeKind::Template, Id);
  Builder.setOperands(Template, Operands);
  return Template;
}

void GraphWriter::linkText(TreeId Id) {
  NodeKind Kind = Builder.node(NodeOf[Id]).Kind;
  if (Whole[Id])
    return; // the node is another's
  Pieces P = piecesOf(Id);
  if (Kind == NodeKind::Phi) {
    Builder.setOperands(NodeOf[Id], alternatives(P[0], Id, 0));
  } else if (Kind == NodeKind::Template) {
    std::vector<Operand> Operands;
    for (const Piece &Each : P)
      Operands.push_back({0, pieceNode(Each, Id, 0)});
    Builder.setOperands(NodeOf[Id], Operands);
  }
}

void GraphWriter::linkCollection(TreeId Id) {
  std::vector<Operand> Operands;
  for (const Entry &E : Tree.entries(Id)) {
    NodeId Value = NodeOf[E.Value];
    if (E.Key != 0)
      Value = Builder.add(NodeKind::Pair, Tree[E.Key].Begin, Tree[E.Value].End,
                          0, 0, {{0, NodeOf[E.Key]}, {0, Value}});
    Operands.push_back({E.Name, Value});
  }
  Builder.setOperands(NodeOf[Id], Operands);
}

} // namespace

StringRef packageHeader(StringRef Text) {
  while (Text.starts_with("#") || Text.starts_with("\n")) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.ltrim("# ");
    if (Line.consume_front("@package"))
      return Line.trim();
  }
  return "";
}

void writeGraph(ConfigTree &Tree, StringRef Package) {
  GraphWriter(Tree).run(Package);
}

} // namespace modeltidy::config
