//===- file_kind.cpp - what language a file holds -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/file_kind.h"
#include "scanner/discover/base_name.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace modeltidy {

StringRef fileKindName(FileKind Kind) {
  static constexpr StringLiteral Names[] = {
      "python", "notebook", "yaml",     "json",       "json lines",
      "toml",   "shell",    "makefile", "dockerfile", "markdown",
      "c++",    "cmake",    "other"};
  static_assert(std::size(Names) == NumFileKinds);
  return Names[unsigned(Kind)];
}

static FileKind kindOfWholeName(StringRef Name) {
  return StringSwitch<FileKind>(Name)
      .Cases("Makefile", "makefile", "GNUmakefile", FileKind::Makefile)
      .Cases("Dockerfile", "Containerfile", FileKind::Dockerfile)
      .Case("CMakeLists.txt", FileKind::CMake)
      .Cases("Pipfile", "setup.cfg", FileKind::Toml)
      .Case("Snakefile", FileKind::Python)
      .Case(".env", FileKind::Shell)
      .Case("dvc.lock", FileKind::Yaml)
      .StartsWith("Dockerfile.", FileKind::Dockerfile)
      .Default(FileKind::Other);
}

static FileKind kindOfExtension(StringRef Ext) {
  return StringSwitch<FileKind>(Ext)
      .CasesLower("py", "pyw", "smk", FileKind::Python)
      .CaseLower("ipynb", FileKind::Notebook)
      .CasesLower("yaml", "yml", "dvc", FileKind::Yaml)
      .CaseLower("json", FileKind::Json)
      .CasesLower("jsonl", "ndjson", FileKind::JsonLines)
      .CaseLower("toml", FileKind::Toml)
      .CasesLower("sh", "bash", "zsh", "ksh", FileKind::Shell)
      .CasesLower("sbatch", "slurm", "env", FileKind::Shell)
      .CaseLower("mk", FileKind::Makefile)
      .CaseLower("cmake", FileKind::CMake)
      .CaseLower("dockerfile", FileKind::Dockerfile)
      .CasesLower("md", "markdown", FileKind::Markdown)
      .CasesLower("c", "cc", "cpp", "cxx", FileKind::Cxx)
      .CasesLower("h", "hh", "hpp", "hxx", FileKind::Cxx)
      .CasesLower("cu", "cuh", "inl", FileKind::Cxx)
      .Default(FileKind::Other);
}

FileKind fileKindOfName(StringRef Path) {
  StringRef Name = baseName(Path);
  if (FileKind Whole = kindOfWholeName(Name); Whole != FileKind::Other)
    return Whole;
  size_t Dot = Name.rfind('.');
  if (Dot == StringRef::npos || Dot == 0)
    return FileKind::Other;
  return kindOfExtension(Name.substr(Dot + 1));
}

bool isSnakefile(StringRef Path) {
  return baseName(Path) == "Snakefile" || Path.ends_with(".smk");
}

bool needsShebang(StringRef Path) {
  StringRef Name = baseName(Path);
  return !Name.contains('.') && kindOfWholeName(Name) == FileKind::Other;
}

FileKind fileKindOfShebang(StringRef Head) {
  if (!Head.consume_front("#!"))
    return FileKind::Other;
  StringRef Line = Head.take_until([](char C) { return C == '\n'; });
  auto [Program, Rest] = Line.trim().split(' ');
  StringRef Name = baseName(Program);
  while (Name == "env" || Name.starts_with("-") || Name.contains('=')) {
    std::tie(Name, Rest) = Rest.ltrim().split(' ');
    Name = baseName(Name);
  }
  if (Name.starts_with("python") || Name.starts_with("pypy"))
    return FileKind::Python;
  return StringSwitch<FileKind>(Name.rtrim())
      .Cases("sh", "bash", "zsh", "dash", "ksh", FileKind::Shell)
      .Default(FileKind::Other);
}

FileKind fileKindOf(StringRef Path, StringRef Head) {
  return needsShebang(Path) ? fileKindOfShebang(Head) : fileKindOfName(Path);
}

} // namespace modeltidy
