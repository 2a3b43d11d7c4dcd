//===- comment_trial.cpp - comments that change nothing else ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/comment_trial.h"
#include "scanner/frontends/front_end.h"
#include "scanner/frontends/notebook/cells.h"
#include "scanner/report/edits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <iterator>
#include <map>

namespace modeltidy {

using llvm::StringRef;

namespace {

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
  std::vector<std::pair<uint32_t, uint32_t>> Comments; ///< half-open, sorted
};

Reading readingOf(FileKind Kind, StringRef Path, StringRef Bytes) {
  Reading Out;
  for (const SummaryPart &Part : summarizeFile(Kind, Path, Bytes)) {
    Summary S = llvm::cantFail(Summary::create(Part.Block.bytes()));
    Out.Meaning += "\npart " + Part.Path;
    addMeaning(S, Out.Meaning);
    if (isOwnLanguage(Kind, S.frontEnd()))
      for (const Comment &C : S.comments())
        Out.Comments.emplace_back(C.Begin, C.End);
  }
  llvm::sort(Out.Comments);
  return Out;
}

bool isComment(const Reading &In, size_t Offset) {
  auto At = llvm::upper_bound(
      In.Comments, Offset, [](size_t O, const auto &C) { return O < C.first; });
  return At != In.Comments.begin() && Offset < std::prev(At)->second;
}

/// Lines of a Makefile that take no comment of the file. Those between "define"
/// and "endef" are a variable's text. With .ONESHELL a recipe goes to the shell
/// as one, and only its first line's "@" and "-" count.
std::vector<ClosedLine> closedLines(StringRef Bytes) {
  std::vector<ClosedLine> Out;
  bool OneShell = false;
  for (StringRef Line : llvm::split(Bytes, '\n'))
    OneShell |= Line.starts_with(".ONESHELL");
  unsigned Depth = 0;
  for (StringRef Line : llvm::split(Bytes, '\n')) {
    size_t Begin = size_t(Line.data() - Bytes.data());
    StringRef Words = Line.starts_with("\t") ? "" : Line.trim();
    for (StringRef Before : {"export ", "override ", "private "})
      if (Words.consume_front(Before))
        Words = Words.ltrim();
    if (Depth || (OneShell && Line.starts_with("\t")))
      Out.push_back({Begin, Begin + Line.size() + 1, Depth == 0});
    if (Words == "define" || Words.starts_with("define "))
      ++Depth;
    else if (Depth && (Words == "endef" || Words.starts_with("endef ")))
      --Depth;
  }
  return Out;
}

bool isBefore(const Edit &A, const Edit &B) { return A.Begin < B.Begin; }

/// In a notebook quotes are told from the cell's text, not from the file's.
bool isInCellString(const notebook::Notebook &Book, size_t At) {
  auto In = llvm::find_if(Book.Cells, [&](const notebook::Cell &C) {
    return C.FileBegin <= At && At < C.FileEnd;
  });
  if (In == Book.Cells.end())
    return true;
  size_t Begin = In->Begin, End = In->End;
  while (Begin < End) {
    size_t Middle = Begin + (End - Begin) / 2;
    if (Book.Code.Map.at(uint32_t(Middle)) < At)
      Begin = Middle + 1;
    else
      End = Middle;
  }
  StringRef Cell = StringRef(Book.Code.Text).slice(In->Begin, In->End);
  return isInString(Cell, Begin - In->Begin);
}

} // namespace

CommentTrial::CommentTrial(StringRef File, StringRef Text)
    : Kind(fileKindOf(File, Text)), Path(File), Bytes(Text),
      Meaning(readingOf(Kind, File, Text).Meaning) {
  if (Kind == FileKind::Makefile)
    Closed = closedLines(Text);
  else if (Kind == FileKind::Notebook)
    Book = notebook::readCells(Text);
}

