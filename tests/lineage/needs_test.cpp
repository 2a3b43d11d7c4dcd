#include "scanner/lineage/needs.h"
#include <gtest/gtest.h>

using namespace modeltidy;

namespace {

TEST(Needs, SetsAreTheSameWhateverTheOrder) {
  NeedTable Needs;
  NeedsId A = Needs.modules({7, 3, 7}), B = Needs.option(3);
  EXPECT_EQ(Needs.both(A, B), Needs.both(B, A));
  EXPECT_EQ(Needs.needs(Needs.both(A, B)).vec(),
            (std::vector<NeedTable::Need>{3, 7, 3 | NeedTable::OptionBit}));
}

TEST(Needs, NothingAddsNothingAndAnythingTakesAll) {
  NeedTable Needs;
  NeedsId A = Needs.modules({1});
  EXPECT_EQ(Needs.both(A, NeedTable::Nothing), A);
  EXPECT_EQ(Needs.both(NeedTable::Nothing, NeedTable::Nothing),
            NeedTable::Nothing);
  EXPECT_EQ(Needs.both(A, NeedTable::Anything), NeedTable::Anything);
}

TEST(Needs, TooManyAreAnything) {
  NeedTable Needs;
  std::vector<uint32_t> Low, High;
  for (uint32_t I = 0; I < NeedTable::MaxNeeds; ++I) {
    Low.push_back(I);
    High.push_back(I + NeedTable::MaxNeeds);
  }
  EXPECT_EQ(Needs.both(Needs.modules(Low), Needs.modules(High)),
            NeedTable::Anything);
}

} // namespace
