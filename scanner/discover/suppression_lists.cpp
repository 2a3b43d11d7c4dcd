//===- suppression_lists.cpp - what NOLINT comments may name --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/suppression_lists.h"
#include "llvm/ADT/STLExtras.h"
#include <cstring>

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr StringRef Word = "NOLINT";

/// Longer lists are no lists: all names of checks together are shorter.
constexpr size_t MaxListBytes = 4096;

/// The text behind the next "NOLINT". The C library looks for it many bytes at
/// once.
bool takeNext(StringRef &Text) {
  const void *At = memmem(Text.data(), Text.size(), Word.data(), Word.size());
  if (!At)
    return false;
  Text = Text.drop_front(static_cast<const char *>(At) - Text.data());
  Text = Text.drop_front(Word.size());
  return true;
}

} // namespace

std::vector<std::string> suppressionLists(StringRef Text) {
  std::vector<std::string> Lists;
  while (takeNext(Text)) {
    for (StringRef Form : {"NEXTLINE", "BEGIN", "END"})
      if (Text.consume_front(Form))
        break;
    if (!Text.consume_front("("))
      continue;
    StringRef List = Text.take_front(MaxListBytes);
    List = List.take_front(List.find_first_of(")\r\n"));
    if (!List.trim().empty())
      Lists.push_back(List.trim().str());
  }
  llvm::sort(Lists);
  Lists.erase(llvm::unique(Lists), Lists.end());
  return Lists;
}

} // namespace modeltidy
