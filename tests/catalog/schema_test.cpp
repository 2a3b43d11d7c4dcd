//===- schema_test.cpp - the JSON Schemas hold for every file -------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Editors validate with the schemas, the build with the loader. Here every
// catalog file passes both, the closed lists are equal, and a file that one
// refuses the other refuses too.
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/records_loader.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

using namespace modeltidy;
using nlohmann::json;

namespace {

std::string slurp(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

json schema(const std::string &Name) {
  return json::parse(
      slurp(MODEL_TIDY_SOURCE_DIR "/docs/schemas/" + Name + ".json"), nullptr,
      false);
}

json jsonOf(yaml::Node N) {
  json Out;
  if (N.isSequence()) {
    Out = json::array();
    for (yaml::Node Item : N.items())
      Out.push_back(jsonOf(Item));
  } else if (N.isMapping()) {
    Out = json::object();
    for (auto [Key, Value] : N.entries())
      Out[Key.text().str()] = jsonOf(Value);
  } else if (std::optional<int64_t> Number = N.asInteger()) {
    Out = *Number;
  } else if (N.asBool()) {
    Out = *N.asBool();
  } else if (!N.isNull()) {
    Out = N.text().str();
  }
  return Out;
}

/// The part of JSON Schema that ours use.
class Validator {
public:
  explicit Validator(json Schema) : Root(std::move(Schema)) {}

  std::string check(const json &Value) { return check(Value, Root, "$"); }

private:
  std::string check(const json &Value, const json &Rule, std::string At) {
    if (Rule.contains("$ref")) {
      std::string Name = Rule["$ref"].get<std::string>().substr(8);
      return check(Value, Root["$defs"][Name], At);
    }
    if (Rule.contains("const") && Value != Rule["const"])
      return At + ": not the constant";
    if (Rule.contains("enum") &&
        std::find(Rule["enum"].begin(), Rule["enum"].end(), Value) ==
            Rule["enum"].end())
      return At + ": not in the list: " + Value.dump();
    if (Rule.contains("type") && !isOf(Value, Rule["type"]))
      return At + ": not of type " + Rule["type"].dump();
    if (Value.is_string())
      return text(Value, Rule, At);
    if (Value.is_object())
      return object(Value, Rule, At);
    return Value.is_array() ? array(Value, Rule, At) : "";
  }

  static bool isOf(const json &Value, const std::string &Type) {
    return Type == "string"    ? Value.is_string()
           : Type == "boolean" ? Value.is_boolean()
           : Type == "integer" ? Value.is_number_integer()
           : Type == "array"   ? Value.is_array()
                               : Value.is_object();
  }

  static std::string text(const json &Value, const json &Rule,
                          const std::string &At) {
    if (Rule.contains("minLength") && Value.get<std::string>().empty())
      return At + ": empty";
    if (Rule.contains("pattern") &&
        !re2::RE2::PartialMatch(Value.get<std::string>(),
                                Rule["pattern"].get<std::string>()))
      return At + ": not as the pattern wants: " + Value.dump();
    return "";
  }

  std::string array(const json &Value, const json &Rule,
                    const std::string &At) {
    for (size_t I = 0; I != Value.size(); ++I)
      if (std::string Bad = check(Value[I], Rule["items"],
                                  At + "[" + std::to_string(I) + "]");
          !Bad.empty())
        return Bad;
    return "";
  }

  std::string object(const json &Value, const json &Rule,
                     const std::string &At) {
    for (const json &Key : Rule.value("required", json::array()))
      if (!Value.contains(Key.get<std::string>()))
        return At + ": needs " + Key.dump();
    json Known = Rule.value("properties", json::object());
    json More = Rule.value("additionalProperties", json(true));
    for (const auto &[Key, Member] : Value.items()) {
      if (!Known.contains(Key) && More == json(false))
        return At + ": unknown key " + Key;
      const json &Next = Known.contains(Key) ? Known[Key] : More;
      if (std::string Bad = check(Member, Next, At + "." + Key); !Bad.empty())
        return Bad;
    }
    return "";
  }

  json Root;
};

void checkFolder(const std::string &Folder, const std::string &Name) {
  Validator V(schema(Name));
  size_t Files = 0;
  std::error_code Error;
  llvm::sys::fs::directory_iterator It(MODEL_TIDY_SOURCE_DIR "/" + Folder,
                                       Error),
      End;
  for (; It != End && !Error; It.increment(Error), ++Files) {
    yaml::Problems Found;
    yaml::Document Doc = yaml::parse(slurp(It->path()), It->path(), Found);
    EXPECT_EQ(V.check(jsonOf(Doc.root())), "") << It->path();
  }
  EXPECT_GT(Files, 20u) << Folder;
}

TEST(CatalogSchema, EveryFilePasses) {
  checkFolder("checks/terms", "catalog-license-v1");
  checkFolder("checks/families", "catalog-families-v1");
  checkFolder("checks/datasets", "catalog-datasets-v1");
}

TEST(CatalogSchema, UseDomainsPass) {
  std::string Text = slurp(MODEL_TIDY_SOURCE_DIR "/checks/use_domains.yaml");
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse(Text, "use_domains.yaml", Found);
  EXPECT_EQ(
      Validator(schema("catalog-use-domains-v1")).check(jsonOf(Doc.root())),
      "");
}

TEST(CatalogSchema, GeneratorNamesPass) {
  std::string Text =
      slurp(MODEL_TIDY_SOURCE_DIR "/checks/generator_names.yaml");
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse(Text, "generator_names.yaml", Found);
  json Value = jsonOf(Doc.root());
  Validator V(schema("catalog-generator-names-v1"));
  EXPECT_EQ(V.check(Value), "");
  Value["generator_names"][0].erase("marks");
  EXPECT_NE(V.check(Value), "");
}

TEST(CatalogSchema, ServicesPass) {
  std::string Text = slurp(MODEL_TIDY_SOURCE_DIR "/checks/services.yaml");
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse(Text, "services.yaml", Found);
  json Value = jsonOf(Doc.root());
  Validator V(schema("catalog-services-v1"));
  EXPECT_EQ(V.check(Value), "");
  Value["services"][0]["servs"] = json::array();
  EXPECT_NE(V.check(Value), "");
}

template <class Enum> void sameWords(const json &Listed) {
  ArrayRef<StringRef> Ours = words<Enum>();
  EXPECT_EQ(Listed["enum"].get<std::vector<std::string>>(),
            std::vector<std::string>(Ours.begin(), Ours.end()));
}

TEST(CatalogSchema, TheClosedListsAreTheLoaders) {
  json License = schema("catalog-license-v1");
  sameWords<OutputRule>(License["$defs"]["rule"]);
  sameWords<Sureness>(License["$defs"]["sureness"]);
  sameWords<DutyKind>(License["$defs"]["duty"]["properties"]["duty"]);
  json P = License["properties"];
  sameWords<TermsKind>(P["kind"]);
  sameWords<CommercialUse>(P["commercial_use"]);
  sameWords<UsesSureness>(P["prohibited_uses"]["properties"]["confidence"]);
  sameWords<ExceptedTarget>(P["outputs"]["properties"]["exceptions"]["items"]
                             ["properties"]["targets"]["items"]);
  json Family = schema("catalog-families-v1")["$defs"]["family"]["properties"];
  sameWords<FamilyKind>(Family["kind"]);
  json Set = schema("catalog-datasets-v1")["$defs"]["dataset"]["properties"];
  sameWords<DataContent>(Set["content"]);
}

/// A record that has every key of the schema and one more: the loader must
/// complain of that one only.
TEST(CatalogSchema, TheLoaderKnowsEveryKey) {
  json Keys = schema("catalog-datasets-v1")["$defs"]["dataset"]["properties"];
  std::string Text = "schema: 1\ndatasets:\n  - extra: x\n";
  for (const auto &[Key, Rule] : Keys.items())
    Text += "    " + Key + ":\n";
  Records All;
  yaml::Problems Found;
  All.read(Text, "x.yaml", Found);
  size_t Unknown = 0;
  for (const yaml::Problem &P : Found)
    Unknown += P.Text.find("unknown key") != std::string::npos;
  EXPECT_EQ(Unknown, 1u);
}

} // namespace
