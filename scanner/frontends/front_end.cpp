//===- front_end.cpp - what every front end makes of a file ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/front_end.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/documented/python_commands.h"
#include "scanner/frontends/markdown/markdown.h"
#include "scanner/frontends/python/python.h"
#include "scanner/frontends/shell/shell.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

std::vector<SummaryPart> one(SummaryBlock Block) {
  std::vector<SummaryPart> Parts;
  Parts.push_back({std::move(Block)});
  return Parts;
}

/// The code, and the commands that the file shows for starting it.
std::vector<SummaryPart> pythonParts(StringRef Text) {
  std::vector<SummaryPart> Parts = one(summarizePython(Text));
  if (std::string Commands = pythonCommands(Text); !Commands.empty())
    Parts.push_back({summarizeShell(Commands), true});
  return Parts;
}

} // namespace

std::vector<SummaryPart> summarizeFile(FileKind Kind, StringRef,
                                       StringRef Text) {
  switch (Kind) {
  case FileKind::Python:
    return pythonParts(Text);
  case FileKind::Yaml:
    return one(summarizeConfig(Text, ConfigFormat::Yaml));
  case FileKind::Json:
    return one(summarizeConfig(Text, ConfigFormat::Json));
  case FileKind::JsonLines:
    return one(summarizeConfig(Text, ConfigFormat::JsonLines));
  case FileKind::Toml:
    return one(summarizeConfig(Text, ConfigFormat::Toml));
  case FileKind::Markdown:
    return summarizeMarkdown(Text);
  case FileKind::Shell:
    return one(summarizeShell(Text));
  case FileKind::Notebook:
  case FileKind::Makefile:
  case FileKind::Dockerfile:
  case FileKind::Cxx:
  case FileKind::Other:
    break;
  }
  return {};
}

} // namespace modeltidy
