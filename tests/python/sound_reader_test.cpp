// The reader for sound code gives the tree that tree-sitter gives, node by
// node, or none.
#include "scanner/frontends/python/sound_reader.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>

using namespace modeltidy;
using namespace modeltidy::python;
using llvm::StringRef;

namespace {

std::string line(const Syntax &S) {
  return std::to_string(static_cast<int>(S.Kind)) + " " +
         std::to_string(S.Begin) + "-" + std::to_string(S.End) + " next " +
         std::to_string(S.Next) + " name " + std::to_string(S.Name);
}

/// True where the text was for the reader; then both trees are the same.
bool readsAlike(StringRef Text, StringRef Where) {
  SoundReader Reader(Text);
  if (!Reader.read())
    return false;
  SummaryBuilder Own(FrontEnd::Python, Text), Theirs(FrontEnd::Python, Text);
  ErrorLog Errors(Theirs, 10);
  TreePtr Parsed = parseTree(tree_sitter_python(), Text, 1 << 20);
  SyntaxTree Tree(Text, *Parsed, Theirs, Errors);
  std::vector<Syntax> Nodes = Reader.emit(Own);
  EXPECT_FALSE(Tree.hasErrors()) << Where.str();
  EXPECT_EQ(Nodes.size(), Tree.size()) << Where.str();
  for (SyntaxId I = 0; I < std::min<size_t>(Nodes.size(), Tree.size()); ++I)
    if (line(Nodes[I]) != line(Tree[I])) {
      ADD_FAILURE() << Where.str() << ": node " << I << " is " << line(Nodes[I])
                    << ", tree-sitter's is " << line(Tree[I]);
      break;
    }
  EXPECT_EQ(Own.finish().bytes(), Theirs.finish().bytes()) << Where.str();
  return true;
}

TEST(SoundReader, ReadsStatements) {
  for (StringRef Text : {"",
                         "\n",
                         "# only a comment",
                         "x = 1",
                         "\n\n# c\nx = 1  # NOLINT(a)\n",
                         "a, *b = c = d, e\n",
                         "(a, [b, c]), d = e\n",
                         "x: List[int] = 3\n",
                         "x += 1, 2\n",
                         "x = yield y\n",
                         "del a, b[0]\n",
                         "raise A from b\n",
                         "assert a, b\n",
                         "global a, b\n",
                         "import a.b as c, d\n",
                         "from ..a import (b as c, d,)\n",
                         "from . import *\n",
                         "from __future__ import a\n",
                         "pass; break; continue\n",
                         "print(a, *b, **c)\n",
                         "type: int = 3\n",
                         "match = 1\n",
                         "x = 1 + \\\n  2\n",
                         "\tx = 1\n"})
    EXPECT_TRUE(readsAlike(Text, Text)) << Text.str();
}

TEST(SoundReader, ReadsBlocks) {
  for (StringRef Text :
       {"if a: b\nelif c:\n  d  # e\nelse:\n  f\n# g\nh\n",
        "def f(a, b=1, *c, d: int, e: A[B] = 2, **k) -> A | B:\n  pass\n"
        "  # inside\n # outside\n\nx\n",
        "async def f(a, /, *, b): await c\n", "@a.b(c)  # d\n@e\ndef f(): g\n",
        "class A(B, metaclass=C):\n    x: int\n\n    def f(self): pass\n",
        "for a, (b, c) in d, e:\n  if f:\n    g\n  # of for\n    # of for\nh\n",
        "while a:\n\tb\nelse:\n\tc\n",
        "try:\n  a\nexcept (B, C) as d:\n  e\nexcept F:\n  g\nelse:\n  h\n"
        "finally:\n  i\n",
        "with a as b, c() as (d, e): f\n", "with (a as b, c as d,): e\n",
        "with (a() as b,): c\n", "with (a): b\n", "with (a).b() as c: d\n",
        "async def f():\n  async with a: b\n  async for c in d: e\n",
        "def f():\r\n  x\r\n\r\ny\r\n", "def f():\n  s = (\n\"a\")\n"})
    EXPECT_TRUE(readsAlike(Text, Text)) << Text.str();
}

TEST(SoundReader, ReadsExpressions) {
  for (StringRef Text : {"a + b * -c ** d ** -e",
                         "not a == b and c or d",
                         "a < b not in c is not d",
                         "a | b & c ^ d << e",
                         "await_ = a if b else c if d else e",
                         "lambda a, *b, c=1, **d: a if b else c",
                         "(y := f(x)) if (z := 2) else 3",
                         "a.b(c)[d:e, ::2, :].f",
                         "f(x for x in y if z)",
                         "[a, b, c]",
                         "{}",
                         "{a}",
                         "{a: b, **c, 'd': {e: f}}",
                         "{k: v for k, v in a.items() if k for b in c}",
                         "[x for a, *b in c for x in b]",
                         "(a,)",
                         "()",
                         "(yield)",
                         "f(*a.b(), c=d)",
                         "x = [*a, b]",
                         "...",
                         "0x1F + 1_0 + 1.5e-3 + 2j + .5 + 1.",
                         "'a' \"b\" r'\\d' b'\\x00'",
                         "'''a\n\"b''c'''",
                         "r'\\\\'",
                         "f'a{b!r:>{c}}{{d}}{e[\"f\"]}{g=}'",
                         "f\"\"\"\n{a}\n\"\"\"",
                         "'\\\n'",
                         "rf'\\{a}'"})
    EXPECT_TRUE(readsAlike(Text, Text)) << Text.str();
}

/// What is rare or broken is tree-sitter's matter.
TEST(SoundReader, LeavesTheRest) {
  for (StringRef Text :
       {"match a:\n  case b: c\n", "print a\n", "type A = B\n", "x = 'a\n",
        "def f[T](x): y\n", "x = (a\n", "if a:\nb\n", "f'{a\n}'", "x = 1 2\n",
        "x = \xC3\xA9\n", "f(a=)\n", "[*a()]\n", "except:\n  a\n"})
    EXPECT_FALSE(readsAlike(Text, Text)) << Text.str();
  EXPECT_FALSE(readsAlike(StringRef("a\0b", 3), "NUL"));
  std::string Deep(1000, '(');
  EXPECT_FALSE(readsAlike(Deep + "a" + std::string(1000, ')'), "deep"));
}

/// All fixtures, and each of them cut at some places: what the reader takes of
/// broken code must not differ either.
TEST(SoundReader, ReadsFixturesAlike) {
  std::error_code Failed;
  unsigned Files = 0, Sound = 0;
  for (llvm::sys::fs::recursive_directory_iterator
           I(MODEL_TIDY_SOURCE_DIR "/fixtures", Failed),
       E;
       I != E && !Failed; I.increment(Failed)) {
    if (!StringRef(I->path()).ends_with(".py"))
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(I->path());
    ASSERT_TRUE(Buffer);
    StringRef Text = (*Buffer)->getBuffer();
    ++Files;
    Sound += readsAlike(Text, I->path());
    for (size_t Part = 1; Part < 4; ++Part)
      readsAlike(Text.take_front(Text.size() * Part / 4), I->path());
  }
  EXPECT_GT(Files, 300u);
  EXPECT_GT(Sound * 100, Files * 95);
}

} // namespace
