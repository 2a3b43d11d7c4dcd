//===- twins_test.cpp - one pipeline in three languages -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/report.h"
#include "tests/end_to_end/sandbox.h"
#include <gtest/gtest.h>
#include <set>

using namespace modeltidy::e2e;

namespace {

/// What the flows of a fixture say, but for their places.
std::set<std::string> flowsOf(const std::string &Fixture) {
  TempFolder Copy;
  copyFixture(Fixture, Copy.path());
  ToolRun Run = runTool(jsonArgs(Copy.path()));
  std::set<std::string> Out;
  for (const FoundFlow &F : readReport(Run.Out, Copy.path()).Flows)
    Out.insert(F.Model + " " + F.Verdict + " " + F.Confidence + " " + F.Check);
  return Out;
}

/// The same pipeline as a program, as a notebook and as a shell script gives
/// the same flows.
TEST(TwinsTest, PythonNotebookAndShellGiveTheSameFlows) {
  std::set<std::string> Python = flowsOf("twin_in_python");
  EXPECT_EQ(Python.size(), 1u);
  EXPECT_EQ(flowsOf("twin_in_a_notebook"), Python);
  EXPECT_EQ(flowsOf("twin_in_shell"), Python);
}

} // namespace
