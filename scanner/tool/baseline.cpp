//===- baseline.cpp - findings that are known already -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/baseline.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include <nlohmann/json.hpp>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::ordered_json;

namespace {

constexpr int FormatVersion = 1;

llvm::Error mistake(const llvm::Twine &Path, const llvm::Twine &What) {
  return llvm::createStringError("the baseline '" + Path + "' " + What);
}

/// Empty where Row lacks the key.
std::string textOf(const Json &Row, const char *Key) {
  auto At = Row.find(Key);
  return At != Row.end() && At->is_string() ? At->get<std::string>() : "";
}

std::vector<std::string> idsOf(const Json &Row) {
  std::vector<std::string> Out;
  if (auto At = Row.find("ids"); At != Row.end() && At->is_array())
    for (const Json &Id : *At)
      if (Id.is_string())
        Out.push_back(Id.get<std::string>());
  return Out;
}

/// An id of a finding that stands for several, in one spelling.
std::string keyOf(StringRef Check, StringRef Id) {
  return (Check + "\n" + validUtf8(Id.lower())).str();
}

} // namespace

llvm::Expected<Baseline> readBaseline(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return mistake(Path, "cannot be read: " + Buffer.getError().message());
  StringRef Bytes = (*Buffer)->getBuffer();
  Json Whole = Json::parse(Bytes.begin(), Bytes.end(), nullptr,
                           /*allow_exceptions=*/false);
  if (!Whole.is_object() || !Whole.contains("findings") ||
      !Whole["findings"].is_array())
    return mistake(Path, "is no baseline; --write-baseline makes one");
  if (Whole.value("version", Json()) != FormatVersion)
    return mistake(Path, "is of another version; write it anew");
  Baseline Out;
  for (const Json &Row : Whole["findings"]) {
    if (!Row.is_object() || textOf(Row, "fingerprint").empty())
      return mistake(Path, "has an entry without a fingerprint");
    Out.Entries.push_back({textOf(Row, "check"), textOf(Row, "file"),
                           textOf(Row, "fingerprint"), textOf(Row, "message"),
                           idsOf(Row)});
  }
  return Out;
}

std::string baselineText(llvm::ArrayRef<Diagnostic> Found, const Subject &All) {
  std::vector<BaselineEntry> Rows;
  Rows.reserve(Found.size());
  for (const Diagnostic &D : Found)
    Rows.push_back({D.Rule->Id.str(), All.inCheckout(D.Where.File),
                    D.Fingerprint, D.Message,
                    D.OneForAll ? D.About : std::vector<std::string>()});
  llvm::sort(Rows, [](const auto &A, const auto &B) {
    return std::tie(A.File, A.Check, A.Fingerprint) <
           std::tie(B.File, B.Check, B.Fingerprint);
  });
  std::string Out = "{\"version\": 1, \"findings\": [";
  for (const auto &E : Rows) {
    Json Row = {{"check", E.Check},
                {"file", validUtf8(E.File)},
                {"fingerprint", E.Fingerprint},
                {"message", validUtf8(E.Message)}};
    for (const std::string &Id : E.Ids)
      Row["ids"].push_back(validUtf8(Id));
    Out += (&E == Rows.data() ? "\n " : ",\n ") + Row.dump();
  }
  return Out + "\n]}\n";
}

std::vector<BaselineEntry> takeKnown(const Baseline &Known,
                                     std::vector<Diagnostic> &Found) {
  llvm::StringSet<> Prints, Ids, Met;
  for (const BaselineEntry &E : Known.Entries) {
    Prints.insert(E.Fingerprint);
    for (const std::string &Id : E.Ids)
      Ids.insert(keyOf(E.Check, Id));
  }
  llvm::erase_if(Found, [&](const Diagnostic &D) {
    bool AllKnown = D.OneForAll && !D.About.empty();
    for (const std::string &Id : D.OneForAll ? llvm::ArrayRef(D.About)
                                             : llvm::ArrayRef<std::string>()) {
      std::string Key = keyOf(D.Rule->Id, Id);
      AllKnown &= Ids.contains(Key);
      Met.insert(Key);
    }
    if (!AllKnown && !Prints.contains(D.Fingerprint))
      return false;
    Met.insert(D.Fingerprint);
    return true;
  });
  std::vector<BaselineEntry> Stale;
  for (const BaselineEntry &E : Known.Entries)
    if (!Met.contains(E.Fingerprint) &&
        llvm::none_of(E.Ids, [&](const std::string &Id) {
          return Met.contains(keyOf(E.Check, Id));
        }))
      Stale.push_back(E);
  return Stale;
}

} // namespace modeltidy
