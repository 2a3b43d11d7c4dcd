//===- findings.cpp - which findings a run reports ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/findings.h"
#include "checks/registry/all_checks.h"
#include "scanner/discover/git_changes.h"
#include "scanner/tool/baseline.h"
#include "scanner/tool/change_marks.h"
#include "scanner/tool/write_file.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

namespace {

/// Where a finding or a flow must be to be reported: at a place that every
/// filter admits.
class Touched {
public:
  Touched(const Scan &From, const Options &Asked,
          const std::optional<LineRanges> &Diff)
      : S(From), Lines(Asked.LineFilter), Changed(Diff) {
    if (Diff)
      Marks.emplace(From, *Diff);
  }

  bool at(const Place &P) const {
    return isAskedFor(P) &&
           (!Changed || Changed->touches(S.Graph.Files[P.File], P));
  }

  bool flow(const JudgedFlow &J) const {
    const Flow &F = S.Graph.Flows[J.Flow];
    const Training &T = S.Graph.Trainings[F.Sink];
    // What is trained decides too: its name may stand in another file.
    return at(T.Where) || isJudgedAnew(T.Where) ||
           llvm::any_of(F.Steps,
                        [&](const Step &St) {
                          return at(St.Where) ||
                                 (Marks && isAskedFor(St.Where) &&
                                  Marks->names(St));
                        }) ||
           llvm::any_of(T.Targets, [&](uint32_t I) {
             return at(S.Graph.Models[I].Where);
           });
  }

  bool finding(const Diagnostic &D) const {
    return at(D.Where) || isJudgedAnew(D.Where) ||
           llvm::any_of(D.Notes,
                        [&](const Note &N) {
                          return N.Kind == NoteKind::Step && at(N.Where);
                        }) ||
           llvm::any_of(D.Flows, [&](uint32_t I) { return flow(S.Flows[I]); });
  }

private:
  /// By paths and --line-filter.
  bool isAskedFor(const Place &P) const {
    llvm::StringRef File = S.Graph.Files[P.File];
    const SourceFile *F = S.Found.find(File);
    return (!F || F->Requested) && (!Lines || Lines->touches(File, P));
  }
  bool isJudgedAnew(const Place &P) const {
    return Marks && isAskedFor(P) && Marks->judgedAnew(S.Graph.Files[P.File]);
  }

  const Scan &S;
  const std::optional<LineRanges> &Lines;
  const std::optional<LineRanges> &Changed;
  std::optional<ChangeMarks> Marks; ///< of --diff
};

/// A path of the checkout as the root in its folder Prefix ("a/b/") has it: a
/// policy above the root is "../.model-tidy.yaml" there.
std::string fromRoot(llvm::StringRef Prefix, llvm::StringRef Path) {
  while (!Prefix.empty()) {
    auto [Folder, Below] = Prefix.split('/');
    auto [First, Rest] = Path.split('/');
    if (Folder != First || Rest.empty())
      break;
    Prefix = Below;
    Path = Rest;
  }
  std::string Out;
  for (size_t I = 0, N = Prefix.count('/'); I != N; ++I)
    Out += "../";
  return Out + Path.str();
}

llvm::Expected<LineRanges> linesOf(const Scan &S, const std::string &Revision) {
  std::string Top = S.Found.Root + "/";
  Top.resize(Top.size() - S.Prefix.size() - 1);
  GitChanges Changes = changesSince(Top, Revision);
  if (!Changes.Failure.empty())
    return llvm::createStringError("--diff: " + Changes.Failure);
  LineRanges Out;
  for (const ChangedLines &C : Changes.Lines) {
    std::string Path = fromRoot(S.Prefix, C.Path);
    C.Last ? Out.add(Path, C.First, C.Last) : Out.addFile(Path);
  }
  return Out;
}

/// A stale entry is only told where everything that could meet it was asked
/// for.
bool sawEverything(const Scan &S, const Options &Asked) {
  return !Asked.LineFilter && Asked.DiffRevision.empty() &&
         Asked.Least != Confidence::Certain &&
         llvm::all_of(S.Found.Files,
                      [](const SourceFile &F) { return F.Requested; });
}

llvm::Error applyBaseline(const Scan &S, const Options &Asked, Findings &Out) {
  llvm::Expected<Baseline> Known = readBaseline(Asked.BaselineFile);
  if (!Known)
    return Known.takeError();
  size_t Before = Out.Shown.size();
  std::vector<BaselineEntry> Stale = takeKnown(*Known, Out.Shown);
  Out.InBaseline += Before - Out.Shown.size();
  if (!sawEverything(S, Asked))
    return llvm::Error::success();
  for (BaselineEntry &E : Stale)
    if (Asked.Checks.contains(E.Check) &&
        llvm::StringRef(E.File).starts_with(S.Prefix))
      Out.Stale.push_back(std::move(E));
  return llvm::Error::success();
}

/// All is written, whatever is reported: a narrower baseline would forget.
llvm::Error saveBaseline(const Scan &S, const Options &Asked,
                         llvm::ArrayRef<Diagnostic> All, Findings &Out) {
  std::string Mistake =
      writeFile(Asked.NewBaseline, baselineText(All, S.subject()));
  if (!Mistake.empty())
    return llvm::createStringError(Mistake);
  Out.InBaseline += Out.Shown.size();
  Out.Shown.clear();
  return llvm::Error::success();
}

} // namespace

llvm::Expected<Findings> findingsOf(const Scan &S, const Options &Asked) {
  Findings Out;
  if (!Asked.DiffRevision.empty()) {
    llvm::Expected<LineRanges> Lines = linesOf(S, Asked.DiffRevision);
    if (!Lines)
      return Lines.takeError();
    Out.Changed = std::move(*Lines);
  }
  Out.Shown = runChecks(S.subject(), Asked.Checks, Asked.WarningsAsErrors,
                        &Out.Suppressed);
  for (const Diagnostic &D : Out.Shown)
    Out.Open.insert(D.Rule->Id.str());
  std::vector<Diagnostic> All;
  if (!Asked.NewBaseline.empty())
    All = Out.Shown;
  Touched Filter(S, Asked, Out.Changed);
  auto IsElsewhere = [&](const Diagnostic &D) {
    return !D.Rule->Always && !Filter.finding(D);
  };
  llvm::erase_if(Out.Shown, IsElsewhere);
  llvm::erase_if(Out.Suppressed, IsElsewhere);
  Out.FlowShown.reserve(S.Flows.size());
  for (const JudgedFlow &J : S.Flows)
    Out.FlowShown.push_back(Filter.flow(J));
  if (!Asked.BaselineFile.empty())
    if (llvm::Error E = applyBaseline(S, Asked, Out))
      return E;
  if (!Asked.NewBaseline.empty())
    if (llvm::Error E = saveBaseline(S, Asked, All, Out))
      return E;
  return Out;
}

} // namespace modeltidy
