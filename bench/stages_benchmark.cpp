//===- stages_benchmark.cpp - what each stage costs -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Over the fixtures: small files, so these figures compare one build with the
// next; what a real repository takes is in docs/performance.md.
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/catalog.h"
#include "scanner/discover/prefilter.h"
#include "scanner/frontends/front_end.h"
#include "scanner/lineage/linker.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <benchmark/benchmark.h>
#include <map>

namespace modeltidy {
namespace {

using llvm::StringRef;

/// One file, parsed once for all benchmarks.
struct File {
  std::string Path; // relative to its repository
  FileKind Kind;
  std::unique_ptr<llvm::MemoryBuffer> Text;
  std::vector<SummaryPart> Parts;
};

/// The repositories below fixtures/, by name.
using Repositories = std::map<std::string, std::vector<File>>;

void addFile(StringRef Path, Repositories &Into) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return;
  StringRef Relative = Path.substr(sizeof(MODEL_TIDY_FIXTURES));
  auto [Repository, Rest] = Relative.split('/');
  FileKind Kind = fileKindOfName(Path);
  std::vector<SummaryPart> Parts =
      summarizeFile(Kind, Rest, (*Text)->getBuffer());
  Into[Repository.str()].push_back(
      {Rest.str(), Kind, std::move(*Text), std::move(Parts)});
}

Repositories readFixtures() {
  namespace fs = llvm::sys::fs;
  Repositories All;
  std::vector<std::string> Paths;
  std::error_code Error;
  for (fs::recursive_directory_iterator I(MODEL_TIDY_FIXTURES, Error), End;
       I != End && !Error; I.increment(Error))
    if (fileKindOfName(I->path()) != FileKind::Other &&
        llvm::sys::fs::is_regular_file(I->path()))
      Paths.push_back(I->path());
  llvm::sort(Paths);
  for (const std::string &Path : Paths)
    addFile(Path, All);
  if (All.empty()) {
    llvm::errs() << "error: no file below " MODEL_TIDY_FIXTURES "\n";
    exit(1);
  }
  return All;
}

const Repositories &fixtures() {
  static const Repositories All = readFixtures();
  return All;
}

/// Runs Work on each file and counts bytes of source a second.
template <typename Function>
void forEachFile(benchmark::State &State, Function Work) {
  uint64_t Bytes = 0;
  const Repositories &All = fixtures();
  for (auto _ : State)
    for (const auto &[Name, Files] : All)
      for (const File &F : Files) {
        Bytes += F.Text->getBufferSize();
        Work(F);
      }
  State.SetBytesProcessed(int64_t(Bytes));
}

void prefilter(benchmark::State &State) {
  Prefilter Filter;
  forEachFile(State, [&](const File &F) {
    benchmark::DoNotOptimize(Filter.scan(F.Text->getBuffer(), F.Kind));
  });
}
BENCHMARK(prefilter)->Unit(benchmark::kMillisecond);

void frontEnds(benchmark::State &State) {
  forEachFile(State, [](const File &F) {
    benchmark::DoNotOptimize(
        summarizeFile(F.Kind, F.Path, F.Text->getBuffer()));
  });
}
BENCHMARK(frontEnds)->Unit(benchmark::kMillisecond);

void summaryCreate(benchmark::State &State) {
  forEachFile(State, [](const File &F) {
    for (const SummaryPart &Part : F.Parts) {
      llvm::Expected<Summary> Graph = Summary::create(Part.Block.bytes());
      benchmark::DoNotOptimize(llvm::cantFail(std::move(Graph)));
    }
  });
}
BENCHMARK(summaryCreate)->Unit(benchmark::kMillisecond);

std::vector<LinkInput> inputsOf(llvm::ArrayRef<File> Files) {
  std::vector<LinkInput> Inputs;
  for (const File &F : Files)
    for (const SummaryPart &Part : F.Parts)
      Inputs.push_back({F.Path,
                        llvm::cantFail(Summary::create(Part.Block.bytes())),
                        Part.Documented});
  return Inputs;
}

/// Each fixture is linked as the repository that it is.
void linkFixtures(benchmark::State &State) {
  ApiIndex Api(builtinApiLibraries());
  std::vector<std::vector<LinkInput>> Inputs;
  for (const auto &[Name, Files] : fixtures())
    Inputs.push_back(inputsOf(Files));
  size_t Flows = 0;
  for (auto _ : State)
    for (const std::vector<LinkInput> &Of : Inputs)
      Flows += link(Of, Api, {}).Flows.size();
  State.counters["flows"] =
      benchmark::Counter(double(Flows), benchmark::Counter::kAvgIterations);
}
BENCHMARK(linkFixtures)->Unit(benchmark::kMillisecond);

/// Paid once a run, whatever is scanned.
void apiIndex(benchmark::State &State) {
  for (auto _ : State) {
    ApiIndex Api(builtinApiLibraries());
    benchmark::DoNotOptimize(Api.apiWords().size());
  }
}
BENCHMARK(apiIndex)->Unit(benchmark::kMicrosecond);

/// A name that families know, one that only looks so, one that none knows.
void resolveModel(benchmark::State &State, StringRef Id) {
  const Catalog &Known = Catalog::builtIn();
  for (auto _ : State)
    benchmark::DoNotOptimize(Known.resolveModel(Id));
}
BENCHMARK_CAPTURE(resolveModel, weights, "meta-llama/Llama-2-7b-chat-hf");
BENCHMARK_CAPTURE(resolveModel, api, "gpt-4o-mini-2024-07-18");
BENCHMARK_CAPTURE(resolveModel, derivative, "someone/my-mistral-7b-tuned");
BENCHMARK_CAPTURE(resolveModel, unknown, "acme/internal-chat-v3");

} // namespace
} // namespace modeltidy

BENCHMARK_MAIN();
