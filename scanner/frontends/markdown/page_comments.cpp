//===- page_comments.cpp - NOLINT comments of a page ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/page_comments.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr StringRef Open = "<!--", Close = "-->";

/// The marks of a fence that the line opens, or that may close one.
StringRef fenceOf(StringRef Line) {
  Line = Line.ltrim(" \t>");
  for (char Mark : {'`', '~'}) {
    size_t Length = Line.find_first_not_of(Mark);
    StringRef Marks = Line.take_front(Length);
    if (Marks.size() >= 3)
      return Marks;
  }
  return {};
}

} // namespace

std::vector<LineRange> nolintComments(StringRef Text) {
  std::vector<LineRange> Out;
  if (!Text.contains("NOLINT"))
    return Out;
  StringRef Fence; // the open one
  for (size_t At = 0; At < Text.size();) {
    size_t End = std::min(Text.find('\n', At), Text.size());
    StringRef Line = Text.slice(At, End), Marks = fenceOf(Line);
    size_t Comment = Fence.empty() ? Line.find(Open) : StringRef::npos;
    if (!Marks.empty() && Fence.empty())
      Fence = Marks;
    else if (!Fence.empty() && Marks.starts_with(Fence))
      Fence = "";
    else if (Comment != StringRef::npos) {
      size_t Begin = At + Comment;
      size_t Past = Text.find(Close, Begin + Open.size());
      if (Past == StringRef::npos)
        return Out;
      Past += Close.size();
      if (Text.slice(Begin, Past).contains("NOLINT"))
        Out.push_back({Begin, Past});
      At = Past;
      continue;
    }
    At = End + 1;
  }
  return Out;
}

} // namespace modeltidy
