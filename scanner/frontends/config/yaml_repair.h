//===- yaml_repair.h - a copy of the text that libyaml accepts --*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All repairs keep the length, so offsets are those of the file.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_REPAIR_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_REPAIR_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace modeltidy::config {

/// Where libyaml stopped, as offsets: the mistake, and what it was reading.
struct YamlFailure {
  size_t Problem = 0;
  std::optional<size_t> Context;
  std::string What;
};

/// One repair that was made; an empty What is none worth an error (templates).
struct Repair {
  size_t Begin, End;
  std::string What;
};

class YamlRepairs {
public:
  /// Replaces what libyaml reads nowhere: control characters, bytes that are
  /// no UTF-8. Bad: the first of them, or npos.
  explicit YamlRepairs(llvm::StringRef Text);

  llvm::StringRef text() const { return Work; }
  std::optional<size_t> firstBadByte() const { return Bad; }

  /// Mends or blanks the line to blame; nothing when there is none left.
  std::optional<Repair> mend(const YamlFailure &Failure);

private:
  struct Line {
    size_t Begin, End;
  };

  Line lineAt(size_t Offset) const;
  bool isBlank(Line L) const;
  Line blame(const YamlFailure &Failure) const;
  bool mendTabs();
  bool mendTemplate(Line L);
  void blank(size_t Begin, size_t End);

  std::string Work;
  std::optional<size_t> Bad;
  bool TabsDone = false;
};

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_REPAIR_H
