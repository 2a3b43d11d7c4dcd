//===- report.cpp - the JSON report, read back ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/report.h"
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace modeltidy::e2e {

std::string FoundFlow::str() const {
  return Confidence + " " + Verdict + " flow from '" + Model + "' (" +
         Source.str() + ") to " + Sink.str();
}

namespace {

class Reader {
public:
  Reader(Report &Out, const std::filesystem::path &Root)
      : Out(Out), Root(Root) {}

  void read(const json &Whole);

private:
  void complain(const std::string &What) { Out.Mistakes.push_back(What); }

  /// The array under Key; an empty one, and a complaint, where it is absent.
  const json &list(const json &Object, const char *Key);
  std::string text(const json &Object, const char *Key);
  Where place(const json &Object);
  unsigned lineCount(const std::string &File);
  void readFlow(const json &Item);

  Report &Out;
  std::filesystem::path Root;
  std::map<std::string, unsigned> LineCounts;
};

const json &Reader::list(const json &Object, const char *Key) {
  static const json Empty = json::array();
  if (Object.is_object() && Object.contains(Key) && Object[Key].is_array())
    return Object[Key];
  complain(std::string("the report has no list '") + Key + "'");
  return Empty;
}

std::string Reader::text(const json &Object, const char *Key) {
  if (Object.is_object() && Object.contains(Key) && Object[Key].is_string())
    return Object[Key].get<std::string>();
  complain(std::string("no text under '") + Key + "' in " +
           Object.dump(-1, ' ', false, json::error_handler_t::replace));
  return {};
}

unsigned Reader::lineCount(const std::string &File) {
  auto [It, IsNew] = LineCounts.try_emplace(File, 0);
  if (IsNew) {
    std::ifstream In(Root / File, std::ios::binary);
    It->second = unsigned(std::count(std::istreambuf_iterator<char>(In),
                                     std::istreambuf_iterator<char>(), '\n'));
  }
  return It->second;
}

Where Reader::place(const json &Object) {
  Where At;
  At.File = text(Object, "file");
  if (Object.is_object() && Object.contains("line") &&
      Object["line"].is_number_unsigned())
    At.Line = Object["line"].get<unsigned>();
  // A last line may lack its line feed.
  if (At.Line < 1 || At.Line > lineCount(At.File) + 1)
    complain("no such line: " + At.str());
  return At;
}

void Reader::readFlow(const json &Item) {
  static const json Nothing = json::object();
  auto part = [&](const char *Key) -> const json & {
    return Item.is_object() && Item.contains(Key) ? Item[Key] : Nothing;
  };
  FoundFlow Flow;
  Flow.Source = place(part("source"));
  Flow.Model = text(part("source"), "model");
  Flow.Sink = place(part("sink"));
  list(part("sink"), "targets");
  Flow.Verdict = text(Item, "verdict");
  Flow.Confidence = text(Item, "confidence");
  Flow.Check = text(Item, "check");
  for (const json &Step : list(Item, "steps")) {
    Flow.Steps.push_back(place(Step));
    if (text(Step, "what").empty())
      complain("a step says nothing: " + Flow.Steps.back().str());
  }
  if (Flow.Steps.empty())
    complain("no steps: " + Flow.str());
  // The generators of one data set are one source: told one by one here.
  if (!part("source").contains("generators")) {
    Out.Flows.push_back(std::move(Flow));
    return;
  }
  for (const json &Generator : list(part("source"), "generators")) {
    FoundFlow One = Flow;
    One.Model = text(Generator, "model");
    One.Verdict = text(Generator, "verdict");
    One.Confidence = text(Generator, "confidence");
    One.Check = text(Generator, "check");
    Out.Flows.push_back(std::move(One));
  }
}

void Reader::read(const json &Whole) {
  for (const char *Key :
       {"models", "datasets", "generations", "trainings", "publications"})
    for (const json &Item : list(Whole, Key))
      place(Item);
  for (const json &Item : list(Whole, "flows"))
    readFlow(Item);
  for (const json &Item : list(Whole, "diagnostics")) {
    FoundDiagnostic Found;
    Found.At = place(Item);
    Found.Check = text(Item, "check");
    Found.Severity = text(Item, "severity");
    Found.Message = text(Item, "message");
    for (const json &Note : list(Item, "notes"))
      text(Note, "message");
    Out.Diagnostics.push_back(std::move(Found));
  }
  for (const json &Item : list(Whole, "limits"))
    Out.Limits.push_back({text(Item, "file"), text(Item, "what")});
}

} // namespace

Report readReport(const std::string &Json, const std::filesystem::path &Root) {
  Report Out;
  json Whole = json::parse(Json, nullptr, /*allow_exceptions=*/false);
  if (Whole.is_discarded())
    Out.Mistakes.push_back("the report is not JSON: " + Json.substr(0, 200));
  else
    Reader(Out, Root).read(Whole);
  return Out;
}

} // namespace modeltidy::e2e
