//===- python_commands.h - the commands that a Python file shows -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_PYTHON_COMMANDS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_PYTHON_COMMANDS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// Many scripts say in their docstring, or in the comments above their code,
/// how to start them. The file with everything but those commands blanked
/// (command_text.h): what stands in triple-quoted strings at the start of a
/// line, and in comments there before the first definition. "" where there is
/// none.
std::string pythonCommands(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_PYTHON_COMMANDS_H
