//===- launch.cpp - what a command line gives to options ------------------===//
#include "scanner/lineage/launch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

/// "--model-name" and "model_name" are one option.
bool sameOption(llvm::StringRef Word, llvm::StringRef Name) {
  Word = Word.ltrim('-');
  Name = Name.ltrim('-');
  if (Word.size() != Name.size())
    return false;
  for (size_t I = 0; I < Word.size(); ++I) {
    char A = Word[I] == '-' ? '_' : Word[I], B = Name[I] == '-' ? '_' : Name[I];
    if (A != B)
      return false;
  }
  return true;
}

/// "-5" is a number, "-" stands for a stream.
bool looksLikeOption(llvm::StringRef Text) {
  return Text.size() > 1 && Text[0] == '-' && !llvm::isDigit(Text[1]) &&
         Text[1] != '.';
}

} // namespace

bool announcesModule(llvm::StringRef Word) {
  constexpr llvm::StringRef PythonFlags = "bBdEiIOPqRsSuvx";
  if (Word == "--module")
    return true;
  return Word.consume_front("-") && Word.consume_back("m") &&
         Word.find_first_not_of(PythonFlags) == llvm::StringRef::npos;
}

/// The name that a word gives: "model.name" of "--model.name=x". Empty where
/// it names no option.
static llvm::StringRef optionName(llvm::StringRef Word) {
  auto [Name, Given] = Word.split('=');
  if (!looksLikeOption(Name) && Name.size() == Word.size())
    return {};
  return Name.ltrim("-+");
}

bool LaunchWord::isOption() const {
  return !Texts.empty() && looksLikeOption(Texts.front().Pattern);
}

/// `head -100` has an option where its tool is known.
bool CommandLine::isOption(const LaunchWord &W) const {
  return W.isOption() ||
         (!Valued.empty() && !W.Texts.empty() &&
          llvm::StringRef(W.Texts.front().Pattern).starts_with("-") &&
          W.Texts.front().Pattern.size() > 1);
}

/// Is the word behind an option its value? `-sSLo f`: the last letter counts.
bool CommandLine::takesNext(llvm::StringRef Option) const {
  if (Option.contains('='))
    return false;
  bool Cluster = !Option.starts_with("--") && Option.size() > 2;
  if (IsGlued && Cluster)
    return false;
  return Valued.empty() || llvm::any_of(Valued, [&](llvm::StringRef V) {
           return sameOption(Option, V) ||
                  (Cluster && V.size() == 1 && Option.ends_with(V));
         });
}

bool CommandLine::option(llvm::ArrayRef<llvm::StringRef> Names,
                         WordTexts &Out) const {
  auto Named = [&](llvm::StringRef Word) {
    return llvm::any_of(Names,
                        [&](llvm::StringRef N) { return sameOption(Word, N); });
  };
  bool Found = false;
  for (size_t I = 0; I < Words.size(); ++I) {
    bool Whole = false;
    for (const WordText &T : Words[I].Texts) {
      auto [Name, Given] = llvm::StringRef(T.Pattern).split('=');
      bool Assigned = T.Pattern.find('=') != std::string::npos;
      // key=value overrides may begin with pluses
      // `-sSLo f` of a known tool is `-o f`
      if (!Valued.empty() && !Name.starts_with("--") && Name.size() > 2 &&
          Name.starts_with("-") && !Named(Name))
        Name = Name.take_back(1);
      else if (!looksLikeOption(Name) && !Assigned)
        continue;
      if (!Named(Name.ltrim('+')))
        continue;
      if (!Found)
        Out.clear();
      Found = true;
      if (Assigned)
        Out.push_back({Given.str(), T.Where});
      else
        Whole = true;
    }
    if (!Whole)
      continue;
    if (!takesNext(Words[I].Texts.front().Pattern))
      continue;
    for (size_t J = I + 1; J < Words.size() && !isOption(Words[J]); ++J) {
      Out.append(Words[J].Texts.begin(), Words[J].Texts.end());
      if (!Valued.empty() || TakesOneWord)
        break;
    }
  }
  return Found || (IsGlued && gluedOption(Names, Out));
}

/// -mx of the option m.
bool CommandLine::gluedOption(llvm::ArrayRef<llvm::StringRef> Names,
                              WordTexts &Out) const {
  bool Found = false;
  for (const LaunchWord &W : Words)
    for (const WordText &T : W.Texts) {
      llvm::StringRef Text = T.Pattern;
      if (Text.size() < 3 || !looksLikeOption(Text) || Text[1] == '-' ||
          !llvm::is_contained(Names, Text.substr(1, 1)))
        continue;
      if (!Found)
        Out.clear();
      Found = true;
      Out.push_back({Text.drop_front(2).str(), T.Where});
    }
  return Found;
}

std::vector<std::string> CommandLine::optionsBelow(llvm::StringRef Name) const {
  std::vector<std::string> Out;
  for (const LaunchWord &W : Words)
    for (const WordText &T : W.Texts) {
      llvm::StringRef Option =
          llvm::StringRef(T.Pattern).split('=').first.ltrim("-+");
      if (!Name.empty() && Option.size() > Name.size() + 1 &&
          Option[Name.size()] == '.' &&
          sameOption(Option.take_front(Name.size()), Name))
        Out.push_back(Option.str());
    }
  return Out;
}

