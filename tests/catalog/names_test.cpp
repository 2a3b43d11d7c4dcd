//===- names_test.cpp - parts of names, required literals ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/names.h"

#include "scanner/catalog/literals.h"

#include <gtest/gtest.h>

using namespace modeltidy;
using testing::Test;

namespace {

TEST(Names, BareNameDropsWhatIsNoPartOfAnId) {
  EXPECT_EQ(bareName(" Meta-Llama/Llama-2-7b/ "), "meta-llama/llama-2-7b");
  EXPECT_EQ(bareName("https://huggingface.co/a/b/resolve/main/x.bin"), "a/b");
  EXPECT_EQ(bareName("hf://datasets/a/b@v1/data/x.parquet"), "a/b");
  EXPECT_EQ(bareName("https://huggingface.co/gpt2"), "gpt2");
  EXPECT_EQ(bareName("C:\\models\\X"), "c:/models/x");
  EXPECT_EQ(bareName(""), "");
}

TEST(Names, LocalPathsLookLocal) {
  for (const char *Path : {"/a", "./a", "../a", "~/a", "c:/a", "D:\\a"})
    EXPECT_TRUE(looksLocal(Path)) << Path;
  for (const char *Id : {"a/b", "a", "hf.co/a/b", "llama2:13b", ""})
    EXPECT_FALSE(looksLocal(Id)) << Id;
}

TEST(Names, LastParts) {
  EXPECT_EQ(lastParts("/a/b/c", 1), "c");
  EXPECT_EQ(lastParts("/a/b/c", 2), "b/c");
  EXPECT_EQ(lastParts("/a/b/c", 9), "/a/b/c");
  EXPECT_EQ(lastParts("c", 1), "c");
  EXPECT_EQ(lastParts("", 2), "");
}

TEST(Literals, NamesWhatAMatchMustHold) {
  Literals L = requiredLiterals("(^|/)llama-(2|3)-chat");
  EXPECT_TRUE(L.All.empty() || L.Any.empty());
  EXPECT_FALSE(L.All.empty() && L.Any.empty());
  L = requiredLiterals("(^|[/:@ ])Mistral-.*-Instruct");
  EXPECT_EQ(L.All, (std::vector<std::string>{"-instruct", "mistral-"}));
  L = requiredLiterals("(opt|bart)-large");
  EXPECT_EQ(L.Any, (std::vector<std::string>{"bart-large", "opt-large"}));
}

TEST(Literals, AnyIdMayMatchAPatternWithoutThem) {
  for (const char *Pattern : {"^.$", "[0-9]+", "a?", "("}) {
    Literals L = requiredLiterals(Pattern);
    EXPECT_TRUE(L.All.empty() && L.Any.empty()) << Pattern;
  }
}

} // namespace
