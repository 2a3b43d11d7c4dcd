//===- cxx_flags.h - how C++ files of a repository are compiled -*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The flags of a compile_commands.json where there is one, else a guess: a
// current standard and the repository's folders of headers. A flag is data of
// the repository, so only those that name macros, folders and the language are
// taken: none that runs, loads or writes anything. Where its files lie in
// another folder, the checkout was moved: its files are those that end alike.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CXX_FLAGS_H
#define MODEL_TIDY_SCANNER_TOOL_CXX_FLAGS_H

#include "scanner/discover/discover.h"
#include "llvm/ADT/StringMap.h"

namespace modeltidy {

/// The repository's compile_commands.json as one short text; "" of none.
std::string compileCommandsKey(const FileSource &Source);

class CxxFlags {
public:
  /// Reads compile_commands.json at the root and in build/.
  CxxFlags(const Discovery &Found, const FileSource &Source);

  /// Clang's flags for a file, its path relative to the root.
  std::vector<std::string> of(llvm::StringRef Path, llvm::StringRef Text) const;
  /// What people are told of a compile_commands.json that was written for
  /// another folder; "" of none.
  const std::string &trouble() const { return Trouble; }

private:
  /// A file and the words that compile it there.
  struct Command {
    std::string Path, Folder;
    std::vector<std::string> Words;
  };
  void readDatabase(llvm::StringRef Text, std::vector<Command> &Out) const;
  void take(const Discovery &Found, std::vector<Command> Commands);
  void guessFolders(const Discovery &Found);
  std::string Root;
  llvm::StringMap<std::vector<std::string>> Told; // by the file's path
  std::vector<std::string> Folders;
  std::string Trouble;
};

/// The flags of a command that may be used, paths made absolute by Folder.
std::vector<std::string> safeFlags(llvm::ArrayRef<std::string> Words,
                                   llvm::StringRef Folder);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CXX_FLAGS_H
