//===- flow_message.cpp - a finding in words ------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/flow_message.h"
#include "checks/flow_findings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <utility>

namespace modeltidy {

using llvm::ArrayRef;
using llvm::StringRef;

namespace {

/// Sources under the same terms, which are said once.
struct SourceGroup {
  std::string Terms; // in parentheses, or empty
  std::vector<std::string> Models;
};

std::string quoted(StringRef Id) { return ("'" + Id + "'").str(); }

/// "a", "a and b", "a, b and c"
std::string listed(ArrayRef<std::string> Names) {
  if (Names.size() < 2)
    return Names.empty() ? "" : Names.front();
  return llvm::join(Names.drop_back(), ", ") + " and " + Names.back();
}

std::string termsOf(const JudgedFlow &F) {
  if (F.LicenseName.empty())
    return {};
  // A clause has its section before a colon; where it has none, it is a text.
  bool Cited = StringRef(F.Clause).contains(": ");
  return " (" + F.LicenseName +
         (F.Clause.empty() ? "" : (Cited ? " " : ": ") + F.Clause) + ")";
}

std::string sourceOf(const Subject &Found, const JudgedFlow &J) {
  const Flow &F = Found.Graph.Flows[J.Flow];
  std::string Name =
      J.Model == "unknown" ? "a model that nobody names" : quoted(J.Model);
  if (F.FromDataset)
    Name += " in data set " + quoted(Found.Graph.Datasets[F.Source].Id);
  return Name;
}

/// The catalog's id of the data set that a flow comes from, or empty.
std::string recordOf(const Subject &Found, const JudgedFlow &J) {
  const Flow &F = Found.Graph.Flows[J.Flow];
  return F.FromDataset ? Found.Names.Datasets[F.Source].Record : "";
}

std::string sourcesOf(const Subject &Found, ArrayRef<uint32_t> Flows) {
  std::vector<SourceGroup> Groups;
  // A data set by its address, and by the file it came as, is told once.
  llvm::StringSet<> Told;
  for (uint32_t I : Flows) {
    const JudgedFlow &F = Found.Flows[I];
    if (std::string Record = recordOf(Found, F);
        !Record.empty() && !Told.insert(F.Model + "\n" + Record).second)
      continue;
    std::string Terms = termsOf(F), Name = sourceOf(Found, F);
    auto At = llvm::find_if(
        Groups, [&](const SourceGroup &G) { return G.Terms == Terms; });
    if (At == Groups.end())
      At = Groups.insert(At, {Terms, {}});
    if (llvm::is_contained(At->Models, Name))
      continue;
    // One model that answers here and wrote a data set is named once.
    auto Plain = llvm::find(At->Models, quoted(F.Model));
    if (Plain != At->Models.end() && StringRef(Name).starts_with(*Plain))
      *Plain += " (also" + Name.substr(Plain->size()) + ")";
    else
      At->Models.push_back(Name);
  }
  std::vector<std::string> Parts;
  Parts.reserve(Groups.size());
  for (const SourceGroup &G : Groups)
    Parts.push_back(listed(G.Models) + G.Terms);
  return listed(Parts);
}

std::string targetsOf(const Lineage &Graph, const Training &T) {
  std::vector<std::string> Names;
  for (uint32_t I : T.Targets)
    if (std::string Name = quoted(Graph.Models[I].Id);
        !llvm::is_contained(Names, Name))
      Names.push_back(Name);
  return Names.empty() ? "a model that the code does not name" : listed(Names);
}

/// What the verdict adds to "output of a trains b".
std::string consequence(const Subject &Found, ArrayRef<uint32_t> Flows) {
  const JudgedFlow &First = Found.Flows[Flows.front()];
  switch (First.Decision) {
  case Verdict::Conditional: {
    std::vector<std::string> Duties;
    for (uint32_t I : Flows)
      for (const std::string &D : Found.Flows[I].Duties)
        if (!llvm::is_contained(Duties, D))
          Duties.push_back(D);
    return Duties.empty() ? ", which the terms allow under conditions"
                          : " before this is met: " + llvm::join(Duties, "; ");
  }
  case Verdict::Unclear:
    return First.LicenseName.empty()
               ? ", and under what terms is not known"
               : ", and whether the terms allow it is unclear";
  case Verdict::Prohibited:
    return First.Assumed.empty() ? "" : ", which is " + First.Assumed;
  case Verdict::Permitted:
    break;
  }
  return {};
}

} // namespace

std::string flowMessage(const Subject &Found, ArrayRef<uint32_t> Flows) {
  const Flow &Any = Found.Graph.Flows[Found.Flows[Flows.front()].Flow];
  std::string Trains =
      " trains " + targetsOf(Found.Graph, Found.Graph.Trainings[Any.Sink]);
  std::string Message;
  while (!Flows.empty()) {
    const JudgedFlow &First = Found.Flows[Flows.front()];
    ArrayRef<uint32_t> Same = Flows.take_while([&](uint32_t I) {
      return severityOf(Found.Flows[I]) == severityOf(First);
    });
    Flows = Flows.drop_front(Same.size());
    Message += Message.empty() ? "output of " : "; so does output of ";
    Message += sourcesOf(Found, Same);
    Message += std::exchange(Trains, "") + consequence(Found, Same);
  }
  return Message;
}

} // namespace modeltidy
