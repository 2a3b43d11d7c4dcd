//===- linked_datasets.h - placeholders named after a linked data set -----===//
//
// A page's commands leave paths open, and name them after what belongs there:
//   python train.py --data ${PATH_TO_HARBOR_TALK}
// where some page links to https://huggingface.co/datasets/acme/harbor-talk-9k.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_LINKED_DATASETS_H
#define MODEL_TIDY_SCANNER_LINEAGE_LINKED_DATASETS_H

#include "scanner/lineage/program.h"
#include <map>

namespace modeltidy {

/// The data sets that pages of the repository link to (linkedDatasets() of the
/// Markdown front end).
class LinkedDatasets {
public:
  explicit LinkedDatasets(const Program &P);

  /// The id, a String, of the one data set that an unset variable of a script
  /// is named after: its name speaks of data or a path, and its other words
  /// stand, one after the other, in the data set's name. Nothing where it may
  /// be several, or holds what a program makes (OUTPUT, MODEL).
  NodeRef namedAfter(llvm::StringRef Variable) const;

private:
  std::map<std::string, NodeRef> ByName; // "-harbor-talk-9k-" -> its link
};

/// The words of a placeholder's name, "path-to-the-answers", in which one tells
/// what it stands for; empty where none does: "path", "your-data-dir".
std::string tellingName(llvm::StringRef Placeholder);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_LINEAGE_LINKED_DATASETS_H
