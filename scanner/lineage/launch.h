//===- launch.h - command lines that run a module of the repository -------===//
//
//   MODEL=meta-llama/Llama-2-7b
//   accelerate launch train.py --model $MODEL --data gen.jsonl
//
// A launch binds the words behind the script's name to the script's options.
// Everything that a launched module computes may depend on them, so each launch
// is looked at by an engine of its own (engine.h).
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_LAUNCH_H
#define MODEL_TIDY_SCANNER_LINEAGE_LAUNCH_H

#include "scanner/lineage/program.h"
#include "llvm/ADT/BitVector.h"
#include <string>
#include <vector>

namespace modeltidy {

/// One reading of a word: a pattern (path_pattern.h) and where it stands.
struct WordText {
  std::string Pattern;
  NodeRef Where;
};

/// A word of a command line; several texts where the script chooses.
struct LaunchWord {
  NodeRef Node;
  llvm::SmallVector<WordText, 1> Texts;

  /// An option's name: "--name", "-n", also with "=value" behind it.
  bool isOption() const;
};

/// Is the word behind this one a module's name: `-m`, and Python's `-um`?
bool announcesModule(llvm::StringRef Word);

/// Values given to an option.
using WordTexts = llvm::SmallVector<WordText, 4>;

/// The words of a command line without launchers, from the program on.
struct CommandLine {
  std::vector<LaunchWord> Words;
  /// Options that take a value, without dashes, where no other does (a row's
  /// `valued`); else a word behind an option is its value.
  llvm::ArrayRef<llvm::StringRef> Valued = {};
  /// Options take one word: of `--model a b` b is a word by its number.
  bool TakesOneWord = false;
  /// Of `-mx` x is the value of m, as getopt reads it.
  bool IsGlued = false;

  /// Texts given to the option with one of these names (without dashes; '-' and
  /// '_' are the same), as "--name value…", "--name=value" or "name=value".
  /// True where the option is there, even with no value.
  bool option(llvm::ArrayRef<llvm::StringRef> Names, WordTexts &Out) const;
  /// Names of the options "NAME.…", as written.
  std::vector<std::string> optionsBelow(llvm::StringRef Name) const;
  /// May a word concern the option, in whatever form: by its name or the
  /// beginning of it, by something below or above it, or in a file of options?
  bool mentions(llvm::StringRef Name) const;
  /// Is an option "NAME.…" given?
  bool givesBelow(llvm::StringRef Name) const;
  /// Is an option given whose dotted name ends so: "--model.NAME"?
  bool givesElsewhere(llvm::StringRef Name) const;
  /// Is there a file of options: "@args.txt", "--flagfile=a.cfg"?
  bool namesOptionFile() const;
  /// The one option that is written as the beginning of a name, and of none
  /// of the others: "--mod" for "--model".
  bool abbreviated(llvm::ArrayRef<llvm::StringRef> Names,
                   llvm::ArrayRef<llvm::StringRef> Others,
                   WordTexts &Out) const;
  /// Texts of the I-th word that is neither an option nor an option's value.
  void positional(unsigned I, WordTexts &Out) const;
  unsigned positionals() const;

private:
  bool isOption(const LaunchWord &W) const;
  bool takesNext(llvm::StringRef Option) const;
  bool gluedOption(llvm::ArrayRef<llvm::StringRef> Names, WordTexts &Out) const;
};

struct Launch {
  NodeRef Command; // the command line, or the call that starts it
  uint32_t Target = 0;
  CommandLine Line;             // behind the script's name
  std::vector<NodeRef> Configs; // documents of config files that words name
  llvm::BitVector Reach;        // modules that the target imports, itself too
  /// Variables of its environment that the target may read.
  std::vector<std::pair<std::string, WordTexts>> Environment;
  /// Of make: variables that its command line sets, and the functions of the
  /// Makefile that its goals run.
  std::vector<std::pair<std::string, WordTexts>> Variables;
  llvm::BitVector Functions;
  bool Documented = false;
  uint32_t Parent = 0; // the launch under which the command runs; 0: none
  uint32_t Depth = 0;

  /// The last value that make's command line gives to a variable.
  const WordTexts *variable(llvm::StringRef Name) const;

  /// The value that a config document on the command line gives to a key, a
  /// dotted one too ("model.name").
  void configured(const Program &P, llvm::StringRef Key,
                  llvm::SmallVectorImpl<NodeRef> &Out) const;
};

} // namespace modeltidy

#endif
