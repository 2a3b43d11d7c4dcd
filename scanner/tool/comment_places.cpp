//===- comment_places.cpp - where a suppression can stand ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/comment_places.h"
#include "scanner/discover/file_kind.h"
#include "scanner/report/edits.h"
#include "scanner/tool/comment_trial.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <set>
#include <utility>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Commands of more lines are rare; each line costs a parse of the file.
constexpr unsigned MaxLinesAround = 40;

/// The next line belongs to this one.
bool goesOn(StringRef Line) { return Line.rtrim().ends_with("\\"); }

StringRef lineBefore(StringRef Bytes, size_t Begin) {
  return Begin ? Bytes.slice(lineAround(Bytes, Begin - 1).first, Begin - 1)
               : StringRef();
}

/// A line of its own can come in above the line that begins there: it parts
/// nothing that belongs together.
bool isBetweenLines(StringRef Bytes, size_t Begin) {
  StringRef Before = lineBefore(Bytes, Begin);
  return !goesOn(Before) && !Before.contains("NOLINTNEXTLINE") &&
         !Bytes.drop_front(Begin).starts_with("#!");
}

/// Text around a block of code on a page is no code.
bool isFence(FileKind Kind, StringRef Line) {
  Line = Line.ltrim(" \t>");
  return Kind == FileKind::Markdown &&
         (Line.starts_with("```") || Line.starts_with("~~~"));
}

/// The offset past a line's end, which may be that of the file.
size_t pastLine(StringRef Bytes, size_t Begin) {
  size_t Break = Bytes.find('\n', Begin);
  return Break == StringRef::npos ? Bytes.size() : Break + 1;
}

bool needsOwnLine(FileKind Kind) {
  return Kind == FileKind::Dockerfile || Kind == FileKind::Makefile;
}

/// Code of these may have a comment on any line of its own.
bool hasCommands(FileKind Kind) {
  return Kind == FileKind::Yaml || Kind == FileKind::Shell ||
         Kind == FileKind::Markdown || needsOwnLine(Kind);
}

/// Finds the places of a file's comments, one form after the other. Those of
/// one form are tried together.
class PlaceFinder {
public:
  PlaceFinder(StringRef Path, StringRef Text, StringRef Why)
      : File(Path, Text), Bytes(Text), Sign(commentSign(Path)), Reason(Why) {}

  std::vector<std::optional<CommentPlace>> find(llvm::ArrayRef<Place> For) {
    Out.resize(For.size());
    // Make expands variables in the comments of a recipe too.
    if (File.Kind == FileKind::Makefile && Reason.contains('$'))
      return std::move(Out);
    for (size_t I = 0; I != For.size(); ++I)
      Open.push_back(seekerAt(For[I], I));
    if (!needsOwnLine(File.Kind))
      tryBehind();
    tryAbove();
    if (hasCommands(File.Kind)) {
      findBegins();
      findEnds();
    }
    return std::move(Out);
  }

private:
  /// A comment that has no place yet.
  struct Seeker {
    size_t Of;   ///< index into what was asked
    size_t Line; ///< where the line begins
    size_t At;   ///< the line that is looked at, of a pair's begin or end
    CommentPlace Best;
  };

  Seeker seekerAt(const Place &P, size_t Of) const {
    auto [Begin, End] =
        lineAround(Bytes, std::min<size_t>(P.Begin, Bytes.size()));
    Seeker At{Of, Begin, Begin, {}};
    At.Best.Break = Bytes.substr(End).starts_with("\r\n") ? "\r\n" : "\n";
    setIndent(At.Best, lineAt(Begin));
    return At;
  }
  StringRef lineAt(size_t Begin) const {
    return Bytes.slice(Begin, lineAround(Bytes, Begin).second);
  }
  static void setIndent(CommentPlace &Of, StringRef Line) {
    Of.Indent = Line.take_front(Line.find_first_not_of(" \t")).str();
  }
  Edit editOf(const CommentPlace &At, bool IsEnd = false) const {
    std::vector<Edit> All = commentsAt(At, 0, Sign, "x", Reason);
    return IsEnd ? All.back() : All.front();
  }

  /// Asks for those of Open that Tried holds; what is accepted has its place.
  void settle(llvm::ArrayRef<size_t> Tried) {
    std::vector<Edit> Edits;
    for (size_t I : Tried)
      Edits.push_back(editOf(Open[I].Best));
    std::vector<bool> Fits = File.accept(Edits);
    std::set<size_t> Done;
    for (size_t I = 0; I != Tried.size(); ++I)
      if (Fits[I]) {
        Out[Open[Tried[I]].Of] = Open[Tried[I]].Best;
        Done.insert(Tried[I]);
      }
    std::vector<Seeker> Left;
    for (size_t I = 0; I != Open.size(); ++I)
      if (!Done.count(I))
        Left.push_back(std::move(Open[I]));
    Open = std::move(Left);
  }

