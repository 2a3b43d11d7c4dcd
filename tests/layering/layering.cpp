//===-- layering.cpp ------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/layering/layering.h"
#include "llvm/ADT/Twine.h"
#include <iterator>
#include <optional>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Earliest first. A directory that is not listed is a complaint: a new stage
/// takes its place here before it takes one in the tree.
constexpr StringRef Stages[] = {
    "scanner/discover/", "scanner/summary/", "scanner/frontends/",
    "scanner/cache/",    "scanner/catalog/", "scanner/apis/",
    "scanner/lineage/",  "checks/",          "scanner/report/",
    "scanner/tool/",
};

/// What a check must not see, as prefixes of what stands between <> or "".
constexpr StringRef ForbiddenInChecks[] = {
    "tree_sitter/",
    "fstream",
    "filesystem",
    "llvm/Support/FileSystem.h",
    "llvm/Support/MemoryBuffer.h",
    "scanner/discover/",
    "scanner/frontends/",
};

std::optional<size_t> stageOf(StringRef Path) {
  for (size_t I = 0; I != std::size(Stages); ++I)
    if (Path.starts_with(Stages[I]))
      return I;
  return std::nullopt;
}

/// What an #include line names, without its quotes; empty for other lines.
StringRef includedBy(StringRef Line) {
  Line = Line.trim();
  if (!Line.consume_front("#"))
    return {};
  Line = Line.ltrim();
  if (!Line.consume_front("include"))
    return {};
  Line = Line.ltrim();
  if (Line.consume_front("\""))
    return Line.take_until([](char C) { return C == '"'; });
  if (Line.consume_front("<"))
    return Line.take_until([](char C) { return C == '>'; });
  return {};
}

bool isForbiddenInChecks(StringRef Header) {
  for (StringRef Prefix : ForbiddenInChecks)
    if (Header.starts_with(Prefix))
      return true;
  return false;
}

bool isOurs(StringRef Header) {
  return Header.starts_with("scanner/") || Header.starts_with("checks/");
}

/// Why a file of stage From may not include Header; empty when it may.
std::string complaint(size_t From, StringRef Header) {
  std::optional<size_t> To = isOurs(Header) ? stageOf(Header) : From;
  if (!To)
    return ("'" + Header + "' is in no known stage").str();
  if (*To > From)
    return ("'" + Stages[From] + "' includes the later stage '" + Stages[*To] +
            "': '" + Header + "'")
        .str();
  if (Stages[From] == "checks/" && isForbiddenInChecks(Header))
    return ("a check sees lineage and terms alone, not '" + Header + "'").str();
  return {};
}

} // namespace

std::vector<std::string> checkIncludes(StringRef Path, StringRef Text) {
  std::optional<size_t> From = stageOf(Path);
  if (!From)
    return {(Path + ":1: is in no known stage; see tests/layering").str()};
  std::vector<std::string> Complaints;
  for (unsigned Line = 1; !Text.empty(); ++Line) {
    auto [First, Rest] = Text.split('\n');
    Text = Rest;
    StringRef Header = includedBy(First);
    if (Header.empty())
      continue;
    std::string Why = complaint(*From, Header);
    if (!Why.empty())
      Complaints.push_back((Path + ":" + llvm::Twine(Line) + ": " + Why).str());
  }
  return Complaints;
}

} // namespace modeltidy
