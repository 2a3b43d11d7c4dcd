#include "scanner/lineage/linker.h"
#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/mentions.h"
#include "scanner/lineage/trace.h"
#include <algorithm>

namespace modeltidy {

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
    Modules.push_back({std::move(In.Path), "", "", In.Graph, In.Documented,
                       static_cast<uint32_t>(Out.Files.size() - 1)});
  }
  Program P(std::move(Modules));
  EngineShared Shared(P, Api);
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
