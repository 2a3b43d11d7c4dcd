//===- known_formats.cpp - configs and commands that rows speak of --------===//
//
// A document of a config file is seen as a call whose keyword arguments are the
// keys at its root, a command line of a known program as a call whose keyword
// arguments are its options. So their rows have the effects of other rows.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/config_keys.h"
#include "scanner/lineage/engine.h"
#include "scanner/lineage/gathered_words.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"
#include <algorithm>

namespace modeltidy {

namespace {

/// No key of a config is called so.
constexpr llvm::StringRef ResultName = "\x01result";

/// Words of one command line that are looked at as files.
constexpr unsigned MaxFileWords = 64;

bool matchesGlob(llvm::StringRef Glob, llvm::StringRef Path) {
  auto Pattern = llvm::GlobPattern::create(Glob);
  if (!Pattern) {
    llvm::consumeError(Pattern.takeError()); // the loader has said so
    return false;
  }
  return Pattern->match(Glob.contains('/') ? Path
                                           : Path.substr(Path.rfind('/') + 1));
}

bool speaksOf(const ConfigModel &Row, const Module &M, NodeId Root) {
  auto Has = [&](llvm::StringRef Key) { return givesKey(M.Graph, Root, Key); };
  return (Row.Files.empty() || llvm::any_of(Row.Files,
                                            [&](llvm::StringRef G) {
                                              return matchesGlob(G, M.Path);
                                            })) &&
         llvm::all_of(Row.Has, Has) &&
         (Row.Any.empty() || llvm::any_of(Row.Any, Has)) &&
         llvm::none_of(Row.Not, Has);
}

/// How many words a row's name takes up at Words[At], 0 where it is another.
size_t wordsOfName(llvm::StringRef Name, llvm::ArrayRef<LaunchWord> Words) {
  size_t Count = 0;
  for (llvm::StringRef Want : llvm::split(Name, ' ')) {
    if (Count == Words.size())
      return 0;
    auto Is = [&](const WordText &T) {
      llvm::StringRef Text = T.Pattern;
      return Text == Want || (Count == 0 && Text.ends_with(("/" + Want).str()));
    };
    if (llvm::none_of(Words[Count].Texts, Is))
      return 0;
    ++Count;
  }
  return Count;
}

} // namespace

Spot Engine::resultOf(NodeRef Site, ContextId C) {
  if (P.node(Site).Kind == NodeKind::Call)
    return {Site, C, 0};
  return {Site, C, Names.prepend({Part::Attr, Names.text(ResultName)}, 0)};
}

bool Engine::isConfigResult(const Spot &S) const {
  return Names.hasHead(S.Path) && Names.head(S.Path).What == Part::Attr &&
         Names.str(Names.head(S.Path).Name) == ResultName;
}

void Engine::configRows(NodeRef Root, CallTargets &T) {
  if (!isConfigMapping(P.graph(Root), Root.Id) ||
      (P.graph(Root).frontEnd() == FrontEnd::Config &&
       !llvm::is_contained(P.graph(Root).roots(), Root.Id)))
    return;
  for (const ConfigModel *Row : Api.configs())
    if (speaksOf(*Row, P.module(Root.Module), Root.Id))
      addRows({&Row->Body}, {nullptr, false, 0, {}, false}, Root, 0, T);
}

/// The rows of a known program that a command line runs, the longest names
/// alone. `torchrun … -m a.b` is `python -m a.b`.
void Engine::commandRows(NodeRef Command, ContextId C, CallTargets &T) {
  std::vector<LaunchWord> Words;
  words(Command, C, Words);
  rowsOfWords(Command, C, Words, T);
}

void Engine::startedRows(NodeRef Call, ContextId C, CallTargets &T) {
  std::vector<LaunchWord> Words;
  startedWords(Call, C, T, Words);
  for (const std::vector<LaunchWord> &Line : commandsOf(Words)) {
    rowsOfWords(Call, C, Line, T);
    if (llvm::any_of(T.Rows, [](const ApiTarget &Row) { return Row.Started; }))
      return; // one of them is known of a call
  }
}

void Engine::startedWords(NodeRef Call, ContextId C, const CallTargets &T,
                          std::vector<LaunchWord> &Words) {
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &E : Row.Row->Effects) {
      if (E.Kind != EffectKind::Runs)
        continue;
      llvm::SmallVector<Spot, 2> Started;
      spots(E.paths(SlotKind::Command), Call, C, Row, Started);
      for (const Spot &S : Started)
        words(S, Words);
    }
}

