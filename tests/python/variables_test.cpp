// Which variable a name is, and what assignments bind.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

TEST(PythonVariables, Assignment) {
  expectExits({
      {"x = 1\nx = 2", "x", "2"},
      {"x = y = 1", "y", "1"},
      {"x: int = 1", "x", "1"},
      {"x: int", "x", "-"},
      {"x = 1\nx += 2", "x", "Binary +(1, 2)"},
      {"x = 1\ndel x", "x", "-"},
      {"x = 1\ndel x\ny = x", "y", "Global x"},
      {"f(x := 1)\ny = x", "y", "1"},
      {"type X = int", "X", "Global int"},
      {"def f():\n  x = yield 1", "f.x", "Yield(1)"},
  });
}

TEST(PythonVariables, Unpacking) {
  expectExits({
      {"a, b = f()", "b", "Item(Call(Global f), 1)"},
      {"a, (b, c) = f()", "c", "Item(Item(Call(Global f), 1), 1)"},
      {"[a, b] = f()", "a", "Item(Call(Global f), 0)"},
      {"a, *b, c = f()", "b", "Slice(Call(Global f))"},
      {"a, *b, c = f()", "c", "Item(Call(Global f), -1)"},
      {"a, b = 1, 2", "b", "2"},
      {"a, b = 1, 2\na, b = b, a", "a", "2"},
      {"a, b = [1, 2]", "a", "1"},
      {"t = a, b = 1, 2", "t", "Tuple(1, 2)"},
      {"t = a, b = 1, 2", "b", "2"},
      {"a, b = *c, 1", "b", "Item(Tuple(Splat/1(Global c), 1), 1)"},
      {"chosen, rejected = (a, b) if c else (b, a)", "chosen",
       "Item(Phi(Tuple(Global a, Global b), Tuple(Global b, Global a), "
       "cond=Global c), 0)"},
      {"for k, v in z:\n  x = v", "x", "Item(Elem(Global z), 1)"},
      {"for (i, (a, b)) in z: pass", "b", "Item(Item(Elem(Global z), 1), 1)"},
  });
}

TEST(PythonVariables, Imports) {
  expectExits({
      {"import a.b", "a", "Import a"},
      {"import a.b as c", "c", "Import a.b"},
      {"import a, b.c as d", "d", "Import b.c"},
      {"from a.b import c", "c", "ImportFrom a.b(c)"},
      {"from a import c as d", "d", "ImportFrom a(c)"},
      {"from ..p import q as r", "r", "ImportFrom ..p(q)"},
      {"from . import q", "q", "ImportFrom .(q)"},
      {"from a import (b,\n  c,)", "c", "ImportFrom a(c)"},
      {"def f():\n  import a", "f.a", "Import a"},
      {"if TYPE_CHECKING:\n  import a", "a", "Import a"},
      {"try:\n  import a\nexcept ImportError:\n  a = None", "a",
       "Phi(Import a, Null)"},
  });
}

TEST(PythonVariables, StarImport) {
  Module M("from .m import *\n");
  const Summary &S = M.summary();
  ASSERT_EQ(S.bindings(S.scopes()[0]).size(), 1u);
  const Binding &B = S.bindings(S.scopes()[0])[0];
  EXPECT_EQ(S.string(B.Name), "*");
  EXPECT_EQ(B.Flags, BindingStar);
  EXPECT_EQ(M.text(B.Node), "Import .m");
}

TEST(PythonVariables, OuterNames) {
  expectExits({
      {"x = 1\ny = x", "y", "1"},
      {"y = x\nx = 1", "y", "Global x"},
      {"x = 1\ndef f():\n  y = x", "f.y", "Global x"},
      {"def g():\n  x = 1\n  def f():\n    y = x", "f.y", "Free x"},
      {"def g(x):\n  return lambda: x", "g.x", "Param x"},
      {"def g():\n  global x\n  x = 1\n  def f():\n    y = x", "f.y",
       "Global x"},
      {"def f():\n  y = x\n  x = 1", "f.y", "Global x"}, // unbound here
      {"class C:\n  x = 1\n  y = x", "C.y", "1"},
      {"class C:\n  x = 1\n  def f(self):\n    y = x", "f.y", "Global x"},
      {"x = 1\nclass C:\n  y = x", "C.y", "Global x"},
      {"def g(x):\n  class C:\n    y = x", "C.y", "Free x"},
      {"def f():\n  x = [a for a in b]\n  y = a", "f.y", "Global a"},
  });
}

TEST(PythonVariables, FreeNamesTheOwnersScope) {
  Module M("def f(x):\n  def g():\n    def h():\n      return x\n");
  EXPECT_EQ(M.returns("h"), "Free x");
  const Summary &S = M.summary();
  for (const Node &N : S.nodes())
    if (N.Kind == NodeKind::Free) {
      EXPECT_EQ(N.Aux, S.functions()[0].Scope);
    }
}

TEST(PythonVariables, AssignedFromInside) {
  Module Global("def f():\n  global x\n  x = 1\n");
  EXPECT_EQ(Global.nonlocal("x"), "1");
  EXPECT_EQ(Global.exit("f.x"), "-");
  Module Nonlocal("def g():\n  n = 0\n  def f():\n    nonlocal n\n    n += 1");
  EXPECT_EQ(Nonlocal.exit("g.n"), "0");
  EXPECT_EQ(Nonlocal.nonlocal("g.n"), "Binary +(Free n, 1)");
}

TEST(PythonVariables, FunctionsInComprehensionsSeeItsVariables) {
  Module M("x = [lambda: y for y in z]\n");
  EXPECT_EQ(M.returns(""), "Global y");
  EXPECT_EQ(M.nonlocal("y"), "Elem(Global z)");
  EXPECT_EQ(M.exit("y"), "-");
  Module F("def f():\n  return [lambda: y for y in z]\n");
  EXPECT_EQ(F.nonlocal("f.y"), "Elem(Global z)");
  EXPECT_EQ(F.returns(""), "Free y");
}

// A function may be called before a variable gets its last value.
TEST(PythonVariables, EarlierVersionsThatAFunctionMayRead) {
  struct {
    const char *Source, *Path, *Value;
  } const Rows[] = {
      {"def f():\n  x = a\n  g = lambda: x\n  x = b", "f.x", "Global a"},
      {"def f():\n  x = a\n  x = h(lambda: x)", "f.x", "Global a"},
      {"def g(): return x\nx = 1\nx = 2\nx = 3", "x", "1; 2"},
      {"x = []\ndef g(): return x\nx.append(1)\nx = 2", "x",
       "AfterCall/0(List, Call(Attr append(List), 1))"},
      // Nobody reads it, or only functions that are made later.
      {"x = 1\nx = 2\ndef g(): return x", "x", "-"},
      {"def g(x): return x\nx = 1\nx = 2", "x", "-"},
      {"x = 1\ny = [x for x in z]\nx = 2", "x", "-"},
      {"def g(): return x\nx = None\nx = 2", "x", "-"},
  };
  for (const auto &R : Rows)
    EXPECT_EQ(Module(R.Source).nonlocal(R.Path), R.Value) << R.Source;
}

} // namespace
} // namespace modeltidy
