//===- bad_input_test.cpp - hostile and broken input ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each of these stands beside a sound repository with one prohibited flow. The
// bad file gets one clear line in the report's limits, the flow is still
// found, the exit status is the flow's (2 with --strict), nothing crashes and
// nothing takes long.
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/report.h"
#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace modeltidy::e2e;
using testing::HasSubstr;

namespace {

class BadInputTest : public testing::Test {
protected:
  void SetUp() override {
    copyFixture("one_function_does_both", Repo.path());
    // The folder must be open to the user that the tool runs as.
    fs::permissions(Repo.path(), fs::perms(0755));
  }

  /// Scans, and expects the sound flow and one limit for File.
  void expectLimit(const std::string &File, RunOptions Options = {}) {
    Options.Seconds = 20;
    ToolRun Run = runTool(jsonArgs(Repo.path()), Options);
    ASSERT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
    Report Got = readReport(Run.Out, Repo.path());
    EXPECT_EQ(Got.Flows.size(), 1u);
    unsigned Count = 0;
    for (const FoundLimit &Limit : Got.Limits) {
      EXPECT_EQ(Limit.What.find('\n'), std::string::npos);
      Count += Limit.File.find(File) == 0;
    }
    EXPECT_EQ(Count, 1u) << "limits that name " << File << " in " << Run.Out;
    expectTextNames(File, Options);
  }

  /// The text output's summary says that something was left out, and --strict
  /// makes the status 2.
  void expectTextNames(const std::string &File, RunOptions Options) {
    ToolRun Run = runTool({"--strict", Repo.path()}, Options);
    EXPECT_EQ(Run.Status, 2) << Run.Failure << Run.Err;
    EXPECT_THAT(Run.Out + Run.Err, HasSubstr(File));
  }

  TempFolder Repo;
};

TEST_F(BadInputTest, UnreadableFile) {
  Repo.add("secret.py", "import openai\n");
  fs::permissions(Repo.path() / "secret.py", fs::perms::none);
  RunOptions AsNobody;
  AsNobody.WithoutPrivileges = true;
  if (geteuid() == 0 && access("/usr/bin/setpriv", X_OK) != 0)
    GTEST_SKIP() << "root reads everything, and there is no setpriv";
  expectLimit("secret.py", AsNobody);
}

TEST_F(BadInputTest, InvalidUtf8) {
  Repo.add("latin1.py", "import openai\nname = '\xe9t\xe9 \xff'\n"
                        "openai.Completion.create(prompt=name)\n");
  expectLimit("latin1.py");
}

TEST_F(BadInputTest, HugeFile) {
  Repo.add("huge.py", "import openai\n");
  fs::resize_file(Repo.path() / "huge.py", 200u << 20);
  expectLimit("huge.py");
}

TEST_F(BadInputTest, HugeTextFile) {
  std::string Line = "x = openai.Completion.create(prompt='aaaaaaaaaaaa')\n";
  std::string Bytes;
  while (Bytes.size() < (20u << 20))
    Bytes += Line;
  Repo.add("long.py", Bytes);
  expectLimit("long.py");
}

TEST_F(BadInputTest, NestedBrackets) {
  Repo.add("deep.py",
           "from openai import OpenAI\nclient = " + std::string(10000, '(') +
               "OpenAI()" + std::string(10000, ')') + "\n");
  expectLimit("deep.py");
}

TEST_F(BadInputTest, NestedBlocks) {
  std::string Bytes = "import openai\n";
  for (unsigned Depth = 0; Depth < 3000; ++Depth)
    Bytes += std::string(Depth, ' ') + "if openai:\n";
  Bytes += std::string(3000, ' ') + "openai.Completion.create()\n";
  Repo.add("stairs.py", Bytes);
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  EXPECT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
}

TEST_F(BadInputTest, LongChains) {
  std::string Sum = "x = 'a'", Chain = "y = openai";
  for (unsigned I = 0; I < 20000; ++I) {
    Sum += " + 'a'";
    Chain += ".b()";
  }
  Repo.add("chains.py", "import openai\n" + Sum + "\n" + Chain + "\n");
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  EXPECT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
}

// Nine levels of nine aliases: 400 million values when written out.
TEST_F(BadInputTest, AliasesThatMultiply) {
  std::string Bytes = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char Level = 'b'; Level != 'k'; ++Level) {
    std::string Below = std::string("*") + char(Level - 1);
    std::string List = Below;
    for (unsigned I = 1; I != 9; ++I)
      List += ", " + Below;
    Bytes += std::string(1, Level) + ": &" + Level + " [" + List + "]\n";
  }
  Repo.add("bomb.yaml", Bytes + "base_model: a/b\ndatasets: *j\n");
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  ASSERT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
  EXPECT_EQ(readReport(Run.Out, Repo.path()).Flows.size(), 1u);
}

TEST_F(BadInputTest, NestedJson) {
  std::string Bytes;
  for (unsigned I = 0; I != 10000; ++I)
    Bytes += "{\"base_model\":";
  Repo.add("deep.json", Bytes + "1" + std::string(10000, '}'));
  expectLimit("deep.json");
}

TEST_F(BadInputTest, TabsInYaml) {
  Repo.add("tabs.yaml", "base_model: a/b\ndatasets:\n\t- path: c/d\n");
  expectLimit("tabs.yaml");
}

TEST_F(BadInputTest, NotebookThatIsCutOff) {
  Repo.add("cut.ipynb", "{\"cells\": [{\"cell_type\": \"code\", \"source\": "
                        "[\"import openai\\n\", \"x = 1\"");
  expectLimit("cut.ipynb");
}

