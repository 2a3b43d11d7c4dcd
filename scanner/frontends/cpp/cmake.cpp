//===- cmake.cpp - the programs that a CMake file builds ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/cmake.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr size_t MaxCMakeBytes = size_t(1) << 24;
constexpr size_t MaxWords = 2000;      // of one command
constexpr size_t MaxValueBytes = 4096; // of a variable, put in where it is read

struct Word {
  std::string Text;
  uint32_t Begin, End;
};

class Reader {
public:
  Reader(StringRef Text, SummaryBuilder &Builder)
      : Text(Text), Builder(Builder) {}

  void run() {
    while (At < Text.size()) {
      skipBlanks();
      size_t Start = At;
      while (At < Text.size() && (llvm::isAlnum(Text[At]) || Text[At] == '_'))
        ++At;
      std::string Name = Text.slice(Start, At).lower();
      skipBlanks();
      if (Name.empty() || At >= Text.size() || Text[At] != '(') {
        At = std::max(At, Start) + (At == Start);
        continue;
      }
      ++At;
      Words.clear();
      readWords();
      command(Name, static_cast<uint32_t>(Start));
    }
  }

private:
  void skipBlanks() {
    while (At < Text.size()) {
      if (Text[At] == '#')
        At = std::min(Text.find('\n', At), Text.size());
      else if (llvm::isSpace(Text[At]))
        ++At;
      else
        return;
    }
  }

  /// Up to the closing bracket; brackets inside are words of no meaning.
  void readWords() {
    unsigned Open = 1;
    while (true) {
      skipBlanks();
      if (At >= Text.size())
        return;
      char C = Text[At];
      if (C == '(' || C == ')') {
        ++At;
        Open += C == '(' ? 1 : -1;
        if (Open == 0)
          return;
        continue;
      }
      readWord(C == '"');
    }
  }

  void readWord(bool Quoted) {
    size_t Start = At += Quoted;
    std::string Value;
    while (At < Text.size()) {
      char C = Text[At];
      if (Quoted ? C == '"' : llvm::isSpace(C) || C == '(' || C == ')')
        break;
      if (C == '\\' && At + 1 < Text.size())
        C = Text[++At];
      Value += C;
      ++At;
    }
    auto End = static_cast<uint32_t>(At);
    At += Quoted && At < Text.size();
    if (Words.size() < MaxWords)
      Words.push_back({expanded(Value), static_cast<uint32_t>(Start), End});
  }

  /// ${NAME} of a variable that is set to a constant.
  std::string expanded(StringRef Value) const {
    std::string Out;
    while (!Value.empty()) {
      size_t Open = Value.find("${");
      size_t Close = Value.find('}', Open);
      if (Open == StringRef::npos || Close == StringRef::npos)
        break;
      Out += Value.take_front(Open);
      auto It = Variables.find(Value.slice(Open + 2, Close));
      if (It != Variables.end())
        Out += It->second;
      else
        Out += Value.slice(Open, Close + 1);
      Value = Value.drop_front(Close + 1);
      if (Out.size() > MaxValueBytes)
        return Out;
    }
    return Out += Value;
  }

  void command(StringRef Name, uint32_t Begin) {
    if (Words.empty())
      return;
    if (Name == "project")
      Variables["PROJECT_NAME"] = Words[0].Text;
    else if (Name == "set")
      setVariable();
    else if (Name == "file")
      globFiles();
    else if (Name == "set_target_properties")
      renameTarget(Begin);
    else if (Name == "add_executable" || Name == "target_sources" ||
             Name == "cuda_add_executable" || Name == "add_library" ||
             Name == "cc_binary")
      build(Begin);
    else if (Name == "add_custom_command" || Name == "add_custom_target" ||
             Name == "add_test" || Name == "execute_process")
      customCommands();
  }

  void setVariable() {
    std::string Value;
    for (const Word &W : llvm::ArrayRef(Words).drop_front()) {
      if (W.Text == "CACHE" || W.Text == "PARENT_SCOPE")
        break;
      Value += (Value.empty() ? "" : ";") + W.Text;
    }
    if (Value.size() <= MaxValueBytes)
      Variables[Words[0].Text] = Value;
  }

