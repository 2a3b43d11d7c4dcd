//===-- kinds_test.cpp ----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each kind of generator feeds a Python trainer, and is told from its quiet
// twins: what it says is only shown to a user, the trained model is of the same
// family, the generator's license leaves outputs free. All of them by a model
// that stands in the code, and by one that compile_commands.json names.
//
//===----------------------------------------------------------------------===//

#include "tests/cxx_programs/repository.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::HasSubstr;
using testing::Not;

/// WEIGHTS stands for the model, SINK for the stream that is written to.
struct Kind {
  const char *Name, *Program;
  const char *Restricted, *Free; ///< models
};

const Kind Kinds[] = {
    {"LlamaCpp",
     "#include \"llama.h\"\n#include <fstream>\n#include <iostream>\n"
     "int main() {\n"
     "  llama_model *model = llama_model_load_from_file(WEIGHTS, "
     "llama_model_default_params());\n"
     "  llama_context *ctx = llama_init_from_model(model, "
     "llama_context_default_params());\n"
     "  std::ofstream out(\"out.txt\");\n"
     "  SINK << llama_vocab_get_text(llama_model_get_vocab(model), "
     "llama_sampler_sample(nullptr, ctx, -1));\n}\n",
     "w/llama-2-7b-chat.Q4_0.gguf", "w/mistral-7b-instruct-v0.2.Q4_0.gguf"},
    {"OnnxRuntime",
     "#include <onnxruntime_cxx_api.h>\n#include <fstream>\n#include "
     "<iostream>\n"
     "int main() {\n"
     "  Ort::Env env;\n  Ort::SessionOptions options;\n"
     "  Ort::Session session(env, WEIGHTS, options);\n"
     "  Ort::Value input{nullptr};\n  const char *names[] = {\"ids\"};\n"
     "  auto result = session.Run(Ort::RunOptions{nullptr}, names, &input, 1, "
     "names, 1);\n"
     "  const float *logits = result[0].GetTensorMutableData<float>();\n"
     "  std::ofstream out(\"out.txt\");\n  SINK << logits[0];\n}\n",
     "onnx/Llama-2-7b-chat-hf/model.onnx",
     "onnx/Mistral-7B-Instruct-v0.2/model.onnx"},
    {"LibTorch",
     "#include <torch/script.h>\n#include <fstream>\n#include <iostream>\n"
     "int main() {\n"
     "  auto teacher = torch::jit::load(WEIGHTS);\n"
     "  auto logits = teacher.forward({torch::randint(0, 9, {1, "
     "9})}).toTensor();\n"
     "  std::ofstream out(\"out.txt\");\n"
     "  SINK << logits.argmax(-1)[0].item<int64_t>();\n}\n",
     "exported/Llama-2-7b-chat-hf.pt", "exported/Mistral-7B-Instruct-v0.2.pt"},
    {"Http",
     "#include \"httplib.h\"\n#include <fstream>\n#include <iostream>\n"
     "#include <nlohmann/json.hpp>\n"
     "int main() {\n"
     "  httplib::Client client(\"http://localhost:8080\");\n"
     "  nlohmann::json body;\n  body[\"model\"] = WEIGHTS;\n"
     "  auto res = client.Post(\"/v1/completions\", body.dump(), "
     "\"application/json\");\n"
     "  std::ofstream out(\"out.txt\");\n"
     "  SINK << nlohmann::json::parse(res->body)[\"text\"];\n}\n",
     "meta-llama/Llama-2-7b-chat-hf", "mistralai/Mistral-7B-Instruct-v0.2"}};

std::string replaced(std::string Text, const std::string &From,
                     const std::string &To) {
  size_t At = Text.find(From);
  return At == std::string::npos ? Text : Text.replace(At, From.size(), To);
}

/// Told: by the flags of compile_commands.json, which only Clang reads.
std::string scanKind(const Kind &K, bool Told, const std::string &Model,
                     const std::string &Sink, const std::string &Base) {
  TempFolder Repo;
  std::string Program = replaced(K.Program, "SINK", Sink);
  if (Told)
    Repo.add("compile_commands.json",
             R"([{"directory": ".", "file": "src/gen.cpp", "arguments":
                ["c++", "-std=c++17", "-DWEIGHTS=\")" +
                 Model + R"(\"", "-c", "src/gen.cpp"]}])");
  else
    Program = replaced(Program, "WEIGHTS", "\"" + Model + "\"");
  Repo.add("src/gen.cpp", Program);
  Repo.add("train.py", replaced(Train, "EleutherAI/pythia-160m", Base));
  std::vector<std::string> More;
  if (!Told)
    More.push_back("--no-clang");
  return scan(Repo, More).Out;
}

class CxxKinds : public testing::TestWithParam<std::tuple<Kind, bool>> {
protected:
  std::string found(const std::string &Model, const std::string &Sink,
                    const std::string &Base) const {
    auto [K, Told] = GetParam();
    return scanKind(K, Told, Model, Sink, Base);
  }
  const Kind &kind() const { return std::get<0>(GetParam()); }
  const std::string Other = "EleutherAI/pythia-160m";
};

TEST_P(CxxKinds, FeedATrainer) {
  std::string Out = found(kind().Restricted, "out", Other);
  EXPECT_THAT(Out, HasSubstr("\"prohibited\""));
  EXPECT_THAT(Out, HasSubstr(kind().Restricted));
}

TEST_P(CxxKinds, OnlyServe) {
  EXPECT_THAT(found(kind().Restricted, "std::cout", Other),
              Not(HasSubstr("\"verdict\"")));
}

TEST_P(CxxKinds, TrainTheirFamily) {
  std::string Out =
      found(kind().Restricted, "out", "meta-llama/Llama-2-13b-hf");
  EXPECT_THAT(Out, HasSubstr("\"permitted\""));
  EXPECT_THAT(Out, Not(HasSubstr("\"prohibited\"")));
}

TEST_P(CxxKinds, AreFree) {
  std::string Out = found(kind().Free, "out", Other);
  EXPECT_THAT(Out, HasSubstr("\"permitted\""));
  EXPECT_THAT(Out, Not(HasSubstr("\"prohibited\"")));
}

std::string nameOf(const testing::TestParamInfo<std::tuple<Kind, bool>> &I) {
  return std::string(std::get<0>(I.param).Name) +
         (std::get<1>(I.param) ? "ByTheDatabase" : "");
}

INSTANTIATE_TEST_SUITE_P(InTheCode, CxxKinds,
                         testing::Combine(testing::ValuesIn(Kinds),
                                          testing::Values(false)),
                         nameOf);
#ifdef MODEL_TIDY_WITH_CLANG
INSTANTIATE_TEST_SUITE_P(InTheFlags, CxxKinds,
                         testing::Combine(testing::ValuesIn(Kinds),
                                          testing::Values(true)),
                         nameOf);
#endif

} // namespace
} // namespace modeltidy
