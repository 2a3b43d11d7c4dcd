//===- fixes.cpp - edits that resolve findings --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/fixes.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <set>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// What begins a comment in a file of that name; empty where none can stand,
/// or where the bytes are not the program's text (a notebook is JSON).
StringRef commentSign(StringRef Path) {
  StringRef Name = llvm::sys::path::filename(Path);
  StringRef Ending = llvm::sys::path::extension(Path);
  if (Ending == ".json" || Ending == ".jsonl" || Ending == ".ipynb" ||
      Ending == ".md")
    return "";
  for (StringRef Cxx : {".cc", ".cpp", ".cxx", ".h", ".hpp", ".cu"})
    if (Ending == Cxx)
      return "//";
  for (StringRef Hash : {".py", ".yaml", ".yml", ".toml", ".sh", ".bash"})
    if (Ending == Hash)
      return "#";
  return Name.starts_with("Makefile") || Name.starts_with("Dockerfile") ? "#"
                                                                        : "";
}

/// Bytes of the line that holds Offset, without its end.
std::pair<size_t, size_t> lineAround(StringRef Bytes, size_t Offset) {
  size_t Before = Bytes.take_front(Offset).rfind('\n');
  size_t Begin = Before == StringRef::npos ? 0 : Before + 1;
  size_t End = std::min(Bytes.find_first_of("\r\n", Begin), Bytes.size());
  return {Begin, End};
}

/// A comment behind such a line would be read as something else.
bool goesOn(StringRef Line) {
  return Line.rtrim().ends_with("\\") || Line.count("\"\"\"") % 2 ||
         Line.count("'''") % 2;
}

struct Anchor {
  const Diagnostic *First;
  std::set<StringRef> Ids;
};

/// The edit for one anchor, or nothing.
std::optional<Edit> suppression(const Anchor &A, StringRef Sign,
                                StringRef Bytes, StringRef Reason) {
  const Place &P = A.First->Where;
  auto [Begin, End] =
      lineAround(Bytes, std::min<size_t>(P.Begin, Bytes.size()));
  StringRef Line = Bytes.slice(Begin, End);
  std::string Names = llvm::join(A.Ids, ",");
  if (!goesOn(Line)) {
    uint32_t At = uint32_t(Begin + Line.rtrim().size());
    return Edit{P.File, At, At,
                ("  " + Sign + " NOLINT(" + Names + "): " + Reason).str()};
  }
  if (Begin &&
      goesOn(Bytes.slice(lineAround(Bytes, Begin - 1).first, Begin - 1)))
    return std::nullopt;
  StringRef Indent = Line.take_front(Line.find_first_not_of(" \t"));
  return Edit{
      P.File, uint32_t(Begin), uint32_t(Begin),
      (Indent + Sign + " NOLINTNEXTLINE(" + Names + "): " + Reason + "\n")
          .str()};
}

std::string absolute(StringRef Root, StringRef File) {
  llvm::SmallString<256> Path = Root;
  llvm::sys::path::append(Path, File);
  return Path.str().str();
}

/// A double-quoted YAML scalar.
std::string quoted(StringRef Text) {
  return "\"" + llvm::yaml::escape(Text, /*EscapePrintable=*/false) + "\"";
}

/// A comment that goes leaves neither blanks before it nor an empty line.
Edit widened(Edit E, StringRef Bytes) {
  if (!E.Text.empty())
    return E;
  auto [Begin, End] = lineAround(Bytes, E.Begin);
  size_t Kept = Bytes.slice(Begin, E.Begin).rtrim(" \t").size();
  E.Begin = uint32_t(Begin + Kept);
  if (Kept == 0 && E.End == End && End != Bytes.size())
    E.End = uint32_t(End + (Bytes.substr(End).starts_with("\r\n") ? 2 : 1));
  return E;
}

} // namespace

std::vector<Fix> safeFixes(llvm::ArrayRef<Diagnostic> Found) {
  std::vector<Fix> Out;
  for (const Diagnostic &D : Found)
    for (const Edit &E : D.Fixes)
      Out.push_back({&D, E});
  return Out;
}

std::vector<Fix> suppressionFixes(llvm::ArrayRef<Diagnostic> Found,
                                  llvm::ArrayRef<std::string> Files,
                                  FileText Text, StringRef Reason,
                                  std::vector<const Diagnostic *> &Unfit) {
  std::map<std::pair<uint32_t, uint32_t>, Anchor> Anchors; // file, line
  for (const Diagnostic &D : Found) {
    if (D.Rule->Id.starts_with("nolint-"))
      continue;
    Anchor &A =
        Anchors.try_emplace({D.Where.File, D.Where.Line}, Anchor{&D, {}})
            .first->second;
    A.Ids.insert(D.Rule->Id);
  }
  std::vector<Fix> Out;
  for (const auto &[At, A] : Anchors) {
    StringRef File = Files[At.first], Sign = commentSign(File);
    std::optional<Edit> E;
    if (!Sign.empty())
      E = suppression(A, Sign, Text(File), Reason);
    if (E)
      Out.push_back({A.First, std::move(*E)});
    else
      Unfit.push_back(A.First);
  }
  return Out;
}

std::map<uint32_t, std::string> applyFixes(llvm::ArrayRef<Fix> Fixes,
                                           llvm::ArrayRef<std::string> Files,
                                           FileText Text) {
  std::map<uint32_t, std::vector<Edit>> ByFile;
  for (const Fix &F : Fixes)
    if (!commentSign(Files[F.Change.File]).empty())
      ByFile[F.Change.File].push_back(
          widened(F.Change, Text(Files[F.Change.File])));
  std::map<uint32_t, std::string> Out;
  for (auto &[File, Edits] : ByFile) {
    StringRef Bytes = Text(Files[File]);
    llvm::stable_sort(
        Edits, [](const Edit &A, const Edit &B) { return A.Begin < B.Begin; });
    std::string New;
    size_t Done = 0;
    for (const Edit &E : Edits) {
      if (E.Begin < Done || E.End > Bytes.size() || E.Begin > E.End)
        continue;
      New += Bytes.slice(Done, E.Begin);
      New += E.Text;
      Done = E.End;
    }
    Out[File] = New + Bytes.substr(Done).str();
  }
  return Out;
}

std::string fixesYaml(llvm::ArrayRef<Fix> Fixes,
                      llvm::ArrayRef<std::string> Files, FileText Text,
                      StringRef Root) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  OS << "---\nMainSourceFile: ''\nDiagnostics:\n";
  for (const Fix &F : Fixes) {
    StringRef File = Files[F.Change.File];
    if (commentSign(File).empty())
      continue;
    Edit E = widened(F.Change, Text(File));
    std::string Path = quoted(absolute(Root, File));
    StringRef Level = F.For->Level == Severity::Error ? "Error" : "Warning";
    OS << "  - DiagnosticName: " << F.For->Rule->Id
       << "\n    DiagnosticMessage:\n      Message: " << quoted(F.For->Message)
       << "\n      FilePath: " << Path
       << "\n      FileOffset: " << F.For->Where.Begin
       << "\n      Replacements:\n        - FilePath: " << Path
       << "\n          Offset: " << E.Begin
       << "\n          Length: " << E.End - E.Begin
       << "\n          ReplacementText: " << quoted(E.Text)
       << "\n    Level: " << Level << "\n    BuildDirectory: " << quoted(Root)
       << "\n";
  }
  OS << "...\n";
  return Out;
}

} // namespace modeltidy
