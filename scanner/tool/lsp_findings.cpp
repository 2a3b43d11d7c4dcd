//===- lsp_findings.cpp - a scan as an editor sees it -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/lsp_findings.h"
#include "checks/words.h"
#include "scanner/catalog/catalog.h"
#include "scanner/report/edits.h"
#include "scanner/report/utf16.h"
#include "scanner/tool/fixes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::json;

namespace {

int severityNumber(Severity Level) {
  switch (Level) {
  case Severity::Error:
    return 1;
  case Severity::Warning:
    return 2;
  case Severity::Note:
    break;
  }
  return 3;
}

std::string wholeMessage(const Diagnostic &D, const std::string &Cell) {
  std::string Out = D.Message + Cell;
  for (const Note &N : D.Notes)
    if (N.Kind != NoteKind::Step)
      Out += "\n" + N.Message;
  return validUtf8(Out);
}

/// A file of bytes in Markdown is no markup.
std::string code(StringRef Text) {
  std::string Out = "`";
  for (char C : validUtf8(Text))
    Out += C == '`' || C == '\n' ? '\'' : C;
  return Out + "`";
}

} // namespace

std::string EditorView::uriOf(StringRef File) const {
  std::string Out = "file://";
  for (char C : S.Found.Root + "/" + File.str()) {
    if (llvm::isAlnum(C) || StringRef("-._~/").contains(C)) {
      Out += C;
      continue;
    }
    Out += '%';
    Out += llvm::hexdigit(uint8_t(C) >> 4);
    Out += llvm::hexdigit(uint8_t(C) & 15);
  }
  return Out;
}

Json EditorView::range(const Place &P) {
  StringRef File = S.Graph.Files[P.File];
  uint32_t EndLine = std::max(P.EndLine, P.Line);
  uint32_t Begin = utf16Column(Lines.line(File, P.Line), P.Column) - 1;
  uint32_t End = utf16Column(Lines.line(File, EndLine), P.EndColumn) - 1;
  return {{"start", {{"line", P.Line - 1}, {"character", Begin}}},
          {"end", {{"line", EndLine - 1}, {"character", End}}}};
}

Json EditorView::position(StringRef File, uint32_t Offset) {
  StringRef Before = Read(File).take_front(Offset);
  size_t Line = Before.count('\n');
  StringRef Tail = Before.substr(Before.rfind('\n') + 1);
  return {{"line", Line},
          {"character", utf16Column(Tail, uint32_t(Tail.size()) + 1) - 1}};
}

std::string EditorView::cell(const Place &P) {
  std::optional<CellPlace> At = Cells(P);
  return At ? " (cell " + llvm::utostr(At->Cell) + " line " +
                  llvm::utostr(At->Line) + ")"
            : "";
}

Json EditorView::diagnostic(const Diagnostic &D) {
  Json Related = Json::array();
  for (const Note &N : D.Notes)
    if (N.Kind == NoteKind::Step)
      Related.push_back({{"location",
                          {{"uri", uriOf(S.Graph.Files[N.Where.File])},
                           {"range", range(N.Where)}}},
                         {"message", validUtf8(N.Message + cell(N.Where))}});
  return {{"range", range(D.Where)},
          {"severity", severityNumber(D.Level)},
          {"code", D.Rule->Id.str()},
          {"source", "model-tidy"},
          {"message", wholeMessage(D, cell(D.Where))},
          {"relatedInformation", std::move(Related)}};
}

std::map<std::string, Json> EditorView::diagnostics() {
  std::map<std::string, Json> Out;
  for (const Diagnostic &D : All.Shown) {
    Json &Rows = Out[S.Graph.Files[D.Where.File]];
    if (Rows.is_null())
      Rows = Json::array();
    Rows.push_back(diagnostic(D));
  }
  return Out;
}

