//===- literals.h - the text of Python's string literals ------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_LITERALS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_LITERALS_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"

namespace modeltidy::python {

/// What a literal's opening (rb", f''', U") says.
struct StringPrefix {
  bool Raw = false, Format = false, Bytes = false;
};
StringPrefix readPrefix(llvm::StringRef Opening);

/// Appends the text that a literal's content stands for: escapes resolved
/// (\N{...} and malformed ones stay as written), {{ and }} of f-strings single.
/// Code points that are no characters become U+FFFD.
void decodeContent(llvm::StringRef Content, StringPrefix Prefix,
                   llvm::SmallVectorImpl<char> &Out);

/// Whether decodeContent would return Content unchanged.
bool isPlainContent(llvm::StringRef Content, StringPrefix Prefix);

} // namespace modeltidy::python

#endif
