//===- api_loader_test.cpp - every mistake at its line --------------------===//

#include "scanner/lineage/api_loader.h"
#include "scanner/lineage/api_path.h"
#include "scanner/lineage/api_patterns.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace modeltidy;
using llvm::StringRef;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr StringRef Head = "schema: 1\nlibrary: lantern\n"; // two lines

class ApiLoader : public testing::Test {
protected:
  /// The problems' texts, each beginning with its place.
  std::vector<std::string> load(const std::string &Rows) {
    yaml::Problems Found;
    Library = loadApiLibrary(Head.str() + Rows, "l.yaml", Arena, Found);
    std::vector<std::string> Texts;
    for (const yaml::Problem &P : Found)
      Texts.push_back(P.str());
    return Texts;
  }

  ApiArena Arena;
  ApiLibrary Library{};
};

TEST_F(ApiLoader, ReadsTheDocumentedExample) {
  EXPECT_THAT(load(R"(
source: https://lantern.example/docs/api
read: 2026-11-21
types:
  - type: lantern_sdk.Lantern
    init: {params: [model], loads: {model: arg.model, channel: api}}
    methods:
      - {name: ask, params: [prompt], generates: {result: text, model: self.model, prompt: arg.prompt}}
functions:
  - {name: lantern_sdk.save, params: [rows, path], writes: {path: arg.path, data: arg.rows}}
)"),
              IsEmpty());
  ASSERT_EQ(Library.Types.size(), 1u);
  const TypeModel &Type = Library.Types[0];
  EXPECT_EQ(Type.Names[0], "lantern_sdk.Lantern");
  EXPECT_EQ(Type.Init[0].Name, "init");
  const Effect *Loads = Type.Init[0].effect(EffectKind::Loads);
  ASSERT_TRUE(Loads);
  EXPECT_EQ(str(Loads->paths(SlotKind::Model)[0]), "arg.model");
  EXPECT_EQ(Loads->word(SlotKind::ChannelWord), "api");
  const Effect *Asks = Type.Methods[0].effect(EffectKind::Generates);
  ASSERT_TRUE(Asks);
  EXPECT_EQ(Asks->word(SlotKind::Result), "text");
  EXPECT_EQ(str(Asks->paths(SlotKind::Model)[0]), "self.model");
  EXPECT_EQ(Library.Functions[0].Params[1], "path");
  EXPECT_EQ(Library.Functions[0].Line, 12u);
  EXPECT_EQ(Library.Functions[0].Library, "l.yaml");
}

TEST_F(ApiLoader, ReadsEveryEffect) {
  EXPECT_THAT(load(R"(functions:
  - name: [lantern.a, lantern.b]
    returns: arg.0
    when: [{arg.x: present}, {arg.y: {matches: '^a'}}, {arg.z: {equals: json}}, {arg.w: false}]
    trains: {target: arg.0, data: [arg.1, arg.2.key.text], hooks: [loss], columns: [a, b], makes: reward, service: true}
    reads: {dataset: arg.0, split: "'train'", format: json}
    publishes: {id: arg.0, what: model, license: arg.license}
    selects: {from: arg.0, by: arg.1}
    stores: {self.item: arg.0, self.key.x: [arg.1, rest.2]}
    calls: [{function: arg.0, args: [arg.1.item], result: result.item, kind: score}, {function: arg.error}]
    binds: {function: arg.0}
    declares: {name: args, default: arg.default, registry: argparse}
    parses: {registry: argparse}
    instantiates: arg.0
    modes: no_grad
    runs: {command: arg.0}
    passes: {from: arg.0, as: text}
)"),
              IsEmpty());
  ASSERT_EQ(Library.Functions.size(), 2u);
  const Callable &Row = Library.Functions[0];
  EXPECT_EQ(Row.When.size(), 4u);
  EXPECT_EQ(str(Row.ReturnsPath[0]), "arg.0");
  unsigned Stores = 0, Calls = 0;
  for (const Effect &E : Row.Effects) {
    Stores += E.Kind == EffectKind::Stores;
    Calls += E.Kind == EffectKind::Calls;
  }
  EXPECT_EQ(Stores, 2u);
  EXPECT_EQ(Calls, 2u);
  EXPECT_EQ(Row.effect(EffectKind::Modes)->word(SlotKind::Mode), "no_grad");
  EXPECT_EQ(Row.effect(EffectKind::Trains)->word(SlotKind::Service), "true");
  EXPECT_EQ(Row.effect(EffectKind::Trains)->slot(SlotKind::Columns)->Words[1],
            "b");
  EXPECT_EQ(Library.Functions[1].Effects.data(), Row.Effects.data());
}

