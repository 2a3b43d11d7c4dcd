//===-- yaml_fuzzer.cpp - The YAML reader under any bytes -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/yaml.h"
#include <cstddef>
#include <cstdint>

using namespace modeltidy;

/// Small caps, so that a minute of fuzzing reaches every one of them.
constexpr yaml::Limits Caps = {.MaxBytes = 1u << 16,
                               .MaxDepth = 16,
                               .MaxNodes = 1u << 10,
                               .MaxExpandedNodes = 1u << 11,
                               .MaxScalarBytes = 1u << 10,
                               .MaxDocuments = 2};

/// Visits the tree as a loader would. Aliases share their targets, so the
/// walk is as long as the expanded tree, which the caps bound; the depth is
/// bounded by MaxDepth.
static size_t visit(yaml::Node N) {
  size_t Sum = N.text().size() + N.begin().Line + N.end().Column;
  for (yaml::Node Item : N.items())
    Sum += visit(Item);
  for (auto [Key, Value] : N.entries())
    Sum += visit(Key) + visit(Value);
  return Sum + N.asInteger().value_or(0) + N.asBool().value_or(false);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  yaml::Problems Found;
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  yaml::Document Doc = yaml::parse(Text, "fuzz.yaml", Found, Caps);
  size_t Sum = 0;
  for (size_t I = 0; I != Doc.documents(); ++I)
    Sum += visit(Doc.root(I));
  yaml::Fields Top(Doc.root(), "a record", Found);
  Sum += Top.requireText("name").size() + Top.texts("list").size();
  Top.finish();
  for (const yaml::Problem &P : Found)
    Sum += P.str().size();
  volatile size_t Sink = Sum;
  (void)Sink;
  return 0;
}
