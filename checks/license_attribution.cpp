//===- license_attribution.cpp - credits, notices and names that are owed -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/attributions.h"
#include "checks/duties.h"
#include "checks/use_findings.h"
#include "checks/weights.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include <set>

namespace modeltidy {

extern const Check license_attribution;

namespace {

constexpr StringRef NoticeMark = "Notice file: ";

/// The first text in single quotes; empty where there is none.
StringRef quotedIn(StringRef Text) {
  StringRef Rest = Text.split('\'').second;
  return Rest.contains('\'') ? Rest.split('\'').first : StringRef();
}

/// The sentence that the license wants in a Notice file, as it is written
/// there; empty for none.
StringRef noticeOf(const LicenseTerms &L) {
  auto [Before, Rest] = L.DerivativeAttribution.split(NoticeMark);
  return quotedIn(Rest);
}

/// What is to be shown: "Built with ...".
StringRef creditOf(const LicenseTerms &L) {
  return quotedIn(L.DerivativeAttribution.split(NoticeMark).first);
}

/// The part of a notice that tells it, whatever sign stands for "copyright" and
/// whatever form a link has.
StringRef headOfNotice(StringRef Notice) {
  for (StringRef End : {", Copyright", ". Copyright", " found at"})
    Notice = Notice.take_front(Notice.find(End));
  return Notice;
}

/// The prefix that a derivative's name must have; empty for none.
StringRef namePrefix(const LicenseTerms &L) {
  for (const Duty &D : L.OutputDuties)
    if (D.Kind == DutyKind::NameBeginsWith)
      return D.Text;
  StringRef Naming = L.DerivativeNaming;
  bool Asks = Naming.contains("begin") || Naming.contains("start");
  return Asks ? quotedIn(Naming) : StringRef();
}

bool granted(const Policy &Rules, const std::string &Base, StringRef Grant) {
  return findAgreement(Rules, Base, "", Grant.str()) != nullptr;
}

/// What a release owes to the license of its base and does not show.
struct Owed {
  StringRef Prefix, Credit, Notice; ///< empty: nothing is owed

