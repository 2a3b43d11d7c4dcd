// What a loop's body changes through the loop's variable.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

// Opaque: at an unknown place. The Phi is x at the loop's head.
TEST(PythonElements, AChangedRowChangesTheRows) {
  const char *Changed =
      "Phi(Global d, SetItem(#3, Opaque, SetItem(Elem(Global d), \"a\", 1)))";
  expectExits({
      {"x = d\nfor r in x: r['a'] = 1", "x", Changed},
      {"x = d\nfor r in x:\n  if c: continue\n  r['a'] = 1", "x", Changed},
      {"x = d\nfor r in x:\n  r['a'] = 1\n  if c: break", "x", Changed},
      {"x = d\nfor r in x:\n  r['a'] = 1\n  r = 2", "x", Changed},
      {"x = d\nfor r in x:\n  s = r\n  s['a'] = 1", "x", Changed},
      {"x = d\nfor r in x: r.a = 1", "x",
       "Phi(Global d, SetItem(#3, Opaque, SetAttr a(Elem(Global d), 1)))"},
      {"x = d\nfor r in x:\n  if c: r['a'] = 1\n  else: r['b'] = 2", "x",
       "Phi(Global d, SetItem(SetItem(#3, Opaque, SetItem(Elem(Global d), "
       "\"a\", 1)), Opaque, SetItem(Elem(Global d), \"b\", 2)))"},
      {"x = d\nfor r in x:\n  for t in r['ts']: t['a'] = 1", "x",
       "Phi(Global d, SetItem(#3, Opaque, SetItem(Phi(Elem(Global d), #18), "
       "\"ts\", SetItem(Item(Phi(Elem(Global d), #18), \"ts\"), Opaque, "
       "SetItem(Elem(Item(Elem(Global d), \"ts\")), \"a\", 1)))))"},
      {"x = d\nfor r in x:\n  r['a'] = 1\n  break", "x",
       "SetItem(Phi(Phi(Global d), Global d), Opaque, SetItem(Elem(Global d), "
       "\"a\", 1))"},
  });
}

TEST(PythonElements, HeadersThatHandOnElements) {
  expectExits({
      {"x = d\nfor i, r in enumerate(x): r['a'] = 1", "x",
       "Phi(Global d, SetItem(#6, Opaque, SetItem(Item(Elem(Call(Global "
       "enumerate, Global d)), 1), \"a\", 1)))"},
      {"x = d\nfor r, o in zip(x, y): r['a'] = o", "x",
       "Phi(Global d, SetItem(#7, Opaque, SetItem(Item(Elem(Call(Global zip, "
       "Global d, Global y)), 0), \"a\", Item(Elem(Call(Global zip, Global d, "
       "Global y)), 1))))"},
      {"x = d\nfor r in x.values(): r['a'] = 1", "x",
       "Phi(AfterCall/0(Global d, Call(Attr values(Global d))), SetItem(#6, "
       "Opaque, SetItem(Elem(Call(Attr values(Global d))), \"a\", 1)))"},
      {"x = d\nfor k, r in x.items(): r['a'] = 1", "x",
       "Phi(AfterCall/0(Global d, Call(Attr items(Global d))), SetItem(#7, "
       "Opaque, SetItem(Item(Elem(Call(Attr items(Global d))), 1), \"a\", "
       "1)))"},
      {"x = d\nfor r in tqdm.tqdm(x[1:], total=3): r['a'] = 1", "x",
       "Phi(Global d, SetItem(#9, Opaque, SetItem(Elem(Call(Attr tqdm(Global "
       "tqdm), Slice(Global d), total=3)), \"a\", 1)))"},
      {"x = d\nfor i, (k, r) in enumerate(x): r['a'] = 1", "x",
       "Phi(Global d, SetItem(#7, Opaque, SetItem(Item(Elem(Call(Global "
       "enumerate, Global d)), 1), 1, SetItem(Item(Item(Elem(Call(Global "
       "enumerate, Global d)), 1), 1), \"a\", 1))))"},
      {"x = d\nfor r in x.rows: r['a'] = 1", "x",
       "Phi(Global d, SetAttr rows(#4, SetItem(Attr rows(#4), Opaque, "
       "SetItem(Elem(Attr rows(Global d)), \"a\", 1))))"},
      {"x = d\nfor r in load(x): r['a'] = 1", "x",
       "AfterCall/2(Global d, Call(Global load, Global d))"},
  });
}

