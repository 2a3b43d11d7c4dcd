//===- path_pattern.h - strings with unknown parts ------------------------===//
//
// A string value as far as the code tells it. An unknown part is a token
// between \x01 and \x02 that names where it came from, so that the same unknown
// in two strings is known to be equal: "\x01m3n17\x02/train.jsonl".
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_PATH_PATTERN_H
#define MODEL_TIDY_SCANNER_LINEAGE_PATH_PATTERN_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// An unknown part; Identity must hold neither \x01 nor \x02.
std::string unknownPart(llvm::StringRef Identity);
bool hasUnknownPart(llvm::StringRef Pattern);
/// An unknown part that stands for every name there is: a glob's star.
std::string everyName(llvm::StringRef Identity);
/// The text that a reader puts in the place of a name which a page gives it:
/// wholly unknown, but the same at each place.
std::string namedUnknown(llvm::StringRef Identity);
bool isNamedUnknown(llvm::StringRef Pattern);
/// Does a constant say that the reader puts a path there: "path_to_weights"?
bool saysPlaceholder(llvm::StringRef Text);
/// "org/name" or a bare word: may be a Hub id, is no path.
bool looksLikeHubId(llvm::StringRef Text);
/// Is an unknown part computed by a module of those asked for? The identities
/// of unknown parts begin with the module's number, behind letters.
bool isOfPrograms(llvm::StringRef Pattern,
                  llvm::function_ref<bool(uint32_t)> IsProgram);
/// Nothing but unknown parts and separators.
bool isAllUnknown(llvm::StringRef Pattern);
/// For people: unknown parts as '*'.
std::string displayPattern(llvm::StringRef Pattern);

/// os.path.join semantics: an absolute right side replaces the left.
std::string joinPath(llvm::StringRef Left, llvm::StringRef Right);
/// "./a//b/../c" -> "a/c"; leading "../" are dropped: where a script runs is
/// unknown anyway.
std::string normalizePath(llvm::StringRef Path);
/// Is a path that of the folder where the program runs: "." or "./"?
bool isHere(llvm::StringRef Path);

/// pathlib's attributes: parent, name, stem, suffix; nullopt for others.
std::optional<std::string> pathAttribute(llvm::StringRef Path,
                                         llvm::StringRef Attribute);

enum class PathMatch { None, Likely, Exact };

/// Do a written and a read path name the same artifact? Exact: equal, nothing
/// unknown unless it is the same unknown. Likely: they unify through unknown
/// parts and share a telling literal part, or one is the tail (two components
/// or more) of the other. ReaderFolder: the folder of the reading file,
/// WriterFolder of the writing one: a script may run in its own folder.
PathMatch matchPaths(llvm::StringRef Written, llvm::StringRef WriterFolder,
                     llvm::StringRef Read, llvm::StringRef ReaderFolder);

/// One position of a pattern: a literal character or a whole unknown part.
struct PatternPiece {
  char Char;               // 0: unknown
  llvm::StringRef Unknown; // with its marks
  friend bool operator==(const PatternPiece &, const PatternPiece &) = default;
};

/// A path made ready to be matched against many others. Stays in place: its
/// pieces are parts of its text.
class PathToMatch {
public:
  /// Folder: that of the file which writes or reads; must outlive this.
  PathToMatch(llvm::StringRef Path, llvm::StringRef Folder);
  PathToMatch(const PathToMatch &) = delete;
  PathToMatch &operator=(const PathToMatch &) = delete;

private:
  friend PathMatch matchPaths(const PathToMatch &, const PathToMatch &);
  friend PathMatch matchWithUnknowns(const PathToMatch &, const PathToMatch &);
  friend bool areNumbered(const PathToMatch &, const PathToMatch &);
  friend PathMatch matchEveryHere(const PathToMatch &, const PathToMatch &);
  friend PathMatch matchEvery(const PathToMatch &, const PathToMatch &);
  friend PathMatch matchFolder(const PathToMatch &, const PathToMatch &);
  std::string Text, InFolder; // normalized; as seen from the folder
  llvm::StringRef Folder, Base;
  std::vector<PatternPiece> Whole, Last; // of the text, of its base name
  bool AllUnknown, HasUnknown, BaseUnknown;
  bool Every;  // holds everyName()
  int Telling; // letters and digits of the base name
};

PathMatch matchPaths(const PathToMatch &Written, const PathToMatch &Read);

} // namespace modeltidy

#endif
