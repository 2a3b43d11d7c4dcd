//===- value.h - what an expression may be, and where a part of it lives --===//
//
// Values answer "which function, class, string or object is this?"; they are
// small and compared bit by bit. Texts and paths are interned in Interner.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_VALUE_H
#define MODEL_TIDY_SCANNER_LINEAGE_VALUE_H

#include "scanner/lineage/program.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <vector>

namespace modeltidy {

using TextId = uint32_t;
using PathId = uint32_t;    // 0: the whole value
using ContextId = uint32_t; // 0: any caller

/// The chain of calls that led to the code in hand, the innermost last.
/// Recursive calls collapse; chains longer than MaxDepth keep the last calls.
class ContextTable {
public:
  ContextTable() { Entries.push_back({}); }
  ContextId push(ContextId Parent, NodeRef Site);
  NodeRef site(ContextId C) const { return Entries[C].Site; }
  ContextId parent(ContextId C) const { return Entries[C].Parent; }

private:
  ContextId withoutOutermost(ContextId Chain);

  static constexpr uint32_t MaxDepth = 3;
  struct Entry {
    ContextId Parent = 0;
    NodeRef Site;
    uint32_t Depth = 0;
  };
  std::vector<Entry> Entries;
  llvm::DenseMap<std::pair<ContextId, uint64_t>, ContextId> Index;
};

/// One step into a value: an element, a key (or column, or index), an
/// attribute; or the names of a mapping's keys.
struct Part {
  enum Kind : uint32_t { Item, Key, Attr, Without, Names } What;
  TextId Name; // Key, Attr, Without
  friend auto operator<=>(const Part &, const Part &) = default;
};

/// Is a key a position? Then `column of a list of records` and `record of
/// columns` are the same table.
bool isIndex(llvm::StringRef Key);

/// Interned texts and access paths (lists of parts, the outermost first).
class Interner {
public:
  Interner();
  TextId text(llvm::StringRef S);
  llvm::StringRef str(TextId Id) const { return Texts[Id]; }

  PathId prepend(Part Head, PathId Tail); // longer than MaxParts: tail dropped
  bool hasHead(PathId P) const { return P != 0; }
  Part head(PathId P) const { return Paths[P].Head; }
  PathId tail(PathId P) const { return Paths[P].Tail; }

private:
  static constexpr uint32_t MaxParts = 6;
  struct PathEntry {
    Part Head;
    PathId Tail;
    uint32_t Length;
  };
  llvm::StringMap<TextId> TextIndex;
  std::vector<llvm::StringRef> Texts;
  std::vector<PathEntry> Paths;
  /// By the head's two numbers, and the tail.
  llvm::DenseMap<std::pair<uint64_t, PathId>, PathId> PathIndex;
};

/// A part of a node's value, seen in a calling context.
struct Spot {
  NodeRef Node;
  ContextId Ctx = 0;
  PathId Path = 0;
  friend auto operator<=>(const Spot &, const Spot &) = default;
};

enum class ValueKind : uint8_t {
  String, // Text: a pattern (path_pattern.h); Node: the constant
  Number, // Text
  Bool,   // Text: "1" or "0"
  Null,
  Module,    // Ref: module; Text: the name a package was imported by, or 0
  Folder,    // Text: a folder of modules
  External,  // Text: qualified name of something not in the repository
  Function,  // Ref, Index; Bound: its first parameter is already given
  Class,     // Ref, Index
  Instance,  // Ref, Index; Node, Ctx: the constructing call (none: any)
  Super,     // Ref, Index: the class whose bases are meant
  Api,       // Text: type; Node, Ctx: the call that made it
  ApiMember, // Text: type; Member: dotted member; Node, Ctx as Api
  Container, // Node, Ctx: a literal or comprehension
  Option,    // Text: "--name"; Node: its declaration, or 0
  Namespace, // Node, Ctx: the parsing call; its attributes are options
  Partial,   // Node, Ctx: the call that bound the arguments
};

struct Value {
  ValueKind Kind;
  bool Bound = false;
  uint32_t Ref = 0, Index = 0;
  TextId Text = 0, Member = 0;
  NodeRef Node;
  ContextId Ctx = 0;
  friend auto operator<=>(const Value &, const Value &) = default;
};

using ValueSet = llvm::SmallVector<Value, 4>;

/// Adds V unless it is there already or the set is full. Returns false when
/// full.
bool addValue(ValueSet &Set, const Value &V);
/// Adds them in turn, until the set is full.
void addAll(ValueSet &Set, llvm::ArrayRef<Value> Values);
constexpr size_t MaxValues = 48;

} // namespace modeltidy

#endif
