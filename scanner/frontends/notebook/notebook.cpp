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
#include "scanner/frontends/written/script_parts.h"
#include "scanner/summary/relocate.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy {

using namespace notebook;
using llvm::StringRef;

/// Longer texts are prompts and the like; no command is given them.
static constexpr size_t MaxDefinedBytes = 4096;

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

/// Names that the script expands: `$name` and `${name}`.
static llvm::StringSet<> expandedNames(StringRef Script) {
  llvm::StringSet<> Names;
  for (size_t At = 0; (At = Script.find('$', At)) != StringRef::npos;) {
    ++At;
    StringRef Rest = Script.drop_front(At);
    Rest.consume_front("{");
    Names.insert(
        Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; }));
  }
  return Names;
}

/// Python's module variables that hold one text and that the script expands, as
/// assignments to stand before it: `NAME='text'`, at the text's place.
static MappedText definitions(const Summary &Python, StringRef Script,
                              const OffsetMap &Places) {
  MappedText Out;
  llvm::StringSet<> Names = expandedNames(Script);
  for (const Binding &B : Python.bindings(Python.scopes()[0])) {
    const Node &N = Python.node(B.Node);
    StringRef Text = Python.string(N.Name);
    if ((B.Flags & BindingExit) == 0 || N.Kind != NodeKind::String ||
        Text.find_first_of("'\n") != StringRef::npos ||
        Text.size() > MaxDefinedBytes || !Names.contains(Python.string(B.Name)))
      continue;
    uint32_t Begin = N.Begin, End = N.End;
    Places.move(Begin, End);
    Out.addPoint((Python.string(B.Name) + "='" + Text + "'\n").str(), Begin,
                 End - Begin);
  }
  return Out;
}

static void addScript(const Notebook &Book, const SummaryBlock &Python,
                      const MappedText &Script, StringRef File,
                      std::vector<SummaryPart> &Parts) {
  MappedText All = definitions(llvm::cantFail(Summary::create(Python.bytes())),
                               Script.Text, Book.Code.Map);
  All.Text += Script.Text;
  All.Map.append(Script.Map);
  for (SummaryPart &Part : summarizeScript(All.Text))
    Parts.push_back({relocate(Part.Block, All.Map, File), Part.Documented,
                     std::move(Part.Path)});
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
    SummaryBlock Python = summarizePython(Book.Code.Text);
    Parts.push_back({relocate(Python, Book.Code.Map, Text)});
    if (!Script.Text.empty())
      addScript(Book, Python, Script, Text, Parts);
  }
  if (!Book.Mistakes.empty())
    Parts.push_back(mistakesPart(Text, Book.Mistakes));
  return Parts;
}

} // namespace modeltidy
