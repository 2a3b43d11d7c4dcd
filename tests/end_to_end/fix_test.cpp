//===- fix_test.cpp - edits that resolve findings -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <cstdlib>
#include <gmock/gmock.h>

using namespace modeltidy::e2e;
using testing::HasSubstr;
using testing::Not;

namespace {

class FixTest : public testing::Test {
protected:
  void SetUp() override {
    copyFixture("llama2_output_trains_mistral", Repo.path());
  }

  ToolRun scan(std::vector<std::string> Args) {
    Args.insert(Args.begin(), "--today=2026-11-21");
    Args.push_back("--checks=-*,license-output-*,nolint-*");
    Args.push_back(Repo.path());
    return runTool(Args);
  }
  std::string trainer() { return readFile(Repo.path() / "train.py"); }
  void replace(const std::string &From, const std::string &To) {
    std::string Text = trainer();
    size_t At = Text.find(From);
    ASSERT_NE(At, std::string::npos) << From;
    Repo.add("train.py", Text.replace(At, From.size(), To));
  }

  TempFolder Repo;
};

TEST_F(FixTest, AddedSuppressionsConverge) {
  EXPECT_EQ(scan({"--add-suppressions=ticket 81"}).Status, 1);
  EXPECT_THAT(trainer(),
              HasSubstr("trainer = SFTTrainer(  # "
                        "NOLINT(license-output-training): ticket 81\n"));
  std::string Once = trainer();
  ToolRun Again = scan({"--add-suppressions=ticket 81"});
  EXPECT_EQ(Again.Status, 0) << Again.Out;
  EXPECT_THAT(Again.Out, HasSubstr("0 warnings, 0 notes, 1 suppressed"));
  EXPECT_EQ(trainer(), Once);
}

/// Before Python 3.12 no comment may stand between the braces.
TEST_F(FixTest, NoCommentComesIntoAnFString) {
  const std::string Text =
      "from datasets import load_dataset\nfrom trl import SFTTrainer\n"
      "rows = load_dataset('tatsu-lab/alpaca')\n"
      "print(f\"\"\"{\n"
      "    SFTTrainer('mistralai/Mistral-7B-v0.1', train_dataset=rows)\n"
      "}\"\"\")\n";
  Repo.add("train.py", Text);
  EXPECT_THAT(scan({"--add-suppressions=ticket 81"}).Err,
              HasSubstr("no comment can stand at train.py:5"));
  EXPECT_EQ(readFile(Repo.path() / "train.py"), Text);
}

TEST_F(FixTest, AContinuedLineGetsItsCommentAbove) {
  replace("trainer = SFTTrainer(", "trainer = SFTTrainer \\\n    (");
  scan({"--add-suppressions=ticket 81"});
  EXPECT_THAT(trainer(),
              HasSubstr("# NOLINTNEXTLINE(license-output-training): ticket 81\n"
                        "    trainer = SFTTrainer \\\n"));
  EXPECT_EQ(scan({}).Status, 0);
}

TEST_F(FixTest, ALineThatOpensAStringGetsItsCommentAbove) {
  replace("trainer = SFTTrainer(",
          "trainer = SFTTrainer(notes=\"\"\"\nhello\"\"\",");
  scan({"--add-suppressions=ticket 81"});
  EXPECT_THAT(trainer(),
              HasSubstr("    # NOLINTNEXTLINE(license-output-training): ticket "
                        "81\n    trainer = SFTTrainer(notes=\"\"\"\nhello"));
  EXPECT_EQ(scan({}).Status, 0);
}

TEST_F(FixTest, BetweenTwoStringsNoCommentCanStand) {
  replace("trainer = SFTTrainer(",
          "x = \"\"\"\n\"\"\"; trainer = SFTTrainer(notes=\"\"\"\n\"\"\",");
  std::string Before = trainer();
  EXPECT_THAT(scan({"--add-suppressions=ticket 81"}).Err,
              HasSubstr("no comment can stand at train.py:"));
  EXPECT_EQ(trainer(), Before);
}

TEST_F(FixTest, ABlockOfTextGetsItsCommentAbove) {
  TempFolder Config;
  const std::string Text = "base_model: >-\n  mistralai/Mistral-7B-v0.1\n"
                           "load_in_4bit: true\ndatasets:\n"
                           "  - path: tatsu-lab/alpaca\n    type: alpaca\n";
  Config.add("axolotl.yml", Text);
  auto Run = [&] {
    return runTool({"--today=2026-11-21", "--no-cache", "--add-suppressions=w",
                    "--checks=-*,license-output-training",
                    Config.path().string()});
  };
  EXPECT_EQ(Run().Status, 1);
  const std::string Wanted =
      "# NOLINTNEXTLINE(license-output-training): w\n" + Text;
  EXPECT_EQ(readFile(Config.path() / "axolotl.yml"), Wanted);
  EXPECT_EQ(Run().Status, 0);
  EXPECT_EQ(readFile(Config.path() / "axolotl.yml"), Wanted);
}

/// Whatever the file is called, as long as it is read.
TEST_F(FixTest, EveryKindOfFileThatHasCommentsTakesThem) {
  TempFolder Repo;
  const std::string Launch =
      "trl sft --model_name_or_path mistralai/Mistral-7B-v0.1 "
      "--dataset_name tatsu-lab/alpaca\n";
  Repo.add("job.sbatch", "#!/bin/bash\n" + Launch);
  Repo.add("run", "#!/bin/sh\n" + Launch);
  Repo.add("train.mk", "all:\n\t" + Launch);
  Repo.add("gpu.dockerfile", "FROM x\nRUN " + Launch);
  Repo.add("page.md", "```sh\n" + Launch + "```\n");
  auto Run = [&](const std::string &Option) {
    return runTool({"--today=2026-11-21", "--no-cache", "--quiet", Option,
                    "--checks=-*,license-output-training,nolint-*",
                    Repo.path().string()});
  };
  EXPECT_THAT(Run("--add-suppressions=ticket 81").Err,
              Not(HasSubstr("no comment can stand")));
  EXPECT_EQ(Run("--strict").Out, "");
  EXPECT_THAT(readFile(Repo.path() / "job.sbatch"),
              HasSubstr("  # NOLINT(license-output-training): ticket 81\n"));
}

/// What is done to one file of a repository of its own.
std::string suppressed(const std::string &File, const std::string &Text,
                       const std::string &Reason = "ticket 81",
                       bool Fits = true) {
  TempFolder Repo;
  Repo.add(File, Text);
  auto Run = [&](const std::string &Option) {
    return runTool({"--today=2026-11-21", "--no-cache", "--quiet", Option,
                    "--checks=-*,license-output-training,nolint-*",
                    Repo.path().string()});
  };
  ToolRun First = Run("--add-suppressions=" + Reason);
  EXPECT_THAT(First.Out, HasSubstr("[license-output-training]")) << Text;
  EXPECT_EQ(First.Err.find("no comment can stand") == std::string::npos, Fits)
      << First.Err;
  std::string Now = readFile(Repo.path() / File);
  ToolRun Again = Run("--strict");
  EXPECT_EQ(Again.Out.empty(), Fits) << Now << Again.Out;
  return Now;
}

constexpr char List[] = "(license-output-training)";

/// Folded, the rest of the command would be a part of the comment.
TEST_F(FixTest, ABlockOfCommandsInYamlGetsAPairAroundIt) {
  const std::string Job = "on: push\njobs:\n  train:\n    runs-on: x\n"
                          "    steps:\n      - name: one\n";
  for (const std::string Sign : {">", "|", ">-"}) {
    const std::string Step =
        "        run: " + Sign +
        "\n          trl sft --model_name_or_path mistralai/Mistral-7B-v0.1" +
        (Sign == "|" ? " \\" : "") +
        "\n          --dataset_name tatsu-lab/alpaca\n";
    const std::string Rest = "      - run: echo done\n";
    EXPECT_EQ(suppressed(".github/workflows/ci.yml", Job + Step + Rest),
              Job + "        # NOLINTBEGIN" + List + ": ticket 81\n" + Step +
                  "        # NOLINTEND" + List + "\n" + Rest);
  }
}

TEST_F(FixTest, ACommandOfSeveralLinesGetsAPairAroundIt) {
  const std::string Launch =
      "trl sft \\\n  --model_name_or_path mistralai/Mistral-7B-v0.1 \\\n"
      "  --dataset_name tatsu-lab/alpaca\n";
  const std::string Begin =
                        std::string("# NOLINTBEGIN") + List + ": ticket 81\n",
                    End = std::string("# NOLINTEND") + List + "\n";
  EXPECT_EQ(suppressed("run.sh", "#!/bin/sh\n" + Launch + "echo\n"),
            "#!/bin/sh\n" + Begin + Launch + End + "echo\n");
  EXPECT_EQ(suppressed("run.sh", Launch.substr(0, Launch.size() - 1)),
            Begin + Launch + End.substr(0, End.size() - 1));
}

/// Dockerfiles know comments as whole lines alone, and make keeps the blanks in
/// front of one in a variable.
TEST_F(FixTest, DockerfilesAndMakefilesGetLinesOfTheirOwn) {
  const std::string Above =
      std::string("# NOLINTNEXTLINE") + List + ": ticket 81\n";
  const std::string Cmd = "CMD [\"trl\", \"sft\", \"--model_name_or_path\", "
                          "\"mistralai/Mistral-7B-v0.1\", \"--dataset_name\", "
                          "\"tatsu-lab/alpaca\"]\n";
  EXPECT_EQ(suppressed("Dockerfile", "FROM x\n" + Cmd),
            "FROM x\n" + Above + Cmd);
  const std::string Run =
      "RUN pip install trl && \\\n    trl sft --model_name_or_path "
      "mistralai/Mistral-7B-v0.1 --dataset_name tatsu-lab/alpaca\n";
  EXPECT_EQ(suppressed("Dockerfile", "FROM x\n" + Run + Cmd),
            "FROM x\n# NOLINTBEGIN" + (List + (": ticket 81\n" + Run)) +
                "# NOLINTEND" + List + "\n" + Above + Cmd);
  const std::string Model = "STUDENT := mistralai/Mistral-7B-v0.1\n";
  const std::string Rule = "all:\n\ttrl sft --model_name_or_path $(STUDENT) "
                           "--dataset_name tatsu-lab/alpaca\n";
  std::string Now = suppressed("Makefile", Model + Rule);
  EXPECT_THAT(Now, HasSubstr(Model));
  EXPECT_THAT(Now, HasSubstr(Rule.substr(5)));
  EXPECT_EQ(suppressed("Makefile", Model + Rule, "$(shell date)",
                       /*Fits=*/false),
            Model + Rule);
}

/// What stands between "define" and "endef" is a variable's text, whole; and
/// where a recipe goes to one shell, only its first line may begin with "-".
TEST_F(FixTest, MakefilesGetNoCommentIntoATextOrAnOnlyShell) {
  const std::string Begin =
      std::string("# NOLINTBEGIN") + List + ": ticket 81\n";
  const std::string End = std::string("# NOLINTEND") + List + "\n";
  const std::string Sft = "trl sft --model_name_or_path mistralai/Mistral-7B-"
                          "v0.1 --dataset_name tatsu-lab/alpaca\n";
  const std::string Text = "define RUN\n" + Sft + "endef\n";
  const std::string All = "all:\n\t$(RUN)\n";
  EXPECT_EQ(suppressed("Makefile", Text + All), Begin + Text + End + All);
  const std::string Rule = "all:\n\t-" + Sft + "\techo done\n";
  EXPECT_EQ(suppressed("Makefile", ".ONESHELL:\n" + Rule),
            ".ONESHELL:\n" + Begin + "all:\n\t-" + Sft + End + "\techo done\n");
}

/// An apostrophe would end the string, and a shell runs what $() holds.
TEST_F(FixTest, AStringOfAScriptGetsNoCommentInside) {
  const std::string Code =
      "python3 -c '\nfrom trl import SFTTrainer\n"
      "from datasets import load_dataset\n"
      "SFTTrainer(model=\"mistralai/Mistral-7B-v0.1\",\n"
      "  train_dataset=load_dataset(\"tatsu-lab/alpaca\")).train()\n'\n";
  EXPECT_EQ(suppressed("run.sh", Code, "it's $(fine)"),
            std::string("# NOLINTBEGIN") + List + ": it's $(fine)\n" + Code +
                "# NOLINTEND" + List + "\n");
}

TEST_F(FixTest, AReasonIsReadBackAsItWasGiven) {
  std::string Before = trainer();
  for (const char *Reason :
       {"#81", "--> x", "see NOLINT", "a # b", "ends\\", "a\tb", "\xFF"}) {
    ToolRun Run = scan({std::string("--add-suppressions=") + Reason});
    EXPECT_EQ(Run.Status, 2) << Reason;
    EXPECT_THAT(Run.Err, HasSubstr("can be read back")) << Reason;
  }
  EXPECT_EQ(trainer(), Before);
  scan({"--add-suppressions=ticket #81"});
  EXPECT_THAT(trainer(), Not(HasSubstr("ticket")));
  scan({"--add-suppressions=*81*"});
  EXPECT_THAT(trainer(), HasSubstr("): *81*\n"));
}

TEST_F(FixTest, OtherLintersKeepTheirSuppressions) {
  const std::string Plain = trainer();
  for (const char *Checks :
       {"license-output-conditions,bugprone-use-after-move", "p*",
        "*-conditions"}) {
    Repo.add("train.py", Plain);
    replace("def main():",
            "def main():  # NOLINT(" + std::string(Checks) + "): old");
    std::string Before = trainer();
    // All checks: what did not run may yet hide behind a glob.
    ToolRun Run = runTool({"--today=2026-11-21", "--fix", Repo.path()});
    EXPECT_THAT(Run.Out, HasSubstr("[nolint-unused]")) << Checks;
    EXPECT_EQ(trainer(), Before);
  }
  Repo.add("train.py", Plain);
  replace("def main():", "def main():  # NOLINT(license-output-c*): old");
  scan({"--fix"});
  EXPECT_THAT(trainer(), Not(HasSubstr("NOLINT")));
}

TEST_F(FixTest, SuppressionsNeedAReason) {
  std::string Before = trainer();
  ToolRun Run = scan({"--add-suppressions="});
  EXPECT_EQ(Run.Status, 2);
  EXPECT_THAT(Run.Err, HasSubstr("--add-suppressions needs a reason"));
  EXPECT_EQ(trainer(), Before);
}

TEST_F(FixTest, FixTakesStaleSuppressionsAway) {
  std::string Before = trainer();
  replace(
      "trainer = SFTTrainer(",
      "# NOLINTNEXTLINE(license-output-conditions): old\n"
      "    trainer = SFTTrainer(  # NOLINT(license-output-conditions): old");
  EXPECT_THAT(scan({}).Out, HasSubstr("[nolint-unused]"));
  scan({"--fix"});
  EXPECT_EQ(trainer(), Before);
  EXPECT_THAT(scan({"--fix"}).Err, Not(HasSubstr("edited")));
}

TEST_F(FixTest, AMisspelledNameTakesNoOtherAway) {
  replace("trainer = SFTTrainer(",
          "trainer = SFTTrainer(  # NOLINT(license-output-training,"
          "licence-output-conditions): ticket 81");
  std::string Before = trainer();
  EXPECT_THAT(scan({}).Out, HasSubstr("[nolint-unused]"));
  scan({"--fix"});
  EXPECT_EQ(trainer(), Before);
}

TEST_F(FixTest, WhatElseACommentSaysStays) {
  replace("trainer = SFTTrainer(",
          "trainer = SFTTrainer(  # why  # NOLINT(license-output-conditions)");
  std::string Before = trainer();
  scan({"--fix"});
  EXPECT_EQ(trainer(), Before);
}

TEST_F(FixTest, ACellOfANotebookTakesACommentAndGivesItBack) {
  TempFolder Notes;
  copyFixture("notebook_cells_generate_and_train", Notes.path());
  const auto Book = Notes.path() / "distill.ipynb";
  auto Run = [&](const std::string &How) {
    return runTool({"--today=2026-11-21", "--no-cache", How,
                    "--checks=-*,license-output-*,nolint-*",
                    Notes.path().string()});
  };
  std::string Before = readFile(Book);
  EXPECT_EQ(Run("--add-suppressions=the \"81\"").Status, 1);
  EXPECT_THAT(
      readFile(Book),
      HasSubstr(R"(  # NOLINT(license-output-training): the \"81\"\n",)"));
  ToolRun Again = Run("--add-suppressions=other");
  EXPECT_EQ(Again.Status, 0) << Again.Out;
  EXPECT_THAT(Again.Err, Not(HasSubstr("edited")));
  // What it hid goes, so it hides nothing: --fix takes it away.
  std::string Now = readFile(Book);
  const std::string Llama = "meta-llama/Llama-2-7b-chat-hf";
  ASSERT_NE(Now.find(Llama), std::string::npos);
  Now.replace(Now.find(Llama), Llama.size(), "mistralai/Mistral-7B-v0.1");
  Before.replace(Before.find(Llama), Llama.size(), "mistralai/Mistral-7B-v0.1");
  Notes.add("distill.ipynb", Now);
  Run("--fix");
  EXPECT_EQ(readFile(Book), Before);
}

/// One cell of each source, as the lines of one JSON string.
std::string bookOf(const std::vector<std::string> &Cells) {
  std::string Out = R"({"cells": [)";
  for (const std::string &Code : Cells)
    Out += (&Code == Cells.data() ? "" : ", ") +
           (R"({"cell_type": "code", "metadata": {}, "outputs": [], )"
            R"("execution_count": null, "source": [")" +
            Code + "\"]}");
  return Out + R"(], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})";
}

constexpr const char *Rows =
    R"(from datasets import load_dataset\nfrom trl import SFTTrainer\n)"
    R"(rows = load_dataset('tatsu-lab/alpaca'))";

TEST_F(FixTest, NoCommentComesIntoAnFStringOfACell) {
  TempFolder Notes;
  const std::string Text = bookOf(
      {Rows, R"(print(f\"\"\"{\n    SFTTrainer('mistralai/Mistral-7B-v0.1', )"
             R"(train_dataset=rows).train()\n}\"\"\")\n)"});
  Notes.add("a.ipynb", Text);
  ToolRun Run = runTool({"--today=2026-11-21", "--add-suppressions=ticket 81",
                         "--checks=-*,license-output-*", Notes.path()});
  EXPECT_THAT(Run.Err,
              HasSubstr("no comment can stand at a.ipynb:1 (cell 2 line 2);"));
  EXPECT_EQ(readFile(Notes.path() / "a.ipynb"), Text);
}

/// Some programs store a notebook on one line.
TEST_F(FixTest, EachLineOfACellGetsItsComment) {
  TempFolder Notes;
  const std::string Train =
      R"(SFTTrainer('mistralai/Mistral-7B-v0.1', train_dataset=rows).train())";
  Notes.add("a.ipynb", bookOf({Rows, Train + "\\n" + Train,
                               "!echo don't\\n" + Train + "\\n"}));
  std::vector<std::string> Args = {
      "--today=2026-11-21", "--add-suppressions=ticket 81",
      "--checks=-*,license-output-*", Notes.path().string()};
  EXPECT_THAT(runTool(Args).Out, HasSubstr("3 errors"));
  ToolRun Again = runTool(Args);
  EXPECT_THAT(Again.Out, HasSubstr("0 warnings, 0 notes, 3 suppressed"));
  EXPECT_EQ(Again.Status, 0);
}

/// As many findings as a folder of benchmarks has: the file is read a few
/// times, not once for each.
TEST_F(FixTest, ManyCommentsAreTriedTogether) {
  std::string Code = "from datasets import load_dataset\n"
                     "from trl import SFTTrainer\n"
                     "rows = load_dataset('tatsu-lab/alpaca')\n";
  for (int I = 0; I != 300; ++I)
    Code += "SFTTrainer('mistralai/Mistral-7B-v0.1', train_dataset=rows)"
            ".train()\n";
  Repo.add("train.py", Code);
  double Scan = scan({}).CpuSeconds;
  EXPECT_LT(scan({"--add-suppressions=ticket 81"}).CpuSeconds, 20 * Scan);
  EXPECT_THAT(scan({}).Out, HasSubstr("0 warnings, 0 notes, 300 suppressed"));
}

TEST_F(FixTest, ExportedFixesAreApplied) {
  TempFolder Fixes;
  std::string Before = trainer();
  scan({"--add-suppressions=it's \"81\"",
        "--export-fixes=" + (Fixes.path() / "fixes.yaml").string()});
  EXPECT_EQ(trainer(), Before);
  EXPECT_THAT(readFile(Fixes.path() / "fixes.yaml"),
              HasSubstr("DiagnosticName: license-output-training"));
  if (std::system("command -v clang-apply-replacements-19 >/dev/null") != 0)
    GTEST_SKIP() << "clang-apply-replacements-19 is not installed";
  ASSERT_EQ(std::system(
                ("clang-apply-replacements-19 '" + Fixes.path().string() + "'")
                    .c_str()),
            0);
  EXPECT_THAT(trainer(), HasSubstr("(license-output-training): it's \"81\"\n"));
}

} // namespace
