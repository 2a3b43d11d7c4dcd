//===- edits.cpp - where an edit's bytes are ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/edits.h"
#include "scanner/discover/file_kind.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <optional>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Could be a part of an id: "acme/chat" is no word of "acme/chat-8b".
bool isIdByte(char C) {
  return llvm::isAlnum(C) || C == '_' || C == '.' || C == '/' || C == '-';
}

/// The offset of the only place where Old stands as a word; npos where there is
/// none or more than one.
size_t onlyWord(StringRef Bytes, StringRef Old) {
  size_t Found = StringRef::npos;
  for (size_t At = Bytes.find(Old); At != StringRef::npos;
       At = Bytes.find(Old, At + Old.size())) {
    size_t End = At + Old.size();
    if ((At && isIdByte(Bytes[At - 1])) ||
        (End < Bytes.size() && isIdByte(Bytes[End])))
      continue;
    if (Found != StringRef::npos)
      return StringRef::npos;
    Found = At;
  }
  return Found;
}

/// Blank between the words of a Python call. Outside of strings a backslash is
/// no more than the break that it hides.
bool isBlank(char C) { return llvm::isSpace(C) || C == '\\'; }

/// The offset past a Python string whose quote stands at At. One of a single
/// quote ends at its line's end at the latest.
size_t pastString(StringRef Text, size_t At) {
  StringRef Quote = Text.substr(At, 1);
  if (StringRef Three = Text.substr(At, 3); Three == "\"\"\"" || Three == "'''")
    Quote = Three;
  for (At += Quote.size(); At < Text.size(); ++At) {
    if (Text[At] == '\\')
      ++At;
    else if (Text.substr(At).starts_with(Quote))
      return At + Quote.size();
    else if (Text[At] == '\n' && Quote.size() == 1)
      return At;
  }
  return Text.size();
}

/// The offset past the last byte of a call before its closing bracket that is
/// neither blank nor comment nor a backslash that continues a line; npos where
/// Call does not end in a bracket.
size_t pastArguments(StringRef Call) {
  size_t Past = StringRef::npos, Before = StringRef::npos;
  for (size_t At = 0; At < Call.size();) {
    char C = Call[At];
    size_t Next = At + 1;
    if (C == '#')
      Next = std::min(Call.find('\n', At), Call.size());
    else if (C == '"' || C == '\'')
      Next = pastString(Call, At);
    if (C != '#' && !isBlank(C)) {
      Before = Past;
      Past = Next;
    }
    At = Next;
  }
  return Call.ends_with(")") && Past == Call.size() ? Before : StringRef::npos;
}

/// True where Text stands before an argument that may give Key already: the
/// keyword itself, or "*" and "**", whose content nobody knows.
bool mayGive(StringRef Text, StringRef Key) {
  Text = Text.ltrim();
  if (Text.starts_with("*"))
    return true;
  if (!Text.consume_front(Key))
    return false;
  Text = Text.ltrim();
  return Text.starts_with("=") && !Text.starts_with("==");
}

/// Whether a call may have an argument for Key. One of an inner call of the
/// same chain counts too; comments behind a comma hide nothing.
bool mayHaveArgument(StringRef Call, StringRef Key) {
  size_t Depth = 0;
  bool Starts = false; // an argument of the call
  for (size_t At = 0; At < Call.size();) {
    char C = Call[At];
    if (C == '#') {
      At = std::min(Call.find('\n', At), Call.size());
      continue;
    }
    if (Starts && !isBlank(C)) {
      if (mayGive(Call.drop_front(At), Key))
        return true;
      Starts = false;
    }
    if (C == '"' || C == '\'') {
      At = pastString(Call, At);
      continue;
    }
    if (C == '(' || C == '[' || C == '{')
      ++Depth;
    else if ((C == ')' || C == ']' || C == '}') && Depth)
      --Depth;
    Starts = Starts || (Depth == 1 && (C == '(' || C == ','));
    ++At;
  }
  return false;
}

/// Adds an argument in the form of the call, behind byte Past: on a line of its
/// own where the last argument ends in a comma and a line break.
void addArgument(StringRef Call, size_t Past, Edit &E) {
  char Last = Call[Past - 1];
  if (Last == ',' && Call.drop_front(Past).contains('\n')) {
    auto [Begin, End] = lineAround(Call, Past - 1);
    StringRef Line = Call.slice(Begin, End);
    StringRef Indent = Line.take_front(Line.find_first_not_of(" \t"));
    E.Text = ("\n" + Indent + E.Text + ",").str();
    Past = End; // a comment stays with its argument
  } else if (Last != '(') {
    E.Text = Last == ',' ? " " + E.Text + "," : ", " + E.Text;
  }
  E.Begin = E.End = uint32_t(E.Begin + Past);
}