  std::string words() const {
    std::string Name = "a name that begins with '" + Prefix.str() + "'";
    StringRef Said = Credit.empty() ? Notice : Credit;
    std::string Shown =
        "the credit '" + Said.str() + "' in a card, NOTICE or ATTRIBUTION file";
    if (Prefix.empty() || Said.empty())
      return Prefix.empty() ? Shown : Name;
    return Name + " and " + Shown;
  }
};

Owed owedBy(const Subject &Found, const Release &R, const std::string &Base,
            const LicenseTerms &L) {
  Owed Out{namePrefix(L), creditOf(L), noticeOf(L)};
  const Policy &Rules = Found.rulesAt(R.Where);
  if (R.Id.empty() || nameBeginsWith(R.Id, Out.Prefix) ||
      granted(Rules, Base, "naming"))
    Out.Prefix = "";
  bool Granted = granted(Rules, Base, "attribution");
  if (!Out.Credit.empty() && (anyDocumentSays(Found, Out.Credit) || Granted))
    Out.Credit = "";
  if (!Out.Notice.empty() &&
      (anyDocumentSays(Found, headOfNotice(Out.Notice)) || Granted))
    Out.Notice = "";
  return Out;
}

/// A line for the NOTICE file of the repository: at its end, or a new one.
void addCredit(const Subject &Found, const std::string &Base,
               const LicenseTerms &L, const Owed &Due, Diagnostic &D) {
  StringRef Url = L.Url.empty() ? L.Source : L.Url;
  std::string Line = noticeOf(L).empty()
                         ? Base + " is licensed under the " + L.Name.str() +
                               " (" + Url.str() + ").\n"
                         : Due.Notice.str() + (Due.Notice.empty() ? "" : "\n");
  if (!Due.Credit.empty())
    Line += Due.Credit.str() + ".\n";
  for (const Document &Doc : Found.Around.Documents) {
    if (Doc.Kind != DocumentKind::Notice || !folderOf(Doc.Path).empty())
      continue;
    auto End = uint32_t(Doc.Text.size());
    bool Open = End && !StringRef(Doc.Text).ends_with("\n");
    std::string Added = (Open ? "\n" : "") + Line;
    if (StringRef(Doc.Text).contains("\r\n"))
      Added = llvm::join(llvm::split(Added, '\n'), "\r\n");
    D.Fixes.push_back({Doc.File, End, End, std::move(Added)});
    return;
  }
  D.Makes.push_back({"NOTICE", Line});
}

/// Bases under one license owe the same, and a model that is pushed twice owes
/// it once: what was told, by the release's name (or place) and the license.
using Told = std::set<std::pair<std::string, const LicenseTerms *>>;

void checkRelease(const Subject &Found, const Release &R, Told &Before,
                  std::vector<Diagnostic> &Out) {
  std::string Name = R.Id.empty() ? std::to_string(R.Where.File) + ":" +
                                        std::to_string(R.Where.Begin)
                                  : StringRef(R.Id).lower();
  for (const std::string &Base : R.Bases) {
    const LicenseTerms *L = licenseOfBase(Found, Base);
    if (!L || L->Kind != TermsKind::Weights)
      continue;
    Owed Due = owedBy(Found, R, Base, *L);
    // A notice alone is asked for where there is no credit that tells it.
    bool Shown =
        Due.Credit.empty() && (Due.Notice.empty() || !creditOf(*L).empty());
    if ((Due.Prefix.empty() && Shown) || !Before.emplace(Name, L).second)
      continue;
    Diagnostic D =
        findingAt(Found, license_attribution, Severity::Warning, R.Where,
                  (llvm::Twine(nameOf(R)) + " is released without " +
                   Due.words() + ", which '" + Base + "' asks for")
                      .str(),
                  Base);
    D.Notes.push_back({R.Where,
                       termsNote(*L, "",
                                 (L->DerivativeNaming +
                                  (L->DerivativeNaming.empty() ? "" : "; ") +
                                  L->DerivativeAttribution)
                                     .str()),
                       NoteKind::Terms});
    addWayOut(D, "show " + Due.words() +
                     ", or record what was agreed (Agreements: naming, "
                     "attribution)");
    if (!Due.Credit.empty() || !Due.Notice.empty())
      addCredit(Found, Base, *L, Due, D);
    if (!Due.Prefix.empty())
      D.UnsafeFixes = renameEdit(R.Where, R.Id, Due.Prefix);
    Out.push_back(std::move(D));
  }
}

/// Weights that lie in the repository need their license beside them. A laxer
/// one in its place is license-propagation's.
void checkWeights(const Subject &Found, const LocalWeights &W,
                  std::vector<Diagnostic> &Out) {
  const LicenseTerms *L = W.Owed;
  if (L->Kind == TermsKind::OpenSource && W.Of && !W.Of->License.empty())
    return; // the card beside them names it
  bool Other = W.Shown && W.Shown != L && !L->TextMarks.empty() &&
               W.Shown->Kind != TermsKind::OpenSource;
  if (W.LicenseFile && !Other)
    return;
  Diagnostic D = findingAt(
      Found, license_attribution, Severity::Warning, headOf(*W.File),
      "the weights in '" + W.Folder + "' are under the " + L->Name.str() +
          (Other ? ", and what lies beside them is the " + W.Shown->Name.str()
                 : ", and no copy of it lies beside them"),
      W.Folder);
  D.Notes.push_back({headOf(*W.File),
                     "to resolve it: put LICENSE.txt and ATTRIBUTION.md into "
                     "the folder",
                     NoteKind::WayOut});
  Out.push_back(std::move(D));
}

/// The license that a text means: by its id or tag, or by its name.
const LicenseTerms *licenseSaid(const Catalog &Known, StringRef Text) {
  if (const LicenseTerms *L = Known.licenseByHubTag(Text))
    return L;
  StringRef Short = Text;
  for (StringRef End : {"agreement", "license"})
    if (Short.rtrim().ends_with_insensitive(End))
      Short = Short.rtrim().drop_back(End.size());
  Short = Short.trim();
  if (const LicenseTerms *L = Known.licenseByHubTag(Short))
    return L;
  for (const LicenseTerms &L : Known.licenses())
    if (!Short.empty() && L.Name.starts_with_insensitive(Short))
      return &L;
  return nullptr;
}

/// What an attribution gets wrong about a model of that license; empty:
/// nothing.
std::string wrongIn(const Subject &Found, const Attribution &A,
                    const LicenseTerms &L) {
  std::string Under = "; it is under the " + L.Name.str();
  const LicenseTerms *Said =
      A.License.empty() ? nullptr : licenseSaid(*Found.Around.Known, A.License);
  if (Said && Said != &L && Said->Kind != L.Kind)
    return "says that '" + A.Model + "' is under '" + A.License + "'" + Under;
  if (!A.OfApi)
    return {};
  if (A.License.empty())
    return "names no license of '" + A.Model + "'" + Under;
  StringRef Credit = creditOf(L);
  bool Shown = Credit.empty() ||
               StringRef(A.Credit).contains_insensitive(Credit) ||
               anyDocumentSays(Found, Credit);
  return Shown ? ""
               : "names '" + A.Model + "' without the credit '" + Credit.str() +
                     "' that the " + L.Name.str() + " asks for";
}

Place placeIn(const Document &D, const Attribution &A) {
  StringRef Before = StringRef(D.Text).take_front(A.Begin);
  auto Line = uint32_t(Before.count('\n') + 1);
  auto Column = uint32_t(Before.size() - (Before.rfind('\n') + 1) + 1);
  return {
      D.File, A.Begin, A.End, Line, Column, Line, Column + (A.End - A.Begin)};
}

/// Headers of code and metadata of an API that say what license a model has.
void checkAttributions(const Subject &Found, const Document &D,
                       std::vector<Diagnostic> &Out) {
  for (const Attribution &A : attributionsIn(D.Text)) {
    const LicenseTerms *L = licenseOfBase(Found, A.Model);
    if (!L || L->Kind != TermsKind::Weights)
      continue;
    std::string Wrong = wrongIn(Found, A, *L);
    if (Wrong.empty())
      continue;
    Place Where = placeIn(D, A);
    Diagnostic New = findingAt(
        Found, license_attribution, Severity::Warning, Where,
        (A.OfApi ? "this model_info " : "this header ") + Wrong, A.Model);
    New.Notes.push_back(
        {Where, termsNote(*L, "", L->DerivativeAttribution), NoteKind::Terms});
    addWayOut(New, "name the license '" + L->Name.str() + "' and its credit");
    Out.push_back(std::move(New));
  }
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const Document &D : Found.Around.Documents)
    if (D.Kind == DocumentKind::Code)
      checkAttributions(Found, D, Out);

