// Functions, classes, parameters, comments.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

TEST(PythonDefinitions, Parameters) {
  Module M("def f(a, /, b: int, c=1, *args, d: T = 2, **kw): pass\n"
           "def g(a, *, b): pass\n"
           "def h((a, b), c): return b\n");
  EXPECT_EQ(M.params("f"),
            "Param a/0; Param b(annotation=Global int)/0; "
            "Param c(default=1)/0; Param args/1; "
            "Param d(default=2, annotation=Global T)/4; Param kw/2");
  EXPECT_EQ(M.params("g"), "Param a/0; Param b/4");
  EXPECT_EQ(M.params("h"), "Param/0; Param c/0");
  EXPECT_EQ(M.returns("h"), "Item(Param, 1)");
}

TEST(PythonDefinitions, DefaultsBelongToTheScopeAround) {
  Module M("d = 1\ndef f(a=d): pass\nx = lambda b=d: b\n");
  EXPECT_EQ(M.params("f"), "Param a(default=1)/0");
  EXPECT_EQ(M.params(""), "Param b(default=1)/0");
  EXPECT_EQ(M.returns(""), "Param b(default=1)");
}

TEST(PythonDefinitions, Functions) {
  Module M("@a\n@b(1)\nasync def f():\n  yield 1\n  x = yield\n"
           "  yield from g()\nclass C:\n  def m(self): return self.x\n");
  EXPECT_EQ(M.decorators("f"), "Global a; Call(Global b, 1)");
  EXPECT_EQ(M.yields("f"), "1; Elem(Call(Global g))");
  EXPECT_EQ(M.returns("m"), "Attr x(Param self)");
  const Function &F = M.summary().functions()[0];
  EXPECT_EQ(F.Flags, FunctionAsync | FunctionGenerator);
  EXPECT_EQ(F.ClassIndex, 0u);
  EXPECT_EQ(M.summary().functions()[1].ClassIndex, 1u);
  EXPECT_EQ(M.exit("f"), "Function f");
  EXPECT_EQ(M.exit("C.m"), "Function m");
}

TEST(PythonDefinitions, Classes) {
  Module M("@d\nclass C(A, B[int], metaclass=M):\n"
           "  n: int = 3\n  m: str\n  k = 4\n");
  const Summary &S = M.summary();
  ASSERT_EQ(S.classes().size(), 1u);
  const Class &C = S.classes()[0];
  ASSERT_EQ(C.Bases.Count, 2u);
  EXPECT_EQ(M.text(S.list(C.Bases)[1]), "Item(Global B, Global int)");
  EXPECT_EQ(M.text(S.list(C.Decorators)[0]), "Global d");
  EXPECT_EQ(M.exit("C.n"), "Field n(default=3, annotation=Global int)");
  EXPECT_EQ(M.exit("C.m"), "Field m(annotation=Global str)");
  EXPECT_EQ(M.exit("C.k"), "4");
}

TEST(PythonDefinitions, Annotations) {
  expectExits({
      {"class C:\n  a: list[int] = 1", "C.a",
       "Field a(default=1, annotation=Item(Global list, Global int))"},
      {"class C:\n  a: 'T' = 1", "C.a", "Field a(default=1, annotation=\"T\")"},
      {"class C:\n  a: m.T | None = 1", "C.a",
       "Field a(default=1, annotation=Binary |(Attr T(Global m), Null))"},
      {"class C:\n  a: D[str, int] = 1", "C.a",
       "Field a(default=1, annotation=Item(Global D, Tuple(Global str, Global "
       "int)))"},
  });
}

TEST(PythonDefinitions, DefinitionsStandInTheirScopes) {
  Module M("class C:\n  def f(self):\n    def g(): pass\n");
  const Summary &S = M.summary();
  const Scope &G = S.scopes()[S.functions()[1].Scope];
  EXPECT_EQ(S.string(S.functions()[1].Name), "g");
  EXPECT_EQ(G.Kind, ScopeKind::Function);
  EXPECT_EQ(G.Parent, S.functions()[0].Scope);
  EXPECT_EQ(S.scopes()[G.Parent].Parent, S.classes()[0].Scope);
}

TEST(PythonDefinitions, SuppressionComments) {
  Module M("x = 1  # NOLINT(a-b): why\n# nothing\ny = '# NOLINT'\n");
  ASSERT_EQ(M.summary().comments().size(), 1u);
  const Comment &C = M.summary().comments()[0];
  EXPECT_EQ(M.summary().string(C.Text), "# NOLINT(a-b): why");
  EXPECT_EQ(M.summary().lineOf(C.Begin), 1u);
}

} // namespace
} // namespace modeltidy
