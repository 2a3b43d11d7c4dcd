//===- terms_since_forms.cpp - changed terms as text, Markdown and JSON ---===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/snippet.h"
#include "scanner/report/terms_since.h"
#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

namespace modeltidy {

namespace {

using Json = nlohmann::ordered_json;

std::string headOf(const TermsReport &R) {
  return "Terms that changed since " + R.Since + ", as the catalog of " +
         R.CatalogRead + " knows them";
}

std::string countsOf(const TermsReport &R) {
  return "Texts that govern what is used here: " + std::to_string(R.Looked) +
         "; changed: " + std::to_string(R.Changed.size()) +
         ". Digest: " + R.Digest;
}

std::string sourceOf(const LicenseTerms &L) {
  return (L.Url.empty() ? L.Source : L.Url).str() + ", read " + L.Read.str();
}

/// Ids and paths come from the repository: nothing in them may act.
std::string useText(const TermsUse &U) {
  return printable(U.Id) + " (" + printable(U.File) + ":" +
         std::to_string(U.Line) + ")";
}

std::string usesText(const ChangedTerms &T) {
  constexpr size_t MaxUses = 20;
  std::string Out;
  for (const TermsUse &U : ArrayRef(T.Uses).take_front(MaxUses))
    Out += (Out.empty() ? "" : ", ") + useText(U);
  if (T.Uses.size() > MaxUses)
    Out += " and " + std::to_string(T.Uses.size() - MaxUses) + " more";
  return Out;
}

/// A table's cell, or text between asterisks.
std::string inMarkdown(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (StringRef("\\`*_{}[]<>#|!").contains(C))
      Out += '\\';
    Out += C == '\n' ? ' ' : C;
  }
  return Out;
}

} // namespace

std::string termsSinceText(const TermsReport &R) {
  std::string Out = headOf(R) + ":\n";
  for (const ChangedTerms &T : R.Changed) {
    Out += "\n" + T.Terms->Id.str() + ": " + T.Terms->Name.str() + "\n";
    for (const TermsChange &C : T.Changes) {
      Out += "  " + C.Date + ": " + C.What + " (" + word(C.Confidence).str() +
             ")\n";
      for (const ProvisionChange &P : C.Provisions)
        Out += "    " + P.Name.str() + "\n      was: " + P.Before +
               "\n      is:  " + P.After + "\n";
    }
    Out += "  used by: " + usesText(T) + "\n";
    Out += "  source: " + sourceOf(*T.Terms) + "\n";
  }
  return Out + "\n" + countsOf(R) + "\n";
}

std::string termsSinceMarkdown(const TermsReport &R) {
  std::string Out = "## " + headOf(R) + "\n";
  for (const ChangedTerms &T : R.Changed) {
    Out += "\n### " + inMarkdown(T.Terms->Name) + "\n\n";
    for (const TermsChange &C : T.Changes) {
      Out += "- **" + C.Date + "**: " + inMarkdown(C.What) + " (" +
             word(C.Confidence).str() + ")\n";
      if (C.Provisions.empty())
        continue;
      Out += "\n  | provision | was | is |\n  | --- | --- | --- |\n";
      for (const ProvisionChange &P : C.Provisions)
        Out += "  | " + P.Name.str() + " | " + inMarkdown(P.Before) + " | " +
               inMarkdown(P.After) + " |\n";
      Out += "\n";
    }
    Out += "\nUsed by: " + inMarkdown(usesText(T)) +
           ". Source: " + inMarkdown(sourceOf(*T.Terms)) + ".\n";
  }
  return Out + "\n" + countsOf(R) + "\n";
}

std::string termsSinceJson(const TermsReport &R) {
  Json Changes = Json::array();
  for (const ChangedTerms &T : R.Changed) {
    Json Uses = Json::array();
    for (const TermsUse &U : T.Uses)
      Uses.push_back({{"id", U.Id},
                      {"kind", U.OfDataset ? "dataset" : "model"},
                      {"file", U.File},
                      {"line", U.Line}});
    for (const TermsChange &C : T.Changes) {
      Json Provisions = Json::array();
      for (const ProvisionChange &P : C.Provisions)
        Provisions.push_back({{"provision", P.Name.str()},
                              {"before", P.Before},
                              {"after", P.After}});
      Changes.push_back({{"license", T.Terms->Id.str()},
                         {"name", T.Terms->Name.str()},
                         {"date", C.Date},
                         {"change", C.What},
                         {"provisions", std::move(Provisions)},
                         {"confidence", word(C.Confidence).str()},
                         {"source", T.Terms->Source.str()},
                         {"read", T.Terms->Read.str()},
                         {"used_by", Uses}});
    }
  }
  Json Page = {{"since", R.Since},
               {"today", R.Today},
               {"catalog_read", R.CatalogRead},
               {"texts", R.Looked},
               {"changed", R.Changed.size()},
               {"digest", R.Digest},
               {"changes", std::move(Changes)}};
  return Page.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace modeltidy
