//===- copies.cpp - what command lines copy, move and print ---------------===//
//
//   cp out/raw.jsonl data/        read as data/raw.jsonl
//   cp -r out sft                 sft/a/b.jsonl is out/a/b.jsonl
//   sort -u raw.jsonl > gen.jsonl what the command prints
//
// A copy keeps the name of what it copies, so that a reader of one file of many
// gets that one. Whether a word is a folder is told by its form: there is no
// disk to look at.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/artifacts.h"
#include "scanner/lineage/gathered_words.h"

namespace modeltidy {

namespace {

llvm::StringRef baseOf(llvm::StringRef Path) {
  Path = Path.rtrim('/');
  return Path.substr(Path.rfind('/') + 1);
}

bool hasExtension(llvm::StringRef Path) {
  return baseOf(Path).drop_front(!baseOf(Path).empty()).contains('.');
}

/// A path that can only be a folder.
bool isFolder(llvm::StringRef Path) {
  return Path.ends_with("/") || baseOf(Path) == "." || baseOf(Path) == "..";
}

/// `data/`, `data/.`, `data/*` and `data/*.json` stand for what lies in data.
std::optional<llvm::StringRef> contentsOf(llvm::StringRef Path) {
  llvm::StringRef Base = Path.substr(Path.rfind('/') + 1);
  if (!Path.contains('/') ||
      (!Base.empty() && Base != "." &&
       Base.find_first_of("*?") == llvm::StringRef::npos))
    return std::nullopt;
  return Path.drop_back(Base.size() + 1);
}

/// "." is known.
bool isUnknown(llvm::StringRef Path) {
  return hasUnknownPart(Path) && isAllUnknown(Path);
}

/// Programs whose result is what they write elsewhere, or a model: what they
/// print are messages.
bool printsMessages(const CallTargets &T) {
  return llvm::any_of(T.Rows, [](const ApiTarget &Row) {
    const Callable &R = *Row.Row;
    return R.effect(EffectKind::Trains) || R.effect(EffectKind::Publishes) ||
           (R.effect(EffectKind::Writes) && !R.effect(EffectKind::Passes));
  });
}

/// Does a row say where the output comes from?
bool printsData(const CallTargets &T) {
  return T.does(EffectKind::Reads) || T.does(EffectKind::Generates) ||
         T.does(EffectKind::Passes);
}

} // namespace

void ArtifactIndex::addCopy(const ArtifactWrite &Like, llvm::StringRef From,
                            llvm::StringRef To, bool Into) {
  ArtifactWrite W = Like;
  if (std::optional<llvm::StringRef> Inside = contentsOf(From)) {
    W.Folder = true;
    W.Source = Inside->str();
    W.Pattern = To.str();
    return add(std::move(W));
  }
  // A URL's query is no part of the name that the file gets.
  llvm::StringRef Name = baseOf(From.split('?').first);
  W.Source = From.str();
  Into |= isFolder(To) || (hasExtension(Name) && !hasExtension(To));
  W.Pattern = Into ? joinPath(To, Name) : To.str();
  add(W);
  if (!hasExtension(Name)) { // may be a folder
    W.Folder = true;
    add(std::move(W));
  }
}

void ArtifactIndex::addCopies(Engine &E, uint32_t View, NodeRef Call,
                              ContextId C, const ApiTarget &T,
                              const Effect &Eff) {
  auto Texts = [&](SlotKind Slot) {
    auto Out = E.texts(Eff.paths(Slot), Call, C, T);
    for (const AccessPath &Path : Eff.paths(Slot))
      if (Path.Root == PathRoot::Literal)
        Out.push_back({Path.Name.str(), Call});
    return Out;
  };
  bool Into = Eff.slot(SlotKind::RegistryFolder) != nullptr;
  auto Targets = Texts(Into ? SlotKind::RegistryFolder : SlotKind::Path);
  auto Sources = Texts(SlotKind::From);
  // `cp a b` has two words, of which one is the target.
  llvm::erase_if(Sources, [&](const Engine::Text &S) {
    return S.Pattern.empty() || isUnknown(S.Pattern) ||
           llvm::any_of(Targets, [&](const Engine::Text &To) {
             return To.Where == S.Where && To.Pattern == S.Pattern;
           });
  });
  for (const Engine::Text &To : Targets)
    for (const Engine::Text &From : Sources) {
      if (To.Pattern.empty() || isUnknown(To.Pattern))
        continue;
      ArtifactWrite W;
      W.Call = Call;
      W.View = View;
      W.SourceWhere = From.Where ? From.Where : Call;
      addCopy(W, From.Pattern, To.Pattern, Into || Sources.size() > 1);
    }
}

/// upload_folder(folder_path="out", repo_id="acme/data"): whoever loads that
/// data set reads what lies in the folder. Objects are no path: their rows go
/// with the publication itself.
void ArtifactIndex::addUploads(Engine &E, uint32_t View, NodeRef Call,
                               ContextId C, const ApiTarget &T,
                               const Effect &Eff) {
  if (Eff.word(SlotKind::What) != "dataset")
    return;
  auto Texts = [&](SlotKind Slot) {
    auto Out = E.texts(Eff.paths(Slot), Call, C, T);
    llvm::erase_if(Out, [](const Engine::Text &Text) {
      return Text.Pattern.empty() || isUnknown(Text.Pattern);
    });
    return Out;
  };
  for (const Engine::Text &Id : Texts(SlotKind::Id))
    for (const Engine::Text &From : Texts(SlotKind::Data)) {
      ArtifactWrite W;
      W.Call = Call;
      W.Pattern = Id.Pattern;
      W.Hub = true;
      W.View = View;
      W.SourceWhere = From.Where ? From.Where : Call;
      W.Source = From.Pattern;
      add(W);
      if (isFolder(From.Pattern) || !hasExtension(From.Pattern)) {
        W.Folder = true; // a file below what snapshot_download() returns
        add(W);
        W.Folder = false;
        W.Source = joinPath(From.Pattern, "*");
        add(std::move(W));
      }
    }
}

/// Files of `command > file`.
static void outputsOf(Engine &E, NodeRef Command, ContextId C,
                      llvm::SmallVectorImpl<std::string> &Out) {
  const Summary &S = E.program().graph(Command);
  for (const Operand &O : S.operands(S.node(Command.Id))) {
    if (O.Name == 0 || S.string(O.Name) != ">")
      continue;
    llvm::SmallVector<Engine::Text, 4> Texts;
    E.texts({{Command.Module, O.Value}, C, 0}, Texts);
    for (const Engine::Text &Text : Texts)
      Out.push_back(Text.Pattern);
  }
}

/// The same of a command line that a program starts: os.system("a > file").
static void startedOutputsOf(Engine &E, NodeRef Call, ContextId C,
                             const CallTargets &T,
                             llvm::SmallVectorImpl<std::string> &Out) {
  std::vector<LaunchWord> All;
  E.startedWords(Call, C, T, All);
  for (const std::vector<LaunchWord> &Words : commandsOf(All))
    for (size_t I = 0; I + 1 < Words.size(); ++I)
      if (llvm::any_of(Words[I].Texts, [](const WordText &Text) {
            return Text.Pattern == ">" || Text.Pattern == ">>";
          }))
        for (const WordText &Text : Words[I + 1].Texts)
          Out.push_back(Text.Pattern);
}

void ArtifactIndex::addOutput(Engine &E, uint32_t View, NodeRef Command,
                              ContextId C, const CallTargets &T) {
  bool Data = printsData(T) || !E.shared().launchedBy(Command).empty();
  if (!Data || printsMessages(T))
    return;
  llvm::SmallVector<std::string, 4> Files;
  if (isCommand(P.node(Command)))
    outputsOf(E, Command, C, Files);
  else
    startedOutputsOf(E, Command, C, T, Files);
  for (const std::string &File : Files) {
    if (File.empty() || isAllUnknown(File) ||
        llvm::StringRef(File).starts_with("/dev/"))
      continue;
    ArtifactWrite W;
    W.Call = Command;
    W.Pattern = File;
    W.Data = {Spot{Command, C, 0}};
    W.View = View;
    add(std::move(W));
  }
}

/// The known folders that hold a path, and the path below each.
static void
foldersAround(const llvm::StringMap<std::vector<uint32_t>> &Known,
              llvm::StringRef Path,
              llvm::function_ref<void(uint32_t, llvm::StringRef)> Each) {
  for (size_t End = Path.size(); End != llvm::StringRef::npos && End != 0;
       End = Path.rfind('/', End)) {
    auto It = Known.find(Path.take_front(End));
    if (It != Known.end())
      for (uint32_t Number : It->second)
        Each(Number, Path.drop_front(std::min(End + 1, Path.size())));
  }
}

/// Files of folders that were written as a whole, or copied.
void ArtifactIndex::joinFolders(
    llvm::StringRef Pattern, uint32_t ReaderModule,
    llvm::SmallVectorImpl<ArtifactJoin> &Out) const {
  if (Folders.empty() || hasUnknownPart(Pattern.take_front(1)) || truncated())
    return;
  std::string Read = normalizePath(Pattern);
  std::string FromOwn =
      normalizePath(joinPath(P.module(ReaderModule).Folder, Read));
  std::map<uint32_t, ArtifactJoin> Joins; // in the order of the writes
  auto Add = [&](uint32_t Number, llvm::StringRef Tail, PathMatch How) {
    const ArtifactWrite &W = Writes[Number];
    if (!Tail.empty() || !W.Source.empty()) // a folder that is read whole is
      Joins.try_emplace(Number, ArtifactJoin{&W, How, Tail.str()}); // no file
  };
  foldersAround(Folders, Read, [&](uint32_t Number, llvm::StringRef Tail) {
    Add(Number, Tail, PathMatch::Exact);
  });
  foldersAround(FoldersFromOwn, FromOwn,
                [&](uint32_t Number, llvm::StringRef Tail) {
                  Add(Number, Tail, PathMatch::Likely);
                });
  Tests += Joins.size();
  for (auto &[Number, Join] : Joins)
    Out.push_back(std::move(Join));
}

void ArtifactIndex::joinsThroughCopies(
    llvm::StringRef Pattern, uint32_t ReaderModule, uint32_t View,
    llvm::SmallVectorImpl<ArtifactJoin> &Out) const {
  constexpr size_t MaxJoins = 64;
  joins(Pattern, ReaderModule, View, Out);
  for (size_t I = 0; I < Out.size() && Out.size() < MaxJoins; ++I) {
    if (Out[I].Write->Source.empty() || Out[I].How != PathMatch::Exact)
      continue;
    llvm::SmallVector<ArtifactJoin, 4> Behind;
    joins(Out[I].source(), Out[I].Write->Call.Module, View, Behind);
    for (ArtifactJoin &J : Behind)
      if (llvm::none_of(Out, [&](const ArtifactJoin &Have) {
            return Have.Write == J.Write;
          }))
        Out.push_back(std::move(J));
  }
}

} // namespace modeltidy