TEST_F(ApiLoader, PassesNothingIsNoMissingKey) {
  EXPECT_THAT(load("functions:\n  - {name: a.b, passes: []}\n"), IsEmpty());
  const Effect *Passes = Library.Functions[0].effect(EffectKind::Passes);
  ASSERT_TRUE(Passes && Passes->slot(SlotKind::From));
  EXPECT_TRUE(Passes->paths(SlotKind::From).empty());
}

/// Text after `- {name: a.b, `, and the complaint about it (line 4).
struct BadBody {
  const char *Body, *Complaint;
};
class ApiLoaderBadBody : public ApiLoader,
                         public testing::WithParamInterface<BadBody> {};

TEST_P(ApiLoaderBadBody, IsNamedAtItsLineAndTheRestApplies) {
  std::vector<std::string> Texts =
      load(std::string("functions:\n  - {name: a.b, ") + GetParam().Body +
           "}\n  - {name: a.c, passes: arg.0}\n");
  ASSERT_EQ(Texts.size(), 1u) << testing::PrintToString(Texts);
  EXPECT_THAT(Texts[0], testing::StartsWith("l.yaml:4:"));
  EXPECT_THAT(Texts[0], HasSubstr(GetParam().Complaint));
  ASSERT_EQ(Library.Functions.size(), 1u);
  EXPECT_EQ(Library.Functions[0].Name, "a.c");
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, ApiLoaderBadBody,
    testing::Values(
        BadBody{"generate: {result: text}",
                "unknown key 'generate' in a function row; did you mean "
                "'generates'?"},
        BadBody{"generates: {result: txt}",
                "unknown 'result': 'txt'; did you mean 'text'?"},
        BadBody{"generates: {model: arg.0}", "'generates' needs 'result'"},
        BadBody{"loads: {kind: generativ}", "did you mean 'generative'?"},
        BadBody{"loads: {role: techer}", "did you mean 'teacher'?"},
        BadBody{"loads: {channel: apis}", "did you mean 'api'?"},
        BadBody{"loads: {modl: arg.0}",
                "unknown key 'modl' in 'loads'; did you mean 'model'?"},
        BadBody{"loads: {model: arg}", "a name or a position follows 'arg.'"},
        BadBody{"loads: {model: argg.0}", "did you mean 'arg'?"},
        BadBody{"loads: {model: arg.a.itm}",
                "a step is 'item', 'names', 'key.NAME', 'attr.NAME' or 'at.0', "
                "not 'itm'; did you mean 'item'?"},
        BadBody{"loads: {model: arg.a.}", "nothing follows the last '.'"},
        BadBody{"loads: {model: rest.x}", "a position follows 'rest.'"},
        BadBody{"loads: {model: \"'a\"}", "a literal ends with"},
        BadBody{"loads: {model: {a: b}}", "an access path must be a text"},
        BadBody{"loads: arg.0", "'loads' must be a mapping"},
        BadBody{"trains: {makes: reward}", "'trains' needs one of target, "},
        BadBody{"trains: {data: arg.0, service: maybe}",
                "'service' must be true or false"},
        BadBody{"publishes: {what: modell}", "did you mean 'model'?"},
        BadBody{"stores: arg.0", "'stores' must map target paths"},
        BadBody{"modes: no_grd", "did you mean 'no_grad'?"},
        BadBody{"calls: {args: [arg.0]}", "'calls' needs 'function'"},
        BadBody{"when: [{arg.a: presnt}]", "did you mean 'present'?"},
        BadBody{"when: [{arg.a: {matchs: x}}]", "did you mean 'matches'?"},
        BadBody{"when: [{arg.a: {matches: '('}}]",
                "bad RE2 pattern '(': missing ): ("},
        BadBody{"when: [{arg.a: present, arg.b: present}]",
                "each condition is a map with one key"},
        BadBody{"loads: {model: arg.a, pattern: '('}",
                "bad RE2 pattern '(': missing ): ("},
        BadBody{"reads: {dataset: arg.a, known: [a]}",
                "'known' must be a mapping of texts"},
        BadBody{"reads: {dataset: arg.a, known: {a: [b]}}",
                "'known' maps texts to texts"},
        BadBody{"returns: a..b", "'a..b' is not a dotted name"}));

