//===- temp_tree.h - a temporary folder for tests ----------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_DISCOVER_TEMP_TREE_H
#define MODEL_TIDY_TESTS_DISCOVER_TEMP_TREE_H

#include "scanner/discover/discover.h"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace modeltidy {

/// A folder of its own, removed at the end of the scope.
class TempTree {
public:
  TempTree() {
    std::string Pattern =
        (std::filesystem::temp_directory_path() / "model-tidy-XXXXXX").string();
    Path = std::filesystem::canonical(mkdtemp(Pattern.data()));
  }
  ~TempTree() {
    std::error_code Ignored;
    std::filesystem::remove_all(Path, Ignored);
  }
  TempTree(const TempTree &) = delete;
  TempTree &operator=(const TempTree &) = delete;

  std::string path(const std::string &Relative = "") const {
    return Relative.empty() ? Path.string() : (Path / Relative).string();
  }
  void add(const std::string &Relative, const std::string &Bytes = "x = 1\n") {
    std::filesystem::create_directories((Path / Relative).parent_path());
    std::ofstream(Path / Relative, std::ios::binary) << Bytes;
  }
  void link(const std::string &Relative, const std::string &Target) {
    std::filesystem::create_directories((Path / Relative).parent_path());
    std::filesystem::create_symlink(Target, Path / Relative);
  }
  /// Runs a shell command in the folder, without the user's git settings.
  bool run(const std::string &Command) const {
    std::string Line = "cd '" + Path.string() +
                       "' && HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 && "
                       "export HOME GIT_CONFIG_NOSYSTEM && { " +
                       Command + "; } >/dev/null 2>&1";
    return std::system(Line.c_str()) == 0;
  }

private:
  std::filesystem::path Path;
};

inline std::vector<std::string> paths(const Discovery &Found) {
  std::vector<std::string> Result;
  for (const SourceFile &File : Found.Files)
    Result.push_back(File.Path);
  return Result;
}

/// "path: reason name", in order.
inline std::vector<std::string> skips(const Discovery &Found) {
  std::vector<std::string> Result;
  for (const Skip &S : Found.Skipped)
    Result.push_back(S.Path + ": " + skipReasonName(S.Reason).str());
  return Result;
}

inline DiscoverOptions optionsFor(std::vector<std::string> Paths) {
  DiscoverOptions Options;
  Options.Paths = std::move(Paths);
  return Options;
}

} // namespace modeltidy

#endif // MODEL_TIDY_TESTS_DISCOVER_TEMP_TREE_H
