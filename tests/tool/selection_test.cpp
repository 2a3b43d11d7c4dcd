//===- selection_test.cpp - which files are worth a parse -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/selection.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// Files and their text; what the selection takes, by path.
class SelectionTest : public testing::Test {
protected:
  void add(llvm::StringRef Path, llvm::StringRef Text,
           Interest Why = Interest::Code) {
    Paths.push_back(Path);
    Whys.push_back(Why);
    Facts.push_back(Why == Interest::Data
                        ? FileFacts()
                        : Filter.scan(Text, fileKindOfName(Path)));
  }
  void select(const std::vector<llvm::StringRef> &CxxWords = {}) {
    std::vector<Candidate> Files;
    for (size_t I = 0; I != Paths.size(); ++I)
      Files.push_back({Paths[I], Whys[I]});
    Chosen = std::make_unique<Selection>(Files, Facts);
    Chosen->addSeeds(WordQuery::of({"openai", "trl"}),
                     WordQuery::of({"py", "launch"}), WordQuery::of(CxxWords),
                     {}, WordQuery::of({"llama-server"}));
  }
  std::vector<std::string> taken() {
    std::vector<std::string> Out;
    for (uint32_t I : Chosen->takeNew())
      Out.push_back(Paths[I].str());
    return Out;
  }

  Prefilter Filter;
  std::vector<llvm::StringRef> Paths;
  std::vector<Interest> Whys;
  std::vector<FileFacts> Facts;
  std::unique_ptr<Selection> Chosen;
};

TEST_F(SelectionTest, ProgramsAloneAreEnough) {
  add("serve.sh", "/opt/llama-server -m x.gguf\n", Interest::Script);
  add("shell.ipynb", R"({"cells": [{"source": ["!llama-server -m x"]}]})");
  add("system.py", "import os\nos.system('cd x && launch -m x')\n");
  add("list.py", "import subprocess\nsubprocess.run(['launch', '-m'])\n");
  add("kept.py", "import os\nprint('launch -m x')\n");
  add("other.sh", "llama-x -m server\n", Interest::Script);
  select();
  EXPECT_THAT(taken(),
              ElementsAre("serve.sh", "shell.ipynb", "system.py", "list.py"));
}

TEST_F(SelectionTest, SeedsAndWhatHangsOnThem) {
  add("helper.py", "import os\n");
  add("lib.py", "import openai\nfrom helper import x\n");
  add("main.py", "from lib import ask\nask()\n");
  add("other.py", "import helper\n");
  add("top.py", "import main\n");
  add("unrelated.py", "print(1)\n");
  select();
  EXPECT_THAT(taken(), ElementsAre("helper.py", "lib.py", "main.py", "top.py"));
}

