//===- yaml_reader.h - YAML as people write it ------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// libyaml's events become the tree: aliases share their target, merge keys are
// resolved when a mapping closes. libyaml stops at the first mistake; then the
// line is repaired or blanked in a copy (yaml_repair.h) and all is read again,
// as often as MaxRepairs and MaxRepairBytes allow.
//
// Plain words stand for what PyYAML makes of them (YAML 1.1: yes, no, on, off
// are Bool), and for numbers also what it leaves a text by mistake (1e-5).
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_READER_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_READER_H

#include "scanner/frontends/config/config_tree.h"

namespace modeltidy::config {

/// Repairs of one file, and the bytes read again for them: a page of 20 KB may
/// be mended 100 times, one of 2 MB once. Costs 0.2 s at most.
constexpr unsigned MaxRepairs = 100;
constexpr size_t MaxRepairBytes = size_t(1) << 21;

void readYaml(llvm::StringRef Text, ConfigTree &Tree);

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_READER_H
