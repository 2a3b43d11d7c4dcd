// Broken files, and input made to hurt.
#include "tests/config/page.h"
#include "gtest/gtest.h"
#include <utility>

namespace modeltidy {
namespace {

constexpr ConfigFormat Yaml = ConfigFormat::Yaml;
constexpr ConfigFormat Json = ConfigFormat::Json;

TEST(ConfigHostile, TabsInYaml) {
  Page P("a:\n\tb: 1\n\tc:\n\t\td: 2\n", Yaml);
  EXPECT_EQ(P.roots(), "Dict(a=Dict(b=1, c=Dict(d=2)))");
  EXPECT_EQ(P.errors(), "2:a tab indents this YAML: taken as a blank\n");
}

TEST(ConfigHostile, AMistakeInYamlCostsItsLine) {
  struct Row {
    const char *Text, *Roots;
    unsigned Line;
  };
  const Row Rows[] = {
      {"a: 1\nb: c: d\ne: 2\n", "Dict(a=1, e=2)", 2},
      {"a: 1\nb: 'c\ne: 2\n", "Dict(a=1, e=2)", 2},
      {"a: 1\nb: [c, d\ne: 2\n", "Dict(a=1, e=2)", 2},
      {"a: 1\nword\ne: 2\n", "Dict(a=1, e=2)", 2},
      {"a: 1\n@b: 1\ne: 2\n", "Dict(a=1, e=2)", 2},
      {"a: 1\nb: *c\ne: 2\n", "Dict(a=1, b=Opaque, e=2)", 2},
      {"a: &x [*x]\n", "Dict(a=List(Opaque))", 1},
      {"a: 1\nb: \x01\ne: 2\n", "Dict(a=1, b=\"\\001\", e=2)", 2},
      {"a: \xFF\ne: 2\n", "Dict(a=\"\\377\", e=2)", 1},
  };
  for (const Row &R : Rows) {
    Page P(R.Text, Yaml);
    EXPECT_EQ(P.roots(), R.Roots) << R.Text;
    ASSERT_EQ(P.summary().errors().size(), 1u) << R.Text;
    EXPECT_EQ(P.summary().lineOf(P.summary().errors()[0].Begin), R.Line)
        << R.Text << P.errors();
  }
}

TEST(ConfigHostile, AliasBombsShareTheirNodes) {
  std::string Text = "a0: &a0 [x, x]\n";
  for (int I = 1; I < 60; ++I) {
    std::string N = std::to_string(I), M = std::to_string(I - 1);
    Text += "a" + N + ": &a" + N + " [" + repeat("*a" + M + ", ", 9) + "]\n";
  }
  Page P(Text, Yaml);
  EXPECT_EQ(P.errors(), "");
  EXPECT_LT(P.summary().nodes().size(), 100u);
}

TEST(ConfigHostile, MergeBombsEnd) {
  std::string Text = "a: &a\n";
  for (int I = 0; I < 2000; ++I)
    Text += "  k" + std::to_string(I) + ": 1\n";
  for (int I = 0; I < 2000; ++I)
    Text += "b" + std::to_string(I) + ": {<<: *a}\n";
  Page P(Text, Yaml);
  EXPECT_NE(P.errors().find("merges of more than"), std::string::npos);
  EXPECT_EQ(P.summary().errors().size(), 1u);
  EXPECT_EQ(P.summary().operands(P.summary().node(P.at("b1"))).size(), 2000u);
}

TEST(ConfigHostile, DeepNesting) {
  for (ConfigFormat Format : {Json, Yaml}) {
    Page P("{\"a\": " + repeat("[", 10000) + repeat("]", 10000) +
               ",\n \"b\": 1}",
           Format);
    EXPECT_NE(P.errors(), "") << int(Format);
    EXPECT_NE(P.at("b"), 0u) << int(Format);
  }
  Page Block("a: 1\n" + repeat("- ", 10000) + "\nb: 2\n", Yaml);
  EXPECT_NE(Block.errors(), "");
  EXPECT_EQ(Block.covered("a"), "1");
  Page Toml("a = " + repeat("[", 10000) + "\nb = 1\n", ConfigFormat::Toml);
  EXPECT_NE(Toml.errors(), "");
  EXPECT_EQ(Toml.covered("b"), "1");
}

TEST(ConfigHostile, HugeTextsAreLeftOut) {
  std::string Huge(MaxConfigTextBytes + 1, 'x');
  const char *Wanted = "Dict(a=Opaque, b=1)";
  Page J("{\"a\": \"" + Huge + "\", \"b\": 1}", Json);
  EXPECT_EQ(J.roots(), Wanted);
  EXPECT_EQ(J.errors(),
            "1:a text of 1048577 bytes: at most 1048576 are kept\n");
  EXPECT_EQ(Page("a: " + Huge + "\nb: 1", Yaml).roots(), Wanted);
  EXPECT_EQ(Page("a = '" + Huge + "'\nb = 1", ConfigFormat::Toml).roots(),
            Wanted);
}

TEST(ConfigHostile, TooManyValuesAreSaid) {
  std::string Text = "{";
  for (uint32_t I = 0; I < MaxConfigNodes + 10; ++I)
    Text += "\"k" + std::to_string(I) + "\":1,";
  Page P(Text + "}", Json);
  EXPECT_EQ(P.errors(), "1:more than 1048576 values: the rest is not read\n");
  EXPECT_EQ(P.covered("k0"), "1");
}

TEST(ConfigHostile, ErrorsAreCapped) {
  Page P("{" + repeat("\"a\" 1,\n", 1000) + "}", Json);
  EXPECT_EQ(P.summary().errors().size(), MaxConfigErrors + 1u);
  EXPECT_NE(P.errors().find("further errors"), std::string::npos);
}

std::string yamlKeys(int Size) {
  std::string Text;
  for (int I = 0; I < Size; ++I)
    Text += "key" + std::to_string(I) + ": {a: '${key0}'}\n";
  return Text;
}
std::string jsonKeys(int Size) {
  std::string Text = "{";
  for (int I = 0; I < Size; ++I)
    Text += "\"key" + std::to_string(I) + "\": [],\n";
  return Text + "}";
}
std::string tomlKeys(int Size) {
  std::string Text;
  for (int I = 0; I < Size; ++I)
    Text += "[t" + std::to_string(I) + "]\na.b = 1\n";
  return Text;
}
std::string openBraces(int Size) { return "a: '" + repeat("${", Size) + "'"; }
std::string brokenLines(int Size) { return repeat("a: b: c\n", Size); }

/// That these stay linear is held by bench/counts.sh, which counts
/// instructions.
TEST(ConfigHostile, ManyKeysAreRead) {
  constexpr int Size = 100000;
  for (const auto &[Text, Format] :
       {std::pair(yamlKeys(Size), Yaml), std::pair(jsonKeys(Size), Json),
        std::pair(tomlKeys(Size), ConfigFormat::Toml)}) {
    Page P(Text, Format);
    EXPECT_EQ(P.errors(), "");
    EXPECT_GT(P.summary().nodes().size(), size_t(Size));
  }
  EXPECT_EQ(Page(openBraces(Size), Yaml).summary().roots().size(), 1u);
  EXPECT_FALSE(Page(brokenLines(Size), Yaml).summary().errors().empty());
}

} // namespace
} // namespace modeltidy
