//===- known_revisions.h - commits to pin a load to -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_KNOWN_REVISIONS_H
#define MODEL_TIDY_SCANNER_TOOL_KNOWN_REVISIONS_H

#include "scanner/tool/scan.h"

namespace modeltidy {

/// What DVC's files (`*.dvc`, `dvc.lock`) hold of hub repositories:
///
///   deps: [{repo: {url: https://huggingface.co/org/name, rev_lock: <commit>}}]
///
/// In the order of the files.
std::vector<KnownRevision> lockedRevisions(const Scan &S);

/// The newest commit that the local Hub cache has of each model and data set
/// that the lineage loads. Reads HF_HUB_CACHE, HF_HOME and XDG_CACHE_HOME, as
/// the hub's client does. No report may depend on it: only edits do.
std::vector<KnownRevision> cachedRevisions(const Lineage &Graph);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_KNOWN_REVISIONS_H
