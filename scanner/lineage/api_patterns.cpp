//===- api_patterns.cpp - RE2 patterns of `when`, compiled at first use ---===//

#include "scanner/lineage/api_patterns.h"
#include "llvm/ADT/StringMap.h"
#include <memory>
#include <mutex>
#include <re2/re2.h>
#include <shared_mutex>

using llvm::StringRef;

namespace modeltidy {

namespace {

re2::StringPiece piece(StringRef Text) { return {Text.data(), Text.size()}; }

RE2::Options quiet(bool Captures = false) {
  RE2::Options Options;
  Options.set_log_errors(false);
  Options.set_never_capture(!Captures);
  return Options;
}

/// Compiled patterns stay for the process; there are as many as rows name.
class PatternCache {
public:
  explicit PatternCache(bool Captures) : Captures(Captures) {}
  const RE2 &get(StringRef Pattern) {
    {
      std::shared_lock<std::shared_mutex> Reading(Guard);
      auto It = Compiled.find(Pattern);
      if (It != Compiled.end())
        return *It->second;
    }
    auto Fresh = std::make_unique<RE2>(piece(Pattern), quiet(Captures));
    std::unique_lock<std::shared_mutex> Writing(Guard);
    return *Compiled.try_emplace(Pattern, std::move(Fresh)).first->second;
  }

private:
  const bool Captures;
  std::shared_mutex Guard;
  llvm::StringMap<std::unique_ptr<RE2>> Compiled;
};

} // namespace

bool matchesPattern(StringRef Pattern, StringRef Text) {
  static PatternCache Cache(/*Captures=*/false);
  const RE2 &Expression = Cache.get(Pattern);
  return Expression.ok() && RE2::PartialMatch(piece(Text), Expression);
}

std::optional<std::string> firstGroup(StringRef Pattern, StringRef Text) {
  static PatternCache Cache(/*Captures=*/true);
  const RE2 &Expression = Cache.get(Pattern);
  re2::StringPiece Groups[2]; // the whole match, and the first group
  int Wanted = Expression.ok() && Expression.NumberOfCapturingGroups() ? 2 : 1;
  if (!Expression.ok() || !Expression.Match(piece(Text), 0, Text.size(),
                                            RE2::UNANCHORED, Groups, Wanted))
    return std::nullopt;
  const re2::StringPiece &Found = Groups[Wanted - 1];
  return std::string(Found.data(), Found.size());
}

std::string patternError(StringRef Pattern) {
  RE2 Expression(piece(Pattern), quiet());
  return Expression.ok() ? std::string() : Expression.error();
}

} // namespace modeltidy
