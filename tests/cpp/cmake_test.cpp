//===-- cmake_test.cpp ----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/cmake.h"
#include "tests/cpp/cpp_module.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

std::vector<std::string> commands(llvm::StringRef Text) {
  return CppModule(summarizeCMake(Text)).calls();
}

TEST(CMake, ProgramsAreWhatACompilerMakes) {
  EXPECT_THAT(commands("project(demo)\nset(SRC a.cpp b.cpp)\n"
                       "add_executable(${PROJECT_NAME} WIN32 ${SRC} c.cpp)\n"),
              testing::ElementsAre(
                  R"(Call("c++", "-o", "demo", "a.cpp", "b.cpp", "c.cpp"))"));
  EXPECT_THAT(commands("target_sources(gen\n  PRIVATE # why\n  a.cpp)"),
              testing::ElementsAre(R"(Call("c++", "-o", "gen", "a.cpp"))"));
}

TEST(CMake, PatternsStayForWhoeverReadsThem) {
  EXPECT_THAT(commands("file(GLOB SRC CONFIGURE_DEPENDS src/*.cpp)\n"
                       "aux_source_directory(lib MORE)\n"
                       "add_executable(gen ${SRC} ${MORE})\n"),
              testing::ElementsAre(
                  R"(Call("c++", "-o", "gen", "src/*.cpp", "lib/*.c*"))"));
}

TEST(CMake, MacrosOfATargetAndOfAll) {
  EXPECT_THAT(commands("add_compile_definitions(FAST=1 DEBUG)\n"
                       "add_executable(gen a.cpp)\n"
                       "target_sources(gen PRIVATE b.cpp)\n"
                       "target_compile_definitions(gen PRIVATE -DM=\"x\")\n"),
              testing::Contains(
                  R"(Call("c++", "-DM=\"x\"", "-DFAST=1", "a.cpp", "b.cpp"))"));
  EXPECT_TRUE(commands("target_compile_definitions(gen PRIVATE M=1)").empty());
}

TEST(CMake, CommandsThatItRuns) {
  EXPECT_THAT(commands("add_custom_command(OUTPUT x COMMAND "
                       "$<TARGET_FILE:gen> --n 5 DEPENDS gen)"),
              testing::ElementsAre(R"(Call("gen", "--n", "5"))"));
}

TEST(CMake, BrokenFilesEnd) {
  EXPECT_TRUE(commands("add_executable(").empty());
  EXPECT_TRUE(commands("((((\")").empty());
  EXPECT_TRUE(commands("set(A ${A}${A})\nset(A ${A}${A})\n").empty());
}

} // namespace
} // namespace modeltidy
