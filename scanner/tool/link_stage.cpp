//===- link_stage.cpp - parse, link and judge what was found --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/link_stage.h"
#include "scanner/tool/document_stage.h"
#include "scanner/tool/file_memory.h"
#include "scanner/tool/known_revisions.h"
#include "scanner/tool/parse_stage.h"
#include "scanner/tool/stage_clock.h"
#include "scanner/tool/weights_stage.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// What --trace names, relative to the root: as given from there, or a path on
/// this machine that lies below the root.
std::string traceFile(StringRef Asked, const Discovery &Found) {
  if (Asked.empty() || Found.find(Asked))
    return Asked.str();
  llvm::SmallString<128> Real;
  if (llvm::sys::fs::real_path(Asked, Real))
    return Asked.str();
  StringRef Path = Real;
  if (Path.consume_front(Found.Root) && Path.consume_front("/"))
    return Path.str();
  return Asked.str();
}

/// The suppression comments of the parts of all files; Where.File is not known
/// before linking, so the paths stand beside them.
struct FoundComments {
  std::vector<std::string> Paths;
  std::vector<SourceComment> Comments;

  explicit FoundComments(llvm::ArrayRef<LinkInput> Inputs) {
    for (const LinkInput &In : Inputs)
      for (const Comment &C : In.Graph.comments()) {
        Paths.push_back(In.Path);
        Comments.push_back(
            {placeOf(In.Graph, C.Begin, C.End), In.Graph.string(C.Text).str()});
      }
  }

  static Place placeOf(const Summary &Graph, uint32_t Begin, uint32_t End) {
    Place P;
    P.Begin = Begin;
    P.End = End;
    P.Line = Graph.lineOf(Begin);
    P.Column = Graph.columnOf(Begin);
    uint32_t Last = std::max(End, Begin + 1) - 1;
    P.EndLine = Graph.lineOf(Last);
    P.EndColumn = Graph.columnOf(Last) + 1;
    return P;
  }

  std::vector<SourceComment> resolve(llvm::ArrayRef<std::string> Files) && {
    for (size_t I = 0; I != Comments.size(); ++I)
      Comments[I].Where.File =
          uint32_t(llvm::lower_bound(Files, Paths[I]) - Files.begin());
    llvm::sort(Comments, [](const SourceComment &A, const SourceComment &B) {
      return std::tie(A.Where.File, A.Where.Begin) <
             std::tie(B.Where.File, B.Where.Begin);
    });
    return std::move(Comments);
  }
};

/// Several launches may reach one limit at the same place.
void dropRepeated(std::vector<Limit> &Limits) {
  auto Key = [](const Limit &L) { return std::tie(L.File, L.Line, L.What); };
  llvm::sort(Limits,
             [&](const Limit &A, const Limit &B) { return Key(A) < Key(B); });
  Limits.erase(std::unique(Limits.begin(), Limits.end(),
                           [&](const Limit &A, const Limit &B) {
                             return Key(A) == Key(B);
                           }),
               Limits.end());
}

} // namespace

/// Parses and links, unless the last run did so with the very same files.
static LinkedResult findLineage(Scan &S, FileMemory &Memory,
                                const Options &Asked, Progress &Shown) {
  ApiIndex Api(builtinApiLibraries(), S.Rules.Apis);
  ParsedFiles Parsed = parseFiles(S, Memory, Api, Asked, Shown);
  if (Parsed.Recalled)
    return std::move(*Parsed.Recalled);
  StageClock Clock(S.Times, "link");
  Shown.stage("linking");
  LinkOptions How{traceFile(Asked.TraceFile, S.Found), Asked.TraceLine};
  LinkedResult Out;
  FoundComments Comments(Parsed.Inputs);
  Out.Graph = link(std::move(Parsed.Inputs), Api, How, &S.Trace);
  Out.Comments = std::move(Comments).resolve(Out.Graph.Files);
  llvm::append_range(Out.Graph.Limits, S.Graph.Limits);
  dropRepeated(Out.Graph.Limits);
  Out.Notes = std::move(Parsed.Notes);
  Out.Parsed = Parsed.Count;
  return Out;
}

/// Adds what was found to the scan, and to what the next run remembers.
static void useLineage(Scan &S, FileMemory &Memory, LinkedResult Result) {
  Memory.noteResult(Result);
  Memory.save();
  if (unsigned Count = Memory.damaged() + S.DamagedReports)
    S.CacheNote =
        "the cache was damaged: " + llvm::utostr(Count) +
        (Count == 1 ? " entry was made anew" : " entries were made anew");
  S.Graph = std::move(Result.Graph);
  S.Comments = std::move(Result.Comments);
  S.Counts.Parsed = Result.Parsed;
  for (ScanLimit &Note : Result.Notes)
    S.Found.limit(std::move(Note.Path), std::move(Note.What));
  S.Found.finish();
}

void linkAndJudge(Scan &S, FileMemory &Memory, const Options &Asked,
                  Progress &Shown) {
  useLineage(S, Memory, findLineage(S, Memory, Asked, Shown));
  StageClock Clock(S.Times, "judge");
  const Catalog &Known = S.Rules.known();
  S.Mistakes = placeMistakes(S.Rules.Mistakes, S.Graph);
  readDocuments(S);
  S.Revisions = lockedRevisions(S);
  if (Asked.wantsEdits())
    llvm::append_range(S.Revisions, cachedRevisions(S.Graph));
  readWeights(S);
  S.Names = identify(S.Graph, Known, S.Documents);
  S.Flows = judgeFlows(S.Graph, Known, S.Rules.Tree, S.Documents);
}

} // namespace modeltidy
