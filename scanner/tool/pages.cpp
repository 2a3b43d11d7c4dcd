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
#include "scanner/report/explain.h"
#include "scanner/tool/policy_pages.h"
#include "scanner/tool/policy_stage.h"
#include "scanner/tool/write_file.h"
#include "llvm/ADT/StringExtras.h"
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

/// The nearest check, license, data set or model. "apache" begins the tag of a
/// license, and "alpaca" is what an owner's data set is called.
std::string hintFor(StringRef Name, const Catalog &Known) {
  std::vector<StringRef> Names;
  for (const Check *C : allChecks())
    Names.push_back(C->Id);
  for (const LicenseTerms &L : Known.licenses()) {
    Names.push_back(L.Id);
    Names.insert(Names.end(), L.HubTags.begin(), L.HubTags.end());
  }
  for (const Dataset &D : Known.datasets())
    Names.push_back(D.Id);
  for (const Family &F : Known.families())
    Names.insert(Names.end(), F.Examples.begin(), F.Examples.end());
  auto Quoted = [](StringRef Near) {
    return ("; did you mean '" + Near + "'?").str();
  };
  for (StringRef Each : Names)
    if (Each.substr(Each.rfind('/') + 1).equals_insensitive(Name))
      return Quoted(Each);
  for (StringRef Each : Names)
    if (Name.size() > 2 && Each.starts_with_insensitive(Name))
      return Quoted(Each);
  std::string Hint = yaml::didYouMean(Name, Names);
  return Hint.empty()
             ? "; --list-checks and --list-licenses print what there is"
             : Hint;
}

/// The policies of the first path. Their mistakes are printed, and what is
/// valid applies. Nothing where the path does not exist.
std::optional<Policies> policiesFor(const Options &Asked,
                                    std::string &Mistake) {
  llvm::Expected<Policies> Read = readPoliciesOnly(Asked);
  if (!Read) {
    Mistake = llvm::toString(Read.takeError());
    return std::nullopt;
  }
  printMistakes(Read->Mistakes);
  if (!Read->Mistakes.empty())
    Mistake = "the policy or the catalog has mistakes; the rest of it applies";
  return std::move(*Read);
}

std::string explain(const Options &Asked, std::string &Mistake) {
  StringRef Name = Asked.Explain;
  if (const Check *C = findCheck(Name))
    return checkPage(*C);
  std::optional<Policies> Read = policiesFor(Asked, Mistake);
  if (!Read)
    return {};
  if (std::optional<std::string> Page =
          explainRecord(Read->known(), Read->Tree.root(), Name))
    return *Page;
  Mistake = ("no check, model, license or data set is known as '" + Name + "'")
                .str() +
            hintFor(Name, Read->known());
  return {};
}

std::string listLicenses(const Options &Asked, std::string &Mistake) {
  std::optional<Policies> Read = policiesFor(Asked, Mistake);
  if (!Read)
    return {};
  return Asked.Format == OutputFormat::Json ? licenseJson(Read->known())
                                            : licenseTable(Read->known());
}

std::string suggest(const Options &Asked, std::string &Mistake) {
  std::optional<Policies> Read = policiesFor(Asked, Mistake);
  if (!Read)
    return {};
  std::string Table = suggestionTable(Read->known(), Asked.SuggestFor);
  if (Table.empty()) {
    std::vector<StringRef> Roles = suggestedRoles(Read->known());
    Mistake = "no model is suggested for '" + Asked.SuggestFor + "'; one of " +
              llvm::join(Roles, ", ");
  }
  return Table;
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
    Page = explain(Asked, Mistake);
  else if (Asked.ListLicenses)
    Page = listLicenses(Asked, Mistake);
  else if (!Asked.SuggestFor.empty())
    Page = suggest(Asked, Mistake);
  else if (Asked.ListChecks)
    Page = listChecks(Asked.Checks);
  else
    return false;
  return true;
}

} // namespace modeltidy
