//===- setup_cfg.h - the programs that a setup.cfg installs -----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_SETUP_CFG_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_SETUP_CFG_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// The table [options.entry_points] with its lines `name = module:function` as
/// TOML; everything else of the file is blank. Lines stay; a line's text may
/// move by two bytes within it.
std::string tomlOfSetupCfg(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_SETUP_CFG_H