  /// file(GLOB SRC src/*.cpp): the patterns, which whoever reads them matches.
  void globFiles() {
    if (Words.size() < 3 || !StringRef(Words[0].Text).starts_with("GLOB"))
      return;
    std::string Value;
    for (const Word &W : llvm::ArrayRef(Words).drop_front(2))
      if (!isKeyword(W.Text))
        Value += (Value.empty() ? "" : ";") + W.Text;
    if (Value.size() <= MaxValueBytes)
      Variables[Words[1].Text] = Value;
  }

  /// set_target_properties(g PROPERTIES OUTPUT_NAME gen): built by both names.
  void renameTarget(uint32_t Begin) {
    auto Built = Sources.find(Words[0].Text);
    for (size_t I = 1; I + 1 < Words.size(); ++I)
      if (Words[I].Text == "OUTPUT_NAME" && Built != Sources.end()) {
        std::vector<Word> Line = Built->second;
        Line[2] = Words[I + 1];
        addCall(Line, Begin);
      }
  }

  static bool isKeyword(StringRef Text) {
    return !Text.empty() && llvm::all_of(Text, [](char C) {
      return llvm::isUpper(C) || C == '_' || llvm::isDigit(C);
    });
  }

  void build(uint32_t Begin) {
    std::vector<Word> Line{
        {"c++", Begin, Begin + 1}, {"-o", Begin, Begin + 1}, Words[0]};
    for (const Word &W : llvm::ArrayRef(Words).drop_front()) {
      llvm::SmallVector<StringRef, 8> Parts; // a list is one text with ';'
      StringRef(W.Text).split(Parts, ';', -1, false);
      for (StringRef Part : Parts)
        if (!isKeyword(Part) && Line.size() < MaxWords)
          Line.push_back({Part.str(), W.Begin, W.End});
    }
    addCall(Line, Begin);
    Sources[Words[0].Text] = std::move(Line);
  }

  /// COMMAND gen --n 5 [COMMAND …] with keywords between them.
  void customCommands() {
    std::vector<Word> Line;
    auto Flush = [&] {
      if (!Line.empty())
        addCall(Line, Line.front().Begin);
      Line.clear();
    };
    bool Inside = false;
    for (const Word &W : Words) {
      bool Keyword = isKeyword(W.Text) && W.Text.size() > 4;
      if (W.Text == "COMMAND" || Keyword) {
        Flush();
        Inside = W.Text == "COMMAND";
      } else if (Inside) {
        StringRef Program = W.Text; // $<TARGET_FILE:gen>
        if (Program.consume_front("$<TARGET_FILE:"))
          Line.push_back({Program.rtrim('>').str(), W.Begin, W.End});
        else
          Line.push_back(W);
      }
    }
    Flush();
  }

  void addCall(llvm::ArrayRef<Word> Line, uint32_t Begin) {
    llvm::SmallVector<Operand, 16> Ops;
    for (const Word &W : Line)
      Ops.push_back({0, Builder.add(NodeKind::String, W.Begin, W.End, 0,
                                    Builder.intern(W.Text))});
    uint32_t End = std::max(Line.back().End, Begin + 1);
    Builder.add(NodeKind::Call, Begin, End, 0, 0, Ops, 0,
                FlagCommand | FlagStatement);
  }

  StringRef Text;
  SummaryBuilder &Builder;
  size_t At = 0;
  std::vector<Word> Words;
  llvm::StringMap<std::string> Variables;
  llvm::StringMap<std::vector<Word>> Sources; // of targets, as built last
};

} // namespace

SummaryBlock summarizeCMake(StringRef Text) {
  Text = Text.take_front(MaxCMakeBytes);
  SummaryBuilder Builder(FrontEnd::Shell, Text);
  Reader(Text, Builder).run();
  return Builder.finish();
}

} // namespace modeltidy
