//===- base_scan.cpp - what was found before a change ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/base_scan.h"
#include "checks/documents.h"
#include "checks/registry/all_checks.h"
#include "scanner/tool/cell_places.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <map>
#include <utility>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Data and weights say little about a lineage and may be large: they count as
/// they are now. A credit may stand in NOTICE.txt.
bool isRead(StringRef Path) {
  FileKind Kind = fileKindOfName(Path);
  if (Kind != FileKind::Other)
    return Kind != FileKind::JsonLines;
  std::optional<DocumentKind> Document = documentKindOf(Path);
  return Document ? *Document != DocumentKind::Weights : needsShebang(Path);
}

/// Was a path that is out of scope now in it? Below a folder that is left out,
/// or by a rule that looks at names, it was not; what became a link, a pipe or
/// too large may have been.
bool wasInScope(StringRef Path, const Discovery &Now) {
  return llvm::none_of(Now.Skipped, [&](const Skip &Left) {
    if (StringRef(Left.Path).ends_with("/"))
      return Path.starts_with(Left.Path);
    return Path == Left.Path && (Left.Reason == SkipReason::Excluded ||
                                 Left.Reason == SkipReason::Vendored ||
                                 Left.Reason == SkipReason::Generated);
  });
}

/// The files of the disk, but for some that are as given or not there.
class EarlierSource : public FileSource {
public:
  EarlierSource(StringRef Root, std::map<std::string, std::string> Texts,
                std::set<std::string> Missing)
      : Disk(makeDiskSource(Root)), Old(std::move(Texts)),
        Gone(std::move(Missing)) {}

  llvm::Expected<FileStatus> status(StringRef Path) const override {
    if (Gone.count(Path.str()))
      return notThere();
    auto At = Old.find(Path.str());
    if (At == Old.end())
      return Disk->status(Path);
    FileStatus Status;
    Status.Size = At->second.size();
    return Status;
  }
  llvm::Expected<std::vector<FolderEntry>>
  list(StringRef Folder) const override {
    return Disk->list(Folder);
  }
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
  readAt(StringRef Path, uint64_t Offset, uint64_t MaxBytes) const override {
    if (Gone.count(Path.str()))
      return notThere();
    auto At = Old.find(Path.str());
    if (At == Old.end())
      return Disk->readAt(Path, Offset, MaxBytes);
    return llvm::MemoryBuffer::getMemBufferCopy(
        StringRef(At->second).substr(Offset, MaxBytes), Path);
  }
  LinkTarget resolve(StringRef Path) const override {
    if (Gone.count(Path.str()))
      return {LinkTarget::Broken, ""};
    if (Old.count(Path.str()))
      return {LinkTarget::Inside, Path.str()};
    return Disk->resolve(Path);
  }

private:
  static llvm::Error notThere() {
    return llvm::createStringError("no such file");
  }

  std::unique_ptr<FileSource> Disk;
  std::map<std::string, std::string> Old;
  std::set<std::string> Gone;
};

/// The tree before a change, as far as it is read.
struct EarlierTree {
  std::map<std::string, std::string> Texts;
  std::set<std::string> Gone; ///< made by the change
  /// Former names by new ones.
  std::map<std::string, std::string> Renamed;

  EarlierTree(StringRef Root, llvm::ArrayRef<ReplacedFile> Files) {
    for (const ReplacedFile &F : Files)
      if (F.Before != F.Now && !F.Now.empty())
        Gone.insert(F.Now);
    for (const ReplacedFile &F : Files) {
      if (F.Before.empty() || (F.Before == F.Now && !isRead(F.Now)))
        continue;
      Gone.erase(F.Before); // another file took its name
      std::optional<std::string> Text;
      if (isRead(F.Before))
        Text = gitBlob(Root, F.Blob);
      Texts[F.Before] = std::move(Text).value_or("");
      if (!F.Now.empty() && F.Before != F.Now)
        Renamed[F.Before] = F.Now;
    }
  }

