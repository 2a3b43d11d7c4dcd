//===- script_parts.cpp - a script, and what stands in it -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/written/script_parts.h"
#include "scanner/discover/file_kind.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/python/python.h"
#include "scanner/frontends/shell/shell.h"
#include "scanner/frontends/written/written_texts.h"
#include "scanner/summary/relocate.h"

namespace modeltidy {

using llvm::StringRef;

static std::vector<SummaryPart> scriptParts(StringRef Text, bool Documented,
                                            unsigned Depth);

static std::vector<SummaryPart> one(SummaryBlock Block) {
  std::vector<SummaryPart> Parts;
  Parts.push_back({std::move(Block)});
  return Parts;
}

static std::vector<SummaryPart> partsOf(const WrittenText &W, unsigned Depth) {
  switch (W.Path.empty() ? FileKind::Python : fileKindOfName(W.Path)) {
  case FileKind::Python:
    return one(summarizePython(W.Text));
  case FileKind::Yaml:
    return one(summarizeConfig(W.Text, ConfigFormat::Yaml));
  case FileKind::Json:
    return one(summarizeConfig(W.Text, ConfigFormat::Json));
  case FileKind::Toml:
    return one(summarizeConfig(W.Text, ConfigFormat::Toml));
  case FileKind::Shell:
    return scriptParts(W.Text, false, Depth + 1);
  default:
    return {};
  }
}

static std::vector<SummaryPart> scriptParts(StringRef Text, bool Documented,
                                            unsigned Depth) {
  std::vector<SummaryPart> Parts = one(summarizeShell(Text));
  Parts.front().Documented = Documented;
  if (Depth == MaxWrittenDepth)
    return Parts;
  Summary Script = llvm::cantFail(Summary::create(Parts.front().Block.bytes()));
  for (const WrittenText &W : writtenTexts(Script, Text)) {
    OffsetMap Map;
    for (uint32_t Offset : W.Offsets)
      Map.addRun(1, Offset);
    for (SummaryPart &Part : partsOf(W, Depth))
      Parts.push_back({relocate(Part.Block, Map, Text), Documented,
                       Part.Path.empty() ? W.Path : Part.Path});
  }
  return Parts;
}

std::vector<SummaryPart> summarizeScript(StringRef Text, bool Documented) {
  return scriptParts(Text, Documented, 0);
}

std::vector<SummaryPart> summarizeScript(const PlacedScript &Script,
                                         StringRef File) {
  std::vector<SummaryPart> Parts = scriptParts(Script.Text, false, 0);
  for (SummaryPart &Part : Parts)
    Part.Block = relocate(Part.Block, Script.Places, File);
  return Parts;
}

} // namespace modeltidy
