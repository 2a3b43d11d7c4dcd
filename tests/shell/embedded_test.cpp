//===-- embedded_test.cpp -------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The shell within Makefiles, Dockerfiles and workflows.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/embedded.h"
#include "tests/shell/lines.h"
#include "llvm/ADT/Twine.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::ElementsAre;

using MaskFunction = std::string (*)(llvm::StringRef);

/// The calls in the masked text, whose length and lines must be the input's.
std::vector<std::string> callsOf(MaskFunction Mask, llvm::StringRef Text) {
  std::string Masked = Mask(Text);
  EXPECT_EQ(Masked.size(), Text.size());
  for (size_t I = 0; I < std::min(Masked.size(), Text.size()); ++I)
    EXPECT_EQ(Masked[I] == '\n', Text[I] == '\n') << I;
  return Lines(Masked).calls();
}

/// The calls of a Makefile, at its own lines.
std::vector<std::string> callsOfMake(llvm::StringRef Text) {
  return Lines(scriptOfMakefile(Text).Text).calls();
}

TEST(ShellEmbedded, MakefileRecipes) {
  EXPECT_EQ(scriptOfMakefile("# python no.py\n"
                             "PY ?= python3\n"
                             "ARGS := --lr 1e-4 --m $(MODEL)\n"
                             "MODEL = org/m  # why\n"
                             ".PHONY: all\n"
                             "all: data\n"
                             "\t-$(PY) train.py $(ARGS) \\\n"
                             "\t  --out $@ --home=$$HOME/x $(shell date)\n"
                             "data: ; python one.py\n")
                .Text,
            "PY=\"python3\"\n"
            "ARGS=\"--lr 1e-4 --m ${MODEL}\"\n"
            "MODEL=\"org/m\"\n\f"
            "make:all() {\nmake:data\n"
            "(${PY} train.py ${ARGS} \\\n"
            "\t  --out all --home=$HOME/x $(date)\n)\n:\n}\n\f"
            "make:data() {\n(python one.py\n)\n:\n}\n\f"
            "# python no.py\n\f# why\n\f");
}

TEST(ShellEmbedded, MakefileVariables) {
  Lines M(scriptOfMakefile("A := x\nA += --y z\nLONG = a \\\n   b\n"
                           "my-var = 1\nF = $(if $(X),a b,c)\nB=1 2\n"
                           "C := \"org/m\"  # why\nC ?= other\n"
                           "D = $(B)/d\n")
              .Text);
  EXPECT_EQ(M.exit("C"), R"("org/m")");
  EXPECT_EQ(M.exit("A"), R"(Binary +("x", " --y z"))");
  EXPECT_EQ(M.exit("LONG"), R"("a    b")");
  EXPECT_EQ(M.exit("my_var"), R"("1")");
  EXPECT_EQ(M.exit("F"), "Global _");
  EXPECT_EQ(M.exit("B"), R"("1 2")");
  EXPECT_EQ(M.exit("D"), R"(Template(Global B, "/d"))"); // B in the end
}

TEST(ShellEmbedded, VariablesOfARule) {
  EXPECT_THAT(
      callsOfMake("out/%.jsonl: in/%.txt gen.py\n"
                  "\tpython gen.py $< $@ $* $(@D) $(notdir $<)\n"
                  "all: out/a.jsonl out/b.jsonl\n\tcat $^ > $@\n"),
      testing::AllOf(
          testing::Contains(testing::HasSubstr(
              R"("gen.py", "in/a.txt", "out/a.jsonl", "a", "out")")),
          testing::Contains(testing::HasSubstr(R"("out/b.jsonl", "b")")),
          testing::Contains(testing::HasSubstr(
              R"(Call("cat", "out/a.jsonl", "out/b.jsonl", >="all"))"))));
}

TEST(ShellEmbedded, VariablesOfATarget) {
  EXPECT_THAT(callsOfMake("M = a\nx: M = b\nx:\n\tpython x.py $(M)\n"),
              testing::Contains(testing::HasSubstr(R"("x.py", "b")")));
}

