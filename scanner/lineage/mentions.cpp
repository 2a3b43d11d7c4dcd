//===- mentions.cpp - ids of models that no row binds to a role -----------===//
#include "scanner/lineage/mentions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <set>

namespace modeltidy {

namespace {

constexpr size_t MinId = 3, MaxId = 96; // bytes

/// Endings of what is a file, not an id.
constexpr llvm::StringRef FileEndings[] = {
    ".py", ".json", ".jsonl", ".yaml", ".yml", ".txt", ".md",  ".csv", ".tsv",
    ".sh", ".toml", ".html",  ".png",  ".jpg", ".pdf", ".log", ".gz",  ".zip"};

/// One word of letters, digits and "-._:", at most one '/', with something that
/// plain words lack.
bool looksLikeModelId(llvm::StringRef Text) {
  if (Text.size() < MinId || Text.size() > MaxId ||
      !llvm::isAlpha(Text.front()) || !llvm::isAlnum(Text.back()) ||
      Text.count('/') > 1)
    return false;
  bool Telling = false;
  for (char C : Text) {
    if (!llvm::isAlnum(C) && !llvm::is_contained("-._:/@", C))
      return false;
    Telling |= llvm::isDigit(C) || C == '-' || C == '/';
  }
  return Telling && llvm::none_of(FileEndings, [&](llvm::StringRef E) {
           return Text.ends_with(E);
         });
}

class MentionFinder {
public:
  MentionFinder(const Program &P, Lineage &Out) : P(P), Out(Out) {
    for (const ModelUse &M : Out.Models)
      Seen.insert({M.Id, M.Where.File, M.Where.Line});
  }

  void addModule(uint32_t M) {
    const Summary &S = P.graph(M);
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
      if (S.node(Id).Kind != NodeKind::String)
        continue;
      llvm::StringRef Text = S.name(Id);
      // A shell's `--model=ID` is one word.
      add(M, S.node(Id), Text.substr(Text.find('=') + 1)); // npos + 1 is 0
    }
  }

private:
  void add(uint32_t M, const Node &N, llvm::StringRef Id) {
    if (!looksLikeModelId(Id))
      return;
    const Summary &S = P.graph(M);
    ModelUse Use;
    Use.Id = Id.str();
    Use.Where.File = P.module(M).File;
    Use.Where.Begin = N.Begin;
    Use.Where.End = N.End;
    Use.Where.Line = S.lineOf(N.Begin);
    Use.Where.Column = S.columnOf(N.Begin);
    Use.Where.EndLine = S.lineOf(N.End);
    Use.Where.EndColumn = S.columnOf(N.End);
    if (Seen.insert({Use.Id, Use.Where.File, Use.Where.Line}).second)
      Out.Mentions.push_back(std::move(Use));
  }

  const Program &P;
  Lineage &Out;
  std::set<std::tuple<std::string, uint32_t, uint32_t>> Seen;
};

} // namespace

void addMentions(const Program &P, Lineage &Out) {
  MentionFinder Finder(P, Out);
  for (uint32_t M = 0; M < P.modules().size(); ++M)
    if (!P.module(M).Documented)
      Finder.addModule(M);
}

} // namespace modeltidy
