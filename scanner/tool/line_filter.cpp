//===- line_filter.cpp - the value of --line-filter ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/line_filter.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include <nlohmann/json.hpp>

namespace modeltidy {

using Json = nlohmann::json;

namespace {

constexpr const char *Shape =
    "--line-filter takes [{\"name\": \"train.py\", \"lines\": [[1, 9]]}]";

bool isRange(const Json &Range) {
  return Range.is_array() && Range.size() == 2 &&
         Range[0].is_number_unsigned() && Range[1].is_number_unsigned() &&
         Range[1] <= UINT32_MAX && Range[0] <= Range[1];
}

/// "./a.py" is a.py; a path on this machine is compared without its links.
std::string plainName(const std::string &Written) {
  llvm::StringRef Name = Written;
  while (Name.consume_front("./"))
    Name = Name.ltrim('/');
  llvm::SmallString<256> Real;
  if (Name.starts_with("/") && !llvm::sys::fs::real_path(Name, Real))
    return std::string(Real);
  return Name.str();
}

/// False where the entry has another shape.
bool readEntry(const Json &Entry, LineRanges &Out) {
  if (!Entry.is_object() || !Entry.contains("name") ||
      !Entry["name"].is_string() || Entry["name"].empty())
    return false;
  if (Entry.size() != 1 + Entry.count("lines"))
    return false; // a misspelled key
  std::string Name = plainName(Entry["name"]);
  if (!Entry.contains("lines") || Entry["lines"] == Json::array()) {
    Out.addWhole(Name);
    return true;
  }
  if (!Entry["lines"].is_array())
    return false;
  for (const Json &Range : Entry["lines"]) {
    if (!isRange(Range))
      return false;
    Out.add(Name, Range[0], Range[1]);
  }
  return true;
}

} // namespace

std::string readLineFilter(llvm::StringRef Text, LineRanges &Out) {
  Json Whole = Json::parse(Text.begin(), Text.end(), nullptr,
                           /*allow_exceptions=*/false);
  Out.matchTails();
  if (!Whole.is_array())
    return Shape;
  for (const Json &Entry : Whole)
    if (!readEntry(Entry, Out))
      return Shape;
  return {};
}

} // namespace modeltidy
