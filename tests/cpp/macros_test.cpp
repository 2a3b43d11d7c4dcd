//===-- macros_test.cpp ---------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a macro of the file stands for is in the graph, at its expansion.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/macros.h"
#include "tests/cpp/cpp_module.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

std::string expanded(const std::string &Definitions, llvm::StringRef Use) {
  cpp::ExpandedText Out =
      cpp::expandMacros(Definitions + "\n@" + Use.str(), CompilerFacts());
  EXPECT_TRUE(Out.IsWhole);
  return Out.HasChanged ? llvm::StringRef(Out.Text).split('@').second.str()
                        : "as written";
}

TEST(CppMacros, ArgumentsTakeTheParametersPlaces) {
  EXPECT_EQ(expanded("#define F(a, b) g(b, a)", "F(1, (2, 3));"),
            "g((2, 3), 1);");
  EXPECT_EQ(expanded("#define F(a, ...) g(a, __VA_ARGS__)", "F(1, 2, 3)"),
            "g(1, 2, 3)");
  EXPECT_EQ(expanded("#define F(a, ...) g(a, ##__VA_ARGS__)", "F(1)"), "g(1)");
  EXPECT_EQ(expanded("#define S(x) #x\n#define J(a, b) a ## b", "S(a \"b\") "
                                                                "J(c, d)"),
            "\"a \\\"b\\\"\" cd");
  EXPECT_EQ(expanded("#define X(n) int n;\n#define ALL(F) F(a) F(b)", "ALL(X)"),
            "int a; int b;");
}

TEST(CppMacros, WhatIsNoCallStays) {
  const std::string F = "#define F(x) g(x)";
  EXPECT_EQ(expanded(F, "F; \"F(1)\" /* F(1) */ R\"(F(1))\" // F(1)"),
            "F; \"F(1)\" /* F(1) */ R\"(F(1))\" // F(1)");
  EXPECT_EQ(expanded(F, "F(1, 2)"), "F(1, 2)") << "too many arguments";
  EXPECT_EQ(expanded(F, "F(1"), "F(1");
  EXPECT_EQ(expanded(F + "\n#undef F", "F(1)"), "F(1)");
  EXPECT_EQ(
      expanded("#define setopt(h, o) check(o), setopt(h, o)", "setopt(1, 2)"),
      "as written")
      << "the function is what is known";
  EXPECT_EQ(expanded("#define MODEL \"a.gguf\"", "MODEL"), "as written")
      << "a variable of the file";
}

TEST(CppMacros, TheFirstDefinitionCounts) {
  EXPECT_EQ(expanded("#ifdef A\n#define F(x) a(x)\n#else\n#define F(x)\n#endif",
                     "F(1)"),
            "a(1)");
  EXPECT_EQ(expanded("#ifdef A\n#define F(x)\n#else\n#define F(x) b(x)\n#endif",
                     "F(1)"),
            "b(1)");
}

TEST(CppMacros, PlacesAreThoseOfTheExpansion) {
  const std::string Text = "#define RUN(x) /* y */ \\\n  run(x)\n"
                           "void f() {\n  RUN(1); // NOLINT(a)\n  last(); }\n";
  CppModule M(Text);
  EXPECT_TRUE(M.summary().errors().empty());
  std::vector<std::string> Places;
  for (NodeId Id = 1; Id < M.summary().nodes().size(); ++Id)
    if (const Node &N = M.summary().node(Id); N.Kind == NodeKind::Call)
      Places.push_back(std::to_string(M.summary().lineOf(N.Begin)) + " " +
                       Text.substr(N.Begin, N.End - N.Begin));
  EXPECT_THAT(Places, testing::ElementsAre("4 RUN(1)", "5 last()"));
  ASSERT_EQ(M.summary().comments().size(), 1u);
  EXPECT_EQ(M.summary().lineOf(M.summary().comments()[0].Begin), 4u);
}

TEST(CppMacros, FactsMoveWithTheText) {
  const std::string Text = "#define RUN(x) run(x)\n"
                           "auto f() { RUN(1); return json(); }\n";
  CompilerFacts Known;
  Known.Names[static_cast<uint32_t>(Text.find("json"))] = "nlohmann::json";
  Known.Names[static_cast<uint32_t>(Text.find("RUN(1)"))] = "wrong";
  CppModule M(summarizeCpp(Text, Known));
  EXPECT_EQ(M.returned("f"), "Call(Global nlohmann::json)");
  EXPECT_THAT(M.calls(), testing::Contains("Call(Global run, 1)"));
}

/// The grammar takes a name behind the second text alone.
TEST(CppMacros, ATextBeforeANameIsOneText) {
  auto Given = [](llvm::StringRef Text) {
    return CppModule(("auto f() { return " + Text + "; }\n").str())
        .returned("f");
  };
  EXPECT_EQ(Given("load(\"models/\" NAME)"),
            R"(Call(Global load, Template("models/", "", Global NAME)))");
  EXPECT_EQ(Given("\"a\" and b"), R"(Binary and("a", Global b))");
  CppModule Linked("extern \"C\" int g() { return 1; }\n");
  EXPECT_EQ(Linked.returned("g"), "1");
  EXPECT_TRUE(Linked.summary().errors().empty());
}

/// Each doubles what it is given: 2^40 bytes if it were written out.
TEST(CppMacros, GrowthEnds) {
  std::string Text = "#define A0(x) x x\n";
  for (unsigned I = 1; I <= 40; ++I)
    Text += "#define A" + std::to_string(I) + "(x) A" + std::to_string(I - 1) +
            "(x x)\n";
  Text += "void f() { A40(g();) }\nauto sound() { return 1; }\n";
  cpp::ExpandedText Out = cpp::expandMacros(Text, CompilerFacts());
  EXPECT_LT(Out.Text.size(), cpp::MaxMacroBytes + 2 * Text.size());
  CppModule M(Text);
  EXPECT_EQ(M.returned("sound"), "1");

  std::string Open = "#define F(x) F2(x)\n#define F2(x) x\n";
  for (unsigned I = 0; I < 100000; ++I)
    Open += "F(";
  EXPECT_FALSE(cpp::expandMacros(Open, CompilerFacts()).IsWhole);
  std::string Nested = "#define F(x) x x\n" + Open.substr(Open.find("F(F("));
  Nested += std::string(100000, ')');
  cpp::expandMacros(Nested, CompilerFacts());
}

} // namespace
} // namespace modeltidy
