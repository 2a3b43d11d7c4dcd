// What IPython does beside Python.
#include "tests/notebook/book.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

TEST(NotebookMagics, CommandsAreAScript) {
  Book B = Book::of({"x = 1\n!pip install a\ny = 2",
                     "if x:\n    !python train.py --lr 1e-4 \\\n      --out o\n"
                     "z = 3"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.commands(),
            "10:Call(\"pip\", \"install\", \"a\")\n"
            "21:Call(\"python\", \"train.py\", \"--lr\", \"1e-4\", \"--out\", "
            "\"o\")\n");
  EXPECT_EQ(B.exit("y"), "2");
  EXPECT_EQ(B.exit("z"), "3");
}

TEST(NotebookMagics, PythonsNamesAreUnknownToTheShell) {
  Book B = Book::of({"!a {m} --o={d}/x \"{m}\" '{m}' {f(x)} $v\n"
                     "!b '{\"k\": 1}' {x,y} {} ${w} {print $1}"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.commands(),
            "9:Call(\"a\", Global m, Template(\"--o=\", Global d, \"/x\"), "
            "Global m, Global m, Global _, Splat/3(Global v))\n"
            "10:Call(\"b\", \"{\\\"k\\\": 1}\", \"{x,y}\", \"{}\", "
            "Splat/3(Global w), \"{print\", Template(Global 1, \"}\"))\n");
}

TEST(NotebookMagics, PythonsTextsAreKnownToTheShell) {
  Book B = Book::of({"m = 'org/model'\nn = f()\nk = 'no'\nq = \"it's\"",
                     "!train --m {m} --o out/{m}/{n} $m {q}\nk = 1"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.commands(), "21:Call(\"train\", \"--m\", \"org/model\", \"--o\", "
                          "Template(\"out/\", \"org/model\", \"/\", Global n), "
                          "\"org/model\", Global q)\n");
  Summary S = B.parts()[1];
  NodeId Model = 0;
  for (NodeId Id = 1; Id != S.nodes().size(); ++Id)
    if (S.name(Id) == "org/model" && Model == 0)
      Model = Id;
  EXPECT_EQ(S.lineOf(S.node(Model).Begin), 9u);
}

TEST(NotebookMagics, LineMagics) {
  Book B = Book::of({"%matplotlib inline\n%run prep.py --n 3\n%cd work\n"
                     "%env KEY=v\nx = 1\n%load_ext autoreload\nf?\n?g\ny = 2"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.commands(), "10:Call(\"python\", \"prep.py\", \"--n\", \"3\")\n"
                          "11:Call(\"cd\", \"work\")\n");
  EXPECT_EQ(B.exit("x"), "1");
  EXPECT_EQ(B.exit("y"), "2");
}

TEST(NotebookMagics, CommandsWithoutAMark) {
  Book B =
      Book::of({"cd ..\npip install -U a", "ls = 1\nx = ls - 1\n"
                                           "rm = x\nrm -1\nrm in x\ncat / 2"});
  EXPECT_EQ(B.commands(), "9:Call(\"cd\", \"..\")\n"
                          "10:Call(\"pip\", \"install\", \"-U\", \"a\")\n");
  EXPECT_EQ(B.exit("x"), "Binary -(1, 1)");
  EXPECT_EQ(B.errors(), "");
}

TEST(NotebookMagics, StatementsBehindAMagicCount) {
  Book B = Book::of({"%time x = f()\n%timeit -n 10 -q y = g()\n"
                     "for i in r:\n    %time z = h(i)"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("x"), "Call(Global f)");
  EXPECT_EQ(B.exit("y"), "Call(Global g)");
  EXPECT_NE(B.exit("z"), "-");
}

TEST(NotebookMagics, AssignedOutputIsUnknown) {
  Book B = Book::of({"files = !ls data\nhere = %pwd\nok = 1 != 2"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("files"), "Global _");
  EXPECT_EQ(B.exit("here"), "Global _");
  EXPECT_EQ(B.exit("ok"), "Compare !=(1, 2)");
  EXPECT_EQ(B.commands(), "9:Call(\"ls\", \"data\")\n");
}

TEST(NotebookMagics, WholeCells) {
  Book B = Book::of({"%%time\nx = 1", "%%bash\npython a.py\npython b.py",
                     "%%html\n<b>y = 2</b>", "\n%%capture out\ny = 3",
                     "%%script /bin/sh\nls", "%%script perl\nprint 1"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("x"), "1");
  EXPECT_EQ(B.exit("y"), "3");
  EXPECT_EQ(B.commands(), "20:Call(\"python\", \"a.py\")\n"
                          "21:Call(\"python\", \"b.py\")\n52:Call(\"ls\")\n");
}

TEST(NotebookMagics, AWrittenFileIsAHereDocument) {
  Book B = Book::of({"%%writefile -a cfg/{n}.yaml\nmodel: $m\nx: 'y"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.commands(), "9:Call(\"cat\", <<=\"model: $m\\nx: 'y\\n\\n\", "
                          ">=Template(\"cfg/\", Global n, \".yaml\"))\n");
}

TEST(NotebookMagics, OnlyWhereAStatementBegins) {
  Book B = Book::of({"x = (a\n  % b)\ny = '''\n!not a command\n%nor this\n'''\n"
                     "z = a \\\n  % b\n\"\"\"What is this?\n\"\"\"\nw = 'a?'"});
  EXPECT_EQ(B.errors(), "");
  EXPECT_EQ(B.exit("x"), "Binary %(Global a, Global b)");
  EXPECT_EQ(B.exit("y"), "\"\\n!not a command\\n%nor this\\n\"");
  EXPECT_EQ(B.exit("z"), "Binary %(Global a, Global b)");
  EXPECT_EQ(B.exit("w"), "\"a?\"");
  EXPECT_EQ(B.commands(), "");
}

} // namespace
} // namespace modeltidy
