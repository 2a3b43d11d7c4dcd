//===- filter_test.cpp - what of the findings is reported ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <cstdlib>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace modeltidy::e2e;
using nlohmann::json;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

namespace {

/// A checkout with two pipelines, each with one prohibited flow, committed.
class FilterTest : public testing::Test {
protected:
  void SetUp() override {
    copyFixture("llama2_output_trains_mistral", Repo.path() / "one");
    copyFixture("alpaca_dataset_trains_pythia", Repo.path() / "two");
    ASSERT_TRUE(git("init -q .") && git("add -A") && commit());
  }

  bool git(const std::string &Args) {
    return std::system(("git -C '" + Repo.path().string() +
                        "' -c user.name=t -c user.email=t@example.com " + Args +
                        " >/dev/null 2>&1")
                           .c_str()) == 0;
  }
  bool commit() { return git("commit -qm change"); }

  void edit(const std::string &File, const std::string &From,
            const std::string &To) {
    std::string Text = readFile(Repo.path() / File);
    size_t At = Text.find(From);
    ASSERT_NE(At, std::string::npos) << From;
    Repo.add(File, Text.replace(At, From.size(), To));
  }

  /// A module says which folder's answers the training reads.
  void addFolders() {
    Repo.add("three/folders.py", "DIR = 'human'\n");
    Repo.add(
        "three/generate.py",
        "from transformers import pipeline\n"
        "ask = pipeline('text-generation', model='meta-llama/Llama-2-7b-hf')"
        "\n"
        "with open('data/answers.jsonl', 'w') as out:\n"
        "    out.write(ask('Why?')[0]['generated_text'])\n");
    Repo.add("three/train.py",
             "from datasets import load_dataset\n"
             "from trl import SFTTrainer\n"
             "from folders import DIR\n"
             "rows = load_dataset('json', data_files=DIR + '/answers.jsonl')\n"
             "SFTTrainer(model='mistralai/Mistral-7B-v0.1',\n"
             "           train_dataset=rows).train()\n");
  }

  ToolRun scan(std::vector<std::string> Args) {
    Args.insert(Args.begin(), {"--today=2026-11-21", "--confidence=likely"});
    Args.push_back("--checks=-*,license-output-training");
    return runTool(Args);
  }

  /// The files that findings stand in.
  std::vector<std::string> found(std::vector<std::string> Args) {
    if (Args.empty() || Args.back()[0] == '-')
      Args.push_back(Repo.path());
    Args.push_back("--format=json");
    ToolRun Run = scan(Args);
    json Whole = json::parse(Run.Out, nullptr, false);
    EXPECT_FALSE(Whole.is_discarded()) << Run.Err;
    std::vector<std::string> Files;
    if (Whole.is_object())
      for (const json &D : Whole["diagnostics"])
        Files.push_back(D["file"]);
    return Files;
  }

