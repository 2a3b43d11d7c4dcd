//===- bom_entry.cpp - entries for the license record -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/words.h"
#include "llvm/ADT/STLExtras.h"
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
  // From where the record lies, which may be above what is scanned.
  bool IsAbove = llvm::any_of(Found.Around.Documents, [](const Document &D) {
    return D.Kind == DocumentKind::Bom && StringRef(D.Path).starts_with("../");
  });
  std::vector<std::string> Out;
  for (const ModelUse &Other : Found.Graph.Models)
    if (Other.Known && StringRef(Other.Id).equals_insensitive(M.Id) &&
        Out.size() < Enough)
      Out.push_back(quoted((IsAbove ? Found.inCheckout(Other.Where.File)
                                    : Found.Graph.Files[Other.Where.File]) +
                           ":" + std::to_string(Other.Where.Line)));
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

/// A key with its value; a list where there are Items.
struct Field {
  StringRef Key;
  std::string Value;
  std::vector<std::string> Items{};
};

void addTerms(const LicenseTerms &L, std::vector<Field> &Out) {
  Out.push_back({"license", L.Id.str()});
  Out.push_back({"source", quoted(L.Url.empty() ? L.Source : L.Url)});
  Out.push_back(
      {"commercial_use", L.Commercial == CommercialUse::No ? "false" : "true"});
  Field Limits{"restrictions", "none"};
  for (const std::string &Text : restrictions(L))
    Limits.Items.push_back(quoted(Text));
  Out.push_back(std::move(Limits));
  Out.push_back({"mau_threshold", L.MonthlyActiveUsers
                                      ? std::to_string(L.MonthlyActiveUsers)
                                      : "null"});
}

/// One model may be used as weights and through services, whose terms stand
/// beside its license then.
void addChannels(const Subject &Found, const ModelUse &M,
                 std::vector<Field> &Out) {
  std::vector<std::string> Channels, Also;
  auto Add = [](std::vector<std::string> &To, StringRef Text) {
    if (!llvm::is_contained(To, Text))
      To.push_back(Text.str());
  };
  const LicenseTerms *Main = licenseOfUse(Found, M);
  for (const ModelUse &Other : Found.Graph.Models) {
    if (!Other.Known || !StringRef(Other.Id).equals_insensitive(M.Id))
      continue;
    Add(Channels, channelName(Other.Through));
    SourceTerms T = termsOfModel(*Found.Around.Known, Other.Id, Other.Through,
                                 Other.Provider);
    for (const auto *List : {&T.Texts, &T.NamedOnly})
      for (const GoverningText &Text : *List)
        if (Text.Terms && Text.Terms != Main)
          Add(Also, Text.Terms->Id);
  }
  if (Channels.size() < 2) {
    Out.push_back({"channel", channelName(M.Through).str()});
    return;
  }
  Out.push_back({"channel", "[" + llvm::join(Channels, ", ") + "]"});
  if (!Also.empty())
    Out.push_back({"also_under", "[" + llvm::join(Also, ", ") + "]"});
}

std::vector<Field> fieldsOf(const Subject &Found, const ModelUse &M) {
  std::vector<Field> Out{{"id", quoted(M.Id)}};
  if (const LicenseTerms *L = licenseOfUse(Found, M))
    addTerms(*L, Out);
  // That the catalog read the terms is no review of this use.
  Out.push_back({"last_reviewed", "null"});
  if (const Document *License = licenseBeside(Found, M.Id))
    Out.push_back({"digest", "sha256:" + sha256Of(License->Text)});
  if (std::string Revision = pinnedRevision(Found, M.Id); !Revision.empty())
    Out.push_back({"revision", quoted(Revision)});
  Out.push_back({"deployed_in", "[]"});
  addChannels(Found, M, Out);
  Out.push_back({"found_at", "[" + llvm::join(places(Found, M), ", ") + "]"});
  return Out;
}

std::string inBraces(llvm::ArrayRef<Field> Fields) {
  std::string Out = "{";
  for (const Field &F : Fields)
    Out += (Out.size() > 1 ? ", " : "") + F.Key.str() + ": " +
           (F.Items.empty() ? F.Value : "[" + llvm::join(F.Items, ", ") + "]");
  return Out + "}";
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

/// Does the record begin in braces? Comments, directives, "---" and tags may
/// stand before.
bool isInBraces(StringRef Text) {
  Text.consume_front("\xEF\xBB\xBF");
  while (!(Text = Text.ltrim()).empty()) {
    if (Text.starts_with("#") || Text.starts_with("%"))
      Text = Text.drop_front(std::min(Text.find('\n'), Text.size()));
    else if (Text.starts_with("!") || Text.starts_with("&"))
      Text = Text.drop_front(std::min(Text.find_first_of(" \n"), Text.size()));
    else if (!Text.consume_front("---"))
      break;
  }
  return Text.starts_with("{");
}

std::string breakOf(StringRef Text) {
  return Text.contains("\r\n") ? "\r\n" : "\n";
}

/// The gap of an empty list: "models: []", "models: null" or "models:" alone.
/// The entries come behind the comment of that line. None in braces, where a
/// block list is no YAML and the text may be meant as JSON.
std::optional<BomGap> emptyGap(StringRef Text, uint32_t Begin) {
  if (isInBraces(Text))
    return std::nullopt;
  StringRef Rest = Text.drop_front(Begin);
  StringRef Line = Rest.take_front(Rest.find_first_of("\r\n"));
  StringRef Inside = Line;
  if (Inside.consume_front("[")) {
    Inside = Inside.ltrim(" \t");
    if (!Inside.consume_front("]"))
      return std::nullopt;
  } else if (!Inside.consume_front("null") && !Inside.consume_front("~")) {
    Inside.consume_front(":");
    Begin += uint32_t(Line.size() - Inside.size());
  }
  if (StringRef After = Inside.ltrim(" \t");
      !After.empty() && !After.starts_with("#"))
    return std::nullopt;
  auto LineEnd = uint32_t(size_t(Line.end() - Text.begin()));
  auto End = uint32_t(size_t(Inside.begin() - Text.begin()));
  while (Begin && StringRef(" \t").contains(Text[Begin - 1]))
    --Begin;
  return BomGap{Begin, End, LineEnd, "  ", breakOf(Text), ""};
}

/// Comments behind an entry that stand further in than its dash are its own.
uint32_t pastOwnComments(StringRef Text, uint32_t At, size_t Dash) {
  for (;;) {
    StringRef Line = Text.drop_front(At);
    size_t Column = Line.find_first_not_of(' '), End = Line.find('\n');
    bool IsOwn = Column != StringRef::npos && Line[Column] == '#' &&
                 Column > Dash && End != StringRef::npos;
    if (!IsOwn)
      return At;
    At += uint32_t(End) + 1;
  }
}

} // namespace

