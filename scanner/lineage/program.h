//===- program.h - all module summaries of a repository, with indices -----===//
//
// Owns nothing but the indices; the summaries' bytes belong to the caller.
// Read-only once built, so threads may share it.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_PROGRAM_H
#define MODEL_TIDY_SCANNER_LINEAGE_PROGRAM_H

#include "scanner/summary/summary.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// A node of some module.
struct NodeRef {
  uint32_t Module = 0;
  NodeId Id = 0;
  explicit operator bool() const { return Id != 0; }
  uint64_t key() const { return (uint64_t(Module) << 32) | Id; }
  friend bool operator==(const NodeRef &, const NodeRef &) = default;
  friend auto operator<=>(const NodeRef &, const NodeRef &) = default;
};

struct FunctionRef {
  uint32_t Module = 0, Index = 0;
  uint64_t key() const { return (uint64_t(Module) << 32) | Index; }
  friend bool operator==(const FunctionRef &, const FunctionRef &) = default;
};

using ClassRef = FunctionRef;

/// One part of a file; the parts of one file share its path.
struct Module {
  std::string Path;   // relative to the root, '/' separated; of a file that a
                      // script writes, where it will stand
  std::string Folder; // "" at the root
  std::string Dotted; // "pkg.sub.name", "pkg.sub" for an __init__
  Summary Graph;
  /// Stands in a document or a comment: run by whoever follows it.
  bool Documented = false;
  uint32_t File = 0;    // index into Lineage::Files
  bool Written = false; // by the script that stands in File
};

/// What an import names: a module of the repository, a folder of modules
/// without an __init__, or neither.
struct ImportTarget {
  std::optional<uint32_t> Module;
  std::string Folder; // set when only a folder matches
  bool found() const { return Module || !Folder.empty(); }
};

class Program {
public:
  explicit Program(std::vector<Module> Modules);

  llvm::ArrayRef<Module> modules() const { return Modules; }
  const Module &module(uint32_t I) const { return Modules[I]; }
  const Summary &graph(uint32_t I) const { return Modules[I].Graph; }
  const Summary &graph(NodeRef N) const { return Modules[N.Module].Graph; }
  const Node &node(NodeRef N) const { return graph(N).node(N.Id); }
  llvm::StringRef name(NodeRef N) const { return graph(N).name(N.Id); }
  const Function &function(FunctionRef F) const {
    return graph(F.Module).functions()[F.Index];
  }
  const Class &classOf(ClassRef C) const {
    return graph(C.Module).classes()[C.Index];
  }

  /// Resolves "a.b" or "..a.b" as imported by module From.
  ImportTarget import(uint32_t From, llvm::StringRef Dotted) const;
  /// The module or folder Name inside the folder of a package.
  ImportTarget member(llvm::StringRef Folder, llvm::StringRef Name) const;

  /// The values a scope's variable may have when seen from elsewhere: its exit
  /// version and the versions that inner scopes made.
  void bindings(uint32_t Module, uint32_t Scope, llvm::StringRef Name,
                llvm::SmallVectorImpl<NodeId> &Out) const;
  /// `from m import *` statements of a module.
  void starImports(uint32_t Module, llvm::SmallVectorImpl<NodeId> &Out) const;

  /// Calls whose callee's last name is Name (f(), x.f()), in order.
  llvm::ArrayRef<NodeRef> callsNamed(llvm::StringRef Name) const;
  /// Calls whose callee is a value without a name (table[k](), f()(), p()).
  llvm::ArrayRef<NodeRef> indirectCalls() const { return Indirect; }
  llvm::ArrayRef<NodeRef> indirectCallsIn(uint32_t Module) const;
  /// Calls that pass something named Name, or the function itself, as argument.
  llvm::ArrayRef<NodeRef> callsPassing(llvm::StringRef Name) const;
  llvm::ArrayRef<NodeRef> callsPassing(FunctionRef F) const;
  /// SetAttr nodes that store attribute Name.
  llvm::ArrayRef<NodeRef> storesOf(llvm::StringRef Name) const;
  /// Is Name ever stored on an object, or a variable of a class body, or what
  /// a keyword argument of some call is called (a library keeps those)?
  bool isStoredName(llvm::StringRef Name) const {
    return Stores.count(Name) || ClassNames.count(Name) || Keywords.count(Name);
  }
  /// May two modules belong to one program: one's folder holds the other's, or
  /// they share a folder below the root?
  bool related(uint32_t A, uint32_t B) const;
  /// All SetAttr nodes of a module, in order.
  llvm::ArrayRef<NodeId> storesIn(uint32_t Module) const {
    return ModuleStores[Module];
  }
  /// Local names under which an attribute is imported from a module.
  llvm::ArrayRef<std::string> aliasesOf(llvm::StringRef Name) const;
  /// Classes that name Name among their bases (last component).
  llvm::ArrayRef<ClassRef> classesExtending(llvm::StringRef Name) const;

  /// The function in whose body a node stands, if any (class bodies: none).
  std::optional<FunctionRef> enclosingFunction(NodeRef N) const;

private:
  void indexModule(uint32_t M);
  void indexCall(uint32_t M, NodeId Id);
  ImportTarget lookup(llvm::StringRef Path) const;

  std::vector<Module> Modules;
  llvm::StringMap<std::vector<uint32_t>> BySuffix; // last component -> modules
  llvm::StringMap<uint32_t> ByPath;                // path without .py
  llvm::StringMap<char> Folders;
  llvm::StringMap<std::vector<NodeRef>> Calls, Passing, Stores;
  llvm::DenseMap<uint64_t, std::vector<NodeRef>> PassingFunction;
  llvm::StringMap<std::vector<std::string>> Aliases;
  llvm::StringMap<std::vector<ClassRef>> Extending;
  llvm::StringMap<char> ClassNames, Keywords;
  std::vector<NodeRef> Indirect;
  std::vector<std::vector<NodeId>> ModuleStores; // SetAttr nodes by module
  /// Module-scope variables: name -> first binding and count.
  std::vector<llvm::StringMap<std::pair<uint32_t, uint32_t>>> ModuleNames;
};

/// Is a call a command line of a shell?
inline bool isCommand(const Node &Call) {
  return Call.Kind == NodeKind::Call && (Call.Flags & FlagCommand);
}

/// The last name of an expression: x in `a.b.x`, `x`; "" where it has none.
llvm::StringRef lastName(const Summary &S, NodeId Id);

} // namespace modeltidy

#endif
