// Python 2, code that does not parse, and input made to hurt.
#include "tests/python/rows.h"

namespace modeltidy {
namespace {

std::string repeat(llvm::StringRef Piece, size_t Times) {
  std::string Out;
  for (size_t I = 0; I < Times; ++I)
    Out += Piece;
  return Out;
}

std::string errors(const Module &M) {
  std::string Out;
  for (const ParseError &E : M.summary().errors())
    Out += M.summary().string(E.What).str() + "\n";
  return Out;
}

TEST(PythonBroken, Python2) {
  Module M("print 'a', x\nexec c in d\ntry: y = 1\nexcept E, e: z = e\n");
  EXPECT_EQ(errors(M), "");
  EXPECT_EQ(M.exit("z"), "Opaque(Global E)");
  std::string Calls;
  for (NodeId Id = 1; Id < M.summary().nodes().size(); ++Id)
    if (M.summary().node(Id).Kind == NodeKind::Call)
      Calls += M.text(Id) + "\n";
  EXPECT_EQ(Calls, "Call(Global print, \"a\", Global x)\n"
                   "Call(Global exec, Global c, Global d)\n");
}

TEST(PythonBroken, SoundPartsCount) {
  Module M("x = f(1)\ny = = 2\nz = g(3)\ndef h(:\n  return 4\nw = 5\n");
  EXPECT_NE(errors(M), "");
  EXPECT_EQ(M.exit("x"), "Call(Global f, 1)");
  EXPECT_EQ(M.exit("z"), "Call(Global g, 3)");
  EXPECT_EQ(M.exit("w"), "5");
}

TEST(PythonBroken, ErrorsAreCapped) {
  Module M(repeat("x = = 1\n", 1000));
  EXPECT_EQ(M.summary().errors().size(), MaxPythonErrors + 1);
  EXPECT_NE(errors(M).find("further errors"), std::string::npos);
}

TEST(PythonBroken, AnyBytes) {
  EXPECT_EQ(Module("").summary().nodes().size(), 1u);
  EXPECT_EQ(Module("\xEF\xBB\xBFx = 1\n").exit("x"), "1");
  EXPECT_EQ(Module("x = 1\r\ny = 2\r\n").exit("y"), "2");
  EXPECT_EQ(Module("x = '\xFF\xFE'\n").exit("x"), "\"\\377\\376\"");
  Module Nul(std::string("x = 1\n\0\0\ny = 2\n", 16));
  EXPECT_EQ(Nul.exit("x"), "1");
}

TEST(PythonBroken, LongChainsAreWhole) {
  Module Plus("x = a" + repeat(" + a", 10000));
  EXPECT_EQ(Plus.summary().nodes().size(), 1u + 10001 + 10000);
  Module Calls("x = a" + repeat(".b()", 10000));
  EXPECT_EQ(errors(Calls), "");
  Module Or("x = a" + repeat(" or a", 10000));
  EXPECT_EQ(errors(Or), "");
  std::string Elif = "if a: x = 0\n";
  for (int I = 0; I < 5000; ++I)
    Elif +=
        "elif a == " + std::to_string(I) + ": x = " + std::to_string(I) + "\n";
  EXPECT_EQ(errors(Module(Elif)), "");
  EXPECT_EQ(Module("x = " + repeat("a = ", 10000) + "1").exit("x"), "1");
}

TEST(PythonBroken, DeepNestingIsCapped) {
  std::string Deep = "nesting deeper than 300: not analyzed\n";
  EXPECT_EQ(errors(Module("x = " + repeat("not ", 5000) + "a")), Deep);
  EXPECT_EQ(errors(Module("x = " + repeat("[", 1000) + repeat("]", 1000))),
            Deep);
  EXPECT_EQ(
      errors(Module(repeat("(", 500) + "a" + repeat(",)", 500) + " = x\ny = 1"))
          .find(Deep),
      0u);
  std::string Ifs;
  for (int I = 0; I < 400; ++I)
    Ifs += std::string(I, ' ') + "if a:\n";
  Module M(Ifs + std::string(400, ' ') + "x = 1\ny = 2\n");
  EXPECT_EQ(M.exit("x"), "-");
  EXPECT_EQ(M.exit("y"), "2");
  EXPECT_EQ(errors(M), Deep + Deep); // the last condition and the last body
  Module("x = " + repeat("(", 10000) + repeat(")", 10000));
  Module(repeat("[", 100000));
}

TEST(PythonBroken, ManyExitsStayLinear) {
  std::string Text = "def f():\n";
  for (int I = 0; I < 20000; ++I)
    Text += " x" + std::to_string(I) + " = 1\n if a: return\n";
  size_t Nodes = Module(Text).summary().nodes().size();
  EXPECT_LT(Nodes, 3u * 20000);
  std::string Tries;
  for (int I = 0; I < 60; ++I)
    Tries += std::string(I, ' ') + "try:\n";
  for (int I = 0; I < 1000; ++I)
    Tries += std::string(60, ' ') + "x" + std::to_string(I) + " = f(y)\n";
  for (int I = 59; I >= 0; --I)
    Tries += std::string(I, ' ') + "except E: pass\n";
  Module M(Tries);
  EXPECT_LT(M.summary().bytes().size(), 60u * 1000 * 200);
}

} // namespace
} // namespace modeltidy
