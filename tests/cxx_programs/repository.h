//===-- repository.h - Small C++ repositories to scan -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_CXX_PROGRAMS_REPOSITORY_H
#define MODEL_TIDY_TESTS_CXX_PROGRAMS_REPOSITORY_H

#include "tests/end_to_end/sandbox.h"

namespace modeltidy {

using e2e::TempFolder;
using e2e::ToolRun;

inline ToolRun scan(const TempFolder &Repo, std::vector<std::string> More = {},
                    e2e::RunOptions Options = {}) {
  std::vector<std::string> Args = e2e::jsonArgs(Repo.path());
  Args.insert(Args.end(), More.begin(), More.end());
  return e2e::runTool(Args, std::move(Options));
}

/// A trainer that reads out.txt.
inline const std::string Train =
    "from datasets import load_dataset\nfrom trl import SFTTrainer\n"
    "SFTTrainer(model='EleutherAI/pythia-160m', train_dataset="
    "load_dataset('text', data_files='out.txt', split='train')).train()\n";

/// A generator that writes it; Model stands where the path of the weights does.
inline std::string generator(const std::string &Head,
                             const std::string &Model) {
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

/// Programs that make a compiler run away; Limit is what the scan then says.
struct Bomb {
  const char *Name, *Head, *Limit;
};

inline const Bomb Bombs[] = {
    {"Templates",
     "template <int N, int M> struct A { static constexpr int v = "
     "A<N - 1, M * 2>::v + A<N - 1, M * 2 + 1>::v; };\n"
     "template <int M> struct A<0, M> { static constexpr int v = 1; };"
     "\nint bomb = A<30, 1>::v;",
     "more than 1000000 instantiations"},
    {"EndlessTemplates",
     "template <int N> struct A { static constexpr int v = "
     "A<N + 1>::v; };\nint bomb = A<0>::v;",
     ""},
    {"Macros",
     "#define A(x) x x x x x x x x x x\n"
     "#define B A(A(A(A(A(A(A(A(A(A(0;))))))))))\nvoid bomb() { B }",
     "more than 10000000 tokens"},
    {"MacrosThatNameThemselves",
     "#define A B A\n#define B A B\n#define C(x) C(C(x))\nint bomb = C(A);",
     ""},
    {"Unterminated", "const char *bomb = \"abc\nauto c = 'a\n#if 1\n", ""},
    {"Itself", "#include \"gen.cpp\"\n#include \"gen.cpp\"", ""},
    {"Devices", "#include \"/dev/zero\"\n#include \"/dev/stdin\"", ""},
    {"Loops",
     "constexpr int f(int n) { int s = 0; while (true) s += n; return "
     "s; }\nconstexpr int bomb = f(1);",
     ""}};

} // namespace modeltidy

#endif // MODEL_TIDY_TESTS_CXX_PROGRAMS_REPOSITORY_H
