//===- mentions.h - ids of models that no row binds to a role -------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_MENTIONS_H
#define MODEL_TIDY_SCANNER_LINEAGE_MENTIONS_H

#include "scanner/lineage/lineage.h"
#include "scanner/lineage/program.h"

namespace modeltidy {

/// Adds every text of the program that is shaped like a model id and stands in
/// no row's use: a table of defaults, a config that no row knows. Which of them
/// are models only the catalog can tell. Documents are left out.
void addMentions(const Program &P, Lineage &Out);

} // namespace modeltidy

#endif
