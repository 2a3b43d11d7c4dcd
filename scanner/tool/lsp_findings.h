//===- lsp_findings.h - a scan as an editor sees it -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_LSP_FINDINGS_H
#define MODEL_TIDY_SCANNER_TOOL_LSP_FINDINGS_H

#include "scanner/report/source_lines.h"
#include "scanner/tool/cell_places.h"
#include "scanner/tool/findings.h"
#include <map>
#include <nlohmann/json.hpp>

namespace modeltidy {

/// The answers of one scan in the protocol's JSON: lines and columns from 0,
/// columns in UTF-16 code units.
class EditorView {
public:
  /// All must outlive this.
  EditorView(const Scan &From, const Findings &Found, FileText Text)
      : S(From), All(Found), Lines(Text), Read(Text),
        Cells(From.Graph.Files, Text) {}

  /// Diagnostics by path, relative to the root.
  std::map<std::string, nlohmann::json> diagnostics();
  /// What is known of the model named at a place; null where none is.
  nlohmann::json hover(llvm::StringRef File, uint32_t Line, uint32_t Column);
  /// Fixes of the findings that touch the lines First to Last (from 0).
  nlohmann::json actions(llvm::StringRef File, uint32_t First, uint32_t Last);

  std::string uriOf(llvm::StringRef File) const;
  bool CanMakeFiles = false; ///< the editor's word; without it none is offered

private:
  nlohmann::json range(const Place &P);
  nlohmann::json position(llvm::StringRef File, uint32_t Offset);
  nlohmann::json diagnostic(const Diagnostic &D);
  /// " (cell 3 line 2)" for a place in a notebook; else empty.
  std::string cell(const Place &P);
  nlohmann::json action(std::string Title, const Diagnostic &D,
                        llvm::ArrayRef<Edit> Edits,
                        llvm::ArrayRef<NewFile> Makes = {});
  nlohmann::json withFiles(const nlohmann::json &Changes,
                           llvm::ArrayRef<NewFile> Makes) const;
  void offer(const Diagnostic &D, llvm::StringRef Verb,
             llvm::ArrayRef<Edit> Edits, llvm::ArrayRef<NewFile> Makes,
             nlohmann::json &Out);

  const Scan &S;
  const Findings &All;
  SourceLines Lines;
  FileText Read;
  CellPlaces Cells;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_LSP_FINDINGS_H
