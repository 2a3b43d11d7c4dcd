//===-- gguf_test.cpp -----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/gguf.h"
#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

std::string number(uint64_t Value, unsigned Size) {
  std::string Out;
  for (unsigned I = 0; I < Size; ++I)
    Out += static_cast<char>(Value >> (8 * I));
  return Out;
}

std::string text(const std::string &Text) {
  return number(Text.size(), 8) + Text;
}

std::string pair(const std::string &Key, const std::string &Value) {
  return text(Key) + number(8, 4) + text(Value);
}

std::string file(const std::string &Pairs, unsigned Count) {
  return "GGUF" + number(3, 4) + number(0, 8) + number(Count, 8) + Pairs;
}

std::optional<GgufHeader> header(const std::string &Bytes) {
  MemorySource From;
  From.add("a.gguf", Bytes);
  auto Read = readGgufHeader(From, "a.gguf");
  if (Read)
    return *Read;
  ADD_FAILURE() << llvm::toString(Read.takeError());
  return std::nullopt;
}

/// As many tokens as a model has; of scores the size alone is looked at.
std::string vocabulary(unsigned Tokens) {
  std::string Out = text("tokenizer.ggml.tokens") + number(9, 4) +
                    number(8, 4) + number(Tokens, 8);
  for (unsigned I = 0; I < Tokens; ++I)
    Out += text("token" + std::to_string(I));
  return Out + text("tokenizer.ggml.scores") + number(9, 4) + number(6, 4) +
         number(Tokens, 8) + std::string(4 * Tokens, '\1');
}

TEST(Gguf, NamesItsLicenseAndItsBase) {
  std::string Numbers = text("tokenizer.scores") + number(9, 4) + number(6, 4) +
                        number(2, 8) + std::string(8, '\0');
  auto H =
      header(file(Numbers + pair("general.name", "Tuned") +
                      pair("general.license", "llama2") +
                      pair("general.base_model.0.name", "Llama 2 7b") +
                      pair("general.base_model.0.repo_url",
                           "https://huggingface.co/meta-llama/Llama-2-7b-hf") +
                      pair("general.base_model.1.name", "B") +
                      pair("general.base_model.1.organization", "A"),
                  7));
  ASSERT_TRUE(H);
  EXPECT_EQ(H->Name, "Tuned");
  EXPECT_THAT(H->Licenses, testing::ElementsAre("llama2"));
  EXPECT_THAT(H->Bases,
              testing::ElementsAre("meta-llama/Llama-2-7b-hf", "A/B"));
}

TEST(Gguf, LooksBehindAVocabulary) {
  std::string Tokens = vocabulary(50'000);
  ASSERT_GT(Tokens.size(), 1u << 20);
  auto H = header(file(Tokens + pair("general.license", "mit"), 3));
  ASSERT_TRUE(H);
  EXPECT_THAT(H->Licenses, testing::ElementsAre("mit"));
  EXPECT_TRUE(H->IsVocabulary);
  EXPECT_FALSE(header(file(pair("general.name", "x"), 1))->IsVocabulary);
  EXPECT_FALSE(
      header(file(Tokens + text("split.count") + number(2, 4) + "\2\0", 3))
          ->IsVocabulary);
}

TEST(Gguf, ReadsNoMoreThanItsBound) {
  std::string Texts = text("k") + number(9, 4) + number(8, 4) + number(400, 8);
  for (unsigned I = 0; I < 400; ++I)
    Texts += text(std::string(70'000, 'x'));
  auto H = header(file(Texts + pair("general.license", "mit"), 2));
  ASSERT_TRUE(H);
  EXPECT_TRUE(H->Licenses.empty());
}

TEST(Gguf, DamagedFilesEnd) {
  EXPECT_FALSE(header(""));
  EXPECT_FALSE(header("GGUF"));
  EXPECT_FALSE(header("PK\x03\x04 something else"));
  std::string Whole = file(pair("general.name", "x"), 1);
  for (size_t Cut = 0; Cut < Whole.size(); ++Cut)
    header(Whole.substr(0, Cut));
  auto Huge = header(
      file(text("k") + number(9, 4) + number(8, 4) + number(~0ull, 8), ~0u));
  ASSERT_TRUE(Huge);
  EXPECT_TRUE(Huge->Bases.empty());
}

TEST(Gguf, AFileWhoseNameTellsNothingIsKnownByItsBase) {
  e2e::TempFolder Repo;
  Repo.add(
      "gen.cpp",
      "#include \"llama.h\"\n#include <fstream>\nint main() {\n"
      "  auto *m = llama_model_load_from_file(\"weights/best.gguf\", {});\n"
      "  std::ofstream out(\"out.txt\");\n"
      "  out << common_token_to_piece(m, common_sampler_sample(s, m, -1));\n"
      "}\n");
  Repo.add("train.py",
           "from datasets import load_dataset\nfrom trl import SFTTrainer\n"
           "SFTTrainer(model='EleutherAI/pythia-160m', train_dataset="
           "load_dataset('text', data_files='out.txt', split='train'))\n");
  auto Scan = [&] { return e2e::runTool(e2e::jsonArgs(Repo.path())).Out; };
  EXPECT_THAT(Scan(), testing::Not(testing::HasSubstr("Llama 2")));
  Repo.add("weights/best.gguf",
           file(pair("general.base_model.0.repo_url",
                     "https://huggingface.co/meta-llama/Llama-2-7b-hf"),
                1));
  EXPECT_THAT(Scan(), testing::HasSubstr("\"family\": \"Llama 2\""));
}

} // namespace
} // namespace modeltidy
