//===- github.cpp - GitHub workflow commands ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/formats.h"
#include "scanner/report/source_lines.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// What one step shows of each level; docs.github.com, workflow commands.
constexpr size_t MaxPerLevel = 10;

/// A line of its own ends the command; the others are the escape itself.
std::string escapedText(StringRef Text) {
  std::string Out;
  for (char C : validUtf8(Text)) {
    if (C == '%' || C == '\r' || C == '\n') {
      Out += C == '%' ? "%25" : C == '\r' ? "%0D" : "%0A";
      continue;
    }
    Out += C;
  }
  return Out;
}

/// In a property, also what separates properties.
std::string escapedProperty(StringRef Text) {
  std::string Out;
  for (char C : escapedText(Text)) {
    if (C == ':' || C == ',') {
      Out += C == ':' ? "%3A" : "%2C";
      continue;
    }
    Out += C;
  }
  return Out;
}

StringRef commandOf(Severity Level) {
  switch (Level) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    break;
  }
  return "notice";
}

class GithubWriter {
public:
  GithubWriter(const Report &From, FileText Text, raw_ostream &Out)
      : R(From), Lines(Text), OS(Out) {}

  void write() {
    size_t Notices = MaxPerLevel - 1 - !R.Stale.empty();
    size_t Left[3] = {Notices, MaxPerLevel, MaxPerLevel};
    size_t More = 0;
    for (const Diagnostic *D : worstFirst(R.Diagnostics)) {
      size_t &Room = Left[unsigned(D->Level)];
      if (Room == 0) {
        ++More;
        continue;
      }
      --Room;
      write(*D);
    }
    if (!R.Stale.empty())
      OS << "::notice title=model-tidy::" << R.Stale.size()
         << " entries of the baseline meet nothing any more; write it again\n";
    if (More)
      OS << "::notice title=model-tidy::" << More
         << " more findings are not annotated; the JSON report has them "
            "all\n";
  }

private:
  void write(const Diagnostic &D) {
    const Place &At = shownAt(D);
    OS << "::" << commandOf(D.Level)
       << " file=" << escapedProperty(pathInCheckout(R, At.File))
       << ",line=" << At.Line;
    // One line: an annotation whose last line is not in the diff is hidden.
    OS << ",endLine=" << At.Line;
    if (At.EndLine == At.Line)
      writeColumns(At);
    OS << ",title=" << escapedProperty(D.Rule->Id)
       << "::" << escapedText(messageOf(D)) << '\n';
  }

  void writeColumns(const Place &At) {
    StringRef Line = Lines.line(R.Found.Graph.Files[At.File], At.Line);
    uint32_t Begin = utf16Column(Line, At.Column);
    OS << ",col=" << Begin
       << ",endColumn=" << std::max(utf16Column(Line, At.EndColumn), Begin + 1);
  }

  bool isChanged(const Place &P) const {
    return !R.Changed || R.Changed->touches(R.Found.Graph.Files[P.File], P);
  }

  const Place &shownAt(const Diagnostic &D) const {
    if (isChanged(D.Where))
      return D.Where;
    for (const Note &N : D.Notes)
      if (N.Kind == NoteKind::Step && isChanged(N.Where))
        return N.Where;
    return D.Where;
  }

  std::string messageOf(const Diagnostic &D) const {
    std::string Out = withCell(R, D.Message, D.Where);
    for (const Note &N : D.Notes) {
      Out += "\n";
      if (N.Kind == NoteKind::Step)
        Out += pathInCheckout(R, N.Where.File) + ":" +
               llvm::utostr(N.Where.Line) + ": ";
      Out += N.Kind == NoteKind::Step ? withCell(R, N.Message, N.Where)
                                      : N.Message;
    }
    return Out;
  }

  const Report &R;
  SourceLines Lines;
  raw_ostream &OS;
};

} // namespace

std::vector<const Diagnostic *> worstFirst(llvm::ArrayRef<Diagnostic> Found) {
  std::vector<const Diagnostic *> Out;
  Out.reserve(Found.size());
  for (const Diagnostic &D : Found)
    Out.push_back(&D);
  llvm::stable_sort(Out, [](const Diagnostic *A, const Diagnostic *B) {
    return A->Level > B->Level;
  });
  return Out;
}

std::string pathInCheckout(const Report &R, uint32_t File) {
  return R.Found.inCheckout(File);
}

void writeGithub(const Report &R, FileText Text, raw_ostream &OS) {
  GithubWriter(R, Text, OS).write();
}

} // namespace modeltidy
