//===- parse_stage.cpp - from files to summaries --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/parse_stage.h"
#include "checks/registry/all_checks.h"
#include "checks/suppressions.h"
#include "scanner/discover/source_text.h"
#include "scanner/frontends/front_end.h"
#include "scanner/lineage/script_table.h"
#include "scanner/tool/cxx_flags.h"
#include "scanner/tool/cxx_stage.h"
#include "scanner/tool/interest.h"
#include "scanner/tool/parallel.h"
#include "scanner/tool/selection.h"
#include "scanner/tool/stage_clock.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <random>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Waves of choosing and parsing. Each follows data files one program further;
/// pipelines of more than a dozen programs in one repository are not known.
constexpr unsigned MaxWaves = 16;

/// Endings of files that one program writes and another reads.
constexpr StringRef DataEndings[] = {
    ".json",  ".jsonl", ".ndjson",      ".csv",     ".tsv", ".txt", ".parquet",
    ".arrow", ".pkl",   ".pickle",      ".feather", ".npy", ".npz", ".pt",
    ".pth",   ".bin",   ".safetensors", ".gz",      ".zst", ".db",  ".sqlite"};

bool namesData(StringRef Text) {
  return Text.size() <= MaxStringBytes &&
         llvm::any_of(DataEndings,
                      [&](StringRef E) { return Text.ends_with(E); });
}

/// Headers are compiled with what includes them.
bool isCxxSource(StringRef Path) {
  for (StringRef End : {".cpp", ".cc", ".cxx", ".c", ".cu"})
    if (Path.ends_with_insensitive(End))
      return true;
  return false;
}

/// Words that start a program, or name one, in scripts and documents.
constexpr StringRef LaunchWords[] = {"py", "python", "python3", "make"};

class Parser {
public:
  Parser(Scan &Into, FileMemory &Remembered, const ApiIndex &Index,
         const Options &Options, Progress &Line)
      : S(Into), Memory(Remembered), Api(Index), Asked(Options), Shown(Line),
        Threads(threadCount(Options.Jobs)) {}

  ParsedFiles run() {
    collect();
    if (readChanged())
      return finishRecalled();
    look();
    parseWaves();
    return finish();
  }

private:
  void collect() {
    for (const Admitted &A : admitFiles(S.Found)) {
      FileWork &W = Files.emplace_back();
      W.File = A.File;
      W.Why = A.Why;
    }
    if (Asked.Shuffle)
      std::shuffle(Files.begin(), Files.end(), std::mt19937_64(*Asked.Shuffle));
  }

  /// Reads what the cache does not hold unread. True where all of these files
  /// were linked before.
  bool readChanged() {
    StageClock Clock(S.Times, "read");
    Shown.stage("reading", Files.size());
    forEachParallel(Files.size(), Threads, [&](unsigned, size_t I) {
      FileWork &W = Files[I];
      if (!Memory.recall(W) && W.Why != Interest::Data) {
        read(W);
        Memory.noteText(W);
      }
      Shown.step();
    });
    if (Asked.TraceFile.empty())
      Out.Recalled = Memory.recallResult(Files, rules());
    return Out.Recalled.has_value();
  }

  /// What decides about a lineage beside the files and the build.
  std::string rules() const {
    bool Cxx = llvm::any_of(
        Files, [](const FileWork &W) { return W.File->Kind == FileKind::Cxx; });
    bool Clang = Cxx && !Asked.NoClang && hasCxxHelper();
    return (Asked.ParseAll ? "all " : "") +
           (Clang ? "clang " + compileCommandsKey(*S.Source) : "") +
           S.Rules.ApiTexts;
  }

  void look() {
    StageClock Clock(S.Times, "prefilter");
    Facts.resize(Files.size());
    std::vector<Prefilter> Filters(Threads);
    forEachParallel(Files.size(), Threads, [&](unsigned Thread, size_t I) {
      lookAt(Files[I], Facts[I], Filters[Thread]);
    });
  }

