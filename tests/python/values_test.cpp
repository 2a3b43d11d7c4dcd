// What expressions become.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

TEST(PythonValues, Literals) {
  expectExits({
      {"x = 1", "x", "1"},
      {"x = 1.5e3", "x", "1.5e3"},
      {"x = True", "x", "True"},
      {"x = False", "x", "False"},
      {"x = None", "x", "Null"},
      {"x = ...", "x", "Opaque"},
      {"x = [1, 2]", "x", "List(1, 2)"},
      {"x = 1, 2", "x", "Tuple(1, 2)"},
      {"x = (1,)", "x", "Tuple(1)"},
      {"x = ()", "x", "Tuple"},
      {"x = {1, 2}", "x", "Set(1, 2)"},
      {"x = [*a, 1]", "x", "List(Splat/1(Global a), 1)"},
      {"x = {}", "x", "Dict"},
      {"x = {'a': 1, 2: b, **c}", "x",
       "Dict(a=1, Pair(2, Global b), Splat/2(Global c))"},
      {"x = {'a' 'b': 1, '': 2, f'{c}': 3}", "x",
       "Dict(ab=1, Pair(\"\", 2), Pair(Template(Global c), 3))"},
  });
}

TEST(PythonValues, Strings) {
  expectExits({
      {"x = 'a'", "x", "\"a\""},
      {"x = ''", "x", "\"\""},
      {"x = 'a' \"b\" '''c'''", "x", "\"abc\""},
      {"x = b'a'", "x", "\"a\""},
      {"x = r'\\n'", "x", "\"\\\\n\""},
      {"x = 'a\\tb\\'\\x41\\101\\u00e9\\\nc'", "x", "\"a\\tb\'AA\\303\\251c\""},
      {"x = '\\U0001F600'", "x", "\"\\360\\237\\230\\200\""},
      {"x = '\\ud800'", "x", "\"\\357\\277\\275\""}, // no character
      {"x = b'\\u0041'", "x", "\"\\\\u0041\""},      // no escape in bytes
      {"x = '\\q\\N{BULLET}'", "x", "\"\\\\q\\\\N{BULLET}\""},
      {"x = '{a}'", "x", "\"{a}\""},
      {"x = f'{{a}}'", "x", "\"{a}\""},
      {"x = f'a{b}c{d!r:>{w}}'", "x",
       "Template(\"a\", Global b, \"c\", Global d)"},
      {"x = 'p' f'{a}' 'q' 'r'", "x", "Template(\"p\", Global a, \"qr\")"},
      {"x = f'{a}'", "x", "Template(Global a)"},
      {"x = 'a' + b", "x", "Binary +(\"a\", Global b)"},
      {"x = '%s' % b", "x", "Binary %(\"%s\", Global b)"},
      {"x = '{}'.format(b)", "x", "Call(Attr format(\"{}\"), Global b)"},
  });
}

TEST(PythonValues, Operators) {
  expectExits({
      {"x = a + b * c", "x",
       "Binary +(Global a, Binary *(Global b, Global c))"},
      {"x = -a", "x", "Unary -(Global a)"},
      {"x = not a", "x", "Unary not(Global a)"},
      {"x = a // b", "x", "Binary //(Global a, Global b)"},
      {"x = a and b", "x", "Binary and(Global a, Global b)"},
      {"x = a or b", "x", "Phi(Global a, Global b, cond=Global a)"},
      {"x = a if c else b", "x", "Phi(Global a, Global b, cond=Global c)"},
      {"x = a == b", "x", "Compare ==(Global a, Global b)"},
      {"x = a not in b", "x", "Compare not in(Global a, Global b)"},
      {"x = a < b <= c", "x", "Compare <(Global a, Global b, Global c)"},
      {"x = (a)", "x", "Global a"},
      {"x = (y := a) + y", "x", "Binary +(Global a, Global a)"},
  });
}

TEST(PythonValues, Access) {
  expectExits({
      {"x = a.b.c", "x", "Attr c(Attr b(Global a))"},
      {"x = a[0]", "x", "Item(Global a, 0)"},
      {"x = a['k'].b", "x", "Attr b(Item(Global a, \"k\"))"},
      {"x = a[1:]", "x", "Slice(Global a)"},
      {"x = a[i, 1:]", "x", "Item(Global a, Tuple(Global i, Opaque))"},
      {"x = a[-1]", "x", "Item(Global a, Unary -(1))"},
  });
}

TEST(PythonValues, Calls) {
  expectExits({
      {"x = f(1, *a, k=2, **b)", "x",
       "Call(Global f, 1, Splat/1(Global a), k=2, Splat/2(Global b))"},
      {"x = a.b(1).c()", "x", "Call(Attr c(Call(Attr b(Global a), 1)))"},
      {"x = f(y for y in z)", "x",
       "Call(Global f, Comprehension/1(element=Elem(Global z), iter=Global "
       "z))"},
      {"async def f():\n  x = await g()", "f.x", "Await(Call(Global g))"},
  });
}

TEST(PythonValues, Comprehensions) {
  expectExits({
      {"x = [f(y) for y in z if y]", "x",
       "Comprehension/1(element=Call(Global f, Elem(Global z)), iter=Global "
       "z, cond=Elem(Global z))"},
      {"x = {y for y in z}", "x",
       "Comprehension/2(element=Elem(Global z), iter=Global z)"},
      {"x = {k: v for k, v in z}", "x",
       "Comprehension/3(element=Pair(Item(Elem(Global z), 0), Item(Elem(Global "
       "z), 1)), iter=Global z)"},
      {"x = [b for a in c for b in a]", "x",
       "Comprehension/1(element=Elem(Elem(Global c)), iter=Global c, "
       "iter=Elem(Global c))"},
      // Their variables are their own.
      {"y = 1\nx = [y for y in z]\nx = y", "x", "1"},
      {"x = [y for y in z]\nx = y", "x", "Global y"},
      {"x = [y.pop() for y in z]\nx = y", "x", "Global y"},
  });
}

TEST(PythonValues, StatementCallsAreMarked) {
  Module M("f()\nx = g()\nawait h()\n[k()]\n");
  std::string Marked;
  for (const Node &N : M.summary().nodes())
    if (N.Kind == NodeKind::Call && N.Flags & FlagStatement)
      Marked += M.summary().name(M.summary().operands(N)[0].Value);
  EXPECT_EQ(Marked, "fh");
}

TEST(PythonValues, SpansAreTheExpressionsOwn) {
  std::string Text = "def f(a, b=1): pass\nx = g.h(a)(\n b)\n";
  Module M(Text);
  std::string Spans;
  for (const Node &N : M.summary().nodes())
    if (N.Kind == NodeKind::Call || N.Kind == NodeKind::Param)
      Spans += "[" + Text.substr(N.Begin, N.End - N.Begin) + "]";
  EXPECT_EQ(Spans, "[a][b=1][g.h(a)][g.h(a)(\n b)]");
}

} // namespace
} // namespace modeltidy