  void tryBehind() {
    std::vector<size_t> Tried;
    for (size_t I = 0; I != Open.size(); ++I) {
      StringRef Line = lineAt(Open[I].Line);
      Open[I].Best.How = CommentPlace::Form::Behind;
      Open[I].Best.At = uint32_t(Open[I].Line + Line.rtrim().size());
      if (!goesOn(Line))
        Tried.push_back(I);
    }
    settle(Tried);
  }

  void tryAbove() {
    std::vector<size_t> Tried;
    for (size_t I = 0; I != Open.size(); ++I) {
      Open[I].Best.How = CommentPlace::Form::Above;
      Open[I].Best.At = uint32_t(Open[I].Line);
      if (isBetweenLines(Bytes, Open[I].Line))
        Tried.push_back(I);
    }
    settle(Tried);
  }

  /// Each goes up from its line until a comment can stand above it.
  void findBegins() {
    for (Seeker &S : Open)
      S.Best.How = CommentPlace::Form::Around;
    std::vector<Seeker> Begun;
    for (unsigned I = 0; I != MaxLinesAround && !Open.empty(); ++I) {
      step(Begun, /*IsEnd=*/false, [&](Seeker &S, bool &Gone) {
        StringRef Line = lineAt(S.At);
        Gone = isFence(File.Kind, Line);
        S.Best.At = uint32_t(S.At);
        setIndent(S.Best, Line);
        return !Line.trim().empty() && isBetweenLines(Bytes, S.At);
      });
      llvm::erase_if(Open, [](const Seeker &S) { return S.At == 0; });
      for (Seeker &S : Open)
        S.At = lineAround(Bytes, S.At - 1).first;
    }
    Open = std::move(Begun);
    for (Seeker &S : Open)
      S.At = S.Line;
  }

  /// Each goes down from its line until one can stand below.
  void findEnds() {
    std::vector<Seeker> Ended;
    for (unsigned I = 0; I != MaxLinesAround && !Open.empty(); ++I) {
      llvm::erase_if(Open,
                     [&](const Seeker &S) { return S.At >= Bytes.size(); });
      step(Ended, /*IsEnd=*/true, [&](Seeker &S, bool &Gone) {
        size_t Next = pastLine(Bytes, S.At);
        StringRef Line = Bytes.slice(S.At, Next);
        Gone = isFence(File.Kind, Line);
        S.Best.Below = uint32_t(Next);
        S.Best.Open = !Line.ends_with("\n");
        return !goesOn(Line);
      });
      for (Seeker &S : Open)
        S.At = pastLine(Bytes, S.At);
    }
    for (const Seeker &S : Ended)
      Out[S.Of] = S.Best;
  }

  /// Moves those of Open that can stand where Aim puts them to Done, and drops
  /// those that Aim calls gone.
  void step(std::vector<Seeker> &Done, bool IsEnd,
            llvm::function_ref<bool(Seeker &, bool &)> Aim) {
    std::vector<Seeker> Tried, Left;
    std::vector<Edit> Edits;
    for (Seeker &S : Open) {
      bool Gone = false, Asks = Aim(S, Gone);
      if (Gone)
        continue;
      if (Asks)
        Edits.push_back(editOf(S.Best, IsEnd));
      (Asks ? Tried : Left).push_back(std::move(S));
    }
    std::vector<bool> Fits = File.accept(Edits);
    for (size_t I = 0; I != Tried.size(); ++I)
      (Fits[I] ? Done : Left).push_back(std::move(Tried[I]));
    Open = std::move(Left);
  }

  CommentTrial File;
  StringRef Bytes, Sign, Reason;
  std::vector<Seeker> Open;
  std::vector<std::optional<CommentPlace>> Out;
};

} // namespace

std::vector<Edit> commentsAt(const CommentPlace &At, uint32_t File,
                             StringRef Sign, StringRef Names,
                             StringRef Reason) {
  using Form = CommentPlace::Form;
  std::string List = ("(" + Names + ")").str();
  std::string Because = (": " + Reason).str();
  std::string Start = At.Indent + Sign.str() + " NOLINT";
  if (At.How == Form::Behind)
    return {
        {File, At.At, At.At, ("  " + Sign + " NOLINT").str() + List + Because}};
  if (At.How == Form::Above)
    return {
        {File, At.At, At.At, Start + "NEXTLINE" + List + Because + At.Break}};
  std::string End = Start + "END" + List;
  return {
      {File, At.At, At.At, Start + "BEGIN" + List + Because + At.Break},
      {File, At.Below, At.Below, At.Open ? At.Break + End : End + At.Break}};
}

std::vector<std::optional<CommentPlace>>
commentPlaces(llvm::ArrayRef<Place> For, StringRef Path, StringRef Bytes,
              StringRef Reason) {
  return PlaceFinder(Path, Bytes, Reason).find(For);
}

std::vector<bool> areOnlyComments(StringRef Path, StringRef Bytes,
                                  llvm::ArrayRef<Edit> Edits) {
  return CommentTrial(Path, Bytes).accept(Edits);
}

} // namespace modeltidy
