//===- linked_datasets.cpp - placeholders named after a linked data set ---===//
#include "scanner/lineage/linked_datasets.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy {

/// The words of a name, in small letters.
static std::vector<std::string> wordsOf(llvm::StringRef Name) {
  std::vector<std::string> Out(1);
  for (char C : Name) {
    if (llvm::isAlnum(C))
      Out.back() += llvm::toLower(C);
    else if (!Out.back().empty())
      Out.emplace_back();
  }
  if (Out.back().empty())
    Out.pop_back();
  return Out;
}

static std::string joined(llvm::ArrayRef<std::string> Words) {
  return "-" + llvm::join(Words, "-") + "-";
}

LinkedDatasets::LinkedDatasets(const Program &P) {
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Summary &S = P.graph(M);
    if (!P.module(M).Documented || S.frontEnd() != FrontEnd::Config)
      continue;
    for (NodeId Root : S.roots())
      if (NodeId List = S.operandNamed(Root, "linked data sets"))
        for (const Operand &O : S.operands(S.node(List)))
          ByName.try_emplace(joined(wordsOf(S.name(O.Value).split('/').second)),
                             NodeRef{M, O.Value});
  }
}

namespace {
enum class Word : uint8_t { Telling, Plain, Data, Made };
} // namespace

static Word kindOf(llvm::StringRef Of) {
  return llvm::StringSwitch<Word>(Of)
      .Cases("path", "paths", "file", "files", "dir", "folder", Word::Data)
      .Cases("data", "dataset", "datasets", "datafile", "json", "jsonl",
             Word::Data)
      .Cases("to", "the", "your", "my", "of", "train", "training", Word::Plain)
      .Cases("model", "models", "output", "outputs", "out", "save", Word::Made)
      .Cases("log", "logs", "checkpoint", "ckpt", "result", "results",
             Word::Made)
      .Default(Word::Telling);
}

/// Words that half of all placeholders are made of beside those.
static bool isCommonWord(llvm::StringRef Word) {
  static constexpr llvm::StringRef Common[] = {
      "a",    "an",   "in",   "input", "inputs", "name",  "id",
      "root", "base", "test", "eval",  "local",  "saved", "filename"};
  return llvm::is_contained(Common, Word);
}

std::string tellingName(llvm::StringRef Variable) {
  constexpr size_t MinLetters = 3;
  std::vector<std::string> Words = wordsOf(Variable);
  size_t Letters = 0;
  for (const std::string &W : Words)
    if (kindOf(W) == Word::Telling && !isCommonWord(W))
      Letters += W.size();
  return Letters < MinLetters ? std::string() : llvm::join(Words, "-");
}

NodeRef LinkedDatasets::namedAfter(llvm::StringRef Variable) const {
  constexpr size_t MinLetters = 5; // "to be told" by: more than any tag has
  std::vector<std::string> Words = wordsOf(Variable);
  if (ByName.empty() ||
      llvm::none_of(Words, [](auto &W) { return kindOf(W) == Word::Data; }) ||
      llvm::any_of(Words, [](auto &W) { return kindOf(W) == Word::Made; }))
    return {};
  llvm::erase_if(Words, [](auto &W) { return kindOf(W) != Word::Telling; });
  std::string Told = joined(Words);
  if (Told.size() < MinLetters + 2)
    return {};
  NodeRef Found;
  for (const auto &[Name, Link] : ByName)
    if (Name.find(Told) != std::string::npos) {
      if (Found)
        return {};
      Found = Link;
    }
  return Found;
}

} // namespace modeltidy
