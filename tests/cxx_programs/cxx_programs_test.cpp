//===-- cxx_programs_test.cpp ---------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_flags.h"
#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using e2e::TempFolder;
using e2e::ToolRun;
using testing::HasSubstr;
using testing::Not;

ToolRun scan(const TempFolder &Repo, std::vector<std::string> More = {}) {
  std::vector<std::string> Args = e2e::jsonArgs(Repo.path());
  Args.insert(Args.end(), More.begin(), More.end());
  return e2e::runTool(Args);
}

const std::string Train =
    "from datasets import load_dataset\nfrom trl import SFTTrainer\n"
    "SFTTrainer(model='EleutherAI/pythia-160m', train_dataset="
    "load_dataset('text', data_files='out.txt', split='train')).train()\n";

/// A generator; Model stands where the path of the weights does.
std::string generator(const std::string &Head, const std::string &Model) {
  return Head +
         "\n#include \"llama.h\"\n#include <fstream>\nint main() {\n"
         "  auto *model = llama_model_load_from_file(" +
         Model +
         ", llama_model_default_params());\n"
         "  auto *ctx = llama_init_from_model(model, {});\n"
         "  std::ofstream out(\"out.txt\");\n"
         "  out << common_token_to_piece(ctx, common_sampler_sample(s, ctx, "
         "-1));\n}\n";
}

#ifdef MODEL_TIDY_WITH_CLANG
TEST(CxxPrograms, ClangKnowsWhatMacrosExpandTo) {
  TempFolder Repo;
  Repo.add("include/paths.h", "#pragma once\n#define DIR \"weights/\"\n"
                              "#define MODEL DIR \"llama-2-7b-chat.gguf\"\n");
  Repo.add("src/gen.cpp", generator("#include \"paths.h\"", "MODEL"));
  Repo.add("train.py", Train);
  EXPECT_THAT(scan(Repo).Out, HasSubstr("weights/llama-2-7b-chat.gguf"));
  EXPECT_THAT(scan(Repo, {"--no-clang"}).Out,
              Not(HasSubstr("weights/llama-2-7b-chat.gguf")));
}

TEST(CxxPrograms, ClangKnowsOverloadsAndTemplates) {
  TempFolder Repo;
  Repo.add("gen.cpp",
           generator("const char *pick(int) { return \"llama-2-7b.gguf\"; }\n"
                     "const char *pick(double) { return \"phi-2.gguf\"; }\n",
                     "pick(1.0)"));
  Repo.add("train.py", Train);
  EXPECT_THAT(scan(Repo).Out, Not(HasSubstr("\"prohibited\"")));
  EXPECT_THAT(scan(Repo).Out, HasSubstr("output of 'phi-2.gguf'"));
  EXPECT_THAT(scan(Repo, {"--no-clang"}).Out, HasSubstr("\"prohibited\""));
}

TEST(CxxPrograms, FlagsComeFromTheDatabase) {
  TempFolder Repo;
  Repo.add("gen.cpp", generator("", "MODEL"));
  Repo.add("train.py", Train);
  EXPECT_THAT(scan(Repo).Out, Not(HasSubstr("llama-2-13b.gguf")));
  Repo.add("compile_commands.json",
           R"([{"directory": ".", "file": "gen.cpp", "arguments":
               ["c++", "-DMODEL=\"llama-2-13b.gguf\"", "-c", "gen.cpp"]}])");
  EXPECT_THAT(scan(Repo).Out, HasSubstr("llama-2-13b.gguf"));
}

/// Programs that make a compiler run away end at a count, which is said, and
/// the base layer's answer stands.
struct Bomb {
  const char *Name, *Head, *Limit;
};

class CxxBombs : public testing::TestWithParam<Bomb> {};

