//===- api_loader.h - API models from YAML --------------------------------===//
//
// One loader for the files under scanner/apis/ (through the host tool that
// makes the built-in tables) and for users' files (policy key ApiModels).
//
//   ApiArena Arena;                     // must outlive the libraries
//   yaml::Problems Found;
//   ApiLibrary L = loadApiLibrary(Text, "tools/client.yaml", Arena, Found);
//
// Every mistake is a Problem at its line with the nearest valid word. A row
// with a mistake is left out as a whole, all others apply.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_LOADER_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_LOADER_H

#include "scanner/catalog/yaml.h"
#include "scanner/lineage/api_arena.h"
#include "scanner/lineage/api_model.h"

namespace modeltidy {

/// File names the text in Problems and in Callable::Library.
ApiLibrary loadApiLibrary(llvm::StringRef Text, llvm::StringRef File,
                          ApiArena &Arena, yaml::Problems &Out);

} // namespace modeltidy

#endif
