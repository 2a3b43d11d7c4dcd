//===- source_text_test.cpp - encodings -----------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/source_text.h"
#include "llvm/Support/JSON.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::ElementsAre;
using testing::IsEmpty;

namespace modeltidy {
namespace {

SourceText decode(llvm::StringRef Bytes, FileKind Kind = FileKind::Python) {
  return decodeText(llvm::MemoryBuffer::getMemBufferCopy(Bytes), Kind);
}

TEST(SourceText, Utf8IsTakenAsItIs) {
  SourceText T = decode("größe = '数据😀'\n");
  EXPECT_EQ(T.text(), "größe = '数据😀'\n");
  EXPECT_THAT(T.Limits, IsEmpty());
  EXPECT_FALSE(T.HasBom);
  EXPECT_TRUE(decode("\xEF\xBB\xBFx").HasBom);
  EXPECT_EQ(decode("").text(), "");
}

TEST(SourceText, InvalidUtf8KeepsItsOffsets) {
  SourceText T = decode("a = 1\nb = '\xFF\xE4'\n");
  EXPECT_EQ(T.text(), "a = 1\nb = '\?\?'\n");
  EXPECT_THAT(T.Limits,
              ElementsAre("not valid UTF-8: 2 bytes, first at line 2, read as "
                          "'?'"));
  T = decode("# -*- coding: Latin-1 -*-\nb = '\xE4'\n");
  EXPECT_THAT(T.Limits,
              ElementsAre("not valid UTF-8: 1 byte, at line 2, read as '?' "
                          "(the file declares 'latin-1')"));
}

TEST(SourceText, AnyBytesBecomeValidText) {
  for (unsigned A = 0; A < 256; ++A)
    for (unsigned B = 0; B < 256; ++B) {
      char Bytes[] = {'x', char(A), char(B), 'y', char(B)};
      SourceText T = decode(llvm::StringRef(Bytes, 5), FileKind::Yaml);
      EXPECT_TRUE(llvm::json::isUTF8(T.text()));
      EXPECT_EQ(T.text().size(), 5u);
    }
}

TEST(SourceText, Utf16IsConverted) {
  SourceText T = decode(llvm::StringRef("\xFF\xFE"
                                        "a\0\n\0\xE4\0",
                                        8));
  EXPECT_TRUE(T.text().ends_with("a\nä"));
  EXPECT_EQ(T.Limits.size(), 1u);
  T = decode(llvm::StringRef("\xFE\xFF\0a\0b", 6));
  EXPECT_TRUE(T.text().ends_with("ab"));
  T = decode("\xFF\xFE"); // nothing behind the mark
  EXPECT_TRUE(llvm::json::isUTF8(T.text()));
}

TEST(SourceText, DeclaredCoding) {
  EXPECT_EQ(declaredCoding("# coding: utf-8\n"), "utf-8");
  EXPECT_EQ(declaredCoding("#!/x\n# -*- coding: CP1252 -*-"), "cp1252");
  EXPECT_EQ(declaredCoding("#\n#\n# coding: late"), "");
  EXPECT_EQ(declaredCoding("x = 'coding: no'"), "");
}

TEST(SourceText, HeadsOfDataKeepWholeLines) {
  MemorySource S;
  S.add("d.jsonl", "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
  S.add("d.json", "[1,2,3,4,5,6]");
  DiscoverOptions Options;
  Options.Limits.MaxFileBytes = 10;
  Options.Limits.HeadBytes = 10;
  Discovery D = llvm::cantFail(discoverIn(S, Options));
  SourceText Lines =
      llvm::cantFail(readText(S, *D.find("d.jsonl"), Options.Limits));
  EXPECT_EQ(Lines.text(), "{\"a\":1}\n");
  EXPECT_TRUE(Lines.Truncated);
  SourceText Json =
      llvm::cantFail(readText(S, *D.find("d.json"), Options.Limits));
  EXPECT_EQ(Json.text(), "[1,2,3,4,5");
}

TEST(SourceText, ReadErrorsAreReturned) {
  MemorySource S;
  S.add("a.py", "x");
  S.fail("a.py", "Input/output error");
  SourceFile File;
  File.Path = "a.py";
  auto Text = readText(S, File);
  ASSERT_FALSE(bool(Text));
  EXPECT_EQ(llvm::toString(Text.takeError()), "Input/output error");
}

} // namespace
} // namespace modeltidy
