//===- discover.cpp - stage 1: which files are in scope -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Arguments -> root -> listing (walk.cpp) -> links -> sizes and heads.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/discover.h"
#include "scanner/discover/folder_rules.h"
#include "scanner/discover/roots.h"
#include "scanner/discover/walk.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace modeltidy {

StringRef skipReasonName(SkipReason Reason) {
  static constexpr StringLiteral Names[] = {
      "vendored",     "virtual environment",
      "generated",    "build output",
      "hidden",       "excluded",
      "too large",    "binary",
      "unreadable",   "duplicate link",
      "link outside", "broken link",
      "submodule",    "not a regular file",
      "bad name",     "over budget"};
  static_assert(std::size(Names) == NumSkipReasons);
  return Names[unsigned(Reason)];
}

const SourceFile *Discovery::find(StringRef Path) const {
  auto It = llvm::lower_bound(
      Files, Path, [](const SourceFile &F, StringRef P) { return F.Path < P; });
  return It != Files.end() && It->Path == Path ? &*It : nullptr;
}

void Discovery::skip(std::string Path, SkipReason Reason, std::string Text) {
  Skipped.push_back({std::move(Path), Reason, std::move(Text)});
}

void Discovery::limit(std::string Path, std::string What) {
  Limits.push_back({std::move(Path), std::move(What)});
}

template <typename T> static void sortByPath(std::vector<T> &Items) {
  auto Before = [](const T &A, const T &B) { return A.Path < B.Path; };
  if (!llvm::is_sorted(Items, Before)) // a second time it is
    llvm::sort(Items, Before);
  Items.erase(
      std::unique(Items.begin(), Items.end(),
                  [](const T &A, const T &B) { return A.Path == B.Path; }),
      Items.end());
}

void Discovery::finish() {
  sortByPath(Files);
  sortByPath(Skipped);
  sortByPath(Aliases);
  llvm::sort(Limits, [](const ScanLimit &A, const ScanLimit &B) {
    return std::tie(A.Path, A.What) < std::tie(B.Path, B.What);
  });
  SkipCounts.fill(0);
  for (const Skip &S : Skipped)
    ++SkipCounts[unsigned(S.Reason)];
}

static std::string mebibytes(uint64_t Bytes) {
  return formatv("{0:F1} MiB", double(Bytes) / (1 << 20)).str();
}

// Of data the first rows tell what the rest is; of code half a file tells lies.
static bool headIsUseful(FileKind Kind) {
  return Kind == FileKind::Json || Kind == FileKind::JsonLines;
}

// False when the size alone decides that the file stays out.
static bool admitSize(SourceFile &File, const DiscoverOptions &Options,
                      Discovery &Out) {
  if (File.Kind == FileKind::Other ||
      File.Status.Size <= Options.Limits.MaxFileBytes)
    return true;
  std::string Over = mebibytes(File.Status.Size) + ", over the limit of " +
                     mebibytes(Options.Limits.MaxFileBytes);
  if (headIsUseful(File.Kind)) {
    File.HeadOnly = true;
    Out.limit(File.Path, Over + ": only its head is read");
    return true;
  }
  Out.skip(File.Path, SkipReason::TooLarge, Over + ": not read");
  return false;
}

static std::optional<HeadFacts> readHead(const FileSource &Source,
                                         const SourceFile &File,
                                         const DiscoverOptions &Options,
                                         Discovery &Out) {
  if (Options.KnownHead)
    if (std::optional<HeadFacts> Known = Options.KnownHead(File))
      return Known;
  auto Head = Source.read(File.Path, HeadFactBytes);
  if (Head)
    return headFacts((*Head)->getBuffer(), File.Path);
  Out.skip(File.Path, SkipReason::Unreadable,
           "file cannot be read: " + toString(Head.takeError()));
  return std::nullopt;
}

// Decides one listed file; false drops it, with a reason in Out.
static bool admit(const FileSource &Source, SourceFile &File,
                  const DiscoverOptions &Options, Discovery &Out) {
  auto Drop = [&](SkipReason Reason) {
    Out.skip(File.Path, Reason, skipText(Reason, false).str());
    return false;
  };
  if (isGeneratedName(File.Path) && !Options.IncludeVendored)
    return Drop(SkipReason::Generated);
  if (!admitSize(File, Options, Out))
    return false;
  bool Unnamed = File.Kind == FileKind::Other && needsShebang(File.Path) &&
                 File.Status.Size <= Options.Limits.MaxFileBytes;
  if ((File.Kind == FileKind::Other && !Unnamed) || File.Status.Size == 0)
    return true;
  std::optional<HeadFacts> Facts = readHead(Source, File, Options, Out);
  if (!Facts)
    return false;
  if (Unnamed && Facts->Kind == FileKind::Other)
    return true; // data without an extension: listed, never parsed
  File.Kind = Facts->Kind;
  if (Facts->Binary)
    return Drop(SkipReason::Binary);
  if (Facts->Generated && !Options.IncludeVendored)
    return Drop(SkipReason::Generated);
  return true;
}

