//===- yaml_events.h - libyaml's events, with byte offsets ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_EVENTS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_EVENTS_H

#include "scanner/frontends/config/yaml_repair.h"
#include <vector>
#include <yaml.h>

namespace modeltidy::config {

struct YamlEvent {
  yaml_event_t Raw{};
  YamlEvent() = default;
  ~YamlEvent() { yaml_event_delete(&Raw); }
  YamlEvent(const YamlEvent &) = delete;
  YamlEvent &operator=(const YamlEvent &) = delete;
};

inline llvm::StringRef yamlText(const yaml_char_t *Text) {
  return Text ? llvm::StringRef(reinterpret_cast<const char *>(Text))
              : llvm::StringRef();
}

/// The events of a text, which must outlive it. A byte order mark is skipped.
class YamlEvents {
public:
  explicit YamlEvents(llvm::StringRef Text);
  ~YamlEvents();
  YamlEvents(const YamlEvents &) = delete;
  YamlEvents &operator=(const YamlEvents &) = delete;

  /// False at a mistake, and then failure() tells it.
  bool next(YamlEvent &E);
  /// Makes a mistake of what is none to libyaml.
  void stop(const yaml_mark_t &M, llvm::StringRef What) {
    Failed = {offset(M), std::nullopt, What.str()};
  }
  const YamlFailure &failure() const { return Failed; }

  /// libyaml counts characters; this is the byte.
  uint32_t offset(const yaml_mark_t &M) const;

private:
  void fail();

  llvm::StringRef Text;
  size_t Start = 0;
  yaml_parser_t Parser{};
  bool Ready;
  YamlFailure Failed;
  std::vector<uint32_t> Anchors; // the byte of every 64th character
};

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_YAML_EVENTS_H