Json EditorView::hover(StringRef File, uint32_t Line, uint32_t Column) {
  for (size_t I = 0; I != S.Graph.Models.size(); ++I) {
    const ModelUse &M = S.Graph.Models[I];
    if (S.Graph.Files[M.Where.File] != File)
      continue;
    Json At = range(M.Where);
    auto Here = std::pair(Line, Column);
    auto Begin = std::pair(uint32_t(At["start"]["line"]),
                           uint32_t(At["start"]["character"]));
    auto End = std::pair(uint32_t(At["end"]["line"]),
                         uint32_t(At["end"]["character"]));
    if (Here < Begin || Here > End)
      continue;
    const KnownModel &Known = S.Names.Models[I];
    std::string Text = "**" + code(M.Id) + "**: role " + roleName(M.Part).str();
    Text += "\n\n" +
            (Known.Family.empty() ? "not in the catalog"
                                  : "family " + Known.Family) +
            (Known.License.empty() ? "" : ", license " + Known.License);
    if (const LicenseTerms *T = S.Rules.known().license(Known.License))
      Text += ("\n\n" + T->Name + ": " + T->Says + " (" + T->Url + ")").str();
    std::set<std::string> Said;
    for (const JudgedFlow &J : S.Flows)
      if (J.Model == M.Id)
        for (const TermsNote &T : J.Terms)
          if (Said.insert(T.Text).second)
            Text += "\n\n- " + validUtf8(T.Text) + " (" + T.Source + ")";
    return {{"contents", {{"kind", "markdown"}, {"value", Text}}},
            {"range", std::move(At)}};
  }
  return nullptr;
}

Json EditorView::action(std::string Title, const Diagnostic &D,
                        llvm::ArrayRef<Edit> Edits,
                        llvm::ArrayRef<NewFile> Makes) {
  Json Changes = Json::object();
  for (const Edit &E : Edits) {
    StringRef File = S.Graph.Files[E.File];
    Changes[uriOf(File)].push_back(
        {{"range",
          {{"start", position(File, E.Begin)}, {"end", position(File, E.End)}}},
         {"newText", E.Text}});
  }
  return {{"title", std::move(Title)},
          {"kind", "quickfix"},
          {"diagnostics", Json::array({diagnostic(D)})},
          {"edit", Makes.empty() ? Json{{"changes", std::move(Changes)}}
                                 : withFiles(Changes, Makes)}};
}

/// The same edits in the form that can make files too.
Json EditorView::withFiles(const Json &Changes,
                           llvm::ArrayRef<NewFile> Makes) const {
  Json Out = Json::array();
  auto Add = [&](const std::string &Uri, Json Edits) {
    Out.push_back({{"textDocument", {{"uri", Uri}, {"version", nullptr}}},
                   {"edits", std::move(Edits)}});
  };
  for (const auto &[Uri, Edits] : Changes.items())
    Add(Uri, Edits);
  Json Start = {{"line", 0}, {"character", 0}};
  for (const NewFile &F : Makes) {
    Out.push_back({{"kind", "create"},
                   {"uri", uriOf(F.Path)},
                   {"options", {{"ignoreIfExists", true}}}});
    Add(uriOf(F.Path),
        Json::array({{{"range", {{"start", Start}, {"end", Start}}},
                      {"newText", F.Text}}}));
  }
  return {{"documentChanges", std::move(Out)}};
}

void EditorView::offer(const Diagnostic &D, StringRef Verb,
                       llvm::ArrayRef<Edit> Edits,
                       llvm::ArrayRef<NewFile> Makes, Json &Out) {
  std::vector<Edit> Resolved = resolveEdits(Edits, S.Graph.Files, Read);
  if (!Makes.empty() && !CanMakeFiles)
    return;
  if (!Resolved.empty() || !Makes.empty())
    Out.push_back(
        action((Verb + ": " + D.Rule->Summary).str(), D, Resolved, Makes));
}

Json EditorView::actions(StringRef File, uint32_t First, uint32_t Last) {
  Json Out = Json::array();
  for (const Diagnostic &D : All.Shown) {
    if (S.Graph.Files[D.Where.File] != File || D.Where.Line - 1 > Last ||
        std::max(D.Where.EndLine, D.Where.Line) - 1 < First)
      continue;
    offer(D, "Fix", D.Fixes, D.Makes, Out);
    if (auto Renames = renamesOf(D, S.Graph.Files, Read); !Renames.empty())
      Out.push_back(
          action(("Rename to fix: " + D.Rule->Summary).str(), D, Renames));
    std::vector<const Diagnostic *> Unfit;
    for (const Fix &F :
         suppressionFixes(D, S.Graph.Files, Read, "why it is right", Unfit))
      Out.push_back(
          action("Suppress " + D.Rule->Id.str() + " here", D, F.Edits));
  }
  return Out;
}

} // namespace modeltidy
