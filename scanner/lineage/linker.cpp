#include "scanner/lineage/linker.h"
#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/mentions.h"
#include "scanner/lineage/path_pattern.h"
#include "scanner/lineage/trace.h"
#include <algorithm>

namespace modeltidy {

/// A file that a script writes stands beside the script, or in a folder there.
static std::string writtenPath(llvm::StringRef Script,
                               llvm::StringRef Written) {
  llvm::StringRef Folder = Script.take_front(Script.rfind('/') + 1);
  return normalizePath((Folder + Written.ltrim('/')).str());
}

Lineage link(std::vector<LinkInput> Inputs, const ApiIndex &Api,
             const LinkOptions &Options, std::string *Trace) {
  // Stable: the parts of one file keep their order.
  std::stable_sort(
      Inputs.begin(), Inputs.end(),
      [](const LinkInput &A, const LinkInput &B) { return A.Path < B.Path; });
  Lineage Out;
  std::vector<Module> Modules;
  Modules.reserve(Inputs.size());
  for (LinkInput &In : Inputs) {
    if (Out.Files.empty() || Out.Files.back() != In.Path)
      Out.Files.push_back(In.Path);
    std::string Path = In.Written.empty() ? std::move(In.Path)
                                          : writtenPath(In.Path, In.Written);
    Modules.push_back({std::move(Path), "", "", In.Graph, In.Documented,
                       static_cast<uint32_t>(Out.Files.size() - 1),
                       !In.Written.empty()});
  }
  Program P(std::move(Modules));
  EngineShared Shared(P, Api);
  Shared.KeepsSteps = Options.KeepsSteps;
  Views All;
  All.emplace_back(P, Api, Shared);
  buildLineage(All, Out);
  addMentions(P, Out);
  sortLineage(Out);
  if (Trace && !Options.TraceFile.empty())
    *Trace = traceLine(All.front().E, Options.TraceFile, Options.TraceLine) +
             traceFlows(Out, Options.TraceFile, Options.TraceLine);
  return Out;
}

} // namespace modeltidy
