//===- linked_datasets.cpp - data sets that a page links to ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/linked_datasets.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <vector>

namespace modeltidy {

using llvm::StringRef;

static bool isIdCharacter(char C) {
  return llvm::isAlnum(C) || C == '-' || C == '_' || C == '.';
}

/// "org/name" at the start of a text; empty where it does not stand there.
static StringRef leadingId(StringRef Text) {
  StringRef Owner = Text.take_while(isIdCharacter);
  StringRef Rest = Text.drop_front(Owner.size());
  if (Owner.empty() || !Rest.consume_front("/"))
    return {};
  StringRef Name = Rest.take_while(isIdCharacter).rtrim('.');
  return Name.empty() ? StringRef()
                      : Text.take_front(Owner.size() + 1 + Name.size());
}

std::optional<SummaryBlock> linkedDatasets(StringRef Text) {
  constexpr StringRef Hub = "huggingface.co/datasets/";
  constexpr size_t MaxLinks = 200;
  std::vector<StringRef> Ids;
  llvm::StringSet<> Seen;
  for (size_t At = Text.find(Hub);
       At != StringRef::npos && Ids.size() < MaxLinks;
       At = Text.find(Hub, At + Hub.size()))
    if (StringRef Id = leadingId(Text.substr(At + Hub.size()));
        !Id.empty() && Seen.insert(Id).second)
      Ids.push_back(Id);
  if (Ids.empty())
    return std::nullopt;
  SummaryBuilder Builder(FrontEnd::Config, Text);
  std::vector<Operand> Items;
  for (StringRef Id : Ids) {
    auto Begin = static_cast<uint32_t>(Id.data() - Text.data());
    auto End = Begin + static_cast<uint32_t>(Id.size());
    Items.push_back(
        {0, Builder.add(NodeKind::String, Begin, End, 0, Builder.intern(Id))});
  }
  uint32_t Begin = Builder.node(Items.front().Value).Begin;
  uint32_t End = Builder.node(Items.back().Value).End;
  NodeId List = Builder.add(NodeKind::List, Begin, End, 0, 0, Items);
  Operand Entry{Builder.intern("linked data sets"), List};
  Builder.addRoot(Builder.add(NodeKind::Dict, Begin, End, 0, 0, Entry));
  return Builder.finish();
}

} // namespace modeltidy
