//===- shown_paths_test.cpp - names of files for people -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/shown_paths.h"
#include <filesystem>
#include <gtest/gtest.h>

using namespace modeltidy;

namespace {

std::string shown(const std::string &Root, const std::string &File,
                  const std::string &Asked) {
  Discovery Found;
  Found.Root = Root;
  Found.Files.push_back({File, FileKind::Python, false, true, {}});
  return ShownPaths(Found)(Asked);
}

TEST(ShownPaths, OpenFromTheCurrentFolder) {
  const std::filesystem::path Here = std::filesystem::current_path();
  const std::string Name = Here.filename();
  const std::string Above = Here.parent_path();
  EXPECT_EQ(shown(Here, "a/b.py", "a/b.py"), "a/b.py");
  EXPECT_EQ(shown(Here / "x", "a/b.py", "a/b.py"), "x/a/b.py");
  EXPECT_EQ(shown(Above, Name + "/b.py", Name + "/b.py"), "b.py");
  EXPECT_EQ(shown(Above, "other/b.py", "other/b.py"), "../other/b.py");
  EXPECT_EQ(shown("/no/such", "b.py", "b.py"), "/no/such/b.py");
  EXPECT_EQ(shown(Here / "x", "b.py", "../.model-tidy.yaml"),
            ".model-tidy.yaml");
  // What the command line names lies nowhere in the root.
  EXPECT_EQ(shown(Here / "x", "b.py", "--config"), "--config");
}

} // namespace
