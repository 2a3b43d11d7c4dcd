// YAML as configs of trainings write it.
#include "tests/config/page.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

constexpr ConfigFormat Yaml = ConfigFormat::Yaml;

TEST(ConfigYaml, Scalars) {
  expectPages(
      Yaml,
      {
          {"a: b", "Dict(a=\"b\")"},
          {"a: 'b'' c'\nd: \"e\\n\"", "Dict(a=\"b\' c\", d=\"e\\n\")"},
          {"a: 1\nb: -1.5e-3\nc: 1e-5\nd: 0x1F\ne: 1_000\nf: .inf",
           "Dict(a=1, b=-1.5e-3, c=1e-5, d=0x1F, e=1_000, f=.inf)"},
          {"a: true\nb: No\nc: on", "Dict(a=True, b=False, c=True)"},
          {"a: ~\nb: null\nc:\nd: ''", "Dict(a=Null, b=Null, c=Null, d=\"\")"},
          {"a: '1'\nb: \"true\"\nc: !!str 2",
           "Dict(a=\"1\", b=\"true\", c=\"2\")"},
          {"a: 1.2.3\nb: 7B\nc: v1", "Dict(a=\"1.2.3\", b=\"7B\", c=\"v1\")"},
          {"a: !include b.yaml", "Dict(a=\"b.yaml\")"},
          {"a: |\n  b\n  c\nd: >-\n  e\n  f",
           "Dict(a=\"b\\nc\\n\", d=\"e f\")"},
          {"a: b\n  c", "Dict(a=\"b c\")"},
      });
}

TEST(ConfigYaml, Collections) {
  expectPages(
      Yaml,
      {
          {"a:\n- 1\n- b: 2\n  c: 3\n", "Dict(a=List(1, Dict(b=2, c=3)))"},
          {"a: [1, {b: c}]\nd: {}\ne: []",
           "Dict(a=List(1, Dict(b=\"c\")), d=Dict, e=List)"},
          {"a:\n  b:\n    c", "Dict(a=Dict(b=\"c\"))"},
          {"- - 1\n  - 2\n- 3", "List(List(1, 2), 3)"},
          {"1: a\ntrue: b\non: c", "Dict(1=\"a\", true=\"b\", on=\"c\")"},
          {"? [a, b]\n: c\n~: d\n'': e",
           "Dict(Pair(List(\"a\", \"b\"), \"c\"), Pair(Null, \"d\"), "
           "Pair(\"\", \"e\"))"},
          {"a: 1\nb: 2\na: 3", "Dict(a=3, b=2)"},
      });
}

TEST(ConfigYaml, Documents) {
  expectPages(Yaml, {
                        {"", ""},
                        {"# nothing\n", ""},
                        {"---\na: 1\n---\nb: 2\n", "Dict(a=1) | Dict(b=2)"},
                        {"text", "\"text\""},
                        {"\xEF\xBB\xBF"
                         "a: 1",
                         "Dict(a=1)"},
                        {"a: 1\r\nb: 2\r\n", "Dict(a=1, b=2)"},
                    });
}

TEST(ConfigYaml, AnchorsShareTheirNode) {
  Page P("a: &x {b: 1}\nc: *x\nd: &y v\ne: [*y]\n", Yaml);
  EXPECT_EQ(P.roots(),
            "Dict(a=Dict(b=1), c=Dict(b=1), d=\"v\", e=List(\"v\"))");
  EXPECT_EQ(P.at("a"), P.at("c"));
  EXPECT_EQ(P.at("d"), P.at("e.0"));
  EXPECT_EQ(P.errors(), "");
}

TEST(ConfigYaml, MergeKeys) {
  expectPages(Yaml,
              {
                  {"a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3",
                   "Dict(a=Dict(x=1, y=2), b=Dict(y=3, x=1))"},
                  {"a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc: {<<: [*a, *b]}",
                   "Dict(a=Dict(x=1), b=Dict(x=2, z=3), c=Dict(x=1, z=3))"},
                  {"a: &a {x: 1}\nb: &b\n  <<: *a\nc:\n  <<: *b",
                   "Dict(a=Dict(x=1), b=Dict(x=1), c=Dict(x=1))"},
                  {"a: {'<<': {x: 1}}", "Dict(a=Dict(<<=Dict(x=1)))"},
              });
  EXPECT_EQ(Page("a: {<<: 1, b: 2}", Yaml).errors(),
            "1:'<<' merges mappings only\n");
}

TEST(ConfigYaml, PlacesAreThoseOfTheText) {
  Page P("# \xC3\xA9\xE2\x82\xAC\nm:\n  n: \xC3\xA9 x   # c\n  o:\n  - p\n  - "
         "'q'\n\n"
         "t: |\n  b\n\nu: {a: 1}\n",
         Yaml);
  EXPECT_EQ(P.covered("m.n"), "\xC3\xA9 x");
  EXPECT_EQ(P.covered("m.o"), "- p\n  - 'q'");
  EXPECT_EQ(P.covered("m.o.1"), "'q'");
  EXPECT_EQ(P.covered("t"), "|\n  b");
  EXPECT_EQ(P.covered("u"), "{a: 1}");
  EXPECT_EQ(P.summary().lineOf(P.summary().node(P.at("m.o.1")).Begin), 6u);
}

TEST(ConfigYaml, NolintComments) {
  Page P("# NOLINT one\na: b # NOLINT(x)\nc: 'd # NOLINT'\ne: |\n  # NOLINT\n"
         "f: g# NOLINT\n",
         Yaml);
  EXPECT_EQ(P.comments(), "1:# NOLINT one\n2:# NOLINT(x)\n");
}

} // namespace
} // namespace modeltidy
