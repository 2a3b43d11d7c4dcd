//===- check.cpp - words of diagnostics -----------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/check.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Path.h"

namespace modeltidy {

llvm::StringRef severityName(Severity S) {
  switch (S) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    break;
  }
  return "note";
}

const Policy &Subject::rulesAt(const Place &Where) const {
  static const Policy Default;
  return Around.Policies ? Around.Policies->of(Graph.Files[Where.File])
                         : Default;
}

const Policy &Subject::rules() const {
  static const Policy Default;
  return Around.Policies ? Around.Policies->root() : Default;
}

std::string Subject::inCheckout(llvm::StringRef Path) const {
  if (Around.Prefix.empty() || Path.starts_with("/"))
    return Path.str();
  llvm::SmallString<256> Whole = Around.Prefix;
  Whole += Path;
  // A policy above the scanned folder is "../.model-tidy.yaml".
  llvm::sys::path::remove_dots(Whole, /*remove_dot_dot=*/true,
                               llvm::sys::path::Style::posix);
  return Whole.str().str();
}

std::vector<std::string> optionOf(const Policy &Rules, const Check &Rule,
                                  llvm::StringRef Name) {
  auto Set = Rules.CheckOptions.find((Rule.Id + "." + Name).str());
  if (Set != Rules.CheckOptions.end())
    return Set->second;
  std::vector<std::string> Out;
  for (const CheckOption &O : Rule.Options) {
    if (O.Name != Name)
      continue;
    llvm::SmallVector<llvm::StringRef> Parts;
    O.Default.split(Parts, ',', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Part : Parts)
      Out.push_back(Part.trim().str());
  }
  return Out;
}

std::vector<ExampleFile> exampleFiles(llvm::StringRef Example) {
  constexpr llvm::StringRef Mark = "#--- ";
  std::vector<ExampleFile> Out;
  llvm::StringRef Rest = Example.ltrim('\n');
  if (!Rest.starts_with(Mark))
    return {{"example.py", Example}};
  while (Rest.consume_front(Mark)) {
    auto [Path, Body] = Rest.split('\n');
    size_t Next = ("\n" + Body).str().find("\n" + Mark.str());
    llvm::StringRef Text = Body.take_front(Next);
    Rest = Body.drop_front(Text.size());
    Out.push_back({Path.trim(), Text});
  }
  return Out;
}

} // namespace modeltidy
