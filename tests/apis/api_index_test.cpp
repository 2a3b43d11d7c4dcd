//===- api_index_test.cpp - look-ups, patterns, inheritance ---------------===//

#include "scanner/lineage/api_index.h"
#include "scanner/lineage/api_loader.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace modeltidy;
using llvm::SmallVector;
using llvm::StringRef;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

TEST(Globs, AStarStaysInItsComponent) {
  EXPECT_TRUE(matchesGlob("a.*ForX", "a.LlamaForX"));
  EXPECT_TRUE(matchesGlob("a.*ForX", "a.ForX"));
  EXPECT_FALSE(matchesGlob("a.*ForX", "a.b.ForX"));
  EXPECT_FALSE(matchesGlob("a.*", "a.b.c"));
  EXPECT_TRUE(matchesGlob("a.*.c", "a.b.c"));
  EXPECT_FALSE(matchesGlob("a.*.c", "a.b.d.c"));
  EXPECT_TRUE(matchesGlob("a.x*y*z", "a.xyyz"));
  EXPECT_FALSE(matchesGlob("a.x*y*z", "a.xyy"));
  EXPECT_TRUE(matchesGlob("*", "abc"));
  EXPECT_FALSE(matchesGlob("abc", "ab"));
  EXPECT_FALSE(matchesGlob("ab", "abc"));
}

constexpr StringRef Model = R"(schema: 1
library: lantern
functions:
  - {name: lantern.load_model, params: [exact], loads: {model: arg.0}}
  - {name: lantern.load_*, params: [glob], loads: {model: arg.0}}
  - {name: [lantern.one, lantern.two], passes: arg.0}
  - {name: lantern.read, passes: arg.0}
types:
  - type: lantern.Base
    init: {params: [base], passes: []}
    call: {params: [called], passes: []}
    attributes:
      - {name: rows, is: self.item}
    methods:
      - {name: ask, params: [base], generates: {result: text}}
      - {name: stop, params: [base], passes: []}
      - {name: 'chat.create', params: [dotted], generates: {result: text}}
      - {name: 'to_*', params: [all], passes: self}
      - {name: to_csv, params: [one], writes: {path: arg.0}}
  - type: [lantern.Child, lantern.young.Child]
    extends: [lantern.Base, lantern.Other]
    methods:
      - {name: ask, params: [child], passes: []}
  - type: lantern.*ForAsking
    extends: lantern.Child
  - {type: lantern.Other, methods: [{name: ask, params: [other], passes: []}, {name: rest, params: [other], passes: []}]}
  - {type: lantern.Loop, extends: lantern.Loop2}
  - {type: lantern.Loop2, extends: lantern.Loop}
values:
  - {name: lantern.FLAGS, parses: {registry: flags}}
any:
  - {method: kindle, requires: lantern, generates: {result: text}}
configs:
  - {config: lantern recipe, has: wick, loads: {model: arg.wick}}
  - {config: lantern lamp, has: lamp, loads: {model: arg.lamp}}
commands:
  - {command: [lantern burn, python -m lantern.burn], loads: {model: arg.wick}}
  - {command: lantern ask, loads: {model: arg.0}}
)";

class ApiIndexTest : public testing::Test {
protected:
  ApiIndexTest()
      : Library(loadApiLibrary(Model, "lantern.yaml", Arena, Found)),
        Index(Library) {
    EXPECT_THAT(Found, IsEmpty());
  }

  /// The first parameter's names, which tell the rows apart.
  template <typename Look> std::vector<std::string> params(Look Search) {
    SmallVector<const Callable *, 4> Rows;
    Search(Rows);
    std::vector<std::string> Names;
    for (const Callable *Row : Rows)
      Names.push_back(Row->Params.empty() ? "" : Row->Params[0].str());
    return Names;
  }
  std::vector<std::string> functions(StringRef Name) {
    return params([&](auto &Out) { Index.functions(Name, Out); });
  }
  std::vector<std::string> methods(StringRef Type, StringRef Name) {
    return params([&](auto &Out) { Index.methods(Type, Name, Out); });
  }

  ApiArena Arena;
  yaml::Problems Found;
  ApiLibrary Library;
  ApiIndex Index;
};

TEST_F(ApiIndexTest, ExactNamesWinOverPatternsAndTheseOverShortForms) {
  EXPECT_THAT(functions("lantern.load_model"), ElementsAre("exact"));
  EXPECT_THAT(functions("lantern.load_all"), ElementsAre("glob"));
  EXPECT_THAT(functions("lantern.sub.deep.load_model"), ElementsAre("exact"));
  EXPECT_THAT(functions("lantern.sub.load_it"), ElementsAre("glob"));
  EXPECT_THAT(functions("lamp.load_model"), IsEmpty());
  EXPECT_THAT(functions("load_model"), IsEmpty());
  EXPECT_THAT(functions(""), IsEmpty());
}

TEST_F(ApiIndexTest, AMethodOfATypeWinsOverTheShortForm) {
  EXPECT_THAT(functions("lantern.Child.stop"), ElementsAre("base"));
  EXPECT_THAT(functions("lantern.unknown.read"), ElementsAre(""));
}

