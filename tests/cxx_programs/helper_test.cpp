//===-- helper_test.cpp ---------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whatever becomes of model-tidy-cxx is a named limit, and the base layer's
// answer stands. A copy of the program stands beside a helper that does harm.
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_process.h"
#include "tests/cxx_programs/repository.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A folder with the program alone, or with that script as its helper.
class Installed {
public:
  explicit Installed(const std::string &Script) {
    fs::copy_file(MODEL_TIDY_BINARY, program());
    if (Script.empty())
      return;
    Folder.add("model-tidy-cxx", "#!/bin/sh\n" + Script + "\n");
    fs::permissions(Folder.path() / "model-tidy-cxx", fs::perms::owner_all);
  }
  std::string program() const { return Folder.path() / "model-tidy"; }

private:
  TempFolder Folder;
};

/// What is found, without the line that counts files and limits.
std::string findings(const ToolRun &Run) {
  return llvm::StringRef(Run.Out).rsplit("\nmodel-tidy: ").first.str();
}

struct Harm {
  const char *Name, *Script, *Limit;
};

class CxxHelper : public testing::TestWithParam<Harm> {};

TEST_P(CxxHelper, HarmIsANamedLimit) {
  TempFolder Repo;
  Repo.add("gen.cpp", generator("", "\"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  Installed Copy(GetParam().Script);
  e2e::RunOptions Options;
  Options.Program = Copy.program();
  ToolRun Run = scan(Repo, {"--format=text"}, Options);
  ToolRun Base = scan(Repo, {"--format=text", "--no-clang"}, Options);
  EXPECT_THAT(Base.Out, HasSubstr("license-output-training"));
  EXPECT_EQ(findings(Run), findings(Base));
  EXPECT_EQ(Run.Status, Base.Status);
  EXPECT_THAT(Run.Err, AllOf(HasSubstr(GetParam().Limit),
                             HasSubstr("C++ is read by its names alone")));
  EXPECT_THAT(Base.Err, Not(HasSubstr("by its names alone")));
  EXPECT_THAT(scan(Repo, {}, Options).Out, HasSubstr(GetParam().Limit));
}

INSTANTIATE_TEST_SUITE_P(
    Harm, CxxHelper,
    testing::Values(
        Harm{"Missing", "", "model-tidy-cxx is not beside model-tidy"},
        Harm{"NoLibrary", "exit 127", "libclang-cpp is not installed"},
        Harm{"Crash", "kill -SEGV $$", "Clang crashed (Segmentation fault)"},
        Harm{"Abort", "kill -ABRT $$", "Clang crashed (Aborted)"},
        Harm{"Kill", "kill -KILL $$", "Clang crashed (Killed)"},
        Harm{"ProcessorTime", "kill -XCPU $$",
             "Clang took more than 30 s of the processor"},
        Harm{"Time", "kill -ALRM $$", "Clang took more than 120 s"},
        Harm{"Count", "exit 10", "Clang met more than 10000000 tokens"},
        Harm{"OtherStatus", "exit 3", "Clang failed"},
        Harm{"NoAnswer", "exit 0", "Clang's answer is damaged"},
        Harm{"HalfAnAnswer", "printf 'errors 0\\nMTSB'",
             "Clang's answer is damaged"}),
    [](const testing::TestParamInfo<Harm> &I) { return I.param.Name; });

/// A helper that uses no processor is ended by the program.
TEST(CxxHelper, SleepIsANamedLimit) {
  TempFolder Folder;
  Folder.add("helper", "#!/bin/sh\nexec sleep 60\n");
  fs::path Helper = Folder.path() / "helper";
  fs::permissions(Helper, fs::perms::owner_all);
  CxxAnswer Answer;
  EXPECT_EQ(runHelper({Helper.string(), "gen.cpp"}, "int main() {}",
                      std::chrono::milliseconds(1000), Answer),
            "model-tidy-cxx gave no answer for 1 s");
  Folder.add("helper", "#!/bin/sh\nsleep 0.05; exit 10\n");
  EXPECT_THAT(runHelper({Helper.string(), "gen.cpp"}, "", HelperTime, Answer),
              HasSubstr("tokens"));
}

/// It never starts where it is not wanted: nothing is said of it.
TEST(CxxHelper, IsStartedForCxxThatMattersAlone) {
  Installed Copy("kill -SEGV $$");
  e2e::RunOptions Options;
  Options.Program = Copy.program();
  TempFolder Repo;
  Repo.add("train.py", Train);
  Repo.add("math.cpp", "int add(int a, int b) { return a + b; }\n");
  Repo.add("third_party/gen.cpp", generator("", "\"llama-2-7b.gguf\""));
  EXPECT_THAT(scan(Repo, {}, Options).Out, Not(HasSubstr("Clang")));
}

#ifdef MODEL_TIDY_WITH_CLANG
/// What a run says, and whether Clang read anything in it: a run is told by a
/// helper that counts its starts.
class CountedHelper {
public:
  CountedHelper() {
    fs::copy_file(MODEL_TIDY_BINARY, Folder.path() / "model-tidy");
    Folder.add(
        "model-tidy-cxx",
        "#!/bin/sh\necho x >> " + Starts.string() + "\nexec " +
            (fs::path(MODEL_TIDY_BINARY).parent_path() / "model-tidy-cxx")
                .string() +
            " \"$@\"\n");
    fs::permissions(Folder.path() / "model-tidy-cxx", fs::perms::owner_all);
  }
  ToolRun run(const TempFolder &Repo, std::vector<std::string> More = {}) {
    fs::remove(Starts);
    More.push_back("--cache-dir=" + (Folder.path() / "cache").string());
    e2e::RunOptions Options;
    Options.Program = (Folder.path() / "model-tidy").string();
    return scan(Repo, std::move(More), Options);
  }
  /// Of the last run.
  size_t starts() const {
    return fs::exists(Starts) ? fs::file_size(Starts) / 2 : 0;
  }

private:
  TempFolder Folder;
  fs::path Starts = Folder.path() / "starts";
};

TEST(CxxAnswers, ServeWhileAllTheyRestOnIsTheSame) {
  CountedHelper Helper;
  TempFolder Repo;
  Repo.add("include/model.h", "#define MODEL \"llama-2-7b.gguf\"\n");
  Repo.add("src/gen.cpp", generator("#include \"model.h\"", "MODEL"));
  Repo.add("train.py", Train);
  ToolRun First = Helper.run(Repo);
  EXPECT_EQ(Helper.starts(), 1u);
  EXPECT_THAT(First.Out, HasSubstr("llama-2-7b.gguf"));
  EXPECT_THAT(First.Out, HasSubstr("Clang met "));
  EXPECT_THAT(First.Err, Not(HasSubstr("Clang")));
  Repo.add("train.py", Train + "# more\n");
  EXPECT_EQ(Helper.run(Repo).Out, First.Out);
  EXPECT_EQ(Helper.starts(), 0u) << "another file changed";
  Helper.run(Repo, {"--no-clang"});
  Repo.add("train.py", Train + "# still more\n");
  EXPECT_EQ(Helper.run(Repo).Out, First.Out);
  EXPECT_EQ(Helper.starts(), 0u) << "a run without Clang came between";
  Repo.add("include/model.h", "#define MODEL \"llama-2-13b.gguf\"\n");
  EXPECT_THAT(Helper.run(Repo).Out, HasSubstr("llama-2-13b.gguf"));
  EXPECT_EQ(Helper.starts(), 1u) << "a header changed";
  Repo.add("src/model.h", "#define MODEL \"llama-2-70b.gguf\"\n");
  EXPECT_THAT(Helper.run(Repo).Out, HasSubstr("llama-2-70b.gguf"));
  EXPECT_EQ(Helper.starts(), 1u) << "a header appeared that is found first";
  Repo.add("compile_commands.json",
           R"([{"directory": ".", "file": "src/gen.cpp", "arguments":
               ["c++", "-Iinclude", "-DA=1", "-c", "src/gen.cpp"]}])");
  Helper.run(Repo);
  EXPECT_EQ(Helper.starts(), 1u) << "the flags changed";
}

