// The code cells are one module, at the file's places.
#include "tests/notebook/book.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

TEST(Notebook, CellsAreOneModule) {
  Book B = Book::of({"x = f(1)\ny = 'a\\tb'", "z = g(x)"});
  EXPECT_EQ(B.errors(), "");
  ASSERT_EQ(B.parts().size(), 1u);
  EXPECT_EQ(B.exit("y"), "\"a\\tb\"");
  EXPECT_EQ(B.exit("z"), "Call(Global g, Call(Global f, 1))");
}

TEST(Notebook, PlacesAreThoseOfTheFile) {
  Book B = Book::of({"a = 1\nx = \"q\\\"r\"", "y = call(\n  2)"});
  Summary S = B.parts()[0];
  auto Covered = [&](llvm::StringRef Name) {
    const Node &N = S.node(B.exitNode(Name));
    return B.json().substr(N.Begin, N.End - N.Begin);
  };
  EXPECT_EQ(Covered("a"), "1");
  EXPECT_EQ(Covered("x"), "\\\"q\\\\\\\"r\\\"");
  EXPECT_EQ(S.lineOf(S.node(B.exitNode("a")).Begin), 9u);
  EXPECT_EQ(S.lineOf(S.node(B.exitNode("x")).Begin), 10u);
  EXPECT_EQ(S.lineOf(S.node(B.exitNode("y")).Begin), 19u);
  EXPECT_EQ(S.lineOf(S.node(B.exitNode("y")).End), 20u);
  EXPECT_EQ(S.lineCount(), 27u);
}

TEST(Notebook, NolintCommentsAndErrorsHaveTheirLines) {
  Book B = Book::of({"x = 1\ny = f() # NOLINT", "z = = 2\nw = 3"});
  Summary S = B.parts()[0];
  ASSERT_EQ(S.comments().size(), 1u);
  EXPECT_EQ(S.lineOf(S.comments()[0].Begin), 10u);
  EXPECT_EQ(S.string(S.comments()[0].Text), "# NOLINT");
  ASSERT_FALSE(S.errors().empty());
  EXPECT_EQ(S.lineOf(S.errors()[0].Begin), 19u);
  EXPECT_EQ(B.exit("w"), "3");
}

TEST(Notebook, SourceMayBeOneString) {
  Book B(R"({"cells": [{"cell_type": "code", "source": "x = 1\ny = \"\u00e9\""},
 {"cell_type": "markdown", "source": "z = 1"},
 {"cell_type": "code", "source": "w = x"}]})");
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("y"), "\"\\303\\251\"");
  EXPECT_EQ(B.exit("w"), "1");
  EXPECT_EQ(B.exit("z"), "-");
}

TEST(Notebook, FormatThree) {
  Book B(R"({"nbformat": 3, "worksheets": [{"cells": [
 {"cell_type": "code", "input": ["x = 1\n", "y = x"], "language": "python"}]}]})");
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("y"), "1");
}

TEST(Notebook, OtherLanguagesAreNamed) {
  Book B(R"({"cells": [{"cell_type": "code", "source": "x <- 1"}],
 "metadata": {"kernelspec": {"language": "R"}}})");
  EXPECT_EQ(B.errors(), "1:a notebook in r: not analyzed\n");
  EXPECT_EQ(B.exit("x"), "-");
}

TEST(Notebook, NoCellsNoParts) {
  EXPECT_EQ(Book(R"({"cells": []})").parts().size(), 0u);
}

} // namespace
} // namespace modeltidy