/// Does any text of a command line's words hold?
template <typename Test>
static bool anyText(const std::vector<LaunchWord> &Words, Test Holds) {
  return llvm::any_of(Words, [&](const LaunchWord &W) {
    return llvm::any_of(W.Texts,
                        [&](const WordText &T) { return Holds(T.Pattern); });
  });
}

bool CommandLine::namesOptionFile() const {
  return anyText(Words, [](llvm::StringRef Text) {
    return (Text.size() > 1 && Text.starts_with("@")) ||
           optionName(Text) == "flagfile";
  });
}

bool CommandLine::givesBelow(llvm::StringRef Name) const {
  return anyText(Words, [&](llvm::StringRef Text) {
    llvm::StringRef Option = optionName(Text);
    return Option.size() > Name.size() + 1 && Option[Name.size()] == '.' &&
           sameOption(Option.take_front(Name.size()), Name);
  });
}

bool CommandLine::givesElsewhere(llvm::StringRef Name) const {
  return anyText(Words, [&](llvm::StringRef Text) {
    llvm::StringRef Option = optionName(Text);
    return Text.starts_with("--") && Option.size() > Name.size() + 1 &&
           Option[Option.size() - Name.size() - 1] == '.' &&
           sameOption(Option.take_back(Name.size()), Name);
  });
}

bool CommandLine::mentions(llvm::StringRef Name) const {
  Name = Name.ltrim('-');
  return namesOptionFile() || givesElsewhere(Name) ||
         !optionsBelow(Name).empty() ||
         anyText(Words, [&](llvm::StringRef Text) {
           llvm::StringRef Option = optionName(Text);
           return !Option.empty() && Option.size() <= Name.size() &&
                  sameOption(Option, Name.take_front(Option.size()));
         });
}

bool CommandLine::abbreviated(llvm::ArrayRef<llvm::StringRef> Names,
                              llvm::ArrayRef<llvm::StringRef> Others,
                              WordTexts &Out) const {
  auto Begins = [](llvm::StringRef Short, llvm::StringRef Whole) {
    return Whole.consume_front("--") && Short.size() < Whole.size() &&
           sameOption(Short, Whole.take_front(Short.size()));
  };
  std::string Found;
  anyText(Words, [&](llvm::StringRef Text) {
    llvm::StringRef Option = optionName(Text);
    bool Means = Text.starts_with("--") && !Option.empty() &&
                 llvm::any_of(Names, [&](llvm::StringRef N) {
                   return Begins(Option, N);
                 });
    if (Means && llvm::none_of(Others, [&](llvm::StringRef O) {
          return !llvm::is_contained(Names, O) &&
                 (Begins(Option, O) || sameOption(Option, O));
        }))
      Found = Option.str();
    return false;
  });
  return !Found.empty() && option({Found}, Out);
}

void CommandLine::positional(unsigned Want, WordTexts &Out) const {
  unsigned At = 0;
  bool Value = false; // the word behind an option is its value
  for (const LaunchWord &W : Words) {
    if (isOption(W)) {
      Value = takesNext(W.Texts.front().Pattern);
      continue;
    }
    if (std::exchange(Value, false))
      continue;
    if (At++ == Want)
      Out.append(W.Texts.begin(), W.Texts.end());
  }
}

unsigned CommandLine::positionals() const {
  unsigned Count = 0;
  bool Value = false;
  for (const LaunchWord &W : Words)
    if (isOption(W))
      Value = takesNext(W.Texts.front().Pattern);
    else if (!std::exchange(Value, false))
      ++Count;
  return Count;
}

/// What stands in a mapping under a dotted key, which may be written out in
/// mappings or stand there as a whole.
static void valuesUnder(const Program &P, NodeRef Mapping, llvm::StringRef Key,
                        llvm::SmallVectorImpl<NodeRef> &Out) {
  const Summary &S = P.graph(Mapping);
  if (S.node(Mapping.Id).Kind != NodeKind::Dict)
    return;
  for (const Operand &O : S.operands(S.node(Mapping.Id))) {
    llvm::StringRef Name = O.Name ? S.string(O.Name) : "";
    NodeRef Value{Mapping.Module, O.Value};
    if (Name.empty())
      continue;
    if (sameOption(Name, Key))
      Out.push_back(Value);
    else if (Key.size() > Name.size() + 1 && Key[Name.size()] == '.' &&
             sameOption(Key.take_front(Name.size()), Name))
      valuesUnder(P, Value, Key.drop_front(Name.size() + 1), Out);
  }
}

const WordTexts *Launch::variable(llvm::StringRef Name) const {
  for (const auto &[Variable, Texts] : llvm::reverse(Variables))
    if (Variable == Name)
      return &Texts;
  return nullptr;
}

void Launch::configured(const Program &P, llvm::StringRef Key,
                        llvm::SmallVectorImpl<NodeRef> &Out) const {
  for (NodeRef Root : Configs)
    valuesUnder(P, Root, Key, Out);
}

} // namespace modeltidy
