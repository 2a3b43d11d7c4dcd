//===- code_quality.cpp - GitLab Code Quality and rdjson ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/edits.h"
#include "scanner/report/formats.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include <nlohmann/json.hpp>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::ordered_json;

namespace {

StringRef gitlabSeverity(Severity Level) {
  switch (Level) {
  case Severity::Error:
    return "critical";
  case Severity::Warning:
    return "major";
  case Severity::Note:
    break;
  }
  return "info";
}

StringRef reviewdogSeverity(Severity Level) {
  switch (Level) {
  case Severity::Error:
    return "ERROR";
  case Severity::Warning:
    return "WARNING";
  case Severity::Note:
    break;
  }
  return "INFO";
}

Json location(const Report &R, const Place &P) {
  uint32_t EndLine = std::max(P.EndLine, P.Line);
  uint32_t EndColumn =
      EndLine == P.Line ? std::max(P.EndColumn, P.Column + 1) : P.EndColumn;
  Json Range = {{"start", {{"line", P.Line}, {"column", P.Column}}},
                {"end", {{"line", EndLine}, {"column", EndColumn}}}};
  return {{"path", validUtf8(pathInCheckout(R, P.File))},
          {"range", std::move(Range)}};
}

std::string wholeMessage(const Report &R, const Diagnostic &D) {
  std::string Out = withCell(R, D.Message, D.Where);
  for (const Note &N : D.Notes)
    if (N.Kind != NoteKind::Step)
      Out += "\n" + N.Message;
  return validUtf8(Out);
}

Json related(const Report &R, const Diagnostic &D) {
  Json Out = Json::array();
  for (const Note &N : D.Notes)
    if (N.Kind == NoteKind::Step)
      Out.push_back({{"message", validUtf8(withCell(R, N.Message, N.Where))},
                     {"location", location(R, N.Where)}});
  return Out;
}

/// Line and column of an offset, from 1, in bytes.
Json markOf(StringRef Bytes, uint32_t Offset) {
  StringRef Before = Bytes.take_front(Offset);
  return {{"line", Before.count('\n') + 1},
          {"column", Before.size() - (Before.rfind('\n') + 1) + 1}};
}

/// The safe edits of the anchor's file: a suggestion has no path.
Json suggestions(const Report &R, FileText Text, const Diagnostic &D) {
  Json Out = Json::array();
  llvm::ArrayRef<std::string> Files = R.Found.Graph.Files;
  for (const Edit &E : resolveEdits(D.Fixes, Files, Text)) {
    StringRef Bytes = Text(Files[E.File]);
    if (E.File == D.Where.File)
      Out.push_back(
          {{"range",
            {{"start", markOf(Bytes, E.Begin)}, {"end", markOf(Bytes, E.End)}}},
           {"text", validUtf8(E.Text)}});
  }
  return Out;
}

} // namespace

void writeGitlab(const Report &R, llvm::raw_ostream &OS) {
  Json Out = Json::array();
  for (const Diagnostic &D : R.Diagnostics)
    Out.push_back({{"description", validUtf8(withCell(R, D.Message, D.Where))},
                   {"check_name", D.Rule->Id.str()},
                   {"fingerprint", D.Fingerprint},
                   {"severity", gitlabSeverity(D.Level).str()},
                   {"location",
                    {{"path", validUtf8(pathInCheckout(R, D.Where.File))},
                     {"lines", {{"begin", D.Where.Line}}}}}});
  OS << Out.dump(1) << '\n';
}

void writeRdjson(const Report &R, FileText Text, llvm::raw_ostream &OS) {
  Json Rows = Json::array();
  for (const Diagnostic &D : R.Diagnostics) {
    Json Row = {{"message", wholeMessage(R, D)}};
    Row["location"] = location(R, D.Where);
    Row["severity"] = reviewdogSeverity(D.Level).str();
    Row["code"] = {{"value", D.Rule->Id.str()}};
    if (std::string Page = pageAddress(R, *D.Rule); !Page.empty())
      Row["code"]["url"] = Page;
    if (Json Steps = related(R, D); !Steps.empty())
      Row["related_locations"] = std::move(Steps);
    if (Json Edits = suggestions(R, Text, D); !Edits.empty())
      Row["suggestions"] = std::move(Edits);
    Rows.push_back(std::move(Row));
  }
  Json Source = {{"name", "model-tidy"}};
  if (!R.Homepage.empty())
    Source["url"] = R.Homepage;
  Json Out = {{"source", std::move(Source)}, {"diagnostics", std::move(Rows)}};
  OS << Out.dump() << '\n';
}

} // namespace modeltidy
