//===- config.cpp - one configuration file becomes a summary --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/config.h"
#include "scanner/frontends/config/config_graph.h"
#include "scanner/frontends/config/json_reader.h"
#include "scanner/frontends/config/toml_reader.h"
#include "scanner/frontends/config/yaml_reader.h"

namespace modeltidy {

using namespace config;

static void read(llvm::StringRef Text, ConfigFormat Format, ConfigTree &Tree) {
  switch (Format) {
  case ConfigFormat::Yaml:
    return readYaml(Text, Tree);
  case ConfigFormat::Json:
    return readJson(Text, Tree);
  case ConfigFormat::JsonLines:
    return readJsonLines(Text, Tree);
  case ConfigFormat::Toml:
    return readToml(Text, Tree);
  }
}

SummaryBlock summarizeConfig(llvm::StringRef Text, ConfigFormat Format) {
  if (Text.size() > MaxConfigBytes) {
    SummaryBuilder Builder(FrontEnd::Config, "");
    Builder.addError(0, 0, "file too large: not analyzed");
    return Builder.finish();
  }
  SummaryBuilder Builder(FrontEnd::Config, Text);
  ConfigTree Tree(Builder);
  read(Text, Format, Tree);
  writeGraph(Tree, Format == ConfigFormat::Yaml ? packageHeader(Text) : "");
  Tree.flushErrors();
  return Builder.finish();
}

} // namespace modeltidy
