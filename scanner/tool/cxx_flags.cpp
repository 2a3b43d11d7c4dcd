//===- cxx_flags.cpp - how C++ files of a repository are compiled ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_flags.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>
#include <map>

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr uint64_t MaxDatabaseBytes = 32u << 20;
constexpr size_t MaxFlags = 400;
constexpr size_t MaxFolders = 60;

constexpr StringRef Databases[] = {"compile_commands.json",
                                   "build/compile_commands.json"};

/// Where Debian and LLVM's own packages put Clang's headers.
constexpr StringRef ResourceFolders[] = {"/usr/lib/llvm-19/lib/clang/19",
                                         "/usr/local/lib/clang/19",
                                         "/usr/lib/clang/19"};

std::string absolute(StringRef Folder, StringRef Path) {
  llvm::SmallString<256> Out(Path);
  if (!llvm::sys::path::is_absolute(Path)) {
    Out = Folder;
    llvm::sys::path::append(Out, Path);
  }
  llvm::sys::path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

/// The guess is C++17, whose library parses in half the time of C++20's; a file
/// that holds one of these, in a comment even, gets the latter.
constexpr StringRef NewerWords[] = {
    "concept ",   "requires ",   "consteval ", "constinit ",
    "co_await",   "co_yield",    "co_return",  "<=>",
    "<concepts>", "<format>",    "<ranges>",   "<span>",
    "<numbers>",  "<source_loc", "std::span",  "std::ranges"};

StringRef guessedStandard(StringRef Text) {
  return llvm::any_of(NewerWords,
                      [&](StringRef Word) { return Text.contains(Word); })
             ? "-std=c++20"
             : "-std=c++17";
}

bool isCuda(StringRef Path) {
  return Path.ends_with(".cu") || Path.ends_with(".cuh");
}

} // namespace

std::vector<std::string> safeFlags(llvm::ArrayRef<std::string> Words,
                                   StringRef Folder) {
  std::vector<std::string> Out;
  for (size_t I = 0; I < Words.size() && Out.size() < MaxFlags; ++I) {
    StringRef Word = Words[I];
    if (Word.starts_with("-D") || Word.starts_with("-U") ||
        Word.starts_with("-std=")) {
      bool Alone = Word.size() == 2 && I + 1 < Words.size();
      Out.push_back(Word.str() + (Alone ? Words[++I] : ""));
      continue;
    }
    for (StringRef Option : {"-isystem", "-iquote", "-I"}) {
      StringRef Path = Word;
      if (!Path.consume_front(Option))
        continue;
      if (Path.empty() && I + 1 < Words.size())
        Path = Words[++I];
      Out.push_back((Option + absolute(Folder, Path)).str());
      break;
    }
  }
  return Out;
}

std::string compileCommandsKey(const FileSource &Source) {
  std::string Out;
  for (StringRef Path : Databases)
    if (auto Text = Source.read(Path, MaxDatabaseBytes))
      Out += llvm::utohexstr(llvm::xxh3_64bits((*Text)->getBuffer())) + " ";
    else
      llvm::consumeError(Text.takeError());
  return Out;
}

CxxFlags::CxxFlags(const Discovery &Found, const FileSource &Source)
    : Root(Found.Root) {
  std::vector<Command> Commands;
  for (StringRef Path : Databases)
    if (auto Text = Source.read(Path, MaxDatabaseBytes))
      readDatabase((*Text)->getBuffer(), Commands);
    else
      llvm::consumeError(Text.takeError()); // most repositories have none
  take(Found, std::move(Commands));
  guessFolders(Found);
}

void CxxFlags::readDatabase(StringRef Text, std::vector<Command> &Out) const {
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  if (!Json) {
    llvm::consumeError(Json.takeError());
    return;
  }
  const llvm::json::Array *Entries = Json->getAsArray();
  if (!Entries)
    return;
  for (const llvm::json::Value &Entry : *Entries) {
    const llvm::json::Object *O = Entry.getAsObject();
    auto File = O ? O->getString("file") : std::nullopt;
    if (!File)
      continue;
    std::string Folder =
        absolute(Root, O->getString("directory").value_or("."));
    std::vector<std::string> Words;
    if (const llvm::json::Array *Given = O->getArray("arguments")) {
      for (const llvm::json::Value &Word : *Given)
        if (auto Spelled = Word.getAsString())
          Words.push_back(Spelled->str());
    } else if (auto Command = O->getString("command")) {
      llvm::BumpPtrAllocator Memory;
      llvm::StringSaver Saver(Memory);
      llvm::SmallVector<const char *, 32> Parts;
      llvm::cl::TokenizeGNUCommandLine(*Command, Saver, Parts);
      Words.assign(Parts.begin(), Parts.end());
    }
    std::string Path = absolute(Folder, *File);
    Out.push_back({std::move(Path), std::move(Folder), std::move(Words)});
  }
}

