// Broken notebooks, and large ones.
#include "tests/notebook/book.h"
#include "gtest/gtest.h"
#include <chrono>

namespace modeltidy {
namespace {

TEST(NotebookHostile, NoNotebookIsOneError) {
  EXPECT_EQ(Book("").errors(), "1:not a valid notebook: there are no cells\n");
  EXPECT_EQ(Book("[1, 2]").errors(),
            "1:not a valid notebook: there are no cells\n");
  EXPECT_EQ(Book("{\"cells\": 1}").errors(), "");
  EXPECT_EQ(Book("{\"cells\" [\n<<<<<<< ours\n]}").errors(),
            "1:not a valid notebook: ':' is missing behind a key\n");
}

TEST(NotebookHostile, PicturesInProseAreNoMistake) {
  std::string Picture(3 << 20, 'A');
  std::string Json =
      "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": [\"" + Picture +
      "\"]}, {\"cell_type\": \"code\", \"source\": [\"x = 1\"]}]}";
  Book B(Json);
  EXPECT_EQ(B.exit("x"), "1");
  EXPECT_EQ(B.errors(), "");
  Json.replace(Json.find("markdown"), 8, "code");
  EXPECT_NE(Book(Json).errors(), "");
}

TEST(NotebookHostile, SoundCellsOfABrokenNotebookCount) {
  std::string Json = notebookOf({"x = 1", "y = 2"});
  Json.resize(Json.find("y = 2") + 5);
  Book B(Json);
  EXPECT_EQ(B.exit("x"), "1");
  EXPECT_EQ(B.exit("y"), "2");
  EXPECT_EQ(B.errors(), "17:not a valid notebook: '[' is never closed\n");
}

TEST(NotebookHostile, ACellThatIsNeverClosedCostsItself) {
  Book B = Book::of({"x = 1", "y = f(\nw = 2", "s = '''a", "z = x"});
  EXPECT_EQ(B.exit("z"), "1");
  EXPECT_EQ(B.exit("w"), "-");
  EXPECT_EQ(B.errors(),
            "18:a bracket or a quote of this cell is never closed: left out\n"
            "28:a bracket or a quote of this cell is never closed: left out\n");
}

TEST(NotebookHostile, ACommandThatIsNeverClosedCostsItself) {
  Book B = Book::of({"!echo it's\n!ls"});
  EXPECT_EQ(B.commands(), "10:Call(\"ls\")\n");
  EXPECT_EQ(B.errors(),
            "9:a quote of this command is never closed: left out\n");
}

TEST(NotebookHostile, DeepAndHugeOutputsAreSkipped) {
  std::string Json = notebookOf({"x = 1"});
  size_t At = Json.find("\"outputs\": [") + 12;
  Json.insert(At, "\"" + std::string(3 << 20, 'A') + "\", " +
                      std::string(10000, '[') + std::string(10000, ']'));
  Book B(Json);
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("x"), "1");
}

double secondsFor(size_t Cells) {
  std::vector<llvm::StringRef> All(
      Cells, "x = f(x)\n!python a.py {x}\n%time y = g(\n  x)\nz = '''a'''");
  std::string Json = notebookOf(All);
  double Best = 1e9;
  for (int I = 0; I != 3; ++I) {
    auto Start = std::chrono::steady_clock::now();
    EXPECT_EQ(summarizeNotebook(Json).size(), 2u);
    std::chrono::duration<double> Took =
        std::chrono::steady_clock::now() - Start;
    Best = std::min(Best, Took.count());
  }
  return Best;
}

TEST(NotebookHostile, ManyCellsAreLinear) {
  EXPECT_LT(secondsFor(5000), 30 * secondsFor(500) + 0.05);
}

} // namespace
} // namespace modeltidy
