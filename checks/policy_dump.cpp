//===- policy_dump.cpp - an effective policy as YAML ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy_file.h"
#include "checks/registry/all_checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

/// A scalar in single quotes, in which YAML knows one escape.
std::string quoted(StringRef Text) {
  std::string Out = "'";
  for (char C : Text)
    Out += C == '\''                ? std::string("''")
           : C == '\n' || C == '\r' ? std::string(" ")
                                    : std::string(1, C);
  return Out + "'";
}

std::string listed(ArrayRef<std::string> Items) {
  std::vector<std::string> Out;
  for (const std::string &Item : Items)
    Out.push_back(quoted(Item));
  return "[" + llvm::join(Out, ", ") + "]";
}

/// Numbers in quotes are texts.
bool isNumber(StringRef Option) {
  for (const Check *C : allChecks())
    for (const CheckOption &O : C->Options)
      if (O.IsNumber && Option == (C->Id + "." + O.Name).str())
        return true;
  return false;
}

std::string optionValues(StringRef Option, ArrayRef<std::string> Values) {
  if (isNumber(Option))
    return Values.size() == 1 ? Values.front()
                              : "[" + llvm::join(Values, ", ") + "]";
  return Values.size() == 1 ? quoted(Values.front()) : listed(Values);
}

std::string records(StringRef Key, ArrayRef<std::string> Rows) {
  std::string Out = Rows.empty() ? "" : (Key + ":\n").str();
  for (const std::string &Row : Rows)
    Out += "  - " + Row + "\n";
  return Out;
}

/// "key: value" pairs of one row, without those that are empty.
std::string row(ArrayRef<std::pair<StringRef, std::string>> Fields) {
  std::vector<std::string> Out;
  for (const auto &[Key, Value] : Fields)
    if (!Value.empty() && Value != "''")
      Out.push_back((Key + ": " + Value).str());
  return "  - {" + llvm::join(Out, ", ") + "}\n";
}

std::string truth(std::optional<bool> B) {
  return B ? (*B ? "true" : "false") : "";
}

std::string organization(const Organization &Org) {
  std::string Out = "Organization:\n";
  auto Line = [&](StringRef Key, const std::string &Value) {
    if (!Value.empty() && Value != "''" && Value != "[]")
      Out += ("  " + Key + ": " + Value + "\n").str();
  };
  Line("Name", quoted(Org.Name));
  Line("Commercial", truth(Org.Commercial));
  Line("Territories", listed(Org.Territories));
  Line("CompetingModels",
       Org.Competing == CompetingModels::Assume ? "assume" : "declared-not");
  Line("UnknownModels",
       Org.Unknown == UnknownModels::Note ? "note" : "prohibit");
  Line("UseDomains", listed(Org.UseDomains));
  Line("DeploysInEU", truth(Org.DeploysInEU));
  auto Count = [&](StringRef Key, int64_t N) {
    if (N)
      Line(Key, std::to_string(N));
  };
  Count("DailyActiveUsers", Org.DailyActiveUsers);
  Count("AnnualRevenue", Org.AnnualRevenue);
  if (!Org.MonthlyActiveUsers.empty())
    Out += "  MonthlyActiveUsers:\n";
  for (const ProductUsers &U : Org.MonthlyActiveUsers)
    Out += "  " + row({{"Product", quoted(U.Product)},
                       {"Affiliate", quoted(U.Affiliate)},
                       {"Users", std::to_string(U.Users)}});
  return Out;
}

std::string lists(const Policy &P) {
  std::string Out;
  if (!P.Agreements.empty())
    Out += "Agreements:\n";
  for (const Agreement &A : P.Agreements)
    Out += row({{"Model", quoted(A.Model)},
                {"Grants", listed(A.Grants)},
                {"Reference", quoted(A.Reference)},
                {"Until", quoted(A.Until)}});
  if (!P.Targets.empty())
    Out += "Targets:\n";
  for (const TargetRule &T : P.Targets)
    Out += row({{"Path", quoted(T.Path)},
                {"Base", quoted(T.Base)},
                {"Competes", truth(T.Competes)},
                {"PublishedAs", quoted(T.PublishedAs)}});
  if (!P.Suppressions.empty())
    Out += "Suppressions:\n";
  for (const Suppression &S : P.Suppressions)
    Out += row({{"Check", quoted(S.Check)},
                {"Path", quoted(S.Path)},
                {"Model", quoted(S.Model)},
                {"Reason", quoted(S.Reason)},
                {"Until", quoted(S.Until)}});
  return Out;
}

} // namespace

std::string writtenOnOneLine(yaml::Node At) {
  std::vector<std::string> Parts;
  if (At.isSequence()) {
    for (yaml::Node Item : At.items())
      Parts.push_back(writtenOnOneLine(Item));
    return "[" + llvm::join(Parts, ", ") + "]";
  }
  if (At.isMapping()) {
    for (auto [Key, Value] : At.entries())
      Parts.push_back(quoted(Key.text()) + ": " + writtenOnOneLine(Value));
    return "{" + llvm::join(Parts, ", ") + "}";
  }
  if (At.isNull())
    return "null";
  return At.asBool() || At.asNumber() ? At.text().str() : quoted(At.text());
}

std::string dumpPolicy(const Policy &P) {
  std::string Out = "Checks: " + quoted(P.Checks.empty() ? "*" : P.Checks) +
                    "\nWarningsAsErrors: " + quoted(P.WarningsAsErrors) + "\n";
  if (!P.CheckOptions.empty())
    Out += "CheckOptions:\n";
  for (const auto &[Key, Values] : P.CheckOptions)
    Out += "  " + Key + ": " + optionValues(Key, Values) + "\n";
  Out += organization(P.Org) + lists(P) + records("Models", P.Models) +
         records("Datasets", P.Datasets) + records("Licenses", P.Licenses);
  if (!P.ApiModels.empty())
    Out += "ApiModels: " + listed(P.ApiModels) + "\n";
  std::vector<std::string> Exclude;
  Exclude.reserve(P.Exclude.size());
  for (const ExcludePattern &E : P.Exclude)
    Exclude.push_back(E.Pattern);
  if (!Exclude.empty())
    Out += "Exclude: " + listed(Exclude) + "\n";
  return Out + "Bom: " + quoted(P.Bom) + "\n";
}

} // namespace modeltidy
