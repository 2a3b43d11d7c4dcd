//===- cuda.cpp - CUDA's own syntax put out of the way --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/cuda.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace modeltidy::cpp {

using llvm::StringRef;

namespace {

constexpr StringRef Words[] = {"__global__",      "__device__",   "__host__",
                               "__forceinline__", "__noinline__", "__shared__",
                               "__constant__",    "__managed__"};
constexpr StringRef Bounds = "__launch_bounds__";

/// A launch's configuration is short; beyond it `<<<` is something else.
constexpr size_t MaxConfiguration = 400;

bool isNameByte(char C) { return llvm::isAlnum(C) || C == '_'; }

void blank(std::string &Text, size_t From, size_t To) {
  std::replace_if(
      Text.begin() + static_cast<std::ptrdiff_t>(From),
      Text.begin() + static_cast<std::ptrdiff_t>(To),
      [](char C) { return C != '\n'; }, ' ');
}

/// The end of a name of CUDA's that begins at At; At where there is none.
size_t endOfWord(StringRef Text, size_t At) {
  if (At > 0 && isNameByte(Text[At - 1]))
    return At;
  StringRef Rest = Text.substr(At);
  StringRef Name = Rest.take_while(isNameByte);
  if (Name == Bounds && Rest.substr(Name.size()).starts_with("(")) {
    size_t Close = Rest.take_front(MaxConfiguration).find(')');
    return Close == StringRef::npos ? At : At + Close + 1;
  }
  return std::find(std::begin(Words), std::end(Words), Name) == std::end(Words)
             ? At
             : At + Name.size();
}

/// The end of a launch's configuration that begins at At; At where it is none.
size_t endOfLaunch(StringRef Text, size_t At) {
  StringRef Before = Text.take_front(At).rtrim();
  if (Before.empty() || !(isNameByte(Before.back()) || Before.back() == '>'))
    return At;
  size_t Close = Text.substr(At, MaxConfiguration).find(">>>");
  if (Close == StringRef::npos ||
      !Text.substr(At + Close + 3, MaxConfiguration).ltrim().starts_with("("))
    return At;
  return At + Close + 3;
}

} // namespace

StringRef withoutCuda(StringRef Text, std::string &Storage) {
  if (!Text.contains("__global__") && !Text.contains("__device__") &&
      !Text.contains("<<<"))
    return Text;
  Storage = Text.str();
  for (size_t At = Text.find_first_of("_<"); At != StringRef::npos;
       At = Text.find_first_of("_<", At)) {
    StringRef Rest = Text.substr(At);
    size_t End = Rest.starts_with("__")    ? endOfWord(Text, At)
                 : Rest.starts_with("<<<") ? endOfLaunch(Text, At)
                                           : At;
    blank(Storage, At, End);
    At = std::max(End, At + 1);
  }
  return Storage;
}

} // namespace modeltidy::cpp
