//===- bom.cpp - the license bill of materials ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/card.h"
#include "checks/policy_words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace modeltidy {

namespace {

/// Just past what is written of a value: a collection in brackets ends with
/// them, one of lines with its last value.
uint32_t endOf(yaml::Node Value, StringRef Text) {
  StringRef Rest = Text.drop_front(Value.begin().Offset);
  if (Value.isScalar() || Rest.starts_with("[") || Rest.starts_with("{"))
    return Value.end().Offset;
  uint32_t End = Value.begin().Offset;
  for (yaml::Node Item : Value.items())
    End = std::max(End, endOf(Item, Text)); // depth is capped by the reader
  for (auto [Key, Inner] : Value.entries())
    End = std::max({End, Key.end().Offset, endOf(Inner, Text)});
  return End;
}

/// Values that are given must be of their kind; all other keys are people's.
void checkValues(yaml::Fields &F, yaml::Problems &Out) {
  auto Wrong = [&](StringRef Key, StringRef Wanted) {
    yaml::report(Out, F.get(Key),
                 "'" + Key + "' must be " + Wanted + ", not '" +
                     F.get(Key).text() + "'");
  };
  for (StringRef Key : {"id", "license"}) {
    const auto Entries = F.node().entries();
    auto Near = llvm::find_if(Entries, [&](const auto &Entry) {
      return !F.node()[Key] &&
             !yaml::didYouMean(Entry.first.text(), Key).empty();
    });
    if (Near == Entries.end())
      F.requireText(Key);
    else
      yaml::report(Out, Near->first,
                   "unknown key '" + Near->first.text() + "'; did you mean '" +
                       Key + "'?");
  }
  F.text("source");
  if (StringRef Day = F.text("last_reviewed");
      !Day.empty() && !isPolicyDate(Day))
    Wrong("last_reviewed", "a day (YYYY-MM-DD) or null");
  StringRef Digest = F.text("digest");
  bool IsHash = Digest.consume_front("sha256:") && Digest.size() == 64 &&
                llvm::all_of(Digest, llvm::isHexDigit);
  if (!F.text("digest").empty() && !IsHash)
    Wrong("digest", "sha256: and 64 hexadecimal digits");
  if (yaml::Node R = F.get("restrictions");
      R.isScalar() && !R.isNull() && R.text() != "none")
    Wrong("restrictions", "none or a list of sentences");
  else
    F.texts("restrictions");
  F.texts("deployed_in");
}

BomEntry readEntry(yaml::Node Row, const Document &D, yaml::Problems &Out) {
  BomEntry E;
  E.Where = placeOf(D.File, Row.begin());
  E.Column = Row.begin().Column;
  E.EndOffset = endOf(Row, D.Text);
  yaml::Fields F(Row, "an entry", Out);
  checkValues(F, Out);
  auto Read = [&](StringRef Key, std::string &Text, Place *At) {
    yaml::Node Value = Row[Key];
    if (!Value.isScalar() || Value.isNull())
      return;
    Text = Value.text().str();
    if (At)
      *At = placeOf(D.File, Value.begin());
  };
  Read("id", E.Id, nullptr);
  Read("license", E.License, &E.LicenseAt);
  Read("last_reviewed", E.LastReviewed, &E.ReviewedAt);
  Read("digest", E.Digest, &E.DigestAt);
  Read("revision", E.Revision, &E.RevisionAt);
  E.Commercial = F.boolean("commercial_use");
  E.Users = F.integer("mau_threshold");
  if (E.Users && *E.Users < 0)
    yaml::report(Out, Row["mau_threshold"],
                 "'mau_threshold' must not be negative");
  E.CommercialAt = placeOf(D.File, Row["commercial_use"].begin());
  E.UsersAt = placeOf(D.File, Row["mau_threshold"].begin());
  return E;
}

} // namespace

BomFile readBomText(const Document &D) {
  BomFile Out;
  Out.At = &D;
  yaml::Document Doc = yaml::parse(D.Text, D.Path, Out.Problems);
  yaml::Node List = Doc.root()["models"];
  Out.HasModels = List.isSequence() || (List && List.isNull());
  Out.ListAt = List.begin().Offset;
  Out.Flow = StringRef(D.Text).drop_front(Out.ListAt).starts_with("[");
  for (yaml::Node Row : List.items())
    if (Row.isMapping())
      Out.Entries.push_back(readEntry(Row, D, Out.Mistakes));
    else
      yaml::report(Out.Mistakes, Row, "an entry must be a mapping (id: ...)");
  if (Doc.root() && !Doc.root().isNull() && !Out.HasModels)
    yaml::report(Out.Mistakes, List ? List : Doc.root(),
                 "a license record needs a list 'models'");
  return Out;
}

BomFile readBom(const Subject &Found) {
  for (const Document &D : Found.Around.Documents)
    if (D.Kind == DocumentKind::Bom)
      return readBomText(D);
  return {};
}

void forEachEntry(const BomFile &Bom,
                  llvm::function_ref<void(const BomEntry &)> Do) {
  for (const BomEntry &E : Bom.Entries)
    if (!E.Id.empty())
      Do(E);
}

bool isOf(const BomEntry &E, StringRef Id) {
  return Id.equals_insensitive(E.Id);
}

/// `models/Mistral-7B-v0.1` is that of "mistralai/Mistral-7B-v0.1".
static bool isFolderOf(StringRef Folder, StringRef Id) {
  StringRef Last = Folder.substr(Folder.rfind('/') + 1);
  return !Last.empty() && Last.equals_insensitive(Id.substr(Id.rfind('/') + 1));
}

const Document *licenseBeside(const Subject &Found, StringRef Id) {
  for (const Document &D : Found.Around.Documents)
    if (D.Kind == DocumentKind::License && isFolderOf(folderOf(D.Path), Id))
      return &D;
  return nullptr;
}

std::string pinnedRevision(const Subject &Found, StringRef Id) {
  std::string Out;
  for (const Load &L : Found.Graph.Loads) {
    if (L.OfDataset || L.Revision.empty() ||
        !Id.equals_insensitive(Found.Graph.Models[L.Use].Id))
      continue;
    if (!Out.empty() && Out != L.Revision)
      return {};
    Out = L.Revision;
  }
  return Out;
}

std::vector<const ModelUse *> recordedUses(const Subject &Found) {
  std::vector<const ModelUse *> Out;
  std::set<std::string> Seen;
  for (const ModelUse &M : Found.Graph.Models)
    if (M.Known && Found.Around.Known->resolveModel(M.Id) &&
        Seen.insert(StringRef(M.Id).lower()).second)
      Out.push_back(&M);
  return Out;
}

const LicenseTerms *licenseOfUse(const Subject &Found, const ModelUse &M) {
  SourceTerms T =
      termsOfModel(*Found.Around.Known, M.Id, M.Through, M.Provider);
  return T.Texts.empty() ? nullptr : T.Texts.front().Terms;
}

} // namespace modeltidy
