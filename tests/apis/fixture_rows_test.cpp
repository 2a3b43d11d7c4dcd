//===- fixture_rows_test.cpp - every row is hit by some fixture -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A row that no fixture hits may be misspelled and nobody would know. Those
// that had none when this test was written stand in rows_without_fixture.txt,
// which only gets shorter: a new row needs a fixture, and a row that a fixture
// hits has to leave the list.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/file_kind.h"
#include "scanner/frontends/front_end.h"
#include "scanner/lineage/engine.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <set>

using namespace modeltidy;
namespace fs = std::filesystem;

namespace {

std::string readFile(const fs::path &File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File.string());
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

/// Adds the numbers of the rows that speak of some call of a fixture.
void addHits(const fs::path &Fixture, const ApiIndex &Api,
             std::set<uint32_t> &Hit) {
  std::vector<fs::path> Files;
  for (const auto &Entry : fs::recursive_directory_iterator(Fixture))
    if (Entry.is_regular_file())
      Files.push_back(Entry.path());
  std::sort(Files.begin(), Files.end());
  std::vector<SummaryBlock> Blocks; // their bytes stay in place
  std::vector<Module> Modules;
  for (const fs::path &File : Files) {
    std::string Path = fs::relative(File, Fixture).generic_string();
    for (SummaryPart &Part :
         summarizeFile(fileKindOfName(Path), Path, readFile(File))) {
      Blocks.push_back(std::move(Part.Block));
      Module M{Part.Path.empty() ? Path : Part.Path, "", "",
               llvm::cantFail(Summary::create(Blocks.back().bytes()))};
      M.Documented = Part.Documented;
      M.Written = !Part.Path.empty();
      Modules.push_back(std::move(M));
    }
  }
  Program P(std::move(Modules));
  EngineShared Shared(P, Api);
  Engine E(P, Api, Shared);
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    auto Add = [&](NodeId Id) {
      E.resetWork();
      for (const ApiTarget &T : E.resolveCall({M, Id}, 0).Rows)
        Hit.insert(Api.rowOf(T.Row));
    };
    for (NodeId Root : P.graph(M).roots())
      Add(Root);
    for (NodeId Id = 1; Id < P.graph(M).nodes().size(); ++Id)
      if (P.graph(M).node(Id).Kind == NodeKind::Call)
        Add(Id);
  }
}

/// "openai.yaml: chat.completions.create", with a number behind further rows
/// of the same name.
std::vector<std::string> namesOf(const ApiIndex &Api) {
  std::map<std::string, unsigned> Seen;
  std::vector<std::string> Names;
  for (uint32_t Row = 0; Row < Api.rowCount(); ++Row) {
    std::string Name =
        Api.row(Row).Library.str() + ": " + Api.row(Row).Name.str();
    unsigned Count = ++Seen[Name];
    Names.push_back(Count == 1 ? Name : Name + " #" + std::to_string(Count));
  }
  return Names;
}

std::set<std::string> listed() {
  std::set<std::string> Out;
  std::string Text = readFile(MODEL_TIDY_ROWS_WITHOUT_FIXTURE);
  for (llvm::StringRef Line : llvm::split(Text, '\n'))
    if (!Line.empty() && !Line.starts_with("#"))
      Out.insert(Line.str());
  return Out;
}

TEST(FixtureRows, EveryRowIsHitOrListed) {
  ApiIndex Api(builtinApiLibraries());
  std::set<uint32_t> Hit;
  for (const auto &Fixture : fs::directory_iterator(MODEL_TIDY_FIXTURES))
    if (Fixture.is_directory())
      addHits(Fixture.path(), Api, Hit);
  std::vector<std::string> Names = namesOf(Api);
  std::set<std::string> Listed = listed();
  for (uint32_t Row = 0; Row < Names.size(); ++Row) {
    bool Is = Listed.erase(Names[Row]) != 0;
    if (Hit.count(Row) && Is)
      ADD_FAILURE() << Names[Row]
                    << ": now hit by a fixture, take it out of the list";
    else if (!Hit.count(Row) && !Is)
      ADD_FAILURE() << Names[Row] << ": hit by no fixture, write one";
  }
  for (const std::string &Name : Listed)
    ADD_FAILURE() << Name << ": listed, and no row is called so";
}

} // namespace
