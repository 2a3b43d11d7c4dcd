//===- toml_reader.h - TOML -------------------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Line by line: a mistake costs the rest of its line (or of its value) and is
// an error there. Dates are texts. A key that is given twice has its last
// value, a table that is opened twice goes on.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_TOML_READER_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_TOML_READER_H

#include "scanner/frontends/config/config_tree.h"

namespace modeltidy::config {

void readToml(llvm::StringRef Text, ConfigTree &Tree);

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_TOML_READER_H
