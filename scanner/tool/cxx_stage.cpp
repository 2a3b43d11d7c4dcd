//===- cxx_stage.cpp - Clang's knowledge of C++ files ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_stage.h"
#include "scanner/tool/cxx_answers.h"
#include "scanner/tool/cxx_flags.h"
#include "scanner/tool/cxx_process.h"
#include "scanner/tool/parallel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Only its address is used: that of the program itself.
int Anchor;

std::string helperPath() {
  std::string Self = llvm::sys::fs::getMainExecutable(nullptr, &Anchor);
  llvm::SmallString<256> Path(llvm::sys::path::parent_path(Self));
  llvm::sys::path::append(Path, "model-tidy-cxx");
  return llvm::sys::fs::can_execute(Path) ? std::string(Path) : "";
}

/// The helper, by when it was built: another one may answer otherwise.
std::string stampOf(StringRef Helper) {
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Helper, Status))
    return "";
  return llvm::utostr(Status.getSize()) + " " +
         llvm::itostr(
             Status.getLastModificationTime().time_since_epoch().count());
}

/// One file on its way through the helper.
struct Compiled {
  ContentHash Key;
  CxxAnswer Answer;
  bool Recalled = false;
  std::string Failure;
};

class Refiner {
public:
  Refiner(StringRef Program, const Scan &S, const FileMemory &Known)
      : Helper(Program), Stamp(stampOf(Program)), Root(S.Found.Root),
        Memory(Known), Flags(S.Found, *S.Source) {}

  const std::string &trouble() const { return Flags.trouble(); }

  void run(const CxxFile &File, Compiled &Into) {
    llvm::SmallString<256> Path(Root);
    llvm::sys::path::append(Path, File.Path);
    std::vector<std::string> Words{Helper.str(), std::string(Path)};
    llvm::append_range(Words, Flags.of(File.Path, File.Text));
    Into.Key = ContentHash::of(Stamp + "\n" + llvm::join(Words, "\n") + "\n" +
                               File.Text.str());
    if (std::optional<CachedFile> Entry = Memory.compiled(File.Path, Into.Key))
      if (auto Answer = recallAnswer(std::move(*Entry), Headers)) {
        Into.Answer = std::move(*Answer);
        Into.Recalled = true;
        return;
      }
    Into.Failure = runHelper(Words, File.Text, HelperTime, Into.Answer);
  }

  /// For the next run. Only answers are kept, not failures.
  void keep(const CxxFile &File, const Compiled &Done, FileMemory &Into) {
    if (Done.Recalled)
      Into.keepCompiled(File.Path);
    else if (Done.Failure.empty())
      Into.noteCompiled(File.Path, keepAnswer(Done.Answer, Done.Key, Headers));
  }

private:
  StringRef Helper;
  std::string Stamp;
  StringRef Root;
  const FileMemory &Memory;
  CxxFlags Flags;
  HeaderHashes Headers;
};

} // namespace

bool hasCxxHelper() { return !helperPath().empty(); }

void refineCxx(llvm::MutableArrayRef<CxxFile> Files, unsigned Threads,
               const Scan &S, FileMemory &Memory, std::vector<Limit> &Limits) {
  if (Files.empty())
    return;
  auto Say = [&](StringRef Path, const std::string &What) {
    Limits.push_back(
        {Path.str(), 0, What + ": C++ is read by its names alone"});
  };
  std::string Helper = helperPath();
  if (Helper.empty())
    return Say("", "model-tidy-cxx is not beside model-tidy");
  if (Files.size() > MaxCompiledFiles)
    Say("", llvm::utostr(Files.size() - MaxCompiledFiles) +
                " C++ files beyond the first " +
                llvm::utostr(MaxCompiledFiles) + " are not given to Clang");
  Files = Files.take_front(MaxCompiledFiles);
  Refiner Clang(Helper, S, Memory);
  if (const std::string &Trouble = Clang.trouble(); !Trouble.empty())
    Limits.push_back({"compile_commands.json", 0, Trouble});
  std::vector<Compiled> Done(Files.size());
  forEachParallel(Files.size(), Threads,
                  [&](unsigned, size_t I) { Clang.run(Files[I], Done[I]); });
  for (size_t I = 0; I != Files.size(); ++I) {
    Clang.keep(Files[I], Done[I], Memory);
    if (!Done[I].Failure.empty())
      continue;
    *Files[I].Block = std::move(Done[I].Answer.Block);
    Files[I].Errors = Done[I].Answer.Errors;
  }
  auto Fails = [&](const Compiled &C) {
    return C.Failure == Done.front().Failure;
  };
  if (!Done.front().Failure.empty() && llvm::all_of(Done, Fails))
    return Say(Files.size() == 1 ? Files.front().Path : "",
               Done.front().Failure);
  for (size_t I = 0; I != Files.size(); ++I)
    if (!Done[I].Failure.empty())
      Say(Files[I].Path, Done[I].Failure);
}

} // namespace modeltidy
