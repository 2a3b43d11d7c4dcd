//===-- values_test.cpp ---------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Values, texts, objects, calls and scopes of C++, as docs/summary.md says.
//
//===----------------------------------------------------------------------===//

#include "tests/cpp/cpp_module.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(CppValues, Literals) {
  EXPECT_EQ(returned(R"(return "a\tb";)"), R"("a\tb")");
  EXPECT_EQ(returned("return R\"x(a\"b)x\";"), R"("a\"b")");
  EXPECT_EQ(returned(R"(return "a" "b";)"), R"("ab")");
  EXPECT_EQ(returned("return {1, 2};"), "List(1, 2)");
}

TEST(CppValues, CudaIsCppThatRunsElsewhere) {
  CppModule M(
      "__global__ void __launch_bounds__(256, 2) k(int *p) { *p = 1; }\n"
      "template <int N> __device__ __forceinline__ int d() { return N; "
      "}\nauto f() { k<<<dim3(1, 2), 256, 0, s>>>(x); d<2><<<1, 1>>>(); "
      "return \"a << b\"; }\n");
  EXPECT_TRUE(M.summary().errors().empty());
  EXPECT_THAT(M.calls(), Contains(HasSubstr("k")));
  EXPECT_EQ(M.returned("f"), "\"a << b\"");
  // Nothing of CUDA's: shifts, and conflict marks in a text.
  CppModule Plain("auto f() { return \"<<<<<<< HEAD >>>\"; }\n");
  EXPECT_EQ(Plain.returned("f"), "\"<<<<<<< HEAD >>>\"");
}

TEST(CppValues, TextsAreBuiltUp) {
  EXPECT_EQ(returned(R"(std::string s = "a"; s += ".gguf"; return s.c_str();)"),
            R"(Binary +("a", ".gguf"))");
  EXPECT_EQ(returned(R"(return std::format("{}/b", "a");)"),
            R"(Call(Attr format("{}/b"), "a"))");
  EXPECT_EQ(returned(R"(char b[9]; snprintf(b, 9, "%s.x", "a"); return b;)"),
            R"(Binary %("%s.x", Tuple("a")))");
  EXPECT_EQ(returned(R"(std::ostringstream s; s << "a" << 1; return s.str();)"),
            R"(Template("", "a", 1))");
  EXPECT_EQ(returned(R"(std::filesystem::path p("a"); return p / "b";)"),
            R"(Binary /("a", "b"))");
}

TEST(CppValues, ObjectsAreConstructed) {
  EXPECT_EQ(returned(R"(std::ofstream out("a"); return out;)"),
            R"(Call(Global std::ofstream, "a"))");
  EXPECT_EQ(returned("std::ofstream out(x); return out;"),
            "Call(Global std::ofstream, Param x)")
      << "a name alone looks like a function's parameter";
  EXPECT_EQ(returned(R"(auto p = std::make_unique<M>("a"); return p;)"),
            R"(Call(Global M, "a"))");
  EXPECT_EQ(returned(R"(P p{.a = 1}; return p;)"), "Call(Global P, a=1)");
  EXPECT_EQ(returned("P *p; return p;"), "Opaque");
}

TEST(CppValues, PairsAreAMapping) {
  EXPECT_EQ(returned(R"(json j = {{"a", 1}, {"b", x}}; return j;)"),
            "Dict(a=1, b=Param x)");
  EXPECT_EQ(returned(R"(return g({"a", x});)"),
            R"(Call(Global g, List("a", Param x)))");
}

TEST(CppValues, AliasesAreResolved) {
  CppModule M("namespace fs = std::filesystem;\nusing json = nlohmann::json;\n"
              "auto f() { return json::parse(fs::current_path()); }");
  EXPECT_THAT(M.returned("f"), HasSubstr("nlohmann::json::parse"));
  EXPECT_THAT(M.returned("f"), HasSubstr("std::filesystem::current_path"));
}

TEST(CppValues, MacrosThatAreLiteralsAreVariables) {
  CppModule M("#define MODEL \"a.gguf\"\n#define F(x) x\n");
  EXPECT_EQ(M.exit("MODEL"), R"("a.gguf")");
  EXPECT_EQ(M.exit("F"), "-");
}

TEST(CppValues, StreamsAreCalls) {
  CppModule M("void f(int x) { std::ofstream out(\"a\"); out << x << 1; }");
  EXPECT_THAT(M.calls(),
              Contains("Call(Attr __lshift__(Call(Global std::ofstream, "
                       "\"a\")), Param x, 1)"));
}

