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

std::string example(StringRef Title, StringRef Code) {
  return ("\n## " + Twine(Title) + "\n\n```python\n" + Code.trim('\n') +
          "\n```\n")
      .str();
}

} // namespace

std::string checkPage(const Check &C) {
  std::string Page = ("# " + C.Id + "\n\n" + C.Summary + ".\n\nLevel: " +
                      severityName(C.Level) + "\n\n" + C.Doc.trim('\n') + "\n")
                         .str();
  return Page + example("Example", C.Bad) + example("Instead", C.Good);
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
