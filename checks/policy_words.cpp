//===- policy_words.cpp - closed lists of a policy ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy_words.h"
#include "checks/registry/all_checks.h"
#include "scanner/catalog/catalog.h"
#include "llvm/ADT/STLExtras.h"
#include <chrono>
#include <string>
#include <vector>

namespace modeltidy {

namespace {

constexpr StringRef PlainGrants[] = {
    "output-training", "commercial-use", "mau",
    "territory",       "naming",         "attribution"};

std::chrono::sys_days dayOf(StringRef Text) {
  using namespace std::chrono;
  unsigned Year = 1970, Month = 1, Day = 1;
  Text.substr(0, 4).getAsInteger(10, Year);
  Text.substr(5, 2).getAsInteger(10, Month);
  Text.substr(8, 2).getAsInteger(10, Day);
  return sys_days(year(int(Year)) / month(Month) / day(Day));
}

} // namespace

ArrayRef<StringRef> territoryWords() { return territoryCodes(); }

ArrayRef<StringRef> useDomainWords() {
  static const std::vector<StringRef> Words = [] {
    std::vector<StringRef> Out;
    for (const UseDomain &D : Catalog::builtIn().useDomains())
      Out.push_back(D.Name);
    return Out;
  }();
  return Words;
}

ArrayRef<StringRef> grantWords() {
  static const std::vector<std::string> Owned = [] {
    std::vector<std::string> Out(std::begin(PlainGrants),
                                 std::end(PlainGrants));
    for (StringRef Domain : useDomainWords())
      Out.push_back(("use:" + Domain).str());
    return Out;
  }();
  static const std::vector<StringRef> Words(Owned.begin(), Owned.end());
  return Words;
}

const CheckOption *findOption(StringRef Key) {
  auto [Id, Name] = Key.split('.');
  if (const Check *C = findCheck(Id))
    for (const CheckOption &O : C->Options)
      if (O.Name == Name)
        return &O;
  return nullptr;
}

bool isPolicyDate(StringRef Text) {
  return Text.size() == 10 && isCalendarDate(Text);
}

int daysBetween(StringRef A, StringRef B) {
  return int((dayOf(B) - dayOf(A)).count());
}

bool liesIn(StringRef Ours, StringRef Named) {
  // Treaty on European Union, as of 2026.
  static constexpr StringRef Members[] = {
      "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI",
      "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
      "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"};
  auto Uk = [](StringRef T) { return T == "GB" ? StringRef("UK") : T; };
  bool IsMember = llvm::is_contained(Members, Ours);
  return Uk(Ours) == Uk(Named) || (Named == "EU" && IsMember);
}

} // namespace modeltidy
