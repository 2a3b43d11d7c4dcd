//===- sandbox.cpp - temporary repositories and runs of the binary --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Program.h"
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace fs = std::filesystem;

namespace modeltidy::e2e {

TempFolder::TempFolder() {
  std::string Pattern = (fs::temp_directory_path() / "model-tidy-XXXXXX");
  Path = fs::canonical(mkdtemp(Pattern.data()));
}

TempFolder::~TempFolder() {
  std::error_code Ignored;
  fs::remove_all(Path, Ignored);
}

void TempFolder::add(const std::string &Relative,
                     const std::string &Bytes) const {
  fs::create_directories((Path / Relative).parent_path());
  std::ofstream(Path / Relative, std::ios::binary) << Bytes;
}

std::string readFile(const fs::path &File) {
  std::ifstream In(File, std::ios::binary);
  return {std::istreambuf_iterator<char>(In), std::istreambuf_iterator<char>()};
}

std::vector<std::string> fixtureNames() {
  std::vector<std::string> Names;
  std::error_code EC;
  fs::path Folder = fs::path(MODEL_TIDY_SOURCE_DIR) / "fixtures";
  for (const fs::directory_entry &Entry : fs::directory_iterator(Folder, EC))
    if (Entry.is_directory())
      Names.push_back(Entry.path().filename());
  std::sort(Names.begin(), Names.end());
  return Names;
}

/// What closes a notebook's line of source, whose comment ends before: `\n",`.
static llvm::StringRef jsonTail(llvm::StringRef File, llvm::StringRef Line) {
  size_t Quote = Line.rfind('"');
  if (!File.ends_with(".ipynb") || Quote == llvm::StringRef::npos)
    return "";
  bool Break = Line.take_front(Quote).ends_with("\\n");
  return Line.drop_front(Quote - (Break ? 2 : 0));
}

/// The bytes of a fixture's file with its marks taken out into Marks.
static std::string blank(const std::string &File, const std::string &Bytes,
                         unsigned LinesBefore, Expectations &Marks) {
  std::string Result;
  llvm::StringRef Rest(Bytes);
  for (unsigned Line = LinesBefore + 1; !Rest.empty(); ++Line) {
    size_t End = Rest.find('\n');
    llvm::StringRef Whole = Rest.substr(0, End);
    llvm::StringRef Tail = jsonTail(File, Whole);
    Result += readMarks({File, Line}, Whole.drop_back(Tail.size()), Marks);
    Result += Tail;
    if (End == llvm::StringRef::npos)
      break;
    Result += '\n';
    Rest = Rest.substr(End + 1);
  }
  return Result;
}

Expectations copyFixture(const std::string &Name, const fs::path &To,
                         const std::string &Prepend) {
  Expectations Marks;
  fs::path From = fs::path(MODEL_TIDY_SOURCE_DIR) / "fixtures" / Name;
  std::vector<fs::path> Files;
  for (const auto &Entry : fs::recursive_directory_iterator(From))
    if (Entry.is_regular_file() && Entry.path().extension() != ".pyc")
      Files.push_back(Entry.path().lexically_relative(From));
  std::sort(Files.begin(), Files.end());
  for (const fs::path &File : Files) {
    bool IsPython = File.extension() == ".py";
    const std::string &Before = IsPython ? Prepend : std::string();
    unsigned LinesBefore = unsigned(llvm::count(Before, '\n'));
    fs::create_directories((To / File).parent_path());
    std::ofstream(To / File, std::ios::binary)
        << Before << blank(File, readFile(From / File), LinesBefore, Marks);
  }
  finishMarks(Marks);
  return Marks;
}

std::vector<std::string> jsonArgs(const fs::path &Root) {
  return {"--checks=-*,license-output-training,license-output-conditions",
          "--format=json", "--today=2026-11-21", Root.string()};
}

/// setpriv's words before the command, when the tests run as root.
static std::vector<std::string> dropPrivileges() {
  auto Setpriv = llvm::sys::findProgramByName("setpriv");
  if (geteuid() != 0 || !Setpriv)
    return {};
  return {*Setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--"};
}

ToolRun runTool(std::vector<std::string> Args, RunOptions Options) {
  std::vector<std::string> Words;
  if (Options.WithoutPrivileges)
    Words = dropPrivileges();
  Words.push_back(Options.Program.empty() ? MODEL_TIDY_BINARY
                                          : Options.Program);
  Words.insert(Words.end(), Args.begin(), Args.end());
  // The user's own cache is none of a test's business.
  if (std::none_of(Args.begin(), Args.end(), [](const std::string &Arg) {
        return Arg.rfind("--cache-dir", 0) == 0;
      }))
    Words.push_back("--no-cache");
  std::vector<llvm::StringRef> Refs(Words.begin(), Words.end());

  TempFolder Captured;
  std::string OutFile = Captured.path() / "out";
  std::string ErrFile = Captured.path() / "err";
  std::optional<llvm::StringRef> Redirects[] = {"", OutFile, ErrFile};
  ToolRun Run;
  std::optional<llvm::sys::ProcessStatistics> Used;
  Run.Status = llvm::sys::ExecuteAndWait(
      Words[0], Refs, std::nullopt, Redirects, Options.Seconds,
      /*MemoryLimit=*/0, &Run.Failure, /*ExecutionFailed=*/nullptr, &Used);
  if (Used) {
    Run.PeakMegabytes = Used->PeakMemory >> 10;
    Run.CpuSeconds = std::chrono::duration<double>(Used->TotalTime).count();
  }
  Run.Out = readFile(OutFile);
  Run.Err = readFile(ErrFile);
  return Run;
}

} // namespace modeltidy::e2e
