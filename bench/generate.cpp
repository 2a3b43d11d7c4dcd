//===- generate.cpp - synthetic repositories of any size ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   generate DIR FILES [DEPTH [KEYS]]
//
// Writes FILES files below DIR, the same ones each time: packages of 20 files,
// of which one generates rows with a model, one trains on what was generated,
// one is a config of KEYS keys (20), and the others pass rows on, each to the
// next, through DEPTH functions (10) a file.
//
//===----------------------------------------------------------------------===//

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace {

using llvm::formatv;

constexpr unsigned FilesInPackage = 20;

std::string generator(unsigned Package) {
  return formatv(R"(import json
from openai import OpenAI
from .step_2 import chain_2_0

client = OpenAI()


def ask(prompt):
    answer = client.chat.completions.create(
        model="gpt-4", messages=[{{"role": "user", "content": prompt}])
    return answer.choices[0].message.content


rows = [{{"text": chain_2_0(ask(p))} for p in ["a", "b"]]
with open("rows_{0}.json", "w") as out:
    json.dump(rows, out)
)",
                 Package);
}

std::string trainer(unsigned Package) {
  return formatv(R"(from datasets import load_dataset
from transformers import AutoModelForCausalLM
from trl import SFTTrainer

model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
data = load_dataset("json", data_files="rows_{0}.json", split="train")
trainer = SFTTrainer(model=model, train_dataset=data)
trainer.train()
)",
                 Package);
}

/// DEPTH functions that call each other in a row; the last one calls the first
/// of the next file.
std::string link(unsigned File, unsigned Depth) {
  std::string Text;
  bool Last = File + 2 >= FilesInPackage;
  if (!Last)
    Text += formatv("from transformers import AutoTokenizer\n"
                    "from .step_{0} import chain_{0}_0\n",
                    File + 1);
  for (unsigned I = 0; I < Depth; ++I) {
    Text += formatv("\n\ndef chain_{0}_{1}(row):\n    row = row.strip()\n",
                    File, I);
    if (I + 1 < Depth)
      Text += formatv("    return chain_{0}_{1}(row)\n", File, I + 1);
    else if (Last)
      Text += "    return row\n";
    else
      Text += formatv("    return chain_{0}_0(row)\n", File + 1);
  }
  return Text;
}

std::string config(unsigned Keys) {
  std::string Text = "model_name_or_path: mistralai/Mistral-7B-v0.1\n";
  for (unsigned I = 0; I < Keys; ++I)
    Text += formatv("key_{0}: {0}\n", I);
  return Text;
}

bool write(const std::string &Path, const std::string &Text) {
  std::error_code Error;
  llvm::raw_fd_ostream OS(Path, Error);
  if (!Error)
    OS << Text;
  if (Error)
    llvm::errs() << Path << ": " << Error.message() << '\n';
  return !Error;
}

bool writeFile(const std::string &Folder, unsigned Number, unsigned Depth,
               unsigned Keys) {
  unsigned Package = Number / FilesInPackage, File = Number % FilesInPackage;
  std::string Place =
      formatv("{0}/part_{1}/pack_{2}", Folder, Package / 100, Package);
  if (File == 0 && llvm::sys::fs::create_directories(Place))
    return false;
  if (File == FilesInPackage - 1)
    return write(Place + "/config.yaml", config(Keys));
  std::string Text = File == 0   ? generator(Package)
                     : File == 1 ? trainer(Package)
                                 : link(File, Depth);
  return write(formatv("{0}/step_{1}.py", Place, File), Text);
}

unsigned number(int Argc, char **Argv, int At, unsigned Otherwise) {
  unsigned N = Otherwise;
  if (Argc > At && llvm::StringRef(Argv[At]).getAsInteger(10, N))
    llvm::errs() << "no number: " << Argv[At] << '\n';
  return N;
}

} // namespace

int main(int Argc, char **Argv) {
  if (Argc < 3) {
    llvm::errs() << "usage: generate DIR FILES [DEPTH [KEYS]]\n";
    return 2;
  }
  unsigned Files = number(Argc, Argv, 2, 1), Depth = number(Argc, Argv, 3, 10),
           Keys = number(Argc, Argv, 4, 20);
  for (unsigned I = 0; I < Files; ++I)
    if (!writeFile(Argv[1], I, Depth, Keys))
      return 1;
  return 0;
}
