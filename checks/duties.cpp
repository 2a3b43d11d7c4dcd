//===- duties.cpp - which duties the repository meets ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/duties.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>

namespace modeltidy {

std::vector<uint32_t> publicationsOf(const Lineage &Graph, const Training &T) {
  std::vector<uint32_t> Out, Elsewhere;
  for (uint32_t I = 0; I != Graph.Publications.size(); ++I) {
    const Publication &P = Graph.Publications[I];
    if (P.What == "model" && !P.Private)
      (P.Where.File == T.Where.File ? Out : Elsewhere).push_back(I);
  }
  if (!Out.empty() || Elsewhere.empty())
    return Out;
  bool Alone = llvm::all_of(Graph.Trainings, [&](const Training &Other) {
    return Other.Where.File == T.Where.File;
  });
  return Alone ? Elsewhere : Out;
}

/// As an id can hold it.
static std::string hyphenated(StringRef Text) {
  std::string Out = Text.str();
  std::replace_if(
      Out.begin(), Out.end(), [](char C) { return C == ' ' || C == '_'; }, '-');
  return Out;
}

bool nameBeginsWith(StringRef Id, StringRef Prefix) {
  std::string Name = hyphenated(Id.substr(Id.rfind('/') + 1));
  return StringRef(Name).starts_with_insensitive(hyphenated(Prefix));
}

std::vector<Edit> renameEdit(const Place &Where, StringRef Id,
                             StringRef Prefix) {
  bool Told = !Id.empty() && Id.find_first_of("*<>{}") == StringRef::npos;
  if (!Told || nameBeginsWith(Id, Prefix))
    return {};
  size_t Name = Id.rfind('/') + 1;
  std::string New = Id.take_front(Name).str() + hyphenated(Prefix) + "-" +
                    Id.drop_front(Name).str();
  return {{Where.File, Where.Begin, Where.End, New, EditForm::Word, Id.str()}};
}

bool isMet(const Lineage &Graph, ArrayRef<uint32_t> Publications,
           StringRef PublishedAs, const Duty &D) {
  if (D.Kind != DutyKind::NameBeginsWith ||
      (Publications.empty() && PublishedAs.empty()))
    return false;
  if (!PublishedAs.empty() && !nameBeginsWith(PublishedAs, D.Text))
    return false;
  return llvm::all_of(Publications, [&](uint32_t I) {
    return nameBeginsWith(Graph.Publications[I].Id, D.Text);
  });
}

/// Texts that are alternatives stand with " | " between them.
static bool says(const Document &D, StringRef Alternatives) {
  llvm::SmallVector<StringRef, 2> Texts;
  Alternatives.split(Texts, " | ", -1, /*KeepEmpty=*/false);
  bool Speaks = D.Kind == DocumentKind::Card ||
                D.Kind == DocumentKind::Notice ||
                D.Kind == DocumentKind::Attribution;
  return Speaks && llvm::any_of(Texts, [&](StringRef Text) {
           return StringRef(D.Text).contains_insensitive(Text);
         });
}

bool isShown(ArrayRef<Document> Documents, const Catalog &Known,
             const OwedDuty &D) {
  switch (D.What.Kind) {
  case DutyKind::Credit:
  case DutyKind::Notice:
    return llvm::any_of(
        Documents, [&](const Document &Doc) { return says(Doc, D.What.Text); });
  case DutyKind::CarryLicense:
  case DutyKind::CarryUseRestrictions:
    return D.Terms && llvm::any_of(Documents, [&](const Document &Doc) {
             return Doc.Kind == DocumentKind::License &&
                    Known.licenseOfText(Doc.Text) == D.Terms;
           });
  case DutyKind::NameBeginsWith:
  case DutyKind::ShareAlike:
  case DutyKind::NoSharing:
  case DutyKind::AcceptableUse:
  case DutyKind::UpstreamTerms:
    return false;
  }
  return false;
}

} // namespace modeltidy
