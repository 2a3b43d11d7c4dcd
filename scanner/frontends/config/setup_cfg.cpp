//===- setup_cfg.cpp - the programs that a setup.cfg installs -------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/setup_cfg.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

/// `name = module:function` as `name="module:function"`, ending where Line
/// does; "" for any other line.
static std::string programLine(StringRef Line) {
  auto [Name, Reference] = Line.split('=');
  bool Indented = Line.starts_with(" ") || Line.starts_with("\t");
  Name = Name.trim();
  Reference = Reference.trim();
  bool Plain = !Name.empty() && llvm::all_of(Name, [](char C) {
    return llvm::isAlnum(C) || C == '-' || C == '_';
  });
  if (!Indented || !Plain || !Reference.contains(':') ||
      Reference.find_first_of("\"\\ ") != StringRef::npos)
    return {};
  std::string Out = (Name + "=\"" + Reference + "\"").str();
  return Out.size() > Line.size() ? std::string() : Out;
}

std::string tomlOfSetupCfg(StringRef Text) {
  std::string Out(Text.size(), ' ');
  bool Inside = false;
  for (size_t Begin = 0; Begin < Text.size();) {
    size_t End = std::min(Text.find('\n', Begin), Text.size());
    StringRef Line = Text.slice(Begin, End).rtrim();
    std::string Kept;
    if (Line.starts_with("[")) {
      Inside = Line == "[options.entry_points]";
      Kept = Inside ? Line.str() : "";
    } else if (Inside) {
      Kept = programLine(Line);
    }
    std::copy(Kept.begin(), Kept.end(), Out.begin() + Begin);
    if (End < Text.size())
      Out[End] = '\n';
    Begin = End + 1;
  }
  return Out;
}

} // namespace modeltidy
