//===-- hostile_test.cpp --------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Programs that make a compiler run away end at a count, which is said, and the
// base layer's answer stands: in little time and memory with Clang or without.
//
//===----------------------------------------------------------------------===//

#include "tests/cxx_programs/repository.h"
#include "llvm/Support/Compiler.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::HasSubstr;

/// Clang's own limits are above what the counts let it take.
[[maybe_unused]] constexpr uint64_t BaseMegabytes = 256, ClangMegabytes = 1536;
[[maybe_unused]] constexpr double BaseCpuSeconds = 10, ClangCpuSeconds = 30;

/// Sanitizers take several times of both.
void expectSmall(const ToolRun &Run, [[maybe_unused]] bool WithClang) {
  EXPECT_EQ(Run.Failure, "");
#if !LLVM_ADDRESS_SANITIZER_BUILD
  EXPECT_LT(Run.PeakMegabytes, WithClang ? ClangMegabytes : BaseMegabytes);
  EXPECT_LT(Run.CpuSeconds, WithClang ? ClangCpuSeconds : BaseCpuSeconds);
#endif
}

/// A run that is not over then is stopped and has failed.
constexpr unsigned Seconds = 100;

class CxxBombs : public testing::TestWithParam<Bomb> {};

TEST_P(CxxBombs, EndAtACount) {
  TempFolder Repo;
  Repo.add("gen.cpp", generator(GetParam().Head, "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Base = scan(Repo, {"--no-clang"}, {.Seconds = Seconds});
  EXPECT_THAT(Base.Out, HasSubstr("license-output-training"));
  expectSmall(Base, /*WithClang=*/false);
#ifdef MODEL_TIDY_WITH_CLANG
  ToolRun Run = scan(Repo, {}, {.Seconds = Seconds});
  EXPECT_THAT(Run.Out, HasSubstr("license-output-training"));
  EXPECT_THAT(Run.Out, HasSubstr(GetParam().Limit));
  expectSmall(Run, /*WithClang=*/true);
#endif
}

INSTANTIATE_TEST_SUITE_P(Hostile, CxxBombs, testing::ValuesIn(Bombs),
                         [](const testing::TestParamInfo<Bomb> &I) {
                           return I.param.Name;
                         });

#ifdef MODEL_TIDY_WITH_CLANG
TEST(CxxHostile, ManyHeadersEndAtACount) {
  TempFolder Repo;
  std::string All;
  for (unsigned I = 0; I < 10000; ++I) {
    std::string Name = "h" + std::to_string(I) + ".h";
    Repo.add(Name, "#pragma once\n");
    All += "#include \"" + Name + "\"\n";
  }
  Repo.add("gen.cpp", generator(All, "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Run = scan(Repo, {}, {.Seconds = Seconds});
  expectSmall(Run, /*WithClang=*/true);
  EXPECT_THAT(Run.Out, HasSubstr("more than 4000 headers"));
  EXPECT_THAT(Run.Out, HasSubstr("license-output-training"));
}
#endif

} // namespace
} // namespace modeltidy
