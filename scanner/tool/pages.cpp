//===- pages.cpp - runs that print and scan nothing -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/pages.h"
#include "checks/registry/all_checks.h"
#include "scanner/catalog/yaml.h"
#include "scanner/report/check_page.h"
#include "scanner/tool/write_file.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

std::string listChecks(const CheckGlobs &Enabled) {
  std::string Out = "Enabled checks:\n";
  for (const Check *C : allChecks())
    if (Enabled.contains(C->Id))
      Out += "    " + C->Id.str() + "\n";
  return Out;
}

std::string explain(StringRef Id, std::string &Mistake) {
  if (const Check *C = findCheck(Id))
    return checkPage(*C);
  std::vector<StringRef> Ids;
  for (const Check *C : allChecks())
    Ids.push_back(C->Id);
  std::string Hint = yaml::didYouMean(Id, Ids);
  Mistake = ("no check is named '" + Id + "'").str() +
            (Hint.empty() ? "; --list-checks prints them all" : Hint);
  return {};
}

/// Empty, or what is wrong.
std::string writePage(StringRef Folder, StringRef Name, StringRef Bytes) {
  llvm::SmallString<128> Path = Folder;
  llvm::sys::path::append(Path, Name);
  return writeFile(Path, Bytes);
}

std::string dumpCheckDocs(StringRef Folder) {
  if (std::error_code Error = llvm::sys::fs::create_directories(Folder))
    return ("cannot make '" + Folder + "': " + Error.message()).str();
  std::string Mistake = writePage(Folder, "README.md", checkIndex(allChecks()));
  for (const Check *C : allChecks())
    if (Mistake.empty())
      Mistake = writePage(Folder, C->Id.str() + ".md", checkPage(*C));
  return Mistake;
}

} // namespace

bool wantsPage(const Options &Asked, std::string &Page, std::string &Mistake) {
  if (Asked.DumpOptionDocs)
    Page = optionDocs();
  else if (Asked.DumpManPage)
    Page = manPage();
  else if (!Asked.DumpCompletions.empty()) {
    Page = completions(Asked.DumpCompletions);
    if (Page.empty())
      Mistake = "there are completions of bash, zsh and fish, not of '" +
                Asked.DumpCompletions + "'";
  } else if (!Asked.DumpCheckDocs.empty())
    Mistake = dumpCheckDocs(Asked.DumpCheckDocs);
  else if (!Asked.Explain.empty())
    Page = explain(Asked.Explain, Mistake);
  else if (Asked.ListChecks)
    Page = listChecks(Asked.Checks);
  else
    return false;
  return true;
}

} // namespace modeltidy
