//===- formats.h - forms of a report for other tools ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_FORMATS_H
#define MODEL_TIDY_SCANNER_REPORT_FORMATS_H

#include "scanner/report/report.h"

namespace modeltidy {

/// GitHub workflow commands, the worst first: a step shows ten of each level,
/// so the last line counts what stands below. Where the anchor of a finding is
/// not changed but a step of it is (Report::Changed), it stands at that step.
void writeGithub(const Report &R, FileText Text, llvm::raw_ostream &OS);

/// A page in Markdown for a step's summary: counts, findings, and the flows as
/// a Mermaid graph. At most a megabyte, which is what a step may write.
void writeMarkdown(const Report &R, llvm::raw_ostream &OS);

/// GitLab's Code Quality: one JSON array.
void writeGitlab(const Report &R, llvm::raw_ostream &OS);

/// reviewdog's rdjson: one JSON object; columns count UTF-8 bytes.
void writeRdjson(const Report &R, FileText Text, llvm::raw_ostream &OS);

/// One HTML file that needs no network: graph, flows, findings, checklist.
void writeHtml(const Report &R, llvm::raw_ostream &OS);

/// Pointers to the findings, worst level first, else in the report's order.
std::vector<const Diagnostic *> worstFirst(llvm::ArrayRef<Diagnostic> Found);

/// The path of a file of the lineage as other tools want it: relative to the
/// checkout.
std::string pathInCheckout(const Report &R, uint32_t File);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_FORMATS_H