TEST_P(CxxBombs, EndAtACount) {
  TempFolder Repo;
  Repo.add("gen.cpp", generator(GetParam().Head, "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Run = scan(Repo);
  EXPECT_EQ(Run.Failure, "");
  EXPECT_THAT(Run.Out, HasSubstr("license-output-training"));
  EXPECT_THAT(Run.Out, HasSubstr(GetParam().Limit));
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, CxxBombs,
    testing::Values(
        Bomb{"Templates",
             "template <int N, int M> struct A { static constexpr int v = "
             "A<N - 1, M * 2>::v + A<N - 1, M * 2 + 1>::v; };\n"
             "template <int M> struct A<0, M> { static constexpr int v = 1; };"
             "\nint bomb = A<30, 1>::v;",
             "more than 1000000 instantiations"},
        Bomb{"EndlessTemplates",
             "template <int N> struct A { static constexpr int v = "
             "A<N + 1>::v; };\nint bomb = A<0>::v;",
             ""},
        Bomb{"Macros",
             "#define A(x) x x x x x x x x x x\n"
             "#define B A(A(A(A(A(A(A(A(A(A(0;))))))))))\nvoid bomb() { B }",
             "more than 10000000 tokens"},
        Bomb{"Itself", "#include \"gen.cpp\"\n#include \"gen.cpp\"", ""},
        Bomb{"Devices", "#include \"/dev/zero\"\n#include \"/dev/stdin\"", ""},
        Bomb{"Loops",
             "constexpr int f(int n) { int s = 0; while (true) s += n; return "
             "s; }\nconstexpr int bomb = f(1);",
             ""}),
    [](const testing::TestParamInfo<Bomb> &I) { return I.param.Name; });

TEST(CxxPrograms, ManyHeadersEndAtACount) {
  TempFolder Repo;
  std::string All;
  for (unsigned I = 0; I < 10000; ++I) {
    std::string Name = "h" + std::to_string(I) + ".h";
    Repo.add(Name, "#pragma once\n");
    All += "#include \"" + Name + "\"\n";
  }
  Repo.add("gen.cpp", generator(All, "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Run = scan(Repo);
  EXPECT_EQ(Run.Failure, "");
  EXPECT_THAT(Run.Out, HasSubstr("more than 4000 headers"));
  EXPECT_THAT(Run.Out, HasSubstr("license-output-training"));
}
#endif

TEST(CxxPrograms, TheBaseLayerNeedsNoClang) {
  TempFolder Repo;
  Repo.add("gen.cpp", generator("", "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Run = scan(Repo, {"--no-clang"});
  EXPECT_THAT(Run.Out, HasSubstr("license-output-training"));
}

TEST(CxxPrograms, FindingsAreSuppressedByComments) {
  TempFolder Repo;
  Repo.add("net.cpp", "#include <torch/script.h>\nvoid f() {\n"
                      "  auto t = torch::jit::load(\"llama-2-7b.pt\");\n"
                      "  torch::Tensor y;\n  { torch::NoGradGuard g; y = "
                      "t.forward({x}).toTensor(); }\n"
                      "  auto loss = torch::mse_loss(net->forward(x), y);\n"
                      "  // NOLINTNEXTLINE(license-output-training): ours\n"
                      "  loss.backward();\n}\n");
  ToolRun Run = scan(Repo);
  EXPECT_THAT(Run.Out, HasSubstr("\"suppressed\""));
  EXPECT_THAT(Run.Out, HasSubstr("\"justification\": \"ours\""));
  EXPECT_THAT(Run.Out, HasSubstr("\"diagnostics\": []"));
}

/// Other programs' names, and a program that nobody built.
TEST(CxxPrograms, AMakefileRunsWhatItBuilds) {
  TempFolder Repo;
  Repo.add("src/main.cpp", generator("", "argv[1]"));
  Repo.add("train.py", Train);
  Repo.add("Makefile", "all:\n\tg++ -O2 -o gen src/main.cpp -lllama\n"
                       "\t./gen llama-2-7b.gguf\n\tpython train.py\n");
  EXPECT_THAT(scan(Repo).Out, HasSubstr("license-output-training"));
  Repo.add("Makefile", "all:\n\tg++ -O2 -o gen src/main.cpp -lllama\n"
                       "\t./other llama-2-7b.gguf\n\tpython train.py\n");
  EXPECT_THAT(scan(Repo).Out, Not(HasSubstr("\"verdict\"")));
}

TEST(CxxPrograms, FlagsThatRunSomethingAreNotTaken) {
  EXPECT_THAT(safeFlags({"c++", "-fplugin=evil.so", "-Xclang", "-load", "-DA=1",
                         "-D", "B", "-Iinc", "-isystem", "/usr/x", "@file",
                         "-o", "out", "-std=c++17", "-include", "/dev/zero"},
                        "/repo"),
              testing::ElementsAre("-DA=1", "-DB", "-I/repo/inc",
                                   "-isystem/usr/x", "-std=c++17"));
}

} // namespace
} // namespace modeltidy
