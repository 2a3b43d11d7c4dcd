//===- check_page.cpp - a check's documentation ---------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/check_page.h"
#include "llvm/ADT/Twine.h"

namespace modeltidy {

using llvm::StringRef;
using llvm::Twine;

namespace {

/// What follows the fence, by the file's name.
StringRef languageOf(StringRef Path) {
  if (Path.ends_with(".py"))
    return "python";
  if (Path.ends_with(".yaml"))
    return "yaml";
  return Path.ends_with(".md") ? "markdown" : "text";
}

std::string example(StringRef Title, StringRef Code) {
  std::string Out = ("\n## " + Twine(Title) + "\n").str();
  bool Several = Code.ltrim('\n').starts_with("#---");
  for (const ExampleFile &F : exampleFiles(Code)) {
    if (Several)
      Out += ("\n`" + F.Path + "`\n").str();
    Out += ("\n```" + languageOf(F.Path) + "\n" + F.Text.trim('\n') + "\n```\n")
               .str();
  }
  return Out;
}

std::string options(const Check &C) {
  if (C.Options.empty())
    return {};
  std::string Out = "\n## Options\n\n";
  for (const CheckOption &O : C.Options)
    Out += ("- `" + C.Id + "." + O.Name + "` (" +
            (O.Default.empty() ? Twine("none") : Twine(O.Default)) +
            "): " + O.Meaning + ".\n")
               .str();
  return Out;
}

} // namespace

std::string checkPage(const Check &C) {
  std::string Page = ("# " + C.Id + "\n\n" + C.Summary + ".\n\nLevel: " +
                      severityName(C.Level) + "\n\n" + C.Doc.trim('\n') + "\n")
                         .str();
  return Page + options(C) + example("Example", C.Bad) +
         example("Instead", C.Good);
}

std::string checkIndex(llvm::ArrayRef<const Check *> Checks) {
  std::string Page = "# Checks\n\nMade by `model-tidy --dump-check-docs=DIR` "
                     "from the checks' own records.\n\n"
                     "| check | level | what it finds |\n| --- | --- | --- |\n";
  for (const Check *C : Checks)
    Page += ("| [" + C->Id + "](" + C->Id + ".md) | " + severityName(C->Level) +
             " | " + C->Summary + " |\n")
                .str();
  return Page;
}

} // namespace modeltidy