TEST_F(ApiIndexTest, TypesHaveOneNameToCompare) {
  EXPECT_TRUE(Index.isType("lantern.Base"));
  EXPECT_FALSE(Index.isType("lantern.Bas"));
  EXPECT_EQ(Index.canonicalType("lantern.a.b.Child"), "lantern.Child");
  EXPECT_EQ(Index.canonicalType("lantern.models.XForAsking"),
            "lantern.*ForAsking");
  EXPECT_TRUE(Index.derivesFrom("lantern.x.XForAsking", "lantern.Base"));
  EXPECT_TRUE(Index.derivesFrom("lantern.Child", "lantern.Child"));
  EXPECT_FALSE(Index.derivesFrom("lantern.Base", "lantern.Child"));
}

TEST_F(ApiIndexTest, TheMostDerivedTypesRowsWin) {
  EXPECT_THAT(methods("lantern.XForAsking", "ask"), ElementsAre("child"));
  EXPECT_THAT(methods("lantern.Child", "stop"), ElementsAre("base"));
  EXPECT_THAT(methods("lantern.Child", "rest"), ElementsAre("other"));
  EXPECT_THAT(methods("lantern.Child", "chat.create"), ElementsAre("dotted"));
  EXPECT_THAT(methods("lantern.Child", "to_csv"), ElementsAre("one"));
  EXPECT_THAT(methods("lantern.Child", "to_json"), ElementsAre("all"));
  EXPECT_THAT(methods("lantern.Loop", "ask"), IsEmpty());
  EXPECT_THAT(methods("lantern.None", "ask"), IsEmpty());
  EXPECT_THAT(params([&](auto &Out) { Index.init("lantern.Child", Out); }),
              ElementsAre("base"));
  EXPECT_THAT(params([&](auto &Out) { Index.call("lantern.Child", Out); }),
              ElementsAre("called"));
  ASSERT_TRUE(Index.attribute("lantern.Child", "rows"));
  EXPECT_FALSE(Index.attribute("lantern.Child", "columns"));
}

TEST_F(ApiIndexTest, FindsValuesAndAnyMethods) {
  ASSERT_TRUE(Index.value("lantern.FLAGS"));
  EXPECT_EQ(Index.value("lantern.FLAGS")->Registry, "flags");
  EXPECT_FALSE(Index.value("lantern.Base"));
  SmallVector<const AnyMethod *, 2> Any;
  Index.anyMethods("kindle", Any);
  ASSERT_EQ(Any.size(), 1u);
  EXPECT_EQ(Any[0]->Requires[0], "lantern");
}

TEST_F(ApiIndexTest, FindsCommandsByTheirFirstWord) {
  std::vector<std::string> Names;
  for (const CommandModel *Row : Index.commandsNamed("lantern"))
    Names.push_back(Row->Body.Name.str());
  EXPECT_THAT(Names, ElementsAre("lantern burn", "lantern ask"));
  EXPECT_EQ(Index.commandsNamed("python").size(), 1u);
  EXPECT_THAT(Index.commandsNamed("burn"), IsEmpty());
  EXPECT_EQ(Index.configs()[1]->Body.Name, "lantern lamp");
}

TEST_F(ApiIndexTest, SaysWhichWordsMatter) {
  for (StringRef Word : {"load_model", "load_x", "Child", "YForAsking", "ask",
                         "create", "to_csv", "rows", "FLAGS", "kindle"})
    EXPECT_TRUE(Index.mayMatter(Word)) << Word.str();
  EXPECT_FALSE(Index.mayMatter("chat"));
  EXPECT_FALSE(Index.mayMatter("lantern"));
  EXPECT_THAT(Index.apiWords(), ElementsAre("lantern", "load_model"));
}

TEST_F(ApiIndexTest, NumbersRowsAsWritten) {
  SmallVector<const Callable *, 2> One, Two, Read;
  Index.functions("lantern.one", One);
  Index.functions("lantern.two", Two);
  Index.functions("lantern.read", Read);
  EXPECT_EQ(Index.rowOf(One[0]), Index.rowOf(Two[0]));
  EXPECT_NE(Index.rowOf(One[0]), Index.rowOf(Read[0]));
  SmallVector<const AnyMethod *, 2> Any;
  Index.anyMethods("kindle", Any);
  ASSERT_EQ(Index.configs().size(), 2u);
  EXPECT_EQ(Index.rowOf(&Index.configs()[0]->Body),
            Index.rowOf(&Any[0]->Body) + 1);
  const CommandModel *Burn = Index.commandsNamed("lantern")[0];
  EXPECT_EQ(Index.rowOf(&Burn->Body),
            Index.rowOf(&Index.commandsNamed("python")[0]->Body));
  EXPECT_EQ(Index.rowOf(&Index.commandsNamed("lantern")[1]->Body),
            Index.rowCount() - 1);
  for (uint32_t I = 0; I != Index.rowCount(); ++I)
    EXPECT_EQ(Index.rowOf(&Index.row(I)), I);
}

} // namespace