TEST_F(BadInputTest, NotebookOfManyCells) {
  std::string Bytes = "{\"cells\": [";
  for (unsigned I = 0; I != 5000; ++I)
    Bytes += std::string(I == 0 ? "" : ",") +
             "{\"cell_type\": \"code\", \"source\": [\"import "
             "openai\\n\", \"x = openai.Completion.create(prompt=x)\"]}";
  Repo.add("long.ipynb", Bytes + "]}");
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  ASSERT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
  EXPECT_EQ(readReport(Run.Out, Repo.path()).Flows.size(), 1u);
}

TEST_F(BadInputTest, SymlinkLoop) {
  fs::create_symlink("loop_b.py", Repo.path() / "loop_a.py");
  fs::create_symlink("loop_a.py", Repo.path() / "loop_b.py");
  expectLimit("loop_a.py");
}

TEST_F(BadInputTest, FolderThatContainsItself) {
  fs::create_directory(Repo.path() / "sub");
  fs::create_directory_symlink("..", Repo.path() / "sub/up");
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  EXPECT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
  EXPECT_EQ(readReport(Run.Out, Repo.path()).Flows.size(), 1u);
}

TEST_F(BadInputTest, Pipe) {
  ASSERT_EQ(mkfifo((Repo.path() / "pipe.py").c_str(), 0644), 0);
  expectLimit("pipe.py");
}

TEST_F(BadInputTest, ImportsThatGoInCircles) {
  Repo.add("one.py", "from two import *\nfrom two import x\nx = x\n"
                     "import openai\nopenai.Completion.create(model=x)\n");
  Repo.add("two.py", "from one import *\nfrom one import x\n"
                     "class A(B):\n  pass\nclass B(A):\n  pass\n"
                     "def f(n):\n  return g(n)\ndef g(n):\n  return f(n)\n"
                     "import openai\nopenai.Completion.create(model=f(x))\n");
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  EXPECT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
}

// Seven lists of 12,000 indices choose the rows that train: their numbers are
// none of the places through which the data are followed.
TEST(BigInputTest, ConstantsOfDataFilesAreNoPlaces) {
  TempFolder Repo;
  Repo.add("gen.py", "import json\n"
                     "import openai\n"
                     "rows = []\n"
                     "for q in open('questions.txt'):\n"
                     "    r = openai.Completion.create("
                     "model='text-davinci-002', prompt=q)\n"
                     "    rows.append({'a': r['choices'][0]['text']})\n"
                     "json.dump(rows, open('rows.json', 'w'))\n");
  std::string Numbers = "0";
  for (int I = 1; I < 12'000; ++I)
    Numbers += "," + std::to_string(I);
  std::string Names;
  for (const std::string Name : {"a", "b", "c", "d", "e", "f", "g"}) {
    Repo.add("split/" + Name + ".json", "{\"train\":[" + Numbers + "]}\n");
    Names += "'" + Name + "', ";
  }
  Repo.add("train.py",
           "import json\n"
           "from transformers import AutoModelForCausalLM, Trainer\n"
           "def chosen(name):\n"
           "    with open(f'split/{name}.json') as f:\n"
           "        wanted = json.load(f)['train']\n"
           "    rows = json.load(open('rows.json'))\n"
           "    return [rows[i] for i in wanted]\n"
           "rows = [r for n in [" +
               Names +
               "] for r in chosen(n)]\n"
               "model = AutoModelForCausalLM.from_pretrained('t5-base')\n"
               "Trainer(model, train_dataset=rows).train()\n");
  ToolRun Run = runTool(jsonArgs(Repo.path()), {.Seconds = 20});
  Report Got = readReport(Run.Out, Repo.path());
  EXPECT_EQ(Got.Flows.size(), 1u) << Run.Out;
  EXPECT_TRUE(Got.Limits.empty()) << Run.Out;
}

TEST(EmptyInputTest, EmptyFolder) {
  TempFolder Empty;
  ToolRun Run = runTool({Empty.path()});
  EXPECT_EQ(Run.Status, 0) << Run.Failure << Run.Err;
  EXPECT_THAT(Run.Out + Run.Err, HasSubstr("0 files"));
}

TEST(EmptyInputTest, EmptyFile) {
  TempFolder Folder;
  Folder.add("empty.py", "");
  EXPECT_EQ(runTool({Folder.path()}).Status, 0);
}

TEST(EmptyInputTest, MissingPath) {
  ToolRun Run = runTool({"/no/such/path"});
  EXPECT_EQ(Run.Status, 2);
  EXPECT_THAT(Run.Err, HasSubstr("/no/such/path"));
  EXPECT_EQ(std::count(Run.Err.begin(), Run.Err.end(), '\n'), 1) << Run.Err;
}

TEST(EmptyInputTest, MissingPathOutranksFindings) {
  TempFolder Repo;
  copyFixture("one_function_does_both", Repo.path());
  ToolRun Run = runTool({Repo.path(), "/no/such/path"});
  EXPECT_EQ(Run.Status, 2);
  EXPECT_THAT(Run.Err, HasSubstr("/no/such/path"));
}

TEST(EmptyInputTest, SingleFile) {
  TempFolder Repo;
  copyFixture("one_function_does_both", Repo.path());
  ToolRun Run = runTool(jsonArgs(Repo.path() / "main.py"));
  EXPECT_EQ(Run.Status, 1) << Run.Failure << Run.Err;
}

} // namespace