  using Paths = std::vector<std::string>;
  const Paths Both = {"one/train.py", "two/train.py"};
  TempFolder Repo;
};

TEST_F(FilterTest, OneFileReportsWhatTouchesIt) {
  EXPECT_EQ(found({}), Both);
  std::string Root = Repo.path().string() + "/";
  EXPECT_EQ(found({Root + "one/train.py"}), Paths{"one/train.py"});
  EXPECT_EQ(found({Root + "one/generate.py"}), Paths{"one/train.py"});
  Repo.add("other.py", "print('hello')\n");
  EXPECT_EQ(found({Root + "other.py"}), Paths{});
}

TEST_F(FilterTest, LineFilterTakesAnchorsAndSteps) {
  EXPECT_EQ(found({R"(--line-filter=[{"name": "one/train.py"}])"}),
            Paths{"one/train.py"});
  EXPECT_EQ(found({R"(--line-filter=[{"name": "train.py"}])"}), Both);
  EXPECT_EQ(
      found({R"(--line-filter=[{"name":"generate.py","lines":[[15,15]]}])"}),
      Paths{"one/train.py"});
  EXPECT_EQ(
      found({R"(--line-filter=[{"name":"generate.py","lines":[[1,2]]}])"}),
      Paths{});
  std::string Train = (Repo.path() / "one/train.py").string();
  EXPECT_EQ(found({"--line-filter=[{\"name\":\"" + Train + "\"}]"}),
            Paths{"one/train.py"});
  EXPECT_EQ(found({R"(--line-filter=[{"name":"./one/train.py"}])"}),
            Paths{"one/train.py"});
  ToolRun None =
      scan({R"(--line-filter=[{"name":"no/train.py"}])", Repo.path()});
  EXPECT_THAT(None.Err, HasSubstr("names no file that is read"));
  EXPECT_EQ(scan({"--line-filter={}"}).Status, 2);
  // What clang-tidy-19 makes of the same filters.
  EXPECT_EQ(found({"--line-filter=[]"}), Both);
  EXPECT_EQ(found({R"(--line-filter=[{"name":"one/train.py","lines":[]}])"}),
            Paths{"one/train.py"});
  EXPECT_EQ(scan({R"(--line-filter=[{"name":"a.py","line":[[1,2]]}])"}).Status,
            2);
}

TEST_F(FilterTest, DiffReportsWhatTheChangeTouches) {
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("one/generate.py", "max_new_tokens=256", "max_new_tokens=257");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"one/train.py"});
  ASSERT_TRUE(git("add -A"));
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"one/train.py"});
  ASSERT_TRUE(commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  EXPECT_EQ(found({"--diff=HEAD~1"}), Paths{"one/train.py"});
}

TEST_F(FilterTest, DiffTakesNewFilesAndLeavesDistantLines) {
  edit("two/train.py", "from transformers", "import os\nfrom transformers");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  ASSERT_TRUE(git("mv one/train.py one/moved.py"));
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  copyFixture("llama2_output_trains_mistral", Repo.path() / "three");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
}

/// The base model decides, and its name may stand far from where it is trained.
TEST_F(FilterTest, DiffTakesTheNameOfWhatIsTrained) {
  Repo.add("four/names.py", "BASE = 'meta-llama/Llama-2-7b-hf'\n");
  Repo.add("four/train.py",
           "from datasets import load_dataset\n"
           "from trl import SFTTrainer\n"
           "from names import BASE\n"
           "rows = load_dataset('tatsu-lab/alpaca', split='train')\n"
           "SFTTrainer(model=BASE, train_dataset=rows).train()\n");
  ASSERT_TRUE(git("add -A") && commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("four/names.py", "meta-llama/Llama-2-7b-hf", "EleutherAI/pythia-1b");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"four/train.py"});
}

