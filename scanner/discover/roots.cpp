//===- roots.cpp - from path arguments to the scanned root ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/roots.h"
#include "scanner/discover/file_reader.h"
#include "scanner/discover/git_files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Errc.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace modeltidy {

namespace {
struct Argument {
  std::string Path; // absolute, links resolved
  bool IsFolder;
};
} // namespace

static Expected<Argument> examine(StringRef Written) {
  SmallString<256> Real;
  sys::fs::file_status Status;
  std::error_code EC = sys::fs::real_path(Written, Real);
  if (!EC)
    EC = sys::fs::status(Real, Status);
  if (EC == errc::no_such_file_or_directory)
    return createStringError(EC, "path '" + Written + "' does not exist");
  if (EC)
    return createStringError(EC, "path '" + Written +
                                     "' cannot be examined: " + EC.message());
  bool IsFolder = sys::fs::is_directory(Status);
  if (!IsFolder && !sys::fs::is_regular_file(Status))
    return createStringError("path '" + Written +
                             "' is neither a file nor a folder");
  return Argument{std::string(Real), IsFolder};
}

static std::string commonFolder(StringRef A, StringRef B) {
  SmallVector<StringRef, 32> PartsA, PartsB;
  A.split(PartsA, '/', -1, /*KeepEmpty=*/false);
  B.split(PartsB, '/', -1, /*KeepEmpty=*/false);
  std::string Common;
  for (auto [PartA, PartB] : zip(PartsA, PartsB)) {
    if (PartA != PartB)
      break;
    Common += "/" + PartA.str();
  }
  return Common.empty() ? "/" : Common;
}

static std::string relativeTo(StringRef Root, StringRef Path) {
  Path.consume_front(Root);
  Path.consume_front("/");
  return Path.empty() ? "." : Path.str();
}

static std::string rootOfSeveral(ArrayRef<Argument> Arguments,
                                 std::optional<std::string> &Checkout) {
  std::string Root;
  for (const Argument &Arg : Arguments) {
    StringRef Folder =
        Arg.IsFolder ? StringRef(Arg.Path) : sys::path::parent_path(Arg.Path);
    Root = Root.empty() ? Folder.str() : commonFolder(Root, Folder);
  }
  Checkout = enclosingCheckout(Root);
  return Checkout ? *Checkout : Root;
}

Expected<Roots> findRoots(ArrayRef<std::string> Paths) {
  std::vector<Argument> Arguments;
  std::vector<std::string> Written = Paths;
  if (Written.empty())
    Written.push_back(".");
  for (StringRef Path : Written) {
    Expected<Argument> Arg = examine(Path);
    if (!Arg)
      return Arg.takeError();
    Arguments.push_back(std::move(*Arg));
  }
  Roots Result;
  if (Arguments.size() == 1 && Arguments[0].IsFolder) {
    Result.Root = Arguments[0].Path;
    Result.Checkout = enclosingCheckout(Result.Root);
  } else {
    Result.Root = rootOfSeveral(Arguments, Result.Checkout);
  }
  for (const Argument &Arg : Arguments) {
    Result.Requested.push_back(relativeTo(Result.Root, Arg.Path));
    if (Arg.IsFolder && !Result.Checkout)
      Result.Starts.push_back(Result.Requested.back());
  }
  if (Result.Checkout)
    Result.Starts.push_back(".");
  llvm::sort(Result.Requested);
  Result.Requested.erase(
      std::unique(Result.Requested.begin(), Result.Requested.end()),
      Result.Requested.end());
  return Result;
}

static IgnoreChainRef addRules(IgnoreChainRef Chain, const FileSource &Source,
                               StringRef Path, StringRef Above) {
  constexpr uint64_t MaxBytes = 1u << 20;
  auto Buffer = Source.read(Path, MaxBytes);
  if (!Buffer) {
    consumeError(Buffer.takeError()); // most folders have none
    return Chain;
  }
  return extend(std::move(Chain),
                IgnoreFile((*Buffer)->getBuffer(), "", Above));
}

IgnoreChainRef ignoreRulesAbove(StringRef Checkout, StringRef Root) {
  std::unique_ptr<FileSource> Source = makeDiskSource(Checkout);
  std::string Rest = relativeTo(Checkout, Root);
  if (Rest == ".")
    Rest.clear();
  IgnoreChainRef Chain = addRules(nullptr, *Source, ".git/info/exclude", Rest);
  // From the checkout down to the root's parent; the walk reads the root's own.
  for (size_t Done = 0; Done < Rest.size();) {
    StringRef Folder = StringRef(Rest).take_front(Done ? Done - 1 : 0);
    std::string Path =
        (Folder.empty() ? "" : Folder.str() + "/") + ".gitignore";
    Chain = addRules(std::move(Chain), *Source, Path, Rest.substr(Done));
    size_t Slash = Rest.find('/', Done);
    Done = Slash == std::string::npos ? Rest.size() : Slash + 1;
  }
  return Chain;
}

} // namespace modeltidy
