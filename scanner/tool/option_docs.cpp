//===- option_docs.cpp - docs/command-line.md -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/option_table.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace modeltidy {

using namespace llvm;

namespace {

constexpr StringRef PathsText = R"md(
A folder is scanned by itself. Files, and several paths, are scanned as part of
the checkout that they lie in: the whole repository is analyzed, and what is
reported are the findings that touch one of the paths, at their anchor or at any
step.
)md";

constexpr StringRef SuppressionText = R"md(
## Suppressions

As clang-tidy's, in the comments of every language: `NOLINT` on the line of a
finding, `NOLINTNEXTLINE` above it, `NOLINTBEGIN` and `NOLINTEND` around it. Name
the checks (globs are fine), and give the reason behind a colon:

```python
trainer = SFTTrainer(  # NOLINT(license-output-training): written permission, ticket 81
```

A comment counts at the finding's anchor, the line that the first line of the
diagnostic names. A missing reason is a note ([nolint-reason](checks/nolint-reason.md)), a comment that hides
nothing is a warning ([nolint-unused](checks/nolint-unused.md)). Suppressed findings are counted, stand under
`suppressed` in the JSON report, and are left out of SARIF without
`--with-suppressed`. In a Markdown page a comment stands in the code, or as
`<!-- NOLINTBEGIN(check): reason -->` and `<!-- NOLINTEND(check) -->` around the
fence.
)md";

/// An option of the table with its values, as Markdown.
std::string rowOf(const cl::Option &O) {
  std::string Name = (O.ArgStr.size() == 1 ? "-" : "--") + O.ArgStr.str();
  if (!O.ValueStr.empty())
    Name += (O.ArgStr.size() == 1 ? "<" : "=<") + O.ValueStr.str() + ">";
  return "- `" + Name + "`: " + O.HelpStr.str() + ".\n";
}

template <typename Opt> std::string valuesOf(const Opt &O) {
  std::string Out;
  const auto &Parser = const_cast<Opt &>(O).getParser();
  for (unsigned I = 0; I != Parser.getNumOptions(); ++I)
    Out += "  - `" + Parser.getOption(I).str() +
           "`: " + Parser.getDescription(I).str() + "\n";
  return Out;
}

bool isIn(const cl::Option &O, const cl::OptionCategory *Category) {
  return O.getOptionHiddenFlag() == cl::NotHidden &&
         is_contained(O.Categories, Category);
}

} // namespace

std::string optionDocs() {
  const OptionTable &Table = OptionTable::get();
  std::vector<const cl::Option *> All;
  for (const auto &Entry : cl::getRegisteredOptions())
    All.push_back(Entry.getValue());
  llvm::sort(All, [](const cl::Option *A, const cl::Option *B) {
    return A->ArgStr < B->ArgStr;
  });
  std::string Page = "# The command line\n\nMade by `model-tidy "
                     "--dump-option-docs` from the options themselves.\n\n"
                     "    model-tidy [options] [paths]\n\n" +
                     overviewText().str() +
                     "\nWithout a path the current folder is scanned.\n" +
                     PathsText.str() + "\n" + exitStatusText().str() +
                     SuppressionText.str();
  for (const cl::OptionCategory *Category : Table.categories()) {
    Page += "\n## " + Category->getName().str() + "\n\n";
    for (const cl::Option *O : All) {
      if (!isIn(*O, Category))
        continue;
      Page += rowOf(*O);
      if (O == &Table.Format)
        Page += valuesOf(Table.Format);
      if (O == &Table.Least)
        Page += valuesOf(Table.Least);
    }
  }
  return Page;
}

} // namespace modeltidy
