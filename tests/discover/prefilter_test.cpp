//===- prefilter_test.cpp - what files mention ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/prefilter.h"
#include "scanner/discover/suppression_lists.h"
#include "llvm/ADT/StringExtras.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

using testing::ElementsAre;
using testing::IsEmpty;

namespace modeltidy {
namespace {

FileFacts scan(llvm::StringRef Text) { return Prefilter().scanPython(Text); }

std::vector<llvm::StringRef> wordsOf(llvm::StringRef List) {
  llvm::SmallVector<llvm::StringRef> Words;
  List.split(Words, ' ', -1, /*KeepEmpty=*/false);
  return {Words.begin(), Words.end()};
}

// Present and Absent are space-separated lists.
void expectWords(llvm::StringRef Text, llvm::StringRef Present,
                 llvm::StringRef Absent, bool Uncertain = false) {
  FileFacts Facts = scan(Text);
  EXPECT_EQ(Facts.Uncertain, Uncertain) << Text.str();
  for (llvm::StringRef Word : wordsOf(Present))
    EXPECT_TRUE(Facts.Words.contains(Word)) << Word.str() << "\n" << Text.str();
  for (llvm::StringRef Word : wordsOf(Absent))
    EXPECT_FALSE(Facts.Words.contains(Word)) << Word.str() << "\n"
                                             << Text.str();
}

TEST(Prefilter, CodeStringsAndCommentsApart) {
  expectWords("a = b.generate(x)  # comment words\nc = 1", "a b generate x c",
              "comment words");
  expectWords("x = 'quoted' + \"double\"\ny", "x y", "quoted double");
  expectWords("x = '''one\n'two'\n\"three\" # four\n''' + y", "x y",
              "one two three four");
  expectWords("x = 'it\\'s' + y", "x y", "it s");
  expectWords("x = r'\\' + y", "x", "", true); // not Python: unclosed
  expectWords("x = rb'\\\\' + y", "x y", "rb");
  expectWords("x = Rb'a' + bR'b' + u'c' + B\"d\"", "x", "Rb bR u B a b c d");
  expectWords("'''a\\''' b ''' + y", "y", "a b");
  expectWords("x = 'a' 'b'# c\n''\n\"\"\n''''''\ny", "x y", "a b c");
  expectWords("x = 'a\\\nb' + y", "x y", "a b");
  expectWords("x = 0xFF + 1e5 + 10_000j + y2", "x y2", "xFF e5 FF");
  expectWords("x = a\\\n  + b", "x a b", "n");
  expectWords("größe = 数据(1)", "größe 数据", "");
}

TEST(Prefilter, ListsOfSuppressions) {
  EXPECT_THAT(suppressionLists("x  # NOLINT(b-*, -b-c): why\n"
                               "// NOLINTNEXTLINE( a )\n# NOLINTBEGIN(b)\n"
                               "# NOLINTEND(b)"),
              ElementsAre("a", "b", "b-*, -b-c"));
  EXPECT_THAT(suppressionLists("NOLINT NOLINT() NOLINTED(a) NOLIN"), IsEmpty());
  EXPECT_THAT(suppressionLists("# NOLINT(open\nnext)"), ElementsAre("open"));
  FileFacts Facts = Prefilter().scan("a = 1  # NOLINT(x-y)", FileKind::Python);
  EXPECT_THAT(Facts.Suppressions, ElementsAre("x-y"));
  Facts = Prefilter().scan("{\"a\": \"NOLINT(x-y)\"}", FileKind::Json);
  EXPECT_THAT(Facts.Suppressions, IsEmpty());
}

TEST(Prefilter, FStringsHoldCode) {
  expectWords("f'text {name} more {obj.attr(arg)!r:>{width}} end' + y",
              "name obj attr arg width y", "text more end f");
  expectWords("f'{{literal}} {{{real}}}' + y", "real y", "literal");
  expectWords("f'{d[\"key\"]} tail' + y", "d y", "key tail");
  expectWords("f\"{f'{inner}'} tail\" + y", "inner y", "tail");
  expectWords("f'{f'{same}'} tail' + y", "same y", "tail"); // since 3.12
  expectWords("f'''a\n{x}\n'b' {y} '''+ z", "x y z", "a b");
  expectWords("rf'\\{x}\\n' + y", "x y", "n");
  expectWords("f'\\'{x}\\'' + y", "x y", "");
  expectWords("f'{x:#x}' + y", "x y", "");
  expectWords("f'{ {1: a}[b] }' + y", "a b y", "");
  expectWords("f'{(lambda z: z)(a)}' + y", "lambda z a y", "");
  expectWords("f'{x' \ny", "x", "", true);
  expectWords("f'never closed\nz", "z", "never", true);
  expectWords("t'{x} text' + y", "x y", "text");
  std::string Deep;
  for (int I = 0; I < 200; ++I)
    Deep += "f'{";
  EXPECT_TRUE(scan(Deep).Uncertain);
}

TEST(Prefilter, StringsAndThePathsInThem) {
  FileFacts F = scan("a = 'meta-llama/Llama-2-7b'\n"
                     "os.system('python src/train.py --data=out/gen.jsonl')\n"
                     "p = f'{root}/data/{split}_x.jsonl'\n"
                     "q = f'whole.json'\n"
                     "r = 'plain words'\n"
                     "s = ''\n");
  for (const char *String :
       {"meta-llama/Llama-2-7b", "Llama-2-7b", "src/train.py", "train.py",
        "python src/train.py --data=out/gen.jsonl", "out/gen.jsonl",
        "gen.jsonl", "python", "plain", "/data/", "_x.jsonl", "whole.json",
        "plain words"})
    EXPECT_TRUE(F.Strings.contains(llvm::StringRef(String))) << String;
  for (const char *String : {"words", "--data", "data", ""})
    EXPECT_FALSE(F.Strings.contains(llvm::StringRef(String))) << String;
  std::string Long(MaxStringBytes + 1, 'x');
  EXPECT_FALSE(scan("a = '" + Long + "'").Strings.contains(Long));
}

TEST(Prefilter, Imports) {
  EXPECT_THAT(scan("import os, a.b as c\n"
                   "from .x import (y as z,  # note\n   w)\n"
                   "from . import sib\n"
                   "from .. import *\n"
                   "from p.q import r, s\n"
                   "try: import late\nexcept: pass\n"
                   "def f():\n    import inner; import second\n"
                   "from m import a1, \\\n  a2\n"
                   "x = 'import fake'\n"
                   "# import fake\n"
                   "raise A from cause\n"
                   "yield from gen\n")
                  .Imports,
              ElementsAre(".", "..", ".sib", ".x", ".x.w", ".x.y", "a.b",
                          "inner", "late", "m", "m.a1", "m.a2", "os", "p.q",
                          "p.q.r", "p.q.s", "second"));
  EXPECT_THAT(scan("\xEF\xBB\xBFimport a").Imports, ElementsAre("a"));
  EXPECT_THAT(scan("import\nfrom\nfrom x\nfrom x imports y\n").Imports,
              IsEmpty());
}

TEST(Prefilter, Queries) {
  FileFacts F = scan("m = getattr(lib, 'generate')\nm.train()\n");
  EXPECT_TRUE(F.mentionsAny(WordQuery::of({"fit", "train"})));
  EXPECT_FALSE(F.mentionsAny(WordQuery::of({"generate"})));
  EXPECT_TRUE(F.mentionsOrQuotesAny(WordQuery::of({"generate"})));
  EXPECT_FALSE(F.mentionsAny(WordQuery()));
  EXPECT_TRUE(F.mentions("train"));
  EXPECT_FALSE(F.mentions("generate"));
  EXPECT_TRUE(F.quotes("generate"));
  EXPECT_TRUE(scan("x = 'unclosed\n").mentions("anything"));
}

TEST(Prefilter, OtherLanguages) {
  Prefilter P;
  FileFacts Shell = P.scan("python src/train.py --model \"a/b-c\" # see it\n",
                           FileKind::Shell);
  EXPECT_TRUE(Shell.mentions("train"));
  EXPECT_TRUE(Shell.quotes("src/train.py"));
  EXPECT_TRUE(Shell.quotes("train.py"));
  EXPECT_TRUE(Shell.quotes("a/b-c"));
  FileFacts Notebook =
      P.scan(R"({"cells":[{"source":["import os\n","x.generate()\n"]}]})",
             FileKind::Notebook);
  EXPECT_TRUE(Notebook.mentions("generate"));
  EXPECT_TRUE(Notebook.mentions("import"));
  EXPECT_FALSE(Notebook.mentions("nx"));
  FileFacts Yaml = P.scan("base_model: mistralai/Mistral-7B\npath: ./d.jsonl",
                          FileKind::Yaml);
  EXPECT_TRUE(Yaml.mentions("base_model"));
  EXPECT_TRUE(Yaml.quotes("mistralai/Mistral-7B"));
  EXPECT_TRUE(Yaml.quotes("d.jsonl"));
  EXPECT_EQ(P.scan("{\"a\": 1}", FileKind::JsonLines).Words.size(), 0u);
}

TEST(Prefilter, FilesDoNotLeakIntoEachOther) {
  Prefilter P;
  P.scanPython("alpha = 'one'");
  FileFacts Second = P.scanPython("beta = 'two'");
  EXPECT_FALSE(Second.mentions("alpha"));
  EXPECT_FALSE(Second.quotes("one"));
  EXPECT_TRUE(P.scanPython("alpha").mentions("alpha"));
}

TEST(Prefilter, EveryLengthAtEveryPlace) {
  // Words across block borders and at the buffer's end, of every length.
  for (size_t Pad = 0; Pad < 130; ++Pad)
    for (size_t Length = 1; Length < 70; Length += 3) {
      std::string Word(Length, 'w'), Text = std::string(Pad, ' ') + Word;
      auto Exact = std::make_unique<char[]>(Text.size());
      std::copy(Text.begin(), Text.end(), Exact.get());
      FileFacts F = scan(llvm::StringRef(Exact.get(), Text.size()));
      ASSERT_EQ(F.Words.size(), 1u);
      ASSERT_TRUE(F.mentions(Word)) << Pad << " " << Length;
    }
}

TEST(Prefilter, AnyBytesAreSurvived) {
  std::mt19937 Random(1);
  const llvm::StringRef Pieces[] = {
      "'",  "\"",   "'''",  "f'", "rf\"\"\"", "{",   "}", "{{", "\\",
      "\n", "#",    "from", " ",  "import",   "a.b", "(", ")",  ",",
      ":",  "\xFF", "word", "0x", ".",        "/",   "as"};
  Prefilter P;
  for (int Round = 0; Round < 20000; ++Round) {
    std::string Text;
    for (unsigned I = 0, N = Random() % 60; I < N; ++I)
      Text += Pieces[Random() % std::size(Pieces)];
    auto Exact = std::make_unique<char[]>(Text.size());
    std::copy(Text.begin(), Text.end(), Exact.get());
    llvm::StringRef Bytes(Exact.get(), Text.size());
    P.scanPython(Bytes);
    P.scanText(Bytes, Round % 2);
  }
}

TEST(Prefilter, HostileShapesStayLinear) {
  std::string Text;
  for (int I = 0; I < 400000; ++I)
    Text += "from x import (\\\n";
  scan(Text);
  scan(std::string(4 << 20, '\''));
  scan(std::string(4 << 20, '\\') + "'");
  scan("'''" + std::string(4 << 20, '\\') + "'");
  scan("f'" + std::string(4 << 20, '{'));
  scan(std::string(4 << 20, ' ') + "import x");
  scan(std::string(4 << 20, 'x'));
}

TEST(WordSet, SortedAndUniqueAtEverySize) {
  std::mt19937_64 Random(7);
  for (size_t Size : {0, 1, 63, 64, 1000, 16384, 20000}) {
    std::vector<uint64_t> Hashes(Size);
    for (uint64_t &Hash : Hashes)
      Hash = Random() % 4 ? Random() : Random() % 8;
    WordSet Set((llvm::ArrayRef<uint64_t>(Hashes)));
    WordQuery Query(Hashes);
    EXPECT_TRUE(std::is_sorted(Set.hashes().begin(), Set.hashes().end()));
    for (uint64_t Hash : Hashes) {
      EXPECT_TRUE(Set.contains(Hash));
      EXPECT_TRUE(Query.contains(Hash));
    }
    EXPECT_FALSE(Query.contains(123456789));
    EXPECT_EQ(Query.matchesAny(Set), Size != 0);
  }
}

TEST(Prefilter, NotebooksImportInTheirCells) {
  FileFacts Facts = Prefilter().scan(
      R"({"cells": [{"cell_type": "code", "source": ["from lib.a import b\n",
"import c, d as e"]}, {"source": "x = 1\n  import f\ny = 'not import g'"},
{"cell_type": "markdown", "source": ["we import h here"]}]})",
      FileKind::Notebook);
  EXPECT_THAT(Facts.Imports, ElementsAre("c", "d", "f", "lib.a", "lib.a.b"));
  EXPECT_TRUE(Facts.mentions("source"));
}

} // namespace
} // namespace modeltidy
