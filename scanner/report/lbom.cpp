//===- lbom.cpp - writing the license bill of materials -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/lbom.h"
#include "checks/bom.h"
#include "scanner/report/words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

constexpr StringRef Head =
    "# The models that this repository uses and their licenses. Made by\n"
    "# `model-tidy --format=lbom`, which only adds: what people write stays.\n"
    "# last_reviewed is the day on which the terms were read for the catalog;\n"
    "# put yours when you have read them.\n";

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

/// One entry; Indent is what stands before its dash.
std::string entry(const Subject &Found, const ModelUse &M,
                  const std::string &Indent) {
  std::string Pad = Indent + "  ";
  std::string Out = Indent + "- id: " + quoted(M.Id) + "\n";
  if (const LicenseTerms *L = licenseOfUse(Found, M))
    writeTerms(*L, Pad, Out);
  Out += Pad + "deployed_in: []\n";
  Out += Pad + "channel: " + channelName(M.Through).str() + "\n";
  return Out + Pad + "found_at: [" + llvm::join(places(Found, M), ", ") + "]\n";
}

std::string entries(const Subject &Found, ArrayRef<const ModelUse *> Uses,
                    const std::string &Indent) {
  std::string Out;
  for (const ModelUse *M : Uses)
    Out += entry(Found, *M, Indent);
  return Out;
}

std::vector<const ModelUse *> missing(const Subject &Found,
                                      const BomFile &Bom) {
  std::vector<const ModelUse *> Out;
  for (const ModelUse *M : recordedUses(Found))
    if (llvm::none_of(Bom.Entries, [&](const BomEntry &E) {
          return StringRef(E.Id).equals_insensitive(M->Id);
        }))
      Out.push_back(M);
  return Out;
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

/// The offset of the line after the one that holds Offset.
size_t nextLine(StringRef Text, size_t Offset) {
  size_t End = Text.find('\n', Offset);
  return End == StringRef::npos ? Text.size() : End + 1;
}

/// The record with the entries, or nothing where they cannot be added.
std::optional<std::string> extended(const Subject &Found, const BomFile &Bom,
                                    ArrayRef<const ModelUse *> More) {
  StringRef Text = Bom.At->Text;
  std::string Gap = Text.empty() || Text.ends_with("\n") ? "" : "\n";
  if (!Bom.Problems.empty())
    return std::nullopt;
  if (!Bom.HasModels)
    return Text.contains("models:")
               ? std::nullopt
               : std::optional(Text.str() + Gap + "models:\n" +
                               entries(Found, More, "  "));
  if (Bom.Entries.empty())
    return std::nullopt;
  const BomEntry &Last = Bom.Entries.back();
  std::optional<std::string> Indent = indentOf(Text, Last);
  if (!Indent)
    return std::nullopt;
  size_t At = nextLine(Text, Last.EndOffset);
  return Text.take_front(At).str() + (At == Text.size() ? Gap : "") +
         entries(Found, More, *Indent) + Text.drop_front(At).str();
}

} // namespace

void writeLbom(const Subject &Found, llvm::raw_ostream &OS, size_t *Left) {
  BomFile Bom = readBom(Found);
  std::vector<const ModelUse *> More = missing(Found, Bom);
  if (!Bom.At) {
    OS << Head << "models:" << (More.empty() ? " []" : "") << "\n"
       << entries(Found, More, "  ");
    return;
  }
  std::optional<std::string> Text =
      More.empty() ? std::nullopt : extended(Found, Bom, More);
  OS << (Text ? *Text : Bom.At->Text);
  if (Left)
    *Left = Text ? 0 : More.size();
}

} // namespace modeltidy