void Engine::rowsOfWords(NodeRef Command, ContextId C,
                         llvm::ArrayRef<LaunchWord> Words, CallTargets &T) {
  restOnAnything(); // noted for this engine alone
  if (Words.empty() || Words[0].Texts.empty())
    return;
  // To a tool of the shell what follows is no program.
  size_t Starts = onlyReads(Words[0].Texts[0].Pattern) ? 1 : Words.size();
  llvm::SmallVector<const CommandModel *, 2> Rows;
  size_t Longest = 0, End = 0;
  auto Find = [&](size_t I, bool Fallback) {
    // A row's name begins with what stands before At in place of `Instead`.
    auto Try = [&](llvm::StringRef Program, llvm::StringRef Instead,
                   size_t At) {
      for (const CommandModel *Row : Api.commandsNamed(Program)) {
        llvm::StringRef Name = Row->Body.Name;
        if (Row->Fallback != Fallback || !Name.consume_front(Instead))
          continue;
        size_t Taken = wordsOfName(Name, llvm::ArrayRef(Words).drop_front(At));
        if (Taken == 0 || Taken < Longest)
          continue;
        if (Taken > Longest)
          Rows.clear();
        Longest = Taken;
        End = At + Taken;
        Rows.push_back(Row);
      }
    };
    for (const WordText &Text : Words[I].Texts) {
      llvm::StringRef Word = Text.Pattern;
      Try(Word.substr(Word.rfind('/') + 1), "", I);
      if (announcesModule(Word))
        Try("python", "python -m ", I + 1);
    }
  };
  for (bool Fallback : {false, true})
    for (size_t I = 0; I < Starts && Rows.empty(); ++I)
      Find(I, Fallback);
  if (Rows.empty())
    return;
  KnownCommand &Known = Commands[{Command.key(), C}];
  Known.Line.Words.assign(Words.begin() + static_cast<long>(End), Words.end());
  Known.Line.Valued = Rows.front()->Valued;
  Known.Configs.clear();
  llvm::StringRef Folder = P.module(Command.Module).Folder;
  for (const CommandModel *Row : Rows)
    for (llvm::StringRef Option : Row->Configs) {
      WordTexts Files;
      unsigned Position = 0;
      if (Option.getAsInteger(10, Position))
        Known.Line.option({Option}, Files);
      else
        Known.Line.positional(Position, Files);
      for (const WordText &File : Files)
        Shared.Scripts.documents(File.Pattern, Command.Module, Known.Configs);
    }
  Known.Foreign = Rows.front()->Fallback && runsForeignScript(Words, Folder);
  bool Started = !isCommand(P.node(Command));
  auto IsGiven = [&](llvm::StringRef Option) {
    WordTexts Given;
    return Known.Line.option({Option}, Given);
  };
  for (const CommandModel *Row : Rows)
    if ((Row->Any.empty() || llvm::any_of(Row->Any, IsGiven)) &&
        (!Row->Fallback || Known.Foreign ||
         !Row->Body.effect(EffectKind::Trains)))
      addRows({&Row->Body}, {nullptr, false, 0, {}, false, Started}, Command, C,
              T);
  Known.Trains =
      !P.module(Command.Module).Documented && T.does(EffectKind::Trains);
}

bool Engine::isOverridden(NodeRef Root, const CommandLine &Line) {
  auto Gives = [&](const AccessPath &Path) {
    WordTexts Given;
    return Path.Root == PathRoot::ArgName &&
           (Line.option({Path.Name}, Given) || Line.givesBelow(Path.Name));
  };
  for (const ApiTarget &Row : resolveCall(Root, 0).Rows)
    for (const Effect &Eff : Row.Row->Effects)
      if (Eff.Kind == EffectKind::Trains || Eff.Kind == EffectKind::Reads)
        for (SlotKind Slot : {SlotKind::Target, SlotKind::Dataset,
                              SlotKind::Path, SlotKind::Files})
          if (llvm::any_of(Eff.paths(Slot), Gives))
            return true;
  return false;
}

std::vector<std::pair<NodeRef, CommandLine>> Engine::trainedConfigs() const {
  std::vector<std::pair<NodeRef, CommandLine>> Out;
  for (const auto &[At, Known] : Commands)
    if (Known.Trains && At.second == 0)
      for (NodeRef Root : Known.Configs)
        Out.emplace_back(Root, Known.Line);
  return Out;
}