  /// The files that were in scope, as nearly as the ones of now tell.
  Discovery found(const Discovery &Now) const {
    Discovery Out = Now;
    llvm::erase_if(Out.Files,
                   [&](const SourceFile &F) { return Gone.count(F.Path); });
    llvm::erase_if(Out.Aliases,
                   [&](const PathAlias &A) { return Texts.count(A.Path); });
    for (const auto &[Path, Text] : Texts)
      if (!Now.find(Path) && wasInScope(Path, Now))
        Out.Files.push_back({Path, fileKindOf(Path, Text), false, true, {}});
    Out.finish();
    for (SourceFile &F : Out.Files)
      if (auto At = Texts.find(F.Path); At != Texts.end()) {
        F.Status = {};
        F.Status.Size = At->second.size();
        F.HeadOnly = F.HeadOnly && F.Status.Size > DiscoverLimits().HeadBytes;
      }
    return Out;
  }
};

/// "answers.jsonl" of "written to 'answers.jsonl'".
StringRef quotedIn(StringRef Text) {
  return Text.split('\'').second.rsplit('\'').first;
}

/// What a finding says, without places: the lines and columns of the identity
/// that the baseline goes by (file, models, terms), and what its steps name, so
/// that a flow through other data is another one. A former path stands for the
/// new one.
std::set<std::string>
factsOf(const Diagnostic &D,
        const std::map<std::string, std::string> &Renamed) {
  std::set<std::string> Out;
  auto Add = [&](StringRef Fact) {
    auto At = Renamed.find(Fact.str());
    Out.insert(At == Renamed.end() ? Fact.str() : At->second);
  };
  for (StringRef Line : llvm::split(D.Identity, '\n'))
    for (StringRef Fact : llvm::split(Line, '\t'))
      Add(Fact);
  for (const Note &N : D.Notes)
    if (N.Kind == NoteKind::Step)
      Add(quotedIn(N.Message));
  return Out;
}

/// Each of one side is held against each of the other. Beyond it a change is no
/// work of a day, and what is left of a finding counts as new.
constexpr size_t MaxCompared = 2000;

std::pair<StringRef, Severity> keyOf(const Diagnostic &D) {
  return {D.Rule->Id, D.Level};
}

} // namespace

size_t numFilesRead(llvm::ArrayRef<ReplacedFile> Files) {
  return size_t(llvm::count_if(Files, [](const ReplacedFile &F) {
    return !F.Before.empty() && isRead(F.Before); // an added file has no text
  }));
}

BaseFindings::BaseFindings(const Scan &Now, const Options &Asked,
                           llvm::ArrayRef<ReplacedFile> Files) {
  EarlierTree Earlier(Now.Found.Root, Files);
  Discovery Found = Earlier.found(Now.Found);
  std::map<std::string, std::string> Renamed;
  for (const auto &[Before, After] : Earlier.Renamed)
    Renamed[Now.Prefix + Before] = Now.Prefix + After;
  Scan Before = scanAgain(
      Now,
      std::make_unique<EarlierSource>(Now.Found.Root, std::move(Earlier.Texts),
                                      std::move(Earlier.Gone)),
      std::move(Found), Asked);
  std::vector<Diagnostic> Hidden;
  SourceRows Rows(Before.Graph.Files, *Before.Source);
  for (const Diagnostic &D :
       runChecks(Before.subject(), Asked.Checks, Asked.WarningsAsErrors,
                 &Hidden, nullptr, Rows))
    Old.emplace(keyOf(D), factsOf(D, Renamed));
}

bool BaseFindings::takeEqual(const Diagnostic &D) {
  std::set<std::string> Facts = factsOf(D, {});
  auto At = Old.find({keyOf(D), Facts});
  if (At == Old.end())
    return false;
  Old.erase(At);
  return true;
}

bool BaseFindings::takeLarger(const Diagnostic &D) {
  std::set<std::string> Facts = factsOf(D, {});
  auto At = llvm::find_if(Old, [&](const auto &Row) {
    const auto &[Key, Had] = Row;
    return Key.first == D.Rule->Id && Key.second >= D.Level &&
           std::includes(Had.begin(), Had.end(), Facts.begin(), Facts.end());
  });
  if (At == Old.end())
    return false;
  Old.erase(At);
  return true;
}

std::vector<const Diagnostic *>
BaseFindings::newAmong(llvm::ArrayRef<const Diagnostic *> Found) {
  std::vector<const Diagnostic *> Left, Out;
  for (const Diagnostic *D : Found)
    if (!takeEqual(*D))
      Left.push_back(D);
  for (const Diagnostic *D : Left)
    if (Left.size() > MaxCompared || Old.size() > MaxCompared ||
        !takeLarger(*D))
      Out.push_back(D);
  return Out;
}

} // namespace modeltidy
