//===- command_lines.cpp - which lines of prose are commands --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/documented/command_lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Programs that start others, or train. A word that is missing here costs a
/// command that only prose shows outside of a fence marked as shell.
constexpr StringRef Launchers[] = {
    // interpreters, shells, wrappers
    "bash", "conda", "docker", "env", "export", "make", "mpirun", "nohup",
    "poetry", "pdm", "pipenv", "pipx", "sbatch", "sh", "srun", "sudo", "time",
    "uv", "uvx", "xvfb-run",
    // launchers
    "accelerate", "colossalai", "composer", "deepspeed", "horovodrun", "modal",
    "ray", "sky", "torchrun",
    // trainers and generators with commands of their own
    "autotrain", "axolotl", "curl", "distilabel", "ilab", "litgpt",
    "llamafactory-cli", "mergekit-yaml", "ns-train", "ollama", "openai",
    "swift", "trl", "tune", "vllm", "xtuner"};

/// What files named on a command line end with.
constexpr StringRef FileEndings[] = {".py",   ".sh",   ".yaml", ".yml",
                                     ".json", ".toml", ".jsonl"};

/// Longer "Usage:" words are sentences.
constexpr size_t MaxLabelBytes = 24;

bool isBlank(char C) { return C == ' ' || C == '\t' || C == '\r'; }

StringRef nextWord(StringRef &Text) {
  Text = Text.ltrim(" \t\r");
  StringRef Word = Text.take_until(isBlank);
  Text = Text.drop_front(Word.size());
  return Word;
}

bool isName(StringRef Word) {
  return !Word.empty() && !llvm::isDigit(Word[0]) &&
         llvm::all_of(Word,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

bool isAssignment(StringRef Word) {
  size_t Equals = Word.find('=');
  return Equals != StringRef::npos && isName(Word.take_front(Equals)) &&
         Word.size() > Equals + 1 && Word[Equals + 1] != '=';
}

bool namesFile(StringRef Word) {
  Word = Word.trim("'\"`,;)\\");
  return llvm::any_of(FileEndings, [&](StringRef Ending) {
    return Word.size() > Ending.size() && Word.ends_with(Ending);
  });
}

bool isOption(StringRef Word) {
  StringRef Name = Word.ltrim('-');
  return Name.size() != Word.size() && Word.size() - Name.size() <= 2 &&
         !Name.empty() && llvm::isAlpha(Name[0]);
}

bool isPython(StringRef Word) {
  if (!Word.consume_front("python") && !Word.consume_front("pypy"))
    return false;
  return llvm::all_of(Word,
                      [](char C) { return llvm::isDigit(C) || C == '.'; });
}

bool isLauncher(StringRef Word) {
  Word = Word.substr(Word.rfind('/') + 1);
  return isPython(Word) || llvm::is_contained(Launchers, Word);
}

/// What a command is made of, of one line.
struct CommandWords {
  StringRef First, Second;
  bool Assigns = false, HasOption = false, HasFile = false, GoesOn = false;
};

CommandWords split(StringRef Text) {
  CommandWords W;
  StringRef Word = nextWord(Text);
  for (; isAssignment(Word); Word = nextWord(Text))
    W.Assigns = true;
  W.First = Word;
  for (Word = W.Second = nextWord(Text); !Word.empty(); Word = nextWord(Text)) {
    W.HasOption |= isOption(Word);
    W.HasFile |= namesFile(Word);
    W.GoesOn = Word.ends_with("\\");
  }
  return W;
}

/// "- ", "* ", "1. ", and blanks.
size_t listMark(StringRef Line) {
  StringRef Rest = Line.ltrim(" \t");
  StringRef Mark = Rest.take_while(llvm::isDigit);
  bool Numbered = !Mark.empty() && Mark.size() <= 3;
  StringRef After = Rest.drop_front(Mark.size());
  if (Numbered ? After.starts_with(". ")
               : Rest.starts_with("- ") || Rest.starts_with("* "))
    Rest = (Numbered ? After : Rest).drop_front(2).ltrim(" \t");
  return Line.size() - Rest.size();
}

/// "Usage: ", "To train, run: "
size_t labelLength(StringRef Line) {
  size_t Colon = Line.find(": ");
  if (Colon == StringRef::npos || Colon > MaxLabelBytes)
    return 0;
  bool Prose = llvm::all_of(Line.take_front(Colon), [](char C) {
    return llvm::isAlpha(C) || C == ' ' || C == ',';
  });
  return Prose ? Colon + 2 : 0;
}

} // namespace

size_t promptLength(StringRef Line) {
  StringRef Rest = Line.ltrim(" \t");
  if (!Rest.consume_front("$ ") && !Rest.consume_front("> "))
    return 0;
  return Line.size() - Rest.size();
}

size_t commandOffset(StringRef Line) {
  size_t At = listMark(Line);
  At += labelLength(Line.drop_front(At));
  At += promptLength(Line.drop_front(At));
  StringRef Rest = Line.drop_front(At);
  return Line.size() - Rest.ltrim(" \t`").size();
}

bool looksLikeCommand(StringRef Text) {
  CommandWords W = split(Text);
  if (W.First.empty())
    return false;
  bool Argues = W.HasOption || W.HasFile || W.GoesOn;
  if (isLauncher(W.First))
    return Argues || W.Assigns;
  if (W.First.starts_with("./") && namesFile(W.First))
    return true;
  if (namesFile(W.First)) // a script with its "#!" line
    return W.HasOption || W.GoesOn;
  // An alias of an interpreter: "py train.py --lr 1".
  return llvm::all_of(W.First, llvm::isAlnum) && W.Second.ends_with(".py") &&
         (W.HasOption || W.GoesOn);
}

bool looksLikeOption(StringRef Text) {
  Text = Text.ltrim(" \t");
  return Text.consume_front("--") && !Text.empty() && llvm::isAlpha(Text[0]);
}

bool looksLikeAssignment(StringRef Text) {
  StringRef Word = nextWord(Text);
  if (Word == "export")
    return isAssignment(nextWord(Text));
  if (!isAssignment(Word))
    return false;
  StringRef Name = Word.take_front(Word.find('='));
  return Text.trim().empty() || llvm::none_of(Name, llvm::isLower);
}

std::string fenceLanguage(StringRef Info) {
  Info = Info.ltrim(" \t{.:");
  return Info
      .take_while(
          [](char C) { return llvm::isAlnum(C) || C == '-' || C == '+'; })
      .lower();
}

bool isShellLanguage(StringRef Language) {
  static constexpr StringRef Shells[] = {
      "bash",          "sh",           "shell",      "zsh",      "console",
      "shell-session", "shellsession", "sh-session", "terminal", "commandline",
      "shellscript",   "ksh",          "cmd",        "slurm"};
  return llvm::is_contained(Shells, Language);
}

void QuoteState::feed(StringRef Line) {
  for (size_t I = 0; I < Line.size(); ++I) {
    char C = Line[I];
    if (C == '\\' && Quote != '\'')
      ++I;
    else if (Quote == C)
      Quote = 0;
    else if (!Quote && (C == '"' || C == '\''))
      Quote = C;
    else if (!Quote && C == '#' && (I == 0 || isBlank(Line[I - 1])))
      return;
  }
}

} // namespace modeltidy
