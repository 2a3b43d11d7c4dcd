//===- cxx_process.cpp - one run of model-tidy-cxx ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_process.h"
#include "scanner/frontends/cpp/clang/limits.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstring>
#include <thread>

namespace modeltidy {

using llvm::StringRef;

namespace {

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

/// What llvm::sys::Wait makes of status 127: the libraries are not there.
constexpr int NotLoaded = -1;

/// What llvm::sys::Wait returns where a signal ended the program; its message
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

/// The status of the program that was started;
/// nothing where it did not end in time. Asked again and again, since a wait
/// with a limit is a signal to the whole process.
std::optional<int> statusWithin(std::chrono::milliseconds Limit,
                                const llvm::sys::ProcessInfo &Started,
                                std::string &Message) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds Longest(20);
  Clock::time_point End = Clock::now() + Limit;
  std::chrono::milliseconds Pause(1);
  while (true) {
    llvm::sys::ProcessInfo Now = llvm::sys::Wait(Started, 0, &Message);
    if (Now.Pid != 0)
      return Now.ReturnCode;
    if (Clock::now() >= End)
      break;
    std::this_thread::sleep_for(Pause);
    Pause = std::min(2 * Pause, Longest);
  }
  kill(Started.Pid, SIGKILL);
  llvm::sys::Wait(Started, std::nullopt, &Message);
  return std::nullopt;
}

} // namespace

std::string runHelper(llvm::ArrayRef<std::string> Words, StringRef Text,
                      std::chrono::milliseconds Limit, CxxAnswer &Into) {
  TemporaryFile In, Out;
  if (!In.write(Text) || Out.path().empty())
    return "no temporary file can be made";
  Out.close();
  StringRef Helper = Words.front();
  std::vector<StringRef> Arguments(Words.begin(), Words.end());
  std::optional<StringRef> Redirects[] = {In.path(), Out.path(), StringRef("")};
  std::string Message;
  bool Failed = false;
  llvm::sys::ProcessInfo Started =
      llvm::sys::ExecuteNoWait(Helper, Arguments, helperEnvironment(),
                               Redirects, /*MemoryLimit=*/0, &Message, &Failed);
  if (Failed)
    return "model-tidy-cxx does not start";
  std::optional<int> Status = statusWithin(Limit, Started, Message);
  if (!Status)
    return "model-tidy-cxx gave no answer for " +
           llvm::itostr(Limit.count() / 1000) + " s";
  if (*Status != 0)
    return whatFailed(*Status, StringRef(Message).split(" (core").first);
  auto Answer = llvm::MemoryBuffer::getFile(Out.path(), /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  std::optional<CxxAnswer> Read =
      Answer ? parseAnswer((*Answer)->getBuffer()) : std::nullopt;
  if (!Read)
    return "Clang's answer is damaged";
  Into = std::move(*Read);
  return "";
}

} // namespace modeltidy
