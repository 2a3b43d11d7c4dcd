//===- summary_builder.h - what a front end writes a summary with ---------===//
//
// Append-only: nodes are added as the front end meets them and operands may be
// completed later (Phis of loops). finish() lays everything out in one block.
// Not thread-safe; one builder a file.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_SUMMARY_SUMMARY_BUILDER_H
#define MODEL_TIDY_SCANNER_SUMMARY_SUMMARY_BUILDER_H

#include "scanner/summary/summary.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace modeltidy {

/// A byte block whose storage is 8-byte aligned, as Summary::create wants it.
class SummaryBlock {
public:
  SummaryBlock() = default;
  explicit SummaryBlock(size_t Size) : Words((Size + 7) / 8), Length(Size) {}
  char *data() { return reinterpret_cast<char *>(Words.data()); }
  llvm::StringRef bytes() const {
    return {reinterpret_cast<const char *>(Words.data()), Length};
  }

private:
  std::vector<uint64_t> Words;
  size_t Length = 0;
};

/// The offset of each line's first byte, as every summary holds them.
std::vector<uint32_t> lineStarts(llvm::StringRef Text);

class SummaryBuilder {
public:
  SummaryBuilder(FrontEnd Kind, llvm::StringRef Text);

  StringId intern(llvm::StringRef Text);
  llvm::StringRef text(StringId Id) const { return Strings[Id]; }

  /// Adds a node and returns its id (never 0).
  NodeId add(NodeKind Kind, uint32_t Begin, uint32_t End, uint32_t Scope,
             StringId Name = 0, llvm::ArrayRef<Operand> Operands = {},
             uint32_t Aux = 0, uint8_t Flags = 0);
  /// Replaces a node's operands (a loop's Phi is closed at the loop's end).
  void setOperands(NodeId Id, llvm::ArrayRef<Operand> Operands);
  /// The id that the next node will get.
  NodeId nodeCount() const { return static_cast<NodeId>(NodeTable.size()); }
  Node &node(NodeId Id) { return NodeTable[Id]; }
  const Node &node(NodeId Id) const { return NodeTable[Id]; }
  llvm::ArrayRef<Operand> operands(NodeId Id) const;

  ListRef addList(llvm::ArrayRef<NodeId> Ids);
  llvm::ArrayRef<NodeId> list(ListRef L) const {
    return llvm::ArrayRef<NodeId>(ListTable).slice(L.First, L.Count);
  }
  uint32_t addFunction(const Function &F); // returns its index
  uint32_t addClass(const Class &C);
  uint32_t addScope(ScopeKind Kind, uint32_t Parent, uint32_t Owner);
  Function &function(uint32_t Index) { return FunctionTable[Index]; }
  Class &classAt(uint32_t Index) { return ClassTable[Index]; }
  Scope &scope(uint32_t Index) { return ScopeTable[Index]; }
  void addBinding(uint32_t Scope, StringId Name, NodeId Node, uint32_t Flags);
  void addRegion(RegionKind Kind, NodeId Node, uint32_t Begin, uint32_t End);
  void addComment(uint32_t Begin, uint32_t End, llvm::StringRef Text);
  void addError(uint32_t Begin, uint32_t End, llvm::StringRef What);
  void addRoot(NodeId Id) { RootTable.push_back(Id); }

  SummaryBlock finish();

private:
  FrontEnd Kind;
  llvm::StringMap<StringId> StringIndex;
  std::vector<llvm::StringRef> Strings; // keys of StringIndex
  std::vector<Node> NodeTable;
  std::vector<Operand> OperandTable;
  std::vector<Function> FunctionTable;
  std::vector<Class> ClassTable;
  std::vector<Scope> ScopeTable;
  std::vector<std::vector<Binding>> ScopeBindings;
  std::vector<Region> RegionTable;
  std::vector<Comment> CommentTable;
  std::vector<ParseError> ErrorTable;
  std::vector<NodeId> ListTable, RootTable;
  std::vector<uint32_t> Lines;
};

} // namespace modeltidy

#endif