// Each line once, not each rule against each variable, pattern or target.
TEST(ShellEmbedded, LargeMakefilesAreLinear) {
  std::string Variables, Rules, Patterns, Targets;
  for (unsigned I = 0; I < 20'000; ++I) {
    const std::string N = std::to_string(I);
    Variables += ("V" + llvm::Twine(N) + " := out/" + N + "/$@\n").str();
    Rules +=
        ("t" + llvm::Twine(N) + ": d" + N + "\n\tpython gen.py $(V" + N + ")\n")
            .str();
    Patterns +=
        ("o" + llvm::Twine(N) + "/%.j: p/%.t\n\tpython gen.py $@\n").str();
    Targets +=
        ("a: b" + llvm::Twine(N) + "\na:: c" + N + "\n\tpython gen.py $<\n")
            .str();
  }
  EXPECT_THAT(scriptOfMakefile(Variables + Rules).Text,
              testing::HasSubstr("make:t7() {\nlocal V7=\"out/7/t7\"\n"));
  EXPECT_THAT(scriptOfMakefile(Patterns + "all: o7/x.j\n").Text,
              testing::HasSubstr("(python gen.py o7/x.j\n)"));
  EXPECT_THAT(scriptOfMakefile(Targets).Text,
              testing::HasSubstr("(python gen.py c19999\n)"));
}

TEST(ShellEmbedded, AnErrorStaysInItsRecipe) {
  EXPECT_THAT(callsOfMake("a:\n\techo \"open\nb:\n\tpython b.py\n"),
              testing::Contains(testing::HasSubstr(R"("python", "b.py")")));
}

TEST(ShellEmbedded, Dockerfile) {
  EXPECT_THAT(callsOf(shellOfDockerfile,
                      "FROM python no.py\n"
                      "ARG MODEL=org/m\nARG OTHER\n"
                      "ENV A=b\nENV PATHS /x y\n"
                      "RUN --mount=type=cache,target=/c pip a \\\n"
                      "  # why\n"
                      "  b && python x.py $A\n"
                      "run [\"python\", \"y.py\", \"--a b\"]\n"
                      "RUN <<EOF\npython z.py --m $MODEL\nEOF\n"
                      "COPY a b\n"
                      "ENTRYPOINT [\"python\", \"s.py\"]\n"
                      "CMD [\"--port\", \"80\"]\n"
                      "CMD python cmd.py $PATHS\n"),
              ElementsAre(R"(6: Call("pip", "a", "b"))",
                          R"(8: Call("python", "x.py", "b"))",
                          R"(9: Call("python", "y.py", "--a b"))",
                          R"(11: Call("python", "z.py", "--m", "org/m"))",
                          R"(14: Call("python", "s.py"))",
                          R"(16: Call("python", "cmd.py", Splat/3("/x y")))"));
}

TEST(ShellEmbedded, WorkflowScalars) {
  EXPECT_THAT(
      callsOf(shellOfWorkflow, "on: push\n"
                               "steps:\n"
                               "  - name: run a\n"
                               "    run: |\n"
                               "      python a.py --m ${{ matrix.m }}\n"
                               "\n"
                               "      X=1\n"
                               "  - run: python b.py {{ x }} # comment\n"
                               "  - run: \"python \\\"c d.py\\\" --x\"\n"
                               "  - run: >-\n"
                               "      python d.py\n"
                               "      --lr 1\n"
                               "  - run: python e.py\n"
                               "      --more\n"
                               "  - text: |\n"
                               "      run: python never.py\n"
                               "stages:\n"
                               "  s:\n"
                               "    cmd: python f.py ${train.lr}\n"),
      ElementsAre(
          R"(5: Call("python", "a.py", "--m", Splat/3(Global __matrix_m__)))",
          R"(8: Call("python", "b.py", Splat/3(Global _x__)))",
          R"(9: Call("python", "c d.py", "--x"))",
          R"(11: Call("python", "d.py", "--lr", "1"))",
          R"(13: Call("python", "e.py", "--more"))",
          R"(19: Call("python", "f.py", Splat/3(Global train_lr)))"));
}