/// A path that is defined elsewhere leads to other data; no step stands there.
TEST_F(FilterTest, DiffTakesADefinitionOfAPath) {
  Repo.add("three/paths.py", "UNUSED = 1\nANSWERS = 'old_answers.jsonl'\n");
  Repo.add("three/generate.py",
           "from paths import ANSWERS\n"
           "from transformers import pipeline\n"
           "ask = pipeline('text-generation', model='meta-llama/Llama-2-7b-hf')"
           "\n"
           "with open(ANSWERS, 'w') as out:\n"
           "    out.write(ask('Why?')[0]['generated_text'])\n");
  Repo.add("three/train.py", "from datasets import load_dataset\n"
                             "from trl import SFTTrainer\n"
                             "from paths import ANSWERS\n"
                             "rows = load_dataset('json', data_files=ANSWERS)\n"
                             "SFTTrainer(model='mistralai/Mistral-7B-v0.1',\n"
                             "           train_dataset=rows).train()\n");
  ASSERT_TRUE(git("add -A") && commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("three/paths.py", "UNUSED = 1", "UNUSED = 2");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("three/paths.py", "old_answers", "answers");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
}

/// The teacher's answers lie beside data of people; an assignment decides.
const char *const Chooser =
    "from datasets import load_dataset\n"
    "from transformers import pipeline\n"
    "from trl import SFTTrainer\n"
    "ask = pipeline('text-generation', model='meta-llama/Llama-2-7b-hf')\n"
    "human = load_dataset('acme/people', split='train')\n"
    "synthetic = [ask(q)[0]['generated_text'] for q in human]\n"
    "use = human\n"
    "\n\n"
    "SFTTrainer(model='mistralai/Mistral-7B-v0.1',\n"
    "           train_dataset=use).train()\n";

/// A line that speaks of the data of old findings makes none of them.
TEST_F(FilterTest, DiffLeavesOldFindingsThatALineNames) {
  edit("two/train.py", "from transformers",
       "# as with tatsu-lab/alpaca\nfrom transformers");
  Repo.add("two/more.py", "DATA = 'tatsu-lab/alpaca'\n");
  Repo.add("one/more.py", "DATA = 'synthetic_qa.jsonl'\n"
                          "BASE = 'meta-llama/Llama-2-7b-chat-hf'\n");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  Repo.add("two/again.py", readFile(Repo.path() / "two/train.py"));
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"two/again.py"});
}

/// A second training beside an old one is the new one of the two.
TEST_F(FilterTest, DiffTakesTheNewOneOfTwoAlike) {
  const std::string Train = "SFTTrainer(model='EleutherAI/pythia-1b',\n"
                            "           train_dataset=rows).train()\n";
  Repo.add("three/train.py",
           "from datasets import load_dataset\nfrom trl import SFTTrainer\n"
           "rows = load_dataset('tatsu-lab/alpaca', split='train')\n" +
               Train);
  ASSERT_TRUE(git("add -A") && commit());
  Repo.add("three/train.py",
           readFile(Repo.path() / "three/train.py") + "again = 1\n" + Train);
  // The data set's line is a step of both, and old.
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
}

/// What is left out says nothing about names that begin alike.
TEST_F(FilterTest, DiffTakesRenamesBesideALink) {
  std::filesystem::create_symlink("two", Repo.path() / "on");
  std::filesystem::create_symlink("train.py", Repo.path() / "one/t");
  ASSERT_TRUE(git("add -A") && commit());
  ASSERT_TRUE(git("mv one/train.py one/moved.py"));
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
}

/// A credit may go with its file, whatever the file's ending is.
TEST_F(FilterTest, DiffTakesANoticeThatGoes) {
  copyFixture("llama_derivative_with_credit", Repo.path() / "three");
  std::filesystem::path Three = Repo.path() / "three";
  for (const char *Name : {"NOTICE.txt", "ATTRIBUTIONS.txt"}) {
    std::filesystem::rename(Three / "NOTICE", Three / Name);
    ASSERT_TRUE(git("add -A") && commit());
    auto Missing = [&] {
      ToolRun Run = runTool({"--today=2026-11-21", "--diff=HEAD",
                             "--checks=-*,license-attribution", Repo.path()});
      return Run.Out.find("[license-attribution]") != std::string::npos;
    };
    EXPECT_FALSE(Missing()) << Name;
    const std::string Text = readFile(Three / Name);
    Repo.add(std::string("three/") + Name, "");
    EXPECT_TRUE(Missing()) << Name;
    std::filesystem::remove(Three / Name);
    EXPECT_TRUE(Missing()) << Name;
    Repo.add("three/NOTICE", Text);
    EXPECT_FALSE(Missing()) << Name;
  }
}

