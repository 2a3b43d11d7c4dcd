//===- overrides.cpp - lists and mappings among a command's words ---------===//
//
// Cost: linear in the text, times the depth of nesting, which is bounded.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/overrides.h"
#include <optional>

namespace modeltidy {

namespace {

constexpr unsigned MaxNesting = 8; // lists in lists, mappings in mappings
constexpr size_t MaxParts = 64;    // of one word

/// What stands between the marks; nothing where they do not enclose it.
std::optional<llvm::StringRef> inside(llvm::StringRef Text, char Open,
                                      char Close) {
  Text = Text.trim();
  if (Text.size() < 2 || Text.front() != Open || Text.back() != Close)
    return std::nullopt;
  return Text.drop_front().drop_back().trim();
}

llvm::StringRef unquoted(llvm::StringRef Text) {
  for (char Quote : {'"', '\''})
    if (auto Inner = inside(Text, Quote, Quote))
      return *Inner;
  return Text.trim();
}

/// The parts between commas that stand in no further brackets or quotes.
std::vector<llvm::StringRef> parts(llvm::StringRef List) {
  std::vector<llvm::StringRef> Out;
  size_t Begin = 0;
  int Depth = 0;
  char Quote = 0;
  for (size_t I = 0; I <= List.size() && Out.size() < MaxParts; ++I) {
    char C = I == List.size() ? ',' : List[I];
    if (Quote != 0) {
      Quote = C == Quote ? '\0' : Quote;
    } else if (C == '"' || C == '\'') {
      Quote = C;
    } else if (C == '[' || C == '{') {
      ++Depth;
    } else if (C == ']' || C == '}') {
      --Depth;
    } else if (C == ',' && Depth <= 0) {
      Out.push_back(List.slice(Begin, I).trim());
      Begin = I + 1;
    }
  }
  return Out;
}

class Opener {
public:
  explicit Opener(const LaunchWord &Of) : Of(Of) {}

  std::vector<LaunchWord> open(const WordText &T) {
    auto [Key, Given] = llvm::StringRef(T.Pattern).split('=');
    give(Key.str(), Given, T.Where, 0);
    return std::move(Words);
  }

private:
  void give(const std::string &Key, llvm::StringRef Value, NodeRef Where,
            unsigned Nesting) {
    if (auto Keys = inside(Value, '{', '}'); Keys && Nesting < MaxNesting) {
      for (llvm::StringRef Part : parts(*Keys)) {
        auto [Name, Inner] = Part.split(':');
        if (!Name.trim().empty())
          give(Key + "." + unquoted(Name).str(), Inner.trim(), Where,
               Nesting + 1);
      }
      return;
    }
    if (Words.size() >= MaxParts)
      return;
    LaunchWord Word{Of.Node, {}};
    elements(Key, Value, Where, Nesting, Word);
    Words.push_back(std::move(Word));
  }

  void elements(const std::string &Key, llvm::StringRef Value, NodeRef Where,
                unsigned Nesting, LaunchWord &Out) {
    auto List = inside(Value, '[', ']');
    if (List && Nesting < MaxNesting) {
      for (llvm::StringRef Part : parts(*List))
        elements(Key, Part, Where, Nesting + 1, Out);
    } else if (Out.Texts.size() < MaxParts) {
      Out.Texts.push_back({Key + "=" + unquoted(Value).str(), Where});
    }
  }

  const LaunchWord &Of;
  std::vector<LaunchWord> Words;
};

bool isOpened(const LaunchWord &W) {
  if (W.Texts.size() != 1 || W.isOption())
    return false;
  auto [Key, Given] = llvm::StringRef(W.Texts.front().Pattern).split('=');
  return !Key.empty() && !Key.contains(' ') &&
         (inside(Given, '[', ']') || inside(Given, '{', '}'));
}

} // namespace

void openOverrides(std::vector<LaunchWord> &Words) {
  std::vector<LaunchWord> Out;
  for (LaunchWord &W : Words) {
    if (!isOpened(W)) {
      Out.push_back(std::move(W));
      continue;
    }
    WordText Text = W.Texts.front();
    for (LaunchWord &Each : Opener(W).open(Text))
      Out.push_back(std::move(Each));
  }
  Words = std::move(Out);
}

} // namespace modeltidy
