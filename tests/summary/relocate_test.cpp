// Spans of a decoded text move to where a file holds it.
#include "scanner/summary/relocate.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

std::string moved(const OffsetMap &Map, uint32_t Begin, uint32_t End) {
  Map.move(Begin, End);
  return std::to_string(Begin) + "-" + std::to_string(End);
}

TEST(OffsetMap, RunsAndPoints) {
  OffsetMap Map; // ab\ncd in  "a" + "b\n" + "cd"
  Map.addRun(1, 10);
  Map.addRun(1, 11);
  Map.addPoint(1, 12, 2);
  Map.addRun(2, 20);
  EXPECT_EQ(Map.at(0), 10u);
  EXPECT_EQ(Map.at(2), 12u);
  EXPECT_EQ(Map.at(4), 21u);
  EXPECT_EQ(moved(Map, 0, 2), "10-12");
  EXPECT_EQ(moved(Map, 1, 3), "11-14"); // ends with the escape
  EXPECT_EQ(moved(Map, 2, 4), "12-21");
  EXPECT_EQ(moved(Map, 3, 3), "20-20");
  EXPECT_EQ(moved(Map, 5, 9), "22-22"); // behind the end
  EXPECT_EQ(moved(OffsetMap(), 5, 9), "0-0");
}

TEST(OffsetMap, OneBehindTheOther) {
  OffsetMap First, Next;
  First.addPoint(3, 50, 4);
  Next.addRun(2, 10);
  First.append(Next);
  EXPECT_EQ(moved(First, 0, 3), "50-54");
  EXPECT_EQ(moved(First, 3, 5), "10-12");
}

TEST(Relocate, SpansAndLinesAreTheFiles) {
  SummaryBuilder B(FrontEnd::Python, "ab");
  B.add(NodeKind::Number, 0, 1, 0);
  B.add(NodeKind::Number, 1, 2, 0);
  Function F = {};
  F.Begin = 0;
  F.End = 2;
  F.Node = B.add(NodeKind::Function, 0, 2, 0);
  F.Scope = B.addScope(ScopeKind::Function, 0, 0);
  B.addFunction(F);
  B.addRegion(RegionKind::If, 1, 1, 2);
  B.addComment(0, 2, "NOLINT");
  B.addError(1, 2, "an error");
  OffsetMap Map;
  Map.addRun(1, 2);
  Map.addPoint(1, 5);
  SummaryBlock Block = relocate(B.finish(), Map, "..a\n.b");
  Summary S = llvm::cantFail(Summary::create(Block.bytes()));
  EXPECT_EQ(S.lineCount(), 2u);
  EXPECT_EQ(S.node(0).Begin, 0u);
  EXPECT_EQ(S.lineOf(S.node(1).Begin), 1u);
  EXPECT_EQ(S.columnOf(S.node(1).Begin), 3u);
  EXPECT_EQ(S.lineOf(S.node(2).Begin), 2u);
  EXPECT_EQ(S.node(2).End, 6u);
  EXPECT_EQ(S.functions()[0].Begin, 2u);
  EXPECT_EQ(S.functions()[0].End, 6u);
  EXPECT_EQ(S.regions()[0].Begin, 5u);
  EXPECT_EQ(S.comments()[0].End, 6u);
  EXPECT_EQ(S.errors()[0].Begin, 5u);
}

} // namespace
} // namespace modeltidy
