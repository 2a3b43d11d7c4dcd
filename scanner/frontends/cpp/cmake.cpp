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
constexpr size_t MaxWritten = 200'000; // of all command lines
constexpr size_t MaxValueBytes = 4096; // of a variable, put in where it is read
constexpr size_t MaxMacros = 50;       // of a target, and of all targets

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
    for (const Target &T : Targets)
      addDefinitions(T);
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
    else if (Name == "aux_source_directory")
      sourcesOfFolder();
    else if (Name == "set_target_properties")
      setProperties(Begin);
    else if (Name == "target_compile_definitions")
      define(targetNamed(Words[0].Text).Macros, 1);
    else if (Name == "add_compile_definitions" || Name == "add_definitions")
      define(Macros, 0);
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

  /// aux_source_directory(src SRCS)
  void sourcesOfFolder() {
    if (Words.size() < 2)
      return;
    StringRef Folder = StringRef(Words[0].Text).rtrim('/');
    Variables[Words[1].Text] =
        Folder == "." ? "*.c*" : (Folder + "/*.c*").str();
  }

  /// set_target_properties(g PROPERTIES OUTPUT_NAME gen): built by both names.
  void setProperties(uint32_t Begin) {
    Target &Of = targetNamed(Words[0].Text);
    for (size_t I = 1; I + 1 < Words.size(); ++I)
      if (Words[I].Text == "OUTPUT_NAME" && !Of.Sources.empty())
        addBuild(Words[I + 1], Of.Sources, Begin);
      else if (Words[I].Text == "COMPILE_DEFINITIONS")
        define(Of.Macros, I + 1);
  }

  /// PRIVATE MODEL="x" -DSIZE=7: "-DMODEL="x"", "-DSIZE=7"
  void define(std::vector<Word> &Into, size_t From) {
    for (const Word &W : llvm::ArrayRef(Words).drop_front(From))
      for (StringRef Part : partsOf(W)) {
        Part.consume_front("-D");
        if (Part.contains('=') && Into.size() < MaxMacros)
          Into.push_back({("-D" + Part).str(), W.Begin, W.End});
      }
  }

  static bool isKeyword(StringRef Text) {
    return !Text.empty() && llvm::all_of(Text, [](char C) {
      return llvm::isUpper(C) || C == '_' || llvm::isDigit(C);
    });
  }

  /// A list is one text with ';'.
  static llvm::SmallVector<StringRef, 8> partsOf(const Word &W) {
    llvm::SmallVector<StringRef, 8> Parts;
    StringRef(W.Text).split(Parts, ';', -1, false);
    return Parts;
  }

  void build(uint32_t Begin) {
    if (Left == 0)
      return;
    std::vector<Word> Given;
    for (const Word &W : llvm::ArrayRef(Words).drop_front())
      for (StringRef Part : partsOf(W))
        if (!isKeyword(Part) && Given.size() < MaxWords)
          Given.push_back({Part.str(), W.Begin, W.End});
    addBuild(Words[0], Given, Begin);
    std::vector<Word> &Sources = targetNamed(Words[0].Text).Sources;
    Given.resize(std::min(Given.size(), MaxWords - Sources.size()),
                 {"", Begin, Begin});
    llvm::append_range(Sources, Given);
  }

  /// c++ -o gen main.cpp
  void addBuild(const Word &Name, llvm::ArrayRef<Word> Sources,
                uint32_t Begin) {
    std::vector<Word> Line{
        {"c++", Begin, Begin + 1}, {"-o", Begin, Begin + 1}, Name};
    llvm::append_range(Line, Sources);
    addCall(Line, Begin);
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
    if (Line.size() > Left)
      Left = 0;
    if (Left == 0)
      return;
    Left -= Line.size();
    llvm::SmallVector<Operand, 16> Ops;
    for (const Word &W : Line)
      Ops.push_back({0, Builder.add(NodeKind::String, W.Begin, W.End, 0,
                                    Builder.intern(W.Text))});
    uint32_t End = std::max(Line.back().End, Begin + 1);
    Builder.add(NodeKind::Call, Begin, End, 0, 0, Ops, 0,
                FlagCommand | FlagStatement);
  }

  struct Target {
    std::vector<Word> Sources, Macros;
  };

  Target &targetNamed(StringRef Name) {
    auto [It, New] = TargetIndex.try_emplace(Name, Targets.size());
    if (New)
      Targets.emplace_back();
    return Targets[It->second];
  }

  /// c++ -DMODEL="x" main.cpp
  void addDefinitions(const Target &Of) {
    std::vector<Word> Line = Of.Macros;
    llvm::append_range(Line, Macros);
    if (Line.empty() || Of.Sources.empty())
      return;
    uint32_t Begin = Line.front().Begin;
    Line.insert(Line.begin(), {"c++", Begin, Begin + 1});
    llvm::append_range(Line, Of.Sources);
    addCall(Line, Begin);
  }

  StringRef Text;
  SummaryBuilder &Builder;
  size_t At = 0;
  size_t Left = MaxWritten; // words of all command lines
  std::vector<Word> Words;
  llvm::StringMap<std::string> Variables;
  std::vector<Target> Targets;
  llvm::StringMap<size_t> TargetIndex;
  std::vector<Word> Macros; // of all targets
};

} // namespace

SummaryBlock summarizeCMake(StringRef Text) {
  Text = Text.take_front(MaxCMakeBytes);
  SummaryBuilder Builder(FrontEnd::Shell, Text);
  Reader(Text, Builder).run();
  return Builder.finish();
}

} // namespace modeltidy