/// The same as isInString in a notebook, where quotes do not tell: no string
/// may begin on the line before, and no f-string of several lines anywhere.
bool mayBeInCellString(StringRef Bytes, size_t At) {
  size_t Line = Bytes.take_front(At).rfind("\\n");
  size_t Begin =
      std::max(lineAround(Bytes, At).first, Line == StringRef::npos ? 0 : Line);
  StringRef Before = Bytes.slice(Begin, At);
  return Before.contains("\\\"") || Before.contains('\'') ||
         Bytes.contains_insensitive("f\\\"\\\"\\\"") ||
         Bytes.contains_insensitive("f'''");
}

std::optional<Edit> withArgument(Edit E, StringRef Path, StringRef Bytes) {
  StringRef Call = Bytes.slice(E.Begin, E.End);
  // A line of a notebook's cell ends within a JSON string.
  bool IsCell = Path.ends_with(".ipynb");
  if (IsCell ? Call.contains('\n') || Call.contains('#')
             : !Path.ends_with(".py"))
    return std::nullopt;
  if (IsCell ? mayBeInCellString(Bytes, E.Begin) : isInString(Bytes, E.Begin))
    return std::nullopt;
  // A cell's quotes are escaped, so its strings are not told from its code.
  StringRef Key = StringRef(E.Text).split('=').first;
  if (IsCell ? Call.contains(Key) || Call.contains('*')
             : mayHaveArgument(Call, Key))
    return std::nullopt;
  size_t Past =
      IsCell && Call.ends_with(")") ? Call.size() - 1 : pastArguments(Call);
  if (Past == StringRef::npos || Past == 0 || Past > Call.size())
    return std::nullopt;
  addArgument(Call, Past, E);
  if (IsCell)
    std::replace(E.Text.begin(), E.Text.end(), '"', '\'');
  return E;
}

bool beginsComment(StringRef Text) {
  return llvm::any_of(llvm::ArrayRef<StringRef>{"#", "//", "/*", "<!--"},
                      [&](StringRef Sign) { return Text.starts_with(Sign); });
}

/// Where a config says `key: value`, a line of its own for another entry beside
/// it, E.Old: above in JSON, where the last entry ends without a comma, else
/// below. Nothing where the value shares its line, or where the file has such a
/// key: an empty one may be meant.
std::optional<Edit> withEntry(Edit E, StringRef Path, StringRef Bytes) {
  bool IsJson = Path.ends_with(".json");
  bool IsYaml = Path.ends_with(".yaml") || Path.ends_with(".yml");
  if ((!IsJson && !IsYaml) || Bytes.contains(E.Old + ":") ||
      Bytes.contains("\"" + E.Old + "\""))
    return std::nullopt;
  auto [Begin, End] = lineAround(Bytes, E.Begin);
  StringRef Key = Bytes.slice(Begin, E.Begin).rtrim(" \t\"'");
  StringRef Behind =
      E.End <= End ? Bytes.slice(E.End, End).ltrim("\"'").trim() : "x";
  if (IsJson)
    Behind.consume_front(",");
  bool IsPlain = Behind.empty() || (IsYaml && Behind.starts_with("#"));
  if (!IsPlain || !Key.consume_back(":"))
    return std::nullopt;
  StringRef Name = Key.ltrim(" \t");
  std::string Indent = Key.take_front(Key.size() - Name.size()).str();
  if (IsYaml && Name.consume_front("- "))
    Indent += "  ";
  StringRef Bare = Name.trim("\"' ");
  if (Bare.empty() || Bare.find_first_of("{}[],:\"'# ") != StringRef::npos)
    return std::nullopt;
  StringRef Break = Bytes.substr(End).starts_with("\r\n") ? "\r\n" : "\n";
  if (IsJson) {
    E.Text = Indent + "\"" + E.Old + "\": \"" + E.Text + "\"," + Break.str();
    E.Begin = E.End = uint32_t(Begin);
  } else {
    E.Text = Break.str() + Indent + E.Old + ": \"" + E.Text + "\"";
    E.Begin = E.End = uint32_t(End);
  }
  return E;
}

