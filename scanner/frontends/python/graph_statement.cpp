#include "scanner/frontends/python/graph.h"
#include "llvm/Support/SaveAndRestore.h"

namespace modeltidy::python {

void Graph::exec(SyntaxId I) {
  Nested Level{Depth};
  if (!enter(I))
    return;
  // An if is its own first clause: execClause looks for its errors.
  if (Tree.hasErrors() && isStatement(Tree[I].Kind) && Tree[I].Kind != Sym::If)
    recoverErrors(I);
  switch (Tree[I].Kind) {
  case Sym::ExpressionStatement:
    for (SyntaxId C : Tree.children(I))
      execExpression(C);
    return;
  case Sym::Return:
    return execReturn(I);
  case Sym::If:
    return execIf(I);
  case Sym::For:
    return execFor(I);
  case Sym::While:
    return execWhile(I);
  case Sym::Try:
    return execTry(I);
  case Sym::With:
    return execWith(I);
  case Sym::Match:
    return execMatch(I);
  case Sym::FunctionDef:
  case Sym::ClassDef:
    return define(I, {});
  case Sym::Decorated:
    return execDecorated(I);
  case Sym::Import:
    return execImport(I);
  case Sym::ImportFrom:
    return execImportFrom(I);
  default:
    return execSimple(I);
  }
}

void Graph::execSimple(SyntaxId I) {
  switch (Tree[I].Kind) {
  case Sym::Raise:
  case Sym::Assert:
    for (SyntaxId C : Tree.children(I))
      eval(C);
    Env.Reachable &= Tree[I].Kind == Sym::Assert;
    return;
  case Sym::Break:
    return Env.leaveFor(Environment::TargetKind::Break);
  case Sym::Continue:
    return Env.leaveFor(Environment::TargetKind::Continue);
  case Sym::Delete:
    for (SyntaxId C : Tree.children(I))
      remove(C);
    return;
  case Sym::Print:
    callBuiltin(I, "print");
    return;
  case Sym::Exec:
    callBuiltin(I, "exec");
    return;
  case Sym::TypeAlias:
    if (SyntaxId Value = Tree.child(I, 1))
      assignTo(Tree.child(I), eval(Value));
    return;
  case Sym::Block:
    return execBlock(I);
  case Sym::Error:
    return recover(I);
  case Sym::Pass:
  case Sym::FutureImport:
  case Sym::GlobalStatement:
  case Sym::Nonlocal:
    return;
  default:
    return execExpression(I);
  }
}

/// Also the module's own children (I == 0).
void Graph::execBlock(SyntaxId Block) {
  llvm::SaveAndRestore<uint32_t> End(BlockEnd, Tree[Block].End);
  for (SyntaxId C = Block + 1; C < Tree[Block].Next; C = Tree[C].Next)
    exec(C);
}

/// The body of a clause (else:, except E:), where it has one.
void Graph::execClause(SyntaxId Clause) {
  if (Tree.hasErrors())
    recoverErrors(Clause);
  if (SyntaxId Block = Tree.childOf(Clause, Sym::Block))
    execBlock(Block);
}

void Graph::execExpression(SyntaxId I) {
  switch (Tree[I].Kind) {
  case Sym::Assignment:
  case Sym::AugmentedAssignment:
    if (Tree.hasErrors())
      recoverErrors(I);
    return Tree[I].Kind == Sym::Assignment ? assign(I) : assignAugmented(I);
  case Sym::String: // a docstring
  case Sym::Identifier:
  case Sym::Ellipsis:
  case Sym::Operator:
  case Sym::Keyword:
    return;
  default:
    break;
  }
  NodeId Value = eval(I);
  if (Builder.node(Value).Kind == NodeKind::Await)
    Value = Builder.operands(Value)[0].Value;
  if (Builder.node(Value).Kind == NodeKind::Call)
    Builder.node(Value).Flags |= FlagStatement;
}

void Graph::execReturn(SyntaxId I) {
  if (SyntaxId Value = Tree.child(I))
    Returns.push_back(eval(Value));
  Env.leaveFor(Environment::TargetKind::Exit);
  Env.Reachable = false; // also outside a function
}

/// What parsed inside an ERROR node: statements run, expressions are walked
/// for their calls, anything else is searched for more of these. Every part is
/// walked once only: twice at each level would be exponential.
void Graph::recover(SyntaxId I) {
  switch (Tree[I].Kind) {
  case Sym::ArgumentList:
  case Sym::KeywordArgument:
  case Sym::Decorator:
  case Sym::Elif:
  case Sym::Else:
  case Sym::Except:
  case Sym::Finally:
  case Sym::WithClause:
  case Sym::WithItem:
  case Sym::Case:
  case Sym::ForIn:
  case Sym::IfClause:
  case Sym::Error: {
    Nested Level{Depth};
    if (!enter(I))
      return;
    for (SyntaxId C = I + 1; C < Tree[I].Next; C = Tree[C].Next)
      recover(C);
    return;
  }
  case Sym::Parameters:
  case Sym::LambdaParameters:
  case Sym::DottedName:
  case Sym::StringStart:
  case Sym::StringContent:
  case Sym::StringEnd:
  case Sym::Type:
    return;
  default:
    return exec(I);
  }
}

/// The sound parts of a statement that lacks one.
void Graph::recoverParts(SyntaxId I) {
  for (SyntaxId C : Tree.children(I))
    recover(C);
}

/// The errors directly below a node that is otherwise sound.
void Graph::recoverErrors(SyntaxId I) {
  for (SyntaxId C = I + 1; C < Tree[I].Next; C = Tree[C].Next)
    if (Tree[C].Kind == Sym::Error)
      recover(C);
}

} // namespace modeltidy::python
