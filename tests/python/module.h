//===- module.h - a snippet's summary, and its values as text -------------===//
#ifndef MODEL_TIDY_TESTS_PYTHON_MODULE_H
#define MODEL_TIDY_TESTS_PYTHON_MODULE_H

#include "scanner/frontends/python/python.h"
#include <string>

namespace modeltidy {

class Module {
public:
  explicit Module(llvm::StringRef Text);

  const Summary &summary() const { return S; }
  std::string text(NodeId Id) const;
  /// The exit binding of a variable: "x" of the module, "f.x" of function or
  /// class f. "-" where there is none.
  std::string exit(llvm::StringRef Path) const;
  /// All nonlocal bindings of a variable, "; " between them.
  std::string nonlocal(llvm::StringRef Path) const;
  /// A function's lists, "; " between their values.
  std::string returns(llvm::StringRef Function) const;
  std::string yields(llvm::StringRef Function) const;
  std::string decorators(llvm::StringRef Function) const;
  /// "name/flags(operands)" of each parameter.
  std::string params(llvm::StringRef Function) const;
  /// "Loop:value:covered text" of each region, in order.
  std::string regions() const;

private:
  std::string bindings(llvm::StringRef Path, uint32_t Flag) const;
  const Function &function(llvm::StringRef Name) const;
  uint32_t scope(llvm::StringRef Name) const;
  std::string list(ListRef L) const;

  std::string Source;
  SummaryBlock Block;
  Summary S;
};

} // namespace modeltidy

#endif
