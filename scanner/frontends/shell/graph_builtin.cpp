//===-- graph_builtin.cpp
//--------------------------------------------------===//
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

/// Options of schedulers and remote shells whose value is a script.
constexpr llvm::StringLiteral ScriptOptions[] = {"--wrap", "--command"};

} // namespace

/// What the shell's own programs do to its variables and its flow.
void Graph::execBuiltin(llvm::StringRef Program, const Line &L, NodeId Call) {
  if (Program == "exit")
    Env.Reachable = false;
  else if (Program == "return" && InFunction && ScriptDepth == 0)
    Env.leaveFor(Target::Exit);
  else if (Program == "break" && LoopDepth > 0)
    Env.leaveFor(Target::Break);
  else if (Program == "continue" && LoopDepth > 0)
    Env.leaveFor(Target::Continue);
  if (!bindsWords(Program))
    return;
  bool Printf = Program == "printf";
  for (size_t K = 1; K < L.Words.size(); ++K) {
    llvm::StringRef Word = S->text(L.Words[K]);
    bool Named = Word.size() == nameLength(Word) && !Word.empty();
    if (Named && (!Printf || S->text(L.Words[K - 1]) == "-v"))
      bind(Word, add1(NodeKind::Opaque, spanOf(L.Words[K]), Call));
  }
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
  ScriptText Inner;
  for (uint32_t I = 1; I + 1 < Text.size(); ++I) {
    bool Escape = Quote == '"' && Text[I] == '\\' && I + 2 < Text.size() &&
                  llvm::StringRef("\"\\$`").contains(Text[I + 1]);
    I += Escape;
    Inner.Text.push_back(Text[I]);
    Inner.Offsets.push_back(S->place(Begin + I));
  }
  execText(std::move(Inner));
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