TEST_F(ApiLoader, NamesBadRowsOfTypesValuesAndAny) {
  EXPECT_THAT(
      load(R"(types:
  - {type: a.T, extend: a.B}
  - {extends: a.B}
  - type: a.U
    attributes:
      - {name: x}
      - {name: y, is: self.key.y}
    methods:
      - {name: m, passes: self}
      - {nam: n, passes: self}
values:
  - {name: a.V}
any:
  - {method: ask, requires: a-b, passes: self}
)"),
      ElementsAre(HasSubstr("l.yaml:4:17: unknown key 'extend' in a type row; "
                            "did you mean 'extends'?"),
                  HasSubstr("l.yaml:5:5: a type row needs 'type'"),
                  HasSubstr("l.yaml:8:9: an attribute row needs either"),
                  HasSubstr("l.yaml:12:9: a method row needs 'name'"),
                  HasSubstr("l.yaml:12:10: unknown key 'nam' in a method row; "
                            "did you mean 'name'?"),
                  HasSubstr("l.yaml:14:5: a value row needs either"),
                  HasSubstr("l.yaml:16:29: 'a-b' is not a dotted name")));
  ASSERT_EQ(Library.Types.size(), 2u);
  EXPECT_EQ(Library.Types[1].Methods.size(), 1u);
  EXPECT_EQ(Library.Types[1].Attributes.size(), 1u);
  EXPECT_TRUE(Library.Values.empty());
  EXPECT_TRUE(Library.Any.empty());
}

TEST_F(ApiLoader, NamesDuplicatesWithTheFirstOnesLine) {
  EXPECT_THAT(load(R"(functions:
  - {name: a.b, passes: arg.0}
  - {name: [a.c, a.b], passes: arg.1}
  - {name: a.b, passes: arg.1, when: [{arg.x: present}]}
  - {name: a.b, reads: {path: arg.1}}
types:
  - {type: a.T}
  - {type: a.T}
)"),
              ElementsAre("l.yaml:5:5: duplicate row 'a.b': it stands at line "
                          "4 already",
                          "l.yaml:10:5: duplicate type 'a.T': it stands at "
                          "line 9 already"));
  EXPECT_EQ(Library.Functions.size(), 4u);
  EXPECT_EQ(Library.Types.size(), 1u);
}

TEST_F(ApiLoader, NamesAKeyThatStandsTwice) {
  EXPECT_THAT(load("functions:\n  - {name: a.b, passes: arg.0, passes: []}\n"),
              ElementsAre(HasSubstr("l.yaml:4:")));
}

TEST_F(ApiLoader, ReadsConfigsAndCommands) {
  EXPECT_THAT(load(R"(configs:
  - config: lantern recipe
    files: '*.yml'
    has: [wick, oil.kind]
    any: [flame, glow]
    not: merge
    when: [{arg.stage: {equals: dpo}}]
    loads: [{model: arg.wick, role: train-base}, {model: arg.judge, role: judge}]
    reads:
      - {dataset: arg.oil.item.key.path, split: arg.oil.item.key.split}
      - {dataset: arg.oils, separator: ',', pattern: '^([^#]+)', known: {rape: org/rape, olive: org/olive}, registry: oils.json, registry_id: [hub, url], registry_path: file}
    trains: [{target: arg.wick, data: result, method: dpo}, {target: arg.lamp, prompts: arg.mixer.names}]
commands:
  - command: [lantern burn, python -m lantern.burn]
    configs: ['--config', 1]
    fallback: true
    trains: {target: arg.wick, data: arg.0}
)"),
              IsEmpty());
  ASSERT_EQ(Library.Configs.size(), 1u);
  const ConfigModel &Config = Library.Configs[0];
  EXPECT_EQ(Config.Body.Name, "lantern recipe");
  EXPECT_EQ(Config.Body.Line, 4u);
  EXPECT_THAT(Config.Files, ElementsAre("*.yml"));
  EXPECT_THAT(Config.Has, ElementsAre("wick", "oil.kind"));
  EXPECT_THAT(Config.Any, ElementsAre("flame", "glow"));
  EXPECT_THAT(Config.Not, ElementsAre("merge"));
  EXPECT_EQ(Config.Body.When.size(), 1u);
  ASSERT_EQ(Config.Body.Effects.size(), 6u);
  const Effect &Reads = Config.Body.Effects[5];
  ASSERT_EQ(Reads.Kind, EffectKind::Reads);
  EXPECT_EQ(Reads.word(SlotKind::Separator), ",");
  EXPECT_EQ(Reads.word(SlotKind::Pattern), "^([^#]+)");
  EXPECT_THAT(Reads.slot(SlotKind::Known)->Words,
              ElementsAre("rape", "org/rape", "olive", "org/olive"));
  EXPECT_EQ(Reads.word(SlotKind::Registry), "oils.json");
  EXPECT_THAT(Reads.slot(SlotKind::RegistryId)->Words,
              ElementsAre("hub", "url"));
  EXPECT_THAT(Reads.slot(SlotKind::RegistryPath)->Words, ElementsAre("file"));
  ASSERT_EQ(Library.Commands.size(), 2u);
  EXPECT_EQ(Library.Commands[1].Body.Name, "python -m lantern.burn");
  EXPECT_TRUE(Library.Commands[1].Fallback);
  EXPECT_THAT(Library.Commands[1].Configs, ElementsAre("--config", "1"));
}

