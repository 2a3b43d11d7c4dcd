//===-- options_test.cpp --------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each custom by which C++ programs read options gives the same values.
//
//===----------------------------------------------------------------------===//

#include "tests/cpp/cpp_module.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string modelOf(llvm::StringRef Body) {
  return CppModule(("int main(int argc, char **argv) {" + Body + "}").str())
      .exit("main.model");
}

constexpr llvm::StringRef Model = "Attr model(Global argv)";

TEST(CppOptions, LoopsOverTheArguments) {
  EXPECT_THAT(
      modelOf("std::string model; for (int i = 1; i < argc; ++i) { "
              "std::string arg = argv[i]; if (arg == \"-m\" || arg == "
              "\"--model\") { model = argv[++i]; } }"),
      testing::AllOf(HasSubstr(Model.str()), HasSubstr("Attr m(Global argv)")));
  EXPECT_THAT(modelOf("std::string model; if (!strcmp(argv[i], \"--model\")) "
                      "model = argv[i + 1];"),
              HasSubstr(Model.str()));
  EXPECT_THAT(modelOf("std::string model; if (arg == \"--out\") model = "
                      "argv[++i];"),
              Not(HasSubstr(Model.str())));
}

TEST(CppOptions, ValuesInTheSameWord) {
  EXPECT_THAT(modelOf("std::string model, arg = argv[i]; if "
                      "(arg.rfind(\"--model=\", 0) == 0) model = "
                      "arg.substr(8);"),
              HasSubstr(Model.str()));
  EXPECT_THAT(modelOf("std::string model, arg = argv[i]; if "
                      "(arg.starts_with(\"--out=\")) model = arg.substr(6);"),
              Not(HasSubstr(Model.str())));
  EXPECT_THAT(modelOf("std::string model; if (arg == \"--model\") model = "
                      "name.substr(2);"),
              Not(HasSubstr(Model.str())));
}

TEST(CppOptions, WordsThatAHelperLooksUp) {
  EXPECT_THAT(modelOf("auto model = option(argv, argv + argc, \"--model\");"),
              HasSubstr(Model.str()));
  EXPECT_THAT(modelOf("Words w(argc, argv); auto model = "
                      "w.getOption(\"--model\");"),
              HasSubstr(Model.str()));
  EXPECT_THAT(modelOf("std::map<T, T> w; auto model = w[\"--model\"];"),
              HasSubstr(Model.str()));
  EXPECT_THAT(modelOf("std::map<T, T> w; auto model = w[\"model\"];"),
              Not(HasSubstr(Model.str())));
  EXPECT_THAT(modelOf("auto model = run(\"--model\");"),
              Not(HasSubstr(Model.str())));
}

TEST(CppOptions, ATableThatFillsVariables) {
  EXPECT_THAT(modelOf("std::string model; d.add_options()(\"model,m\", "
                      "po::value<std::string>(&model)->required(), \"x\");"),
              HasSubstr(Model.str()));
}

TEST(CppOptions, DefaultsOfWhatIsDeclared) {
  EXPECT_THAT(modelOf("p.add_argument(\"-m\", \"--model\").help(\"x\")"
                      ".default_value(std::string(\"d.gguf\")); auto model = "
                      "p.get(\"--model\");"),
              testing::AllOf(HasSubstr(Model.str()), HasSubstr("\"d.gguf\"")));
}

TEST(CppOptions, WordsByNumber) {
  EXPECT_EQ(modelOf("std::string model = argv[1];"),
            "Item(Attr argv(Import sys), 1)");
}

TEST(CppOptions, Getopt) {
  EXPECT_THAT(
      modelOf("static option o[] = {{\"model\", 1, nullptr, 'm'}}; char *model "
              "= nullptr; while ((c = getopt(argc, argv, \"m:\")) != -1) "
              "switch (c) { case 'm': model = optarg; break; }"),
      HasSubstr(Model.str()));
}

TEST(CppOptions, ReferencesThatAParserFills) {
  EXPECT_THAT(modelOf("CLI::App app; std::string model = \"a\"; "
                      "app.add_option(\"-m,--model\", model, \"the model\");"),
              testing::AllOf(HasSubstr("\"a\""), HasSubstr(Model.str())));
}

TEST(CppOptions, TablesOfResults) {
  EXPECT_THAT(
      modelOf("o.add_options()(\"m,model\", \"\", cxxopts::value<std::string>()"
              "->default_value(\"a.gguf\")); auto r = o.parse(argc, argv); "
              "auto model = r[\"model\"].as<std::string>();"),
      testing::AllOf(HasSubstr(Model.str()), HasSubstr("\"a.gguf\"")));
  EXPECT_EQ(modelOf("auto model = p.get<std::string>(\"--model\");"), Model);
}

TEST(CppOptions, FlagsThatAreVariables) {
  CppModule M("DEFINE_string(model, \"a\", \"help\");\n"
              "ABSL_FLAG(std::string, out, \"b\", \"help\");\n");
  EXPECT_EQ(M.exit("FLAGS_model"), "Phi(\"a\", Attr model(Global argv))");
  EXPECT_EQ(M.exit("FLAGS_out"), "Phi(\"b\", Attr out(Global argv))");
}

} // namespace
} // namespace modeltidy
