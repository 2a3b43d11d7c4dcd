//===-- graph_command.cpp -------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"
#include <utility>

namespace modeltidy::shell {

/// Runs a statement. Returns the Call of the last command in it, 0 for none.
NodeId Graph::exec(SyntaxId I) {
  Nested Level{Depth};
  if (!enter(I))
    return 0;
  return execStatement(I);
}

NodeId Graph::execStatement(SyntaxId I) {
  switch ((*S)[I].Kind) {
  case Sym::Command:
    return execCommand(I);
  case Sym::Redirected:
    return execRedirected(I);
  case Sym::Pipeline:
    return execPipeline(I, 0);
  case Sym::List:
    return execList(I);
  case Sym::If:
    return execIf(I);
  case Sym::Case:
    return execCase(I);
  case Sym::For:
  case Sym::CStyleFor:
    return execFor(I);
  case Sym::While:
    return execWhile(I);
  case Sym::Subshell:
    return execSubshell(I);
  case Sym::Compound:
  case Sym::DoGroup:
  case Sym::Negated:
  case Sym::Assignments:
  case Sym::Program:
    return execChildren(I);
  case Sym::Assignment:
    assign(I);
    return 0;
  case Sym::Declaration:
    execDeclaration(I);
    return 0;
  case Sym::Unset:
    for (const Binder &B : S->binders(I))
      Env.assign(slotOf(B.Name), 0);
    return 0;
  case Sym::Function:
    execFunction(I);
    return 0;
  case Sym::Test:
    return evalTest(I);
  case Sym::Error:
    return recover(I);
  default:
    return 0;
  }
}

NodeId Graph::execChildren(SyntaxId I) {
  NodeId Last = 0;
  for (SyntaxId C : S->children(I))
    Last = exec(C);
  return Last;
}

//===-- Simple commands ---------------------------------------------------===//

NodeId Graph::execCommand(SyntaxId I) {
  Line L;
  collect(I, L);
  return execLine(L);
}

/// The parts of a command. The grammar may take the words behind an output
/// file for further files; they are the command's.
void Graph::collect(SyntaxId Command, Line &L) {
  for (SyntaxId C : S->children(Command)) {
    switch ((*S)[C].Kind) {
    case Sym::Assignment:
      L.Assignments.push_back(C);
      break;
    case Sym::FileRedirect:
    case Sym::HereString:
    case Sym::HereDoc:
      collectRedirect(C, L);
      break;
    case Sym::Error:
    case Sym::Subshell:
      exec(C);
      break;
    default:
      L.Words.push_back(C);
      break;
    }
  }
}

void Graph::collectRedirect(SyntaxId I, Line &L) {
  Sym Kind = (*S)[I].Kind;
  if (Kind == Sym::HereDoc)
    return collectDocument(I, L);
  bool First = true;
  for (SyntaxId C : S->children(I)) {
    if ((*S)[C].Kind == Sym::Descriptor)
      continue;
    llvm::StringRef Operator = S->text().slice((*S)[I].Begin, (*S)[C].Begin);
    if (!First || Operator.contains('\n')) {
      L.Words.push_back(C);
      continue;
    }
    First = false;
    if (Kind == Sym::HereString || Operator.contains('<'))
      L.Named.push_back({Builder.intern("<"), evalWord(C, false)});
    else if (!Operator.contains('2') && !Operator.trim().ends_with(">&"))
      L.Named.push_back({Builder.intern(">"), evalWord(C, false)});
    else
      L.ToErrors |= S->text(C) == "2";
  }
}

/// cmd <<EOF > file words | other: what stands on the line of the mark belongs
/// to the command.
void Graph::collectDocument(SyntaxId I, Line &L) {
  L.Named.push_back({Builder.intern("<<"), evalDocument(I)});
  L.Document = I;
  for (SyntaxId C : S->children(I)) {
    if ((*S)[C].Part == Role::Right)
      L.Following = C;
    else if ((*S)[C].Kind == Sym::Pipeline)
      L.Piped = C;
    else if ((*S)[C].Part == Role::Argument)
      L.Words.push_back(C);
    else if ((*S)[C].Kind == Sym::FileRedirect)
      collectRedirect(C, L);
  }
}

/// Whether two parts stand on different lines of the script: the grammar reads
/// on where it could not end (`X=1 Y=2` and a command on the next line).
bool Graph::isCut(SyntaxId Before, SyntaxId After) const {
  uint32_t From = (*S)[Before].End, To = (*S)[After].Begin;
  llvm::StringRef Gap = S->text().slice(From, std::max(From, To));
  size_t At = Gap.find('\n');
  return At != llvm::StringRef::npos && !Gap.take_front(At).contains('\\');
}

/// An assignment, also one that the grammar took for a further file behind
/// `X=<name>`.
bool Graph::isAssignment(SyntaxId I, const Line &L) const {
  size_t Length = nameLength(S->text(I));
  return (*S)[I].Kind == Sym::Assignment ||
         (L.Words.empty() && Length > 0 &&
          S->text(I).drop_front(Length).starts_with("="));
}

/// One or more lines, then what a here-document's mark is followed by.
NodeId Graph::execLine(Line &L) {
  Ids All(L.Assignments);
  All.append(L.Words);
  NodeId Call = 0;
  Line One;
  One.Named = std::move(L.Named);
  One.Document = L.Document;
  One.ToErrors = L.ToErrors;
  for (size_t K = 0; K < All.size(); ++K) {
    (isAssignment(All[K], One) ? One.Assignments : One.Words).push_back(All[K]);
    if (K + 1 < All.size() && !isCut(All[K], All[K + 1]))
      continue;
    if (NodeId Made = execWords(One)) {
      Call = Made;
      One.Named.clear();
      One.Document = 0;
    }
    One.Assignments.clear();
    One.Words.clear();
  }
  if (L.Piped != 0)
    Call = execPipeline(L.Piped, Call);
  if (L.Following != 0)
    Call = exec(L.Following);
  return Call;
}

/// NAME=v … program words … with redirections. Without a program the
/// assignments are the scope's own.
NodeId Graph::execWords(const Line &L) {
  if (L.Words.empty()) {
    for (SyntaxId A : L.Assignments)
      if ((*S)[A].Kind == Sym::Assignment)
        assign(A);
      else
        bind(S->text(A).take_front(nameLength(S->text(A))), evalEnvironment(A));
    return 0;
  }
  Operands Ops;
  llvm::StringRef Program;
  for (SyntaxId W : L.Words) {
    SyntaxId Word =
        (*S)[W].Kind == Sym::CommandName && W + 1 < (*S)[W].Next ? W + 1 : W;
    Ops.push_back({0, evalWord(Word, true)});
    if (Ops.size() == 1 && Builder.node(Ops[0].Value).Kind == NodeKind::String)
      Program = Builder.text(Builder.node(Ops[0].Value).Name);
  }
  fillPlaceholders(Program, Ops);
  bool Own = Functions.contains(Builder.intern(Program));
  if (Own)
    Ops[0].Value = read(Program, spanOf(L.Words[0]));
  for (SyntaxId A : L.Assignments)
    if (NodeId Value = evalEnvironment(A))
      Ops.push_back(
          {Builder.intern(
               ("env:" + S->text(A).take_front(nameLength(S->text(A)))).str()),
           Value});
  Ops.append(L.Named);
  Span Place{spanOf(L.Words[0]).Begin, spanOf(L.Words.back()).End};
  uint8_t Flags = FlagStatement | (Own ? 0 : FlagCommand);
  NodeId Call = add(NodeKind::Call, Place, "", Ops, 0, Flags);
  if (Own) {
    applyEffects(Builder.intern(Program), Place);
  } else {
    if (!L.ToErrors)
      noteOutput(Program, Ops);
    execBuiltin(Program, L, Call);
    execInner(L, Ops);
  }
  return Call;
}

/// xargs, GNU parallel and find run a command with their own words for {}: the
/// literal ones of `parallel gen {} ::: a b`, else words that nobody knows.
void Graph::fillPlaceholders(llvm::StringRef Program, Operands &Ops) {
  if (Program != "xargs" && Program != "parallel" && Program != "find")
    return;
  auto TextAt = [&](size_t I) -> llvm::StringRef {
    const Node &N = Builder.node(Ops[I].Value);
    return N.Kind == NodeKind::String ? Builder.text(N.Name) : "";
  };
  std::string Mark = "{}";
  Operands Values;
  for (size_t I = 1; I < Ops.size(); ++I) {
    llvm::StringRef Word = TextAt(I);
    if (Program == "xargs" && Word == "-I" && I + 1 < Ops.size())
      Mark = TextAt(I + 1).str();
    else if (Program == "xargs" && Word.starts_with("-I"))
      Mark = Word.drop_front(2).str();
    if (Program == "parallel" && Word == ":::") {
      Values.append(Ops.begin() + I + 1, Ops.end());
      Ops.resize(I);
    }
  }
  if (Mark.empty())
    return;
  for (Operand &Op : llvm::drop_begin(Ops)) {
    const Node &N = Builder.node(Op.Value);
    Span Place{N.Begin, N.End};
    llvm::StringRef Word =
        N.Kind == NodeKind::String ? Builder.text(N.Name) : "";
    auto [Front, Behind] = Word.split(Mark);
    if (Front.size() == Word.size())
      continue;
    NodeId Each = Values.empty() ? add(NodeKind::Opaque, Place)
                                 : add(NodeKind::Phi, Place, "", Values);
    if (Word != Mark)
      Each = add(NodeKind::Template, Place, "",
                 {{0, add(NodeKind::String, Place, Front)},
                  {0, Each},
                  {0, add(NodeKind::String, Place, Behind)}});
    Op.Value = Each;
  }
}

/// The value of an assignment before a command, which sees it alone.
NodeId Graph::evalEnvironment(SyntaxId A) {
  if ((*S)[A].Kind != Sym::Assignment) {
    auto From = static_cast<uint32_t>((*S)[A].Begin + S->text(A).find('=') + 1);
    Pieces Out(Builder, ScopeId);
    appendRange(From, (*S)[A].End, A, Quoting::None, Out);
    return Out.finish(S->place(From), S->place((*S)[A].End));
  }
  SyntaxId Value = A + 1 < (*S)[A].Next ? (*S)[A + 1].Next : 0;
  if (Value == 0 || Value >= (*S)[A].Next)
    return add(NodeKind::String, spanOf(A));
  if ((*S)[Value].Kind == Sym::Array)
    return evalArray(Value);
  return evalWord(Value, false);
}

//===-- Redirections and pipes --------------------------------------------===//

NodeId Graph::execRedirected(SyntaxId I) {
  SyntaxId Body = S->childOf(I, Role::Body);
  Line L;
  if (Body != 0 && (*S)[Body].Kind == Sym::Command) {
    collect(Body, L);
    Body = 0;
  }
  NodeId Call = Body != 0 ? exec(Body) : 0;
  for (SyntaxId C : S->children(I))
    if ((*S)[C].Part != Role::Body)
      collectRedirect(C, L);
  if (Body == 0)
    return execLine(L);
  addNamed(Call, L.Named);
  L.Named.clear();
  if (L.Words.empty() && L.Piped == 0 && L.Following == 0)
    return Call;
  if (L.Piped != 0)
    Call = execPipeline(std::exchange(L.Piped, 0), Call);
  NodeId Last = execLine(L);
  return Last != 0 ? Last : Call;
}

/// Each command gets the one before it as its "|".
NodeId Graph::execPipeline(SyntaxId I, NodeId Input) {
  for (SyntaxId C : S->children(I)) {
    bool Piped = (*S)[C].Next < (*S)[I].Next;
    Captured += Piped;
    NodeId Call = exec(C);
    Captured -= Piped;
    if (Input != 0 && Call != Input)
      addNamed(Call, Operand{Builder.intern("|"), Input});
    Input = Call;
  }
  return Input;
}

void Graph::addNamed(NodeId Call, llvm::ArrayRef<Operand> Named) {
  if (Call == 0 || Named.empty() || Builder.node(Call).Kind != NodeKind::Call)
    return;
  Operands Ops(Builder.operands(Call));
  Ops.append(Named.begin(), Named.end());
  Builder.setOperands(Call, Ops);
}

} // namespace modeltidy::shell
