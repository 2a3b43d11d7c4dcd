//===- findings.cpp - which findings a run reports ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/findings.h"
#include "checks/registry/all_checks.h"
#include "scanner/discover/git_files.h"
#include "scanner/tool/base_scan.h"
#include "scanner/tool/baseline.h"
#include "scanner/tool/cell_places.h"
#include "scanner/tool/change_marks.h"
#include "scanner/tool/write_file.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

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
    else if (LineRanges Files = namedFiles(From); !Lines && !Files.empty())
      Named.emplace(From, Files);
  }

  /// The files that arguments name, not the folders. A text for people may name
  /// anything.
  static LineRanges namedFiles(const Scan &S) {
    LineRanges Out;
    for (const std::string &Path : S.Found.Requested)
      if (const SourceFile *F = S.Found.find(Path);
          F && F->Kind != FileKind::Markdown)
        Out.addWhole(Path);
    return Out;
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
                        [&](const Step &St) { return at(St.Where); }) ||
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

  /// May a finding that the change makes be reported?
  bool mayBeNew(const Diagnostic &D) const {
    return !Changed || isAskedFor(D.Where) ||
           llvm::any_of(D.Notes, [&](const Note &N) {
             return N.Kind == NoteKind::Step && isAskedFor(N.Where);
           });
  }

private:
  /// By paths and --line-filter.
  bool isAskedFor(const Place &P) const {
    llvm::StringRef File = S.Graph.Files[P.File];
    const SourceFile *F = S.Found.find(File);
    // As clang-tidy, which compares the ends of whole paths.
    return (!F || F->Requested) &&
           (!Lines || Lines->touches(S.Found.Root + "/" + File.str(), P));
  }
  bool isJudgedAnew(const Place &P) const {
    const std::string &File = S.Graph.Files[P.File];
    return (Marks && isAskedFor(P) && Marks->judgedAnew(File)) ||
           (Named && Named->judgedAnew(File));
  }

  const Scan &S;
  const std::optional<LineRanges> &Lines;
  const std::optional<LineRanges> &Changed;
  std::optional<ChangeMarks> Marks; ///< of --diff
  std::optional<ChangeMarks> Named; ///< of files that arguments name
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

/// A change, with paths relative to the root.
struct Change {
  LineRanges Lines;
  std::vector<ReplacedFile> Files; ///< below the root
};

llvm::Expected<Change> changeSince(const Scan &S, llvm::StringRef Revision) {
  std::string Top = S.Found.Root + "/";
  Top.resize(Top.size() - S.Prefix.size() - 1);
  GitChanges Changes = changesSince(Top, Revision);
  if (!Changes.Failure.empty())
    return llvm::createStringError(Changes.Failure);
  Change Out;
  for (const ChangedLines &C : Changes.Lines) {
    std::string Path = fromRoot(S.Prefix, C.Path);
    C.Last ? Out.Lines.add(Path, C.First, C.Last) : Out.Lines.addFile(Path);
  }
  auto Below = [&](const std::string &Path) {
    llvm::StringRef Rest = Path;
    return Rest.consume_front(S.Prefix) ? Rest.str() : "";
  };
  for (const ReplacedFile &F : Changes.Files) {
    ReplacedFile Here{Below(F.Before), Below(F.Now), F.Blob};
    if (!Here.Before.empty() || !Here.Now.empty())
      Out.Files.push_back(std::move(Here));
  }
  return Out;
}

/// Silence must not look clean.
void noteWhatIsNotRead(const Scan &S, const Options &Asked, Findings &Out) {
  auto IsNamed = [&](const SourceFile &F) {
    return Asked.LineFilter->touches(S.Found.Root + "/" + F.Path, 1,
                                     UINT32_MAX);
  };
  if (Asked.LineFilter && llvm::none_of(S.Found.Files, IsNamed))
    Out.Note = "--line-filter names no file that is read";
  else if (!S.Found.FromGit && !Touched::namedFiles(S).empty() &&
           !enclosingCheckout(S.Found.Root))
    Out.Note = "not in a git checkout: only the named files are read, not what "
               "they import; name their folder";
}

/// Does Path lead to one of the named files?
bool isLinkToNamed(const Scan &S, const LineRanges &Named,
                   const std::string &Path) {
  return llvm::any_of(S.Found.Aliases, [&](const PathAlias &A) {
    return A.Path == Path && Named.holds(A.Target);
  });
}

