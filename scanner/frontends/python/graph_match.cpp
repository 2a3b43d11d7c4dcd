#include "scanner/frontends/python/graph.h"

namespace modeltidy::python {

/// Whether a case matches everything: _ or a bare name, without a guard.
static bool matchesAll(const SyntaxTree &Tree, SyntaxId Case) {
  SyntaxId Pattern = Tree.child(Case);
  if (Pattern == 0 || Tree[Pattern].Kind != Sym::CasePattern ||
      Tree.childOf(Case, Sym::IfClause) != 0)
    return false;
  SyntaxId Inner = Tree.child(Pattern);
  return Inner == 0 || (Tree[Inner].Kind == Sym::DottedName &&
                        !Tree.text(Inner).contains('.'));
}

void Graph::execMatch(SyntaxId I) {
  SyntaxId Block = Tree.childOf(I, Sym::Block);
  Operands Subjects;
  for (SyntaxId C : Tree.children(I))
    if (C != Block)
      Subjects.push_back({0, eval(C)});
  NodeId Subject = Subjects.size() == 1 ? Subjects[0].Value
                                        : add(NodeKind::Tuple, I, 0, Subjects);
  if (Block == 0)
    return;
  Fork From = Env.fork();
  llvm::SmallVector<Branch, 8> Branches;
  bool All = false;
  for (SyntaxId C : Tree.children(Block)) {
    if (Tree[C].Kind != Sym::Case)
      continue;
    All |= matchesAll(Tree, C);
    execCase(C, Subject);
    Branches.push_back(Env.endBranch(From, Subject));
  }
  if (!All)
    Branches.push_back(Env.endBranch(From));
  Env.join(Branches, From, spanOf(I));
}

void Graph::execCase(SyntaxId I, NodeId Subject) {
  bool Several = Tree.childOf(I, Sym::CasePattern) != 0 &&
                 Tree[Tree.child(I, 1)].Kind == Sym::CasePattern;
  unsigned Index = 0;
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind == Sym::CasePattern) // case a, b:
      bindPattern(C, Several ? addItem(C, Subject, std::to_string(Index++))
                             : Subject);
    else if (Tree[C].Kind == Sym::IfClause && Tree.child(C) != 0)
      eval(Tree.child(C));
  }
  if (SyntaxId Block = Tree.childOf(I, Sym::Block)) {
    Builder.addRegion(RegionKind::If, Subject, Tree[Block].Begin,
                      Tree[Block].End);
    execBlock(Block);
  }
}

void Graph::bindPattern(SyntaxId P, NodeId Value) {
  Nested Level{Depth};
  if (!enter(P))
    return;
  SyntaxId First = Tree.child(P), Last = Tree.lastChild(P);
  switch (Tree[P].Kind) {
  case Sym::CasePattern:
    if (First != 0)
      bindPattern(First, Value);
    return;
  case Sym::UnionPattern:
    for (SyntaxId C : Tree.children(P))
      bindPattern(C, Value);
    return;
  case Sym::DottedName:
    if (!Tree.text(P).contains('.'))
      bind(Tree[P].Name, Value);
    return;
  case Sym::SplatPattern:
    if (Tree[Last].Kind == Sym::Identifier)
      bind(Tree[Last].Name, add1(NodeKind::Slice, P, Value));
    return;
  case Sym::AsPattern:
    if (First != Last)
      bindPattern(First, Value);
    if (Tree[Last].Kind == Sym::Identifier)
      bind(Tree[Last].Name, Value);
    return;
  case Sym::KeywordPattern: // name=pattern, inside a class pattern
    if (First != Last)
      bindPattern(Last, add1(NodeKind::Attr, P, Value, Tree.name(First)));
    return;
  case Sym::ListPattern:
  case Sym::TuplePattern:
    return bindSequence(P, Value);
  case Sym::DictPattern:
    return bindDict(P, Value);
  case Sym::ClassPattern: // positional parts: an attribute, but which?
    for (SyntaxId C : Tree.children(P)) {
      bool Keyword = Tree[Tree.child(C)].Kind == Sym::KeywordPattern;
      if (Tree[C].Kind == Sym::CasePattern)
        bindPattern(C, Keyword ? Value : add1(NodeKind::Elem, C, Value));
    }
    return;
  default: // a literal
    return;
  }
}

void Graph::bindSequence(SyntaxId P, NodeId Value) {
  unsigned Index = 0;
  for (SyntaxId C : Tree.children(P)) {
    bool Splat = Tree[Tree.child(C)].Kind == Sym::SplatPattern;
    bindPattern(C, Splat ? Value : addItem(C, Value, std::to_string(Index)));
    ++Index;
  }
}

void Graph::bindDict(SyntaxId P, NodeId Value) {
  NodeId Key = 0;
  for (SyntaxId C : Tree.children(P)) {
    if (Tree[C].Kind == Sym::SplatPattern)
      bindPattern(C, Value);
    else if (Tree[C].Kind != Sym::CasePattern)
      Key =
          Tree[C].Kind == Sym::DottedName ? add(NodeKind::Opaque, C) : eval(C);
    else if (Key != 0)
      bindPattern(C, add(NodeKind::Item, C, 0, {{0, Value}, {0, Key}}));
  }
}

} // namespace modeltidy::python
