//===- walk.cpp - the tree walk of discover -------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One walk for both cases. Inside a checkout, a folder's entries are what git
// lists there, and the ignore rules are git's business; outside one, and below
// submodules and nested checkouts, they are the file system's, and .gitignore
// files decide. The stack is explicit: a deep tree costs memory, not frames.
// Symbolic links are never entered, so that loops cannot arise; they are
// collected and judged at the end (discover.cpp).
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/walk.h"
#include "scanner/discover/base_name.h"
#include "scanner/discover/folder_rules.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Errc.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace modeltidy {

static std::string childPath(StringRef Folder, StringRef Name) {
  return Folder.empty() ? Name.str() : (Folder + "/" + Name).str();
}

GitTree::GitTree(const std::vector<std::string> &SortedPaths) {
  for (StringRef Path : SortedPaths) {
    EntryType Type = EntryType::Unknown;
    while (true) {
      size_t Slash = Path.rfind('/');
      StringRef Folder = Slash == StringRef::npos ? "" : Path.take_front(Slash);
      auto It = Folders.find(Folder);
      bool New = It == Folders.end();
      if (New)
        It = Folders.emplace(Folder.str(), std::vector<FolderEntry>()).first;
      It->second.push_back({Path.substr(Slash + 1).str(), Type});
      if (!New || Folder.empty())
        break;
      Path = Folder; // a new folder is an entry of its own parent
      Type = EntryType::Folder;
    }
  }
}

const std::vector<FolderEntry> *GitTree::list(StringRef Folder) const {
  auto It = Folders.find(Folder);
  return It == Folders.end() ? nullptr : &It->second;
}

Walk::Walk(const FileSource &Files, const DiscoverOptions &Opts,
           const GitTree *Listed, IgnoreChainRef Outer, Discovery &Result)
    : Source(Files), Options(Opts), Tree(Listed), Above(std::move(Outer)),
      Out(Result) {
  for (const ExcludeRule &Rule : Options.Exclude)
    exclude(Rule);
}

/// Is the folder, or one that holds it, ignored?
static bool isFolderIgnored(const IgnoreChain *Rules, StringRef Folder) {
  for (size_t Slash = Folder.find('/'); Slash != StringRef::npos;
       Slash = Folder.find('/', Slash + 1))
    if (isIgnored(Rules, Folder.take_front(Slash), true))
      return true;
  return isIgnored(Rules, Folder, true);
}

void Walk::exclude(const ExcludeRule &Rule) {
  StringRef Pattern = Rule.Pattern;
  bool Again = Pattern.consume_front("!");
  while (Pattern.consume_front("./"))
    ;
  // "lib/**" leaves out each file; said of the folder it is one line.
  bool Folder = !Again && Pattern.consume_back("/**");
  std::string Text = Again ? "!" : "";
  if (Folder && !Pattern.starts_with("/") && !Pattern.starts_with("**/"))
    Text += "/";
  Text += Pattern;
  Text += Folder ? "/" : "";
  IgnoreChainRef Alone = extend(nullptr, IgnoreFile(Text, ""));
  if (!Rule.Above.empty() && !Again)
    ExcludesAll |= isFolderIgnored(Alone.get(), Rule.Above);
  Exclude = extend(std::move(Exclude), IgnoreFile(Text, "", Rule.Above));
}

bool Walk::excludes(StringRef Path, bool IsFolder) const {
  size_t Slash = Path.rfind('/');
  return ExcludesAll || isIgnored(Exclude.get(), Path, IsFolder) ||
         (Slash != StringRef::npos &&
          isFolderIgnored(Exclude.get(), Path.take_front(Slash)));
}

void Walk::run(StringRef Start) {
  Stack.push_back({Start.str(), Above, 0, /*Entered=*/true,
                   /*MaybeSubmodule=*/false});
  while (!Stack.empty()) {
    Pending Folder = std::move(Stack.back());
    Stack.pop_back();
    visit(std::move(Folder));
  }
}

void Walk::skipEntry(StringRef Path, SkipReason Reason, bool IsFolder) {
  Out.skip(IsFolder ? Path.str() + "/" : Path.str(), Reason,
           skipText(Reason, IsFolder).str());
}

IgnoreChainRef Walk::readIgnoreFile(const Pending &Folder) {
  std::string Path = childPath(Folder.Path, ".gitignore");
  auto Buffer = Source.read(Path, Options.Limits.MaxFileBytes);
  if (!Buffer) {
    Out.limit(Path, "cannot be read, its rules do not apply: " +
                        toString(Buffer.takeError()));
    return Folder.Ignore;
  }
  IgnoreFile File((*Buffer)->getBuffer(), Folder.Path);
  if (File.capped())
    Out.limit(Path, "only its first " + std::to_string(IgnoreFile::MaxRules) +
                        " rules apply");
  return extend(Folder.Ignore, std::move(File));
}