TEST_F(ApiLoader, NamesBadConfigAndCommandRows) {
  EXPECT_THAT(
      load(R"(configs:
  - {has: a, loads: {model: arg.a}}
  - {config: x, loads: {model: arg.a}}
  - {config: x, has: [a..b], loads: {model: arg.a}}
  - {config: x, hass: a, any: b, loads: {model: arg.a}}
  - {config: x, has: a, loads: {model: arg.a}}
  - {config: x, has: a, loads: {model: arg.b}}
  - {config: x, has: b, loads: {model: arg.b}}
commands:
  - {loads: {model: arg.a}}
  - {command: 'a  b', loads: {model: arg.a}}
  - {command: a, configs: config, loads: {model: arg.a}}
  - {command: [a, a], loads: {model: arg.a}}
)"),
      ElementsAre(HasSubstr("l.yaml:4:5: a config row needs 'config'"),
                  HasSubstr("l.yaml:5:5: a config row needs one of has, any, "
                            "files"),
                  HasSubstr("l.yaml:6:22: 'a..b' is not a dotted key"),
                  HasSubstr("unknown key 'hass' in a config row; did you mean "
                            "'has'?"),
                  HasSubstr("l.yaml:9:5: duplicate row 'x': it stands at line "
                            "8 already"),
                  HasSubstr("l.yaml:12:5: a command row needs 'command'"),
                  HasSubstr("l.yaml:13:15: 'a  b' is not words"),
                  HasSubstr("l.yaml:14:27: 'config' is neither an option"),
                  HasSubstr("l.yaml:15:5: duplicate row 'a'")));
  EXPECT_EQ(Library.Configs.size(), 2u);
  EXPECT_EQ(Library.Commands.size(), 1u);
}

TEST(ApiLoaderTop, ChecksTheHead) {
  ApiArena Arena;
  auto Load = [&](StringRef Text) {
    yaml::Problems Found;
    (void)loadApiLibrary(Text, "l.yaml", Arena, Found);
    return Found.empty() ? std::string() : Found.front().str();
  };
  EXPECT_THAT(Load("library: x\n"), HasSubstr("an API model needs 'schema'"));
  EXPECT_THAT(Load("schema: 2\nlibrary: x\n"),
              HasSubstr("l.yaml:1:9: this version reads schema 1, not 2"));
  EXPECT_THAT(Load("schema: 1\n"), HasSubstr("needs 'library'"));
  EXPECT_THAT(Load("schema: 1\nlibrary: x\nfunction: []\n"),
              HasSubstr("l.yaml:3:1: unknown key 'function' in an API model; "
                        "did you mean 'functions'?"));
  EXPECT_THAT(Load("- 1\n"), HasSubstr("l.yaml:1:1: an API model must be"));
  EXPECT_THAT(Load("a: [\n"), HasSubstr("l.yaml:"));
}

TEST(AccessPaths, AreWrittenAsRead) {
  ApiArena Arena;
  std::string Why;
  for (StringRef Text :
       {"arg.x", "arg.0", "args", "rest.1", "self", "self.model", "result",
        "'all-MiniLM-L6-v2'", "arg.rows.item.key.text", "self.item",
        "self.key.x.attr.y", "self.at.0", "self.model.attr.id", "args.item",
        "arg.item", "arg.mixer.names", "self.names"}) {
    std::optional<AccessPath> Path = parseAccessPath(Text, Arena, Why);
    ASSERT_TRUE(Path) << Text.str() << ": " << Why;
    EXPECT_EQ(str(*Path), Text);
  }
}

TEST(Patterns, MatchAPartUnlessAnchored) {
  EXPECT_TRUE(matchesPattern("^r", "rb"));
  EXPECT_TRUE(matchesPattern("localhost", "http://localhost:8000/v1"));
  EXPECT_FALSE(matchesPattern("^localhost", "http://localhost"));
  EXPECT_FALSE(matchesPattern("(", "("));
  EXPECT_NE(patternError("("), "");
  EXPECT_EQ(patternError("^a$"), "");
}

TEST(Patterns, GiveTheirFirstGroup) {
  EXPECT_EQ(firstGroup("^([^#]+)", "org/rows#500"), "org/rows");
  EXPECT_EQ(firstGroup("(?:^|,)pretrained=([^,]+)", "dtype=x,pretrained=a/b"),
            "a/b");
  EXPECT_EQ(firstGroup("s3://[a-z]+", "at s3://bucket"), "s3://bucket");
  EXPECT_EQ(firstGroup("^([^#]+)$", "a#b"), std::nullopt);
  EXPECT_EQ(firstGroup("(", "("), std::nullopt);
}

} // namespace