  void lookAt(FileWork &W, FileFacts &Into, Prefilter &Filter) {
    bool Held = W.Held;
    if (Memory.recallFacts(W, Into))
      return;
    if (Held && !W.Text) { // the entry is damaged
      read(W);
      Memory.noteText(W);
    }
    W.Held = false;
    if (!W.Text)
      return;
    StringRef Text = W.Text->getBuffer();
    W.Why = refineByText(W.Why, W.File->Kind, Text);
    Into = Filter.scan(Text, W.File->Kind);
  }

  void read(FileWork &W) {
    SourceFile File = *W.File;
    DiscoverLimits Limits;
    if (File.Kind == FileKind::JsonLines) {
      File.HeadOnly = true;
      Limits.HeadBytes = JsonLinesHeadBytes;
    }
    llvm::Expected<SourceText> Text = readText(*S.Source, File, Limits);
    if (!Text) {
      W.Unreadable = llvm::toString(Text.takeError());
      return;
    }
    W.Text = std::move(Text->Buffer);
    W.Limits = std::move(Text->Limits);
    W.Truncated = Text->Truncated;
  }

  void parseWaves() {
    StageClock Clock(S.Times, "parse");
    std::vector<Candidate> Candidates;
    Candidates.reserve(Files.size());
    for (const FileWork &W : Files)
      Candidates.push_back({W.File->Path, W.Why});
    Selection Chosen(std::move(Candidates), Facts);
    if (Asked.ParseAll)
      Chosen.addAll();
    Chosen.addSeeds(WordQuery::of(Api.apiWords()), launchWords(false),
                    WordQuery::of(Api.cxxWords()), launchWords(true),
                    compoundLaunchWords());
    Chosen.addSuppressing(
        [](llvm::StringRef List) { return meansOneOf(List, allChecks()); });
    for (unsigned Wave = 0; Wave != MaxWaves; ++Wave) {
      std::vector<uint32_t> New = Chosen.takeNew();
      if (New.empty())
        return;
      parse(New);
      Chosen.addQuoting(newDataNames(New));
    }
    if (!Chosen.takeNew().empty())
      S.Graph.Limits.push_back(
          {"", 0,
           "files that only data files tie to the others after " +
               llvm::utostr(MaxWaves) + " steps are left out"});
  }

  void parse(llvm::ArrayRef<uint32_t> New) {
    Shown.stage("parsing", New.size());
    forEachParallel(New.size(), Threads, [&](unsigned, size_t I) {
      FileWork &W = Files[New[I]];
      if (!Memory.recallParts(W))
        parseOne(W);
      W.Text.reset();
      Shown.step();
    });
  }

  void parseOne(FileWork &W) {
    if (!W.Text && (W.Known || W.Why == Interest::Data))
      read(W);
    if (!W.Text)
      return;
    Memory.noteText(W);
    W.Parsed = true;
    W.Parts = summarizeFile(W.File->Kind, W.File->Path, W.Text->getBuffer());
  }

  /// What starts a program: an interpreter, and the programs of the API models;
  /// or those of them that are tools of the shell.
  static WordQuery launchWords(bool Tools) {
    llvm::SmallVector<StringRef> Words;
    if (!Tools)
      Words.append(std::begin(LaunchWords), std::end(LaunchWords));
    addPrograms([&](StringRef Name) { return onlyReads(Name) == Tools; },
                Words);
    return WordQuery::of(Words);
  }

  /// Programs whose names are no single word: llama-server.
  static WordQuery compoundLaunchWords() {
    llvm::SmallVector<StringRef> Words;
    addPrograms(
        [](StringRef Name) {
          return Name.find_first_of("-.:") != StringRef::npos;
        },
        Words);
    return WordQuery::of(Words);
  }

  /// The programs of the API models' command rows that are asked for.
  static void addPrograms(llvm::function_ref<bool(StringRef)> IsAsked,
                          llvm::SmallVectorImpl<StringRef> &Out) {
    for (const ApiLibrary &Library : builtinApiLibraries())
      for (const CommandModel &Command : Library.Commands)
        if (StringRef First = Command.Body.Name.split(' ').first;
            IsAsked(First))
          Out.push_back(First);
  }

