#include "scanner/frontends/python/python.h"
#include "scanner/frontends/python/graph.h"

namespace modeltidy {

using namespace python;

namespace {

/// The parser asks for its budget once in 100 steps. Sound code takes a step
/// for each 2 bytes, at most 5 for one byte; a file with one error a line takes
/// 5. The limit is 12.
uint64_t parseBudget(llvm::StringRef Text) { return 10000 + Text.size() / 8; }

} // namespace

SummaryBlock summarizePython(llvm::StringRef Text) {
  if (Text.size() > MaxPythonBytes) {
    SummaryBuilder Builder(FrontEnd::Python, "");
    Builder.addError(0, 0, "file too large: not analyzed");
    return Builder.finish();
  }
  SummaryBuilder Builder(FrontEnd::Python, Text);
  ErrorLog Errors(Builder, MaxPythonErrors);
  TreePtr Parsed = parseTree(tree_sitter_python(), Text, parseBudget(Text));
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
