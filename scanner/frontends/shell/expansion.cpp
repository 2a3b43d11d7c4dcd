//===-- expansion.cpp -----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/expansion.h"

namespace modeltidy::shell {

namespace {

using Result = std::optional<std::string>;

bool isLiteral(llvm::StringRef Pattern) {
  return Pattern.find_first_of("*?[]$`\\\"'{}") == llvm::StringRef::npos;
}

/// ${x#p}, ${x##p}: p, or *p, goes away at the front.
Result withoutPrefix(llvm::StringRef Text, llvm::StringRef Pattern,
                     bool Longest) {
  bool Star = Pattern.consume_front("*");
  if (Pattern.empty() || !isLiteral(Pattern))
    return std::nullopt;
  if (!Star) {
    Text.consume_front(Pattern);
    return Text.str();
  }
  size_t At = Longest ? Text.rfind(Pattern) : Text.find(Pattern);
  return (At == llvm::StringRef::npos ? Text
                                      : Text.drop_front(At + Pattern.size()))
      .str();
}

/// ${x%p}, ${x%%p}: p, or p*, goes away at the end.
Result withoutSuffix(llvm::StringRef Text, llvm::StringRef Pattern,
                     bool Longest) {
  bool Star = Pattern.consume_back("*");
  if (Pattern.empty() || !isLiteral(Pattern))
    return std::nullopt;
  if (!Star) {
    Text.consume_back(Pattern);
    return Text.str();
  }
  size_t At = Longest ? Text.find(Pattern) : Text.rfind(Pattern);
  return Text.take_front(At).str();
}

/// ${x/a/b}, ${x//a/b}; a slash in a may be escaped.
Result replaced(llvm::StringRef Text, llvm::StringRef Pattern, bool All) {
  std::string From = "/";
  llvm::StringRef To = Pattern;
  if (To.consume_front("\\/"))
    To.consume_front("/");
  else
    std::tie(From, To) =
        std::pair(Pattern.split('/').first.str(), Pattern.split('/').second);
  if (From.empty() || !isLiteral(From) || !isLiteral(To))
    return std::nullopt;
  std::string Out;
  for (size_t At = Text.find(From); At != llvm::StringRef::npos;
       At = Text.find(From)) {
    Out += Text.take_front(At).str() + To.str();
    Text = Text.drop_front(At + From.size());
    if (!All)
      break;
  }
  return Out + Text.str();
}

} // namespace

Result expandOperator(llvm::StringRef Text, llvm::StringRef Operator) {
  if (Operator.consume_front("##"))
    return withoutPrefix(Text, Operator, true);
  if (Operator.consume_front("#"))
    return withoutPrefix(Text, Operator, false);
  if (Operator.consume_front("%%"))
    return withoutSuffix(Text, Operator, true);
  if (Operator.consume_front("%"))
    return withoutSuffix(Text, Operator, false);
  if (Operator.consume_front("//"))
    return replaced(Text, Operator, true);
  if (Operator.consume_front("/"))
    return replaced(Text, Operator, false);
  if (Operator == ",,")
    return Text.lower();
  if (Operator == "^^")
    return Text.upper();
  return std::nullopt;
}

} // namespace modeltidy::shell