// What GitHub puts in before a shell sees it is no shell's syntax.
TEST(ShellEmbedded, TemplatesInAnEnvironment) {
  std::string Masked = shellOfWorkflow(
      "env:\n"
      "  TOKEN: ${{ secrets.HF_TOKEN }}\n"
      "  HAS: ${{ secrets.A != '' && secrets.B != '' }}\n"
      "  LIST: ${{ github.workspace }}/audit, or ${{ env.B || 'x' }}\n"
      "  SAID: it is ${{ a.b }} (and more)\n"
      "jobs:\n"
      "  j:\n"
      "    steps:\n"
      "      - run: python a.py --m $TOKEN\n");
  Lines L(Masked);
  EXPECT_TRUE(L.summary().errors().empty());
  EXPECT_THAT(
      L.calls(),
      ElementsAre(
          R"(9: Call("python", "a.py", "--m", Splat/3(Global __secrets_HF_TOKEN__)))"));
}

TEST(ShellEmbedded, WorkflowLists) {
  EXPECT_THAT(callsOf(shellOfWorkflow,
                      "job:\n"
                      "  script:\n"
                      "    - python a.py\n"
                      "    - 'python b.py'\n"
                      "    - |\n"
                      "      python c.py\n"
                      "  command: [\"python\", \"d.py\"]\n"
                      "  args: [\"--x\", \"y z\"]\n"
                      "k:\n"
                      "    command:\n"
                      "    - python\n"
                      "    - e.py  \n"
                      "    - --m=a b\n"
                      "    args:\n"
                      "    - --more\n"
                      "l:\n"
                      "  entrypoint: [\"python\", \"-m\", \"f\"]\n"
                      "  command: [\"--p\", \"1\"]\n"),
              ElementsAre(R"(3: Call("python", "a.py"))",
                          R"(4: Call("python", "b.py"))",
                          R"(6: Call("python", "c.py"))",
                          R"(7: Call("python", "d.py", "--x", "y z"))",
                          R"(11: Call("python", "e.py", "--m=a b", "--more"))",
                          R"(17: Call("python", "-m", "f", "--p", "1"))"));
}

TEST(ShellEmbedded, WorkflowStepsOnOneLine) {
  EXPECT_THAT(
      callsOf(shellOfWorkflow,
              "steps:\n"
              "  - { uses: actions/checkout@v4, with: { run: \"no\" } }\n"
              "  - { name: \"run: no\", run: python a.py --m x, id: a }\n"
              "  - { run: \"python b.py, then\" }\n"
              "  - { rerun: python never.py }\n"
              "  - { run: 'open\n"),
      ElementsAre(R"(3: Call("python", "a.py", "--m", "x"))",
                  R"(4: Call("python", "b.py,", "then"))"));
}

TEST(ShellEmbedded, Sweeps) {
  Lines M(
      shellOfWorkflow("command:\n  - python3\n  - ${program}\n  - --do_train\n"
                      "  - ${args}\n"
                      "program: run.py\n"
                      "parameters:\n"
                      "  model:\n    value: org/m\n"
                      "  lr:\n    values:\n      - 1e-4\n      - 1e-5\n"
                      "  data:\n    value: a (b)\n"
                      "method: grid\n"));
  EXPECT_EQ(M.last(), R"("python3", Splat/3(Global program), "--do_train", )"
                      R"(Splat/3(Global args))");
  EXPECT_EQ(M.exit("program"), R"("run.py")");
  EXPECT_EQ(M.exit("args"), R"(List("--model", "org/m", "--lr", "1e-4", )"
                            R"x("1e-5", "--data", "a (b)"))x");
}

TEST(ShellEmbedded, WhatIsNoShellIsLeftOut) {
  EXPECT_THAT(callsOf(shellOfWorkflow, "steps:\n"
                                       "  - shell: python\n"
                                       "    run: import a\n"
                                       "  - run: import b\n"
                                       "    shell: pwsh\n"
                                       "  - uses: a/b\n"
                                       "    with:\n"
                                       "      script: |\n"
                                       "        const a = 1\n"
                                       "  - run: python c.py\n"
                                       "    shell: bash\n"
                                       "runs: d\n"
                                       "defaults:\n"
                                       "  run:\n"
                                       "    shell: bash\n"),
              ElementsAre(R"(10: Call("python", "c.py"))"));
}

} // namespace
} // namespace modeltidy