/// Pictures are never read, so that they fill no limit.
TEST_F(FilterTest, DiffCountsWhatIsRead) {
  Repo.add("three/train.py", Chooser);
  for (int I = 0; I != 2001; ++I)
    Repo.add("plots/" + std::to_string(I) + ".png", "x");
  ASSERT_TRUE(git("add -A") && commit());
  edit("three/train.py", "use = human", "use = synthetic");
  for (int I = 0; I != 2001; ++I)
    Repo.add("plots/" + std::to_string(I) + ".png", "y");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
  for (int I = 0; I != 2001; ++I)
    Repo.add("new_plots/" + std::to_string(I) + ".png", "z");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
}

TEST_F(FilterTest, DiffTakesWhatTheChangeMakes) {
  Repo.add("three/train.py", Chooser);
  ASSERT_TRUE(git("add -A") && commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("three/train.py", "use = human", "use = synthetic");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
  edit("three/train.py", "use = synthetic\n", "use = synthetic\nuse = human\n");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  ASSERT_TRUE(git("add -A") && commit());
  edit("three/train.py", "use = human\n", ""); // a line that only goes
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
  ASSERT_TRUE(git("add -A") && commit());
  edit("three/train.py", "\n\n\n", "\n"); // old, and moved
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
}

/// The module that a name comes from, and a folder that it is joined with.
TEST_F(FilterTest, DiffTakesWhatAnotherModuleMakes) {
  addFolders();
  ASSERT_TRUE(git("add -A") && commit());
  std::string Module = (Repo.path() / "three/folders.py").string();
  std::string Other = (Repo.path() / "three/generate.py").string();
  edit("three/folders.py", "human", "data");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
  EXPECT_EQ(found({Module}), Paths{"three/train.py"}); // as a hook asks
  ASSERT_TRUE(git("add -A") && commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  EXPECT_EQ(found({Module}), Paths{});
  EXPECT_EQ(found({Other}), Paths{"three/train.py"});
  ASSERT_TRUE(git("mv three/train.py three/tune.py"));
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{}); // a new name is no new finding
}

/// A function that two callers train with: one that goes leaves the other's.
TEST_F(FilterTest, DiffLeavesWhatIsLeftOfAFinding) {
  Repo.add("three/lib.py",
           "from trl import SFTTrainer\n"
           "def train(rows, base):\n"
           "    SFTTrainer(base, train_dataset=rows).train()\n");
  auto Call = [](const std::string &Base) {
    return "from datasets import load_dataset\nfrom lib import train\n"
           "train(load_dataset('tatsu-lab/alpaca'), '" +
           Base + "')\n";
  };
  Repo.add("three/one.py", Call("mistralai/Mistral-7B-v0.1"));
  Repo.add("three/two.py", Call("Qwen/Qwen2.5-7B"));
  ASSERT_TRUE(git("add -A") && commit());
  std::filesystem::remove(Repo.path() / "three/two.py");
  EXPECT_EQ(found({}).size(), 3u);
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  ASSERT_TRUE(git("add -A") && commit());
  Repo.add("three/two.py", Call("Qwen/Qwen2.5-7B"));
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/lib.py"});
}

/// Other text stands under the module's name from now on.
TEST_F(FilterTest, DiffTakesALinkInPlaceOfAFile) {
  addFolders();
  ASSERT_TRUE(git("add -A") && commit());
  std::filesystem::path Three = Repo.path() / "three";
  Repo.add("three/other.py", "DIR = 'data'\n");
  std::filesystem::remove(Three / "folders.py");
  std::filesystem::create_symlink("other.py", Three / "folders.py");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"three/train.py"});
  EXPECT_EQ(found({Three / "folders.py"}), Paths{"three/train.py"});
  ASSERT_TRUE(git("add -A") && commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
}

