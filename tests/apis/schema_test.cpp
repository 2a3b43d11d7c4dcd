//===- schema_test.cpp - the JSON Schema says what the loader does --------===//

#include "scanner/lineage/api_words.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

using namespace modeltidy;
using llvm::StringRef;
using nlohmann::json;

namespace {

json schema() {
  auto Buffer = llvm::MemoryBuffer::getFile(MODEL_TIDY_SOURCE_DIR
                                            "/docs/schemas/api-model-v1.json");
  if (!Buffer)
    return {};
  StringRef Text = (*Buffer)->getBuffer();
  return json::parse(Text.begin(), Text.end(), nullptr, false);
}

std::set<std::string> keys(const json &Object) {
  std::set<std::string> Keys;
  for (const auto &[Key, Value] : Object.items())
    Keys.insert(Key);
  return Keys;
}

std::vector<std::string> texts(llvm::ArrayRef<StringRef> Words) {
  return {Words.begin(), Words.end()};
}

TEST(ApiSchema, HasEveryEffectAndKey) {
  json Effects = schema()["$defs"]["effects"]["properties"];
  std::set<std::string> Wanted;
  for (const EffectRule &Rule : effectRules())
    Wanted.insert(Rule.Key.str());
  EXPECT_EQ(keys(Effects), Wanted);
  for (const EffectRule &Rule : effectRules()) {
    std::set<std::string> Slots;
    for (const SlotRule &Slot : Rule.Slots)
      Slots.insert(Slot.Key.str());
    if (Rule.Form == EffectForm::Keys || Rule.Form == EffectForm::Paths) {
      EXPECT_EQ(keys(schema()["$defs"][Rule.Key.str()]["properties"]), Slots)
          << Rule.Key.str();
    }
  }
}

TEST(ApiSchema, HasTheClosedLists) {
  json Definitions = schema()["$defs"];
  auto Words = [&](const char *Name) {
    return Definitions[Name]["enum"].get<std::vector<std::string>>();
  };
  EXPECT_EQ(Words("edgeKind"), texts(edgeKindWords()));
  EXPECT_EQ(Words("modelKind"), texts(modelKindWords()));
  EXPECT_EQ(Words("role"), texts(roleWords()));
  EXPECT_EQ(Words("channel"), texts(channelWords()));
  EXPECT_EQ(Words("published"), texts(publishedWords()));
  EXPECT_EQ(Words("mode"), texts(modeWords()));
}

} // namespace
