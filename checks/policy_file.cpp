//===- policy_file.cpp - .model-tidy.yaml ---------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy_file.h"
#include "checks/policy_words.h"
#include "checks/registry/all_checks.h"
#include "checks/registry/check_globs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace modeltidy {

using yaml::Fields;
using yaml::Node;
using yaml::Problems;

namespace {

/// A path that a policy names, as one relative to the scanned root; "../" leads
/// out of it. Folder and Above are those of the policy (policy_file.h).
std::string fromRoot(StringRef Folder, StringRef Above, StringRef Written) {
  if (Written.empty() || Written.starts_with("/"))
    return Written.str();
  llvm::SmallVector<StringRef, 8> Raw, Parts, Start;
  std::string Whole = (Folder + "/" + Written).str();
  StringRef(Whole).split(Raw, '/', -1, /*KeepEmpty=*/false);
  Above.split(Start, '/', -1, /*KeepEmpty=*/false);
  size_t Ups = 0;
  for (StringRef Part : Raw) {
    if (Part == ".." && Parts.empty())
      ++Ups;
    else if (Part == "..")
      Parts.pop_back();
    else if (Part != ".")
      Parts.push_back(Part);
  }
  size_t Shared = 0;
  while (!Ups && Shared < std::min(Parts.size(), Start.size()) &&
         Parts[Shared] == Start[Shared])
    ++Shared;
  std::string Out;
  for (size_t I = Shared; I != Start.size() + Ups; ++I)
    Out += "../";
  return Out + llvm::join(llvm::drop_begin(Parts, Shared), "/");
}

/// A folder's name in a glob.
std::string escaped(StringRef Folder) {
  std::string Out;
  for (char C : Folder) {
    if (StringRef("*?[]{}\\").contains(C))
      Out += '\\';
    Out += C;
  }
  return Out;
}

/// A glob over paths as one from the scanned root or, of a policy above it,
/// from that policy's folder. "./x" and "/x" are x, "x/" is all below x.
std::string globFrom(StringRef Folder, StringRef Written) {
  if (Written.empty())
    return {};
  while (Written.consume_front("./") || Written.consume_front("/"))
    ;
  std::string Out = Folder.empty() ? "" : escaped(Folder) + "/";
  Out += Written;
  return Written.empty() || Written.ends_with("/") ? Out + "*" : Out;
}

/// Reads one file's keys over a policy.
class PolicyReader {
public:
  PolicyReader(Policy &Base, StringRef In, StringRef Over, Problems &Found)
      : P(Base), Folder(In), Above(Over), Out(Found) {}

  void read(Node Root);

private:
  void checkLists(Fields &F);
  void checkOptions(Node Map);
  bool fits(StringRef Option, Node Value);
  void organization(Node Map);
  void users(Fields &F);
  template <class T, class Fn>
  void rows(Fields &F, StringRef Key, StringRef Noun, std::vector<T> &Into,
            Fn Read);
  void keep(Fields &F, StringRef Key, std::vector<std::string> &Into);
  void lists(Fields &F);
  Agreement agreement(Fields &F);
  TargetRule target(Fields &F);
  Suppression suppression(Fields &F);
  std::string globs(Fields &F, StringRef Key);
  std::string date(Fields &F, StringRef Key);
  std::string path(StringRef Written) const {
    return fromRoot(Folder, Above, Written);
  }
  std::string glob(Fields &F, StringRef Key);
  std::string pathGlob(Fields &F, StringRef Key);
  void word(Node At, ArrayRef<StringRef> Words, StringRef What);

