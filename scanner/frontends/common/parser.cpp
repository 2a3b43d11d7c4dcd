//===-- parser.cpp --------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/common/parser.h"
#include <algorithm>

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

/// Masked texts begin with what was blanked, up to a whole file of it. The
/// lexer steps over that byte by byte, so it begins with the last line break
/// there: the places stay those of the text.
void skipBlankFront(TSParser *Parser, llvm::StringRef Text) {
  constexpr size_t WorthIt = 256;
  size_t Front = std::min(Text.find_first_not_of(" \n"), Text.size());
  size_t Break = Text.take_front(Front).rfind('\n');
  if (Break == llvm::StringRef::npos || Break < WorthIt)
    return;
  llvm::StringRef Above = Text.take_front(Break);
  size_t Line = Above.rfind('\n'); // none: the first, from column 0
  TSPoint Start{static_cast<uint32_t>(Above.count('\n')),
                static_cast<uint32_t>(
                    Break - (Line == llvm::StringRef::npos ? 0 : Line + 1))};
  TSRange Rest{Start,
               {UINT32_MAX, UINT32_MAX},
               static_cast<uint32_t>(Break),
               UINT32_MAX};
  ts_parser_set_included_ranges(Parser, &Rest, 1);
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
  skipBlankFront(Parser.get(), Text);
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
