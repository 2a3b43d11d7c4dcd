//===- check_globs.cpp - which checks are meant ---------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/check_globs.h"
#include "scanner/catalog/yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// '*' matches any run of characters. Greedy, with one step back: linear in
/// practice, |Pattern| x |Text| at worst.
bool matches(StringRef Pattern, StringRef Text) {
  size_t P = 0, T = 0, Star = StringRef::npos, Resume = 0;
  while (T != Text.size()) {
    if (P != Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      Resume = T;
    } else if (P != Pattern.size() && Pattern[P] == Text[T]) {
      ++P;
      ++T;
    } else if (Star != StringRef::npos) {
      P = Star + 1;
      T = ++Resume;
    } else {
      return false;
    }
  }
  return Pattern.substr(P).ltrim('*').empty();
}

/// "licence-output" is nearly the beginning of some checks' names.
std::string beginningOf(StringRef Pattern, llvm::ArrayRef<StringRef> Ids) {
  std::vector<StringRef> Beginnings;
  for (StringRef Id : Ids)
    for (size_t Dash = Id.find('-'); Dash != StringRef::npos;
         Dash = Id.find('-', Dash + 1))
      Beginnings.push_back(Id.take_front(Dash));
  StringRef Near = yaml::nearest(Pattern.rtrim("-*"), Beginnings);
  return Near.empty() ? "" : ("; did you mean '" + Near + "-*'?").str();
}

} // namespace

CheckGlobs::CheckGlobs(StringRef List) {
  llvm::SmallVector<StringRef> Parts;
  llvm::SplitString(List, Parts, ",\n");
  for (StringRef Part : Parts) {
    Part = Part.trim();
    bool Adds = !Part.consume_front("-");
    if (!Part.empty())
      Globs.push_back({Part.str(), Adds});
  }
}

bool CheckGlobs::contains(StringRef Id) const {
  for (const Glob &G : llvm::reverse(Globs))
    if (matches(G.Pattern, Id))
      return G.Adds;
  return false;
}

std::string CheckGlobs::mistake(llvm::ArrayRef<StringRef> Ids) const {
  for (const Glob &G : Globs) {
    if (llvm::any_of(Ids, [&](StringRef Id) { return matches(G.Pattern, Id); }))
      continue;
    std::string Hint = yaml::didYouMean(G.Pattern, Ids);
    if (Hint.empty())
      Hint = beginningOf(G.Pattern, Ids);
    return "no check matches '" + G.Pattern + "'" +
           (Hint.empty() ? "; --list-checks prints them all" : Hint);
  }
  return {};
}

} // namespace modeltidy
