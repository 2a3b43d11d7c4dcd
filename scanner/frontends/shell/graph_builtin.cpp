//===-- graph_builtin.cpp -------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"
#include "scanner/frontends/shell/shell.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy::shell {

namespace {

using Target = Environment::TargetKind;

/// Programs whose argument behind -c is a script.
bool isShell(llvm::StringRef Word) {
  return llvm::StringSwitch<bool>(
             Word.rsplit('/').second.empty() ? Word : Word.rsplit('/').second)
      .Cases("sh", "bash", "zsh", "dash", "ksh", true)
      .Default(false);
}

/// -c, -lc, -xec
bool isScriptOption(llvm::StringRef Word) {
  return Word.size() > 1 && Word[0] == '-' && Word.ends_with("c") &&
         llvm::all_of(Word.drop_front(), llvm::isAlpha);
}

/// Programs that run commands in another terminal or on another machine: any
/// quoted word with blanks is tried.
bool takesCommands(llvm::StringRef Program) {
  return llvm::StringSwitch<bool>(Program)
      .Cases("tmux", "screen", "ssh", "parallel", "watch", true)
      .Default(false);
}

/// Programs that run what they read from a here-document.
bool readsScript(llvm::StringRef Program) {
  return isShell(Program) || Program == "sbatch" || Program == "ssh" ||
         Program == "qsub" || Program == "bsub";
}

/// Options of schedulers and remote shells whose value is a script.
constexpr llvm::StringLiteral ScriptOptions[] = {"--wrap", "--command"};

} // namespace

/// read -r -d '' NAME <<EOF: the variable is the whole text.
NodeId Graph::wholeDocument(llvm::StringRef Program, const Line &L) {
  if (Program != "read" || L.Document == 0 || L.Words.size() < 3)
    return 0;
  bool Whole = false;
  for (size_t K = 1; K + 2 < L.Words.size(); ++K) {
    llvm::StringRef Option = S->text(L.Words[K]);
    llvm::StringRef End = S->text(L.Words[K + 1]);
    Whole |= Option.starts_with("-") && Option.ends_with("d") &&
             (End == "''" || End == "\"\"" || End == "$'\\0'");
  }
  llvm::StringRef Name = S->text(L.Words.back());
  if (!Whole || Name.empty() || Name.size() != nameLength(Name))
    return 0;
  for (const auto &Given : L.Named)
    if (Builder.text(Given.Name) == "<<")
      return Given.Value;
  return 0;
}

/// What the shell's own programs do to its variables and its flow.
void Graph::execBuiltin(llvm::StringRef Program, const Line &L, NodeId Call) {
  if (Program == "exit")
    Env.Reachable = false;
  else if (Program == "shift")
    execShift(L);
  else if (Program == "return" && InFunction && ScriptDepth == 0)
    Env.leaveFor(Target::Exit);
  else if (Program == "break" && LoopDepth > 0)
    Env.leaveFor(Target::Break);
  else if (Program == "continue" && LoopDepth > 0)
    Env.leaveFor(Target::Continue);
  if (L.Document != 0 && readsScript(Program))
    execDocument(L.Document);
  if (!bindsWords(Program))
    return;
  bool Printf = Program == "printf";
  if (NodeId Text = wholeDocument(Program, L))
    return bind(S->text(L.Words.back()), Text);
  for (size_t K = 1; K < L.Words.size(); ++K) {
    llvm::StringRef Word = S->text(L.Words[K]);
    bool Named = Word.size() == nameLength(Word) && !Word.empty();
    if (Named && (!Printf || S->text(L.Words[K - 1]) == "-v"))
      bind(Word, add1(NodeKind::Opaque, spanOf(L.Words[K]), Call));
  }
}

/// shift [n]: the parameters move to the left. After a join of paths that
/// shifted differently, $1 is some word.
void Graph::execShift(const Line &L) {
  Span At = spanOf(L.Words[0]);
  ++ShiftsInLoop;
  NodeId Old = readParameter("@", At);
  NodeId New = add1(NodeKind::Slice, At, Old);
  auto Before = Shifts.find(Old);
  unsigned Count = 1;
  bool Known =
      L.Words.size() < 2 || !S->text(L.Words[1]).getAsInteger(10, Count);
  if (Before != Shifts.end() && Known && Count < 100)
    Shifts[New] = Before->second + Count;
  bind("@", New);
}

