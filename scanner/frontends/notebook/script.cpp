//===- script.cpp - the shell script that a notebook's cells make ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/notebook/script.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::notebook {

using llvm::StringRef;

/// A word that no cell's text is likely to hold on a line of its own.
static constexpr StringRef HereMark = "MODEL_TIDY_END_OF_CELL";

/// Follows a shell's quotes. True where C is escaped or part of a text.
static void feedQuote(char C, bool Escaped, char &Quote) {
  if (Escaped || (C != '"' && C != '\''))
    return;
  if (Quote == 0)
    Quote = C;
  else if (Quote == C)
    Quote = 0;
}

static bool closesQuotes(StringRef Words) {
  char Quote = 0;
  bool Escaped = false;
  for (char C : Words) {
    feedQuote(C, Escaped, Quote);
    Escaped = C == '\\' && !Escaped && Quote != '\'';
  }
  return Quote == 0;
}

void ScriptWriter::copy(StringRef Words) {
  for (size_t I = 0; I != Words.size(); ++I)
    Out.addRun(Words.substr(I, 1), place(Words.drop_front(I)));
}

/// Where Rest begins with `{name}` or `{name…}` without blanks, writes what the
/// shell sees and returns the length; else 0.
size_t ScriptWriter::expression(StringRef Rest, char Quote) {
  size_t Close = Rest.find_first_of("} \t\n\"'", 1);
  bool Named = Rest.size() > 1 && (llvm::isAlpha(Rest[1]) || Rest[1] == '_');
  if (!Named || Close == StringRef::npos || Rest[Close] != '}')
    return 0;
  StringRef Name = Rest.slice(1, Close);
  if (Name.contains(',')) // the shell's own braces
    return 0;
  bool Plain =
      llvm::all_of(Name, [](char C) { return llvm::isAlnum(C) || C == '_'; });
  StringRef Fence = Quote == 0 ? "\"" : Quote == '\'' ? "'\"" : "";
  StringRef Back = Quote == 0 ? "\"" : Quote == '\'' ? "\"'" : "";
  std::string Text = (Fence + "${" + (Plain ? Name : "_") + "}" + Back).str();
  Out.addPoint(Text, place(Rest));
  return Close + 1;
}

void ScriptWriter::expand(StringRef Words) {
  char Quote = 0, Before = 0;
  for (size_t I = 0; I < Words.size();) {
    StringRef Rest = Words.drop_front(I);
    size_t Taken =
        Rest[0] == '{' && Before != '$' ? expression(Rest, Quote) : 0;
    if (Taken == 0) {
      feedQuote(Rest[0], Before == '\\', Quote);
      copy(Rest.take_front(1));
      Taken = 1;
    }
    Before = Before == '\\' ? 0 : Words[I + Taken - 1];
    I += Taken;
  }
}

bool ScriptWriter::command(StringRef Head, StringRef Words) {
  Words = Words.rtrim();
  if (!closesQuotes(Words))
    return false;
  size_t Place = place(Words);
  Out.addPoint(Head, Place);
  expand(Words);
  Out.addPoint("\n", place(Words.drop_front(Words.size())));
  return true;
}

void ScriptWriter::document(StringRef Arguments, StringRef Body) {
  size_t Place = place(Arguments);
  bool Append = Arguments.consume_front("-a ");
  Out.addPoint(("cat <<'" + HereMark + (Append ? "' >> " : "' > ")).str(),
               Place);
  if (closesQuotes(Arguments))
    expand(Arguments);
  Out.addPoint("\n", place(Body));
  copy(Body);
  Out.addPoint((HereMark + "\n").str(), place(Body.drop_front(Body.size())));
}

} // namespace modeltidy::notebook
