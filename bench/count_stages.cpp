//===- count_stages.cpp - one stage over one made-up input ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   count_stages STAGE SIZE
//
// For counts.sh, which counts the instructions. SIZE is the number of lines,
// functions or keys; with 0 all is done that is not the stage's.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/prefilter.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/front_end.h"
#include "scanner/lineage/linker.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace {

using namespace modeltidy;
using llvm::formatv;

std::string lines(unsigned Count) {
  std::string Text = "import json\n";
  for (unsigned I = 0; I < Count; ++I)
    Text += formatv("x{0} = load(\"a{0}.json\", x{1}, key={0})\n", I, I / 2);
  return Text;
}

/// Each calls three others, so that all are one cycle.
std::string recursive(unsigned Count) {
  std::string Text = "from trl import SFTTrainer\n";
  for (unsigned I = 0; I < Count; ++I)
    Text += formatv("def f{0}(x):\n"
                    "    if x:\n        return f{1}(x)\n"
                    "    return f{2}(f{3}(x))\n",
                    I, (I + 1) % Count, (I * 7 + 3) % Count,
                    (I + Count - 1) % Count);
  if (Count)
    Text += "SFTTrainer(model=\"m\", train_dataset=f0(1)).train()\n";
  return Text;
}

std::string yamlKeys(unsigned Count) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I)
    Text += formatv("key{0}: {{a: '${{key0}', b: {0}}\n", I);
  return Text;
}

std::string jsonKeys(unsigned Count) {
  std::string Text = "{\n";
  for (unsigned I = 0; I < Count; ++I)
    Text += formatv("{0}\"key{1}\": \"a\"\n", I ? "," : "", I);
  return Text + "}\n";
}

std::string tomlKeys(unsigned Count) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I)
    Text += formatv("[t{0}]\na.b = 1\n", I);
  return Text;
}

std::string openBraces(unsigned Count) {
  std::string Text = "a: '";
  for (unsigned I = 0; I < Count; ++I)
    Text += "${";
  return Text + "'";
}

std::string brokenLines(unsigned Count) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I)
    Text += "a: b: c\n";
  return Text;
}

uint64_t linkPython(const std::string &Text) {
  std::vector<SummaryPart> Parts =
      summarizeFile(FileKind::Python, "train.py", Text);
  std::vector<LinkInput> Inputs;
  for (SummaryPart &Part : Parts)
    Inputs.push_back({"train.py",
                      llvm::cantFail(Summary::create(Part.Block.bytes())),
                      Part.Documented});
  ApiIndex Api(builtinApiLibraries(), {});
  return link(std::move(Inputs), Api, {}).Trainings.size();
}

uint64_t parsePython(const std::string &Text) {
  return summarizeFile(FileKind::Python, "train.py", Text).size();
}

template <ConfigFormat Format> uint64_t parseConfig(const std::string &Text) {
  return summarizeConfig(Text, Format).bytes().size();
}

uint64_t prefilter(const std::string &Text) {
  return Prefilter().scanPython(Text).Words.size();
}

struct Stage {
  llvm::StringLiteral Name;
  std::string (*Make)(unsigned);
  uint64_t (*Run)(const std::string &);
};

constexpr Stage Stages[] = {
    {"prefilter", lines, prefilter},
    {"python", lines, parsePython},
    {"yaml", yamlKeys, parseConfig<ConfigFormat::Yaml>},
    {"yaml-open", openBraces, parseConfig<ConfigFormat::Yaml>},
    {"yaml-broken", brokenLines, parseConfig<ConfigFormat::Yaml>},
    {"json", jsonKeys, parseConfig<ConfigFormat::Json>},
    {"toml", tomlKeys, parseConfig<ConfigFormat::Toml>},
    {"link", lines, linkPython},
    {"link-recursive", recursive, linkPython},
};

} // namespace

int main(int Argc, char **Argv) {
  unsigned Size = 0;
  if (Argc == 3 && !llvm::StringRef(Argv[2]).getAsInteger(10, Size))
    for (const Stage &S : Stages)
      if (S.Name == Argv[1]) {
        llvm::outs() << S.Run(S.Make(Size)) << '\n';
        return 0;
      }
  llvm::errs() << "usage: count_stages STAGE SIZE; stages:";
  for (const Stage &S : Stages)
    llvm::errs() << ' ' << S.Name;
  llvm::errs() << '\n';
  return 2;
}
