//===- api_tables.h - API models as constant C++ tables -------------------===//
//
// What the host tool writes into the build folder: the tables of each library,
// and a list of them, which defines builtinApiLibraries(). All tables are
// constants without constructors. The text tells two libraries apart or equal,
// so tests compare the built-in tables with files by it.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_TABLES_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_TABLES_H

#include "scanner/lineage/api_model.h"
#include <string>

namespace modeltidy {

/// What every source file of tables begins with.
llvm::StringRef apiTablesOpening();
/// The tables of one library; those of several may stand in one source file.
std::string apiTables(const ApiLibrary &Library);
/// The whole source file that lists the libraries, in the order given.
std::string apiTableList(llvm::ArrayRef<ApiLibrary> Libraries);

} // namespace modeltidy

#endif
