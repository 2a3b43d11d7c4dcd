//===- book.h - a notebook's parts as text --------------------------------===//
#ifndef MODEL_TIDY_TESTS_NOTEBOOK_BOOK_H
#define MODEL_TIDY_TESTS_NOTEBOOK_BOOK_H

#include "scanner/frontends/notebook/notebook.h"
#include <initializer_list>
#include <string>
#include <vector>

namespace modeltidy {

/// The JSON of a notebook as Jupyter writes it, each line of source on a line
/// of its own: the first cell's begin on line 9, and each other cell's 9 lines
/// behind the last line of the one before it.
std::string notebookOf(llvm::ArrayRef<llvm::StringRef> Cells);

class Book {
public:
  explicit Book(std::string Json);
  static Book of(std::initializer_list<llvm::StringRef> Cells) {
    return Book(notebookOf(Cells));
  }

  const std::string &json() const { return Source; }
  std::vector<Summary> parts() const;
  /// The exit value of a variable of the Python part, "-" where there is none.
  std::string exit(llvm::StringRef Name) const;
  NodeId exitNode(llvm::StringRef Name) const;
  /// "line:command", one a line.
  std::string commands() const;
  /// "line:what" of all parts, one a line.
  std::string errors() const;

private:
  std::string Source;
  std::vector<SummaryPart> Parts;
};

} // namespace modeltidy

#endif
