//===- python_commands.cpp - the commands that a Python file shows --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The lexer knows comments and strings and nothing else. It hops from quote to
// quote, so that a file without commands costs little beside its parse.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/documented/python_commands.h"
#include "scanner/frontends/documented/command_text.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

class Scanner {
public:
  explicit Scanner(StringRef Source) : Text(Source), Out(Source) {}

  std::string run() {
    while ((At = Text.find_first_of("#\"'\n", At)) != StringRef::npos) {
      if (Text[At] == '\n')
        newLine();
      else if (Text[At] == '#')
        comment();
      else
        string();
    }
    endComments();
    return Out.empty() ? std::string() : Out.masked();
  }

private:
  /// What stands between the line's start and At.
  StringRef lineHead() const { return Text.slice(LineStart, At); }

  void newLine() {
    StringRef Line = lineHead();
    for (StringRef Word : {"def ", "class ", "async ", "@", "if "})
      InHead &= !Line.starts_with(Word);
    if (!CommentLine)
      endComments();
    CommentLine = false;
    LineStart = ++At;
  }

  void comment() {
    size_t End = std::min(Text.find('\n', At), Text.size());
    if (InHead && At == LineStart) {
      CommentLine = true;
      Comments.push_back({At + 1, End});
    }
    At = End;
  }

  /// Comments on lines that follow each other are one text.
  void endComments() {
    if (!Comments.empty())
      Out.addProse(Comments);
    Comments.clear();
  }

  void string() {
    StringRef Quote = Text.substr(At, 3);
    bool Triple =
        Quote.size() == 3 && Quote[1] == Quote[0] && Quote[2] == Quote[0];
    if (!Triple)
      return shortString();
    StringRef Prefix = lineHead();
    bool Statement = Prefix.empty() || Prefix == "r" || Prefix == "R";
    size_t Begin = At + 3, End = Begin;
    while ((End = Text.find(Quote, End)) != StringRef::npos && escaped(End))
      ++End;
    if (End == StringRef::npos) {
      At = Text.size();
      return;
    }
    if (Statement) {
      endComments();
      Out.addProse(linesOf(Text, Begin, End));
    }
    At = End + 3;
    size_t Line = Text.slice(Begin, End).rfind('\n');
    if (Line != StringRef::npos)
      LineStart = Begin + Line + 1;
  }

  bool escaped(size_t Quote) const {
    StringRef Before = Text.take_front(Quote);
    return (Before.size() - Before.rtrim('\\').size()) % 2;
  }

  void shortString() {
    char Quote = Text[At++];
    const char Stops[] = {Quote, '\n', '\\', 0};
    while ((At = Text.find_first_of(StringRef(Stops, 3), At)) !=
               StringRef::npos &&
           Text[At] == '\\')
      At += 2;
    if (At == StringRef::npos || At > Text.size())
      At = Text.size();
    else if (Text[At] == Quote)
      ++At;
  }

  StringRef Text;
  CommandText Out;
  std::vector<LineRange> Comments;
  size_t At = 0, LineStart = 0;
  bool InHead = true;       // no definition yet
  bool CommentLine = false; // this line is a comment from its start
};

} // namespace

std::string pythonCommands(StringRef Text) { return Scanner(Text).run(); }

} // namespace modeltidy