/// What a commit of one file alone does: pre-commit names that file. What it
/// makes counts, wherever that stands; old findings of other files do not.
TEST_F(FilterTest, NamedFilesReportWhatTheyMake) {
  Repo.add("one/names.py", "OUT = 'synthetic_qa.jsonl'\n");
  Repo.add("one/.model-tidy.yaml", "Organization: {Commercial: true}\n");
  Repo.add("three/choice.py", "SOURCE = 'acme/people'\n");
  std::string Train = Chooser;
  Train.replace(Train.find("'acme/people'"), 13, "SOURCE");
  Train.insert(0, "from choice import SOURCE\n");
  Repo.add("three/train.py", Train);
  ASSERT_TRUE(git("add -A") && commit());
  std::string Root = Repo.path().string() + "/";
  EXPECT_EQ(found({Root + "one/names.py"}), Paths{});
  EXPECT_EQ(found({Root + "one/.model-tidy.yaml"}), Paths{"one/train.py"});
  EXPECT_EQ(found({"--diff=HEAD", Root + "one/names.py"}), Paths{});
  EXPECT_EQ(found({Root + "three/choice.py"}), Paths{});
  edit("three/choice.py", "acme/people", "tatsu-lab/alpaca");
  EXPECT_EQ(found({Root + "three/choice.py"}), Paths{"three/train.py"});
}

/// "*.ipynb -diff" is usual; git prints no lines of such a file.
TEST_F(FilterTest, DiffReadsWhatAnAttributeCallsBinary) {
  Repo.add(".gitattributes", "*.py -diff\n");
  ASSERT_TRUE(git("add -A") && commit());
  edit("two/train.py", "from transformers", "import os\nfrom transformers");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("one/generate.py", "max_new_tokens=256", "max_new_tokens=257");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"one/train.py"});
}

/// With --no-cache, and through it, twice: the look back leaves no trace.
TEST_F(FilterTest, LookingBackLeavesTheCacheAsItIs) {
  Repo.add("three/train.py", Chooser);
  ASSERT_TRUE(git("add -A") && commit());
  edit("three/train.py", "use = human", "use = synthetic");
  TempFolder Elsewhere;
  std::string Cache = "--cache-dir=" + (Elsewhere.path() / "c").string();
  EXPECT_EQ(found({Cache, "--diff=HEAD"}), Paths{"three/train.py"});
  EXPECT_EQ(found({Cache, "--diff=HEAD"}), Paths{"three/train.py"});
  EXPECT_EQ(found({Cache}),
            (Paths{"one/train.py", "three/train.py", "two/train.py"}));
}

/// The text's names open where the user stands; the JSON report's are stable.
TEST_F(FilterTest, TextNamesFilesSoThatTheyOpen) {
  copyFixture("alpaca_dataset_trains_pythia", Repo.path() / "a\tb\nc");
  ToolRun Run = scan({Repo.path()});
  EXPECT_THAT(Run.Out, HasSubstr("a\\tb\\nc/train.py:")); // on one line
  std::filesystem::remove_all(Repo.path() / "a\tb\nc");
  EXPECT_THAT(Run.Out, HasSubstr((Repo.path() / "one/train.py:").string()));
  EXPECT_EQ(found({}), Both);
}

/// Without a checkout the named files alone are read: helpers are not.
TEST_F(FilterTest, FilesOutsideOfACheckoutAreReadAlone) {
  TempFolder Plain;
  copyFixture("llama2_output_trains_mistral", Plain.path());
  ToolRun Run = scan({(Plain.path() / "train.py").string()});
  EXPECT_THAT(Run.Err, HasSubstr("only the named files are read"));
  EXPECT_THAT(scan({Plain.path()}).Err, Not(HasSubstr("only the named")));
}

