// Steps that walks take again (steps.h) change what a lineage costs, and
// nothing that it says.
#include "scanner/frontends/front_end.h"
#include "scanner/lineage/linker.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>

using namespace modeltidy;

namespace {

/// A file's path and parts.
using Parsed = std::pair<std::string, std::vector<SummaryPart>>;

/// All fixtures as one repository: many launches of many programs.
std::vector<Parsed> parseFixtures() {
  namespace fs = llvm::sys::fs;
  const std::string Root = MODEL_TIDY_SOURCE_DIR "/fixtures/";
  std::vector<Parsed> Out;
  std::error_code Error;
  for (fs::recursive_directory_iterator I(Root, Error), End; I != End && !Error;
       I.increment(Error)) {
    FileKind Kind = fileKindOfName(I->path());
    if (Kind == FileKind::Other || !fs::is_regular_file(I->path()))
      continue;
    auto Text = llvm::MemoryBuffer::getFile(I->path());
    std::string Path = I->path().substr(Root.size());
    if (Text)
      Out.push_back({Path, summarizeFile(Kind, Path, (*Text)->getBuffer())});
  }
  return Out;
}

Lineage linkAll(const std::vector<Parsed> &Files, bool KeepsSteps) {
  std::vector<LinkInput> Inputs;
  for (const auto &[Path, Parts] : Files)
    for (const SummaryPart &Part : Parts)
      Inputs.push_back({Path,
                        llvm::cantFail(Summary::create(Part.Block.bytes())),
                        Part.Documented});
  LinkOptions Options;
  Options.KeepsSteps = KeepsSteps;
  return link(std::move(Inputs), ApiIndex(builtinApiLibraries()), Options);
}

/// What a lineage says of flows and limits, a line each.
std::vector<std::string> told(const Lineage &L) {
  auto At = [&](const Place &P) {
    return L.Files[P.File] + ":" + std::to_string(P.Begin);
  };
  std::vector<std::string> Out;
  for (const Flow &F : L.Flows) {
    std::string Line = At(L.Trainings[F.Sink].Where) + " " + F.Doubt;
    for (const Step &S : F.Steps)
      Line += "\n  " + At(S.Where) + " " + S.What;
    Out.push_back(std::move(Line));
  }
  for (const Limit &Of : L.Limits)
    Out.push_back(Of.What);
  return Out;
}

TEST(KeptSteps, GiveTheSameLineage) {
  std::vector<Parsed> Files = parseFixtures();
  Lineage With = linkAll(Files, true), Without = linkAll(Files, false);
  EXPECT_GT(With.Flows.size(), 100u);
  EXPECT_EQ(told(With), told(Without));
  EXPECT_EQ(With.Models.size(), Without.Models.size());
  EXPECT_EQ(With.Trainings.size(), Without.Trainings.size());
}

} // namespace