static bool skippable(SkipReason Reason, const DiscoverOptions &Options) {
  return !Options.IncludeVendored || Reason == SkipReason::HiddenFolder ||
         Reason == SkipReason::VirtualEnv;
}

bool Walk::listFolder(const Pending &Folder,
                      std::vector<FolderEntry> &Entries) {
  Expected<std::vector<FolderEntry>> Listed = Source.list(Folder.Path);
  if (!Listed) {
    Out.skip((Folder.Path.empty() ? "." : Folder.Path) + "/",
             SkipReason::Unreadable,
             "folder cannot be read: " + toString(Listed.takeError()));
    return false;
  }
  Entries = std::move(*Listed);
  llvm::erase_if(Entries,
                 [](const FolderEntry &E) { return E.Name == ".git"; });
  if (Folder.MaybeSubmodule && Entries.empty())
    skipEntry(Folder.Path, SkipReason::Submodule, true);
  return true;
}

void Walk::visit(Pending Folder) {
  const std::vector<FolderEntry> *Entries =
      Tree ? Tree->list(Folder.Path) : nullptr;
  bool FromTree = Entries;
  std::vector<FolderEntry> Listed;
  if (!FromTree) {
    if (!listFolder(Folder, Listed))
      return;
    Entries = &Listed;
  }
  auto Reason = folderSkipByContent(baseName(Folder.Path), *Entries);
  if (Reason && !Folder.Entered && skippable(*Reason, Options))
    return skipEntry(Folder.Path, *Reason, true);
  bool HasRules = any_of(*Entries, [](const FolderEntry &E) {
    return E.Name == ".gitignore" && E.Type != EntryType::Folder;
  });
  if (HasRules && !FromTree)
    Folder.Ignore = readIgnoreFile(Folder);
  for (const FolderEntry &Entry : *Entries)
    visitEntry(Folder, Entry, FromTree);
}

void Walk::visitEntry(const Pending &Folder, const FolderEntry &Entry,
                      bool FromTree) {
  std::string Path = childPath(Folder.Path, Entry.Name);
  if (!json::isUTF8(Path))
    return skipEntry(json::fixUTF8(Path), SkipReason::BadName, false);
  EntryType Type = Entry.Type;
  std::optional<FileStatus> Status;
  // Git's word is about names: on disk a folder may be a link by now.
  if (Type == EntryType::Unknown || FromTree) {
    if (!(Status = statusOf(Path)))
      return;
    Type = Status->Type;
  }
  bool IsFolder = Type == EntryType::Folder;
  if (!FromTree && isIgnored(Folder.Ignore.get(), Path, IsFolder))
    return;
  if (ExcludesAll || isIgnored(Exclude.get(), Path, IsFolder))
    return skipEntry(Path, SkipReason::Excluded, IsFolder);
  if (IsFolder)
    return enter(Folder, std::move(Path),
                 FromTree && Entry.Type == EntryType::Unknown);
  if (Type == EntryType::Link)
    return Links.push_back(std::move(Path));
  if (Type == EntryType::Special)
    return skipEntry(Path, SkipReason::NotRegular, false);
  addFile(std::move(Path), Status);
}

void Walk::enter(const Pending &Parent, std::string Path, bool MaybeSubmodule) {
  auto Reason = folderSkipByName(baseName(Path));
  if (Reason && skippable(*Reason, Options))
    return skipEntry(Path, *Reason, true);
  if (Parent.Depth >= Options.Limits.MaxFolderDepth)
    return skipEntry(Path, SkipReason::OverBudget, true);
  Stack.push_back({std::move(Path), Parent.Ignore, Parent.Depth + 1, false,
                   MaybeSubmodule});
}

std::optional<FileStatus> Walk::statusOf(StringRef Path) {
  Expected<FileStatus> Status = Source.status(Path);
  if (Status)
    return *Status;
  std::error_code EC = errorToErrorCode(Status.takeError());
  // Deleted but still tracked, or gone since the listing.
  if (EC != errc::no_such_file_or_directory && EC != errc::not_a_directory)
    Out.skip(Path.str(), SkipReason::Unreadable,
             "file cannot be examined: " + EC.message());
  return std::nullopt;
}

void Walk::addFile(std::string Path, std::optional<FileStatus> Status) {
  if (Out.Files.size() >= Options.Limits.MaxFiles)
    return skipEntry(Path, SkipReason::OverBudget, false);
  if (!Status && !(Status = statusOf(Path)))
    return;
  SourceFile File;
  File.Kind = fileKindOfName(Path);
  File.Path = std::move(Path);
  File.Status = *Status;
  Out.Files.push_back(std::move(File));
}

} // namespace modeltidy
