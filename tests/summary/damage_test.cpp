// A block from a cache or another process may hold anything: create() refuses
// it, or everything in it can be read.
#include "scanner/frontends/python/python.h"
#include "scanner/summary/dump.h"
#include "gtest/gtest.h"
#include <random>

namespace modeltidy {
namespace {

const char Source[] = "from m import *\n"
                      "import a.b as c\n"
                      "class C(c.D):\n"
                      "  n: int = 3\n"
                      "  def f(self, x=1, *args, **kw):\n"
                      "    for y in x:\n"
                      "      self.rows.append(f'{y}')  # NOLINT(check): why\n"
                      "    return [lambda: z for z in self.rows]\n"
                      "with open('p') as g:\n"
                      "  x = {'k': g.read(), **c} if c else None\n"
                      "y = = 1\n";

/// Whether the block was accepted; reads all of it then.
bool readAll(const SummaryBlock &Block) {
  llvm::Expected<Summary> S = Summary::create(Block.bytes());
  if (!S) {
    llvm::consumeError(S.takeError());
    return false;
  }
  EXPECT_FALSE(dumpSummary(*S).empty());
  for (NodeId Id = 0; Id < S->nodes().size(); ++Id)
    dumpValue(*S, Id);
  return true;
}

TEST(SummaryDamage, EveryByteFlipped) {
  SummaryBlock Block = summarizePython(Source);
  ASSERT_TRUE(readAll(Block));
  size_t Refused = 0, Size = Block.bytes().size();
  for (size_t I = 0; I < Size; ++I)
    for (unsigned char Mask : {0x01, 0x80, 0xFF}) {
      Block.data()[I] ^= static_cast<char>(Mask);
      Refused += !readAll(Block);
      Block.data()[I] ^= static_cast<char>(Mask);
    }
  EXPECT_GT(Refused, Size / 2);
}

TEST(SummaryDamage, RandomWords) {
  SummaryBlock Sound = summarizePython(Source);
  std::mt19937 Random(1);
  for (int Round = 0; Round < 2000; ++Round) {
    SummaryBlock Block = Sound;
    for (int Hit = 0; Hit < 4; ++Hit) {
      size_t At = Random() % (Block.bytes().size() / 4) * 4;
      uint32_t Word = Random() >> (Random() % 32);
      std::memcpy(Block.data() + At, &Word, 4);
    }
    readAll(Block);
  }
}

TEST(SummaryDamage, EveryLength) {
  SummaryBlock Sound = summarizePython(Source);
  llvm::StringRef Bytes = Sound.bytes();
  for (size_t Size = 0; Size < Bytes.size(); ++Size) {
    llvm::Expected<Summary> S = Summary::create(Bytes.take_front(Size));
    EXPECT_FALSE(bool(S));
    llvm::consumeError(S.takeError());
  }
}

TEST(SummaryDamage, Misaligned) {
  SummaryBlock Sound = summarizePython(Source);
  SummaryBlock Shifted(Sound.bytes().size() + 8);
  std::memcpy(Shifted.data() + 1, Sound.bytes().data(), Sound.bytes().size());
  llvm::Expected<Summary> S =
      Summary::create(Shifted.bytes().substr(1, Sound.bytes().size()));
  EXPECT_FALSE(bool(S));
  llvm::consumeError(S.takeError());
}

TEST(SummaryDamage, ScopesThatCircle) {
  // The parent of a scope stands before it, so that climbing ends.
  SummaryBuilder B(FrontEnd::Python, "");
  B.addFunction({});
  uint32_t Scope = B.addScope(ScopeKind::Function, 0, 0);
  B.scope(Scope).Parent = Scope;
  EXPECT_FALSE(readAll(B.finish()));
}

} // namespace
} // namespace modeltidy