bool CommentTrial::isClosed(const Edit &E) const {
  if (Kind == FileKind::Python)
    return isInString(Bytes, E.Begin);
  if (Kind == FileKind::Notebook)
    return isInCellString(Book, E.Begin);
  return llvm::any_of(Closed, [&](const ClosedLine &Line) {
    return Line.Begin <= E.Begin && E.Begin < Line.End &&
           (!Line.ToRecipe || StringRef(E.Text).starts_with("\t"));
  });
}

CommentTrial::Outcome
CommentTrial::read(llvm::ArrayRef<const Edit *> Asked) const {
  std::vector<Edit> All = Taken;
  for (const Edit *E : Asked)
    All.push_back(*E);
  llvm::stable_sort(All, isBefore);
  std::string New;
  size_t Done = 0;
  std::map<std::pair<uint32_t, std::string>, size_t> Signs; // offsets in New
  for (const Edit &E : All) {
    auto [At, IsNew] = Signs.try_emplace({E.Begin, E.Text});
    if (!IsNew)
      continue;
    New += Bytes.slice(Done, E.Begin);
    At->second = New.size() + StringRef(E.Text).find("NOLINT");
    New += E.Text;
    Done = E.Begin;
  }
  New += Bytes.drop_front(Done);
  Reading Now = readingOf(Kind, Path, New);
  Outcome Out{Now.Meaning == Meaning, {}};
  for (const Edit *E : Asked)
    Out.IsComment.push_back(isComment(Now, Signs.at({E->Begin, E->Text})));
  return Out;
}

void CommentTrial::take(llvm::ArrayRef<const Edit *> Asked,
                        std::set<const Edit *> &Fit) {
  for (const Edit *E : Asked) {
    Taken.push_back(*E);
    Fit.insert(E);
  }
}

/// A text that is no comment may hide the comments behind it (an open
/// quote), so that the others are tried again without it.
void CommentTrial::tryAll(llvm::ArrayRef<const Edit *> Asked,
                          std::set<const Edit *> &Fit) {
  std::vector<const Edit *> Left = Asked;
  while (!Left.empty()) {
    Outcome All = read(Left);
    std::vector<const Edit *> Good, Bad;
    for (size_t I = 0; I != Left.size(); ++I)
      (All.IsComment[I] ? Good : Bad).push_back(Left[I]);
    if (Bad.empty() && All.SameMeaning)
      return take(Good, Fit);
    if (Bad.empty())
      return halve(Good, Fit);
    tryComments(Good, Fit);
    if (Good.empty() && Left.size() != Asked.size())
      return; // the first one was not in the way of the others
    Left.assign(Bad.begin() + 1, Bad.end());
  }
}

void CommentTrial::tryComments(llvm::ArrayRef<const Edit *> Asked,
                               std::set<const Edit *> &Fit) {
  if (Asked.empty())
    return;
  Outcome All = read(Asked);
  if (All.SameMeaning &&
      llvm::all_of(All.IsComment, [](bool Is) { return Is; }))
    take(Asked, Fit);
  else
    halve(Asked, Fit);
}

void CommentTrial::halve(llvm::ArrayRef<const Edit *> Asked,
                         std::set<const Edit *> &Fit) {
  if (Asked.size() == 1)
    return;
  tryComments(Asked.take_front(Asked.size() / 2), Fit);
  tryComments(Asked.drop_front(Asked.size() / 2), Fit);
}

std::vector<bool> CommentTrial::accept(llvm::ArrayRef<Edit> Asked) {
  std::vector<const Edit *> Open;
  for (const Edit &E : Asked)
    if (!isClosed(E))
      Open.push_back(&E);
  llvm::stable_sort(Open, [](auto *A, auto *B) { return isBefore(*A, *B); });
  std::set<const Edit *> Fit;
  tryAll(Open, Fit);
  std::vector<bool> Out;
  Out.reserve(Asked.size());
  for (const Edit &E : Asked)
    Out.push_back(Fit.count(&E) != 0);
  return Out;
}

} // namespace modeltidy
