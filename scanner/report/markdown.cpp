//===- markdown.cpp - a page for a step's summary -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/formats.h"
#include "scanner/report/graph.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace modeltidy {

using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// Mermaid refuses more than 500 edges, and nobody reads as many.
constexpr size_t MaxEdges = 100;
/// Findings told step by step; the table below them is short, too.
constexpr size_t MaxFindings = 50;
/// A step may write a mebibyte; what is left goes to the heading.
constexpr size_t MaxBytes = 1000u << 10;

/// Nothing in a text from a scanned file may become markup.
std::string escaped(StringRef Text) {
  std::string Out;
  for (char C : validUtf8(Text)) {
    if (C == '\n' || C == '\r')
      C = ' ';
    if (StringRef("\\`*_{}[]<>#|!~&@$").contains(C))
      Out += '\\';
    Out += C;
  }
  return Out;
}

/// A Mermaid label stands in quotes; entities are written with '#'.
std::string label(StringRef Text) {
  std::string Out;
  for (char C : validUtf8(Text)) {
    if (StringRef("\"#<>&;\\`[]{}()|").contains(C))
      Out += "#" + llvm::utostr(uint8_t(C)) + ";";
    else
      Out += C == '\n' || C == '\r' ? ' ' : C;
  }
  return Out;
}

constexpr size_t MaxStale = 50;

class MarkdownWriter {
public:
  explicit MarkdownWriter(const Report &From) : R(From), OS(Out) {}

  std::string page() {
    OS << "## model-tidy\n\n" << escaped(summaryLine(R)) << ".\n";
    if (R.Diagnostics.empty())
      OS << "\nNothing to report.\n";
    writeGraph();
    writeFindings();
    writeStale();
    return std::move(Out);
  }

private:
  std::string placeOf(const Place &P) const {
    std::string Cell = cellWords(R, P);
    return escaped(pathInCheckout(R, P.File)) + ":" + llvm::utostr(P.Line) +
           (Cell.empty() ? "" : ", " + Cell);
  }

  static StringRef iconOf(Severity Level) {
    switch (Level) {
    case Severity::Error:
      return ":x: error";
    case Severity::Warning:
      return ":warning: warning";
    case Severity::Note:
      break;
    }
    return ":information_source: note";
  }

  void writeFindings() {
    size_t Told = 0;
    for (const Diagnostic *D : worstFirst(R.Diagnostics)) {
      if (Told == MaxFindings || Out.size() > MaxBytes) {
        OS << "\n"
           << R.Diagnostics.size() - Told
           << " more findings are left out here.\n";
        return;
      }
      ++Told;
      writeFinding(*D);
    }
  }

  void writeStale() {
    if (R.Stale.empty())
      return;
    OS << "\nEntries of the baseline that nothing meets any more:\n\n";
    for (const BaselineEntry &E : R.Stale.take_front(MaxStale))
      OS << "- " << escaped(E.File) << ": " << escaped(E.Message) << " ("
         << escaped(E.Check) << ")\n";
    if (R.Stale.size() > MaxStale)
      OS << "- and " << R.Stale.size() - MaxStale << " more\n";
  }

  void writeFinding(const Diagnostic &D) {
    OS << "\n<details><summary>" << iconOf(D.Level) << " <code>" << D.Rule->Id
       << "</code> " << html(pathInCheckout(R, D.Where.File)) << ":"
       << D.Where.Line << "</summary>\n\n"
       << escaped(withCell(R, D.Message, D.Where)) << "\n\n";
    for (const Note &N : D.Notes)
      if (N.Kind == NoteKind::Step)
        OS << "1. " << placeOf(N.Where) << ": " << escaped(N.Message) << "\n";
    OS << "\n";
    for (const Note &N : D.Notes)
      if (N.Kind != NoteKind::Step)
        OS << "- " << escaped(N.Message) << "\n";
    OS << "\n</details>\n";
  }

  static std::string html(StringRef Text) {
    std::string Out;
    for (char C : validUtf8(Text)) {
      if (C == '<' || C == '&' || C == '>')
        Out += C == '<' ? "&lt;" : C == '&' ? "&amp;" : "&gt;";
      else
        Out += C;
    }
    return Out;
  }

  /// Arrows of reported flows first; the others only where there is room.
  std::vector<const GraphEdge *> shownEdges(const LineageGraph &G) const {
    std::vector<const GraphEdge *> Edges;
    Edges.reserve(G.Edges.size());
    for (const GraphEdge &E : G.Edges)
      Edges.push_back(&E);
    llvm::stable_sort(Edges, [](const GraphEdge *A, const GraphEdge *B) {
      return A->Worst > B->Worst;
    });
    Edges.resize(std::min(Edges.size(), MaxEdges));
    llvm::sort(Edges); // by address: the order of the flows
    return Edges;
  }

  void writeGraph() {
    LineageGraph G = graphOf(R);
    if (G.Edges.empty())
      return;
    std::vector<const GraphEdge *> Edges = shownEdges(G);
    std::set<uint32_t> Nodes;
    for (const GraphEdge *E : Edges)
      Nodes.insert({E->From, E->To});
    OS << "\n```mermaid\nflowchart LR\n";
    for (uint32_t I : Nodes)
      writeNode(I, G.Nodes[I]);
    for (size_t I = 0; I != Edges.size(); ++I)
      writeEdge(I, *Edges[I]);
    OS << "```\n";
    if (G.Edges.size() > Edges.size())
      OS << "\n"
         << G.Edges.size() - Edges.size()
         << " more arrows are left out here.\n";
  }

  void writeNode(uint32_t I, const GraphNode &N) {
    static constexpr StringRef Open[] = {"([\"", "[(\"", "[\"", "[[\""};
    static constexpr StringRef Close[] = {"\"])", "\")]", "\"]", "\"]]"};
    StringRef Verb = N.Part == GraphPart::Training      ? "trains "
                     : N.Part == GraphPart::Publication ? "publishes "
                                                        : "";
    OS << "  n" << I << Open[unsigned(N.Part)] << Verb << label(N.Label)
       << Close[unsigned(N.Part)] << "\n";
  }

  void writeEdge(size_t Index, const GraphEdge &E) {
    OS << "  n" << E.From << " -->";
    if (!E.Released)
      OS << "|" << verdictName(E.Worst) << "|";
    OS << " n" << E.To << "\n";
    if (E.Worst == Verdict::Permitted || E.Released)
      return;
    OS << "  linkStyle " << Index
       << " stroke:" << (E.Worst == Verdict::Prohibited ? "#d1242f" : "#9a6700")
       << ",stroke-width:2px\n";
  }

  const Report &R;
  std::string Out;
  llvm::raw_string_ostream OS;
};

} // namespace

void writeMarkdown(const Report &R, raw_ostream &OS) {
  OS << MarkdownWriter(R).page();
}

} // namespace modeltidy
