// Joins: branches, loops, exceptions, early exits.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

TEST(PythonFlow, If) {
  expectExits({
      {"if c: x = 1\nelse: x = 2", "x", "Phi(1, 2, cond=Global c)"},
      {"x = 0\nif c: x = 1", "x", "Phi(1, 0, cond=Global c)"},
      {"if c: x = 1", "x", "1"},
      {"if c: x = 1\nelif d: x = 2\nelse: x = 3", "x",
       "Phi(1, 2, 3, cond=Global c, cond=Global d)"},
      {"x = 0\nif c: pass\nelif d: x = 2", "x", "Phi(2, 0, cond=Global d)"},
      {"x = 0\nif c: x = 1\nelse: raise E", "x", "1"},
      {"x = 0\nif c:\n  x = 1\n  raise E", "x", "0"},
      {"x = 0\nif c: x = x", "x", "0"},
  });
}

TEST(PythonFlow, Loops) {
  expectExits({
      {"rows = []\nfor p in ps:\n  rows.append(p)", "rows",
       "Phi(List, AfterCall/0(#4, Call(Attr append(#4), Elem(Global ps))))"},
      {"x = 0\nwhile c: x = f(1)", "x", "Phi(0, Call(Global f, 1))"},
      {"for x in y: pass", "x", "Elem(Global y)"},
      {"x = 0\nfor a in b: pass", "x", "0"},
      {"x = 0\nfor a in b:\n  y = x\n  x = 1", "y", "Phi(0, 1)"},
      {"x = 0\nfor a in b: pass\nelse: x = 1", "x", "1"},
      {"x = 0\nwhile True:\n  x = 1\n  if c: break\n  x = 2", "x", "1"},
      {"x = 0\nwhile c:\n  x = 1\n  if d: break\n  x = 2", "x",
       "Phi(1, Phi(0, 2))"},
      {"x = 0\nfor a in b:\n  x = 1\n  if c: continue\n  x = 2", "x",
       "Phi(0, 1, 2)"},
      {"x = 0\nfor a in b:\n  x = 1\n  break\nelse: x = 2", "x", "Phi(1, 2)"},
      {"while x := f(): pass", "x", "Call(Global f)"},
      {"x = 0\nfor a in b:\n  for c in d:\n    x = c", "x",
       "Phi(0, Phi(#5, Elem(Global d)))"},
  });
}

TEST(PythonFlow, FunctionExits) {
  expectExits({
      {"def f(x):\n  if c:\n    x = 1\n    return x\n  x = 2", "f.x",
       "Phi(1, 2)"},
      {"def f(x):\n  if c: return x\n  x = 2\n  raise E", "f.x", "Param x"},
      {"def f(x):\n  while True:\n    x = g()\n    if c: return x", "f.x",
       "Call(Global g)"},
      {"def f():\n  x = 1\n  raise E", "f.x", "1"},
      {"def f():\n  return 1\n  x = 2\n  if x: x = 3", "f.x", "-"},
  });
  Module M("def f(c):\n  if c: return 1\n  elif d: return\n  return 2\n");
  EXPECT_EQ(M.returns("f"), "1; 2");
}

TEST(PythonFlow, Try) {
  expectExits({
      {"try: x = 1\nexcept E: x = 2", "x", "Phi(1, 2)"},
      {"x = 0\ntry: x = f()\nexcept E: pass", "x",
       "Phi(Call(Global f), Phi(0, Call(Global f)))"},
      {"x = 0\ntry: x = f()\nexcept E: raise", "x", "Call(Global f)"},
      {"x = 0\ntry:\n  x = 1\n  x = 2\nexcept E: y = x", "y", "Phi(0, 1, 2)"},
      {"try: x = 1\nexcept E: x = 2\nelse: x = 3", "x", "Phi(3, 2)"},
      {"try: x = 1\nfinally: y = x", "y", "1"},
      {"try: x = 1\nexcept (A, B) as e: y = e", "y",
       "Opaque(Tuple(Global A, Global B))"},
      {"while True:\n  try:\n    x = f()\n    break\n  except E: pass", "x",
       "Call(Global f)"},
      {"def f():\n  x = 1\n  try: return x\n  finally: y = x", "f.y", "-"},
  });
  Module M("def f():\n  x = 1\n  try:\n    x = 2\n    return x\n"
           "  finally: save(x)\n");
  std::string Saved;
  for (NodeId Id = 1; Id < M.summary().nodes().size(); ++Id)
    if (M.summary().node(Id).Kind == NodeKind::Call)
      Saved = M.text(Id);
  EXPECT_EQ(Saved, "Call(Global save, Phi(1, 2))");
}

TEST(PythonFlow, With) {
  expectExits({
      {"with open(p) as f: pass", "f", "Enter(Call(Global open, Global p))"},
      {"with a as b, c as (d, e): pass", "e", "Item(Enter(Global c), 1)"},
      {"with (a as b, c as d): pass", "d", "Enter(Global c)"},
      {"with (a as b): pass", "b", "Enter(Global a)"},
  });
}

TEST(PythonFlow, Match) {
  expectExits({
      {"match f():\n  case x: pass", "x", "Call(Global f)"},
      {"match s:\n  case {'k': x, **r}: pass", "x", "Item(Global s, \"k\")"},
      {"match s:\n  case {'k': x, **r}: pass", "r", "Slice(Global s)"},
      {"match s:\n  case [x, *r]: pass", "x", "Item(Global s, 0)"},
      {"match s:\n  case [x, *r]: pass", "r", "Slice(Global s)"},
      {"match s:\n  case C(x, k=y): pass", "y", "Attr k(Global s)"},
      {"match s:\n  case C(x, k=y): pass", "x", "Elem(Global s)"},
      {"match s:\n  case (1 | 2) as x: pass", "x", "Global s"},
      {"match s, t:\n  case x, y: pass", "y",
       "Item(Tuple(Global s, Global t), 1)"},
      {"match s:\n  case a.b: x = 1\n  case _: x = 2", "x",
       "Phi(1, 2, cond=Global s)"},
      {"x = 0\nmatch s:\n  case 1: x = 1", "x", "Phi(1, 0, cond=Global s)"},
      {"match s:\n  case 1: x = 1\n  case y if c: x = y", "x",
       "Phi(1, Global s, cond=Global s)"},
  });
}

TEST(PythonFlow, Regions) {
  EXPECT_EQ(Module("if a: b\nelif c: d\nelse: e").regions(),
            "If:Global a:b; Else:Global a:elif c: d\nelse: e; "
            "If:Global c:d; Else:Global c:e");
  EXPECT_EQ(Module("for a in b: c").regions(), "Loop:Global b:c");
  EXPECT_EQ(Module("while a: b").regions(), "Loop:Global a:b");
  EXPECT_EQ(Module("with a as b, c: d").regions(),
            "With:Global a:d; With:Global c:d");
  EXPECT_EQ(Module("try: a\nexcept E: b\nexcept: c").regions(),
            "Try::a; Except:Global E:b; Except::c");
}

} // namespace
} // namespace modeltidy
