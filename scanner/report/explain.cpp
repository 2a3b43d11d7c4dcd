//===- explain.cpp - what is known of a model, license or data set --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/explain.h"
#include "checks/card.h"
#include "checks/policy_words.h"
#include "checks/verdict.h"
#include "scanner/report/provisions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <limits>

namespace modeltidy {

namespace {

/// Collects "key: value" lines; what is empty is left out.
class Page {
public:
  void head(const llvm::Twine &Text) { Out += Text.str() + "\n"; }
  void line(StringRef Key, const llvm::Twine &Value) {
    std::string Text = Value.str();
    if (!Text.empty())
      Out += ("  " + Key + ": " + Text + "\n").str();
  }
  void item(const llvm::Twine &Text) { Out += "  - " + Text.str() + "\n"; }
  void gap() { Out += "\n"; }
  std::string take() { return std::move(Out); }

private:
  std::string Out;
};

std::string joined(ArrayRef<StringRef> Words) {
  return llvm::join(Words.begin(), Words.end(), ", ");
}

void addTerms(Page &P, const LicenseTerms &L) {
  for (const Provision &Said : provisionsOf(L))
    P.line(Said.Name, Said.Text);
  P.line("risk", word(riskOf(L)));
  P.line("note", L.Note);
  P.line("published guides differ", L.ArticlesDiffer);
  P.line("source", (L.Url.empty() ? L.Source : L.Url) + ", read " + L.Read +
                       ", " + word(L.Confidence));
}

/// Who asks: a model, or a license alone.
struct Asked {
  StringRef Id;
  const Family *Of = nullptr;
};

/// What one text means under a policy.
class Selector {
public:
  Selector(Page &To, const LicenseTerms &Text, const Policy &By,
           const Asked &About)
      : P(To), L(Text), Rules(By), Whose(About) {}

  void run() {
    outputs();
    commercial();
    users();
    territories();
    uses();
    P.line("in the way", llvm::join(Issues, "; "));
    P.line("not declared in the policy", llvm::join(Open, "; "));
    if (Issues.empty() && Open.empty())
      P.line("in the way", "nothing that the catalog and the policy know of");
  }

private:
  bool granted(const std::string &Grant) const {
    return findAgreement(Rules, Whose.Id.str(),
                         Whose.Of ? Whose.Of->Name.str() : L.Id.str(), Grant);
  }

  Judgment judged(const Family *Target) const {
    SourceTerms From;
    TargetInfo To;
    To.Id = Target ? "a model of its own family" : "another model";
    To.Of = Target;
    To.Makes = ModelKind::Generative;
    From.Of = Whose.Of;
    From.Model = Whose.Id.empty() ? L.Name.str() : Whose.Id.str();
    From.Texts.push_back({&L, L.OutputTraining, L.OutputDuties, "asked"});
    From.Known = &Catalog::builtIn();
    return judge(From, To, {}, Rules);
  }

  void outputs() {
    Judgment Other = judged(nullptr);
    P.line("output trains another generative model",
           verdictName(Other.Decision) + ": " + Other.Reason);
    if (Other.Decision != Verdict::Permitted)
      Issues.push_back("training another model on outputs (" +
                       verdictName(Other.Decision).str() + ")");
    if (!Whose.Of || Other.Decision == Verdict::Permitted)
      return;
    Judgment Own = judged(Whose.Of);
    if (Own.Decision != Other.Decision)
      P.line("output trains a model of its own family",
             verdictName(Own.Decision) + ": " + Own.Reason);
  }

  void commercial() {
    bool Barred = L.Commercial == CommercialUse::No;
    if ((!Barred && L.Registration.empty()) || granted("commercial-use"))
      return;
    if (!Rules.Org.Commercial)
      Open.push_back("whether the use is commercial");
    else if (*Rules.Org.Commercial)
      Issues.push_back(Barred ? "commercial use" : L.Registration.str());
  }

  void users() {
    if (!L.MonthlyActiveUsers || granted("mau"))
      return;
    int64_t Users = 0;
    for (const ProductUsers &U : Rules.Org.MonthlyActiveUsers)
      if (__builtin_add_overflow(Users, U.Users, &Users))
        Users = std::numeric_limits<int64_t>::max();
    if (Rules.Org.MonthlyActiveUsers.empty())
      return Open.push_back("monthly active users");
    P.line("users",
           llvm::Twine(Users) + " of " + llvm::Twine(L.MonthlyActiveUsers));
    if (Users >= L.MonthlyActiveUsers)
      Issues.push_back("the threshold of users");
  }

