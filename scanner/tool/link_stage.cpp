//===- link_stage.cpp - parse, link and judge what was found --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/link_stage.h"
#include "scanner/tool/parse_stage.h"
#include "scanner/tool/stage_clock.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

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

} // namespace

void linkAndJudge(Scan &S, const Options &Asked, Progress &Shown) {
  ApiIndex Api(builtinApiLibraries());
  ParsedFiles Parsed = parseFiles(S, Api, Asked, Shown);
  {
    StageClock Clock(S.Times, "link");
    Shown.stage("linking");
    LinkOptions How{traceFile(Asked.TraceFile, S.Found), Asked.TraceLine};
    std::vector<Limit> Before = std::move(S.Graph.Limits);
    S.Graph = link(std::move(Parsed.Inputs), Api, How, &S.Trace);
    llvm::append_range(S.Graph.Limits, Before);
  }
  StageClock Clock(S.Times, "judge");
  Policy Rules;
  Rules.Today = Asked.Today;
  const Catalog &Known = Catalog::builtIn();
  S.Names = identify(S.Graph, Known);
  S.Flows = judgeFlows(S.Graph, Known, Rules);
}

} // namespace modeltidy
