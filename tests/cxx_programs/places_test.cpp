//===-- places_test.cpp ---------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where findings in C++ stand, which comments suppress them, and whose code is
// read: the same in both layers.
//
//===----------------------------------------------------------------------===//

#include "tests/cxx_programs/repository.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Runs without Clang and, where it is built, with it.
std::vector<ToolRun> scanBoth(const TempFolder &Repo,
                              const std::string &Format = "json") {
  std::vector<ToolRun> Out{scan(Repo, {"--no-clang", "--format=" + Format})};
#ifdef MODEL_TIDY_WITH_CLANG
  Out.push_back(scan(Repo, {"--format=" + Format}));
#endif
  return Out;
}

/// A distillation; Step is the line that trains, line 8 of net.cpp.
std::string distillation(const std::string &Before, const std::string &Step) {
  return Before +
         "#include <torch/torch.h>\n"
         "void f(Net net, torch::Tensor x) {\n"
         "  auto t = torch::jit::load(\"llama-2-7b.pt\");\n"
         "  torch::Tensor y;\n"
         "  { torch::NoGradGuard g; y = t.forward({x}).toTensor(); }\n"
         "  auto loss = torch::mse_loss(net->forward(x), y);\n" +
         Step + "\n}\n";
}

TEST(CxxPlaces, MacrosReportTheExpansion) {
  TempFolder Repo;
  Repo.add("net.cpp", "#define STEP(loss, opt) /* both */ \\\n"
                      "  do { \\\n    loss.backward(); \\\n"
                      "    opt.step(); \\\n  } while (0)\n"
                      "#define TEACHER(name) torch::jit::load(name \".pt\")\n"
                      "#include <torch/torch.h>\n"
                      "void f(Net net, torch::Tensor x) {\n"
                      "  auto t = TEACHER(\"llama-2-7b\");\n"
                      "  torch::Tensor y;\n"
                      "  { torch::NoGradGuard g; y = t.forward({x}); }\n"
                      "  auto loss = torch::mse_loss(net->forward(x), y);\n"
                      "  STEP(loss, opt);\n}\n");
  for (const ToolRun &Run : scanBoth(Repo, "text")) {
    EXPECT_THAT(Run.Out, AllOf(HasSubstr("net.cpp:13:3: error"),
                               HasSubstr("net.cpp:9:12: note: loaded here"),
                               HasSubstr("STEP(loss, opt);\n      |   ^~~~")));
    EXPECT_THAT(Run.Out, Not(HasSubstr("net.cpp:3:")));
  }
}

struct Comment {
  const char *Name, *Step;
  bool Suppresses = true;
};

class CxxNolint : public testing::TestWithParam<Comment> {};

TEST_P(CxxNolint, CommentsOfEachForm) {
  TempFolder Repo;
  Repo.add("net.cpp", distillation("", GetParam().Step));
  for (const ToolRun &Run : scanBoth(Repo)) {
    bool Found = llvm::StringRef(Run.Out).contains("\"diagnostics\": []");
    EXPECT_EQ(Found, GetParam().Suppresses) << Run.Out;
    if (GetParam().Suppresses) {
      EXPECT_THAT(Run.Out, HasSubstr("\"justification\": \"ours\""));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Comments, CxxNolint,
    testing::Values(
        Comment{"SameLine",
                "loss.backward(); // NOLINT(license-output-training): ours"},
        Comment{"Block",
                "loss.backward(); /* NOLINT(license-output-training): ours */"},
        Comment{"BlockInFront",
                "/* NOLINT(license-output-training): ours */ loss.backward();"},
        Comment{"NextLine", "// NOLINTNEXTLINE(license-output-training): ours\n"
                            "loss.backward();"},
        Comment{"NextLineInABlock",
                "/* NOLINTNEXTLINE(license-*): ours */\nloss.backward();"},
        Comment{"Documentation",
                "/// NOLINTNEXTLINE(license-*): ours\nloss.backward();"},
        Comment{"Between", "// NOLINTBEGIN(license-output-training): ours\n"
                           "opt.zero_grad();\nloss.backward();\n"
                           "// NOLINTEND(license-output-training)"},
        Comment{"OtherCheck",
                "loss.backward(); // NOLINT(license-territory): ours", false},
        Comment{"InAText",
                "log(\"// NOLINT(license-output-training): ours\");\n"
                "loss.backward();",
                false},
        Comment{"BehindTheEnd",
                "// NOLINTBEGIN(license-output-training): ours\n"
                "// NOLINTEND(license-output-training)\nloss.backward();",
                false}),
    [](const testing::TestParamInfo<Comment> &I) { return I.param.Name; });

TEST(CxxPlaces, ASuppressionStandsAtTheExpansion) {
  TempFolder Repo;
  Repo.add("net.cpp",
           distillation("#define STEP(loss) loss.backward() // NOLINT\n",
                        "STEP(loss); // NOLINT(license-*): ours"));
  for (const ToolRun &Run : scanBoth(Repo))
    EXPECT_THAT(Run.Out, HasSubstr("\"diagnostics\": []"));
  Repo.add("net.cpp",
           distillation("#define STEP(loss) loss.backward() // NOLINT\n",
                        "STEP(loss);"));
  for (const ToolRun &Run : scanBoth(Repo))
    EXPECT_THAT(Run.Out, Not(HasSubstr("\"diagnostics\": []")));
}

TEST(CxxPlaces, TheCodeOfOthersIsNotRead) {
  for (const char *Folder : {"third_party", "vendor", "external", "src"}) {
    TempFolder Repo;
    Repo.add(std::string(Folder) + "/net.cpp",
             distillation("", "loss.backward();"));
    bool Ours = std::string(Folder) == "src";
    for (const ToolRun &Run : scanBoth(Repo))
      EXPECT_EQ(llvm::StringRef(Run.Out).contains("license-output-training"),
                Ours)
          << Folder;
  }
}

TEST(CxxPlaces, LargeHeadersAreLibraries) {
  const std::string Pick =
      "#pragma once\ninline const char *pick() { return \"llama-2-7b.gguf\"; "
      "}\n";
  TempFolder Repo;
  Repo.add("gen.cpp", generator("#include \"pick.hpp\"", "pick()"));
  Repo.add("train.py", Train);
  constexpr size_t Limit = 128u << 10;
  for (size_t Size : {Limit, Limit + 1}) {
    Repo.add("pick.hpp", Pick + std::string(Size - Pick.size(), '\n'));
    for (const ToolRun &Run : scanBoth(Repo)) {
      EXPECT_EQ(llvm::StringRef(Run.Out).contains("license-output-training"),
                Size == Limit);
      EXPECT_EQ(llvm::StringRef(Run.Out).contains(
                    "a header of 128 KiB is taken for a library"),
                Size != Limit);
    }
  }
}

} // namespace
} // namespace modeltidy