TEST(PythonElements, Calls) {
  expectExits({
      {"x = d\nfor r in x: r.update(a=1)", "x",
       "Phi(Global d, SetItem(#3, Opaque, AfterCall/0(Elem(Global d), "
       "Call(Attr update(Elem(Global d)), a=1))))"},
      {"x = d\nfor r in x: fill(r)", "x",
       "Phi(Global d, SetItem(#3, Opaque, AfterCall/2(Elem(Global d), "
       "Call(Global fill, Elem(Global d)))))"},
      {"x = d\nfor r in x: r = fill(r)", "x",
       "Phi(Global d, SetItem(#3, Opaque, AfterCall/2(Elem(Global d), "
       "Call(Global fill, Elem(Global d)))))"},
      // What is only read stays as it is.
      {"x = d\nfor r in x: y = ask(r)", "x", "Global d"},
      {"x = d\nfor r in x: y.append(ask(r))", "x", "Global d"},
  });
}

TEST(PythonElements, AnotherValueIsNoChange) {
  expectExits({
      {"x = d\nfor r in x: r = 1", "x", "Global d"},
      {"x = d\nfor r in x:\n  r = dict(r)\n  r['a'] = 1", "x", "Global d"},
      {"x = d\nfor r in x: pass\nfor r in y: r['a'] = 1", "x", "Global d"},
  });
}

TEST(PythonElements, PartsWithANameOfTheirOwn) {
  expectExits({
      {"x = d\nr = x[0]\nr['a'] = 1", "x",
       "SetItem(Global d, 0, SetItem(Item(Global d, 0), \"a\", 1))"},
      {"x = d\nr = x.rows\nr.append(1)", "x",
       "SetAttr rows(Global d, AfterCall/0(Attr rows(Global d), Call(Attr "
       "append(Attr rows(Global d)), 1)))"},
      {"x = d\nr = x[0]\nt = r['ts']\nt.append(1)", "x",
       "SetItem(Global d, 0, SetItem(Item(Global d, 0), \"ts\", "
       "AfterCall/0(Item(Item(Global d, 0), \"ts\"), Call(Attr "
       "append(Item(Item(Global d, 0), \"ts\")), 1))))"},
      {"x = d\nfor i in n:\n  r = x[i]\n  r['a'] = 1", "x",
       "Phi(Global d, SetItem(#5, Elem(Global n), SetItem(Item(#5, Elem(Global "
       "n)), \"a\", 1)))"},
      {"x = d\nbar = tqdm(x)\nfor r in bar: r['a'] = 1", "x",
       "Phi(AfterCall/2(Global d, Call(Global tqdm, Global d)), SetItem(#7, "
       "Opaque, Elem(SetItem(Phi(Call(Global tqdm, Global d), #13), Opaque, "
       "SetItem(Elem(Call(Global tqdm, Global d)), \"a\", 1)))))"},
      {"x = d\nr = x[0]\nif c: r['a'] = 1\nelse: r['b'] = 2\nr['e'] = 3", "x",
       "SetItem(Phi(SetItem(Global d, 0, SetItem(Item(Global d, 0), \"a\", "
       "1)), SetItem(Global d, 0, SetItem(Item(Global d, 0), \"b\", 2)), "
       "cond=Global c), 0, SetItem(Phi(SetItem(Item(Global d, 0), \"a\", 1), "
       "SetItem(Item(Global d, 0), \"b\", 2), cond=Global c), \"e\", 3))"},
      // Another value on either side; an object's own method.
      {"x = d\nr = x[0]\nx = e\nr['a'] = 1", "x", "Global e"},
      {"x = d\nr = x[0]\nr = e\nr['a'] = 1", "x", "Global d"},
      {"x = d\nr = dict(x[0])\nr['a'] = 1", "x", "Global d"},
      {"x = d\nr = x[0]\nif c: r = e\nr['a'] = 1", "x", "Global d"},
      {"x = d\nr = x.model\nr.train()\nf(r)", "x", "Global d"},
  });
}

} // namespace
} // namespace modeltidy