  Told Before;
  for (const Release &R : modelReleases(Found))
    checkRelease(Found, R, Before, Out);
  for (const LocalWeights &W : localWeights(Found))
    if (W.Owed && W.Owed->CarryLicense)
      checkWeights(Found, W, Out);
}

} // namespace

constinit const Check license_attribution{
    .Id = "license-attribution",
    .Summary = "A model is released without the name, credit or license "
               "copy that its base asks for",
    .Doc = R"md(
## What it finds

Derivatives that are published, or whose card stands in the repository, where the
license of the base asks for a name that begins with a word, for a credit that is
shown ("Built with ..."), or for a sentence in a Notice file, and neither the name
nor any card, NOTICE or ATTRIBUTION file has it; and weights in the repository without a copy of their
license beside them. Also what code says of a model: the header of a file that uses it
("Model: ...", then "License: ...") and the `model_info` (name, license, source,
attribution) that an API answers with, where they name another license than the
model's, and a `model_info` without license or credit.

- warning: something that the license asks for cannot be seen; once for a release
  and a license, wherever and however often it is pushed.

## Why it matters

These duties cost a line and fall due with the release. A missing credit is the
most common breach of a community license, and the easiest to prove.

## What it cannot see

Credits in a product's interface, on a web site, or in a card that is written by
hand on the hub, in headers and metadata that are put together when the program
runs or whose license the catalog does not know by that name: record them in the policy (Agreements: naming, attribution). A
license file whose text the catalog does not recognize is taken for the right
one.
)md",
    .Bad = R"py(
#--- LICENSE
LLAMA 3.1 COMMUNITY LICENSE AGREEMENT
Llama 3.1 Version Release Date: July 23, 2024
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
model.push_to_hub("acme/chat-8b")
)py",
    .Good = R"py(
#--- LICENSE
LLAMA 3.1 COMMUNITY LICENSE AGREEMENT
Llama 3.1 Version Release Date: July 23, 2024
#--- NOTICE
Llama 3.1 is licensed under the Llama 3.1 Community License. Built with Llama.
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
model.push_to_hub("acme/Llama-chat-8b")
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
