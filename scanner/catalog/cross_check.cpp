//===- cross_check.cpp - Records that contradict each other ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/names.h"
#include "scanner/catalog/records_loader.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <re2/re2.h>

#include <map>

using llvm::Twine;

namespace modeltidy {

namespace {

class CrossCheck {
public:
  CrossCheck(const Records &All, const Records &Base, yaml::Problems &Out,
             std::vector<RecordPlace> *Of)
      : All(All), Base(Base), Out(Out), Of(Of) {}

  void run() {
    collect();
    for (const LicenseTerms &L : All.Licenses)
      license(L);
    for (const Family &F : All.Families)
      family(F);
    for (const Dataset &D : All.Datasets)
      dataset(D);
    for (const ModelService &S : All.Services)
      service(S);
    for (const GeneratorName &G : All.GeneratorNames)
      generatorName(G);
  }

private:
  void collect();
  void license(const LicenseTerms &L);
  void family(const Family &F);
  void service(const ModelService &S);
  void generatorName(const GeneratorName &G);
  void mark(StringRef Mark, RecordPlace At, StringRef Key);
  void dataset(const Dataset &D);
  void pattern(const Family &F, StringRef Pattern);
  void knownLicense(RecordPlace At, StringRef Key, StringRef Id);
  /// Reports the second use of a name.
  void once(llvm::StringMap<RecordPlace> &Seen, StringRef Name, RecordPlace At,
            StringRef Key, StringRef What);
  /// At a value of a record, by its key.
  void fail(RecordPlace At, StringRef Key, StringRef Value, const Twine &Text) {
    Out.push_back({At.File.str(), All.Marks.find(At, Key, Value), Text.str()});
    if (Of)
      Of->push_back(At);
  }

  const Records &All, &Base;
  yaml::Problems &Out;
  std::vector<RecordPlace> *Of;
  std::vector<StringRef> LicenseIds, DomainNames, Providers;
  llvm::StringMap<RecordPlace> SeenLicenses, SeenTags, SeenFamilies, SeenSets,
      SeenServices, SeenGenerators;
  std::map<int32_t, StringRef> Orders;
};

void CrossCheck::collect() {
  for (const Records *R : {&Base, &All}) {
    for (const LicenseTerms &L : R->Licenses)
      LicenseIds.push_back(L.Id);
    LicenseIds.insert(LicenseIds.end(), R->LeftOut.begin(), R->LeftOut.end());
    for (const UseDomain &D : R->UseDomains)
      DomainNames.push_back(D.Name);
    for (const Family &F : R->Families)
      if (!llvm::is_contained(Providers, F.Provider))
        Providers.push_back(F.Provider);
  }
}

void CrossCheck::knownLicense(RecordPlace At, StringRef Key, StringRef Id) {
  if (!Id.empty() && !llvm::is_contained(LicenseIds, Id))
    fail(At, Key, Id,
         "unknown license '" + Id + "'" + yaml::didYouMean(Id, LicenseIds));
}

void CrossCheck::once(llvm::StringMap<RecordPlace> &Seen, StringRef Name,
                      RecordPlace At, StringRef Key, StringRef What) {
  auto [Old, New] = Seen.try_emplace(Name.lower(), At);
  if (!New)
    fail(At, Key, Name,
         What + " '" + Name + "' stands also at " + Old->second.File + ":" +
             Twine(Old->second.Line));
}

void CrossCheck::license(const LicenseTerms &L) {
  once(SeenLicenses, L.Id, L.At, "license", "license");
  knownLicense(L.At, "superseded_by", L.SupersededBy);
  for (StringRef Id : L.Incorporates)
    knownLicense(L.At, "incorporates", Id);
  for (const ProhibitedUse &U : L.ProhibitedUses)
    if (!llvm::is_contained(DomainNames, U.Domain))
      fail(L.At, "domain", U.Domain,
           "unknown use domain '" + U.Domain + "'" +
               yaml::didYouMean(U.Domain, DomainNames));
  if (L.OutputTraining == OutputRule::Conditional && L.OutputDuties.empty())
    fail(L.At, "training", word(L.OutputTraining),
         "'" + L.Id + "' is conditional: name its output duties");
  if (L.OutputTraining == OutputRule::SameFamilyOnly && L.SameFamily.empty())
    fail(L.At, "training", word(L.OutputTraining),
         "'" + L.Id + "' needs 'same_family': what its exception covers");
}

void CrossCheck::pattern(const Family &F, StringRef Pattern) {
  re2::RE2::Options Options(re2::RE2::Quiet);
  Options.set_case_sensitive(false);
  re2::RE2 Compiled(re2::StringPiece(Pattern.data(), Pattern.size()), Options);
  if (!Compiled.ok())
    fail(F.At, "patterns", Pattern,
         "pattern '" + Pattern + "' is no RE2: " + Compiled.error());
}

void CrossCheck::family(const Family &F) {
  once(SeenFamilies, F.Name, F.At, "family", "family");
  auto [Old, New] = Orders.try_emplace(F.Order, F.Name);
  if (!New)
    fail(F.At, "order", {},
         "order " + Twine(F.Order) + " is taken by '" + Old->second + "'");
  knownLicense(F.At, "license", F.License);
  for (const AlsoGoverned &A : F.Also)
    knownLicense(F.At, "license", A.License);
  for (StringRef P : F.Patterns)
    pattern(F, P);
}

void CrossCheck::service(const ModelService &S) {
  once(SeenServices, S.Name, S.At, "service", "service");
  for (StringRef Alias : S.Aliases)
    once(SeenServices, Alias, S.At, "aliases", "service");
  for (StringRef P : S.Serves)
    if (!llvm::is_contained(Providers, P))
      fail(S.At, "serves", P,
           "no family has the provider '" + P + "'" +
               yaml::didYouMean(P, Providers));
}

void CrossCheck::mark(StringRef Mark, RecordPlace At, StringRef Key) {
  std::string Words = wordsOf(Mark);
  if (Words != "-" + Mark.str() + "-")
    fail(At, Key, Mark,
         "name mark '" + Mark + "' must be words joined by hyphens: '" +
             StringRef(Words).trim('-') + "'");
}

void CrossCheck::generatorName(const GeneratorName &G) {
  once(SeenGenerators, G.Model, G.At, "model", "generator's name");
  for (auto [Key, List] :
       {std::pair("marks", G.Marks), std::pair("beside", G.Beside),
        std::pair("unless", G.Unless)})
    for (StringRef Mark : List)
      mark(Mark, G.At, Key);
  if (G.Marks.empty())
    fail(G.At, "model", G.Model, "'" + G.Model + "' needs 'marks'");
}

void CrossCheck::dataset(const Dataset &D) {
  once(SeenSets, D.Id, D.At, "id", "data set");
  for (StringRef Alias : D.Aliases)
    once(SeenSets, Alias, D.At, "aliases", "data set");
  for (StringRef Mark : D.NameMarks)
    mark(Mark, D.At, "name_marks");
  for (StringRef Id : D.LicenseIds)
    knownLicense(D.At, "license_ids", Id);
}

} // namespace

void crossCheck(const Records &All, const Records &Base, yaml::Problems &Out,
                std::vector<RecordPlace> *Of) {
  CrossCheck(All, Base, Out, Of).run();
}

} // namespace modeltidy
