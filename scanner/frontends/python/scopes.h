//===- scopes.h - which variable belongs to which scope -------------------===//
//
// Python decides at compile time whether a name in a function is local, and a
// loop's Phis need to know what its body changes before the body is walked. One
// pass over the flat tree finds both: the scopes, the names each declares, and
// every place ("event") where a variable is bound or changed.
//
// Comprehensions are scopes only for the functions inside them; their events
// belong to the scope around them.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SCOPES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SCOPES_H

#include "scanner/frontends/python/names.h"
#include "scanner/frontends/python/syntax.h"
#include "llvm/ADT/DenseSet.h"

namespace modeltidy::python {

enum class ScopeForm : uint8_t { Module, Function, Class, Comprehension };

/// A place where a variable gets a new version.
struct ScopeEvent {
  SyntaxId At;
  StringId Name;
  bool ByCall; // a method call on it, or passed to a call
};

struct ScopeInfo {
  ScopeForm Form;
  bool HasInner;   // a comprehension that holds a function
  uint32_t Parent; // index in Scopes
  uint32_t Id;     // the summary's scope, once the graph has made it
  uint32_t FirstEvent, EventCount;
};

/// Where a name that a scope does not declare comes from.
struct OuterName {
  bool IsGlobal;
  uint32_t Owner; // index of the owning function's or the module's scope
};

class ScopeTable {
public:
  /// Numbers the scopes: Tree[I].Name of a FunctionDef, Lambda, ClassDef or
  /// comprehension becomes its index here. The module's is 0.
  ScopeTable(SyntaxTree &Tree, NameTable &Names);

  ScopeInfo &operator[](uint32_t Index) { return Scopes[Index]; }
  bool declares(uint32_t Scope, StringId Name) const;
  /// Resolves a name that Scope does not declare.
  OuterName resolve(uint32_t Scope, StringId Name) const;
  llvm::ArrayRef<ScopeEvent> events(uint32_t Scope) const;
  /// The events of a scope within a subtree.
  llvm::ArrayRef<ScopeEvent> events(uint32_t Scope, SyntaxId First,
                                    SyntaxId Last) const;

private:
  class Finder;
  static uint64_t key(uint32_t Scope, StringId Name) {
    return uint64_t(Scope) << 32 | Name;
  }
  std::vector<ScopeInfo> Scopes;
  std::vector<ScopeEvent> Events; // grouped by scope, in order of At
  llvm::DenseSet<uint64_t> Declared, DeclaredGlobal, DeclaredNonlocal;
};

/// d.setdefault(k, []) is d[k] to whoever changes it.
bool isSetDefault(const SyntaxTree &Tree, SyntaxId I);

/// The variable at the root of x.a["k"].b, or 0. Looks through attributes,
/// subscripts and setdefault() only.
SyntaxId rootOf(const SyntaxTree &Tree, SyntaxId I);

} // namespace modeltidy::python

#endif
