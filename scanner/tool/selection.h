//===- selection.h - which files are worth a parse --------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file matters when it uses a library that the API models know, and so does
// whatever ties such files together:
//
//   seed       an API word stands in its code; a script or a document that
//              holds one, or a word with which programs are started; a config
//   caller     it imports a seed or a caller (from lib import finetune), or
//              quotes the name of its file (os.system("python train.py"))
//   data       it quotes a data file that a chosen one quotes (it reads what
//              the generator wrote, and writes what the trainer reads)
//   suppressed a NOLINT comment in it names a check of ours: it may hide
//              nothing
//   support    a chosen file imports it (constants, helpers), or names it
//              (python clean.py in a script, json.load(open("prompts.json")));
//              it may build a chosen C++ file: CMakeLists.txt, Makefile
//
// Callers and data files are followed both ways, support only forward: what
// else imports a helper says nothing. All questions are asked of the
// prefilter's facts; names of data files come from the parsed summaries, so
// choosing and parsing take turns until nothing is added.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_SELECTION_H
#define MODEL_TIDY_SCANNER_TOOL_SELECTION_H

#include "scanner/discover/prefilter.h"
#include "scanner/tool/module_files.h"
#include "scanner/tool/name_index.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace modeltidy {

/// What makes a file worth a parse.
enum class Interest : uint8_t {
  Code,   ///< API words, and whatever ties it to others
  Script, ///< the same, and words that start programs
  Config, ///< always: it is small and names what others load
  Data,   ///< a chosen file names it
  None,   ///< nothing
};

struct Candidate {
  llvm::StringRef Path;
  Interest Why = Interest::Code;
};

class Selection {
public:
  /// Facts are parallel to the files; they and the paths must outlive this.
  Selection(std::vector<Candidate> Candidates, llvm::ArrayRef<FileFacts> Facts);

  /// Chooses the files that hold an API word, scripts that hold a launch word
  /// or an API word, all configs, and what hangs on them.
  /// C++ files have words of their own. The shell's own tools (`cp`, `sort`)
  /// make a script worth parsing, but no document: there they are words. A
  /// compound word (`llama-server`) stands among a text's strings.
  void addSeeds(const WordQuery &ApiWords, const WordQuery &LaunchWords,
                const WordQuery &CxxWords = {}, const WordQuery &ToolWords = {},
                const WordQuery &CompoundWords = {});
  /// Chooses the files with a suppression whose list IsOurs.
  void addSuppressing(llvm::function_ref<bool(llvm::StringRef)> IsOurs);
  /// Whatever the interest, but those of None.
  void addAll();
  /// Chooses the files that quote one of these data files by name.
  void addQuoting(llvm::ArrayRef<std::string> FileNames);

  /// Files chosen since the last call, sorted.
  std::vector<uint32_t> takeNew();

private:
  enum State : uint8_t { No, Support, Active };
  void choose(uint32_t File, State As);
  void spread();
  void follow(uint32_t File);
  void chooseQuoting(const WordQuery &Names);
  void findIncludes();
  void findBuildFiles(llvm::ArrayRef<uint32_t> Cxx);

  std::vector<Candidate> Files;
  llvm::ArrayRef<FileFacts> Facts;
  std::vector<std::vector<uint32_t>> Imports, ImportedBy;
  llvm::DenseMap<uint32_t, llvm::SmallVector<uint32_t, 2>> BuiltBy; // C++ alone
  NameIndex Named; // what a command, a call or a config may name
  std::vector<State> States;
  std::vector<uint32_t> Work, New;
  std::vector<llvm::StringRef> ScriptNames; // of active files not yet asked
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_SELECTION_H
