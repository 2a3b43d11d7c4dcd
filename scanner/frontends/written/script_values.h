//===- script_values.h - constants of a script's variables ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SCRIPT_VALUES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SCRIPT_VALUES_H

#include "scanner/summary/summary.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// A constant, and the node that writes it.
struct ScriptConstant {
  std::string Text;
  NodeId Where = 0;
};

class ScriptValues {
public:
  explicit ScriptValues(const Summary &Script);

  /// What a node is, where the script tells. Variant chooses among a loop's
  /// words, a function's calls and the branches of an if; Choices grows to the
  /// number of variants that there are.
  std::optional<ScriptConstant> fold(NodeId Id, unsigned Variant,
                                     unsigned &Choices, unsigned Depth = 0);

private:
  using Constant = std::optional<ScriptConstant>;
  Constant foldJoin(NodeId Id, unsigned Variant, unsigned &Choices,
                    unsigned Depth);
  Constant foldPieces(NodeId Id, unsigned Variant, unsigned &Choices,
                      unsigned Depth);
  Constant foldElement(NodeId Id, unsigned Variant, unsigned &Choices,
                       unsigned Depth);
  Constant foldParameter(NodeId Id, unsigned Variant, unsigned &Choices,
                         unsigned Depth);

  const Summary &S;
  llvm::StringMap<NodeId> Exits; // the script's variables at its end
  llvm::StringMap<std::vector<NodeId>> Calls; // of the script's functions
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SCRIPT_VALUES_H
