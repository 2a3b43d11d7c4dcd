//===- name_index.cpp - which files a quoted name may mean ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/name_index.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <string>

namespace modeltidy {

using llvm::StringRef;

/// Components of a dotted name; packages nest no deeper, hostile paths do.
static constexpr unsigned MaxDotted = 8;

void NameIndex::add(StringRef Path, uint32_t File) {
  StringRef Base = Path.substr(Path.rfind('/') + 1);
  if (Base == "__init__.py")
    return; // every package has one; its name names none
  Entries.emplace_back(hashWord(Base), File);
  if (!Path.consume_back(".py"))
    return;
  Path.consume_back("/__main__");
  std::string Text = Path.str();
  std::replace(Text.begin(), Text.end(), '/', '.');
  StringRef Dotted = Text;
  size_t Dot = Dotted.rfind('.');
  for (unsigned N = 2; Dot != StringRef::npos && N <= MaxDotted; ++N) {
    Dot = Dotted.rfind('.', Dot);
    Entries.emplace_back(hashWord(Dotted.substr(Dot + 1)), File);
  }
}

void NameIndex::build() {
  llvm::sort(Entries);
  std::vector<uint64_t> Hashes;
  Hashes.reserve(Entries.size());
  for (const auto &[Hash, File] : Entries)
    Hashes.push_back(Hash);
  Known = WordQuery(Hashes);
}

void NameIndex::find(const WordSet &Names,
                     llvm::function_ref<void(uint32_t)> Found) const {
  for (uint64_t Hash : Names.hashes()) {
    if (!Known.contains(Hash))
      continue;
    auto At = llvm::lower_bound(Entries, std::pair(Hash, uint32_t(0)));
    for (; At != Entries.end() && At->first == Hash; ++At)
      Found(At->second);
  }
}

} // namespace modeltidy
