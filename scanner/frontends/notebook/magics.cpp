//===- magics.cpp - what IPython does beside Python -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/notebook/magics.h"
#include "scanner/frontends/notebook/line_state.h"
#include "scanner/frontends/notebook/script.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::notebook {

using llvm::StringRef;

namespace {

constexpr StringRef Shells[] = {"bash", "sh", "shell", "!", "sx", "system"};
constexpr StringRef FileMagics[] = {"writefile", "file"};
/// Cells in other languages; the body of any other cell magic is Python.
constexpr StringRef ForeignCells[] = {
    "html", "HTML", "javascript", "js", "latex",    "markdown", "svg",
    "SVG",  "perl", "ruby",       "R",  "sql",      "julia",    "octave",
    "cpp",  "cu",   "cmd",        "ai", "bigquery", "cython",   "script"};
/// Line magics whose argument is a statement.
constexpr StringRef StatementMagics[] = {"time",  "timeit", "prun",
                                         "memit", "mprun",  "lprun"};

/// Commands that IPython takes without a mark, when they have arguments.
constexpr StringRef BareCommands[] = {"cd", "ls",  "mkdir", "rm",    "cp",
                                      "mv", "cat", "pip",   "conda", "mamba"};
/// Words behind a name that make Python of the line.
constexpr StringRef Operators[] = {"in", "is", "and", "or", "not", "if", "for"};

/// `pip install x`, `cd ..`; but not `ls = 1`, `cat - 1` and `rm in x`.
bool isBareCommand(StringRef Words) {
  StringRef Name = Words.take_until(llvm::isSpace);
  StringRef Rest = Words.drop_front(Name.size()).trim();
  StringRef Next = Rest.take_until(llvm::isSpace);
  if (Rest.empty() || !llvm::is_contained(BareCommands, Name) ||
      llvm::is_contained(Operators, Next))
    return false;
  char Second = Next.size() > 1 ? Next[1] : ' ';
  return llvm::isAlnum(Next[0]) || Next[0] == '~' || Next.starts_with("..") ||
         (Next[0] == '/' && llvm::isAlpha(Second)) ||
         (Next[0] == '-' && (llvm::isAlpha(Second) || Second == '-'));
}

class MagicReader {
public:
  explicit MagicReader(Notebook &Into)
      : Book(Into), Written(Into.Code.Text), Source(Written),
        Script(Source, Into.Code.Map) {}

  MappedText run() {
    for (Cell C : Book.Cells)
      cell(C);
    return Script.take();
  }

private:
  void cell(Cell C);
  bool cellMagic(Cell C, size_t Begin, size_t End);
  void line(size_t Begin, size_t &End, size_t Limit);
  void magic(size_t Begin, size_t &End, size_t Limit);
  void bareCommand(size_t Begin, size_t &End, size_t Limit);
  void statement(size_t Begin, StringRef Words);
  void assigned(size_t Begin, size_t &End, size_t Limit);
  void command(StringRef Head, StringRef Words);
  size_t lineEnd(size_t At, size_t Limit) const {
    return std::min(Source.find('\n', At), Limit);
  }
  size_t joinedEnd(size_t End, size_t Limit) const;
  void blank(size_t Begin, size_t End);
  void replace(size_t Begin, size_t End, StringRef With);
  void mistake(size_t Begin, size_t End, StringRef What);

