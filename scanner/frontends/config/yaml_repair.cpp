//===- yaml_repair.cpp - a copy of the text that libyaml accepts ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/yaml_repair.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace modeltidy::config {

using llvm::StringRef;

/// The length of the character at At that YAML allows, 0 when there is none.
static size_t characterAt(StringRef Text, size_t At) {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data() + At);
  auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.data() + Text.size());
  unsigned char C = *Begin;
  if (C < 0x80)
    return C == '\t' || C == '\n' || C == '\r' || (C >= 0x20 && C != 0x7F);
  llvm::UTF32 Code;
  auto *Next = Begin;
  if (llvm::convertUTF8Sequence(&Next, End, &Code, llvm::strictConversion) !=
      llvm::conversionOK)
    return 0;
  bool Control = (Code < 0xA0 && Code != 0x85) || Code == 0xFEFF ||
                 Code == 0xFFFE || Code == 0xFFFF;
  return Control ? 0 : static_cast<size_t>(Next - Begin);
}

/// libyaml compares each %TAG line with all others.
static constexpr unsigned MaxTagLines = 32;

YamlRepairs::YamlRepairs(StringRef Text) : Work(Text) {
  for (size_t I = Text.starts_with("\xEF\xBB\xBF") ? 3 : 0; I < Work.size();) {
    size_t Length = characterAt(Work, I);
    if (Length == 0) {
      if (!Bad)
        Bad = I;
      Work[I] = '_';
      Length = 1;
    }
    I += Length;
  }
  unsigned Tags = 0;
  for (size_t I = 0; (I = Work.find("\n%TAG", I)) != std::string::npos; ++I)
    if (++Tags > MaxTagLines)
      Work[I + 1] = '#';
}

YamlRepairs::Line YamlRepairs::lineAt(size_t Offset) const {
  Offset = std::min(Offset, Work.size());
  size_t Break = Offset == 0 ? std::string::npos : Work.rfind('\n', Offset - 1);
  size_t Begin = Break == std::string::npos ? 0 : Break + 1;
  return {Begin, std::min(Work.find('\n', Offset), Work.size())};
}

bool YamlRepairs::isBlank(Line L) const {
  return StringRef(Work).slice(L.Begin, L.End).trim().empty();
}

/// libyaml tells a missing quote or colon only behind it: then the line where
/// the text began is to blame. Else it is the line of the mistake, or the one
/// above it that still has text.
YamlRepairs::Line YamlRepairs::blame(const YamlFailure &Failure) const {
  StringRef What = Failure.What;
  bool Began = What.contains("quoted scalar") || What.contains("simple key") ||
               What.contains("flow");
  if (Began && Failure.Context && !isBlank(lineAt(*Failure.Context)))
    return lineAt(*Failure.Context);
  Line L = lineAt(Failure.Problem);
  while (isBlank(L) && L.Begin != 0)
    L = lineAt(L.Begin - 1);
  return L;
}

void YamlRepairs::blank(size_t Begin, size_t End) {
  for (size_t I = Begin; I != End; ++I)
    if (Work[I] != '\n' && Work[I] != '\r')
      Work[I] = ' ';
}

/// Tabs that indent become one blank each, in the whole file, once.
bool YamlRepairs::mendTabs() {
  if (TabsDone)
    return false;
  TabsDone = true;
  bool Indent = true, Any = false;
  for (char &C : Work) {
    if (Indent && C == '\t') {
      C = ' ';
      Any = true;
    }
    Indent = C == '\n' || (Indent && C == ' ');
  }
  return Any;
}

/// `{% … %}` lines vanish; `{{ … }}` becomes a word of its length, and the
/// reader takes its text from the file.
bool YamlRepairs::mendTemplate(Line L) {
  StringRef Words = StringRef(Work).slice(L.Begin, L.End);
  if (Words.ltrim().starts_with("{%") || Words.ltrim().starts_with("{#")) {
    blank(L.Begin, L.End);
    return true;
  }
  bool Any = false;
  for (size_t At = L.Begin; (At = Work.find("{{", At)) < L.End;) {
    size_t End = Work.find("}}", At);
    if (End >= L.End)
      break;
    std::fill(Work.begin() + At, Work.begin() + End + 2, 'x');
    At = End + 2;
    Any = true;
  }
  return Any;
}

std::optional<Repair> YamlRepairs::mend(const YamlFailure &Failure) {
  Line L = blame(Failure);
  if (isBlank(L))
    return std::nullopt;
  if (StringRef(Work).slice(L.Begin, L.End).contains('\t') && mendTabs())
    return Repair{L.Begin, L.End, "a tab indents this YAML: taken as a blank"};
  if (mendTemplate(L))
    return Repair{L.Begin, L.End, ""};
  blank(L.Begin, L.End);
  return Repair{L.Begin, L.End, "not valid YAML: " + Failure.What};
}

} // namespace modeltidy::config
