// The Python that rules of a Snakefile stand for.
#include "scanner/frontends/written/snakefile.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

using Strings = std::vector<std::string>;

/// The lines behind the imports, without blanks around them and empty ones.
Strings pythonOf(llvm::StringRef Text) {
  PlacedScript Made = pythonOfSnakefile(Text);
  llvm::SmallVector<llvm::StringRef, 16> Rows;
  llvm::StringRef(Made.Text).split(Rows, '\n');
  Strings Out;
  for (llvm::StringRef Row : llvm::drop_begin(Rows))
    if (!Row.trim().empty() && Row.trim() != ")")
      Out.push_back(Row.trim().str());
  return Out;
}

TEST(Snakefile, RuleIsAFunctionThatRunsItsCommand) {
  EXPECT_EQ(pythonOf("configfile: 'c.yaml'\n"
                     "rule a:\n"
                     "    input: p='in/{m}.txt'\n"
                     "    output: temp('{m,[a-z]+}.jsonl'), 'log'\n"
                     "    params: model=lambda w: config[w.m]\n"
                     "    shell: \"ask {params.model} {input.p} "
                     "{config[a][b]} {{x}} > {output[0]} {output}\"\n"),
            (Strings{"config = yaml.safe_load(open(( 'c.yaml'", ")))",
                     "def rule_a():", "pass",
                     "input_p = input = input_0 = (f'in/{wildcards_m}.txt'",
                     "output = output_0 = ((f'{wildcards_m}.jsonl')",
                     "output_1 = ('log'",
                     "params_model = params = params_0 = ( "
                     "config[wildcards_m]",
                     "os.system(( f\"ask {params_model} {input_p} "
                     "{config['a']['b']} {{x}} > {output_0} "
                     "{output_0} {output_1}\"",
                     "))"}));
}

TEST(Snakefile, CodeStaysAndNamesWhatTheRuleHas) {
  EXPECT_EQ(
      pythonOf("configfile: 'c'\n"
               "X = [1]\n"
               "rule all:\n"
               "  input: expand('{m}.txt', m=X)\n"
               "if X:\n"
               "  include: 'b.smk'\n"
               "  rule b:\n"
               "    run:\n"
               "      f(input[0], params.x)\n"
               "      shell('python g.py {output}')\n"
               "    # the end\n"),
      (Strings{"config = yaml.safe_load(open(( 'c'", ")))", "X = [1]",
               "def rule_all():", "pass",
               "input = input_0 = (f'{wildcards_m}.txt'", "if X:", "pass",
               "def rule_b():", "pass", "if True:", "f(input_0, params_x)",
               "os.system(f'python g.py {output}')", "# the end",
               "for wildcards_m in (X", "): pass"}));
}

TEST(Snakefile, LinesOfACommandAreCommands) {
  EXPECT_EQ(pythonOf("rule a:\n  shell: '''\n    cd x\n    y \\\n  z '''\n"),
            (Strings{"config = yaml.safe_load(open('config.yaml'))",
                     "def rule_a():", "pass",
                     "os.system(( ''' ;     cd x ;     y \\", "z '''", "))"}));
}

TEST(Snakefile, WhatNeverEndsIsRead) {
  for (llvm::StringRef Text : {"rule a:\n  input: (\nrule b:\n  shell: 'x",
                               "rule", "rule a:", "rule a:\n input: lambda",
                               "expand(", "rule a:\n shell: f'{{'"})
    EXPECT_FALSE(pythonOfSnakefile(Text).Text.empty());
  EXPECT_EQ(pythonOf("rule a:\n  input: (\nrule b:\n  shell: 'x'\n").back(),
            "))");
}

} // namespace
} // namespace modeltidy