/// What the named files change since the last commit, or since the range of
/// commits that pre-commit looks at; nothing where there is none.
std::vector<ReplacedFile> changesOfNamed(const Scan &S, const Options &Asked,
                                         Findings &Out) {
  LineRanges Named = Touched::namedFiles(S);
  if (!S.Found.FromGit || Named.empty())
    return {};
  bool IsRange = !Asked.RangeStart.empty();
  llvm::Expected<Change> Since =
      changeSince(S, IsRange ? llvm::StringRef(Asked.RangeStart) : "HEAD");
  if (!Since) {
    std::string Why = llvm::toString(Since.takeError());
    if (IsRange) // without one there may be no commit yet
      Out.Note = "PRE_COMMIT_FROM_REF: " + Why +
                 ": only findings with a step in the named files are reported";
    return {};
  }
  llvm::erase_if(Since->Files, [&](const ReplacedFile &F) {
    return F.Now.empty() ? !isLinkToNamed(S, Named, F.Before)
                         : !Named.holds(F.Now);
  });
  return std::move(Since->Files);
}

/// Of those that are read: each costs a run of git.
constexpr size_t MaxFilesBefore = 2000;

/// Marks what the change makes, of those that it does not touch. Keep is
/// parallel to Out.Shown.
void keepNew(const Scan &S, const Options &Asked, const Touched &Filter,
             llvm::ArrayRef<ReplacedFile> Files, std::vector<bool> &Keep,
             Findings &Out) {
  if (Files.empty() || llvm::all_of(Keep, [](bool Kept) { return Kept; }))
    return;
  if (numFilesRead(Files) > MaxFilesBefore) {
    Out.Note =
        "the change has over " + llvm::utostr(MaxFilesBefore) +
        " files of code: only findings with a step on its lines are reported";
    return;
  }
  BaseFindings Before(S, Asked, Files);
  // Of two that are alike the one that the change does not touch is the old.
  std::vector<const Diagnostic *> Order;
  for (bool Kept : {false, true})
    for (size_t I = 0; I != Keep.size(); ++I)
      if (Keep[I] == Kept)
        Order.push_back(&Out.Shown[I]);
  for (const Diagnostic *D : Before.newAmong(Order))
    if (Filter.mayBeNew(*D))
      Keep[D - Out.Shown.data()] = true;
}

/// Drops what is not asked for, and says which flows are.
void choose(const Scan &S, const Options &Asked, const Touched &Filter,
            llvm::ArrayRef<ReplacedFile> Files, Findings &Out) {
  auto IsHere = [&](const Diagnostic &D) {
    return D.Rule->Always || Filter.finding(D);
  };
  std::vector<bool> Keep;
  Keep.reserve(Out.Shown.size());
  for (const Diagnostic &D : Out.Shown)
    Keep.push_back(IsHere(D));
  std::vector<bool> Touching = Keep;
  keepNew(S, Asked, Filter, Files, Keep, Out);
  for (const JudgedFlow &J : S.Flows)
    Out.FlowShown.push_back(Filter.flow(J));
  std::vector<Diagnostic> Kept;
  for (size_t I = 0; I != Keep.size(); ++I) {
    if (!Keep[I])
      continue;
    if (!Touching[I])
      for (uint32_t Flow : Out.Shown[I].Flows)
        Out.FlowShown[Flow] = true;
    Kept.push_back(std::move(Out.Shown[I]));
  }
  Out.Shown = std::move(Kept);
  llvm::erase_if(Out.Suppressed,
                 [&](const Diagnostic &D) { return !IsHere(D); });
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
  std::vector<ReplacedFile> Replaced;
  if (!Asked.DiffRevision.empty()) {
    llvm::Expected<Change> Since = changeSince(S, Asked.DiffRevision);
    if (!Since)
      return llvm::createStringError("--diff: " +
                                     llvm::toString(Since.takeError()));
    Out.Changed = std::move(Since->Lines);
    Replaced = std::move(Since->Files);
  } else if (!Asked.LineFilter) {
    Replaced = changesOfNamed(S, Asked, Out);
  }
  noteWhatIsNotRead(S, Asked, Out);
  SourceRows Rows(S.Graph.Files, *S.Source);
  Out.Shown = runChecks(S.subject(), Asked.Checks, Asked.WarningsAsErrors,
                        &Out.Suppressed,
                        Asked.CheckProfile ? &Out.Times : nullptr, Rows);
  for (const Diagnostic &D : Out.Shown)
    Out.Open.insert(D.Rule->Id.str());
  std::vector<Diagnostic> All;
  if (!Asked.NewBaseline.empty())
    All = Out.Shown;
  Touched Filter(S, Asked, Out.Changed);
  choose(S, Asked, Filter, Replaced, Out);
  if (!Asked.BaselineFile.empty())
    if (llvm::Error E = applyBaseline(S, Asked, Out))
      return E;
  if (!Asked.NewBaseline.empty())
    if (llvm::Error E = saveBaseline(S, Asked, All, Out))
      return E;
  return Out;
}

} // namespace modeltidy
