//===-- binary_test.cpp ---------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The binary must start in milliseconds, so it loads the C and C++ run-time
// libraries and nothing else: libLLVM alone would cost thirty.
//
//===----------------------------------------------------------------------===//

#include <array>
#include <cstdio>
#include <gmock/gmock.h>
#include <regex>
#include <string>

namespace {

/// What Command prints, or nothing when it cannot be run.
std::string outputOf(const std::string &Command) {
  FILE *Pipe = popen(Command.c_str(), "r");
  if (!Pipe)
    return {};
  std::string Out;
  std::array<char, 4096> Buffer;
  while (size_t N = fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Out.append(Buffer.data(), N);
  pclose(Pipe);
  return Out;
}

TEST(BinaryTest, LoadsOnlyTheRunTimeLibraries) {
  std::string Dynamic = outputOf("readelf -d '" MODEL_TIDY_BINARY "'");
  ASSERT_FALSE(Dynamic.empty()) << "no " MODEL_TIDY_BINARY;
  const std::regex Needed(R"(\(NEEDED\).*\[([^\]]*)\])");
  const std::regex RunTime(
      R"((libc|libm|libstdc\+\+|libgcc_s|ld-linux-[a-z0-9-]+|libdl|librt|libpthread|libresolv)\.so\.[0-9]+)");
  std::sregex_iterator It(Dynamic.begin(), Dynamic.end(), Needed), End;
  EXPECT_NE(It, End);
  for (; It != End; ++It)
    EXPECT_TRUE(std::regex_match((*It)[1].str(), RunTime)) << (*It)[1];
}

} // namespace