std::optional<Edit> resolved(const Edit &E, StringRef Path, StringRef Bytes) {
  if (E.Begin > E.End || E.End > Bytes.size())
    return std::nullopt;
  if (E.Form == EditForm::Argument)
    return withArgument(E, Path, Bytes);
  if (E.Form == EditForm::Entry)
    return withEntry(E, Path, Bytes);
  if (E.Form == EditForm::Word) {
    size_t At = onlyWord(Bytes.slice(E.Begin, E.End), E.Old);
    At = At == StringRef::npos ? onlyWord(Bytes, E.Old) : At + E.Begin;
    if (At == StringRef::npos)
      return std::nullopt;
    return Edit{E.File, uint32_t(At), uint32_t(At + E.Old.size()), E.Text};
  }
  // Of JSON only comments go; of a notebook, from within its string.
  if (E.Text.empty() && commentSign(Path).empty() &&
      !beginsComment(Bytes.slice(E.Begin, E.End)))
    return std::nullopt;
  return E;
}

/// What goes leaves neither blanks before it nor an empty line.
Edit widened(Edit E, StringRef Bytes) {
  if (!E.Text.empty())
    return E;
  auto [Begin, End] = lineAround(Bytes, E.Begin);
  size_t Kept = Bytes.slice(Begin, E.Begin).rtrim(" \t").size();
  E.Begin = uint32_t(Begin + Kept);
  if (Kept == 0 && E.End == End && End != Bytes.size())
    E.End = uint32_t(End + (Bytes.substr(End).starts_with("\r\n") ? 2 : 1));
  return E;
}

} // namespace

StringRef commentSign(StringRef Path) {
  switch (fileKindOfName(Path)) {
  case FileKind::Json:
  case FileKind::JsonLines:
  case FileKind::Notebook:
    return "";
  case FileKind::Cxx:
    return "//";
  case FileKind::Other: // a script that its first line tells
    return needsShebang(Path) ? "#" : "";
  default:
    return "#";
  }
}

bool isInString(StringRef Text, size_t At) {
  for (size_t I = 0; I < At;) {
    if (Text[I] == '#')
      I = std::min(Text.find('\n', I), Text.size());
    else if (Text[I] == '"' || Text[I] == '\'')
      I = pastString(Text, I);
    else
      ++I;
    if (I > At)
      return true;
  }
  return false;
}

std::pair<size_t, size_t> lineAround(StringRef Bytes, size_t Offset) {
  size_t Before = Bytes.take_front(Offset).rfind('\n');
  size_t Begin = Before == StringRef::npos ? 0 : Before + 1;
  size_t End = std::min(Bytes.find_first_of("\r\n", Begin), Bytes.size());
  return {Begin, End};
}

std::vector<Edit> resolveEdits(llvm::ArrayRef<Edit> Edits,
                               llvm::ArrayRef<std::string> Files,
                               FileText Text) {
  std::vector<Edit> Out;
  for (const Edit &E : Edits) {
    StringRef Path = Files[E.File], Bytes = Text(Path);
    if (std::optional<Edit> At = resolved(E, Path, Bytes))
      Out.push_back(widened(std::move(*At), Bytes));
  }
  return Out;
}

/// Whether [At, End) is an id by itself, in a sentence or an address of the
/// hub.
static bool isWholeId(StringRef Bytes, size_t At, size_t End) {
  StringRef Before = Bytes.take_front(At), Behind = Bytes.substr(End);
  bool IsAddress =
      Before.ends_with("huggingface.co/") || Before.ends_with("hf.co/");
  bool Begins = Before.empty() || IsAddress || !isIdByte(Before.back());
  bool EndsSentence =
      Behind.consume_front(".") && (Behind.empty() || !isIdByte(Behind[0]));
  return Begins && (EndsSentence || Behind.empty() || !isIdByte(Behind[0]));
}

std::vector<Edit> spellings(const Edit &Rename,
                            llvm::ArrayRef<std::string> Files, FileText Text) {
  std::vector<Edit> Out;
  if (!StringRef(Rename.Old).contains('/'))
    return Out;
  for (uint32_t File = 0; File != Files.size(); ++File) {
    StringRef Bytes = Text(Files[File]);
    for (size_t At = 0; (At = Bytes.find(Rename.Old, At)) != StringRef::npos;) {
      size_t End = At + Rename.Old.size();
      if (isWholeId(Bytes, At, End))
        Out.push_back({File, static_cast<uint32_t>(At),
                       static_cast<uint32_t>(End), Rename.Text});
      At = End;
    }
  }
  return Out;
}

} // namespace modeltidy
