//===-- cxx_programs_test.cpp ---------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_flags.h"
#include "tests/cxx_programs/repository.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::HasSubstr;
using testing::Not;

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
                     "const char *pick(double) { return \"stories.gguf\"; }\n",
                     "pick(1.0)"));
  Repo.add("train.py", Train);
  EXPECT_THAT(scan(Repo).Out, Not(HasSubstr("\"prohibited\"")));
  EXPECT_THAT(scan(Repo).Out, HasSubstr("output of 'stories.gguf'"));
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
  EXPECT_THAT(scan(Repo).Err, Not(HasSubstr("compile_commands")));
}

/// The database of a checkout elsewhere counts for the files that it had.
TEST(CxxPrograms, ADatabaseOfAnotherFolderIsToldOf) {
  TempFolder Repo;
  Repo.add("src/gen.cpp", generator("#include <model.h>", "MODEL"));
  Repo.add("inc/deep/model.h", "#define MODEL DIR \"llama-2-13b.gguf\"\n");
  Repo.add("train.py", Train);
  Repo.add("compile_commands.json",
           R"([{"directory": "/home/u/demo/build", "command":
               "c++ -DDIR=\\\"w/\\\" -I/home/u/demo/inc/deep -c ../src/gen.cpp",
               "file": "../src/gen.cpp"}])");
  ToolRun Run = scan(Repo);
  EXPECT_THAT(Run.Out, HasSubstr("w/llama-2-13b.gguf"));
  EXPECT_THAT(Run.Err, HasSubstr("written for the folder '/home/u/demo'"));
  Repo.add("compile_commands.json",
           R"([{"directory": "/home/u/else", "command": "c++ -c x.cpp",
               "file": "x.cpp"}])");
  EXPECT_THAT(scan(Repo).Err, HasSubstr("flags are guessed"));
}
#endif

TEST(CxxPrograms, TheBaseLayerNeedsNoClang) {
  TempFolder Repo;
  Repo.add("gen.cpp", generator("", "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Run = scan(Repo, {"--no-clang"});
  EXPECT_THAT(Run.Out, HasSubstr("license-output-training"));
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

/// Scripts that try a C++ program a thousand times leave room for Python's.
TEST(CxxPrograms, PythonIsLaunchedBeforeCxx) {
  TempFolder Repo;
  Repo.add("bench.cpp", "int main(int argc, char **argv) {\n  auto *m = "
                        "llama_model_load_from_file(argv[1], {});\n}\n");
  Repo.add("ask.py", "import sys\nfrom openai import OpenAI\n"
                     "with open(sys.argv[2], 'w') as out:\n  out.write("
                     "OpenAI().chat.completions.create(model=sys.argv[1], "
                     "messages=[]).choices[0].message.content)\n");
  Repo.add("train.py", Train);
  std::string Script = "#!/bin/sh\ng++ -o bench bench.cpp\n";
  for (unsigned I = 0; I < 1100; ++I)
    Script += "./bench m" + std::to_string(I) + ".gguf\n";
  Repo.add("run.sh", Script + "python ask.py gpt-4-turbo out.txt\n");
  std::string Out = scan(Repo, {"--no-clang"}).Out;
  EXPECT_THAT(Out, HasSubstr("output of 'gpt-4-turbo'"));
  EXPECT_THAT(Out, HasSubstr("more than 1000 command lines"));
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
