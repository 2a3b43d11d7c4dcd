// The builder and the reader agree, and the dump shows what is there.
#include "scanner/summary/dump.h"
#include "scanner/summary/summary_builder.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

Summary open(const SummaryBlock &Block) {
  return llvm::cantFail(Summary::create(Block.bytes()));
}

TEST(Summary, EmptyFile) {
  SummaryBuilder B(FrontEnd::Config, "");
  SummaryBlock Block = B.finish();
  Summary S = open(Block);
  EXPECT_EQ(S.frontEnd(), FrontEnd::Config);
  EXPECT_EQ(S.nodes().size(), 1u);
  EXPECT_EQ(S.scopes().size(), 1u);
  EXPECT_EQ(S.lineCount(), 1u);
  EXPECT_EQ(S.string(0), "");
}

TEST(Summary, LinesAndColumnsAreOneBased) {
  SummaryBuilder B(FrontEnd::Python, "ab\n\ncd");
  SummaryBlock Block = B.finish();
  Summary S = open(Block);
  EXPECT_EQ(S.lineOf(0), 1u);
  EXPECT_EQ(S.columnOf(1), 2u);
  EXPECT_EQ(S.lineOf(2), 1u); // the newline ends its line
  EXPECT_EQ(S.lineOf(3), 2u);
  EXPECT_EQ(S.lineOf(5), 3u);
  EXPECT_EQ(S.columnOf(5), 2u);
  EXPECT_EQ(S.lineOf(1000), 3u);
}

TEST(Summary, StringsAreInternedOnce) {
  SummaryBuilder B(FrontEnd::Python, "");
  StringId A = B.intern("a"), Long = B.intern(std::string(1000, 'x'));
  EXPECT_EQ(B.intern("a"), A);
  EXPECT_EQ(B.intern(""), 0u);
  SummaryBlock Block = B.finish();
  Summary S = open(Block);
  EXPECT_EQ(S.stringCount(), 3u);
  EXPECT_EQ(S.string(A), "a");
  EXPECT_EQ(S.string(Long).size(), 1000u);
}

TEST(Summary, OperandsByPlaceAndName) {
  SummaryBuilder B(FrontEnd::Python, "f(1, k=2)");
  NodeId F = B.add(NodeKind::Global, 0, 1, 0, B.intern("f"));
  NodeId One = B.add(NodeKind::Number, 2, 3, 0, B.intern("1"));
  NodeId Two = B.add(NodeKind::Number, 7, 8, 0, B.intern("2"));
  NodeId Call = B.add(NodeKind::Call, 0, 9, 0, 0,
                      {{0, F}, {0, One}, {B.intern("k"), Two}});
  SummaryBlock Block = B.finish();
  Summary S = open(Block);
  EXPECT_EQ(S.operand(Call, 1), One);
  EXPECT_EQ(S.operand(Call, 9), 0u);
  EXPECT_EQ(S.operandNamed(Call, "k"), Two);
  EXPECT_EQ(S.operandNamed(Call, "j"), 0u);
  EXPECT_EQ(dumpValue(S, Call), "Call(Global f, 1, k=2)");
}

TEST(Summary, OperandsCanBeReplaced) {
  SummaryBuilder B(FrontEnd::Python, "");
  NodeId Phi = B.add(NodeKind::Phi, 0, 0, 0);
  NodeId After = B.add(NodeKind::AfterCall, 0, 0, 0, 0, Operand{0, Phi});
  B.setOperands(Phi, B.operands(After)); // from its own table
  SummaryBlock Block = B.finish();
  Summary S = open(Block);
  EXPECT_EQ(S.operand(Phi, 0), Phi);
  EXPECT_EQ(dumpValue(S, After), "AfterCall/0(Phi(#1))");
}

TEST(Summary, BindingsAreSorted) {
  SummaryBuilder B(FrontEnd::Python, "");
  NodeId One = B.add(NodeKind::Null, 0, 0, 0);
  NodeId Two = B.add(NodeKind::Null, 0, 0, 0);
  StringId X = B.intern("x"), Y = B.intern("y");
  B.addBinding(0, Y, One, BindingExit);
  B.addBinding(0, X, Two, BindingNonLocal);
  B.addBinding(0, X, One, BindingExit);
  SummaryBlock Block = B.finish();
  Summary S = open(Block);
  std::string Order;
  for (const Binding &Each : S.bindings(S.scopes()[0]))
    Order += S.string(Each.Name).str() + std::to_string(Each.Node);
  EXPECT_EQ(Order, "x1x2y1");
}

TEST(Summary, DumpShowsEverything) {
  SummaryBuilder B(FrontEnd::Python, "x\ny\n");
  NodeId N = B.add(NodeKind::Call, 2, 3, 0, 0, {}, 0, FlagStatement);
  B.addBinding(0, B.intern("x"), N, BindingExit);
  B.addRegion(RegionKind::If, N, 0, 2);
  B.addComment(0, 1, "NOLINT");
  B.addError(2, 3, "syntax error");
  B.addRoot(N);
  SummaryBlock Block = B.finish();
  EXPECT_EQ(dumpSummary(open(Block)), "#1 Call stmt 2:1 scope 0\n"
                                      "scope 0 module in 0\n"
                                      "  x exit #1\n"
                                      "region If #1 1:1 2:1\n"
                                      "comment 1:1 NOLINT\n"
                                      "error 2:1 syntax error\n"
                                      "root #1\n");
}

} // namespace
} // namespace modeltidy
