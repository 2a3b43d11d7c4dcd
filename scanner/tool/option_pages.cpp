//===- option_pages.cpp - man page and completions ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/option_table.h"
#include "scanner/tool/version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using namespace llvm;

namespace {

struct Value {
  std::string Name, Help;
};

/// One option that people see.
struct Row {
  std::string Flag; ///< "--format", "-j"
  std::string Takes, Help;
  std::vector<Value> Values;
  const cl::OptionCategory *Category;
};

template <typename Opt> std::vector<Value> valuesOf(const Opt &O) {
  std::vector<Value> Out;
  const auto &Parser = const_cast<Opt &>(O).getParser();
  for (unsigned I = 0; I != Parser.getNumOptions(); ++I)
    Out.push_back({Parser.getOption(I).str(), Parser.getDescription(I).str()});
  return Out;
}

/// Every option that --help shows, by category and name.
std::vector<Row> rows() {
  const OptionTable &Table = OptionTable::get();
  std::vector<Row> Out;
  for (const cl::OptionCategory *Category : Table.categories()) {
    size_t First = Out.size();
    for (const auto &Entry : cl::getRegisteredOptions()) {
      const cl::Option &O = *Entry.getValue();
      if (O.getOptionHiddenFlag() != cl::NotHidden ||
          !is_contained(O.Categories, Category))
        continue;
      Row R{(O.ArgStr.size() == 1 ? "-" : "--") + O.ArgStr.str(),
            O.ValueStr.str(),
            O.HelpStr.str(),
            {},
            Category};
      if (&O == &Table.Format)
        R.Values = valuesOf(Table.Format);
      if (&O == &Table.Least)
        R.Values = valuesOf(Table.Least);
      if (!R.Values.empty() && R.Takes.empty())
        R.Takes = "value";
      Out.push_back(std::move(R));
    }
    llvm::sort(Out.begin() + ptrdiff_t(First), Out.end(),
               [](const Row &A, const Row &B) { return A.Flag < B.Flag; });
  }
  return Out;
}

/// For roff: a backslash and a leading dot mean something, a hyphen is drawn
/// as a dash.
std::string roff(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '\\' || C == '-')
      Out += '\\';
    Out += C;
  }
  return (StringRef(Out).starts_with(".") ? "\\&" : "") + Out;
}

std::string manOption(const Row &R) {
  std::string Out = ".TP\n.B " + roff(R.Flag);
  if (!R.Takes.empty())
    Out += (R.Flag.size() == 2 ? "\\fR\\fI" : "=\\fI") + roff(R.Takes);
  Out += "\n" + roff(R.Help) + ".\n";
  for (const Value &V : R.Values)
    Out += ".br\n.B " + roff(V.Name) + "\n\\- " + roff(V.Help) + "\n";
  return Out;
}

/// Between single quotes of a shell.
std::string quoted(StringRef Text) {
  std::string Out = "'";
  for (char C : Text)
    Out += C == '\'' ? "'\\''" : std::string(1, C);
  return Out + "'";
}

std::string words(ArrayRef<Value> Values) {
  std::vector<std::string> Names;
  for (const Value &V : Values)
    Names.push_back(V.Name);
  return join(Names, " ");
}

/// What is completed behind an option that takes a file or a folder.
bool takesFile(const Row &R) { return R.Takes == "file"; }

std::string bashCompletions() {
  std::string Flags, Cases;
  for (const Row &R : rows()) {
    Flags += " " + R.Flag + (R.Takes.empty() || R.Flag.size() == 2 ? "" : "=");
    if (!R.Values.empty())
      Cases += "    " + R.Flag + ") COMPREPLY=($(compgen -W '" +
               words(R.Values) + "' -- \"$cur\")) ;;\n";
    else if (takesFile(R))
      Cases += "    " + R.Flag + ") COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n";
  }
  return "# bash completions of model-tidy, made from its options\n"
         "_model_tidy() {\n"
         "  local cur prev words cword\n"
         "  cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  if [ \"$cur\" = '=' ]; then cur=; fi\n"
         "  if [ \"$prev\" = '=' ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  case $prev in\n" +
         Cases +
         "    *)\n"
         "      if [[ $cur == -* ]]; then\n"
         "        COMPREPLY=($(compgen -W '" +
         StringRef(Flags).trim().str() +
         "' -- \"$cur\"))\n"
         "        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
         "      else\n"
         "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
         "      fi ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _model_tidy model-tidy\n";
}

std::string zshCompletions() {
  std::string Out = "#compdef model-tidy\n"
                    "# zsh completions of model-tidy, made from its options\n"
                    "_arguments -s \\\n";
  for (const Row &R : rows()) {
    std::string Help;
    for (char C : R.Help)
      Help += StringRef("[]:\\").contains(C) ? std::string("\\") + C
                                             : std::string(1, C);
    std::string Spec = R.Flag;
    if (!R.Takes.empty())
      Spec += R.Flag.size() == 2 ? "-" : "=";
    Spec += "[" + Help + "]";
    if (!R.Values.empty())
      Spec += ":" + R.Takes + ":(" + words(R.Values) + ")";
    else if (!R.Takes.empty())
      Spec += ":value:" + std::string(takesFile(R) ? "_files" : "");
    Out += "  " + quoted(Spec) + " \\\n";
  }
  return Out + "  '*:path:_files'\n";
}

std::string fishCompletions() {
  std::string Out = "# fish completions of model-tidy, made from its options\n";
  for (const Row &R : rows()) {
    bool Short = R.Flag.size() == 2;
    Out += std::string("complete -c model-tidy -") + (Short ? "s " : "l ") +
           StringRef(R.Flag).ltrim('-').str();
    if (!R.Takes.empty())
      Out += takesFile(R) ? " -r" : " -x";
    if (!R.Values.empty())
      Out += " -a " + quoted(words(R.Values));
    Out += " -d " + quoted(R.Help) + "\n";
  }
  return Out;
}

} // namespace

std::string manPage() {
  std::string Out =
      std::string(".TH MODEL\\-TIDY 1 \"\" \"model\\-tidy ") +
      ModelTidyVersion +
      "\"\n.SH NAME\nmodel\\-tidy \\- find where a model's output "
      "trains another model against its terms\n"
      ".SH SYNOPSIS\n.B model\\-tidy\n[\\fIoptions\\fR] "
      "[\\fIpaths\\fR]\n.SH DESCRIPTION\n" +
      roff(overviewText().rtrim()) +
      ".\nWithout a path the current folder is scanned.\n";
  const cl::OptionCategory *Last = nullptr;
  for (const Row &R : rows()) {
    if (R.Category != Last)
      Out += ".SH " + R.Category->getName().upper() + "\n";
    Last = R.Category;
    Out += manOption(R);
  }
  return Out + ".SH EXIT STATUS\n" + roff(exitStatusText());
}

std::string completions(StringRef Shell) {
  if (Shell == "bash")
    return bashCompletions();
  if (Shell == "zsh")
    return zshCompletions();
  return Shell == "fish" ? fishCompletions() : "";
}

} // namespace modeltidy