  /// Names of data files that stand in the new summaries for the first time.
  std::vector<std::string> newDataNames(llvm::ArrayRef<uint32_t> New) {
    std::vector<std::string> Names;
    for (uint32_t I : New)
      for (const SummaryPart &Part : Files[I].Parts)
        addDataNames(Part, Names);
    return Names;
  }

  void addDataNames(const SummaryPart &Part, std::vector<std::string> &Names) {
    llvm::Expected<Summary> Graph = Summary::create(Part.Block.bytes());
    if (!Graph) {
      llvm::consumeError(Graph.takeError()); // finish() says so
      return;
    }
    for (StringId Id = 0; Id != Graph->stringCount(); ++Id) {
      StringRef Text = Graph->string(Id);
      StringRef Name = Text.substr(Text.rfind('/') + 1);
      if (namesData(Text) && DataNames.insert(Name).second)
        Names.push_back(Name.str());
    }
    addProgramNames(*Graph, Names);
  }

  /// gen of `c++ -o gen`: whoever runs it may name it.
  void addProgramNames(const Summary &Graph, std::vector<std::string> &Names) {
    if (Graph.frontEnd() != FrontEnd::Shell)
      return;
    for (const Node &N : Graph.nodes()) {
      if (N.Kind != NodeKind::Call || !(N.Flags & FlagCommand))
        continue;
      bool Named = false;
      for (const Operand &O : Graph.operands(N)) {
        StringRef Text = Graph.name(O.Value);
        StringRef Name = Text.substr(Text.rfind('/') + 1);
        if (std::exchange(Named, Text == "-o") && Name.size() > 2 &&
            DataNames.insert(Name).second)
          Names.push_back(Name.str());
      }
    }
  }

  ParsedFiles finishRecalled() {
    if (llvm::any_of(Files,
                     [](const FileWork &W) { return W.Text != nullptr; })) {
      Memory.noteFiles(Files, Facts, rules());
      Memory.keepAllCompiled();
    }
    return std::move(Out);
  }

  ParsedFiles finish() {
    std::vector<FileWork *> Compiled = compiledFiles(); // the facts go
    Memory.noteFiles(Files, Facts, rules());
    refineWithClang(Compiled);
    for (FileWork &W : Files) {
      if (!W.Unreadable.empty())
        S.Found.skip(W.File->Path, SkipReason::Unreadable, W.Unreadable);
      if (W.Parts.empty())
        continue;
      ++Out.Count;
      if (W.Truncated && !W.File->HeadOnly) // discovery says the others
        Out.Notes.push_back(
            {W.File->Path, "data: only its first " +
                               llvm::utostr(JsonLinesHeadBytes >> 10) +
                               " KiB are read"});
      for (const std::string &What : W.Limits)
        S.Graph.Limits.push_back({W.File->Path, 0, What});
      for (SummaryPart &Part : W.Parts)
        addInput(W, Part);
    }
    addCxxLimit();
    return std::move(Out);
  }

  /// The sources that Clang is to read.
  std::vector<FileWork *> compiledFiles() {
    std::vector<FileWork *> Chosen;
    WordQuery Words = WordQuery::of(Api.cxxWords());
    for (size_t I = 0; I != Files.size() && !Asked.NoClang; ++I)
      if (isCxxSource(Files[I].File->Path) && Files[I].Parts.size() == 1 &&
          Facts[I].mentionsAny(Words))
        Chosen.push_back(&Files[I]);
    llvm::sort(Chosen, [](const FileWork *A, const FileWork *B) {
      return A->File->Path < B->File->Path;
    });
    return Chosen;
  }

