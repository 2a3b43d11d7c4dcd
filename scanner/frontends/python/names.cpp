#include "scanner/frontends/python/names.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy::python {

bool isPureBuiltin(llvm::StringRef Name) {
  static const llvm::StringSet<> Names = {
      "abs",      "all",        "any",    "bool",    "dict",    "enumerate",
      "filter",   "float",      "format", "getattr", "hasattr", "id",
      "int",      "isinstance", "iter",   "len",     "list",    "map",
      "max",      "min",        "open",   "print",   "range",   "repr",
      "reversed", "round",      "set",    "sorted",  "str",     "sum",
      "super",    "tuple",      "type",   "vars",    "zip"};
  return Names.contains(Name);
}

bool NameTable::isPureCallee(StringId Name) {
  uint8_t &F = flags(Name);
  if (!(F & Asked))
    F |= Asked | (isPureBuiltin(Builder.text(Name)) ? Pure : 0);
  return F & Pure;
}

} // namespace modeltidy::python
