//===- provenance_unpinned_revision.cpp - loads of whatever is newest -----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

namespace modeltidy {

extern const Check provenance_unpinned_revision;

namespace {

/// What a hundred files load needs no list of them.
constexpr size_t MaxLoadNotes = 10;

/// Names that stand for the newest commit.
bool isMoving(StringRef Revision) {
  return llvm::is_contained({"", "main", "master", "HEAD"}, Revision);
}

const std::string &idOf(const Subject &Found, const Load &L) {
  return L.OfDataset ? Found.Graph.Datasets[L.Use].Id
                     : Found.Graph.Models[L.Use].Id;
}

/// What the catalog does not know may be a folder: `data/train`.
bool isKnown(const Subject &Found, const Load &L) {
  return L.OfDataset ? Found.Names.Datasets[L.Use].Known
                     : !Found.Names.Models[L.Use].Family.empty();
}

/// A folder of the repository with weights in it, whatever it is called.
bool isLocalFolder(const Subject &Found, StringRef Id) {
  return llvm::any_of(Found.Around.Documents, [&](const Document &D) {
    return D.Kind == DocumentKind::Weights && folderOf(D.Path) == Id;
  });
}

bool isUnpinned(const Subject &Found, const Load &L) {
  const std::string &Id = idOf(Found, L);
  return L.Known && isMoving(L.Revision) && isKnown(Found, L) &&
         (isHubId(Id) || !StringRef(Id).contains('/')) &&
         !isPublishedHere(Found, Id) && !isLocalFolder(Found, Id);
}

bool isRequired(const Policy &Rules) {
  return llvm::is_contained(
      optionOf(Rules, provenance_unpinned_revision, "Required"), "yes");
}

std::string reviewedRevision(const BomFile &Bom, StringRef Id) {
  for (const BomEntry &E : Bom.Entries)
    if (isOf(E, Id))
      return E.Revision;
  return {};
}

/// The commit to pin a load to, as who reviewed, locked or fetched it knows it.
std::string commitFor(const Subject &Found, const BomFile &Bom, const Load &L) {
  const std::string &Id = idOf(Found, L);
  std::string Reviewed = reviewedRevision(Bom, Id);
  if (!L.OfDataset && !Reviewed.empty())
    return Reviewed;
  for (const KnownRevision &R : Found.Around.Revisions)
    if (R.OfDataset == L.OfDataset && StringRef(Id).equals_insensitive(R.Id))
      return R.Commit;
  return {};
}

/// The document of a config is no call: the key stands beside the id's.
bool isConfig(StringRef File) {
  return File.ends_with(".yaml") || File.ends_with(".yml") ||
         File.ends_with(".json");
}

Edit pinOf(const Subject &Found, const Load &L, const std::string &Commit) {
  const Place &At = L.OfDataset ? Found.Graph.Datasets[L.Use].Where
                                : Found.Graph.Models[L.Use].Where;
  if (isConfig(Found.Graph.Files[L.Where.File]) && At.File == L.Where.File)
    return {At.File, At.Begin, At.End, Commit, EditForm::Entry, L.Argument};
  return {L.Where.File, L.Where.Begin, L.Where.End,
          L.Argument + "=\"" + Commit + "\"", EditForm::Argument};
}

bool isSamePlace(const Place &A, const Place &B) {
  return A.File == B.File && A.Begin == B.Begin && A.End == B.End;
}

/// A commit is one model's: another one has none of that name, and its load
/// fails. A branch that is written outside the call may serve other calls.
bool loadsNothingElse(const Subject &Found, const Load &L) {
  bool IsOutside = !L.Revision.empty() &&
                   (L.Pin.File != L.Where.File || L.Pin.Begin < L.Where.Begin ||
                    L.Pin.End > L.Where.End);
  return !L.Argument.empty() && !IsOutside &&
         llvm::none_of(Found.Graph.Loads, [&](const Load &Other) {
           bool IsShared = L.Revision.empty() ? Other.Argument == L.Argument
                                              : isSamePlace(Other.Pin, L.Pin);
           return IsShared && isSamePlace(Other.Where, L.Where) &&
                  (Other.OfDataset != L.OfDataset ||
                   idOf(Found, Other) != idOf(Found, L));
         });
}

/// Where no pin is offered, though those who read the repository know one.
void tellUnpinnable(Diagnostic &D, const Subject &Found, const Load &L) {
  std::string Note = "--fix pins no call that may load something else too: " +
                     Found.Graph.Files[L.Where.File] + ":" +
                     std::to_string(L.Where.Line);
  bool IsTold = llvm::any_of(D.Notes, [&](const auto &Other) {
    return StringRef(Other.Message).starts_with("--fix pins no call");
  });
  if (!IsTold)
    D.Notes.push_back({D.Where, std::move(Note), NoteKind::WayOut});
}

/// Pins what can be pinned: another argument for the call, or another text
/// where a branch is written.
void offerPins(Diagnostic &D, const Subject &Found, const BomFile &Bom,
               ArrayRef<const Load *> Loads) {
  for (const Load *L : Loads) {
    std::string Commit = commitFor(Found, Bom, *L);
    if (Commit.empty() || Commit.find_first_of("\"'\\\n") != std::string::npos)
      continue;
    if (!loadsNothingElse(Found, *L)) {
      // What this machine's cache knows is in no report.
      if (Commit == reviewedRevision(Bom, idOf(Found, *L)))
        tellUnpinnable(D, Found, *L);
    } else if (!L->Revision.empty()) {
      D.Fixes.push_back({L->Pin.File, L->Pin.Begin, L->Pin.End, Commit,
                         EditForm::Word, L->Revision});
    } else {
      D.Fixes.push_back(pinOf(Found, *L, Commit));
    }
  }
}

void addLoads(Diagnostic &D, const Subject &Found,
              ArrayRef<const Load *> More) {
  for (const Load *L : More.take_front(MaxLoadNotes))
    D.Notes.push_back(
        {L->Where, "'" + idOf(Found, *L) + "' is loaded here", NoteKind::Step});
}

constexpr StringRef WayOut = "to resolve it: name the commit or the tag that "
                             "was looked at (revision)";

/// All loads of one id.
Diagnostic findingOf(const Subject &Found, const BomFile &Bom,
                     ArrayRef<const Load *> Loads) {
  const Load &L = *Loads.front();
  const std::string &Id = idOf(Found, L);
  std::string Message = "'" + Id + "' is loaded at its newest version";
  if (!L.Revision.empty())
    Message += ": '" + L.Revision + "' moves with each commit";
  Diagnostic D = findingAt(Found, provenance_unpinned_revision,
                           Severity::Warning, L.Where, Message, Id);
  if (std::string Reviewed = reviewedRevision(Bom, Id); !Reviewed.empty())
    D.Notes.push_back({L.Where,
                       "'" + Bom.At->Path + "' was written for " + Reviewed,
                       NoteKind::Terms});
  addLoads(D, Found, Loads.drop_front());
  D.Notes.push_back({L.Where, WayOut.str(), NoteKind::WayOut});
  offerPins(D, Found, Bom, Loads);
  return D;
}

/// One note for all ids of a repository that pins nothing.
Diagnostic summaryOf(const Subject &Found, ArrayRef<const Load *> Firsts) {
  const Load &L = *Firsts.front();
  std::string Message = "'" + idOf(Found, L) + "'";
  if (Firsts.size() > 1)
    Message += " and " + std::to_string(Firsts.size() - 1) + " more";
  Diagnostic D =
      findingAt(Found, provenance_unpinned_revision, Severity::Note, L.Where,
                Message + " are loaded at their newest version", "");
  if (Firsts.size() == 1)
    D.Message = Message + " is loaded at its newest version";
  D.OneForAll = true;
  for (const Load *F : Firsts)
    D.About.push_back(idOf(Found, *F));
  // Wherever they stand; another model is another finding.
  std::vector<std::string> Ids;
  Ids.reserve(D.About.size());
  for (const std::string &Id : D.About)
    Ids.push_back(StringRef(Id).lower());
  llvm::sort(Ids);
  Ids.erase(llvm::unique(Ids), Ids.end());
  D.Identity = "newest versions\n" + llvm::join(Ids, "\n");
  addLoads(D, Found, Firsts.drop_front());
  D.Notes.push_back({L.Where, WayOut.str(), NoteKind::WayOut});
  return D;
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  BomFile Bom = readBom(Found);
  std::map<std::string, size_t> Group;
  std::vector<std::vector<const Load *>> ById;
  for (const Load &L : Found.Graph.Loads)
    if (isUnpinned(Found, L)) {
      std::string Id = StringRef(idOf(Found, L)).lower();
      auto [At, New] = Group.try_emplace(Id, ById.size());
      if (New)
        ById.emplace_back();
      ById[At->second].push_back(&L);
    }
  std::vector<const Load *> Firsts, Rest;
  for (const auto &Loads : ById) {
    if (isRequired(Found.rulesAt(Loads.front()->Where)) ||
        !reviewedRevision(Bom, idOf(Found, *Loads.front())).empty())
      Out.push_back(findingOf(Found, Bom, Loads));
    else {
      Firsts.push_back(Loads.front());
      llvm::append_range(Rest, Loads);
    }
  }
  if (Firsts.empty())
    return;
  Out.push_back(summaryOf(Found, Firsts));
  offerPins(Out.back(), Found, Bom, Rest);
}

constexpr CheckOption Options[] = {
    {"Required", "no", "yes reports each model and data set as a warning"}};

} // namespace

constinit const Check provenance_unpinned_revision{
    .Id = "provenance-unpinned-revision",
    .Summary = "A model or data set is loaded from a hub without a version",
    .Doc = R"md(
## What it finds

Loads of models and data sets that the catalog knows, by calls and configs that
can name a version (`revision=`) and name none, or a branch (`main`). A commit or
a tag is fine, and so is a variable. `--fix` writes the commit that the license
record, a lock of DVC or the local Hub cache knows, where a call loads one id and
can load no other: the id stands in it, or in a variable that the same function
(or the module's own level) set to it above.

- warning, once an id: the license record names the `revision` that was reviewed,
  or the option `Required` is `yes`.
- note, once a repository: otherwise.

## Why it matters

A hub gives the newest commit. Weights, data and the license beside them may be
others tomorrow than those that somebody looked at, and nobody can say later
which ones a model was trained on.

## What it cannot see

Whether a tag was moved, versions that a download names before the load, and ids
that the catalog does not know: they may be folders. So may a name behind a part that
the code does not tell (`os.path.join(cache, name)`).
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
CheckOptions: {provenance-unpinned-revision.Required: 'yes'}
#--- example.py
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained("allenai/OLMo-2-1124-7B")
)py",
    .Good = R"py(
#--- .model-tidy.yaml
CheckOptions: {provenance-unpinned-revision.Required: 'yes'}
#--- example.py
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained(
    "allenai/OLMo-2-1124-7B", revision="7df9a82518afdecae4e8c026b27adccc8c1f0032"
)
)py",
    .Level = Severity::Warning,
    .Run = run,
    .Options = Options,
};

} // namespace modeltidy