  /// After the files are noted: the cache keeps what the base layer read, and
  /// apart from it what Clang said, which depends on headers too.
  void refineWithClang(llvm::ArrayRef<FileWork *> Chosen) {
    if (Asked.NoClang)
      Memory.keepAllCompiled();
    if (Chosen.empty())
      return;
    S.AskedClang = true;
    StageClock Clock(S.Times, "clang");
    Shown.stage("compiling", Chosen.size());
    std::vector<CxxFile> Given;
    for (FileWork *W : Chosen) {
      if (!W->Text)
        read(*W);
      if (W->Text)
        Given.push_back(
            {W->File->Path, W->Text->getBuffer(), &W->Parts.front().Block});
    }
    refineCxx(Given, Threads, S, Memory, S.Graph.Limits);
    for (const CxxFile &File : Given)
      if (File.Errors != 0)
        Out.Notes.push_back(
            {File.Path.str(), "Clang met " + llvm::utostr(File.Errors) +
                                  (File.Errors == 1 ? " error" : " errors") +
                                  ", as where a header is not there; what it "
                                  "knows besides is used"});
    for (FileWork *W : Chosen)
      W->Text.reset();
  }

  void addInput(const FileWork &W, SummaryPart &Part) {
    Out.Blocks.push_back(std::move(Part.Block));
    llvm::Expected<Summary> Graph = Summary::create(Out.Blocks.back().bytes());
    if (!Graph) {
      S.Graph.Limits.push_back(
          {W.File->Path, 0, llvm::toString(Graph.takeError())});
      return;
    }
    if (!Graph->errors().empty())
      addParseLimit(W.File->Path, *Graph, Part.Documented);
    Out.Inputs.push_back(
        {W.File->Path, *Graph, Part.Documented, std::move(Part.Path)});
  }

  /// What did not parse. Documents are free to sketch, so that a page which
  /// does is no trouble.
  void addParseLimit(const std::string &Path, const Summary &Graph,
                     bool Documented) {
    Limit L = parseLimit(Path, Graph);
    if (Graph.frontEnd() == FrontEnd::Cxx) {
      noteCxxErrors(L);
      return;
    }
    if (Documented)
      Out.Notes.push_back(
          {Path, "documented at line " + llvm::utostr(L.Line) + ": " + L.What});
    else
      S.Graph.Limits.push_back(std::move(L));
  }

  /// Macros stand where no C++ can: hardly a large program parses whole without
  /// a preprocessor. People are told once, JSON lists each file.
  void noteCxxErrors(const Limit &L) {
    Out.Notes.push_back(
        {L.File, "line " + llvm::utostr(L.Line) + ": " + L.What});
    if (CxxErrors++ == 0 || L.File < FirstCxxError.File)
      FirstCxxError = {L.File, L.Line, ""};
  }

  void addCxxLimit() {
    if (CxxErrors == 0)
      return;
    std::string What = "C++ that does not parse without its macros";
    if (CxxErrors > 1)
      What += " (and in " + llvm::utostr(CxxErrors - 1) + " more files)";
    FirstCxxError.What = What + "; the rest is used";
    S.Graph.Limits.push_back(std::move(FirstCxxError));
  }

  /// One line for all parts of a file that did not parse.
  static Limit parseLimit(const std::string &Path, const Summary &Graph) {
    const ParseError &First = Graph.errors().front();
    std::string What = Graph.string(First.What).str();
    if (size_t More = Graph.errors().size() - 1)
      What += " (and " + llvm::utostr(More) + " more places)";
    return {Path, Graph.lineOf(First.Begin),
            What + "; the rest of the file is used"};
  }

  Scan &S;
  FileMemory &Memory;
  const ApiIndex &Api;
  const Options &Asked;
  Progress &Shown;
  const unsigned Threads;
  std::vector<FileWork> Files;
  std::vector<FileFacts> Facts;
  llvm::StringSet<> DataNames;
  size_t CxxErrors = 0; // files
  Limit FirstCxxError;
  ParsedFiles Out;
};

} // namespace

ParsedFiles parseFiles(Scan &S, FileMemory &Memory, const ApiIndex &Api,
                       const Options &Asked, Progress &Shown) {
  return Parser(S, Memory, Api, Asked, Shown).run();
}

} // namespace modeltidy
