#include "scanner/frontends/python/python.h"
#include "scanner/frontends/python/graph.h"
#include <memory>

namespace modeltidy {

using namespace python;

namespace {

/// Error recovery can make the parser's work superlinear. It asks the callback
/// once in 100 steps. Sound code takes a step for each 2 bytes, at most 5 for
/// one byte; a file with one error a line takes 5. The limit is 12.
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

using TreePtr = std::unique_ptr<TSTree, decltype(&ts_tree_delete)>;

TreePtr parse(llvm::StringRef Text) {
  std::unique_ptr<TSParser, decltype(&ts_parser_delete)> Parser(
      ts_parser_new(), ts_parser_delete);
  ParseWork Work{Text, 10000 + Text.size() / 8};
  TSInput Input{&Work, readText, TSInputEncodingUTF8, nullptr};
  TSParseOptions Options{&Work, outOfWork};
  TSTree *Tree = nullptr;
  if (ts_parser_set_language(Parser.get(), tree_sitter_python()))
    Tree = ts_parser_parse_with_options(Parser.get(), nullptr, Input, Options);
  return TreePtr(Tree, ts_tree_delete);
}

} // namespace

SummaryBlock summarizePython(llvm::StringRef Text) {
  if (Text.size() > MaxPythonBytes) {
    SummaryBuilder Builder(FrontEnd::Python, "");
    Builder.addError(0, 0, "file too large: not analyzed");
    return Builder.finish();
  }
  SummaryBuilder Builder(FrontEnd::Python, Text);
  ErrorLog Errors(Builder);
  TreePtr Parsed = parse(Text);
  if (!Parsed) {
    Errors.note(0, static_cast<uint32_t>(Text.size()),
                "the parser's work limit was reached: not analyzed");
    return Builder.finish();
  }
  SyntaxTree Tree(Text, *Parsed, Builder, Errors);
  Parsed.reset();
  NameTable Names(Builder);
  ScopeTable Scopes(Tree, Names);
  Graph(Builder, Tree, Scopes, Names, Errors).run();
  return Builder.finish();
}

} // namespace modeltidy
