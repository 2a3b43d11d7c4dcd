//===- summary.h - one file's value graph in one relocatable block -------===//
//
// A front end turns ONE file into a module summary: the value graph of the
// file and nothing else (no path, no knowledge of any library). The block is a
// flat run of bytes (offsets, no pointers): the same bytes are the in-memory
// form, a cache entry and a helper program's reply.
//
//   rows = []                      List                      #1
//   for p in prompts:              Elem(Global prompts)      #3 = p
//     rows.append(ask(p))          Call ask(#3)              #5
//                                  AfterCall(rows=Phi, #6)   #7 = rows
//   save(rows)                     Call save(Phi(#1, #7))
//
// Every definition is its own node (SSA); a join is a Phi. Mutation makes a new
// version of the variable: AfterCall, SetItem, SetAttr, DelItem. Variables of
// other scopes are read through Free and Global nodes, resolved by the linker
// against the owning scope's bindings.
//
// Positions are byte offsets, half open; lines exist only in lineOf(), 1-based.
// A Summary does not own its bytes; it is immutable and free of locks.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_SUMMARY_SUMMARY_H
#define MODEL_TIDY_SCANNER_SUMMARY_SUMMARY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>

namespace modeltidy {

using NodeId = uint32_t;   // 0: no node
using StringId = uint32_t; // 0: the empty string

/// What a node is. The operands of each kind stand in the order given here.
/// An operand has a value (a NodeId) and, where it says "named", a name.
enum class NodeKind : uint8_t {
  None,          // the node 0
  String,        // Name: the text, escapes resolved
  Number,        // Name: the text as written
  Bool,          // Aux: 1 or 0
  Null,          // None, null, ~
  Template,      // pieces, concatenated: f-string, adjacent parts
  List,          // elements
  Tuple,         // elements
  Set,           // elements
  Dict,          // named: constant string key -> value; Pair and Splat unnamed
  Pair,          // key, value (a key that is no constant string)
  Splat,         // value; Aux: 1 for *x, 2 for **x, 3 for text that a shell
                 // splits at blanks
  Comprehension, // named: "element" (for a dict a Pair), "iter"..., "cond"...;
                 // Aux: 1 list or generator, 2 set, 3 dict
  Phi,           // values of a join; named "cond": what chose between them
                 // (a if c else b; x or y; if/else whose branches define it)
  Param,         // Name; named: "default", "annotation"; Flags: parameter flags
  Field,         // class-level annotated name; named: "default", "annotation"
  Free,          // Name, Aux: the enclosing function's scope that owns it
  Global,        // Name: a variable of the module scope, or a builtin
  Import,        // Name: dotted module ("..pkg.mod" when relative), as a module
  ImportFrom,    // Name: dotted module; one operand, named: the attribute
  Function,      // Aux: function index (also lambdas)
  Class,         // Aux: class index
  Call,          // callee, then arguments; named: keyword arguments; Splat
  Attr,          // object; Name: attribute
  Item,          // object, index
  Slice,         // object (part of it: x[1:], *rest); Aux: elements left out
  Elem,          // iterable: one element of it (for, comprehension variable)
  Binary,        // left, right; Name: operator ("+", "%", "/", "and", …)
  Compare,       // operands; Name: operator ("==", "in", …)
  Unary,         // operand; Name: operator ("-", "not")
  Await,         // value
  Yield,         // value sent in; one operand: what was yielded (or none)
  Enter,         // what `with X as v` binds: X
  AfterCall,     // previous version, call; Aux: 0 the receiver, else 1 + the
                 // operand index (callee = 0) of the argument in the call
  SetItem,       // previous version, key, value
  DelItem,       // previous version, key
  SetAttr,       // previous version, value; Name: attribute
  Opaque,        // anything else: depends on its operands in unknown ways
  LastKind = Opaque
};

/// Flags of Param nodes and of calls.
enum NodeFlags : uint8_t {
  FlagVarArgs = 1,     // Param: *args
  FlagKwArgs = 2,      // Param: **kwargs
  FlagKeywordOnly = 4, // Param: after * (or *args)
  FlagStatement = 8,   // Call: an expression statement, its result is unused
  FlagCommand = 16,    // Call: a command line; named operands: "env:NAME",
                       // "<", "<<", ">", and "|" (the call piped in)
};

struct Operand {
  StringId Name; // 0: positional
  NodeId Value;
};

struct Node {
  NodeKind Kind;
  uint8_t Flags;
  uint16_t Reserved;
  uint32_t Begin, End; // bytes
  StringId Name;
  uint32_t First, Count; // operands
  uint32_t Scope;        // the scope in whose code it stands
  uint32_t Aux;
};

enum FunctionFlags : uint32_t {
  FunctionAsync = 1,
  FunctionGenerator = 2,
  FunctionLambda = 4,
};

/// A run of entries in the summary's list pool.
struct ListRef {
  uint32_t First, Count;
};

struct Function {
  StringId Name;       // "" for a lambda
  uint32_t Scope;      // its own scope
  NodeId Node;         // the Function node
  uint32_t ClassIndex; // 1 + index of the class whose body defines it, or 0
  uint32_t Flags;
  uint32_t Begin, End; // whole definition, bytes
  ListRef Params;      // Param nodes in order
  ListRef Returns;     // returned values (a lambda: its expression)
  ListRef Yields;      // yielded values
  ListRef Decorators;  // decorator expressions, outermost first
};

struct Class {
  StringId Name;
  uint32_t Scope;
  NodeId Node;
  uint32_t Begin, End;
  ListRef Bases; // positional bases
  ListRef Decorators;
};

enum class ScopeKind : uint32_t { Module, Function, Class };

struct Scope {
  ScopeKind Kind;
  uint32_t Parent; // scope index; the module scope is 0 and its own parent
  uint32_t Owner;  // function or class index
  uint32_t FirstBinding, BindingCount;
};

enum BindingFlags : uint32_t {
  BindingExit = 1,     // the variable's value when the scope ends
  BindingNonLocal = 2, // assigned or mutated from an inner scope
  BindingStar = 4,     // Name "*": the Import node of `from m import *`
};

/// One variable of a scope. Sorted by Name, then Node; at most one Exit each.
struct Binding {
  StringId Name;
  NodeId Node;
  uint32_t Flags;
};

enum class RegionKind : uint32_t { With, If, Else, Loop, Try, Except };

/// Code that runs under a condition, a loop or a context manager. Node: the
/// condition, the iterated value or the context expression (0 where none).
struct Region {
  RegionKind Kind;
  NodeId Node;
  uint32_t Begin, End;
};

/// A suppression comment (its text holds "NOLINT").
struct Comment {
  uint32_t Begin, End;
  StringId Text;
};

/// A part that did not parse; the sound parts around it are in the graph.
struct ParseError {
  uint32_t Begin, End;
  StringId What;
};

enum class FrontEnd : uint8_t { Python = 1, Notebook, Config, Shell, Cxx };

/// Bumped whenever the layout or the meaning of a node changes.
constexpr uint16_t SummaryVersion = 1;

class Summary {
public:
  /// Checks every index and offset in Bytes (they may come from a cache file
  /// or another process); O(size). Bytes must be 8-byte aligned and outlive
  /// the summary.
  static llvm::Expected<Summary> create(llvm::StringRef Bytes);

