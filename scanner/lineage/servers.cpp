//===- servers.cpp - models that are asked by the address of a server -----===//
#include "scanner/lineage/servers.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

/// Servers of one repository; a test suite may start one in each script.

static bool isPort(llvm::StringRef Text) {
  return Text.size() >= 2 && Text.size() <= 5 &&
         llvm::all_of(Text, llvm::isDigit);
}

/// Not one that servers use by themselves.
static bool isTelling(llvm::StringRef Port) {
  static constexpr llvm::StringRef Usual[] = {"80",   "3000", "5000",  "8000",
                                              "8080", "8888", "11434", "30000"};
  return !llvm::is_contained(Usual, Port);
}

static bool nested(llvm::StringRef A, llvm::StringRef B) {
  auto Holds = [](llvm::StringRef Outer, llvm::StringRef Inner) {
    return Outer.empty() || Outer == Inner ||
           (Inner.starts_with(Outer) && Inner[Outer.size()] == '/');
  };
  return Holds(A, B) || Holds(B, A);
}

void ServerTable::add(const ModelNames &Models,
                      llvm::ArrayRef<std::string> Ports, Starter By,
                      llvm::StringRef Folder) {
  Server S;
  for (const ModelName &M : Models)
    if (M.Known)
      S.Models.push_back(M);
  if (S.Models.empty())
    return;
  S.By = By;
  S.Folder = Folder.str();
  for (llvm::StringRef Port : Ports) {
    S.Port = isPort(Port) ? Port.str() : "";
    bool Known = llvm::any_of(Servers, [&](const Server &Have) {
      return Have.Port == S.Port && Have.By.File == S.By.File &&
             Have.By.Begin == S.By.Begin && Have.Folder == S.Folder &&
             Have.Models == S.Models;
    });
    Truncated |= !Known && Servers.size() == MaxServers;
    if (!Known && Servers.size() < MaxServers)
      Servers.push_back(S);
  }
}

/// The port of "http://localhost:8001/v1"; empty where it is not told, none
/// where the address has none.
static std::optional<std::string> portOf(llvm::StringRef Address) {
  llvm::StringRef Rest = Address;
  if (size_t Scheme = Rest.find("://"); Scheme != llvm::StringRef::npos)
    Rest = Rest.drop_front(Scheme + 3);
  llvm::StringRef Host = Rest.split('/').first;
  llvm::StringRef Port = Host.rsplit(':').second;
  if (isPort(Port))
    return Port.str();
  if (hasUnknownPart(Host))
    return "";
  return std::nullopt;
}

static bool sameIds(const ModelNames &A, const ModelNames &B) {
  auto Has = [](const ModelNames &In, const ModelName &M) {
    return llvm::any_of(In, [&](const ModelName &I) { return I.Id == M.Id; });
  };
  return llvm::all_of(A, [&](const ModelName &M) { return Has(B, M); }) &&
         llvm::all_of(B, [&](const ModelName &M) { return Has(A, M); });
}

/// Of a file's servers at one port the last one before From: a script starts
/// another one once it has ended the one before.
void ServerTable::keepLast(std::vector<const Server *> &Own,
                           Starter From) const {
  auto Hides = [&](const Server *A, const Server *B) {
    return A->Port == B->Port && A->By.Begin < From.Begin &&
           (B->By.Begin < A->By.Begin || B->By.Begin > From.Begin);
  };
  std::vector<const Server *> All = Own;
  llvm::erase_if(Own, [&](const Server *B) {
    return llvm::any_of(All, [&](const Server *A) { return Hides(A, B); });
  });
}

void ServerTable::find(llvm::ArrayRef<std::string> Addresses, const Asker &From,
                       ModelNames &Out) const {
  std::vector<const Server *> Own, Others;
  for (const std::string &Address : Addresses) {
    std::optional<std::string> Port = portOf(Address);
    if (!Port)
      continue;
    for (const Server &S : Servers) {
      bool Same = !Port->empty() && *Port == S.Port;
      if (From.By && S.By.File == From.By->File) {
        if (Same || Port->empty() || S.Port.empty())
          Own.push_back(&S);
      } else if (Same && (isTelling(*Port) || nested(S.Folder, From.Folder))) {
        Others.push_back(&S);
      }
    }
  }
  if (From.By)
    keepLast(Own, *From.By);
  if (Own.empty() && llvm::any_of(Others, [&](const Server *S) {
        return !sameIds(S->Models, Others.front()->Models);
      }))
    return; // which of them runs is not told
  for (const Server *S : Own.empty() ? Others : Own)
    for (ModelName M : S->Models) {
      M.Doubt = "another command tells what the server holds";
      if (!llvm::is_contained(Out, M))
        Out.push_back(std::move(M));
    }
}

} // namespace modeltidy
