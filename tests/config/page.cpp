#include "tests/config/page.h"
#include "scanner/summary/dump.h"
#include "gtest/gtest.h"

namespace modeltidy {

Page::Page(llvm::StringRef Text, ConfigFormat Format)
    : Source(Text), Block(summarizeConfig(Source, Format)),
      S(llvm::cantFail(Summary::create(Block.bytes()))) {}

std::string Page::roots() const {
  std::string Out;
  for (NodeId Id : S.roots())
    Out += (Out.empty() ? "" : " | ") + dumpValue(S, Id);
  return Out;
}

std::string Page::errors() const {
  std::string Out;
  for (const ParseError &E : S.errors())
    Out +=
        std::to_string(S.lineOf(E.Begin)) + ":" + S.string(E.What).str() + "\n";
  return Out;
}

std::string Page::comments() const {
  std::string Out;
  for (const Comment &C : S.comments())
    Out +=
        std::to_string(S.lineOf(C.Begin)) + ":" + S.string(C.Text).str() + "\n";
  return Out;
}

NodeId Page::at(llvm::StringRef Path) const {
  NodeId Here = S.roots().empty() ? 0 : S.roots()[0];
  while (!Path.empty()) {
    auto [Name, Rest] = Path.split('.');
    Path = Rest;
    uint32_t Index;
    Here = Name.getAsInteger(10, Index) ? S.operandNamed(Here, Name)
                                        : S.operand(Here, Index);
  }
  return Here;
}

std::string Page::covered(llvm::StringRef Path) const {
  NodeId Id = at(Path);
  if (Id == 0)
    return "-";
  const Node &N = S.node(Id);
  return Source.substr(N.Begin, N.End - N.Begin);
}

void expectPages(ConfigFormat Format, std::initializer_list<PageRow> Rows) {
  for (const PageRow &R : Rows) {
    Page P(R.Text, Format);
    EXPECT_EQ(P.roots(), R.Roots) << R.Text;
    EXPECT_EQ(P.errors(), "") << R.Text;
  }
}

std::string repeat(llvm::StringRef Piece, size_t Times) {
  std::string Out;
  for (size_t I = 0; I < Times; ++I)
    Out += Piece;
  return Out;
}

} // namespace modeltidy