/// The cache is no other answer: Clang reads in the first run with one, too.
TEST(CxxAnswers, AreTheSameWithACacheAndWithout) {
  CountedHelper Helper;
  TempFolder Repo;
  Repo.add("gen.cpp", generator("#define DIR \"w/\"\n#include \"no.h\"",
                                "DIR \"llama-2-7b.gguf\""));
  Repo.add("train.py", Train);
  ToolRun Without = scan(Repo, {"--no-cache"});
  for (unsigned I = 0; I < 3; ++I)
    EXPECT_EQ(Helper.run(Repo).Out, Without.Out) << I;
}

TEST(CxxHelper, TheBytesAreTheSameEachTime) {
  TempFolder Repo;
  for (unsigned I = 0; I < 2; ++I)
    Repo.add("gen" + std::to_string(I) + ".cpp",
             generator("#define MODEL \"llama-2-" + std::to_string(I) +
                           "b.gguf\"\n#include \"missing.h\"",
                       "MODEL"));
  Repo.add("run.cpp", generator(Bombs[1].Head, "\"phi-2.gguf\""));
  Repo.add("train.py", Train);
  ToolRun First = scan(Repo, {"-j1"});
  EXPECT_THAT(First.Out, HasSubstr("license-output-training"));
  for (std::vector<std::string> More : {std::vector<std::string>{"-j1"},
                                        {"-j2"},
                                        {"-j2", "--shuffle=7"},
                                        {"-j4", "--shuffle=1"}})
    EXPECT_EQ(scan(Repo, More).Out, First.Out) << More.back();
}
#endif

} // namespace
} // namespace modeltidy
