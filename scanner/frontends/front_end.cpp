//===- front_end.cpp - what every front end makes of a file ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/front_end.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/config/setup_cfg.h"
#include "scanner/frontends/cpp/cmake.h"
#include "scanner/frontends/cpp/cpp.h"
#include "scanner/frontends/cpp/make.h"
#include "scanner/frontends/documented/python_commands.h"
#include "scanner/frontends/markdown/markdown.h"
#include "scanner/frontends/notebook/notebook.h"
#include "scanner/frontends/python/python.h"
#include "scanner/frontends/shell/embedded.h"
#include "scanner/frontends/written/script_parts.h"
#include "scanner/frontends/written/snakefile.h"
#include "llvm/ADT/STLExtras.h"

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
    llvm::append_range(Parts, summarizeScript(Commands, true));
  return Parts;
}

/// The Python that a Snakefile stands for.
std::vector<SummaryPart> snakefile(StringRef Text) {
  PlacedScript Code = pythonOfSnakefile(Text);
  return one(relocate(summarizePython(Code.Text), Code.Places, Text));
}

/// A config, and the scripts that it holds where it is a workflow.
std::vector<SummaryPart> yaml(StringRef Text) {
  std::vector<SummaryPart> Parts =
      one(summarizeConfig(Text, ConfigFormat::Yaml));
  std::string Scripts = shellOfWorkflow(Text);
  if (StringRef(Scripts).find_first_not_of(" \n\f") != StringRef::npos)
    llvm::append_range(Parts, summarizeScript(Scripts));
  return Parts;
}

/// The recipes, and what the rules build of C++.
std::vector<SummaryPart> makefile(StringRef Text) {
  std::vector<SummaryPart> Parts =
      summarizeScript(scriptOfMakefile(Text), Text);
  if (std::optional<SummaryBlock> Built = summarizeMakeRules(Text))
    Parts.push_back({std::move(*Built)});
  return Parts;
}

} // namespace

std::vector<SummaryPart> summarizeFile(FileKind Kind, StringRef Name,
                                       StringRef Text) {
  switch (Kind) {
  case FileKind::Python:
    if (isSnakefile(Name))
      return snakefile(Text);
    return pythonParts(Text);
  case FileKind::Yaml:
    return yaml(Text);
  case FileKind::Json:
    return one(summarizeConfig(Text, ConfigFormat::Json));
  case FileKind::JsonLines:
    return one(summarizeConfig(Text, ConfigFormat::JsonLines));
  case FileKind::Toml:
    if (Name.ends_with("setup.cfg"))
      return one(summarizeConfig(tomlOfSetupCfg(Text), ConfigFormat::Toml));
    return one(summarizeConfig(Text, ConfigFormat::Toml));
  case FileKind::Markdown:
    return summarizeMarkdown(Text);
  case FileKind::Shell:
    return summarizeScript(Text);
  case FileKind::Notebook:
    return summarizeNotebook(Text);
  case FileKind::Makefile:
    return makefile(Text);
  case FileKind::Dockerfile:
    return summarizeScript(shellOfDockerfile(Text));
  case FileKind::Cxx:
    return one(summarizeCpp(Text));
  case FileKind::CMake:
    return one(summarizeCMake(Text));
  case FileKind::Other:
    break;
  }
  return {};
}

} // namespace modeltidy
