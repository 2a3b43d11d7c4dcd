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
//   seed       an API word stands in its code
//   caller     it imports a seed or a caller (from lib import finetune), or
//              quotes the name of its file (os.system("python train.py"))
//   data       it quotes a data file that a chosen file quotes (it reads what
//              the generator wrote, and writes what the trainer reads)
//   support    a chosen file imports it (constants, helpers)
//
// Callers and data files are followed in both directions, support only forward:
// what else imports a helper says nothing. All questions are asked of the
// prefilter's facts; names of data files come from the parsed summaries, so
// choosing and parsing take turns until nothing is added.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_SELECTION_H
#define MODEL_TIDY_SCANNER_TOOL_SELECTION_H

#include "scanner/discover/prefilter.h"
#include "scanner/tool/module_files.h"

namespace modeltidy {

class Selection {
public:
  /// Facts are parallel to Paths; both must outlive this.
  Selection(std::vector<llvm::StringRef> Paths,
            llvm::ArrayRef<FileFacts> Facts);

  /// Chooses the files that hold an API word, and what hangs on them.
  void addSeeds(const WordQuery &ApiWords);
  void addAll();
  /// Chooses the files that quote one of these data files by name.
  void addQuoting(llvm::ArrayRef<std::string> FileNames);

  /// Files chosen since the last call, sorted.
  std::vector<uint32_t> takeNew();

private:
  enum State : uint8_t { No, Support, Active };
  void choose(uint32_t File, State As);
  void spread();
  void chooseQuoting(const WordQuery &Names);

  std::vector<llvm::StringRef> Paths;
  llvm::ArrayRef<FileFacts> Facts;
  std::vector<std::vector<uint32_t>> Imports, ImportedBy;
  std::vector<State> States;
  std::vector<uint32_t> Work, New;
  std::vector<llvm::StringRef> ScriptNames; // of active files not yet asked
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_SELECTION_H
