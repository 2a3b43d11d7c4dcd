//===- comment_places.cpp - where a suppression can stand ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/comment_places.h"
#include "scanner/discover/file_kind.h"
#include "scanner/frontends/front_end.h"
#include "scanner/report/edits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Commands of more lines are rare; each line costs a parse of the file.
constexpr unsigned MaxLinesAround = 40;

/// The part whose language the file's own comments are in. A comment of another
/// one stands in a string: `python -c '...'`, a block of YAML text.
bool isOwnLanguage(FileKind Kind, FrontEnd Language) {
  switch (Kind) {
  case FileKind::Yaml:
  case FileKind::Toml:
    return Language == FrontEnd::Config;
  case FileKind::Shell:
  case FileKind::Makefile:
  case FileKind::Dockerfile:
    return Language == FrontEnd::Shell;
  default:
    return true;
  }
}

/// All that a summary says but for places and comments.
void addMeaning(const Summary &S, std::string &Out) {
  auto Add = [&](StringRef Text) {
    Out += llvm::utostr(Text.size()) + ':' + Text.str() + ' ';
  };
  for (const Node &N : S.nodes()) {
    Out += '\n' + llvm::utostr(unsigned(N.Kind)) + ' ' + llvm::utostr(N.Flags) +
           ' ' + llvm::utostr(N.Aux) + ' ';
    Add(S.string(N.Name));
    for (const Operand &O : S.operands(N)) {
      Add(S.string(O.Name));
      Out += llvm::utostr(O.Value) + ' ';
    }
  }
  Out += "\nerrors " + llvm::utostr(S.errors().size());
}

struct Reading {
  std::string Meaning;
  bool HasComment = false; ///< a comment at the offset asked for
};

Reading readingOf(FileKind Kind, StringRef Path, StringRef Bytes,
                  size_t Offset) {
  Reading Out;
  for (const SummaryPart &Part : summarizeFile(Kind, Path, Bytes)) {
    Summary S = llvm::cantFail(Summary::create(Part.Block.bytes()));
    Out.Meaning += "\npart " + Part.Path;
    addMeaning(S, Out.Meaning);
    Out.HasComment |= isOwnLanguage(Kind, S.frontEnd()) &&
                      llvm::any_of(S.comments(), [&](const Comment &C) {
                        return C.Begin <= Offset && Offset < C.End;
                      });
  }
  return Out;
}

/// A file that comments are tried in.
class Trial {
public:
  Trial(StringRef File, StringRef Text)
      : Kind(fileKindOf(File, Text)), Path(File), Bytes(Text),
        Before(readingOf(Kind, File, Text, Text.size()).Meaning) {}

  bool accepts(const Edit &E) const {
    if (Kind == FileKind::Python && isInString(Bytes, E.Begin))
      return false;
    std::string New =
        (Bytes.take_front(E.Begin) + E.Text + Bytes.drop_front(E.Begin)).str();
    Reading Now =
        readingOf(Kind, Path, New, E.Begin + StringRef(E.Text).find("NOLINT"));
    return Now.HasComment && Now.Meaning == Before;
  }

  FileKind Kind;

private:
  StringRef Path, Bytes;
  std::string Before;
};

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

/// Finds lines for a pair around the command, or the block, at a line.
class AroundFinder {
public:
  AroundFinder(const Trial &In, StringRef Text, StringRef CommentSign,
               StringRef Why)
      : File(In), Bytes(Text), Sign(CommentSign), Reason(Why) {}

  std::optional<CommentPlace> find(size_t Begin, CommentPlace Out) {
    Out.How = CommentPlace::Form::Around;
    return findBegin(Begin, Out) && findEnd(Begin, Out) ? std::optional(Out)
                                                        : std::nullopt;
  }

private:
  bool findBegin(size_t Line, CommentPlace &Out) {
    for (unsigned I = 0; I != MaxLinesAround; ++I) {
      StringRef Text = Bytes.slice(Line, lineAround(Bytes, Line).second);
      if (isFence(File.Kind, Text))
        return false;
      Out.At = uint32_t(Line);
      Out.Indent = Text.take_front(Text.find_first_not_of(" \t")).str();
      if (!Text.trim().empty() && isBetweenLines(Bytes, Line) &&
          File.accepts(commentsAt(Out, 0, Sign, "x", Reason).front()))
        return true;
      if (Line == 0)
        return false;
      Line = lineAround(Bytes, Line - 1).first;
    }
    return false;
  }

  bool findEnd(size_t Line, CommentPlace &Out) {
    for (unsigned I = 0; I != MaxLinesAround && Line < Bytes.size(); ++I) {
      size_t Next = pastLine(Bytes, Line);
      if (isFence(File.Kind, Bytes.slice(Line, Next)))
        return false;
      Out.Below = uint32_t(Next);
      Out.Open = !Bytes.slice(Line, Next).ends_with("\n");
      if (!goesOn(Bytes.slice(Line, Next)) &&
          File.accepts(commentsAt(Out, 0, Sign, "x", Reason).back()))
        return true;
      Line = Next;
    }
    return false;
  }

  const Trial &File;
  StringRef Bytes, Sign, Reason;
};

bool needsOwnLine(FileKind Kind) {
  return Kind == FileKind::Dockerfile || Kind == FileKind::Makefile;
}

/// Code of these may have a comment on any line of its own.
bool hasCommands(FileKind Kind) {
  return Kind == FileKind::Yaml || Kind == FileKind::Shell ||
         Kind == FileKind::Markdown || needsOwnLine(Kind);
}

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

std::optional<CommentPlace> commentPlace(const Place &P, StringRef Path,
                                         StringRef Bytes, StringRef Reason) {
  Trial File(Path, Bytes);
  StringRef Sign = commentSign(Path);
  // Make expands variables in the comments of a recipe too.
  if (File.Kind == FileKind::Makefile && Reason.contains('$'))
    return std::nullopt;
  auto [Begin, End] =
      lineAround(Bytes, std::min<size_t>(P.Begin, Bytes.size()));
  StringRef Line = Bytes.slice(Begin, End);
  CommentPlace Out;
  Out.Indent = Line.take_front(Line.find_first_not_of(" \t")).str();
  Out.Break = Bytes.substr(End).starts_with("\r\n") ? "\r\n" : "\n";
  auto Fits = [&] {
    return File.accepts(commentsAt(Out, P.File, Sign, "x", Reason).front());
  };
  Out.At = uint32_t(Begin + Line.rtrim().size());
  if (!needsOwnLine(File.Kind) && !goesOn(Line) && Fits())
    return Out;
  Out.How = CommentPlace::Form::Above;
  Out.At = uint32_t(Begin);
  if (isBetweenLines(Bytes, Begin) && Fits())
    return Out;
  if (!hasCommands(File.Kind))
    return std::nullopt;
  return AroundFinder(File, Bytes, Sign, Reason).find(Begin, std::move(Out));
}

bool isOnlyComment(StringRef Path, StringRef Bytes, const Edit &E) {
  return Trial(Path, Bytes).accepts(E);
}

} // namespace modeltidy
