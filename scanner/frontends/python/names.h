//===- names.h - what is known about a file's names, whatever the scope ---===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_NAMES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_NAMES_H

#include "scanner/summary/summary_builder.h"
#include <vector>

namespace modeltidy::python {

/// Builtins that leave their arguments as they are: a variable passed to one
/// gets no new version.
bool isPureBuiltin(llvm::StringRef Name);

/// Flags of names over the whole file. A name that only ever stands for a
/// module, a function or a class is a constant: calls on it or with it do not
/// make new versions (np.zeros(3), pool.map(work, xs)).
class NameTable {
public:
  explicit NameTable(const SummaryBuilder &Builder) : Builder(Builder) {}

  void noteValue(StringId Name) { flags(Name) |= BoundToValue; }
  void noteStarImport() { Star = true; }

  /// Whether a call on the variable may change what it holds.
  bool isMutable(StringId Name) {
    uint8_t F = flags(Name);
    return (F & BoundToValue) || (Star && !(F & BoundAtAll));
  }
  void noteDefinition(StringId Name) { flags(Name) |= BoundAtAll; }

  /// A call of this bare name changes none of its arguments.
  bool isPureCallee(StringId Name);

private:
  enum : uint8_t { BoundToValue = 1, BoundAtAll = 2, Asked = 4, Pure = 8 };
  uint8_t &flags(StringId Name) {
    if (Name >= Flags.size())
      Flags.resize(Name * 2 + 64);
    return Flags[Name];
  }
  const SummaryBuilder &Builder;
  std::vector<uint8_t> Flags;
  bool Star = false;
};

} // namespace modeltidy::python

#endif
