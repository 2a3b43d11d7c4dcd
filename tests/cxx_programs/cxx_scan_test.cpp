//===-- cxx_scan_test.cpp -------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/include_paths.h"
#include "scanner/discover/prefilter.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

FileFacts scan(llvm::StringRef Text) {
  return Prefilter().scan(Text, FileKind::Cxx);
}

TEST(CxxScan, TellsCodeFromTextsAndComments) {
  FileFacts F = scan("int alpha; // beta\n/* gamma */ \"delta\" 'e' "
                     "1'000'000 omega R\"x(eta \" )\" )x\" last");
  for (const char *Word : {"alpha", "omega", "last"})
    EXPECT_TRUE(F.mentions(Word)) << Word;
  for (const char *Word : {"beta", "gamma", "delta", "eta"})
    EXPECT_FALSE(F.mentions(Word)) << Word;
  EXPECT_TRUE(F.quotes("delta"));
  EXPECT_FALSE(F.Uncertain);
}

TEST(CxxScan, IncludesAreImports) {
  FileFacts F = scan("#include <a/b.h>\n#  include \"c.h\"\n// #include <d>\n");
  EXPECT_THAT(F.Imports, testing::ElementsAre("a/b.h", "c.h"));
}

TEST(CxxScan, UnterminatedTextsEnd) {
  EXPECT_TRUE(scan("R\"x(never ends").Uncertain);
  EXPECT_TRUE(scan("\"open\nalpha").mentions("alpha"));
  EXPECT_FALSE(scan("/* open\nalpha").mentions("alpha"));
  for (const char *Text : {"/", "#", "\"", "'\\", "R\"", "#include", "/*"})
    scan(Text);
}

TEST(IncludePaths, TheNearestFileCounts) {
  IncludePaths Paths;
  unsigned Id = 0;
  for (const char *Path :
       {"a/x.h", "b/x.h", "include/lib/y.h", "src/y.cpp", "a/x.cpp"})
    Paths.add(Path, Id++);
  EXPECT_EQ(Paths.find("a/main.cpp", "x.h"), 0u);
  EXPECT_EQ(Paths.find("b/main.cpp", "../b/x.h"), 1u);
  EXPECT_EQ(Paths.find("src/y.cpp", "lib/y.h"), 2u);
  EXPECT_EQ(Paths.find("src/y.cpp", "vector"), std::nullopt);
  llvm::SmallVector<uint32_t, 2> Found;
  Paths.partners("a/x.h", Found);
  EXPECT_THAT(Found, testing::ElementsAre(4));
  Found.clear();
  Paths.partners("include/lib/y.h", Found);
  EXPECT_THAT(Found, testing::ElementsAre(3));
}

} // namespace
} // namespace modeltidy