  FrontEnd frontEnd() const;
  llvm::StringRef bytes() const { return Bytes; }
  llvm::StringRef string(StringId Id) const {
    uint32_t Begin = Id == 0 ? 0 : EndTable[Id - 1];
    return {TextTable + Begin, EndTable[Id] - Begin};
  }
  uint32_t stringCount() const {
    return static_cast<uint32_t>(EndTable.size());
  }

  llvm::ArrayRef<Node> nodes() const { return NodeTable; }
  const Node &node(NodeId Id) const { return NodeTable[Id]; }
  llvm::ArrayRef<Operand> operands(const Node &N) const {
    return OperandTable.slice(N.First, N.Count);
  }
  /// The I-th operand's value, 0 where there is none.
  NodeId operand(NodeId Id, uint32_t I) const {
    const Node &N = NodeTable[Id];
    return I < N.Count ? OperandTable[N.First + I].Value : 0;
  }
  /// The value of the operand with that name, 0 where there is none.
  NodeId operandNamed(NodeId Id, llvm::StringRef Name) const;
  llvm::StringRef name(NodeId Id) const { return string(node(Id).Name); }

  llvm::ArrayRef<Function> functions() const;
  llvm::ArrayRef<Class> classes() const;
  llvm::ArrayRef<Scope> scopes() const { return ScopeTable; }
  llvm::ArrayRef<Binding> bindings(const Scope &S) const;
  llvm::ArrayRef<Region> regions() const;
  llvm::ArrayRef<Comment> comments() const;
  llvm::ArrayRef<ParseError> errors() const;
  llvm::ArrayRef<NodeId> list(ListRef L) const;
  /// A config's documents, in order; empty for code.
  llvm::ArrayRef<NodeId> roots() const;

  /// 1-based line of a byte offset, and 1-based column in bytes.
  uint32_t lineOf(uint32_t Offset) const;
  uint32_t columnOf(uint32_t Offset) const;
  uint32_t lineCount() const;

private:
  explicit Summary(llvm::StringRef Bytes);
  template <typename T> llvm::ArrayRef<T> section(unsigned Index) const;
  llvm::Error validate() const;
  llvm::StringRef Bytes;
  // Sections that every step of the linker reads.
  llvm::ArrayRef<Node> NodeTable;
  llvm::ArrayRef<Operand> OperandTable;
  llvm::ArrayRef<Scope> ScopeTable;
  llvm::ArrayRef<uint32_t> EndTable; // of each string in TextTable
  const char *TextTable;
};

} // namespace modeltidy

#endif
