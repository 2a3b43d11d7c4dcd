//===- cxx_program.h - what belongs together among C++ files ----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// C++ has no modules: a name that a file does not define is defined in what it
// includes, in the source beside such a header, or wherever the only definition
// stands. A program is what a compiler's command line, CMake's add_executable
// or, without these, the name of a file with a main() says.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_LINEAGE_CXX_PROGRAM_H
#define MODEL_TIDY_SCANNER_LINEAGE_CXX_PROGRAM_H

#include "scanner/discover/include_paths.h"
#include "scanner/lineage/program.h"

namespace modeltidy {

class CxxProgram {
public:
  explicit CxxProgram(const Program &P);

  /// The values that Name ("f", "ns::f") may have in module M: of M itself,
  /// else of the files linked to it, else of the only file that has one.
  void definitions(uint32_t M, llvm::StringRef Name,
                   llvm::SmallVectorImpl<NodeRef> &Out) const;

  /// The classes in the files linked to its own that a class without a
  /// definition, of methods alone (`T A::m() {}`), is part of.
  void definitionsOf(ClassRef C, llvm::SmallVectorImpl<ClassRef> &Out) const;

  /// Modules that M includes, the sources of these headers, and so on; sorted,
  /// without M.
  llvm::ArrayRef<uint32_t> linked(uint32_t M) const;

  /// The module with the main() of the program that a word of a command line
  /// of module By starts: "./build/bin/gen". Of several programs of that name
  /// the one built nearest. First: it is the line's first word.
  std::optional<uint32_t> program(llvm::StringRef Word, uint32_t By,
                                  bool First) const;

  /// The words `-DName=…` of the command lines that compile M, or what
  /// includes it.
  void macros(uint32_t M, llvm::StringRef Name,
              llvm::SmallVectorImpl<NodeRef> &Out) const;

private:
  struct Target {
    uint32_t By; // the module that says so
    std::vector<uint32_t> Sources;
    std::optional<uint32_t> Main;
  };
  void addNames(uint32_t M);
  void link(uint32_t M);
  void addCommand(uint32_t M, NodeId Call);
  void addTarget(llvm::StringRef Name, uint32_t By,
                 llvm::ArrayRef<llvm::StringRef> Sources);
  llvm::StringRef startOf(NodeRef Word) const;
  void addMacro(NodeRef Word, llvm::ArrayRef<uint32_t> Sources);
  void filesNamed(llvm::StringRef Source, uint32_t By,
                  llvm::SmallVectorImpl<uint32_t> &Out);
  void filesLike(llvm::StringRef Pattern, uint32_t By,
                 llvm::SmallVectorImpl<uint32_t> &Out) const;
  bool hasMain(uint32_t M) const;
  std::optional<uint32_t> nearest(llvm::ArrayRef<Target> Of, uint32_t By) const;

  const Program &P;
  IncludePaths Paths;
  llvm::StringMap<std::vector<NodeRef>> Names;
  std::vector<std::vector<uint32_t>> Linked;
  llvm::StringMap<std::vector<Target>> Targets, Stems;
  struct Macro {
    NodeRef Word;
    std::vector<uint32_t> Sources; // sorted
  };
  llvm::StringMap<std::vector<Macro>> Macros;
  unsigned Globs = 0;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_LINEAGE_CXX_PROGRAM_H