/// A policy's paths are those of its own folder, whatever is scanned.
TEST_F(FilterTest, APolicyAboveNamesFilesByItsOwnPaths) {
  Repo.add(".model-tidy.yaml",
           "ApiModels: [tools/acme.yaml]\nBom: tools/bom.yaml\n"
           "Exclude: [three/old/**]\n");
  Repo.add("tools/acme.yaml",
           "schema: 1\nlibrary: acme\nsource: s\nread: 2026-11-21\n"
           "types:\n  - type: acme.Gateway\n"
           "    init: {params: [model], loads: {model: arg.model, channel: "
           "api, provider: openai}}\n"
           "    methods:\n      - {name: ask, params: [prompt], generates: "
           "{result: text, model: self.model, prompt: arg.prompt}}\n");
  Repo.add("tools/bom.yaml", "models:\n  - {id: gpt-4o, license: "
                             "LicenseRef-openai-services-agreement}\n"
                             "  - {id: gpt2, license: MIT}\n");
  const std::string Train =
      "from acme import Gateway\nfrom datasets import Dataset\n"
      "from trl import SFTTrainer\n"
      "rows = [{'text': Gateway('gpt-4o').ask('Why?')}]\n"
      "SFTTrainer(model='mistralai/Mistral-7B-v0.1',\n"
      "           train_dataset=Dataset.from_list(rows)).train()\n";
  Repo.add("three/train.py", Train);
  Repo.add("three/old/train.py", Train);
  ASSERT_TRUE(git("add -A") && commit());
  const std::string Three = (Repo.path() / "three").string();
  EXPECT_EQ(found({Three}), Paths{"train.py"});
  EXPECT_EQ(found({Three + "/old"}), Paths{});
  ToolRun Drift =
      runTool({"--checks=-*,lbom-drift", "--fix", "--today=2026-11-21", Three});
  EXPECT_THAT(Drift.Out, HasSubstr("'../tools/bom.yaml'"));
  EXPECT_THAT(Drift.Out, Not(HasSubstr("nothing uses it")));
  std::string Record = readFile(Repo.path() / "tools/bom.yaml");
  EXPECT_THAT(Record, HasSubstr("found_at: ['three/train.py:5']"));
}

/// Another policy judges every flow of its folder anew, also one that shrinks.
TEST_F(FilterTest, DiffTakesAPolicy) {
  Repo.add("one/.model-tidy.yaml",
           "InheritParentConfig: true\nChecks: '-nolint-*'\n");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"one/train.py"});
  ASSERT_TRUE(git("add -A") && commit());
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{});
  edit("one/.model-tidy.yaml", "Checks: '-nolint-*'\n", "");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"one/train.py"});
  ASSERT_TRUE(git("add -A") && commit());
  Repo.add(".model-tidy.yaml", "Organization: {Commercial: true}\n");
  EXPECT_EQ(found({"--diff=HEAD"}), Both);
  ASSERT_TRUE(git("add -A") && commit());
  const std::string One = (Repo.path() / "one").string();
  EXPECT_EQ(found({"--diff=HEAD", One}), Paths{});
  Repo.add(".model-tidy.yaml", "Organization: {Commercial: false}\n");
  EXPECT_EQ(found({"--diff=HEAD", One}), Paths{"train.py"}); // from above
  ASSERT_TRUE(git("add -A") && git("rm -qf .model-tidy.yaml"));
  EXPECT_EQ(found({"--diff=HEAD"}), Both);
  EXPECT_EQ(found({"--diff=HEAD", One}), Paths{"train.py"});
}

TEST_F(FilterTest, DiffSaysWhatIsWrong) {
  ToolRun Run = scan({"--diff=no-such-branch", Repo.path()});
  EXPECT_EQ(Run.Status, 2);
  EXPECT_THAT(Run.Err, HasSubstr("git knows no revision 'no-such-branch'"));
  EXPECT_EQ(scan({"--diff=--output=x", Repo.path()}).Status, 2);
  ASSERT_TRUE(git("config diff.orderFile /nonexistent"));
  edit("one/generate.py", "max_new_tokens=256", "max_new_tokens=257");
  Run = scan({"--diff=HEAD", Repo.path()});
  EXPECT_THAT(Run.Err, HasSubstr("orderfile")); // git's own words
  TempFolder Plain;
  EXPECT_EQ(scan({"--diff=HEAD", Plain.path()}).Status, 2);
}

