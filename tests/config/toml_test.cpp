// TOML: pyproject files and recipes.
#include "tests/config/page.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

TEST(ConfigToml, Values) {
  expectPages(ConfigFormat::Toml,
              {
                  {"", "Dict"},
                  {"a = 1\nb = -2.5e3\nc = true # d\ne = +inf",
                   "Dict(a=1, b=-2.5e3, c=True, e=+inf)"},
                  {"a = \"b\\t\\u0041\\\"\"\nc = 'd\\n'",
                   "Dict(a=\"b\\tA\\\"\", c=\"d\\\\n\")"},
                  {"a = \"\"\"\nb\n  \"c\"\\\n   d\"\"\"\ne = '''f\n'g'''",
                   "Dict(a=\"b\\n  \\\"c\\\"d\", e=\"f\\n\'g\")"},
                  {"a = \"\"\"b\"\"\"\"\nc = ''", "Dict(a=\"b\\\"\", c=\"\")"},
                  {"a = 2024-01-02\nb = 07:32:00",
                   "Dict(a=\"2024-01-02\", b=\"07:32:00\")"},
                  {"a = [1, # one\n  [2],\n  {b = 3, c.d = 4},\n]",
                   "Dict(a=List(1, List(2), Dict(b=3, c=Dict(d=4))))"},
                  {"a.b = 1\na.\"c.d\" = 2", "Dict(a=Dict(b=1, c.d=2))"},
                  {"a = 1\na = 2", "Dict(a=2)"},
              });
}

TEST(ConfigToml, Tables) {
  expectPages(
      ConfigFormat::Toml,
      {
          {"x = 0\n[a]\nb = 1\n[a.c]\nd = 2\n[e.f]\ng = 3\n[a.h]\n",
           "Dict(x=0, a=Dict(b=1, c=Dict(d=2), h=Dict), "
           "e=Dict(f=Dict(g=3)))"},
          {"[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n",
           "Dict(a=List(Dict(b=1), Dict(b=2, c=Dict(d=3))))"},
          {"[ a . \"b c\" ]\r\nd = 1\r\n", "Dict(a=Dict(b c=Dict(d=1)))"},
      });
}

TEST(ConfigToml, MistakesCostTheirLine) {
  Page P("a = 1\nb 2\nc = \"d\ne = @\nf = 3 4\n[g\n[h]\ni = 5\na.x = 1\n",
         ConfigFormat::Toml);
  EXPECT_EQ(P.roots(), "Dict(a=1, c=\"d\", e=Opaque, f=\"3 4\", h=Dict(i=5, "
                       "a=Dict(x=1)))");
  EXPECT_EQ(P.errors(), "2:not valid TOML: '=' is missing\n"
                        "3:not valid TOML: a text is not closed\n"
                        "4:not valid TOML: no value\n"
                        "6:not valid TOML: ']' is missing\n");
  EXPECT_EQ(Page("a = 1\na.b = 2", ConfigFormat::Toml).errors(),
            "2:not valid TOML: 'a' is no table\n");
  EXPECT_EQ(Page("a = [1", ConfigFormat::Toml).errors(),
            "1:not valid TOML: '[' is never closed\n");
}

TEST(ConfigToml, PlacesAndComments) {
  Page P("[t] # NOLINT\na = 'x'  # b\nc = [1, 2]\n", ConfigFormat::Toml);
  EXPECT_EQ(P.covered("t"), "[t] # NOLINT\na = 'x'  # b\nc = [1, 2]");
  EXPECT_EQ(P.covered("t.a"), "x");
  EXPECT_EQ(P.covered("t.c"), "[1, 2]");
  EXPECT_EQ(P.comments(), "1:# NOLINT\n");
}

} // namespace
} // namespace modeltidy
