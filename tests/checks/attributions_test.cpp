//===- attributions_test.cpp - what code says of a model's license --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/attributions.h"
#include <gtest/gtest.h>

using namespace modeltidy;

namespace {

Attribution only(llvm::StringRef Text) {
  std::vector<Attribution> All = attributionsIn(Text);
  EXPECT_EQ(All.size(), 1u) << Text.str();
  return All.empty() ? Attribution() : All.front();
}

TEST(Attributions, AHeaderHasModelAndLicense) {
  for (llvm::StringRef Text : {"# Model: acme/a\n# License: MIT\nimport os\n",
                               "\"\"\"Serves.\n\nModel: acme/a\nLicense: MIT\n"
                               "\"\"\"\n",
                               "/*\n * Model: acme/a\n * License: MIT\n */\n",
                               "// Model: acme/a\n// License: MIT\n"}) {
    Attribution A = only(Text);
    EXPECT_EQ(A.Model, "acme/a");
    EXPECT_EQ(A.License, "MIT");
    EXPECT_FALSE(A.OfApi);
    EXPECT_EQ(Text.slice(A.Begin, A.End), "acme/a");
  }
}

TEST(Attributions, WhatStandsFurtherDownIsNoHeader) {
  EXPECT_TRUE(
      attributionsIn("import os\n# Model: a\n# License: MIT\n").empty());
  EXPECT_TRUE(
      attributionsIn("# Model: a\n#\n#\n#\n#\n#\n# License: MIT\n").empty());
  EXPECT_TRUE(attributionsIn("# SPDX-License-Identifier: MIT\n").empty());
}

TEST(Attributions, AnApiTellsItsModel) {
  Attribution A = only("r = {\"model_info\": {\"name\": \"acme/a\", "
                       "'license': 'MIT', \"attribution\": \"by Acme\"}}\n");
  EXPECT_EQ(A.Model, "acme/a");
  EXPECT_EQ(A.License, "MIT");
  EXPECT_EQ(A.Credit, "by Acme");
  EXPECT_TRUE(A.OfApi);
  A = only("x = Answer(model_info=dict(name='acme/a'))\n");
  EXPECT_EQ(A.Model, "acme/a");
  EXPECT_EQ(A.License, "");
  A = only("model_info:\n  name: acme/a\n  license: MIT\nother:\n"
           "  attribution: x\n");
  EXPECT_EQ(A.License, "MIT");
  EXPECT_EQ(A.Credit, "");
}

TEST(Attributions, WhatTheRunDecidesIsNotRead) {
  EXPECT_TRUE(attributionsIn("model_info = {\"name\": name}").empty());
  EXPECT_TRUE(attributionsIn("model_info = get_info(model)\n").empty());
  EXPECT_TRUE(attributionsIn("model_info = {\"name\": \"open").empty());
  EXPECT_TRUE(attributionsIn("model_info").empty());
}

} // namespace
