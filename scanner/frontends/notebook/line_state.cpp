//===- line_state.cpp - whether a line of Python begins anew --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/notebook/line_state.h"

namespace modeltidy::notebook {

using llvm::StringRef;

/// The offset behind the next Stop that no backslash escapes, or npos.
static size_t behind(StringRef Text, StringRef Stop) {
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text.substr(I).starts_with(Stop))
      return I + Stop.size();
    I += Text[I] == '\\';
  }
  return StringRef::npos;
}

/// What follows the text in three quotes that is open.
StringRef LineState::afterText(StringRef Rest) {
  const char Stop[] = {Quote, Quote, Quote, 0};
  size_t End = behind(Rest, Stop);
  if (End == StringRef::npos)
    return "";
  Quote = 0;
  return Rest.drop_front(End);
}

/// Rest begins with a quote; a short text ends with its line.
StringRef LineState::afterQuote(StringRef Rest) {
  const char Long[] = {Rest[0], Rest[0], Rest[0], 0};
  if (Rest.starts_with(Long)) {
    Quote = Rest[0];
    return Rest.drop_front(3);
  }
  size_t End = behind(Rest.drop_front(), Rest.take_front());
  return End == StringRef::npos ? "" : Rest.drop_front(End + 1);
}

void LineState::feed(StringRef Line) {
  Joined = false;
  StringRef Rest = Line;
  while (!Rest.empty()) {
    if (Quote != 0) {
      Rest = afterText(Rest);
      continue;
    }
    char C = Rest[0];
    if (C == '#')
      return;
    if (C == '"' || C == '\'') {
      Rest = afterQuote(Rest);
      continue;
    }
    if (C == '(' || C == '[' || C == '{')
      ++Depth;
    else if ((C == ')' || C == ']' || C == '}') && Depth != 0)
      --Depth;
    Rest = Rest.drop_front();
    Joined = C == '\\' && Rest.empty();
  }
}

} // namespace modeltidy::notebook
