//===- config_tree.h - what the readers of all formats make -----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The readers of YAML, JSON and TOML fill one tree; config_graph.h turns it
// into nodes. Texts are interned in the summary's builder at once. Mappings
// hold each string key once, in order of first mention; the last value wins.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_TREE_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_TREE_H

#include "scanner/summary/summary_builder.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/Twine.h"
#include <utility>
#include <vector>

namespace modeltidy::config {

using TreeId = uint32_t; // 0: none

enum class Shape : uint8_t {
  String,
  Number,
  Bool,
  Null,
  Unknown, // too deep, too long, not understood
  Sequence,
  Mapping,
};

struct Entry {
  StringId Name; // a string key; 0: none, and in sequences
  TreeId Key;    // any other key; 0: none
  TreeId Value;
};

struct TreeNode {
  Shape Kind;
  bool Truth;          // of a Bool
  uint32_t Begin, End; // bytes
  TreeId Parent;       // the collection that it is written in
  StringId Text;       // of a scalar
  uint32_t Entries;    // of a collection: its list of entries
};

class ConfigTree {
public:
  explicit ConfigTree(SummaryBuilder &B) : Builder(B) { clear(); }

  SummaryBuilder &builder() { return Builder; }

  /// A node that stands in Parent (0: a root) and is not yet among its
  /// entries. At MaxConfigNodes 0, once with an error.
  TreeId add(Shape Kind, uint32_t Begin, uint32_t End, TreeId Parent,
             StringId Text = 0, bool Truth = false);
  bool full() const { return Full; }

  TreeNode &operator[](TreeId Id) { return Nodes[Id]; }
  const TreeNode &operator[](TreeId Id) const { return Nodes[Id]; }
  TreeId size() const { return static_cast<TreeId>(Nodes.size()); }
  llvm::StringRef text(TreeId Id) const { return Builder.text(Nodes[Id].Text); }

  llvm::ArrayRef<Entry> entries(TreeId Id) const {
    return EntryLists[Nodes[Id].Entries];
  }
  /// The value of a key; 0 where there is none.
  TreeId find(TreeId Mapping, StringId Key) const;
  void append(TreeId Sequence, TreeId Value) {
    EntryLists[Nodes[Sequence].Entries].push_back({0, 0, Value});
  }
  /// A mapping's entry; a later one with this key takes its place.
  void put(TreeId Mapping, StringId Key, TreeId Value);
  /// An entry whose key is no string (or the empty one).
  void putPair(TreeId Mapping, TreeId Key, TreeId Value) {
    EntryLists[Nodes[Mapping].Entries].push_back({0, Key, Value});
  }

  /// Whether a scalar is short enough to keep; an error when it is not.
  bool keepsText(uint32_t Begin, uint32_t End);

  std::vector<TreeId> Roots;

  /// Notes what was not understood, up to MaxConfigErrors and one more.
  void error(size_t Begin, size_t End, const llvm::Twine &What);
  /// Drops all nodes and errors: the reader begins anew.
  void clear();
  /// Hands the errors to the builder, sorted by place.
  void flushErrors();

private:
  struct Error {
    uint32_t Begin, End;
    std::string What;
  };

  SummaryBuilder &Builder;
  std::vector<TreeNode> Nodes;
  std::vector<std::vector<Entry>> EntryLists;
  llvm::DenseMap<std::pair<TreeId, StringId>, uint32_t> KeyIndex;
  std::vector<Error> Errors;
  bool Full = false;
};

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_TREE_H
