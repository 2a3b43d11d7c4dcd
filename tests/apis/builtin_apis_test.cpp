//===- builtin_apis_test.cpp - the rows that ship -------------------------===//

#include "scanner/lineage/api_index.h"
#include "scanner/lineage/api_loader.h"
#include "scanner/lineage/api_tables.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace modeltidy;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

class BuiltinApis : public testing::Test {
protected:
  void SetUp() override {
    std::vector<std::string> Files;
    for (const auto &Entry :
         std::filesystem::directory_iterator(MODEL_TIDY_APIS_DIR))
      if (Entry.path().extension() == ".yaml")
        Files.push_back(Entry.path().string());
    std::sort(Files.begin(), Files.end());
    for (const std::string &File : Files) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      ASSERT_TRUE(bool(Buffer)) << File;
      Loaded.push_back(loadApiLibrary((*Buffer)->getBuffer(),
                                      llvm::sys::path::filename(File), Arena,
                                      Found));
    }
  }

  ApiArena Arena;
  yaml::Problems Found;
  std::vector<ApiLibrary> Loaded;
};

TEST_F(BuiltinApis, LoadWithoutMistakes) {
  EXPECT_FALSE(Loaded.empty());
  for (const yaml::Problem &P : Found)
    ADD_FAILURE() << P.str();
}

TEST_F(BuiltinApis, TablesEqualWhatTheLoaderReads) {
  llvm::ArrayRef<ApiLibrary> Tables = builtinApiLibraries();
  ASSERT_EQ(Tables.size(), Loaded.size());
  for (size_t I = 0; I != Tables.size(); ++I)
    EXPECT_TRUE(apiTables(Tables[I]) == apiTables(Loaded[I]))
        << Loaded[I].File.str();
  EXPECT_EQ(apiTableList(Tables), apiTableList(Loaded));
}

// A row that names a type which no library has is most often a typing error.
TEST_F(BuiltinApis, ExtendOnlyKnownTypes) {
  ApiIndex Index(Loaded);
  for (const ApiLibrary &Library : Loaded)
    for (const TypeModel &Type : Library.Types)
      for (StringRef Base : Type.Extends)
        EXPECT_TRUE(Index.isType(Base))
            << Library.File.str() << ": " << Type.Names[0].str() << " extends "
            << Base.str();
}

} // namespace
