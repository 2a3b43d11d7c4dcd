//===- make_goals.cpp - what a goal of a Makefile runs --------------------===//
#include "scanner/lineage/make_goals.h"
#include "scanner/discover/base_name.h"
#include "scanner/lineage/path_pattern.h"
#include "scanner/summary/script_names.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace modeltidy {

namespace {

llvm::StringRef textOf(const LaunchWord &W) {
  return W.Texts.empty() ? llvm::StringRef() : W.Texts.front().Pattern;
}

/// NAME of NAME=value, "" for another word.
llvm::StringRef assignedName(llvm::StringRef Word) {
  llvm::StringRef Name = Word.split('=').first;
  bool Named =
      Name.size() < Word.size() && !Name.empty() &&
      llvm::all_of(
          Name,
          [](char C) {
            return llvm::isAlnum(C) || llvm::StringRef("_.-:").contains(C);
          });
  return Named ? Name.rtrim(':') : "";
}

/// The value of a short or long option at I: the rest of its word, or the next
/// word.
llvm::StringRef optionAt(llvm::ArrayRef<LaunchWord> Words, size_t &I,
                         llvm::StringRef Short, llvm::StringRef Long) {
  llvm::StringRef Word = textOf(Words[I]);
  if (Word.consume_front(Long))
    Word.consume_front("=");
  else if (!Word.consume_front(Short))
    return "";
  if (Word.empty() && I + 1 < Words.size())
    Word = textOf(Words[++I]);
  return Word;
}

} // namespace

std::optional<MakeLine> makeLine(llvm::ArrayRef<LaunchWord> Words) {
  llvm::StringRef Program =
      Words.empty() ? llvm::StringRef() : baseName(textOf(Words.front()));
  if (Program != "make" && Program != "gmake")
    return std::nullopt;
  MakeLine Out;
  std::string Folder, File;
  for (size_t I = 1; I < Words.size(); ++I) {
    llvm::StringRef Word = textOf(Words[I]);
    if (llvm::StringRef To = optionAt(Words, I, "-C", "--directory");
        !To.empty()) {
      Folder = To.str() + "/";
    } else if (llvm::StringRef Of = optionAt(Words, I, "-f", "--file");
               !Of.empty()) {
      File = Of.str();
    } else if (llvm::StringRef Name = assignedName(Word); !Name.empty()) {
      WordTexts Values;
      for (const WordText &T : Words[I].Texts)
        if (llvm::StringRef Text = T.Pattern; assignedName(Text) == Name)
          Values.push_back({Text.split('=').second.str(), T.Where});
      Out.Variables.push_back({Name.str(), Values});
    } else if (!Word.empty() && !Word.starts_with("-") &&
               !llvm::isDigit(Word[0])) {
      Out.Goals.push_back(Word.str());
    }
  }
  Out.File = Folder + (File.empty() ? "Makefile" : File);
  return Out;
}

llvm::BitVector functionsOfGoals(const Summary &S,
                                 llvm::ArrayRef<std::string> Goals) {
  llvm::StringMap<uint32_t> ByName;
  llvm::SmallVector<uint32_t, 16> Stack;
  auto Count = static_cast<uint32_t>(S.functions().size());
  llvm::BitVector Out(Count);
  for (uint32_t F = 0; F < Count; ++F) {
    llvm::StringRef Name = S.string(S.functions()[F].Name);
    if (!Name.consume_front(MakeRulePrefix))
      continue;
    ByName.try_emplace(Name, F);
    if (llvm::is_contained(Goals, Name) || (Goals.empty() && Stack.empty()))
      Stack.push_back(F);
  }
  std::vector<llvm::SmallVector<uint32_t, 4>> Needs(Count);
  for (const Node &N : S.nodes()) {
    if (N.Kind != NodeKind::Call || N.Count == 0 ||
        S.scopes()[N.Scope].Kind != ScopeKind::Function)
      continue;
    const Node &Callee = S.node(S.operands(N)[0].Value);
    llvm::StringRef Name = S.string(Callee.Name);
    if (Callee.Kind == NodeKind::Global && Name.consume_front(MakeRulePrefix))
      if (auto It = ByName.find(Name); It != ByName.end())
        Needs[S.scopes()[N.Scope].Owner].push_back(It->second);
  }
  while (!Stack.empty()) {
    uint32_t F = Stack.pop_back_val();
    if (Out.test(F))
      continue;
    Out.set(F);
    llvm::append_range(Stack, Needs[F]);
  }
  return Out;
}

llvm::BitVector
functionsThatRead(const Summary &S,
                  llvm::ArrayRef<std::pair<std::string, WordTexts>> Variables) {
  llvm::BitVector Out(static_cast<unsigned>(S.functions().size()));
  for (const Node &N : S.nodes()) {
    const Scope &Sc = S.scopes()[N.Scope];
    if (N.Kind == NodeKind::Global && Sc.Kind == ScopeKind::Function &&
        llvm::any_of(Variables, [&](const auto &V) {
          return V.first == S.string(N.Name);
        }))
      Out.set(Sc.Owner);
  }
  return Out;
}

} // namespace modeltidy