TEST(CppValues, ConditionsReadStreams) {
  for (const char *Loop : {"while (in >> x)", "while (in >> x && x != 1)",
                           "if (!(in >> x)) y = 1;", "for (; in >> x;)"})
    EXPECT_THAT(returned((llvm::StringRef("std::ifstream in(\"a\"); ") + Loop +
                          " { z = x; } return x;")
                             .str()),
                HasSubstr("Call(Attr __rshift__("))
        << Loop;
  EXPECT_THAT(returned("if (x >> 3) y = 1; return x;"),
              testing::Not(HasSubstr("__rshift__")));
}

TEST(CppValues, WhatACallMayChangeIsAVersion) {
  EXPECT_EQ(returned("T b; g(&b); return b;"),
            "AfterCall/2(Call(Global T), Call(Global g, Call(Global T)))");
  EXPECT_EQ(returned("std::vector<T> v; v.push_back(x); return v;"),
            "AfterCall/0(List, Call(Attr push_back(List), Param x))");
}

TEST(CppValues, AHandleKeepsAnAddress) {
  EXPECT_THAT(returned("T h; std::string r; set(h, 1, &r); run(h); return r;"),
              HasSubstr("Call(Global run"));
  EXPECT_THAT(returned("T h; std::string r; set(h, 1, r); run(h); return r;"),
              testing::Not(HasSubstr("Call(Global run")));
}

TEST(CppValues, AHandleMayBeAField) {
  CppModule M("struct A { T h; std::string f() { std::string r; set(h, 1, &r); "
              "run(h); return r; } };");
  EXPECT_THAT(M.returned("f"), HasSubstr("Call(Global run"));
}

TEST(CppValues, BranchesAndLoopsJoin) {
  EXPECT_EQ(returned("int a = 1; if (x) a = 2; else a = 3; return a;"),
            "Phi(2, 3, cond=Param x)");
  EXPECT_THAT(
      returned("auto a = g(); for (auto &e : x) a = e; return a;"),
      testing::AllOf(HasSubstr("Call(Global g)"), HasSubstr("Elem(Param x)")));
  EXPECT_EQ(returned("int a = 1; { int a = 2; } return a;"), "1")
      << "an inner block hides the outer variable, and ends";
}

TEST(CppValues, MethodsSeeTheirFields) {
  CppModule M("struct A { A(int p) : path(p) {} T path; T get() { return path; "
              "} };\nT A::more() { return path; }");
  EXPECT_EQ(M.returned("get"), "Attr path(Param this)");
  EXPECT_EQ(M.returned("more"), "Attr path(Param this)");
  ASSERT_EQ(M.summary().classes().size(), 1u);
  EXPECT_EQ(M.returned("__init__"), "-");
  EXPECT_EQ(M.exit("__init__.this"),
            "SetAttr path(Param this, Call(Global T, Param p))");
}

/// `T out(path(dir))` parses as the declaration of a function.
TEST(CppValues, ArgumentsThatLookLikeTypes) {
  EXPECT_EQ(returned("T out(x); return out;"), "Call(Global T, Param x)");
  EXPECT_EQ(returned("T out(g(x), y); return out;"),
            "Call(Global T, Call(Global g, Param x), Param y)");
  EXPECT_EQ(returned("T out(a::g(h(), x[2])); return out;"),
            "Call(Global T, Call(Global a::g, Call(Global h), Item(Param x, "
            "2)))");
  EXPECT_EQ(returned("T out(std::string(x)); return out;"),
            "Call(Global T, Param x)");
  EXPECT_EQ(returned("int g(int, char *); return x;"), "Param x");
}

TEST(CppValues, AFieldIsMadeOfWhatItsConstructorIsGiven) {
  auto Field = [](llvm::StringRef Init) {
    return CppModule(("struct A { A(T p, int q) : f(" + Init +
                      ") {} T f; };\nT g();\n")
                         .str())
        .exit("__init__.this");
  };
  EXPECT_EQ(Field("q"), "SetAttr f(Param this, Call(Global T, Param q))");
  EXPECT_EQ(Field("p"), "SetAttr f(Param this, Param p(annotation=Global T))")
      << "a copy";
  EXPECT_EQ(Field("std::move(p)"), Field("p"));
  EXPECT_EQ(Field("g()"), "SetAttr f(Param this, Call(Global g))");
}