  Policy &P;
  StringRef Folder, Above;
  Problems &Out;
};

std::string PolicyReader::date(Fields &F, StringRef Key) {
  Node At = F.get(Key);
  StringRef Text = F.text(Key);
  if (!Text.empty() && !isPolicyDate(Text))
    yaml::report(Out, At, "'" + Text + "' is no date; write YYYY-MM-DD");
  return isPolicyDate(Text) ? Text.str() : "";
}

void PolicyReader::word(Node At, ArrayRef<StringRef> Words, StringRef What) {
  if (!llvm::is_contained(Words, At.text()))
    yaml::report(Out, At,
                 "unknown " + What + " '" + At.text() + "'" +
                     yaml::hintAmong(At.text(), Words));
}

std::string PolicyReader::globs(Fields &F, StringRef Key) {
  std::string List = llvm::join(F.texts(Key), ",");
  std::vector<StringRef> Ids;
  for (const Check *C : allChecks())
    Ids.push_back(C->Id);
  if (std::string Mistake = CheckGlobs(List).mistake(Ids); !Mistake.empty())
    yaml::report(Out, F.get(Key), Mistake);
  return List;
}

void PolicyReader::checkLists(Fields &F) {
  auto Append = [](std::string &To, const std::string &More) {
    To += (To.empty() || More.empty() ? "" : ",") + More;
  };
  Append(P.Checks, globs(F, "Checks"));
  Append(P.WarningsAsErrors, globs(F, "WarningsAsErrors"));
}

/// Reports a value that the option cannot have.
bool PolicyReader::fits(StringRef Option, Node Value) {
  const CheckOption *O = findOption(Option);
  if (!O || !O->IsNumber)
    return true;
  std::string Wanted = "numbers";
  if (O->Most > 0)
    Wanted += llvm::formatv(" from 0 to {0:f0}", O->Most).str();
  std::optional<double> Number = Value.asNumber();
  // Also false for what is no number at all ("nan").
  bool Good = Number && *Number >= 0 && (O->Most <= 0 || *Number <= O->Most);
  if (Good)
    return true;
  if (Number && O->Most <= 0)
    Wanted += " that are not negative";
  yaml::report(Out, Value,
               "'" + Option + "' takes " + Wanted + ", not '" + Value.text() +
                   "'");
  return false;
}

void PolicyReader::checkOptions(Node Map) {
  std::vector<std::string> Owned;
  for (const Check *C : allChecks())
    for (const CheckOption &O : C->Options)
      Owned.push_back((C->Id + "." + O.Name).str());
  std::vector<StringRef> Keys(Owned.begin(), Owned.end());
  if (Map && !Map.isMapping() && !Map.isNull())
    yaml::report(Out, Map, "'CheckOptions' must be a mapping (key: value)");
  for (auto [Key, Value] : Map.entries()) {
    if (!llvm::is_contained(Keys, Key.text())) {
      word(Key, Keys, "option");
      continue;
    }
    std::vector<std::string> Values;
    std::vector<Node> Items =
        Value.isSequence() ? Value.items() : std::vector<Node>{Value};
    for (Node Item : Items)
      if (fits(Key.text(), Item))
        Values.push_back(Item.text().str());
    if (!Values.empty())
      P.CheckOptions[Key.text().str()] = Values;
  }
}

void PolicyReader::users(Fields &F) {
  Node Whole = F.get("MonthlyActiveUsers");
  if (!Whole)
    return;
  P.Org.MonthlyActiveUsers.clear();
  if (Whole.isScalar() && !Whole.isNull()) {
    int64_t Sum = F.integer("MonthlyActiveUsers").value_or(0);
    if (Sum < 0)
      yaml::report(Out, Whole, "'MonthlyActiveUsers' must not be negative");
    else
      P.Org.MonthlyActiveUsers.push_back({"", "", Sum});
    return;
  }
  for (Node Row : F.list("MonthlyActiveUsers")) {
    Fields R(Row, "a row of users", Out);
    ProductUsers U;
    U.Product = R.text("Product").str();
    U.Affiliate = R.text("Affiliate").str();
    R.require("Users");
    U.Users = R.integer("Users").value_or(0);
    if (U.Users < 0)
      yaml::report(Out, R.get("Users"), "'Users' must not be negative");
    R.finish();
    if (U.Users >= 0)
      P.Org.MonthlyActiveUsers.push_back(std::move(U));
  }
}

void PolicyReader::organization(Node Map) {
  if (!Map || Map.isNull())
    return;
  Fields F(Map, "'Organization'", Out);
  Organization &Org = P.Org;
  if (F.get("Name"))
    Org.Name = F.text("Name").str();
  if (std::optional<bool> B = F.boolean("Commercial"))
    Org.Commercial = B;
  if (std::optional<bool> B = F.boolean("DeploysInEU"))
    Org.DeploysInEU = B;
  constexpr StringRef Competing[] = {"assume", "declared-not"};
  if (auto I = F.choice("CompetingModels", Competing))
    Org.Competing = static_cast<CompetingModels>(*I);
  constexpr StringRef Unknown[] = {"note", "prohibit"};
  if (auto I = F.choice("UnknownModels", Unknown))
    Org.Unknown = static_cast<UnknownModels>(*I);
  auto Words = [&](StringRef Key, ArrayRef<StringRef> List, StringRef What,
                   std::vector<std::string> &Into) {
    if (F.get(Key))
      Into.clear();
    for (Node Item : F.list(Key)) {
      word(Item, List, What);
      if (llvm::is_contained(List, Item.text()))
        Into.push_back(Item.text().str());
    }
  };
  Words("Territories", territoryWords(), "territory", Org.Territories);
  Words("UseDomains", useDomainWords(), "use domain", Org.UseDomains);
  users(F);
  for (auto [Key, Into] : {std::pair("DailyActiveUsers", &Org.DailyActiveUsers),
                           std::pair("AnnualRevenue", &Org.AnnualRevenue)}) {
    int64_t Count = F.integer(Key).value_or(0);
    if (Count < 0)
      yaml::report(Out, F.get(Key),
                   "'" + StringRef(Key) + "' must not be negative");
    else if (F.get(Key))
      *Into = Count;
  }
  F.finish();
}

std::string PolicyReader::glob(Fields &F, StringRef Key) {
  StringRef Text = F.text(Key);
  if (std::string Mistake = globMistake(Text.str()); !Mistake.empty())
    yaml::report(Out, F.get(Key), Mistake);
  return Text.str();
}

std::string PolicyReader::pathGlob(Fields &F, StringRef Key) {
  std::string Text = glob(F, Key);
  if (StringRef(Text).starts_with("../") || StringRef(Text).contains("/../"))
    yaml::report(Out, F.get(Key),
                 "'" + Text +
                     "' matches no file: a policy speaks of its own folder");
  return globFrom(Folder, Text);
}

Agreement PolicyReader::agreement(Fields &F) {
  Agreement A;
  F.requireText("Model");
  A.Model = glob(F, "Model");
  F.require("Grants");
  for (Node Item : F.list("Grants")) {
    word(Item, grantWords(), "grant");
    A.Grants.push_back(Item.text().str());
  }
  A.Reference = F.text("Reference").str();
  A.Until = date(F, "Until");
  return A;
}

TargetRule PolicyReader::target(Fields &F) {
  TargetRule T;
  T.Path = pathGlob(F, "Path");
  T.Above = Above.str();
  T.Base = F.text("Base").str();
  T.Competes = F.boolean("Competes");
  T.PublishedAs = F.text("PublishedAs").str();
  return T;
}

Suppression PolicyReader::suppression(Fields &F) {
  Suppression S;
  F.require("Check");
  S.Check = globs(F, "Check");
  S.Path = pathGlob(F, "Path");
  S.Above = Above.str();
  S.Model = glob(F, "Model");
  S.Reason = F.requireText("Reason").str();
  if (!S.Reason.empty() && StringRef(S.Reason).trim().empty())
    yaml::report(Out, F.get("Reason"), "'Reason' is empty");
  S.Until = date(F, "Until");
  return S;
}

template <class T, class Fn>
void PolicyReader::rows(Fields &F, StringRef Key, StringRef Noun,
                        std::vector<T> &Into, Fn Read) {
  std::vector<T> Mine;
  for (Node Item : F.list(Key)) {
    size_t Before = Out.size();
    Fields R(Item, Noun, Out);
    T Row = (this->*Read)(R);
    R.finish();
    if (Out.size() == Before)
      Mine.push_back(std::move(Row));
  }
  Into.insert(Into.begin(), Mine.begin(), Mine.end());
}

void PolicyReader::lists(Fields &F) {
  rows(F, "Agreements", "an agreement", P.Agreements, &PolicyReader::agreement);
  rows(F, "Targets", "a target", P.Targets, &PolicyReader::target);
  rows(F, "Suppressions", "a suppression", P.Suppressions,
       &PolicyReader::suppression);
  for (StringRef Path : F.texts("ApiModels"))
    P.ApiModels.push_back(path(Path));
  for (StringRef Pattern : F.texts("Exclude"))
    P.Exclude.push_back({Pattern.str(), Above.rtrim('/').str()});
  StringRef Bom = F.text("Bom");
  if (Bom.starts_with("/") ||
      StringRef(fromRoot("", "", Bom)).starts_with("../"))
    yaml::report(Out, F.get("Bom"), "'Bom' must lie in the policy's folder");
  else if (!Bom.empty())
    P.Bom = path(Bom);
}

/// Records are read by addRecords(); here they are kept as they stand.
void PolicyReader::keep(Fields &F, StringRef Key,
                        std::vector<std::string> &Into) {
  std::vector<std::string> Mine;
  for (Node Row : F.list(Key))
    Mine.push_back(writtenOnOneLine(Row));
  Into.insert(Into.begin(), Mine.begin(), Mine.end());
}

void PolicyReader::read(Node Root) {
  Fields F(Root, "a policy", Out);
  if (!Root.isMapping())
    return;
  F.boolean("InheritParentConfig");
  checkLists(F);
  checkOptions(F.get("CheckOptions"));
  organization(F.get("Organization"));
  lists(F);
  keep(F, "Models", P.Models);
  keep(F, "Datasets", P.Datasets);
  keep(F, "Licenses", P.Licenses);
  F.finish();
}

} // namespace

