//===- names.cpp - The parts of model and data-set names ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/names.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using llvm::StringRef;

namespace modeltidy {

namespace {

/// `owner/name` of a Hub address, without the file or revision behind it.
StringRef repositoryOf(StringRef Rest) {
  for (StringRef Kind : {"datasets/", "models/", "spaces/"})
    Rest.consume_front(Kind);
  auto [Owner, Tail] = Rest.split('/');
  StringRef Name = Tail.split('/').first.split('@').first;
  return Rest.take_front(Name.empty() ? Owner.size()
                                      : Owner.size() + 1 + Name.size());
}

} // namespace

std::string bareName(StringRef Name) {
  std::string Lower = Name.trim().lower();
  std::replace(Lower.begin(), Lower.end(), '\\', '/');
  StringRef Rest = StringRef(Lower).rtrim('/');
  for (StringRef Hub : {"https://huggingface.co/", "http://huggingface.co/",
                        "https://hf.co/", "hf://", "https://hf-mirror.com/"})
    if (Rest.consume_front(Hub))
      return repositoryOf(Rest).str();
  return Rest.str();
}

bool looksLocal(StringRef Name) {
  if (Name.starts_with("/") || Name.starts_with("./") ||
      Name.starts_with("../") || Name.starts_with("~"))
    return true;
  return Name.size() > 2 && llvm::isAlpha(Name[0]) && Name[1] == ':' &&
         (Name[2] == '/' || Name[2] == '\\');
}

std::string wordsOf(StringRef Name) {
  std::string Out = "-";
  for (char C : Name)
    if (llvm::isAlnum(C))
      Out += llvm::toLower(C);
    else if (Out.back() != '-')
      Out += '-';
  return Out.back() == '-' ? Out : Out + '-';
}

StringRef lastParts(StringRef Path, unsigned N) {
  size_t At = Path.size();
  while (N-- && At != StringRef::npos && At != 0)
    At = Path.take_front(At).rfind('/');
  return At == StringRef::npos || At == 0 ? Path : Path.drop_front(At + 1);
}

} // namespace modeltidy
