//===- line_hash_test.cpp - the upload action's vectors -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/line_hash.h"
#include "scanner/report/utf16.h"
#include <gmock/gmock.h>
#include <numeric>

using namespace modeltidy;
using testing::ElementsAre;

namespace {

std::vector<std::string> hashesOf(llvm::StringRef Text) {
  std::vector<uint32_t> All(40);
  std::iota(All.begin(), All.end(), 1);
  std::vector<std::string> Out;
  for (auto &[Line, Hash] : lineHashes(Text, All))
    Out.push_back(Hash);
  return Out;
}

// The expected values are those of the upload action's own tests.

TEST(LineHash, EmptyFile) {
  EXPECT_THAT(hashesOf(""), ElementsAre("c129715d7a2bc9a3:1"));
}

TEST(LineHash, BlanksDoNotCount) {
  EXPECT_THAT(hashesOf(" a\nb\n  \t\tc\n d"),
              ElementsAre("271789c17abda88f:1", "54703d4cd895b18:1",
                          "180aee12dab6264:1", "a23a3dc5e078b07b:1"));
}

TEST(LineHash, EveryLineEndIsOne) {
  auto Same = ElementsAre("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1",
                          "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                          "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1",
                          "c129715d7a2bc9a3:1");
  EXPECT_THAT(hashesOf(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"),
              Same);
  EXPECT_THAT(hashesOf(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"),
              Same);
  EXPECT_THAT(
      hashesOf(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"),
      Same);
}

TEST(LineHash, RepeatedLinesAreNumbered) {
  std::string Text;
  for (int I = 0; I != 10; ++I)
    Text += "Lorem ipsum dolor sit amet.\n";
  EXPECT_THAT(hashesOf(Text),
              ElementsAre("a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2",
                          "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
                          "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
                          "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
                          "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
                          "c129715d7a2bc9a3:1"));
}

TEST(LineHash, OnlyTheLinesAskedFor) {
  auto Found = lineHashes("x = 2\nx = 1\nprint(x)\n", {2, 77});
  EXPECT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found.count(2), 1u);
}

TEST(Utf16, ColumnsCountUnits) {
  llvm::StringRef Line = "a\xC3\xBC\xF0\x9F\x98\x80z"; // a ü 😀 z
  EXPECT_EQ(utf16Column(Line, 1), 1u);
  EXPECT_EQ(utf16Column(Line, 2), 2u);
  EXPECT_EQ(utf16Column(Line, 4), 3u);
  EXPECT_EQ(utf16Column(Line, 8), 5u);
  EXPECT_EQ(utf16Column(Line, 900), 6u);
}

TEST(Utf16, IllFormedBytesAreReplaced) {
  EXPECT_EQ(validUtf8("ok"), "ok");
  EXPECT_EQ(validUtf8("a\xFF"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(validUtf8("\xE2\x82"), "\xEF\xBF\xBD"); // cut short: one
  EXPECT_EQ(validUtf8("\xED\xA0\x80"),              // a surrogate: three
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(validUtf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

} // namespace
