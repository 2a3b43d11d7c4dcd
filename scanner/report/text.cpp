//===- text.cpp - diagnostics in clang's form -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/report.h"
#include "scanner/report/snippet.h"
#include "scanner/report/source_lines.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace modeltidy {

using llvm::raw_ostream;
using llvm::StringRef;

namespace {

class TextWriter {
public:
  TextWriter(const Report &From, FileText Text, raw_ostream &Out, bool Colors)
      : R(From), Lines(Text), OS(Out), Color(Colors) {}

  void write(const Diagnostic &D) {
    std::string Tag =
        D.Rule->Id.str() + (D.AsError ? ",-warnings-as-errors" : "");
    head(D.Where, D.Level, withCell(R, D.Message, D.Where) + " [" + Tag + "]",
         /*Bold=*/true);
    printSnippet(OS, Lines.line(fileOf(D.Where), D.Where.Line), D.Where, Color);
    for (const Note &N : D.Notes)
      write(N);
  }

private:
  StringRef fileOf(const Place &P) const { return R.Found.Graph.Files[P.File]; }

  void write(const Note &N) {
    bool IsStep = N.Kind == NoteKind::Step;
    head(N.Where, Severity::Note,
         IsStep ? withCell(R, N.Message, N.Where) : N.Message, /*Bold=*/false);
    if (IsStep)
      printSnippet(OS, Lines.line(fileOf(N.Where), N.Where.Line), N.Where,
                   Color);
  }

  void head(const Place &At, Severity Level, StringRef Message, bool Bold) {
    paint(raw_ostream::SAVEDCOLOR, true);
    OS << shown(fileOf(At)) << ':' << At.Line << ':' << columnOf(At) << ": ";
    paint(colorOf(Level), true);
    OS << severityName(Level) << ": ";
    unpaint();
    if (Bold)
      paint(raw_ostream::SAVEDCOLOR, true);
    OS << printable(Message);
    unpaint();
    OS << '\n';
  }

  /// On one line, whatever stands in the name.
  std::string shown(StringRef File) const {
    std::string Name = R.PathShown ? R.PathShown(File) : File.str(), Out;
    for (char C : Name)
      Out += C == '\n' ? "\\n" : C == '\t' ? "\\t" : std::string(1, C);
    return printable(Out);
  }

  /// A byte order mark is no part of the first line, as for clang.
  uint32_t columnOf(const Place &At) {
    constexpr StringRef Mark = "\xEF\xBB\xBF";
    bool Marked = At.Line == 1 && At.Column > Mark.size() &&
                  Lines.line(fileOf(At), 1).starts_with(Mark);
    return At.Column - (Marked ? uint32_t(Mark.size()) : 0);
  }

  static raw_ostream::Colors colorOf(Severity Level) {
    switch (Level) {
    case Severity::Error:
      return raw_ostream::RED;
    case Severity::Warning:
      return raw_ostream::MAGENTA;
    case Severity::Note:
      break;
    }
    return raw_ostream::CYAN;
  }

  void paint(raw_ostream::Colors C, bool Bold) {
    if (Color)
      OS.changeColor(C, Bold);
  }
  void unpaint() {
    if (Color)
      OS.resetColor();
  }

  const Report &R;
  SourceLines Lines;
  raw_ostream &OS;
  bool Color;
};

std::string counted(uint64_t N, StringRef Noun) {
  return llvm::formatv("{0} {1}{2}", N, Noun, N == 1 ? "" : "s").str();
}

std::string skippedPart(const ScanCounts &Counts) {
  uint64_t Sum = 0;
  std::vector<std::string> Reasons;
  for (const auto &[Reason, N] : Counts.Skipped) {
    if (!N)
      continue;
    Sum += N;
    Reasons.push_back(llvm::formatv("{0} {1}", N, Reason));
  }
  if (!Sum)
    return "none skipped";
  return llvm::formatv("{0} skipped ({1})", Sum, llvm::join(Reasons, ", "));
}

} // namespace

std::optional<Risk> riskOf(const Report &R, const Diagnostic &D) {
  const Subject &Found = R.Found;
  std::optional<Risk> Out;
  auto Add = [&](StringRef License) {
    if (const LicenseTerms *L = Found.Around.Known->license(License))
      Out = std::max(Out.value_or(Risk::Low), riskOf(*L));
  };
  for (uint32_t I : D.Flows)
    Add(Found.Flows[I].License);
  for (const std::string &Id :
       D.Flows.empty() ? D.About : std::vector<std::string>())
    for (size_t I = 0; I != Found.Graph.Models.size(); ++I)
      if (Found.Graph.Models[I].Id == Id)
        Add(Found.Names.Models[I].License);
  return Out;
}

bool hasErrors(llvm::ArrayRef<Diagnostic> Diagnostics) {
  return llvm::any_of(Diagnostics, [](const Diagnostic &D) {
    return D.Level == Severity::Error;
  });
}

std::string pageAddress(const Report &R, const Check &C) {
  if (R.Homepage.empty())
    return {};
  return R.Homepage + "/docs/checks/" + C.Id.str() + ".md";
}

std::string cellWords(const Report &R, const Place &P) {
  std::optional<CellPlace> At = R.CellOf ? R.CellOf(P) : std::nullopt;
  return At ? llvm::formatv("cell {0} line {1}", At->Cell, At->Line).str() : "";
}

std::string withCell(const Report &R, StringRef Message, const Place &P) {
  std::string Words = cellWords(R, P);
  return Message.str() + (Words.empty() ? "" : " (" + Words + ")");
}

std::string staleText(const BaselineEntry &E) {
  return "the baseline has an entry that nothing meets any more: " + E.File +
         ": " + E.Message + " [" + E.Check + "]";
}

std::string summaryLine(const Report &R) {
  uint64_t Levels[3] = {};
  for (const Diagnostic &D : R.Diagnostics)
    ++Levels[unsigned(D.Level)];
  std::string Limits;
  if (!R.Found.Graph.Limits.empty())
    Limits = ", " + counted(R.Found.Graph.Limits.size(), "limit") + " reached";
  std::string Hidden;
  if (!R.Suppressed.empty())
    Hidden += ", " + llvm::utostr(R.Suppressed.size()) + " suppressed";
  if (R.InBaseline)
    Hidden += ", " + llvm::utostr(R.InBaseline) + " in the baseline";
  if (!R.Stale.empty())
    Hidden += ", " + llvm::utostr(R.Stale.size()) + " stale in the baseline";
  return llvm::formatv("{0} seen, {1} parsed, {2}{3}; {4}, {5}, {6}",
                       counted(R.Counts.Seen, "file"), R.Counts.Parsed,
                       skippedPart(R.Counts), Limits,
                       counted(Levels[unsigned(Severity::Error)], "error"),
                       counted(Levels[unsigned(Severity::Warning)], "warning"),
                       counted(Levels[unsigned(Severity::Note)], "note"))
             .str() +
         Hidden;
}

void writeText(const Report &R, FileText Text, raw_ostream &OS,
               const TextOptions &Options) {
  TextWriter Writer(R, Text, OS, Options.Color);
  if (Options.Color)
    OS.enable_colors(true);
  for (const Diagnostic &D : R.Diagnostics)
    Writer.write(D);
  if (!Options.Quiet)
    OS << "model-tidy: " << summaryLine(R) << '\n';
}

} // namespace modeltidy
