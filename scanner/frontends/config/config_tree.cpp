//===- config_tree.cpp - what the readers of all formats make -------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/config_tree.h"
#include "scanner/frontends/config/config.h"
#include "llvm/ADT/STLExtras.h"
#include <string>

namespace modeltidy::config {

void ConfigTree::clear() {
  Nodes.assign(1, TreeNode{});
  EntryLists.assign(1, {});
  KeyIndex.clear();
  Roots.clear();
  Errors.clear();
  Full = false;
}

TreeId ConfigTree::add(Shape Kind, uint32_t Begin, uint32_t End, TreeId Parent,
                       StringId Text, bool Truth) {
  if (Nodes.size() > MaxConfigNodes) {
    if (!Full)
      error(Begin, Begin,
            "more than " + llvm::Twine(MaxConfigNodes) +
                " values: the rest is not read");
    Full = true;
    return 0;
  }
  uint32_t List = 0;
  if (Kind >= Shape::Sequence) {
    List = static_cast<uint32_t>(EntryLists.size());
    EntryLists.emplace_back();
  }
  Nodes.push_back({Kind, Truth, Begin, End, Parent, Text, List});
  return static_cast<TreeId>(Nodes.size() - 1);
}

TreeId ConfigTree::find(TreeId Mapping, StringId Key) const {
  auto It = KeyIndex.find({Mapping, Key});
  return It == KeyIndex.end() ? 0 : entries(Mapping)[It->second].Value;
}

void ConfigTree::put(TreeId Mapping, StringId Key, TreeId Value) {
  std::vector<Entry> &List = EntryLists[Nodes[Mapping].Entries];
  auto [It, New] =
      KeyIndex.try_emplace({Mapping, Key}, static_cast<uint32_t>(List.size()));
  if (New)
    List.push_back({Key, 0, Value});
  else
    List[It->second].Value = Value;
}

bool ConfigTree::keepsText(uint32_t Begin, uint32_t End) {
  if (End - Begin <= MaxConfigTextBytes)
    return true;
  error(Begin, End,
        "a text of " + llvm::Twine(End - Begin) + " bytes: at most " +
            llvm::Twine(MaxConfigTextBytes) + " are kept");
  return false;
}

void ConfigTree::error(size_t Begin, size_t End, const llvm::Twine &What) {
  if (Errors.size() > MaxConfigErrors)
    return;
  bool Last = Errors.size() == MaxConfigErrors;
  Errors.push_back({static_cast<uint32_t>(Begin), static_cast<uint32_t>(End),
                    Last ? "further errors" : What.str()});
}

void ConfigTree::flushErrors() {
  llvm::stable_sort(
      Errors, [](const Error &A, const Error &B) { return A.Begin < B.Begin; });
  for (const Error &E : Errors)
    Builder.addError(E.Begin, E.End, E.What);
  Errors.clear();
}

} // namespace modeltidy::config