std::string bomEntry(const Subject &Found, const ModelUse &M,
                     const BomGap &For) {
  std::vector<Field> Fields = fieldsOf(Found, M);
  if (For.Flow)
    return inBraces(Fields);
  std::string Out, Line = For.Break + For.Indent, Dash = Line + "    - ";
  for (const Field &F : Fields) {
    Out += Out.empty() ? For.Indent + "- " : Line + "  ";
    Out += F.Key.str() + ":";
    Out += F.Items.empty() ? " " + F.Value : std::string();
    for (const std::string &Item : F.Items)
      Out += Dash + Item;
  }
  return Out;
}

std::optional<BomGap> bomGap(const BomFile &Bom) {
  if (!Bom.At || !Bom.HasModels || !Bom.Problems.empty())
    return std::nullopt;
  StringRef Text = Bom.At->Text;
  if (StringRef(Bom.At->Path).ends_with(".json")) // entries are YAML
    return std::nullopt;
  std::optional<BomGap> Out;
  std::string Break = breakOf(Text);
  uint32_t End = Bom.Entries.empty() ? 0 : Bom.Entries.back().EndOffset;
  if (Bom.Entries.empty()) {
    Out = emptyGap(Text, Bom.ListAt);
  } else if (Bom.Flow) {
    Out = BomGap{End, End, End, "", ", ", "", /*Flow=*/true};
  } else if (auto Indent = indentOf(Text, Bom.Entries.back())) {
    // A text of several lines ends behind its last line's break.
    bool Broken = End && Text[End - 1] == '\n';
    size_t LineEnd = Text.find('\n', Broken ? End - 1 : End);
    auto At = uint32_t(LineEnd == StringRef::npos ? Text.size() : LineEnd + 1);
    At = pastOwnComments(Text, At, Indent->size());
    bool IsLast = LineEnd == StringRef::npos;
    Out = BomGap{At, At, At, *Indent, IsLast ? Break : "", IsLast ? "" : Break};
  }
  if (Out)
    Out->Break = Break;
  return Out;
}

std::optional<std::string> withEntries(const Subject &Found, const BomFile &Bom,
                                       const BomGap &Gap,
                                       ArrayRef<const ModelUse *> More) {
  StringRef Text = Bom.At->Text;
  std::string Out =
      (Text.take_front(Gap.Begin) + Text.substr(Gap.End, Gap.Where - Gap.End))
          .str();
  if (!Bom.HasModels)
    Out += (Text.empty() || Text.ends_with("\n") ? "" : Gap.Break) +
           "models:" + Gap.Break;
  for (const ModelUse *M : More)
    Out += Gap.Before + bomEntry(Found, *M, Gap) + Gap.Behind;
  Document New = *Bom.At;
  New.Text = Out + Text.drop_front(Gap.Where).str();
  BomFile Read = readBomText(New);
  bool Sound = Read.Problems.empty() && Read.HasModels &&
               Read.Entries.size() == Bom.Entries.size() + More.size();
  for (size_t I = 0; Sound && I != Bom.Entries.size(); ++I)
    Sound = Read.Entries[I].Id == Bom.Entries[I].Id;
  return Sound ? std::optional(std::move(New.Text)) : std::nullopt;
}

std::vector<Edit> bomEdits(const Subject &Found, const BomFile &Bom,
                           const ModelUse &M) {
  std::optional<BomGap> Gap = bomGap(Bom);
  if (!Gap)
    return {};
  if (!withEntries(Found, Bom, *Gap, &M))
    return {};
  std::vector<Edit> Out;
  uint32_t File = Bom.At->File;
  if (Gap->Begin != Gap->End)
    Out.push_back({File, Gap->Begin, Gap->End, ""});
  Out.push_back({File, Gap->Where, Gap->Where,
                 Gap->Before + bomEntry(Found, M, *Gap) + Gap->Behind});
  return Out;
}

} // namespace modeltidy
