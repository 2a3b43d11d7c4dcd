//===- api_names.cpp - rows by qualified name, with globs -----------------===//

#include "scanner/lineage/api_names.h"
#include <algorithm>

using llvm::SmallVectorImpl;
using llvm::StringRef;

namespace modeltidy {

// The usual greedy match with one point of return: of several `*` only the
// last can profit from taking more, so time is at most |Pattern| x |Text|.
bool matchesGlob(StringRef Pattern, StringRef Text) {
  // Most patterns fail here: what follows the last `*` ends the text.
  if (!Text.ends_with(Pattern.substr(Pattern.rfind('*') + 1)))
    return false;
  size_t P = 0, T = 0;
  size_t Star = StringRef::npos, Taken = 0;
  while (T < Text.size()) {
    if (P < Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      Taken = T;
      continue;
    }
    if (P < Pattern.size() && Pattern[P] == Text[T]) {
      // A component is complete: no `*` before this dot takes more.
      if (Text[T] == '.')
        Star = StringRef::npos;
      ++P, ++T;
      continue;
    }
    if (Star == StringRef::npos || Text[Taken] == '.')
      return false;
    T = ++Taken;
    P = Star + 1;
  }
  return Pattern.substr(P).find_first_not_of('*') == StringRef::npos;
}

void ApiNames::reserve(size_t Count) {
  Entries.reserve(Count);
  Exact.reserve(Count);
}

void ApiNames::add(StringRef Name, uint32_t Row) {
  auto Index = static_cast<uint32_t>(Entries.size());
  Entries.push_back({Name, Row, NoEntry});
  if (isGlob(Name)) {
    StringRef First = firstComponent(Name);
    Globs[isGlob(First) ? StringRef("*") : First].push_back(Index);
    return;
  }
  auto [It, Inserted] = Exact.try_emplace(Name, Chain{Index, Index});
  if (!Inserted) {
    Entries[It->second.Last].Next = Index;
    It->second.Last = Index;
  }
}

bool ApiNames::exact(StringRef Name, SmallVectorImpl<uint32_t> &Out) const {
  auto It = Exact.find(Name);
  if (It == Exact.end())
    return false;
  for (uint32_t I = It->second.First; I != NoEntry; I = Entries[I].Next)
    Out.push_back(Entries[I].Row);
  return true;
}

bool ApiNames::globs(StringRef Name, SmallVectorImpl<uint32_t> &Out) const {
  size_t Before = Out.size();
  for (StringRef Bucket : {firstComponent(Name), StringRef("*")}) {
    auto It = Globs.find(Bucket);
    if (It == Globs.end())
      continue;
    for (uint32_t I : It->second)
      if (mayMatchGlob(Entries[I].Name, Name) &&
          matchesGlob(Entries[I].Name, Name))
        Out.push_back(Entries[I].Row);
  }
  std::sort(Out.begin() + Before, Out.end()); // rows are numbered in order
  return Out.size() != Before;
}

} // namespace modeltidy