std::optional<NodeRef> Engine::toldByConfig(NodeRef Command,
                                            const Effect &Training) {
  resolveCall(Command, 0);
  auto It = Commands.find({Command.key(), 0});
  if (It == Commands.end())
    return std::nullopt;
  auto IsSame = [&](const Effect &Eff) {
    return Eff.Kind == EffectKind::Trains &&
           Eff.word(SlotKind::Makes) == Training.word(SlotKind::Makes) &&
           Eff.paths(SlotKind::Prompts).empty() ==
               Training.paths(SlotKind::Prompts).empty();
  };
  for (NodeRef Root : std::vector<NodeRef>(It->second.Configs))
    for (const ApiTarget &Row : resolveCall(Root, 0).Rows)
      if (llvm::any_of(Row.Row->Effects, IsSame) &&
          Row.Row->effect(EffectKind::Reads) &&
          !isOverridden(Root, It->second.Line))
        return Root;
  return std::nullopt;
}

/// Does a command line run a script that stands in another repository? Of one
/// that stands here its code tells what it does.
bool Engine::runsForeignScript(llvm::ArrayRef<LaunchWord> Words,
                               llvm::StringRef Folder) const {
  bool Foreign = false;
  for (const LaunchWord &W : Words)
    for (const WordText &T : W.Texts) {
      if (!endsAsScript(T.Pattern))
        continue;
      if (Shared.Scripts.find(T.Pattern, Folder))
        return false;
      Foreign = true;
    }
  return Foreign;
}

bool Engine::isForeign(NodeRef Command, ContextId C) const {
  auto It = Commands.find({Command.key(), C});
  return It != Commands.end() && It->second.Foreign;
}

/// The words of a known program's command line that belong to no option.
void Engine::commandWords(NodeRef Command, ContextId C, unsigned From,
                          llvm::SmallVectorImpl<Spot> &Out) {
  auto It = Commands.find({Command.key(), C});
  if (It == Commands.end())
    return;
  unsigned Count = std::min(It->second.Line.positionals(), MaxFileWords);
  for (unsigned I = From; I < Count; ++I)
    commandArgument(Command, C, "", static_cast<int>(I), Out);
}

/// arg.NAME and arg.I of a known program's command line. A dotted option is a
/// key of the argument in front of the dot.
void Engine::commandArgument(NodeRef Command, ContextId C, llvm::StringRef Name,
                             int Index, llvm::SmallVectorImpl<Spot> &Out) {
  auto It = Commands.find({Command.key(), C});
  if (It == Commands.end())
    return;
  if (Name == "|" || Name == "<") { // the command before, an input file
    for (const Operand &O : P.graph(Command).operands(P.node(Command)))
      if (O.Name != 0 && P.graph(Command).string(O.Name) == Name)
        Out.push_back({{Command.Module, O.Value}, C, 0});
    return;
  }
  const KnownCommand &Known = It->second;
  if (Name == "-1") { // the last word
    Index = static_cast<int>(Known.Line.positionals()) - 1;
    Name = "";
  }
  auto Add = [&](llvm::StringRef Spelled, llvm::ArrayRef<WordText> Given) {
    ValueSet Values;
    givenWords(Given, Values);
    if (Given.empty()) // a switch
      addValue(Values, Value{ValueKind::Bool, false, 0, 0, Names.text("1"), 0,
                             Command, 0});
    return answered(Command, optionPath(Spelled), Values);
  };
  WordTexts Given;
  if (!Name.empty() && Known.Line.option({Name}, Given)) {
    Out.push_back(Add(Name, Given));
  } else if (Index >= 0) {
    Known.Line.positional(static_cast<unsigned>(Index), Given);
    if (!Given.empty())
      Out.push_back(
          Add(Name.empty() ? std::to_string(Index) : Name.str(), Given));
  }
  bool Whole = !Out.empty(), Dotted = false;
  for (const std::string &Option : Known.Line.optionsBelow(Name)) {
    Given.clear();
    Known.Line.option({Option}, Given);
    std::string Key =
        (Name + llvm::StringRef(Option).drop_front(Name.size())).str();
    std::replace(Key.begin(), Key.end(), '-', '_');
    Add(Key, Given);
    Dotted = true;
  }
  if (Dotted && !Whole)
    Out.push_back({Command, 0, optionPath(Name)});
  if (Whole)
    return;
  for (NodeRef Root : Known.Configs)
    for (const Operand &O : P.graph(Root).operands(P.node(Root)))
      if (O.Name != 0 && P.graph(Root).string(O.Name) == Name)
        Out.push_back({{Root.Module, O.Value}, C, 0});
}

} // namespace modeltidy
