// References and templates inside texts.
#include "tests/config/page.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

constexpr ConfigFormat Yaml = ConfigFormat::Yaml;

TEST(ConfigInterpolation, AWholeReferenceIsTheNode) {
  Page P("a: {b: m}\nc: ${a.b}\nd: '${a}'\ne: [x, \"${c}\"]\nf: ${e[1]}\n"
         "g: ${e.0}\n",
         Yaml);
  EXPECT_EQ(P.errors(), "");
  EXPECT_NE(P.at("a.b"), 0u);
  EXPECT_EQ(P.at("c"), P.at("a.b"));
  EXPECT_EQ(P.at("d"), P.at("a"));
  EXPECT_EQ(P.at("e.1"), P.at("a.b"));
  EXPECT_EQ(P.at("f"), P.at("a.b"));
  EXPECT_EQ(P.at("g"), P.at("e.0"));
}

TEST(ConfigInterpolation, RelativeReferences) {
  Page P("b: top\na:\n  b: in\n  c: ${.b}\n  d: ${..b}\n  e: [\"${..b}\"]\n",
         Yaml);
  EXPECT_EQ(P.at("a.c"), P.at("a.b"));
  EXPECT_EQ(P.at("a.d"), P.at("b"));
  EXPECT_EQ(P.at("a.e.0"), P.at("a.b"));
}

TEST(ConfigInterpolation, ThroughMergesAndReferences) {
  Page P("a: &a {m: x}\nb: {<<: *a}\nc: ${b}\nd: ${c.m}\n", Yaml);
  EXPECT_EQ(P.at("d"), P.at("a.m"));
}

TEST(ConfigInterpolation, Texts) {
  expectPages(
      Yaml,
      {
          {"n: x\np: data/${n}/{{ run }}.json",
           "Dict(n=\"x\", p=Template(\"data/\", \"x\", \"/\", Opaque, "
           "\".json\"))"},
          {"p: ${none}", "Dict(p=Global none)"},
          {"p: a-${none.b}", "Dict(p=Template(\"a-\", Global none.b))"},
          {"p: ${oc.env:HOME}", "Dict(p=Opaque)"},
          {"p: ${oc.env:M,'a/b'}", "Dict(p=Phi(Opaque, \"a/b\"))"},
          {"n: x\np: ${n:-d}", "Dict(n=\"x\", p=Phi(\"x\", \"d\"))"},
          {"n: x\np: ${oc.select:n,d}", "Dict(n=\"x\", p=Phi(\"x\", \"d\"))"},
          {"n: x\np: ${env:M,${n}-1}",
           "Dict(n=\"x\", p=Phi(Opaque, Template(\"x\", \"-1\")))"},
          {"p: ${now:%Y-%m}/a", "Dict(p=Template(Opaque, \"/a\"))"},
          {"p: ${{ matrix.m }}", "Dict(p=Opaque)"},
          {"p: '{{ m }}'", "Dict(p=Opaque)"},
          {"p: {{ m }}\nq: 1", "Dict(p=Opaque, q=1)"},
          {"p: ${open\nq: a{b}", "Dict(p=\"${open\", q=\"a{b}\")"},
          {"p: $HOME/x", "Dict(p=\"$HOME/x\")"},
      });
  expectPages(ConfigFormat::Json,
              {{"{\"a\": \"x\", \"b\": \"${a}/y\"}",
                "Dict(a=\"x\", b=Template(\"x\", \"/y\"))"}});
}

TEST(ConfigInterpolation, CirclesEnd) {
  expectPages(Yaml, {
                        {"a: ${b}\nb: ${a}", "Dict(a=Opaque, b=Opaque)"},
                        {"a: ${a}", "Dict(a=Opaque)"},
                        {"a: ${a.b}", "Dict(a=Opaque)"},
                    });
  EXPECT_EQ(Page("a: {b: \"${a}\"}", Yaml).roots(), "Dict(a=Dict(b=#2))");
  EXPECT_EQ(Page("a: x${a}", Yaml).roots(), "Dict(a=Template(\"x\", #2))");
}

TEST(ConfigInterpolation, TemplatesThatAreNoYaml) {
  Page P("{% if x %}\na: {{ m }}/b\n{% endif %}\nc: [{{ n }}-1]\nd: 1\n", Yaml);
  EXPECT_EQ(P.roots(), "Dict(a=Template(Opaque, \"/b\"), "
                       "c=List(Template(Opaque, \"-1\")), d=1)");
  EXPECT_EQ(P.errors(), "");
}

} // namespace
} // namespace modeltidy