/// A checkout from elsewhere names a program as filter; a diff would run it.
TEST_F(FilterTest, DiffRunsNothingOfTheRepository) {
  std::string Trap = (Repo.path() / "ran").string();
  Repo.add(".gitattributes", "*.py filter=trap diff=trap\n");
  ASSERT_TRUE(git("config filter.trap.clean 'touch " + Trap + "; cat'"));
  ASSERT_TRUE(git("config filter.trap.required true"));
  ASSERT_TRUE(git("config diff.trap.command 'touch " + Trap + "'"));
  ASSERT_TRUE(git("config diff.trap.textconv 'touch " + Trap + "'"));
  edit("one/generate.py", "max_new_tokens=256", "max_new_tokens=257");
  EXPECT_EQ(found({"--diff=HEAD"}), Paths{"one/train.py"});
  EXPECT_FALSE(std::filesystem::exists(Trap));
}

TEST_F(FilterTest, BaselineHidesWhatIsKnownWhereverItMoves) {
  TempFolder Elsewhere;
  std::string File = Elsewhere.path() / "baseline.json";
  ToolRun Made = scan({"--write-baseline=" + File, Repo.path()});
  EXPECT_EQ(Made.Status, 0) << Made.Out;
  EXPECT_THAT(Made.Out, HasSubstr("2 in the baseline"));
  EXPECT_EQ(found({"--baseline=" + File}), Paths{});
  edit("one/train.py", "import", "\n\nimport");
  EXPECT_EQ(found({"--baseline=" + File}), Paths{});
  edit("one/train.py", "mistralai/Mistral-7B-v0.1", "Qwen/Qwen2.5-7B");
  EXPECT_EQ(found({"--baseline=" + File}), Paths{"one/train.py"});
}

TEST_F(FilterTest, ABaselineIsWrittenWholeWhateverIsReported) {
  TempFolder Elsewhere;
  std::string File = Elsewhere.path() / "baseline.json";
  scan({"--write-baseline=" + File, Repo.path()});
  std::string Whole = readFile(File);
  scan({"--baseline=" + File, "--write-baseline=" + File, Repo.path()});
  EXPECT_EQ(readFile(File), Whole);
  scan({"--write-baseline=" + File,
        "--line-filter=[{\"name\":\"one/train.py\"}]", Repo.path()});
  EXPECT_EQ(readFile(File), Whole);
  EXPECT_EQ(found({"--baseline=" + File}), Paths{});
}

TEST_F(FilterTest, StaleEntriesOfTheBaselineAreNamed) {
  TempFolder Elsewhere;
  std::string File = Elsewhere.path() / "baseline.json";
  scan({"--write-baseline=" + File, Repo.path()});
  std::filesystem::remove(Repo.path() / "two/train.py");
  ToolRun Run = scan({"--baseline=" + File, Repo.path()});
  EXPECT_EQ(Run.Status, 0);
  EXPECT_THAT(Run.Err, HasSubstr("nothing meets any more: two/train.py"));
  Run = scan({"--baseline=" + File, (Repo.path() / "one/train.py").string()});
  EXPECT_THAT(Run.Err, Not(HasSubstr("nothing meets")));
}

