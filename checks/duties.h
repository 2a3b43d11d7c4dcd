//===- duties.h - which duties the repository meets -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_DUTIES_H
#define MODEL_TIDY_CHECKS_DUTIES_H

#include "checks/check.h"

namespace modeltidy {

/// Indices into Lineage::Publications of the releases of what a training makes.
/// The lineage does not tie the two, so these are the releases of models that
/// the training's file holds.
std::vector<uint32_t> publicationsOf(const Lineage &Graph, const Training &T);

/// Do the names show that a duty is met? A duty about the name is where
/// everything that is released has such a name, and something is. PublishedAs
/// is the name that a policy declares for what is trained; it may be empty.
bool isMet(const Lineage &Graph, llvm::ArrayRef<uint32_t> Publications,
           StringRef PublishedAs, const Duty &D);

/// Do cards, licenses and notices show that a duty is met? A credit or a notice
/// stands in one of them; a license, with the limits in it, goes along where a
/// license file has its text. Other duties cannot be seen.
bool isShown(llvm::ArrayRef<Document> Documents, const Catalog &Known,
             const OwedDuty &D);

/// Does the last part of a Hub id begin with Prefix, in any case? No blank can
/// stand in an id, so "Llama-3-x" begins with "Llama 3".
bool nameBeginsWith(StringRef Id, StringRef Prefix);

/// The edit that makes the name of a release begin with Prefix; empty where the
/// code does not tell the name, or where it begins so.
std::vector<Edit> renameEdit(const Place &Where, StringRef Id,
                             StringRef Prefix);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_DUTIES_H
