//===- fixes.cpp - edits that resolve findings --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/fixes.h"
#include "scanner/report/edits.h"
#include "scanner/tool/comment_places.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <set>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;

namespace {

struct Anchor {
  const Diagnostic *First;
  std::set<StringRef> Ids;
};

/// Text as it stands in a JSON string.
std::string jsonEscaped(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

/// The offset of the end of a notebook's line of code, which ends in "\n"
/// within a JSON string; nothing where no comment can stand there.
std::optional<uint32_t> endOfCellLine(const Place &P, StringRef Bytes) {
  size_t End = std::min<size_t>(P.Begin, Bytes.size());
  for (; End < Bytes.size() && Bytes[End] != '"'; ++End)
    if (Bytes[End] == '\\' && Bytes.substr(++End, 1) == "n")
      break;
  if (End >= Bytes.size())
    return std::nullopt;
  End -= Bytes[End] == 'n';
  StringRef Code = Bytes.slice(P.Begin, End);
  if (Code.ends_with("\\\\") || Code.contains("\\\"\\\"\\\"") ||
      Code.contains("'''"))
    return std::nullopt;
  return uint32_t(End);
}

/// Pairs that share lines must be one and the same: another list in between
/// would leave both unpaired.
bool cuts(const std::map<CommentPlace, Anchor> &Taken,
          const CommentPlace &New) {
  constexpr auto Around = CommentPlace::Form::Around;
  return New.How == Around && llvm::any_of(Taken, [&](const auto &Row) {
           const CommentPlace &Old = Row.first;
           return Old.How == Around && Old != New && Old.At < New.Below &&
                  New.At < Old.Below;
         });
}

/// By line: one comment names all checks of its line.
std::map<uint32_t, Anchor> anchorsOf(llvm::ArrayRef<const Diagnostic *> Found) {
  std::map<uint32_t, Anchor> Out;
  for (const Diagnostic *D : Found)
    Out.try_emplace(D->Where.Line, Anchor{D, {}})
        .first->second.Ids.insert(D->Rule->Id);
  return Out;
}

void suppressByLine(llvm::ArrayRef<const Diagnostic *> Found, StringRef Path,
                    StringRef Bytes, StringRef Reason, std::vector<Fix> &Out,
                    std::vector<const Diagnostic *> &Unfit) {
  std::map<uint32_t, Anchor> Anchors = anchorsOf(Found);
  std::vector<Place> Asked;
  Asked.reserve(Anchors.size());
  for (const auto &[Line, A] : Anchors)
    Asked.push_back(A.First->Where);
  auto Fitting = commentPlaces(Asked, Path, Bytes, Reason);
  // Findings on several lines of one command share the pair around it.
  std::map<CommentPlace, Anchor> Places;
  size_t I = 0;
  for (const auto &[Line, A] : Anchors) {
    const std::optional<CommentPlace> &Where = Fitting[I++];
    if (Where && !cuts(Places, *Where))
      Places.try_emplace(*Where, Anchor{A.First, {}})
          .first->second.Ids.insert(A.Ids.begin(), A.Ids.end());
    else
      Unfit.push_back(A.First);
  }
  for (const auto &[Where, A] : Places)
    Out.push_back({A.First,
                   commentsAt(Where, A.First->Where.File, commentSign(Path),
                              llvm::join(A.Ids, ","), Reason),
                   {}});
}

/// A notebook may be stored on one line, so that its code's lines count.
void suppressInCells(llvm::ArrayRef<const Diagnostic *> Found, StringRef Path,
                     StringRef Bytes, StringRef Reason, std::vector<Fix> &Out,
                     std::vector<const Diagnostic *> &Unfit) {
  std::map<uint32_t, Anchor> Anchors; // by the end of the line of code
  for (const Diagnostic *D : Found) {
    std::optional<uint32_t> End = endOfCellLine(D->Where, Bytes);
    if (End)
      Anchors.try_emplace(*End, Anchor{D, {}})
          .first->second.Ids.insert(D->Rule->Id);
    else
      Unfit.push_back(D);
  }
  std::vector<Edit> Edits;
  Edits.reserve(Anchors.size());
  for (const auto &[End, A] : Anchors)
    Edits.push_back(
        {A.First->Where.File, End, End,
         "  # NOLINT(" + llvm::join(A.Ids, ",") + "): " + jsonEscaped(Reason)});
  std::vector<bool> Fits = areOnlyComments(Path, Bytes, Edits);
  size_t I = 0;
  for (const auto &[End, A] : Anchors) {
    if (Fits[I])
      Out.push_back({A.First, {std::move(Edits[I])}, {}});
    else
      Unfit.push_back(A.First);
    ++I;
  }
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

/// Marks the fixes of edits that an earlier edit overlaps. Sorted comes by file
/// and offset.
struct Asked {
  const Edit *E;
  size_t Of; ///< index of the fix
};

std::set<size_t> overlapping(llvm::ArrayRef<Asked> Sorted) {
  std::set<size_t> Out;
  const Edit *Last = nullptr;
  for (const Asked &A : Sorted) {
    bool Same = Last && Last->File == A.E->File;
    bool Equal = Same && Last->Begin == A.E->Begin && Last->End == A.E->End &&
                 Last->Text == A.E->Text;
    if (Same && !Equal && A.E->Begin < Last->End)
      Out.insert(A.Of);
    else
      Last = A.E;
  }
  return Out;
}

void add(FixPlan &Plan, const Edit &E, const Diagnostic *For) {
  if (Plan.Changes.empty() || Plan.Changes.back().At.File != E.File ||
      Plan.Changes.back().At.End != E.Begin) {
    Plan.Changes.push_back({E, For});
    return;
  }
  Edit &Before = Plan.Changes.back().At;
  Before.Text += E.Text;
  Before.End = E.End;
}

bool isSameEdit(const Edit &A, const Edit &B) {
  return std::tie(A.File, A.Begin, A.End, A.Text) ==
         std::tie(B.File, B.Begin, B.End, B.Text);
}

} // namespace

std::vector<Edit> renamesOf(const Diagnostic &D,
                            llvm::ArrayRef<std::string> Files, FileText Text) {
  std::vector<Edit> Out;
  for (const Edit &E : D.UnsafeFixes)
    llvm::append_range(Out, spellings(E, Files, Text));
  return Out.empty() ? resolveEdits(D.UnsafeFixes, Files, Text) : Out;
}

std::vector<Fix> fixesOf(llvm::ArrayRef<Diagnostic> Found, bool Unsafe,
                         llvm::ArrayRef<std::string> Files, FileText Text) {
  std::vector<Fix> Out;
  for (const Diagnostic &D : Found) {
    std::vector<Edit> Safe = resolveEdits(D.Fixes, Files, Text);
    if (!Safe.empty() || !D.Makes.empty())
      Out.push_back({&D, std::move(Safe), D.Makes});
    if (Unsafe && !D.UnsafeFixes.empty())
      Out.push_back({&D, renamesOf(D, Files, Text), {}});
  }
  return Out;
}

std::vector<Fix> suppressionFixes(llvm::ArrayRef<Diagnostic> Found,
                                  llvm::ArrayRef<std::string> Files,
                                  FileText Text, StringRef Reason,
                                  std::vector<const Diagnostic *> &Unfit) {
  std::vector<Fix> Out;
  std::map<uint32_t, std::vector<const Diagnostic *>> ByFile;
  for (const Diagnostic &D : Found)
    if (!D.Rule->Id.starts_with("nolint-"))
      ByFile[D.Where.File].push_back(&D);
  for (const auto &[File, Here] : ByFile) {
    StringRef Path = Files[File];
    if (!commentSign(Path).empty())
      suppressByLine(Here, Path, Text(Path), Reason, Out, Unfit);
    else if (Path.ends_with(".ipynb"))
      suppressInCells(Here, Path, Text(Path), Reason, Out, Unfit);
    else
      for (const auto &[Line, A] : anchorsOf(Here))
        Unfit.push_back(A.First);
  }
  return Out;
}

FixPlan planFixes(llvm::ArrayRef<Fix> Fixes) {
  std::vector<Asked> Sorted;
  for (size_t I = 0; I != Fixes.size(); ++I)
    for (const Edit &E : Fixes[I].Edits)
      Sorted.push_back({&E, I});
  llvm::stable_sort(Sorted, [](const Asked &A, const Asked &B) {
    return std::tie(A.E->File, A.E->Begin, A.E->End) <
           std::tie(B.E->File, B.E->Begin, B.E->End);
  });
  std::set<size_t> Waiting = overlapping(Sorted);
  FixPlan Plan;
  Plan.Waiting = Waiting.size();
  std::vector<const Edit *> Here; // all that begin and end at one place
  for (const Asked &A : Sorted) {
    if (Waiting.count(A.Of))
      continue;
    if (!Here.empty() &&
        std::tie(Here[0]->File, Here[0]->Begin, Here[0]->End) !=
            std::tie(A.E->File, A.E->Begin, A.E->End))
      Here.clear();
    if (llvm::any_of(Here, [&](auto *E) { return isSameEdit(*E, *A.E); }))
      continue;
    Here.push_back(A.E);
    add(Plan, *A.E, Fixes[A.Of].For);
  }
  for (size_t I = 0; I != Fixes.size(); ++I)
    for (const NewFile &F : Waiting.count(I) ? llvm::ArrayRef<NewFile>()
                                             : llvm::ArrayRef(Fixes[I].Makes))
      if (std::string &Text = Plan.Makes[F.Path];
          !StringRef(Text).contains(F.Text))
        Text += F.Text;
  return Plan;
}

std::map<uint32_t, std::string> applyFixes(const FixPlan &Plan,
                                           llvm::ArrayRef<std::string> Files,
                                           FileText Text) {
  std::map<uint32_t, std::string> Out;
  std::map<uint32_t, size_t> Done;
  for (const FixPlan::Change &C : Plan.Changes) {
    const Edit &E = C.At;
    Out[E.File] += Text(Files[E.File]).slice(Done[E.File], E.Begin);
    Out[E.File] += E.Text;
    Done[E.File] = E.End;
  }
  for (auto &[File, New] : Out)
    New += Text(Files[File]).drop_front(Done[File]);
  return Out;
}

std::string fixesYaml(const FixPlan &Plan, llvm::ArrayRef<std::string> Files,
                      StringRef Root) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  OS << "---\nMainSourceFile: ''\nDiagnostics:\n";
  for (const FixPlan::Change &C : Plan.Changes) {
    const Diagnostic &D = *C.For;
    std::string Path = quoted(absolute(Root, Files[C.At.File]));
    std::string At = quoted(absolute(Root, Files[D.Where.File]));
    StringRef Level = D.Level == Severity::Error ? "Error" : "Warning";
    OS << "  - DiagnosticName: " << D.Rule->Id
       << "\n    DiagnosticMessage:\n      Message: " << quoted(D.Message)
       << "\n      FilePath: " << At << "\n      FileOffset: " << D.Where.Begin
       << "\n      Replacements:\n        - FilePath: " << Path
       << "\n          Offset: " << C.At.Begin
       << "\n          Length: " << C.At.End - C.At.Begin
       << "\n          ReplacementText: " << quoted(C.At.Text)
       << "\n    Level: " << Level << "\n    BuildDirectory: " << quoted(Root)
       << "\n";
  }
  OS << "...\n";
  return Out;
}

} // namespace modeltidy
