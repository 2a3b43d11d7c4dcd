//===- cxx_stage.cpp - Clang's knowledge of C++ files ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_stage.h"
#include "scanner/frontends/cpp/clang/limits.h"
#include "scanner/tool/cxx_answers.h"
#include "scanner/tool/cxx_flags.h"
#include "scanner/tool/parallel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstring>

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

/// A file in the system's folder for such, gone with this object.
class TemporaryFile {
public:
  TemporaryFile() {
    if (llvm::sys::fs::createTemporaryFile("model-tidy", "cxx", Descriptor,
                                           Path))
      Path.clear();
    else
      Remove.setFile(Path);
  }
  StringRef path() const { return Path; }
  bool write(StringRef Text) {
    if (Path.empty())
      return false;
    llvm::raw_fd_ostream Out(Descriptor, /*shouldClose=*/true);
    Descriptor = -1;
    Out << Text;
    return !Out.has_error();
  }
  void close() {
    if (Descriptor >= 0)
      llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true);
    Descriptor = -1;
  }

private:
  int Descriptor = -1;
  llvm::SmallString<128> Path;
  llvm::FileRemover Remove;
};

/// What ExecuteAndWait makes of status 127: the libraries are not there.
constexpr int NotLoaded = -1;

/// What ExecuteAndWait returns where a signal ended the program; its message
/// begins with the signal's name.
constexpr int Signaled = -2;

/// What ended the helper, by its status (limits.h) or the signal's name.
std::string whatFailed(int Status, StringRef Signal) {
  auto More = [](uint64_t Limit, StringRef What) {
    return ("Clang met more than " + llvm::Twine(Limit) + " " + What).str();
  };
  if (Status == NotLoaded)
    return "model-tidy-cxx does not start: libclang-cpp is not installed";
  if (Status == Signaled && Signal == strsignal(SIGXCPU))
    return ("Clang took more than " + llvm::Twine(MaxCompilerCpuSeconds) +
            " s of the processor")
        .str();
  if (Status == Signaled && Signal == strsignal(SIGALRM))
    return ("Clang took more than " + llvm::Twine(MaxCompilerWallSeconds) +
            " s")
        .str();
  if (Status == Signaled)
    return ("Clang crashed (" + Signal + "), or needed more than " +
            llvm::Twine(MaxCompilerMegabytes) + " MiB")
        .str();
  switch (static_cast<CompilerStatus>(Status)) {
  case CompilerStatus::TooManyTokens:
    return More(MaxTokens, "tokens");
  case CompilerStatus::TooManyInstantiations:
    return More(MaxInstantiations, "instantiations of templates");
  case CompilerStatus::TooManyHeaders:
    return More(MaxHeaders, "headers");
  case CompilerStatus::TooManyLookups:
    return More(MaxLookups, "places to look for headers");
  }
  return "Clang failed";
}

/// Of the user's own, only what programs need to be found and loaded: folders
/// of headers in CPLUS_INCLUDE_PATH would make the answer another.
std::vector<StringRef> helperEnvironment() {
  static const std::vector<std::string> Kept = [] {
    std::vector<std::string> Out;
    for (const char *Name : {"PATH", "LD_LIBRARY_PATH", "TMPDIR"})
      if (auto Value = llvm::sys::Process::GetEnv(Name))
        Out.push_back(std::string(Name) + "=" + *Value);
    return Out;
  }();
  return {Kept.begin(), Kept.end()};
}

/// Runs the helper on one file; what went wrong, or nothing.
std::string refine(llvm::ArrayRef<std::string> Words, StringRef Text,
                   CxxAnswer &Into) {
  TemporaryFile In, Out;
  if (!In.write(Text) || Out.path().empty())
    return "no temporary file can be made";
  Out.close();
  StringRef Helper = Words.front();
  std::vector<StringRef> Arguments(Words.begin(), Words.end());
  std::optional<StringRef> Redirects[] = {In.path(), Out.path(), StringRef("")};
  std::string Message;
  int Status = llvm::sys::ExecuteAndWait(Helper, Arguments, helperEnvironment(),
                                         Redirects, /*SecondsToWait=*/0,
                                         /*MemoryLimit=*/0, &Message);
  if (Status != 0)
    return whatFailed(Status, StringRef(Message).split(" (core").first);
  auto Answer = llvm::MemoryBuffer::getFile(Out.path(), /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  std::optional<CxxAnswer> Read =
      Answer ? parseAnswer((*Answer)->getBuffer()) : std::nullopt;
  if (!Read)
    return "Clang's answer is damaged";
  Into = std::move(*Read);
  return "";
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
    Into.Failure = refine(Words, File.Text, Into.Answer);
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