PolicyFile::PolicyFile(StringRef Bytes, StringRef Path, StringRef In,
                       StringRef Over, Problems &Out)
    : Text(Bytes.str()), File(Path.str()), Folder(In.str()), Above(Over.str()) {
  yaml::Limits Caps;
  Caps.MaxBytes = 4u << 20; // a policy of a thousand agreements has 200 KiB
  Doc = yaml::parse(Text, File, Out, Caps);
  Inherits = Doc.root()["InheritParentConfig"].asBool().value_or(false);
}

void PolicyFile::applyTo(Policy &Base, Problems &Out) const {
  if (Doc.root() && !Doc.root().isNull())
    PolicyReader(Base, Folder, Above, Out).read(Doc.root());
}

std::optional<yaml::Mark> PolicyFile::apiModelAt(StringRef Path) const {
  Node Value = Doc.root()["ApiModels"];
  for (Node Item : Value.isSequence() ? Value.items() : std::vector{Value})
    if (Item.isScalar() && Path == fromRoot(Folder, Above, Item.text()))
      return Item.begin();
  return std::nullopt;
}

yaml::Problems
PolicyFile::unmatchedGlobs(llvm::ArrayRef<std::string> Paths) const {
  Problems Unmatched;
  if (!Above.empty()) // it speaks of other folders too
    return Unmatched;
  for (StringRef Key : {"Targets", "Suppressions"})
    for (Node Row : Doc.root()[Key].items()) {
      Node At = Row["Path"];
      std::string Glob = At.isScalar() ? globFrom(Folder, At.text()) : "";
      if (!Glob.empty() && globMistake(Glob).empty() &&
          llvm::none_of(Paths, [&](const std::string &Path) {
            return pathMatches(Glob, Path);
          }))
        yaml::report(Unmatched, At,
                     "no file matches '" + At.text() + "' of " + Key);
    }
  return Unmatched;
}

void PolicyFile::reportRootKeys(Problems &Out) const {
  Node Root = Doc.root();
  for (StringRef Key : {"Agreements", "Bom", "Exclude"})
    if (Node At = Root[Key])
      yaml::report(Out, At, "'" + Key + "' counts in the root's policy only");
  if (Node At = Root["Organization"]["MonthlyActiveUsers"])
    yaml::report(Out, At,
                 "'MonthlyActiveUsers' counts in the root's policy only");
}

} // namespace modeltidy