// Judges one link; a file that is in scope only through it is returned.
static std::optional<SourceFile> judgeLink(const FileSource &Source,
                                           const std::string &Path,
                                           StringSet<> &Followed,
                                           Discovery &Out) {
  auto Skip = [&](SkipReason Reason) {
    Out.skip(Path, Reason, skipText(Reason, false).str());
    return std::nullopt;
  };
  LinkTarget Target = Source.resolve(Path);
  if (Target.Where == LinkTarget::Outside)
    return Skip(SkipReason::LinkOutside);
  if (Target.Where == LinkTarget::Broken)
    return Skip(SkipReason::LinkBroken);
  Expected<FileStatus> Status = Source.status(Target.Path);
  if (!Status) {
    consumeError(Status.takeError());
    return Skip(SkipReason::LinkBroken);
  }
  if (Status->Type == EntryType::Regular && !Out.find(Target.Path) &&
      Followed.insert(Target.Path).second)
    return SourceFile{Path, fileKindOfName(Path), false, true, *Status};
  Out.Aliases.push_back({Path, Target.Path});
  return Skip(SkipReason::LinkDuplicate);
}

// A link adds nothing when its target is scanned; a target outside the scope is
// followed once, under the first link's name. Out.Files must be sorted.
static void judgeLinks(const FileSource &Source, std::vector<std::string> Links,
                       Discovery &Out) {
  llvm::sort(Links);
  StringSet<> Followed;
  std::vector<SourceFile> More;
  for (const std::string &Path : Links)
    if (auto File = judgeLink(Source, Path, Followed, Out))
      More.push_back(std::move(*File));
  Out.Files.insert(Out.Files.end(), More.begin(), More.end());
}

static bool isBelow(StringRef Path, StringRef Folder) {
  return Folder == "." || Path == Folder ||
         (Path.starts_with(Folder) &&
          Path.substr(Folder.size()).starts_with("/"));
}

static bool holdsFileBelow(const Discovery &Out, StringRef Path) {
  return any_of(Out.Files, [&](const SourceFile &File) {
    return isBelow(File.Path, Path);
  });
}

// What an argument names is scanned even where a rule would leave it out; but
// for the policy's Exclude, since pre-commit names every file that changed.
static void addNamed(const FileSource &Source, Walk &Walker, Discovery &Out) {
  Out.finish();
  std::vector<SourceFile> More;
  for (StringRef Path : Out.Requested) {
    if (Path == "." || holdsFileBelow(Out, Path))
      continue;
    Expected<FileStatus> Status = Source.status(Path);
    if (!Status)
      consumeError(Status.takeError());
    else if (Walker.excludes(Path, Status->Type == EntryType::Folder))
      continue;
    else if (Status->Type == EntryType::Folder)
      Walker.run(Path);
    else if (Status->Type == EntryType::Regular)
      More.push_back({Path.str(), fileKindOfName(Path), false, true, *Status});
  }
  Out.Files.insert(Out.Files.end(), More.begin(), More.end());
}

static void collect(const FileSource &Source, const DiscoverOptions &Options,
                    Walk &Walker, ArrayRef<std::string> Starts,
                    Discovery &Out) {
  for (StringRef Start : Starts)
    Walker.run(Start == "." ? "" : Start);
  addNamed(Source, Walker, Out);
  Out.finish();
  judgeLinks(Source, Walker.takeLinks(), Out);
  std::vector<SourceFile> Listed = std::move(Out.Files);
  Out.Files.clear();
  for (SourceFile &File : Listed) {
    File.Requested = any_of(Out.Requested, [&](StringRef Path) {
      return isBelow(File.Path, Path);
    });
    if (admit(Source, File, Options, Out))
      Out.Files.push_back(std::move(File));
  }
  Out.finish();
}

// Asks git; on failure says so and leaves the walk to the .gitignore files.
static std::optional<GitTree> askGit(const Roots &Where, Discovery &Out) {
  GitListing Listing = listGitFiles(*Where.Checkout, Where.Root);
  if (!Listing.Failure.empty()) {
    Out.limit("", Listing.Failure + ": files are listed by walking, with the "
                                    "rules of .gitignore files");
    return std::nullopt;
  }
  for (const std::string &Folder : Listing.Unreadable)
    Out.skip(json::fixUTF8(Folder) + "/", SkipReason::Unreadable,
             "folder cannot be read: git could not open it");
  Out.FromGit = true;
  return GitTree(Listing.Paths);
}

Expected<Discovery> discover(const DiscoverOptions &Options) {
  Expected<Roots> Where = findRoots(Options.Paths);
  if (!Where)
    return Where.takeError();
  Discovery Out;
  Out.Root = Where->Root;
  Out.Requested = Where->Requested;
  std::unique_ptr<FileSource> Source = makeDiskSource(Out.Root);
  std::optional<GitTree> Tree;
  if (Where->Checkout && Options.UseGit)
    Tree = askGit(*Where, Out);
  IgnoreChainRef Above;
  if (Where->Checkout && !Tree)
    Above = ignoreRulesAbove(*Where->Checkout, Out.Root);
  Walk Walker(*Source, Options, Tree ? &*Tree : nullptr, Above, Out);
  collect(*Source, Options, Walker, Where->Starts, Out);
  return Out;
}

Expected<Discovery> discoverIn(const FileSource &Source,
                               const DiscoverOptions &Options) {
  Discovery Out;
  Out.Requested = Options.Paths;
  if (Out.Requested.empty())
    Out.Requested.push_back(".");
  for (StringRef Path : Out.Requested)
    if (Error E = Source.status(Path == "." ? "" : Path).takeError())
      return createStringError("path '" + Path +
                               "': " + toString(std::move(E)));
  llvm::sort(Out.Requested);
  Walk Walker(Source, Options, nullptr, nullptr, Out);
  collect(Source, Options, Walker, {"."}, Out);
  return Out;
}

} // namespace modeltidy