  Notebook &Book;
  const std::string Written; // Book.Code.Text gets the blanks
  StringRef Source;
  ScriptWriter Script;
};

void MagicReader::blank(size_t Begin, size_t End) {
  for (size_t I = Begin; I != End; ++I)
    if (Source[I] != '\n')
      Book.Code.Text[I] = ' ';
}

/// Blanks, but for the text With at the begin.
void MagicReader::replace(size_t Begin, size_t End, StringRef With) {
  blank(Begin, End);
  llvm::copy(With.take_front(End - Begin), Book.Code.Text.begin() + Begin);
}

void MagicReader::mistake(size_t Begin, size_t End, StringRef What) {
  uint32_t From = static_cast<uint32_t>(Begin), To = static_cast<uint32_t>(End);
  Book.Code.Map.move(From, To);
  Book.Mistakes.push_back({From, To, What.str()});
}

void MagicReader::command(StringRef Head, StringRef Words) {
  if (Script.command(Head, Words))
    return;
  size_t Begin = Words.data() - Source.data();
  mistake(Begin, Begin + Words.size(),
          "a quote of this command is never closed: left out");
}

void MagicReader::cell(Cell C) {
  StringRef Text = Source.slice(C.Begin, C.End);
  size_t At = C.End - Text.ltrim().size();
  if (Source.substr(At).starts_with("%%") &&
      cellMagic(C, At, lineEnd(At, C.End)))
    return;
  LineState State;
  for (At = C.Begin; At < C.End;) {
    size_t End = lineEnd(At, C.End);
    if (State.isFresh())
      line(At, End, C.End);
    State.feed(StringRef(Book.Code.Text).slice(At, End));
    At = End + 1;
  }
  if (State.isClosed())
    return;
  blank(C.Begin, C.End);
  mistake(C.Begin, C.End,
          "a bracket or a quote of this cell is never closed: left out");
}

/// Whether that was all of the cell.
bool MagicReader::cellMagic(Cell C, size_t Begin, size_t End) {
  StringRef Words = Source.slice(Begin + 2, End).trim();
  StringRef Name = Words.take_until(llvm::isSpace);
  StringRef Arguments = Words.drop_front(Name.size()).ltrim();
  StringRef Body = Source.slice(std::min(End + 1, C.End), C.End);
  StringRef Runner =
      Name == "script" ? Arguments.drop_front(Arguments.rfind('/') + 1) : Name;
  if (llvm::is_contained(Shells, Runner)) {
    Script.copy(Body);
  } else if (llvm::is_contained(FileMagics, Name)) {
    Script.document(Arguments, Body);
  } else if (!llvm::is_contained(ForeignCells, Name)) {
    blank(Begin, End); // the rest is Python
    return false;
  }
  blank(C.Begin, C.End);
  return true;
}

/// `name?`, `?name`: help.
static bool asksHelp(StringRef Words) {
  StringRef Name = Words.trim('?');
  return Name.size() != Words.size() && llvm::all_of(Name, [](char C) {
           return llvm::isAlnum(C) || StringRef("_.%*").contains(C);
         });
}

/// A line at which a statement may begin. End moves to where its magic ends.
void MagicReader::line(size_t Begin, size_t &End, size_t Limit) {
  size_t At = End - Source.slice(Begin, End).ltrim().size();
  StringRef Words = Source.slice(At, End);
  if (Words.starts_with("!") || Words.starts_with("%"))
    magic(At, End, Limit);
  else if (isBareCommand(Words))
    bareCommand(At, End, Limit);
  else if (asksHelp(Words.rtrim()))
    blank(At, End);
  else
    assigned(At, End, Limit);
}

/// Lines that a backslash joins to the one that ends here.
size_t MagicReader::joinedEnd(size_t End, size_t Limit) const {
  while (End < Limit && Source[End - 1] == '\\')
    End = lineEnd(End + 1, Limit);
  return End;
}

/// `!command` or `%name arguments` from Begin on; leaves a 0 in its place, for
/// a block may consist of nothing else.
void MagicReader::magic(size_t Begin, size_t &End, size_t Limit) {
  StringRef Words = Source.slice(Begin + 1, End);
  bool Command = Source[Begin] == '!' || Words.starts_with("!");
  StringRef Name = Command ? "!" : Words.take_until(llvm::isSpace);
  if (llvm::is_contained(StatementMagics, Name))
    return statement(Begin, Words.drop_front(Name.size()));
  End = joinedEnd(End, Limit);
  Words = Source.slice(Begin + 1, End);
  Words.consume_front(Name);
  Words = Words.ltrim();
  if (Name == "run")
    command("python ", Words);
  else if (Name == "cd")
    command("cd ", Words);
  else if ((Name == "env" || Name == "set_env") && Words.contains('='))
    command("export ", Words);
  else if (llvm::is_contained(Shells, Name))
    command("", Words);
  replace(Begin, End, "0");
}

void MagicReader::bareCommand(size_t Begin, size_t &End, size_t Limit) {
  End = joinedEnd(End, Limit);
  command("", Source.slice(Begin, End));
  replace(Begin, End, "0");
}

/// `%timeit -n 10 f(x)`: Words begin behind the magic's name.
void MagicReader::statement(size_t Begin, StringRef Words) {
  Words = Words.ltrim();
  while (Words.starts_with("-")) {
    Words = Words.drop_until(llvm::isSpace).ltrim();
    StringRef Number = Words.take_until(llvm::isSpace);
    if (llvm::all_of(Number, llvm::isDigit))
      Words = Words.drop_front(Number.size()).ltrim();
  }
  // Blanks alone would indent the statement.
  replace(Begin, Words.data() - Source.data(), "0;");
}

/// `name = !command` or `name = %magic`: an unknown value.
void MagicReader::assigned(size_t Begin, size_t &End, size_t Limit) {
  StringRef Words = Source.slice(Begin, End);
  size_t Equals = Words.find('=');
  if (Equals == StringRef::npos ||
      !llvm::all_of(Words.take_front(Equals), [](char C) {
        return llvm::isAlnum(C) || StringRef("_., \t").contains(C);
      }))
    return;
  StringRef Value = Words.drop_front(Equals + 1).ltrim();
  if (!Value.starts_with("!") && !Value.starts_with("%"))
    return;
  size_t At = End - Value.size();
  magic(At, End, Limit);
  Book.Code.Text[At] = '_';
}

} // namespace

MappedText takeMagics(Notebook &Book) { return MagicReader(Book).run(); }

} // namespace modeltidy::notebook
