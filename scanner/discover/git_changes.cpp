//===- git_changes.cpp - what changed since a revision ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/git_changes.h"
#include "scanner/discover/git_run.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace modeltidy {

namespace {

/// Filters of .gitattributes name programs in the repository's configuration,
/// and a diff with the work tree runs them: each is set to nothing.
std::vector<std::string> filterOverrides(StringRef Folder) {
  GitRun Run = runGit(Folder, {"config", "-z", "--name-only", "--get-regexp",
                               "^filter\\..*\\.(clean|smudge|process)$"});
  SmallVector<StringRef> Names;
  StringRef(Run.Out).split(Names, '\0', -1, /*KeepEmpty=*/false);
  std::vector<std::string> Out;
  for (StringRef Name : Names) {
    StringRef Driver = Name.take_front(Name.rfind('.'));
    Out.push_back((Name + "=").str());
    Out.push_back((Driver + ".required=false").str());
  }
  return Out;
}

/// "12,3" or "12": the first line and how many.
std::pair<uint32_t, uint32_t> range(StringRef Text) {
  auto [First, Count] = Text.split(',');
  uint32_t Line = 0, N = 1;
  First.getAsInteger(10, Line);
  if (!Count.empty())
    Count.getAsInteger(10, N);
  return {Line, N};
}

/// git quotes what is not plain, in C's way.
std::string unquoted(StringRef Text) {
  if (!Text.consume_front("\""))
    return Text.rtrim('\t').str();
  std::string Out;
  while (!Text.empty() && Text[0] != '"') {
    char C = Text[0];
    Text = Text.drop_front();
    if (C == '\\' && !Text.empty()) {
      uint8_t Octal = 0;
      if (Text.size() >= 3 && !Text.take_front(3).getAsInteger(8, Octal)) {
        Out += char(Octal);
        Text = Text.drop_front(3);
        continue;
      }
      static constexpr StringRef Signs = "abtnvfr";
      size_t Known = Signs.find(Text[0]);
      C = Known == StringRef::npos ? Text[0] : char(7 + Known);
      Text = Text.drop_front();
    }
    Out += C;
  }
  return Out;
}

/// Reads a unified diff without context lines.
std::vector<ChangedLines> readDiff(StringRef Diff) {
  std::vector<ChangedLines> Out;
  std::string Path, Before;
  uint64_t Body = 0; // lines of the hunk that are still to come
  while (!Diff.empty()) {
    auto [Line, Rest] = Diff.split('\n');
    Diff = Rest;
    if (Body && (Line.starts_with("+") || Line.starts_with("-"))) {
      --Body;
    } else if (Line.consume_front("--- ")) {
      Before = unquoted(Line);
    } else if (Line.consume_front("+++ ")) {
      Path = unquoted(Line);
      Path = Path == "/dev/null" ? Before : Path;
    } else if (Line.consume_front("@@ -")) {
      auto [Old, Tail] = Line.split(" +");
      auto [First, Count] =
          range(Tail.take_until([](char C) { return C == ' '; }));
      Body = uint64_t(range(Old).second) + Count;
      Out.push_back({Path, First, Count ? First + Count - 1 : 0});
    }
  }
  return Out;
}

GitChanges failed(std::string Why) {
  GitChanges Out;
  Out.Failure = std::move(Why);
  return Out;
}

StringRef oneLine(const GitRun &Run) {
  return Run.ok() ? StringRef(Run.Out).trim() : StringRef();
}

/// "git@host:owner/name.git" and "ssh://git@host/owner/name" as a web address,
/// without credentials; empty for what is none.
std::string webAddress(StringRef Url) {
  bool IsSsh = Url.consume_front("ssh://");
  bool IsUrl = Url.consume_front("https://") || IsSsh;
  auto [Host, Path] = Url.split(IsUrl ? '/' : ':');
  if (size_t At = Host.rfind('@'); At != StringRef::npos)
    Host = Host.drop_front(At + 1);
  else if (!IsUrl)
    return {}; // a folder
  if (IsSsh)
    Host = Host.split(':').first; // the port of another service
  if (Host.empty() || Path.empty() || Host.contains('/'))
    return {};
  return ("https://" + Host + "/" + Path.ltrim('/')).str();
}

} // namespace

GitChanges changesSince(StringRef Folder, StringRef Revision) {
  std::string Commit = (Revision + "^{commit}").str();
  GitRun Known = runGit(
      Folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit});
  if (!Known.Installed || Known.Status < 0)
    return failed(Known.failure("rev-parse"));
  if (!Known.ok())
    return failed(("git knows no revision '" + Revision + "' here").str());
  std::string Base = oneLine(Known).str();
  GitRun Merge = runGit(Folder, {"merge-base", Base, "HEAD"});
  if (!oneLine(Merge).empty())
    Base = oneLine(Merge).str();

  std::vector<std::string> Overrides = filterOverrides(Folder);
  std::vector<StringRef> Args;
  for (const std::string &O : Overrides)
    Args.insert(Args.end(), {"-c", O});
  Args.insert(Args.end(),
              {"-c", "core.quotePath=false", "diff", "--no-color",
               "--no-ext-diff", "--no-textconv", "--ignore-submodules", "-M",
               "-U0", "--no-prefix", "--relative", Base, "--", "."});
  GitRun Diff = runGit(Folder, Args);
  if (!Diff.ok())
    return failed(Diff.failure("diff"));
  GitChanges Out;
  Out.Lines = readDiff(Diff.Out);
  GitRun New =
      runGit(Folder, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (!New.ok())
    return failed(New.failure("ls-files"));
  SmallVector<StringRef> Untracked;
  StringRef(New.Out).split(Untracked, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Path : Untracked)
    Out.Lines.push_back({Path.str()});
  return Out;
}

GitHead gitHead(StringRef Folder) {
  GitHead Out;
  Out.Commit = oneLine(runGit(Folder, {"rev-parse", "--verify", "HEAD"})).str();
  if (Out.Commit.empty())
    return Out;
  Out.Branch =
      oneLine(runGit(Folder, {"symbolic-ref", "--quiet", "--short", "HEAD"}))
          .str();
  GitRun Remote = runGit(Folder, {"config", "--get", "remote.origin.url"});
  Out.Remote = webAddress(oneLine(Remote));
  return Out;
}

} // namespace modeltidy