TEST_F(SelectionTest, WordsInCommentsAndStringsAreNoUse) {
  add("a.py", "# import openai\nx = 'openai'\n");
  select();
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(SelectionTest, ScriptNamesAreCalls) {
  add("run.py", "import os\nos.system('python scripts/train.py --x 1')\n");
  add("scripts/train.py", "import trl\n");
  select();
  EXPECT_THAT(taken(), ElementsAre("run.py", "scripts/train.py"));
}

TEST_F(SelectionTest, DataFilesTieProgramsTogether) {
  add("ask.py", "import openai\n");
  add("clean.py", "import json\njson.load(open('data/raw.json'))\n");
  add("far.py", "import clean\n");
  add("unrelated.py", "open('else.json')\n");
  select();
  EXPECT_THAT(taken(), ElementsAre("ask.py"));
  Chosen->addQuoting({"raw.json"});
  EXPECT_THAT(taken(), ElementsAre("clean.py", "far.py"));
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(SelectionTest, ImportsThatGoInCircles) {
  add("a.py", "import b\nimport trl\n");
  add("b.py", "import a\n");
  select();
  EXPECT_THAT(taken(), ElementsAre("a.py", "b.py"));
}

TEST_F(SelectionTest, AScriptsProgramsAreSupport) {
  add("clean.py", "import helper\n");
  add("helper.py", "x = 1\n");
  add("pkg/tool.py", "x = 1\n");
  add("caller.py", "import clean\n"); // what else imports it says nothing
  add("other.py", "x = 1\n");
  add("run.sh", "python clean.py --x\npython -m pkg.tool\n", Interest::Script);
  add("setup.sh", "apt-get install x\n", Interest::Script);
  select();
  EXPECT_THAT(taken(),
              ElementsAre("clean.py", "helper.py", "pkg/tool.py", "run.sh"));
}

TEST_F(SelectionTest, ScriptsThatStartAChosenProgram) {
  add("train.py", "import trl\n");
  add("run.sh", "launch train.py\n", Interest::Script);
  add("all.sh", "./run.sh\n", Interest::Script);
  add("README.md", "nothing of it\n", Interest::Script);
  select();
  EXPECT_THAT(taken(), ElementsAre("train.py", "run.sh", "all.sh"));
}

TEST_F(SelectionTest, BuildFilesAroundAChosenSource) {
  add("CMakeLists.txt", "add_subdirectory(src)\n", Interest::Script);
  add("src/CMakeLists.txt", "file(GLOB S *.cpp)\n", Interest::Script);
  add("src/main.py", "import trl\n");
  add("src/main.cpp", "int main() { trl::run(); }\n");
  add("tools/CMakeLists.txt", "file(GLOB S *.cpp)\n", Interest::Script);
  select({"trl"});
  EXPECT_THAT(taken(), ElementsAre("CMakeLists.txt", "src/CMakeLists.txt",
                                   "src/main.py", "src/main.cpp"));
}

TEST_F(SelectionTest, DataIsOpenedWhereItIsNamed) {
  add("ask.py", "import openai\nopen('prompts/seed.json')\n");
  add("prompts/seed.json", "", Interest::Data);
  add("prompts/other.json", "", Interest::Data);
  add("conf.yaml", "a: more.jsonl\n", Interest::Config);
  add("more.jsonl", "", Interest::Data);
  add("never.json", "", Interest::None);
  select();
  EXPECT_THAT(taken(), ElementsAre("ask.py", "prompts/seed.json", "conf.yaml",
                                   "more.jsonl"));
}

std::vector<uint32_t> find(const ModuleFiles &Modules, uint32_t From,
                           llvm::StringRef Name) {
  llvm::SmallVector<uint32_t> Out;
  Modules.find(From, Name, Out);
  return {Out.begin(), Out.end()};
}

TEST(ModuleFiles, FollowsTheImportersFolders) {
  ModuleFiles M({"a/main.py", "a/utils.py", "b/main.py", "utils.py",
                 "src/pkg/__init__.py", "src/pkg/deep/mod.py"});
  EXPECT_THAT(find(M, 0, "utils"), ElementsAre(1));
  EXPECT_THAT(find(M, 2, "utils"), ElementsAre(3));
  EXPECT_THAT(find(M, 0, "pkg"), ElementsAre(4));
  EXPECT_THAT(find(M, 0, "pkg.deep.mod"), ElementsAre(5));
  EXPECT_THAT(find(M, 0, "nothing"), IsEmpty());
  EXPECT_THAT(find(M, 1, "a.utils"), IsEmpty()); // never the file itself
}

TEST(ModuleFiles, FollowsDots) {
  ModuleFiles M({"p/__init__.py", "p/a.py", "p/q/__init__.py", "p/q/b.py"});
  EXPECT_THAT(find(M, 3, "..a"), ElementsAre(1));
  EXPECT_THAT(find(M, 3, "."), ElementsAre(2));
  EXPECT_THAT(find(M, 1, ".q.b"), ElementsAre(3));
  EXPECT_THAT(find(M, 1, "....far"), IsEmpty());
}

TEST(ModuleFiles, NamesEveryFileThatCouldBeMeant) {
  ModuleFiles M({"main.py", "x/lib/core.py", "y/lib/core.py", "z/score.py"});
  EXPECT_THAT(find(M, 0, "lib.core"), ElementsAre(1, 2));
}

} // namespace
