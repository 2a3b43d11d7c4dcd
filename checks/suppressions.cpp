//===- suppressions.cpp - NOLINT comments ---------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/suppressions.h"
#include "scanner/catalog/yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <string>

namespace modeltidy {

using llvm::StringRef;

extern const Check nolint_reason;
extern const Check nolint_unused;

namespace {

constexpr StringRef Word = "NOLINT";

bool isWordChar(char C) { return llvm::isAlnum(C) || C == '_'; }

Nolint::Form takeForm(StringRef &Rest) {
  if (Rest.consume_front("NEXTLINE"))
    return Nolint::Form::NextLine;
  if (Rest.consume_front("BEGIN"))
    return Nolint::Form::Begin;
  if (Rest.consume_front("END"))
    return Nolint::Form::End;
  return Nolint::Form::SameLine;
}

/// The next "NOLINT", in one of its forms, that is no part of a longer word.
size_t nextWord(StringRef Text, size_t From) {
  for (size_t At = From; (At = Text.find(Word, At)) != StringRef::npos; ++At) {
    StringRef Rest = Text.drop_front(At + Word.size());
    takeForm(Rest);
    bool Ends = Rest.empty() || !isWordChar(Rest[0]);
    if (Ends && (At == 0 || !isWordChar(Text[At - 1])))
      return At;
  }
  return StringRef::npos;
}

/// What people write behind the list, without the signs that end a comment or
/// begin another tool's ("# noqa").
StringRef reasonOf(StringRef Rest) {
  Rest = Rest.take_front(Rest.find(" #"));
  for (StringRef End : {"*/", "-->"})
    Rest = Rest.take_front(Rest.find(End));
  return Rest.ltrim(" \t:-").ltrim("\xE2\x80\x94").trim();
}

/// Reads what stands behind "NOLINT".
Nolint readOne(StringRef Rest) {
  Nolint N;
  N.Kind = takeForm(Rest);
  if (Rest.consume_front("(")) {
    size_t Close = Rest.find(')');
    N.List = Rest.take_front(Close).trim().str();
    N.All = N.List == "*";
    if (Close == StringRef::npos)
      N.Mistake = "the bracket of this suppression is not closed";
    N.Globs = CheckGlobs(N.List);
    Rest = Close == StringRef::npos ? "" : Rest.drop_front(Close + 1);
  }
  N.Reason = reasonOf(Rest).str();
  return N;
}

/// The row below a comment.
uint32_t rowBelow(const Place &Comment, RowOf Row) {
  Place Last = Comment;
  if (Last.EndLine > Last.Line) { // a comment of several lines
    Last.Begin = Last.End;
    Last.Line = Last.EndLine;
  }
  return Row(Last) + 1;
}

void readComment(const SourceComment &C, RowOf Row, std::vector<Nolint> &Out) {
  StringRef Text = C.Text;
  for (size_t At = nextWord(Text, 0); At != StringRef::npos;) {
    size_t Next = nextWord(Text, At + Word.size());
    Nolint N = readOne(Text.slice(At + Word.size(), Next));
    At = Next;
    N.Where = C.Where;
    N.Alone = Text.take_front(Text.find(Word)).trim(" \t#/*<!-").empty() &&
              nextWord(Text, Text.find(Word) + 1) == StringRef::npos &&
              !Text.contains(" #");
    bool Below = N.Kind == Nolint::Form::NextLine;
    N.FirstRow = N.LastRow = Below ? rowBelow(C.Where, Row) : Row(C.Where);
    Out.push_back(std::move(N));
  }
}

void leaveUnpaired(Nolint &N) {
  N.Mistake = N.Kind == Nolint::Form::Begin
                  ? "this NOLINTBEGIN has no NOLINTEND with the same checks"
                  : "this NOLINTEND has no NOLINTBEGIN with the same checks";
  N.FirstRow = 1;
  N.LastRow = 0;
}

void closeAll(std::vector<Nolint *> &Open) {
  for (Nolint *N : Open)
    leaveUnpaired(*N);
  Open.clear();
}

/// Joins each END with the last BEGIN before it that is open, in its file.
void pair(std::vector<Nolint> &Nolints) {
  std::vector<Nolint *> Open;
  for (Nolint &N : Nolints) {
    if (!Open.empty() && Open.back()->Where.File != N.Where.File)
      closeAll(Open);
    if (N.Kind == Nolint::Form::Begin) {
      Open.push_back(&N);
    } else if (N.Kind == Nolint::Form::End) {
      if (Open.empty() || Open.back()->List != N.List) {
        leaveUnpaired(N);
        continue;
      }
      Open.back()->LastRow = N.LastRow;
      if (N.Alone)
        Open.back()->Closing = N.Where;
      Open.pop_back();
      N.FirstRow = 1; // the beginning speaks for both
      N.LastRow = 0;
    }
  }
  closeAll(Open);
}

Diagnostic finding(const Check &Rule, const Nolint &N, std::string Message,
                   StringRef Way) {
  Diagnostic D;
  D.Rule = &Rule;
  D.Level = Rule.Level;
  D.Where = N.Where;
  D.Identity = N.List + "\n" + N.Reason + "\n" + Message;
  D.Message = std::move(Message);
  D.Notes.push_back(
      {N.Where, ("to resolve it: " + Way).str(), NoteKind::WayOut});
  return D;
}

void removeAt(const Place &P, Diagnostic &D) {
  D.Fixes.push_back({P.File, P.Begin, P.End, ""});
}

/// The list names nothing but checks of ours: another linter may need the rest.
/// "l*" may mean its checks too, "license-*" does not.
bool namesOursAlone(const Nolint &N, llvm::ArrayRef<const Check *> Checks) {
  llvm::SmallVector<StringRef> Names;
  llvm::SplitString(N.List, Names, ",");
  return llvm::all_of(Names, [&](StringRef Name) {
    Name = Name.trim();
    CheckGlobs One(Name);
    if (Name.empty() || Name.starts_with("-"))
      return true;
    StringRef Fixed = Name.take_front(Name.find('*'));
    return (Fixed.size() == Name.size() || Fixed.contains('-')) &&
           llvm::any_of(Checks,
                        [&](const Check *C) { return One.contains(C->Id); });
  });
}

/// Takes the comment away where it holds this suppression alone; of a pair
/// both.
void offerRemoval(const Nolint &N, Diagnostic &D) {
  bool IsPair = N.Kind == Nolint::Form::Begin;
  if (!N.Alone || (IsPair && !N.Closing))
    return;
  removeAt(N.Where, D);
  if (IsPair)
    removeAt(*N.Closing, D);
}

/// "NOLINTNEXTLINE(license-*)", as written.
std::string spelled(const Nolint &N) {
  static constexpr StringRef Tails[] = {"", "NEXTLINE", "BEGIN", "END"};
  return (Word + Tails[unsigned(N.Kind)] + "(" + N.List + ")").str();
}

std::vector<StringRef> idsOf(llvm::ArrayRef<const Check *> Checks) {
  std::vector<StringRef> Ids;
  for (const Check *C : Checks)
    Ids.push_back(C->Id);
  return Ids;
}

/// The first name of the list that is nearly a check's: "no check is named
/// 'x'; did you mean 'y'?". Other tools' names are left alone.
std::string misspelling(const Nolint &N, llvm::ArrayRef<StringRef> Ids) {
  llvm::SmallVector<StringRef> Names;
  llvm::SplitString(N.List, Names, ",");
  for (StringRef Name : Names) {
    Name = Name.trim();
    if (Name.contains('*') || llvm::is_contained(Ids, Name))
      continue;
    if (std::string Hint = yaml::didYouMean(Name, Ids); !Hint.empty())
      return ("no check is named '" + Name + "'" + Hint).str();
  }
  return {};
}

/// Every check that the list names runs, so that silence means something.
bool allRun(const Nolint &N, llvm::ArrayRef<const Check *> Checks,
            const CheckGlobs &Enabled) {
  return llvm::all_of(Checks, [&](const Check *C) {
    return !N.Globs.contains(C->Id) || Enabled.contains(C->Id);
  });
}

} // namespace

bool Nolint::covers(const Diagnostic &D, RowOf Row) const {
  if (!Mistake.empty() || D.Where.File != Where.File ||
      !(All || Globs.contains(D.Rule->Id)))
    return false;
  uint32_t At = Row(D.Where);
  return At >= FirstRow && At <= LastRow;
}

std::vector<Nolint> readNolints(llvm::ArrayRef<SourceComment> Comments,
                                RowOf Row) {
  std::vector<Nolint> Out;
  for (const SourceComment &C : Comments)
    readComment(C, Row, Out);
  pair(Out);
  // An empty list means no check at all.
  for (Nolint &N : Out)
    if (!N.All && N.List.empty() && N.Mistake.empty())
      N.Mistake = "this suppression names no check";
  return Out;
}

void suppress(std::vector<Nolint> &Nolints, std::vector<Diagnostic> &Found,
              RowOf Row) {
  // Both are sorted by file; few files have any.
  for (Diagnostic &D : Found) {
    auto First = llvm::partition_point(
        Nolints, [&](const Nolint &N) { return N.Where.File < D.Where.File; });
    for (; First != Nolints.end() && First->Where.File == D.Where.File;
         ++First) {
      Nolint &N = *First;
      if (!N.covers(D, Row))
        continue;
      N.Used = true;
      if (!D.Suppressed || D.Justification.empty())
        D.Justification = N.Reason;
      D.Suppressed = true;
    }
  }
}

bool namesOneOf(const Nolint &N, llvm::ArrayRef<const Check *> Checks) {
  return !N.All && llvm::any_of(Checks, [&](const Check *C) {
    return N.Globs.contains(C->Id);
  });
}

bool meansOneOf(StringRef List, llvm::ArrayRef<const Check *> Checks) {
  Nolint N;
  N.List = List.str();
  N.All = N.List == "*";
  N.Globs = CheckGlobs(N.List);
  return namesOneOf(N, Checks) || !misspelling(N, idsOf(Checks)).empty();
}

void reportMissingReasons(llvm::ArrayRef<Nolint> Nolints,
                          llvm::ArrayRef<const Check *> Checks,
                          std::vector<Diagnostic> &Out) {
  for (const Nolint &N : Nolints)
    if (N.Reason.empty() && N.Kind != Nolint::Form::End && N.Mistake.empty() &&
        (N.Used || namesOneOf(N, Checks)))
      Out.push_back(finding(nolint_reason, N,
                            "this suppression gives no reason; write it "
                            "behind a colon: NOLINT(check): reason",
                            "say why the finding may stand"));
}

void reportUnused(llvm::ArrayRef<Nolint> Nolints,
                  llvm::ArrayRef<const Check *> Checks,
                  const CheckGlobs &Enabled, std::vector<Diagnostic> &Out) {
  std::vector<StringRef> Ids = idsOf(Checks);
  for (const Nolint &N : Nolints) {
    std::string Message = misspelling(N, Ids);
    bool IsMisspelled = !Message.empty(); // its other names may hide something
    bool Covers = N.FirstRow <= N.LastRow;
    if (Message.empty() && namesOneOf(N, Checks)) {
      if (!N.Mistake.empty())
        Message = N.Mistake;
      else if (!N.Used && Covers && allRun(N, Checks, Enabled))
        Message = "nothing is found here that " + spelled(N) + " suppresses";
    }
    if (Message.empty())
      continue;
    bool IsStale = !IsMisspelled && N.Mistake.empty();
    Out.push_back(
        finding(nolint_unused, N, std::move(Message),
                IsMisspelled ? "mend the name" : "take the comment out"));
    if (IsStale && namesOneOf(N, Checks) && namesOursAlone(N, Checks))
      offerRemoval(N, Out.back());
  }
}

} // namespace modeltidy