namespace {

/// Path moved from one folder to another; nothing where it does not lie there.
std::optional<std::string> moved(StringRef Path, StringRef From, StringRef To) {
  if (!Path.consume_front(From) || (!Path.empty() && Path.front() != '/'))
    return std::nullopt;
  return (To + Path).str();
}

/// Where the checkout lay: what stands before the longest end of Path that is
/// a file of the checkout; nothing where there is none in a folder.
std::optional<StringRef> formerRoot(StringRef Path,
                                    const llvm::StringSet<> &Files) {
  for (size_t Slash = Path.find('/'); Slash != StringRef::npos;
       Slash = Path.find('/', Slash + 1))
    if (StringRef End = Path.substr(Slash + 1); Files.contains(End))
      return Path.take_front(Slash);
  return std::nullopt;
}

} // namespace

void CxxFlags::take(const Discovery &Found, std::vector<Command> Commands) {
  llvm::StringSet<> Files;
  for (const SourceFile &F : Found.Files)
    if (!Commands.empty() && F.Kind == FileKind::Cxx)
      Files.insert(F.Path);
  bool Here = false;
  std::map<StringRef, unsigned> Roots;
  for (const Command &C : Commands)
    if (auto Path = moved(C.Path, Root, ""))
      Here |= Files.contains(StringRef(*Path).ltrim('/'));
    else if (auto From = formerRoot(C.Path, Files))
      ++Roots[*From];
  auto Most = std::max_element(
      Roots.begin(), Roots.end(),
      [](const auto &A, const auto &B) { return A.second < B.second; });
  std::string Former = Most == Roots.end() ? "" : Most->first.str();
  if (!Commands.empty() && !Files.empty() && !Here)
    Trouble =
        Former.empty()
            ? "it tells of no C++ file of this checkout: flags are guessed"
            : "written for the folder '" + Former +
                  "': its flags are taken as of this one";
  for (Command &C : Commands) {
    if (!Here && !Former.empty()) {
      C.Path = moved(C.Path, Former, Root).value_or(C.Path);
      C.Folder = moved(C.Folder, Former, Root).value_or(C.Folder);
    }
    auto Path = moved(C.Path, Root, "");
    if (!Path)
      continue;
    std::vector<std::string> &Flags = Told[StringRef(*Path).ltrim('/')];
    Flags = safeFlags(C.Words, C.Folder);
    if (Here || Former.empty())
      continue;
    for (std::string &Flag : Flags)
      for (StringRef Option : {"-isystem", "-iquote", "-I"})
        if (StringRef(Flag).starts_with(Option)) {
          if (auto To = moved(StringRef(Flag).drop_front(Option.size()), Former,
                              Root))
            Flag = (Option + *To).str();
          break;
        }
  }
}

/// Folders named include, and then those that hold headers.
void CxxFlags::guessFolders(const Discovery &Found) {
  llvm::StringSet<> Seen;
  auto Add = [&](StringRef Folder) {
    if (Seen.size() < MaxFolders && Seen.insert(Folder).second)
      // "x.h" means the repository's, <x.h> the system's where both have one.
      for (const char *Option : {"-iquote", "-idirafter"})
        Folders.push_back(Option + absolute(Root, Folder));
  };
  Add("");
  for (bool Named : {true, false})
    for (const SourceFile &F : Found.Files) {
      StringRef Path = F.Path, Folder = llvm::sys::path::parent_path(Path);
      if (!Path.ends_with(".h") && !Path.ends_with(".hpp"))
        continue;
      if (!Named) {
        Add(Folder);
        continue;
      }
      size_t At = ("/" + Folder + "/").str().find("/include/");
      if (At != std::string::npos)
        Add(Folder.take_front(At + 7));
    }
}

std::vector<std::string> CxxFlags::of(StringRef Path, StringRef Text) const {
  std::vector<std::string> Out;
  for (StringRef Folder : ResourceFolders)
    if (llvm::sys::fs::is_directory(Folder)) {
      Out.push_back(("-resource-dir=" + Folder).str());
      break;
    }
  if (isCuda(Path))
    llvm::append_values(Out, "-xcuda", "-nocudainc", "-nocudalib",
                        "--cuda-host-only");
  else
    Out.push_back(Path.ends_with(".c") ? "-xc" : "-xc++");
  auto It = Told.find(Path);
  if (It != Told.end()) {
    llvm::append_range(Out, It->second);
    return Out;
  }
  if (!Path.ends_with(".c"))
    Out.push_back(guessedStandard(Text).str());
  llvm::append_range(Out, Folders);
  return Out;
}

} // namespace modeltidy
