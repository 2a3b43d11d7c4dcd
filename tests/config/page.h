//===- page.h - a config's summary as text --------------------------------===//
#ifndef MODEL_TIDY_TESTS_CONFIG_PAGE_H
#define MODEL_TIDY_TESTS_CONFIG_PAGE_H

#include "scanner/frontends/config/config.h"
#include <initializer_list>
#include <string>

namespace modeltidy {

class Page {
public:
  Page(llvm::StringRef Text, ConfigFormat Format);

  const Summary &summary() const { return S; }
  /// All documents, " | " between them.
  std::string roots() const;
  /// "line:what", one a line.
  std::string errors() const;
  /// "line:text", one a line.
  std::string comments() const;
  /// The text that a value's span covers; the path leads through Dicts and
  /// Lists of the first document ("a.0.b"). "-" where there is none.
  std::string covered(llvm::StringRef Path) const;
  NodeId at(llvm::StringRef Path) const;

private:
  std::string Source;
  SummaryBlock Block;
  Summary S;
};

struct PageRow {
  const char *Text, *Roots;
};

/// Each text gives these roots and no errors.
void expectPages(ConfigFormat Format, std::initializer_list<PageRow> Rows);

std::string repeat(llvm::StringRef Piece, size_t Times);

} // namespace modeltidy

#endif
