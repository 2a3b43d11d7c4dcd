//===- linked_result.cpp - the lineage as bytes ---------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One description, pass(), serves both ways: through a Writer it appends, and
// through a Reader it fills in.
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/linked_result.h"
#include "scanner/cache/byte_stream.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

namespace {

struct Writer {
  ByteWriter Out;
  template <typename T> void number(T &N) {
    Out.number(static_cast<uint64_t>(N));
  }
  void text(std::string &S) { Out.bytes(S); }
  template <typename T> void size(std::vector<T> &List) {
    Out.number(List.size());
  }
};

struct Reader {
  ByteReader In;
  template <typename T> void number(T &N) { N = static_cast<T>(In.number()); }
  void text(std::string &S) { S = In.bytes().str(); }
  template <typename T> void size(std::vector<T> &List) {
    List.resize(In.count(8)); // every item takes a number at least
  }
};

template <typename IO> void pass(IO &S, uint32_t &N) { S.number(N); }
template <typename IO> void pass(IO &S, std::string &Text) { S.text(Text); }

template <typename IO, typename T> void pass(IO &S, std::vector<T> &List) {
  S.size(List);
  for (T &Item : List)
    pass(S, Item);
}

// Every field of a type is named by a structured binding, so that a new one
// does not compile before it is passed too.

template <typename IO> void passAll(IO &) {}
template <typename IO, typename T, typename... Rest>
void passAll(IO &S, T &First, Rest &...Others) {
  if constexpr (std::is_integral_v<T> || std::is_enum_v<T>)
    S.number(First);
  else
    pass(S, First);
  passAll(S, Others...);
}

template <typename IO> void pass(IO &S, Place &X) {
  auto &[File, Begin, End, Line, Column, EndLine, EndColumn] = X;
  passAll(S, File, Begin, End, Line, Column, EndLine, EndColumn);
}

template <typename IO> void pass(IO &S, ModelUse &X) {
  auto &[Id, Known, Where, Part, Through, Provider, Kind, Bases] = X;
  passAll(S, Id, Known, Where, Part, Through, Provider, Kind, Bases);
}

template <typename IO> void pass(IO &S, DatasetUse &X) {
  auto &[Id, IsFile, Split, Config, Where, Purpose, MadeHere] = X;
  passAll(S, Id, IsFile, Split, Config, Where, Purpose, MadeHere);
}

template <typename IO> void pass(IO &S, Load &X) {
  auto &[OfDataset, Use, Where, Revision, Pin, Argument, Known] = X;
  passAll(S, OfDataset, Use, Where, Revision, Pin, Argument, Known);
}

template <typename IO> void pass(IO &S, Generation &X) {
  auto &[Where, Models, Kind] = X;
  passAll(S, Where, Models, Kind);
}

template <typename IO> void pass(IO &S, Training &X) {
  auto &[Where, Api, Method, Targets, Makes, Service, Provider] = X;
  passAll(S, Where, Api, Method, Targets, Makes, Service, Provider);
}

template <typename IO> void pass(IO &S, Publication &X) {
  auto &[Id, License, What, Where, Path, Models, Private, Writers, Sources] = X;
  passAll(S, Id, License, What, Where, Path, Models, Private, Writers, Sources);
}

template <typename IO> void pass(IO &S, ModelMerge &X) {
  auto &[Where, Method, Models] = X;
  passAll(S, Where, Method, Models);
}

template <typename IO> void pass(IO &S, Step &X) {
  auto &[Where, What] = X;
  passAll(S, Where, What);
}

template <typename IO> void pass(IO &S, Flow &X) {
  auto &[FromDataset, Source, Sink, Steps, Kind, Sure, Doubt] = X;
  passAll(S, FromDataset, Source, Sink, Steps, Kind, Sure, Doubt);
}

template <typename IO> void pass(IO &S, Limit &X) {
  auto &[File, Line, What] = X;
  passAll(S, File, Line, What);
}

template <typename IO> void pass(IO &S, Lineage &X) {
  auto &[Files, Models, Mentions, Datasets, Loads, Generations, Trainings,
         Publications, Merges, Flows, Limits] = X;
  passAll(S, Files, Models, Mentions, Datasets, Loads, Generations, Trainings,
          Publications, Merges, Flows, Limits);
}

template <typename IO> void pass(IO &S, SourceComment &X) {
  auto &[Where, Text] = X;
  passAll(S, Where, Text);
}

template <typename IO> void pass(IO &S, ScanLimit &X) {
  auto &[Path, What] = X;
  passAll(S, Path, What);
}

template <typename IO> void pass(IO &S, LinkedResult &X) {
  auto &[Graph, Comments, Notes, Parsed] = X;
  passAll(S, Graph, Comments, Notes, Parsed);
}

/// Does every index lead to something?
bool isWhole(const LinkedResult &R) {
  const Lineage &G = R.Graph;
  auto Stands = [&](const auto &Item) {
    return Item.Where.File < G.Files.size();
  };
  auto Leads = [](const auto &Table) {
    return [&](uint32_t I) { return I < Table.size(); };
  };
  auto Fits = [&](const Flow &F) {
    bool Source =
        F.FromDataset ? Leads(G.Datasets)(F.Source) : Leads(G.Models)(F.Source);
    return Source && Leads(G.Trainings)(F.Sink) &&
           llvm::all_of(F.Steps, Stands);
  };
  auto Loads = [&](const Load &L) {
    return Stands(L) && L.Pin.File < G.Files.size() &&
           (L.OfDataset ? Leads(G.Datasets)(L.Use) : Leads(G.Models)(L.Use));
  };
  auto Uses = [&](const auto &Item, const std::vector<uint32_t> &Models) {
    return Stands(Item) && llvm::all_of(Models, Leads(G.Models));
  };
  return llvm::all_of(G.Models, Stands) && llvm::all_of(G.Mentions, Stands) &&
         llvm::all_of(G.Datasets, Stands) && llvm::all_of(G.Merges, Stands) &&
         llvm::all_of(G.Publications,
                      [&](const Publication &P) {
                        return Uses(P, P.Writers) &&
                               llvm::all_of(P.Sources, Leads(G.Datasets));
                      }) &&
         llvm::all_of(R.Comments, Stands) && llvm::all_of(G.Flows, Fits) &&
         llvm::all_of(G.Loads, Loads) &&
         llvm::all_of(G.Generations,
                      [&](const Generation &N) { return Uses(N, N.Models); }) &&
         llvm::all_of(G.Trainings,
                      [&](const Training &T) { return Uses(T, T.Targets); });
}

} // namespace

std::string encode(const LinkedResult &Result) {
  LinkedResult Copy = Result; // pass() takes what a Reader could fill in
  Writer Out;
  pass(Out, Copy);
  return Out.Out.done().str();
}

std::optional<LinkedResult> decodeResult(llvm::StringRef Bytes) {
  Reader In{ByteReader(Bytes)};
  LinkedResult Result;
  pass(In, Result);
  if (!In.In.atEnd() || !isWhole(Result))
    return std::nullopt;
  return Result;
}

} // namespace modeltidy
