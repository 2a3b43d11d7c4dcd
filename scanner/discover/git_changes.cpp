//===- git_changes.cpp - what changed since a revision ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/git_changes.h"
#include "scanner/discover/file_kind.h"
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

/// Beyond it a change is no work of a day, and paths fill a command line.
constexpr size_t MaxMarkedBinary = 500;

/// What `git diff --raw --numstat -z` tells of files.
struct FileList {
  std::vector<ReplacedFile> Files;
  /// Source files that git takes for binary, by both names.
  std::vector<std::string> Binary;
};

bool isSource(StringRef Path) {
  FileKind Kind = fileKindOfName(Path);
  return Kind != FileKind::Other && Kind != FileKind::JsonLines;
}

class FileListReader {
public:
  explicit FileListReader(StringRef Output) {
    Output.split(Tokens, '\0', -1, /*KeepEmpty=*/true);
  }

  FileList read() {
    while (At < Tokens.size())
      if (StringRef Token = next(); Token.starts_with(":"))
        readRaw(Token);
      else if (Token.starts_with("-\t-\t"))
        noteBinary(Token.drop_front(4));
    return std::move(Out);
  }

private:
  StringRef next() { return At < Tokens.size() ? Tokens[At++] : StringRef(); }

  /// ":100644 100644 <before> <now> R90", then one path or two.
  void readRaw(StringRef Token) {
    SmallVector<StringRef, 5> Fields;
    Token.drop_front().split(Fields, ' ');
    if (Fields.size() != 5)
      return;
    ReplacedFile F;
    F.Before = F.Now = next().str();
    if (Fields[4].starts_with("R") || Fields[4].starts_with("C"))
      F.Now = next().str();
    bool Was = Fields[0].starts_with("100"), Is = Fields[1].starts_with("100");
    if (!Was || Fields[4].starts_with("C"))
      F.Before.clear();
    if (!Is)
      F.Now.clear();
    F.Blob = Fields[2].str();
    if (Was || Is) // neither a link nor a submodule
      Out.Files.push_back(std::move(F));
  }

  /// Path, or nothing and then the old name and the new one.
  void noteBinary(StringRef Path) {
    StringRef Old = Path.empty() ? next() : Path;
    StringRef New = Path.empty() ? next() : Path;
    if (!isSource(New) || Out.Binary.size() >= MaxMarkedBinary)
      return;
    Out.Binary.push_back(New.str());
    if (Old != New)
      Out.Binary.push_back(Old.str());
  }

  SmallVector<StringRef> Tokens;
  size_t At = 0;
  FileList Out;
};

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
  Path = Path.take_until([](char C) { return C == '?' || C == '#'; });
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

/// Runs `git diff` of the work tree against one commit, several times.
class DiffOf {
public:
  DiffOf(StringRef In, StringRef Commit)
      : Folder(In), Base(Commit), Overrides(filterOverrides(In)) {}

  /// Of these files, or of all.
  GitRun run(ArrayRef<StringRef> How, ArrayRef<std::string> Files = {}) const {
    std::vector<StringRef> Args = {"--literal-pathspecs"};
    for (const std::string &O : Overrides)
      Args.insert(Args.end(), {"-c", O});
    Args.insert(Args.end(), {"-c", "core.quotePath=false", "diff", "--no-color",
                             "--no-ext-diff", "--no-textconv",
                             "--ignore-submodules", "-M", "--relative"});
    Args.insert(Args.end(), How.begin(), How.end());
    Args.insert(Args.end(), {Base, "--"});
    if (Files.empty())
      Args.push_back(".");
    Args.insert(Args.end(), Files.begin(), Files.end());
    return runGit(Folder, Args);
  }

private:
  StringRef Folder, Base;
  std::vector<std::string> Overrides;
};

} // namespace

GitChanges changesSince(StringRef Folder, StringRef Revision) {
  std::string Commit = (Revision + "^{commit}").str();
  GitRun Known = runGit(
      Folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit});
  if (!Known.ok() && !Known.saysNothing())
    return failed(Known.failureInFull("rev-parse"));
  if (!Known.ok())
    return failed(("git knows no revision '" + Revision + "' here").str());
  std::string Base = oneLine(Known).str();
  GitRun Merge = runGit(Folder, {"merge-base", Base, "HEAD"});
  if (!oneLine(Merge).empty())
    Base = oneLine(Merge).str();

  DiffOf Diff(Folder, Base);
  GitChanges Out;
  GitRun List = Diff.run({"--raw", "--numstat", "--no-abbrev", "-z"});
  GitRun Lines = List.ok() ? Diff.run({"-U0", "--no-prefix"}) : List;
  if (!Lines.ok())
    return failed(Lines.failureInFull("diff"));
  FileList Listed = FileListReader(List.Out).read();
  Out.Files = std::move(Listed.Files);
  Out.Lines = readDiff(Lines.Out);
  if (!Listed.Binary.empty()) {
    GitRun Text = Diff.run({"-U0", "--no-prefix", "--text"}, Listed.Binary);
    if (!Text.ok())
      return failed(Text.failureInFull("diff"));
    llvm::append_range(Out.Lines, readDiff(Text.Out));
  }
  GitRun New =
      runGit(Folder, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (!New.ok())
    return failed(New.failureInFull("ls-files"));
  SmallVector<StringRef> Untracked;
  StringRef(New.Out).split(Untracked, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Path : Untracked) {
    Out.Lines.push_back({Path.str()});
    Out.Files.push_back({"", Path.str(), ""});
  }
  return Out;
}

std::optional<std::string> gitBlob(StringRef Folder, StringRef Blob) {
  GitRun Run = runGit(Folder, {"cat-file", "blob", Blob});
  if (!Run.ok())
    return std::nullopt;
  return std::move(Run.Out);
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