/// What a function prints is what a $(…) around its call gives: the words of
/// echo; of printf those behind the format.
void Graph::noteOutput(llvm::StringRef Program, llvm::ArrayRef<Operand> Ops) {
  bool Printf = Program == "printf";
  if (!InFunction || Captured > 0 || (Program != "echo" && !Printf))
    return;
  size_t First = 1 + Printf;
  while (First < Ops.size() && !Printf &&
         Builder.text(Builder.node(Ops[First].Value).Name).starts_with("-"))
    ++First;
  size_t Count = 0;
  while (First + Count < Ops.size() && Ops[First + Count].Name == 0)
    ++Count;
  if (Count == 0 || First + Count < Ops.size()) // redirected
    return;
  Span At{Builder.node(Ops[First].Value).Begin,
          Builder.node(Ops[First].Value).End};
  Pieces Out(Builder, ScopeId);
  for (size_t K = First; K < First + Count; ++K) {
    if (K > First)
      Out.text(" ", Quoting::Literal, At.Begin, At.End);
    NodeId Word = Ops[K].Value;
    if (Builder.node(Word).Kind == NodeKind::Splat)
      Word = Builder.operands(Word)[0].Value;
    Out.value(Word);
  }
  Output.push_back(Out.finish(At.Begin, At.End));
}

/// bash <<EOF, sbatch <<EOF: the document is a script.
void Graph::execDocument(SyntaxId HereDoc) {
  SyntaxId Block = S->childOf(HereDoc, Sym::HereBody);
  SyntaxId Start = S->childOf(HereDoc, Sym::HereStart);
  if (Block == 0 || ScriptDepth == MaxShellScripts)
    return;
  bool Plain = Start != 0 &&
               S->text(Start).find_first_of("'\"\\") != llvm::StringRef::npos;
  execText(
      innerScript((*S)[Block].Begin, (*S)[Block].End, Plain ? "" : "\\$`"));
}

/// The bytes [Begin, End) without the backslashes before one of Escaped.
ScriptText Graph::innerScript(uint32_t Begin, uint32_t End,
                              llvm::StringRef Escaped) const {
  ScriptText Inner;
  for (uint32_t I = Begin; I < End; ++I) {
    if (S->text()[I] == '\\' && I + 1 < End &&
        Escaped.contains(S->text()[I + 1]))
      ++I;
    Inner.Text.push_back(S->text()[I]);
    Inner.Offsets.push_back(S->place(I));
  }
  return Inner;
}

/// Scripts given as words: bash -c "…", eval "…", sbatch --wrap="…".
void Graph::execInner(const Line &L, llvm::ArrayRef<Operand> Values) {
  auto Run = [&](size_t K, llvm::StringRef Prefix) {
    NodeKind Kind = Builder.node(Values[K].Value).Kind;
    if (Kind == NodeKind::String || Kind == NodeKind::Template)
      execScript(L.Words[K], Prefix); // else nothing of it stands here
  };
  for (size_t K = 0; K < L.Words.size(); ++K) {
    llvm::StringRef Word = S->text(L.Words[K]);
    bool More = K + 1 < L.Words.size();
    if (Word == "eval" && K == 0 && More)
      return Run(1, "");
    if (K > 0 && takesCommands(S->text(L.Words[0])) && Word.contains(' '))
      Run(K, "");
    for (llvm::StringRef Option : ScriptOptions) {
      if (Word == Option && More)
        Run(K + 1, "");
      else if (Word.starts_with((Option + "=").str()))
        Run(K, (Option + "=").str());
    }
    if (!isShell(Word))
      continue;
    for (size_t J = K + 1; J + 1 < L.Words.size(); ++J) {
      llvm::StringRef Option = S->text(L.Words[J]);
      if (isScriptOption(Option))
        return Run(J + 1, "");
      if (!Option.starts_with("-") && !Option.starts_with("+"))
        break;
    }
  }
}

/// Runs a quoted word, behind its prefix, as a script in a subshell. The inner
/// script's bytes keep their offsets, without the backslashes of the quoting.
void Graph::execScript(SyntaxId Word, llvm::StringRef Prefix) {
  uint32_t Begin = (*S)[Word].Begin + static_cast<uint32_t>(Prefix.size());
  llvm::StringRef Text = S->text().slice(Begin, (*S)[Word].End);
  char Quote = Text.empty() ? 0 : Text.front();
  if ((Quote != '"' && Quote != '\'') || Text.size() < 2 ||
      Text.back() != Quote || Text.drop_front().find(Quote) == 0)
    return;
  if (ScriptDepth == MaxShellScripts)
    return Errors.note(spanOf(Word).Begin, spanOf(Word).End,
                       "scripts nested too deep: not analyzed");
  execText(
      innerScript(Begin + 1, (*S)[Word].End - 1, Quote == '"' ? "\"\\$`" : ""));
}

/// Runs a text of its own in the variables of this place; what it binds ends
/// with it.
NodeId Graph::execText(ScriptText Text) {
  ++ScriptDepth;
  const Script *Outer = S;
  Scripts.emplace_back(std::move(Text), Builder, &Errors);
  S = &Scripts.back();
  defineNames(*S);
  Fork From = Env.fork();
  NodeId Last = execChildren(0);
  Env.rollBack(From.Mark);
  Env.Reachable = From.Reachable;
  S = Outer;
  --ScriptDepth;
  return Last;
}

} // namespace modeltidy::shell
