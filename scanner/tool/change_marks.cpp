//===- change_marks.cpp - what a change means elsewhere -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/change_marks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// A change of more text is no work of a day; what is beyond counts as before.
constexpr size_t MaxLineBytes = 1u << 20;
/// "out" and "a.py" stand in too many lines.
constexpr size_t MinNameBytes = 5;

constexpr StringRef PolicyName = ".model-tidy.yaml";

bool isData(FileKind Kind) {
  return Kind == FileKind::JsonLines || Kind == FileKind::Other;
}

bool isNameByte(char C) {
  return llvm::isAlnum(C) || C == '_' || C == '-' || C == '.';
}

/// Modules are imported by their neighbors; what starts programs and sets them
/// up may lie anywhere.
bool isCode(FileKind Kind) {
  return Kind == FileKind::Python || Kind == FileKind::Notebook ||
         Kind == FileKind::Cxx;
}

bool isBelow(StringRef Folder, StringRef Of) {
  return Folder.consume_front(Of) &&
         (Of.empty() || Folder.empty() || Folder.starts_with("/"));
}

/// Name stands in Text and is no part of a longer one.
bool holds(StringRef Text, StringRef Name) {
  for (size_t At = Text.find(Name); At != StringRef::npos;
       At = Text.find(Name, At + 1)) {
    size_t End = At + Name.size();
    if ((At == 0 || !isNameByte(Text[At - 1])) &&
        (End == Text.size() || !isNameByte(Text[End])))
      return true;
  }
  return false;
}

} // namespace

ChangeMarks::ChangeMarks(const Scan &From, const LineRanges &Changed)
    : S(From) {
  std::set<std::string> Apis = S.Rules.Tree.apiModels();
  for (StringRef Path : Changed.files()) {
    Files.insert(Path.str());
    // A policy that is gone, here or above, is in no list of those that count.
    StringRef Name = Path;
    while (Name.consume_front("../"))
      continue;
    Everywhere |=
        Name == PolicyName && !llvm::sys::fs::exists(S.Found.Root + "/" + Path);
  }
  size_t Left = MaxLineBytes;
  for (const SourceFile &F : S.Found.Files) {
    if (!Changed.holds(F.Path))
      continue;
    Everywhere |= Apis.count(F.Path) != 0;
    if (isData(F.Kind) || F.HeadOnly || !Left)
      continue;
    std::string Text = changedText(F, Changed);
    Left -= std::min(Left, Text.size());
    std::string Folder = isCode(F.Kind) ? folderOf(F.Path).str() : "";
    Lines.push_back({std::move(Folder), std::move(Text)});
  }
}

std::string ChangeMarks::changedText(const SourceFile &F,
                                     const LineRanges &Changed) const {
  auto Text = S.Source->read(F.Path, MaxLineBytes);
  if (!Text) {
    llvm::consumeError(Text.takeError()); // the parse stage says so
    return {};
  }
  std::string Out;
  uint32_t Number = 0;
  for (StringRef Line : llvm::split((*Text)->getBuffer(), '\n')) {
    ++Number;
    if (Changed.touches(F.Path, Number, Number))
      Out += (Line + "\n").str();
  }
  return Out;
}

bool ChangeMarks::judgedAnew(const std::string &File) const {
  return Everywhere ||
         llvm::any_of(S.Rules.Tree.at(File).Files,
                      [&](const std::string &F) { return Files.count(F); });
}

bool ChangeMarks::names(const Step &St) const {
  StringRef Name = StringRef(St.What).split('\'').second.rsplit('\'').first;
  Name = Name.substr(Name.rfind('/') + 1);
  if (Name.size() < MinNameBytes || Name.contains('*'))
    return false;
  StringRef Folder = folderOf(S.Graph.Files[St.Where.File]);
  auto [At, New] = Asked.try_emplace({Folder, Name}, false);
  if (New)
    At->second = llvm::any_of(Lines, [&](const ChangedText &T) {
      return (isBelow(Folder, T.Folder) || isBelow(T.Folder, Folder)) &&
             holds(T.Text, Name);
    });
  return At->second;
}

} // namespace modeltidy
