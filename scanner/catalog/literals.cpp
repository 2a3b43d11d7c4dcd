//===- literals.cpp - What an id must hold for a pattern to match ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// RE2 can name a pattern's atoms and tell, for a set of atoms present, whether
// the pattern may match; the formula between them stays inside. It is monotone,
// so asking is enough: an atom without which the full set fails is required,
// and where the required atoms alone do not pass, one more must be there.
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/literals.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>

namespace modeltidy {

namespace {

bool mayMatch(const re2::FilteredRE2 &Filter, const std::vector<int> &Atoms) {
  std::vector<int> Potential;
  Filter.AllPotentials(Atoms, &Potential);
  return !Potential.empty();
}

std::vector<int> allBut(size_t Count, size_t Left) {
  std::vector<int> Out;
  for (size_t I = 0; I != Count; ++I)
    if (I != Left)
      Out.push_back(static_cast<int>(I));
  return Out;
}

bool holdsAnother(const std::string &Text,
                  const std::vector<std::string> &List) {
  return std::any_of(List.begin(), List.end(), [&](const std::string &Other) {
    return Other != Text && Text.find(Other) != std::string::npos;
  });
}

/// An id that holds "/mistral-" holds "mistral-": the short one says it all.
void simplify(Literals &L) {
  std::vector<std::string> Shortest;
  for (const std::string &Text : L.Any)
    if (!holdsAnother(Text, L.Any))
      Shortest.push_back(Text);
  L.Any = std::move(Shortest);
  if (L.Any.size() == 1) {
    L.All.push_back(L.Any.front());
    L.Any.clear();
  }
  std::sort(L.All.begin(), L.All.end());
  std::sort(L.Any.begin(), L.Any.end());
}

} // namespace

Literals requiredLiterals(llvm::StringRef Pattern) {
  constexpr int ShortestAtom = 2;
  re2::FilteredRE2 Filter(ShortestAtom);
  re2::RE2::Options Options(re2::RE2::Quiet);
  Options.set_case_sensitive(false);
  int Id = 0;
  re2::StringPiece Text(Pattern.data(), Pattern.size());
  if (Filter.Add(Text, Options, &Id) != re2::RE2::NoError)
    return {};
  std::vector<std::string> Atoms;
  Filter.Compile(&Atoms);
  if (Atoms.empty() || mayMatch(Filter, {}))
    return {};
  Literals Out;
  std::vector<int> Required;
  for (size_t I = 0; I != Atoms.size(); ++I)
    if (!mayMatch(Filter, allBut(Atoms.size(), I))) {
      Required.push_back(static_cast<int>(I));
      Out.All.push_back(Atoms[I]);
    }
  if (!mayMatch(Filter, Required))
    for (size_t I = 0; I != Atoms.size(); ++I)
      if (std::find(Required.begin(), Required.end(), static_cast<int>(I)) ==
          Required.end())
        Out.Any.push_back(Atoms[I]);
  simplify(Out);
  return Out;
}

} // namespace modeltidy
