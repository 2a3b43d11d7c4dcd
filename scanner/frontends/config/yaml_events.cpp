//===- yaml_events.cpp - libyaml's events, with byte offsets --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/yaml_events.h"

namespace modeltidy::config {

using llvm::StringRef;

static constexpr size_t AnchorStep = 64;

static bool isCharStart(char C) {
  return (static_cast<unsigned char>(C) & 0xC0) != 0x80;
}

YamlEvents::YamlEvents(StringRef File)
    : Text(File), Ready(yaml_parser_initialize(&Parser)) {
  if (Text.starts_with("\xEF\xBB\xBF"))
    Start = 3;
  size_t Chars = 0;
  for (size_t I = Start; I < Text.size(); ++I)
    if (isCharStart(Text[I]) && Chars++ % AnchorStep == 0)
      Anchors.push_back(static_cast<uint32_t>(I));
  if (!Ready)
    return;
  StringRef Rest = Text.drop_front(Start);
  yaml_parser_set_encoding(&Parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(
      &Parser, reinterpret_cast<const unsigned char *>(Rest.data()),
      Rest.size());
}

YamlEvents::~YamlEvents() {
  if (Ready)
    yaml_parser_delete(&Parser);
}

bool YamlEvents::next(YamlEvent &E) {
  if (Ready && yaml_parser_parse(&Parser, &E.Raw))
    return true;
  fail();
  return false;
}

void YamlEvents::fail() {
  if (!Ready || Parser.error == YAML_MEMORY_ERROR) {
    Failed.What = "out of memory";
    return;
  }
  Failed.What = Parser.problem ? Parser.problem : "unknown mistake";
  if (Parser.error == YAML_READER_ERROR) {
    Failed.Problem = Start + Parser.problem_offset;
    return;
  }
  Failed.Problem = offset(Parser.problem_mark);
  if (Parser.context) {
    Failed.What += std::string(" ") + Parser.context;
    Failed.Context = offset(Parser.context_mark);
  }
}

uint32_t YamlEvents::offset(const yaml_mark_t &M) const {
  if (M.index / AnchorStep >= Anchors.size())
    return static_cast<uint32_t>(Text.size());
  size_t At = Anchors[M.index / AnchorStep];
  for (size_t Left = M.index % AnchorStep; Left != 0 && At < Text.size();
       --Left)
    do
      ++At;
    while (At < Text.size() && !isCharStart(Text[At]));
  return static_cast<uint32_t>(At);
}

} // namespace modeltidy::config
