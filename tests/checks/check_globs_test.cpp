//===- check_globs_test.cpp - which checks are meant ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/check_globs.h"
#include <gmock/gmock.h>

using modeltidy::CheckGlobs;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr llvm::StringRef Ids[] = {
    "eu-ai-act-notes", "license-output-conditions", "license-output-training"};

TEST(CheckGlobs, TheLastMatchDecides) {
  CheckGlobs G("*,-license-*,license-output-training");
  EXPECT_TRUE(G.contains("eu-ai-act-notes"));
  EXPECT_FALSE(G.contains("license-output-conditions"));
  EXPECT_TRUE(G.contains("license-output-training"));
}

TEST(CheckGlobs, EmptyAdmitsNothing) {
  EXPECT_FALSE(CheckGlobs("").contains("license-output-training"));
  EXPECT_FALSE(CheckGlobs(" , \n").contains("license-output-training"));
}

TEST(CheckGlobs, StarsMatchAnyRun) {
  EXPECT_TRUE(CheckGlobs("l*-tr*g").contains("license-output-training"));
  EXPECT_TRUE(CheckGlobs("**").contains("x"));
  EXPECT_FALSE(CheckGlobs("l*-tr*x").contains("license-output-training"));
  EXPECT_FALSE(CheckGlobs("license").contains("license-output-training"));
}

TEST(CheckGlobs, WhatMatchesNoCheckIsAMistake) {
  EXPECT_THAT(CheckGlobs("*,-license-*").mistake(Ids), IsEmpty());
  EXPECT_THAT(CheckGlobs("license-output-trainig").mistake(Ids),
              testing::AllOf(HasSubstr("'license-output-trainig'"),
                             HasSubstr("'license-output-training'")));
  EXPECT_THAT(CheckGlobs("-licence-*").mistake(Ids), HasSubstr("licence-*"));
}

} // namespace