  void territories() {
    if (L.Territories.empty() || granted("territory"))
      return;
    if (Rules.Org.Territories.empty())
      return Open.push_back("territories");
    for (const TerritoryExclusion &T : L.Territories)
      if (llvm::any_of(Rules.Org.Territories, [&](const std::string &Ours) {
            return liesIn(Ours, T.Territory);
          }))
        Issues.push_back("no rights in " + T.Territory.str());
  }

  void uses() {
    for (const ProhibitedUse &U : L.ProhibitedUses) {
      if (!llvm::is_contained(Rules.Org.UseDomains, U.Domain.str()) ||
          granted("use:" + U.Domain.str()))
        continue;
      P.line("declared use " + U.Domain.str(),
             (U.Banned ? "off limits" : "barred in some forms") +
                 (U.Note.empty() ? "" : ": " + U.Note));
      if (U.Banned)
        Issues.push_back("the declared use " + U.Domain.str());
    }
  }

  Page &P;
  const LicenseTerms &L;
  const Policy &Rules;
  const Asked &Whose;
  std::vector<std::string> Issues, Open;
};

void addPolicy(Page &P, const LicenseTerms &L, const Policy &Rules,
               const Asked &Whose) {
  P.head("  Under this policy:");
  Selector(P, L, Rules, Whose).run();
}

void addAlternatives(Page &P, const Catalog &Known, StringRef Role,
                     const Family *Except) {
  constexpr size_t Enough = 5;
  std::vector<const Family *> Found = suggestionsFor(Known, Role, Enough);
  if (Found.empty())
    return;
  P.gap();
  P.head("Outputs free for training:");
  for (const Family *F : Found)
    if (F != Except && !F->Examples.empty())
      P.item(F->Examples.front() + " (" + F->License + ")");
}

std::string licensePage(const Catalog &Known, const LicenseTerms &L,
                        const Policy &Rules) {
  Page P;
  P.head(L.Id + ": " + L.Name +
         (L.Version.empty() ? "" : " (" + L.Version + ")"));
  P.line("kind", word(L.Kind));
  P.line("valid",
         L.ValidFrom + (L.ValidUntil.empty() ? "" : " to ") + L.ValidUntil);
  P.line("superseded by", L.SupersededBy);
  addTerms(P, L);
  for (const TermsVersion &V : L.History)
    P.line("version", V.From + (V.Until.empty() ? "" : " to ") + V.Until +
                          ": " + V.Change);
  addPolicy(P, L, Rules, {});
  addAlternatives(P, Known, "generate", nullptr);
  return P.take();
}

/// Why a text that is named does not decide today.
std::string reachOf(const Family &F, const LicenseTerms &L) {
  for (const AlsoGoverned &A : F.Also)
    if (A.License == L.Id && A.ReachesOutputs && !A.Until.empty())
      return " (for outputs generated until " + A.Until.str() + ")";
  return " (named; it does not reach outputs)";
}

std::string modelPage(const Catalog &Known, StringRef Id, const Family &F,
                      const Policy &Rules) {
  Page P;
  P.head(Id + ": " + F.Name);
  P.line("kind", word(F.Kind) + (F.Modality.empty() ? "" : ", ") + F.Modality);
  P.line("lineage", F.LineageStrict);
  P.line("record", F.Source + (F.Read.empty() ? "" : ", read ") + F.Read +
                       ", " + word(F.Confidence));
  P.line("note", F.Note);
  P.line("published guides differ", F.ArticlesDiffer);
  SourceTerms Terms = termsOfModel(Known, Id, Channel::Unknown);
  auto Add = [&](const GoverningText &Text, StringRef Reach) {
    if (!Text.Terms)
      return;
    P.gap();
    P.head(Text.Terms->Id + ": " + Text.Terms->Name + ", " + Text.Why + Reach);
    addTerms(P, *Text.Terms);
    if (Reach.empty())
      addPolicy(P, *Text.Terms, Rules, {Id, &F});
  };
  for (const GoverningText &Text : Terms.Texts)
    Add(Text, "");
  for (const GoverningText &Text : Terms.NamedOnly)
    Add(Text, reachOf(F, *Text.Terms));
  P.gap();
  P.head(F.Kind == FamilyKind::Weights
             ? "Through a provider's service its terms come on top, and the "
               "stricter decides."
             : "Where a reseller offers it, the reseller's terms come on top, "
               "and the stricter decides.");
  addAlternatives(P, Known,
                  F.Modality == "image-generation" ? "generate-image"
                  : F.Modality == "embedding"      ? "embed"
                                                   : "generate",
                  &F);
  return P.take();
}

/// What training on the rows of each generator means under a policy.
void addRows(Page &P, const Catalog &Known, const Dataset &D,
             const Policy &Rules) {
  P.gap();
  P.head("Under this policy:");
  if (D.Content == DataContent::Human)
    P.line("trains another generative model", "permitted: people wrote it");
  TargetInfo To;
  To.Id = "another model";
  To.Makes = ModelKind::Generative;
  for (const Generator &G : Known.generatorsOf(D)) {
    Judgment J = judge(termsOfDataset(Known, D, G), To, {}, Rules);
    P.line("what " + G.Name.str() + " wrote trains another generative model",
           verdictName(J.Decision) + ": " + J.Reason);
  }
  addAlternatives(P, Known, "generate", nullptr);
}

std::string datasetPage(const Catalog &Known, const Dataset &D,
                        const Policy &Rules) {
  Page P;
  P.head(D.Id + ": data set");
  P.line("also known as", joined(D.Aliases));
  P.line("content", word(D.Content));
  P.line("license", D.License);
  P.line("generated on", D.GeneratedOn);
  for (const Generator &G : Known.generatorsOf(D))
    P.line("generator",
           G.Name + (G.Model ? " (" + G.Model->License + ")" : ""));
  for (const DatasetPart &Part : D.Columns)
    P.line("column " + Part.Name.str(), joined(Part.Generators));
  for (const DatasetPart &Part : D.Splits)
    P.line("split " + Part.Name.str(), joined(Part.Generators));
  P.line("note", D.Note);
  P.line("source", D.Source + (D.Read.empty() ? "" : ", read ") + D.Read +
                       ", " + word(D.Confidence));
  addRows(P, Known, D, Rules);
  return P.take();
}

} // namespace

std::optional<std::string> explainRecord(const Catalog &Known,
                                         const Policy &Rules, StringRef Name) {
  if (const LicenseTerms *L = licenseDeclared(Known, Name))
    return licensePage(Known, *L, Rules);
  if (const Dataset *D = Known.findDataset(Name))
    return datasetPage(Known, *D, Rules);
  if (const Family *F = Known.resolveModel(Name))
    return modelPage(Known, Name, *F, Rules);
  return std::nullopt;
}

std::string licenseTable(const Catalog &Known) {
  std::string Out =
      "| license | training on outputs | commercial use | users | "
      "attribution | use limits | territory | risk | read |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const LicenseTerms &L : Known.licenses()) {
    std::vector<std::string> Cells = {
        L.Id.str(),
        word(L.OutputTraining).str(),
        word(L.Commercial).str(),
        L.MonthlyActiveUsers ? std::to_string(L.MonthlyActiveUsers) : "",
        L.AttributionRequired ? "yes" : "",
        L.AcceptableUsePolicy || L.CarryUseRestrictions ? "yes" : "",
        L.Territories.empty() ? "" : L.Territories.front().Territory.str(),
        word(riskOf(L)).str(),
        (L.Read + " " + word(L.Confidence)).str()};
    Out += "| " + llvm::join(Cells, " | ") + " |\n";
  }
  return Out;
}

std::vector<StringRef> suggestedRoles(const Catalog &Known) {
  std::vector<StringRef> Roles;
  for (const Family &F : Known.families())
    for (StringRef Role : F.SuggestedFor)
      if (!llvm::is_contained(Roles, Role))
        Roles.push_back(Role);
  llvm::sort(Roles);
  return Roles;
}

std::string suggestionTable(const Catalog &Known, StringRef Role) {
  std::string Out;
  for (const Family *F : suggestionsFor(Known, Role)) {
    StringRef Id = F->Examples.empty() ? F->Name : F->Examples.front();
    Out += (Id + "\t" + F->License + "\t" + F->Name + "\t" +
            word(F->Confidence) + "\n")
               .str();
  }
  return Out;
}

} // namespace modeltidy
