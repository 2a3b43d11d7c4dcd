//===-- embedded_dockerfile.cpp -------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/embedded.h"
#include "scanner/frontends/shell/mask.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;
using namespace shell;

namespace {

class DockerfileMask {
public:
  explicit DockerfileMask(StringRef Text)
      : Text(Text), Lines(linesOf(Text)), Out(blankOf(Text)) {}

  std::string run() {
    while (Next < Lines.size()) {
      TextLine First = Lines[Next];
      if (First.in(Text).ltrim().starts_with("#")) {
        keep(First.Begin, First.End);
        ++Next;
        continue;
      }
      size_t Last = lastLine();
      instruction(First.Begin, Lines[Last].End, Next, Last);
      Next = std::max(Next, Last + 1);
    }
    return std::move(Out);
  }

private:
  /// The last line of the instruction at Next. Comments and empty lines within
  /// it do not end it.
  size_t lastLine() const {
    size_t Last = Next;
    while (Last + 1 < Lines.size() &&
           (isContinued(Lines[Last].in(Text).rtrim()) ||
            (Last > Next && isComment(Last))))
      ++Last;
    return Last;
  }

  bool isComment(size_t Line) const {
    return Lines[Line].in(Text).ltrim().starts_with("#");
  }

  void instruction(size_t Begin, size_t End, size_t First, size_t Last) {
    StringRef Line = Text.slice(Begin, End);
    Begin += indentOf(Line);
    StringRef Word = Text.slice(Begin, End).take_while([](char C) {
      return llvm::isAlpha(C);
    });
    size_t Rest = Begin + Word.size();
    Rest += indentOf(Text.slice(Rest, End));
    bool Runs = Word.equals_insensitive("RUN");
    if (Runs || Word.equals_insensitive("CMD") ||
        Word.equals_insensitive("ENTRYPOINT")) {
      Out[Begin] = '\f';                              // a script of its own
      while (Text.slice(Rest, End).starts_with("--")) // --mount=…
        Rest = Text.find_first_of(" \t\n", Rest) == StringRef::npos
                   ? End
                   : Text.find_first_not_of(" \t\n\\",
                                            Text.find_first_of(" \t\n", Rest));
      command(std::min(Rest, End), End, First, Last, Runs);
    } else if (Word.equals_insensitive("ENV")) {
      environment(Begin, Rest, End, First, Last);
    } else if (Word.equals_insensitive("ARG") &&
               Text.slice(Rest, End).contains('=')) {
      keep(Rest, End);
    }
  }

  void command(size_t Begin, size_t End, size_t First, size_t Last, bool Runs) {
    StringRef Line = Text.slice(Begin, End);
    if (Line.starts_with("["))
      return listed(Begin, End, Runs);
    if (Runs && Line.starts_with("<<"))
      return document(Line, Last);
    keep(Begin, End);
    continueComments(First, Last);
  }

  /// A comment within a continued instruction is left out by docker; the lines
  /// around it are one.
  void continueComments(size_t First, size_t Last) {
    for (size_t K = First + 1; K < Last; ++K)
      if (isComment(K)) {
        std::fill(Out.begin() + Lines[K].Begin, Out.begin() + Lines[K].End,
                  ' ');
        Out[Lines[K].End - 1] = '\\';
      }
  }

  /// ["python", "x.py"]. A CMD of options only belongs to an ENTRYPOINT.
  void listed(size_t Begin, size_t End, bool Runs) {
    if (!Runs && Text.slice(Begin, End).drop_front().ltrim().starts_with("\"-"))
      return;
    bool Quoted = false;
    for (size_t I = Begin; I < End; ++I) {
      if (Text[I] == '"')
        Quoted = !Quoted;
      if (Quoted && Text[I] == '\\' && I + 1 < End) {
        keep(I, I + 2);
        ++I;
      } else if (Quoted || !StringRef("[],").contains(Text[I])) {
        keep(I, I + 1);
      }
    }
  }

  /// RUN <<EOF: the lines up to the mark.
  void document(StringRef Head, size_t Last) {
    StringRef Mark = Head.drop_front(2).ltrim("-").trim("\"' \t");
    for (Next = Last + 1; Next < Lines.size(); ++Next) {
      StringRef Line = Lines[Next].in(Text);
      if (Line.trim() == Mark) {
        ++Next;
        return;
      }
      keep(Lines[Next].Begin, Lines[Next].End);
    }
  }

  /// ENV A=b C=d, or ENV A b c: then A="b c" begins two bytes further left.
  void environment(size_t Word, size_t Begin, size_t End, size_t First,
                   size_t Last) {
    size_t Name = Text.slice(Begin, End).find_first_of(" \t=");
    if (Name == StringRef::npos)
      return;
    if (Text[Begin + Name] == '=') {
      keep(Begin, End);
      return continueComments(First, Last);
    }
    StringRef Value = Text.slice(Begin + Name + 1, End).rtrim();
    if (First != Last || Begin < Word + 2 || Value.contains('"'))
      return;
    std::string Line = (Text.substr(Begin, Name) + "=\"" + Value + "\"").str();
    std::copy(Line.begin(), Line.end(), Out.begin() + Begin - 2);
  }

  void keep(size_t Begin, size_t End) {
    std::copy(Text.begin() + Begin, Text.begin() + End, Out.begin() + Begin);
  }

  StringRef Text;
  std::vector<TextLine> Lines;
  std::string Out;
  size_t Next = 0; // line
};

} // namespace

std::string shellOfDockerfile(StringRef Text) {
  return DockerfileMask(Text).run();
}

} // namespace modeltidy
