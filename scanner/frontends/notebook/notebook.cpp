//===- notebook.cpp - a Jupyter notebook becomes summaries ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/notebook/notebook.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/notebook/magics.h"
#include "scanner/frontends/python/python.h"
#include "scanner/frontends/shell/shell.h"
#include "scanner/summary/relocate.h"

namespace modeltidy {

using namespace notebook;
using llvm::StringRef;

/// An empty part that says what was left out.
static SummaryPart mistakesPart(StringRef Text,
                                llvm::ArrayRef<Mistake> Mistakes) {
  SummaryBuilder Builder(FrontEnd::Notebook, Text);
  for (const Mistake &M : Mistakes.take_front(MaxConfigErrors))
    Builder.addError(static_cast<uint32_t>(M.Begin),
                     static_cast<uint32_t>(M.End), M.What);
  if (Mistakes.size() > MaxConfigErrors)
    Builder.addError(0, 0, "further errors");
  return {Builder.finish()};
}

std::vector<SummaryPart> summarizeNotebook(StringRef Text) {
  if (Text.size() > MaxConfigBytes)
    return {mistakesPart("", {{0, 0, "file too large: not analyzed"}})};
  Notebook Book = readCells(Text);
  if (!StringRef(Book.Language).contains("python")) {
    Book.Cells.clear();
    Book.Mistakes.push_back(
        {0, 0, "a notebook in " + Book.Language + ": not analyzed"});
  }
  std::vector<SummaryPart> Parts;
  if (!Book.Cells.empty()) {
    MappedText Script = takeMagics(Book);
    Parts.push_back(
        {relocate(summarizePython(Book.Code.Text), Book.Code.Map, Text)});
    if (!Script.Text.empty())
      Parts.push_back(
          {relocate(summarizeShell(Script.Text), Script.Map, Text)});
  }
  if (!Book.Mistakes.empty())
    Parts.push_back(mistakesPart(Text, Book.Mistakes));
  return Parts;
}

} // namespace modeltidy
