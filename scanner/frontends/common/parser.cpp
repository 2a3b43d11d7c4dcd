//===-- parser.cpp --------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/common/parser.h"

namespace modeltidy {

namespace {

struct ParseWork {
  llvm::StringRef Text;
  uint64_t Left;
};

const char *readText(void *Payload, uint32_t Offset, TSPoint, uint32_t *Size) {
  llvm::StringRef Rest = static_cast<ParseWork *>(Payload)->Text;
  Rest = Rest.drop_front(std::min<size_t>(Offset, Rest.size()));
  *Size = static_cast<uint32_t>(Rest.size());
  return Rest.data();
}

bool outOfWork(TSParseState *State) {
  auto &Work = *static_cast<ParseWork *>(State->payload);
  return Work.Left-- == 0;
}

} // namespace

TreePtr parseTree(const TSLanguage *Language, llvm::StringRef Text,
                  uint64_t Budget) {
  std::unique_ptr<TSParser, decltype(&ts_parser_delete)> Parser(
      ts_parser_new(), ts_parser_delete);
  ParseWork Work{Text, Budget};
  TSInput Input{&Work, readText, TSInputEncodingUTF8, nullptr};
  TSParseOptions Options{&Work, outOfWork};
  TSTree *Tree = nullptr;
  if (ts_parser_set_language(Parser.get(), Language))
    Tree = ts_parser_parse_with_options(Parser.get(), nullptr, Input, Options);
  return TreePtr(Tree, ts_tree_delete);
}

void ErrorLog::note(uint32_t Begin, uint32_t End, llvm::StringRef What) {
  if (Count < Cap)
    Builder.addError(Begin, End, What);
  else if (Count == Cap)
    Builder.addError(Begin, End, "further errors");
  ++Count;
}

} // namespace modeltidy
