// New versions: stores into a variable, and calls that may change it.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

TEST(PythonVersions, Stores) {
  expectExits({
      {"x = {}\nx['k'] = 1", "x", "SetItem(Dict, \"k\", 1)"},
      {"x = f()\nx.a = 1", "x", "SetAttr a(Call(Global f), 1)"},
      {"x = f()\nx.a['k'] = 1", "x",
       "SetAttr a(Call(Global f), SetItem(Attr a(Call(Global f)), \"k\", "
       "1))"},
      {"x = {}\nx['a']['b'] = 1", "x",
       "SetItem(Dict, \"a\", SetItem(Item(Dict, \"a\"), \"b\", 1))"},
      {"x = {}\nx['k'] += 1", "x",
       "SetItem(Dict, \"k\", Binary +(Item(Dict, \"k\"), 1))"},
      {"x = {}\nx.n -= 1", "x", "SetAttr n(Dict, Binary -(Attr n(Dict), 1))"},
      {"x = {}\ndel x['k']", "x", "DelItem(Dict, \"k\")"},
      {"x = {}\nx[1:] = y", "x", "SetItem(Dict, Opaque, Global y)"},
      {"x = {}\nx['a'], y = 1, 2", "x", "SetItem(Dict, \"a\", 1)"},
      {"x = {}\nfor x['k'] in y: pass", "x",
       "Phi(Dict, SetItem(#3, \"k\", Elem(Global y)))"},
  });
}

TEST(PythonVersions, Receivers) {
  expectExits({
      {"x = []\nx.append(1)", "x",
       "AfterCall/0(List, Call(Attr append(List), 1))"},
      {"x = []\ny = x.pop()", "x", "AfterCall/0(List, Call(Attr pop(List)))"},
      {"x = {}\nx.a['k'].m()", "x",
       "SetAttr a(Dict, SetItem(Attr a(Dict), \"k\", AfterCall/0(Item(Attr "
       "a(Dict), \"k\"), Call(Attr m(Item(Attr a(Dict), \"k\"))))))"},
      // The method of a call's result changes no variable.
      {"x = {}\nx().m()", "x", "Dict"},
      {"x = {}\nx[1:].sort()", "x", "Dict"},
      // The arguments come first.
      {"x = []\nx.f(x.g())", "x",
       "AfterCall/0(AfterCall/0(List, Call(Attr g(List))), Call(Attr f(List), "
       "Call(Attr g(List))))"},
  });
}

TEST(PythonVersions, Arguments) {
  expectExits({
      {"x = []\nf(1, x)", "x", "AfterCall/3(List, Call(Global f, 1, List))"},
      {"x = []\nf(k=x)", "x", "AfterCall/2(List, Call(Global f, k=List))"},
      {"x = []\nf(x.a)", "x", "List"},
      {"x = []\nf(*x)", "x", "List"},
      {"x = []\nprint(x)", "x", "List"},
      {"x = []\ny = len(x)", "x", "List"},
      {"x = []\ny = ', '.join(x)", "x", "List"},
  });
}

TEST(PythonVersions, ConstantsStayAsTheyAre) {
  expectExits({
      {"import np\nnp.f()", "np", "Import np"},
      {"from m import C\nC.f()", "C", "ImportFrom m(C)"},
      {"def f(): pass\npool.map(f, xs)", "f", "Function f"},
      {"class C: pass\nC.make()", "C", "Class C"},
      // A store changes even these.
      {"import cfg\ncfg.a = 1", "cfg", "SetAttr a(Import cfg, 1)"},
  });
}

TEST(PythonVersions, OuterVariables) {
  Module M("rows = []\nCFG = {}\n"
           "def f(x):\n  rows.append(x)\n  y = rows\n"
           "def g():\n  CFG['k'] = 1\n"
           "def h():\n  if c: CFG.update(a=1)\n  z = CFG\n");
  EXPECT_EQ(M.exit("rows"), "List");
  EXPECT_EQ(M.nonlocal("rows"), "AfterCall/0(Global rows, Call(Attr "
                                "append(Global rows), Param x))");
  EXPECT_EQ(M.exit("f.y"), M.nonlocal("rows"));
  EXPECT_EQ(M.nonlocal("CFG"),
            "SetItem(Global CFG, \"k\", 1); "
            "Phi(AfterCall/0(Global CFG, Call(Attr update(Global CFG), a=1)), "
            "Global CFG, cond=Global c)");
  Module L("def f():\n  for a in b: rows.append(a)\n  [c.x(y) for y in b]\n"
           "rows = []\ny = []\n");
  EXPECT_EQ(L.nonlocal("rows"),
            "Phi(Global rows, AfterCall/0(#7, Call(Attr append(#7), "
            "Elem(Global b))))");
  EXPECT_EQ(L.nonlocal("y"), "-");
  Module F("def g(rows):\n  def f(): rows.append(1)\n");
  EXPECT_EQ(F.nonlocal("g.rows"),
            "AfterCall/0(Free rows, Call(Attr append(Free rows), 1))");
}

TEST(PythonVersions, SelfIsAnOrdinaryParameter) {
  expectExits({
      {"class C:\n  def f(self, v):\n    self.v = v", "f.self",
       "SetAttr v(Param self, Param v)"},
      {"class C:\n  def f(self):\n    self.rows.append(1)", "f.self",
       "SetAttr rows(Param self, AfterCall/0(Attr rows(Param self), Call(Attr "
       "append(Attr rows(Param self)), 1)))"},
  });
}

} // namespace
} // namespace modeltidy
