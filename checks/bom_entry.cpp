//===- bom_entry.cpp - entries for the license record -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/words.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

/// A scalar in single quotes, in which YAML knows one escape.
std::string quoted(StringRef Text) {
  std::string Out = "'";
  for (char C : Text)
    Out += C == '\''                             ? std::string("''")
           : static_cast<unsigned char>(C) < ' ' ? std::string(" ")
                                                 : std::string(1, C);
  return Out + "'";
}

std::vector<std::string> restrictions(const LicenseTerms &L) {
  std::vector<std::string> Out;
  if (L.OutputTraining != OutputRule::Permitted &&
      L.OutputTraining != OutputRule::Unspecified)
    Out.push_back(L.Says.str());
  if (L.Commercial == CommercialUse::No)
    Out.emplace_back("no commercial use");
  if (L.CarryUseRestrictions || L.AcceptableUsePolicy)
    Out.emplace_back("a use policy applies");
  if (!L.DerivativeNaming.empty())
    Out.push_back(L.DerivativeNaming.str());
  for (const TerritoryExclusion &T : L.Territories)
    Out.push_back(("no rights in " + T.Territory).str());
  return Out;
}

/// Everywhere that the model is used, at most ten places.
std::vector<std::string> places(const Subject &Found, const ModelUse &M) {
  constexpr size_t Enough = 10;
  std::vector<std::string> Out;
  for (const ModelUse &Other : Found.Graph.Models)
    if (Other.Known && StringRef(Other.Id).equals_insensitive(M.Id) &&
        Out.size() < Enough)
      Out.push_back(quoted(Found.Graph.Files[Other.Where.File] + ":" +
                           std::to_string(Other.Where.Line)));
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

void writeTerms(const LicenseTerms &L, const std::string &Pad,
                std::string &Out) {
  Out += Pad + "license: " + L.Id.str() + "\n";
  Out += Pad + "source: " + quoted(L.Url.empty() ? L.Source : L.Url) + "\n";
  Out += Pad + "commercial_use: " +
         (L.Commercial == CommercialUse::No ? "false" : "true") + "\n";
  std::vector<std::string> Limits = restrictions(L);
  Out += Pad + "restrictions:" + (Limits.empty() ? " none" : "") + "\n";
  for (const std::string &Text : Limits)
    Out += Pad + "  - " + quoted(Text) + "\n";
  Out +=
      Pad + "mau_threshold: " +
      (L.MonthlyActiveUsers ? std::to_string(L.MonthlyActiveUsers) : "null") +
      "\n";
  Out +=
      Pad + "last_reviewed: " + (L.Read.empty() ? "null" : L.Read.str()) + "\n";
}

/// What stands before the dash of a block entry; nothing for other forms.
std::optional<std::string> indentOf(StringRef Text, const BomEntry &E) {
  StringRef Line = Text.take_front(E.Where.Begin);
  Line = Line.substr(Line.rfind('\n') + 1);
  size_t Dash = Line.find_first_not_of(" ");
  if (Dash == StringRef::npos || Line[Dash] != '-' ||
      Line.drop_front(Dash + 1).find_first_not_of(" ") != StringRef::npos)
    return std::nullopt;
  return Line.take_front(Dash).str();
}

/// The gap of an empty list: "models: []", or "models:" alone.
std::optional<BomGap> emptyGap(StringRef Text, uint32_t Begin) {
  StringRef Rest = Text.drop_front(Begin), Inside = Rest;
  size_t LineEnd = std::min(Rest.find_first_of("\r\n"), Rest.size());
  if (Inside.consume_front("[")) {
    Inside = Inside.ltrim(" ");
    if (!Inside.starts_with("]"))
      return std::nullopt;
    uint32_t End = Begin + uint32_t(Rest.size() - Inside.size()) + 1;
    return BomGap{Begin, End, "  ", "\n", ""};
  }
  if (!Rest.take_front(LineEnd).trim(" :").empty())
    return std::nullopt;
  Begin += uint32_t(LineEnd);
  return BomGap{Begin, Begin, "  ", "\n", ""};
}

} // namespace

std::string bomEntry(const Subject &Found, const ModelUse &M,
                     StringRef Indent) {
  std::string Pad = (Indent + "  ").str();
  std::string Out = (Indent + "- id: ").str() + quoted(M.Id) + "\n";
  if (const LicenseTerms *L = licenseOfUse(Found, M))
    writeTerms(*L, Pad, Out);
  if (const Document *License = licenseBeside(Found, M.Id))
    Out += Pad + "digest: sha256:" + sha256Of(License->Text) + "\n";
  if (std::string Revision = pinnedRevision(Found, M.Id); !Revision.empty())
    Out += Pad + "revision: " + quoted(Revision) + "\n";
  Out += Pad + "deployed_in: []\n";
  Out += Pad + "channel: " + channelName(M.Through).str() + "\n";
  return Out + Pad + "found_at: [" + llvm::join(places(Found, M), ", ") + "]";
}

std::optional<BomGap> bomGap(const BomFile &Bom) {
  if (!Bom.At || !Bom.HasModels || !Bom.Problems.empty())
    return std::nullopt;
  StringRef Text = Bom.At->Text;
  if (Bom.Entries.empty())
    return emptyGap(Text, Bom.ListAt);
  std::optional<std::string> Indent = indentOf(Text, Bom.Entries.back());
  if (!Indent)
    return std::nullopt;
  size_t LineEnd = Text.find('\n', Bom.Entries.back().EndOffset);
  if (LineEnd == StringRef::npos)
    return BomGap{uint32_t(Text.size()), uint32_t(Text.size()), *Indent, "\n",
                  ""};
  return BomGap{uint32_t(LineEnd) + 1, uint32_t(LineEnd) + 1, *Indent, "",
                "\n"};
}

std::vector<Edit> bomEdits(const Subject &Found, const BomFile &Bom,
                           const ModelUse &M) {
  std::optional<BomGap> Gap = bomGap(Bom);
  if (!Gap)
    return {};
  std::vector<Edit> Out;
  uint32_t File = Bom.At->File;
  if (Gap->Begin != Gap->End)
    Out.push_back({File, Gap->Begin, Gap->End, ""});
  Out.push_back({File, Gap->End, Gap->End,
                 Gap->Before + bomEntry(Found, M, Gap->Indent) + Gap->Behind});
  return Out;
}

} // namespace modeltidy