/// The class stands in a header, so that its fields are not known.
TEST(CppValues, FieldsOfAClassOfElsewhere) {
  CppModule M("A::A(T p) : path(p) { size = 3; int here; here = 2; }\n"
              "T A::get() { return path; }\nT A::more() { return size; }\n"
              "T A::under() { return name_; }\nT A::other() { return here; }\n"
              "T f() { return size; }\n");
  EXPECT_EQ(M.returned("get"), "Attr path(Param this)");
  EXPECT_EQ(M.returned("more"), "Attr size(Param this)");
  EXPECT_EQ(M.returned("under"), "Attr name_(Param this)");
  EXPECT_EQ(M.returned("other"), "Global here") << "a variable of a method";
  EXPECT_EQ(M.returned("f"), "Global size") << "of no class";
}

/// The body of a request, as many programs write it.
TEST(CppValues, TextsThatAreJsonAreMappingsToo) {
  EXPECT_THAT(returned(R"(return "{\"model\": \"m\", \"n\": 1}";)"),
              HasSubstr("Dict(model=\"m\")"));
  EXPECT_THAT(returned(R"(return "{\"a\": {\"model\": \"m\"}}";)"),
              testing::Not(HasSubstr("Dict")));
  EXPECT_THAT(returned("char b[9]; snprintf(b, 9, \"{\\\"n\\\": %d, "
                       "\\\"model\\\": \\\"%s\\\"}\", x, y); return b;"),
              HasSubstr("Dict(model=Param y)"));
}

TEST(CppValues, LambdasReadWhatIsAroundThem) {
  CppModule M("void f(T x) { auto g = [&](T y) { return x + y; }; h(g); }");
  EXPECT_THAT(M.returned(""), HasSubstr("Free x"));
}

TEST(CppValues, Templates) {
  CppModule M("template <class T> T f(int x) { return g<T, int>(x); }");
  EXPECT_EQ(M.returned("f"), "Call(Global g, Param x, <0>=Param <0>)");
}

TEST(CppValues, BothSidesOfAConditionalAreRead) {
  CppModule M("auto f() {\n#ifdef A\n  auto x = 1;\n  return x;\n#else\n  "
              "return 2;\n#endif\n}");
  EXPECT_EQ(M.returned("f"), "1; 2");
}

TEST(CppValues, IncludesAreImports) {
  CppModule M("#include <torch/torch.h>\n#include \"a.h\"\n");
  ASSERT_EQ(M.summary().nodes().size(), 3u);
  EXPECT_EQ(M.summary().name(1), "torch/torch.h");
  EXPECT_EQ(M.summary().name(2), "a.h");
}

TEST(CppValues, SuppressionComments) {
  CppModule M("int a; // NOLINT(license-output-training): ours\n/* no */\n");
  ASSERT_EQ(M.summary().comments().size(), 1u);
}

TEST(CppValues, SuppressionCommentsOfDefinitions) {
  CppModule M("#define A 4 // NOLINT(a): literals are variables\n"
              "#define B(x) f(x) // NOLINT(b): others are written out\n"
              "#define C(x) \\\n  g(x) /* NOLINT(c): continued */ \\\n  + 1\n"
              "#define D \"// NOLINT(d): a text\"\n"
              "#define E 5 /* NOLINT(e): ours */\n"
              "int a = B(1) + C(2);\n");
  std::vector<uint32_t> Lines;
  for (const Comment &C : M.summary().comments())
    Lines.push_back(M.summary().lineOf(C.Begin));
  EXPECT_THAT(Lines, testing::ElementsAre(1u, 2u, 4u, 7u));
}

/// What stands in the brackets is a parameter of its own.
TEST(CppValues, TemplatesAreGivenTypes) {
  CppModule M(
      "template <class C> auto name() { return C::model; }\n"
      "template <class C> struct Run { auto go() { return C::model; } };\n"
      "struct A { static constexpr auto model = \"a\"; };\n"
      "auto f() { return name<A>(); }\n"
      "auto g() { Run<A> r; return r; }\n"
      "auto h() { return name<int>(); }\n");
  EXPECT_EQ(M.returned("name"), "Attr model(Param <0>)");
  EXPECT_EQ(M.returned("f"), "Call(Global name, <0>=Global A)");
  EXPECT_EQ(M.returned("g"), "Call(Global Run, <0>=Global A)");
  EXPECT_EQ(M.returned("h"), "Call(Global name)");
}

} // namespace
} // namespace modeltidy
