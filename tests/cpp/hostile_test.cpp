//===-- hostile_test.cpp --------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Input that means harm: each ends soon, and the sound parts stay.
//
//===----------------------------------------------------------------------===//

#include "tests/cpp/cpp_module.h"
#include <chrono>
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

std::string times(llvm::StringRef Text, size_t Count) {
  std::string Out;
  for (size_t I = 0; I < Count; ++I)
    Out += Text;
  return Out;
}

/// Seconds for a text; sanitizers and loaded machines take several times one.
double seconds(const std::string &Text) {
  auto Start = std::chrono::steady_clock::now();
  summarizeCpp(Text);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - Start)
      .count();
}

const std::string Sound = "\nauto sound() { return 1; }\n";

TEST(CppHostile, DeepNestingIsSaid) {
  for (const char *Open : {"(", "{", "a[", "f(", "!", "x ? ", "[]{", "T<"}) {
    CppModule M("void f() { " + times(Open, 20000) + "\n}" + Sound);
    EXPECT_FALSE(M.summary().errors().empty()) << Open;
  }
  std::string Lists = times("{", 5000) + "1" + times("}", 5000);
  CppModule M("auto x = " + Lists + ";" + Sound);
  EXPECT_FALSE(M.summary().errors().empty());
  EXPECT_EQ(M.returned("sound"), "1");
}

TEST(CppHostile, LongChainsAreLinear) {
  EXPECT_LT(seconds("auto x = a" + times(" + a", 100000) + ";"), 20);
  EXPECT_LT(seconds("void f() { a" + times(".b", 50000) + " = 1; }"), 20);
  EXPECT_LT(seconds("void f() { o" + times(" << a", 50000) + "; }"), 20);
  EXPECT_LT(seconds("void f() { if (a) b();" +
                    times(" else if (a) b();", 20000) + " }"),
            20);
}

TEST(CppHostile, TemplateBombs) {
  std::string Bomb =
      times("template <class T> struct A { A<A<T>> a; };\n", 2000);
  CppModule M(Bomb + "A" + times("<A", 3000) + times(">", 3000) + " x;" +
              Sound);
  EXPECT_EQ(M.returned("sound"), "1");
}

TEST(CppHostile, TenThousandIncludes) {
  CppModule M(times("#include <a/b.h>\n", 10000) + Sound);
  EXPECT_EQ(M.returned("sound"), "1");
  EXPECT_TRUE(M.summary().errors().empty());
}

TEST(CppHostile, UnterminatedTextsAndComments) {
  for (const char *Text : {"auto s = \"abc", "auto s = R\"x(abc", "/* abc",
                           "auto c = 'a", "#define A \\", "#if 1\nint a;"}) {
    CppModule M(Sound + Text);
    EXPECT_EQ(M.returned("sound"), "1") << Text;
  }
}

TEST(CppHostile, MacrosThatNameThemselves) {
  CppModule M("#define A B\n#define B A\n#define C(x) C(C(x))\n"
              "auto f() { return A; }\nauto g() { return C(C(1)); }\n");
  EXPECT_EQ(M.returned("f"), "Global A");
  CppModule Alias("namespace a = b; namespace b = a; using T = a::T;\n"
                  "auto f() { return a::x; }");
  EXPECT_EQ(Alias.returned("f"), "Global b::x");
}

TEST(CppHostile, AnyBytes) {
  std::string Bytes;
  for (unsigned I = 0; I < 4096; ++I)
    Bytes += static_cast<char>((I * 2654435761u) >> 24);
  CppModule M(Bytes);
  EXPECT_FALSE(M.summary().errors().empty());
  EXPECT_EQ(CppModule("").summary().nodes().size(), 1u);
}

} // namespace
} // namespace modeltidy
