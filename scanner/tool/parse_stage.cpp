//===- parse_stage.cpp - from files to summaries --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/parse_stage.h"
#include "scanner/discover/source_text.h"
#include "scanner/frontends/python/python.h"
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

/// One Python file on its way.
struct FileWork {
  const SourceFile *File = nullptr;
  std::unique_ptr<llvm::MemoryBuffer> Text; // dropped once parsed
  std::vector<std::string> Limits;          // what reading cost
  std::string Unreadable;                   // why, if it is
  SummaryBlock Block;
};

class Parser {
public:
  Parser(Scan &Into, const ApiIndex &Index, const Options &Options,
         Progress &Line)
      : S(Into), Api(Index), Asked(Options), Shown(Line),
        Threads(threadCount(Options.Jobs)) {}

  ParsedFiles run() {
    collect();
    look();
    parseWaves();
    return finish();
  }

private:
  void collect() {
    for (const SourceFile &F : S.Found.Files)
      if (F.Kind == FileKind::Python)
        Files.emplace_back().File = &F;
    if (Asked.Shuffle)
      std::shuffle(Files.begin(), Files.end(), std::mt19937_64(*Asked.Shuffle));
  }

  void look() {
    StageClock Clock(S.Times, "read and prefilter");
    Shown.stage("reading", Files.size());
    Facts.resize(Files.size());
    std::vector<Prefilter> Filters(Threads);
    forEachParallel(Files.size(), Threads, [&](unsigned Thread, size_t I) {
      read(Files[I]);
      if (Files[I].Text)
        Facts[I] = Filters[Thread].scanPython(Files[I].Text->getBuffer());
      Shown.step();
    });
  }

  void read(FileWork &W) {
    llvm::Expected<SourceText> Text = readText(*S.Source, *W.File);
    if (!Text) {
      W.Unreadable = llvm::toString(Text.takeError());
      return;
    }
    W.Text = std::move(Text->Buffer);
    W.Limits = std::move(Text->Limits);
  }

  void parseWaves() {
    StageClock Clock(S.Times, "parse");
    std::vector<StringRef> Paths;
    Paths.reserve(Files.size());
    for (const FileWork &W : Files)
      Paths.push_back(W.File->Path);
    Selection Chosen(Paths, Facts);
    if (Asked.ParseAll)
      Chosen.addAll();
    Chosen.addSeeds(WordQuery::of(Api.apiWords()));
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
      if (W.Text)
        W.Block = summarizePython(W.Text->getBuffer());
      W.Text.reset();
      Shown.step();
    });
  }

  /// Names of data files that stand in the new summaries for the first time.
  std::vector<std::string> newDataNames(llvm::ArrayRef<uint32_t> New) {
    std::vector<std::string> Names;
    for (uint32_t I : New) {
      llvm::Expected<Summary> Graph = Summary::create(Files[I].Block.bytes());
      if (!Graph) {
        llvm::consumeError(Graph.takeError()); // finish() says so
        continue;
      }
      for (StringId Id = 0; Id != Graph->stringCount(); ++Id) {
        StringRef Text = Graph->string(Id);
        StringRef Name = Text.substr(Text.rfind('/') + 1);
        if (namesData(Text) && DataNames.insert(Name).second)
          Names.push_back(Name.str());
      }
    }
    return Names;
  }

  ParsedFiles finish() {
    ParsedFiles Out;
    for (FileWork &W : Files) {
      if (!W.Unreadable.empty())
        S.Found.skip(W.File->Path, SkipReason::Unreadable, W.Unreadable);
      if (W.Block.bytes().empty())
        continue;
      ++S.Counts.Parsed;
      for (const std::string &What : W.Limits)
        S.Graph.Limits.push_back({W.File->Path, 0, What});
      Out.Blocks.push_back(std::move(W.Block));
      addInput(W, Out);
    }
    S.Found.finish();
    return Out;
  }

  void addInput(const FileWork &W, ParsedFiles &Out) {
    llvm::Expected<Summary> Graph = Summary::create(Out.Blocks.back().bytes());
    if (!Graph) {
      S.Graph.Limits.push_back(
          {W.File->Path, 0, llvm::toString(Graph.takeError())});
      return;
    }
    if (!Graph->errors().empty())
      S.Graph.Limits.push_back(parseLimit(W.File->Path, *Graph));
    Out.Inputs.push_back({W.File->Path, *Graph});
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
  const ApiIndex &Api;
  const Options &Asked;
  Progress &Shown;
  const unsigned Threads;
  std::vector<FileWork> Files;
  std::vector<FileFacts> Facts;
  llvm::StringSet<> DataNames;
};

} // namespace

ParsedFiles parseFiles(Scan &S, const ApiIndex &Api, const Options &Asked,
                       Progress &Shown) {
  return Parser(S, Api, Asked, Shown).run();
}

} // namespace modeltidy
