// JSON and JSON lines.
#include "tests/config/page.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

TEST(ConfigJson, Values) {
  expectPages(ConfigFormat::Json,
              {
                  {"", ""},
                  {"{}", "Dict"},
                  {"[1, -2.5e3, true, false, null, \"a\"]",
                   "List(1, -2.5e3, True, False, Null, \"a\")"},
                  {"{\"a\": {\"b\": [{}]}}", "Dict(a=Dict(b=List(Dict)))"},
                  {"{\"a\": 1, \"a\": 2, \"\": 3}", "Dict(a=2, Pair(\"\", 3))"},
                  {"\"x\"", "\"x\""},
                  {"[NaN, -Infinity]", "List(NaN, -Infinity)"},
                  {"[\"\\\"\\\\\\n\\u0041\\ud83d\\ude00\\q\"]",
                   "List(\"\\\"\\\\\\nA\\360\\237\\230\\200\\\\q\")"},
                  {"\xEF\xBB\xBF[1]", "List(1)"},
                  {"{ // c\n \"a\": 1, /* d */ }", "Dict(a=1)"},
              });
}

TEST(ConfigJson, MistakesCostLittle) {
  struct Row {
    const char *Text, *Roots, *Errors;
  };
  const Row Rows[] = {
      {"{\"a\": 1 \"b\": 2}", "Dict(a=1, b=2)", "1:',' is missing\n"},
      {"{\"a\": , \"b\": 2}", "Dict(b=2)", "1:a key without a value\n"},
      {"{\"a\": \"x\n\"b\": 2}", "Dict(a=\"x\", b=2)",
       "1:a text is not closed on its line\n2:',' is missing\n"},
      {"{\"a\": @, \"b\": 2}", "Dict(a=Opaque, b=2)", "1:not a JSON value\n"},
      {"{a: 1}", "Dict(a=1)", "1:a key must stand in double quotes\n"},
      {"{\"a\": [1, 2", "Dict(a=List(1, 2))", "1:'[' is never closed\n"},
      {"[1] x", "List(1)", "1:text behind the end of the value\n"},
  };
  for (const Row &R : Rows) {
    Page P(R.Text, ConfigFormat::Json);
    EXPECT_EQ(P.roots(), R.Roots) << R.Text;
    EXPECT_EQ(P.errors(), R.Errors) << R.Text;
  }
}

TEST(ConfigJson, Places) {
  Page P("{\n \"a\": [\"x\\ty\", {}]\n}\n", ConfigFormat::Json);
  EXPECT_EQ(P.covered("a"), "[\"x\\ty\", {}]");
  EXPECT_EQ(P.covered("a.0"), "x\\ty");
  EXPECT_EQ(P.covered("a.1"), "{}");
}

TEST(ConfigJson, NolintComments) {
  Page P("{ // NOLINT\n\"a\": \"// NOLINT\" /* NOLINT(b) */}",
         ConfigFormat::Json);
  EXPECT_EQ(P.comments(), "1:// NOLINT\n2:/* NOLINT(b) */\n");
}

TEST(ConfigJson, OnlyTheHeadOfALongListCounts) {
  std::string Record = "{\"a\": \"]}\\\"\", \"b\": [1]},";
  Page P("{\"rows\": [" + repeat(Record, 100000) + "{}], \"last\": 1}",
         ConfigFormat::Json);
  EXPECT_LE(P.summary().nodes().size(), MaxListNodes + 10u);
  EXPECT_GT(P.summary().nodes().size(), MaxListNodes - 10u);
  EXPECT_EQ(P.covered("last"), "1");
  EXPECT_EQ(P.errors(), "");
}

TEST(ConfigJson, SeveralObjectsAreJsonLines) {
  Page P("{\"a\": 1}\n{\"a\": 2}\n", ConfigFormat::Json);
  EXPECT_EQ(P.roots(), "List(Dict(a=1), Dict(a=2))");
  EXPECT_EQ(P.errors(), "");
}

TEST(ConfigJsonLines, TheHeadsRecords) {
  expectPages(
      ConfigFormat::JsonLines,
      {
          {"", "List"},
          {"{\"a\": 1}\n\n{\"a\": 2}\n", "List(Dict(a=1), Dict(a=2))"},
          {"{\"a\": 1}", "List(Dict(a=1))"},
          {"{\n\"a\": 1\n}\n{\n\"a\": 2\n}\n", "List(Dict(a=1), Dict(a=2))"},
      });
  Page P(repeat("{\"a\": 1}\n", 1000), ConfigFormat::JsonLines);
  EXPECT_EQ(P.summary().node(P.at("")).Count, MaxJsonLinesRecords);
  EXPECT_EQ(P.errors(), "");
}

TEST(ConfigJsonLines, ABrokenRecordCostsItsLine) {
  Page P("{\"a\": [1\n{\"a\": 2}\n", ConfigFormat::JsonLines);
  EXPECT_EQ(P.roots(), "List(Dict(a=List(1)), Dict(a=2))");
  EXPECT_EQ(P.errors(), "1:'[' is never closed\n");
}

} // namespace
} // namespace modeltidy