/// Whoever reads a report alone must learn it too.
TEST_F(FilterTest, EveryReportTellsOfStaleEntries) {
  TempFolder Elsewhere;
  std::string File = Elsewhere.path() / "baseline.json";
  scan({"--write-baseline=" + File, Repo.path()});
  auto Report = [&](const std::string &Form) {
    return scan({"--baseline=" + File, "--format=" + Form, Repo.path()}).Out;
  };
  json Clean = json::parse(Report("json"));
  EXPECT_EQ(Clean["baseline"]["known"], 2);
  EXPECT_TRUE(Clean["baseline"]["stale"].empty());
  for (const char *Form : {"text", "sarif", "github", "markdown"})
    EXPECT_THAT(Report(Form), Not(AnyOf(HasSubstr("stale in the baseline"),
                                        HasSubstr("any more"))))
        << Form;

  std::filesystem::remove(Repo.path() / "two/train.py");
  json Stale = json::parse(Report("json"))["baseline"]["stale"];
  ASSERT_EQ(Stale.size(), 1u);
  EXPECT_EQ(Stale[0]["file"], "two/train.py");
  EXPECT_EQ(Stale[0]["check"], "license-output-training");
  json Notes = json::parse(Report(
      "sarif"))["runs"][0]["invocations"][0]["toolExecutionNotifications"];
  EXPECT_THAT(Notes.dump(), HasSubstr("nothing meets any more: two/train.py"));
  EXPECT_THAT(Report("text"), HasSubstr("1 stale in the baseline"));
  EXPECT_THAT(Report("github"), HasSubstr("::notice title=model-tidy::1 entr"));
  EXPECT_THAT(Report("markdown"), HasSubstr("- two/train.py: "));
}

/// The folder that a scan begins in changes neither paths nor identity.
TEST_F(FilterTest, FingerprintsAndBaselinesAreTheCheckouts) {
  std::string Root = Repo.path();
  auto Print = [&](const std::string &Path) {
    ToolRun Run = scan({"--format=json", Path});
    json Found = json::parse(Run.Out)["diagnostics"];
    return Found.empty() ? "none" : Found[0]["fingerprint"].get<std::string>();
  };
  EXPECT_EQ(Print(Root + "/one"), Print(Root));
  EXPECT_EQ(Print(Root + "/one/train.py"), Print(Root));
  EXPECT_NE(Print(Root + "/two"), Print(Root));
  std::filesystem::path Before = std::filesystem::current_path();
  std::filesystem::current_path(Repo.path() / "one");
  EXPECT_EQ(Print("."), Print(Root));
  std::filesystem::current_path(Before);

  TempFolder Elsewhere;
  std::string File = Elsewhere.path() / "baseline.json";
  scan({"--write-baseline=" + File, Root + "/one"});
  EXPECT_THAT(readFile(File), HasSubstr("\"file\":\"one/train.py\""));
  EXPECT_EQ(found({"--baseline=" + File}), Paths{"two/train.py"});
  scan({"--write-baseline=" + File, Root});
  ToolRun Part = scan({"--baseline=" + File, Root + "/one"});
  EXPECT_THAT(Part.Out, HasSubstr("1 in the baseline"));
  EXPECT_THAT(Part.Out, Not(HasSubstr("stale"))); // "two" was not looked at
}

TEST_F(FilterTest, ABadBaselineIsBadUsage) {
  Repo.add("broken.json", "{\"findings\": 3}");
  for (const char *Name : {"broken.json", "missing.json"}) {
    ToolRun Run =
        scan({"--baseline=" + (Repo.path() / Name).string(), Repo.path()});
    EXPECT_EQ(Run.Status, 2);
    EXPECT_THAT(Run.Err, HasSubstr(Name));
  }
}

TEST_F(FilterTest, OtherToolsGetPathsOfTheCheckout) {
  ToolRun Run = scan({"--format=gitlab", (Repo.path() / "one").string()});
  EXPECT_EQ(json::parse(Run.Out)[0]["location"]["path"], "one/train.py");
}

TEST_F(FilterTest, InsideActionsAnnotationsAreTheDefault) {
  setenv("GITHUB_ACTIONS", "true", 1);
  ToolRun Chosen = scan({Repo.path()});
  ToolRun Asked = scan({"--format=text", Repo.path()});
  unsetenv("GITHUB_ACTIONS");
  EXPECT_THAT(Chosen.Out, testing::StartsWith("::error file=one/train.py,"));
  EXPECT_THAT(Asked.Out, HasSubstr("/one/train.py:"));
}

} // namespace
