//===- document_stage.cpp - reading cards, licenses and notices -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/document_stage.h"
#include "checks/attributions.h"
#include "scanner/catalog/merge_recipe.h"
#include "scanner/tool/weights_stage.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <set>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// The longest licenses have 40 KiB, long cards 200.
constexpr uint64_t MaxDocumentBytes = 1u << 20;
/// Ten folders of weights with ten files each, ten times over.
constexpr size_t MaxDocuments = 1000;
/// Pages outside the folders of weights and publications; of ten large
/// repositories the one with the most has 157.
constexpr size_t MaxPages = 5000;
/// A recipe of a hundred models has 10 KiB.
constexpr uint64_t MaxRecipeBytes = 64u << 10;

/// Code longer than this is data.
constexpr uint64_t MaxCodeBytes = 1u << 20;

class DocumentReader {
public:
  explicit DocumentReader(Scan &Of) : S(Of) {}

  void run() {
    chooseFolders();
    for (const SourceFile &F : S.Found.Files)
      look(F);
    readBom();
    readCode();
    if (Left)
      S.Graph.Limits.push_back(
          {"", 0,
           "more than " + llvm::utostr(MaxDocuments) +
               " cards and licenses, or " + llvm::utostr(MaxPages) +
               " pages: " + llvm::utostr(Left) + " are not read"});
  }

private:
  void chooseFolders() {
    Folders.insert("");
    for (const Publication &P : S.Graph.Publications) {
      const std::string &File = S.Graph.Files[P.Where.File];
      Folders.insert(folderOf(File));
      for (const std::string &Folder : publishedFolders(File, P.Path))
        Folders.insert(Folder);
    }
    for (const SourceFile &F : S.Found.Files)
      if (documentKindOf(F.Path) == DocumentKind::Weights)
        Folders.insert(folderOf(F.Path));
  }

  void look(const SourceFile &F) {
    std::optional<DocumentKind> Kind = documentKindOf(F.Path);
    if (!Kind)
      return;
    bool Chosen = Folders.contains(folderOf(F.Path)) ||
                  (*Kind == DocumentKind::Card && isCardOfItself(F));
    if (Chosen)
      add(*Kind, F.Path, F.Status.Size);
  }

  /// A page with front matter is a card wherever it stands.
  bool isCardOfItself(const SourceFile &F) {
    constexpr uint64_t MaxFenceBytes = 8;
    if (PagesLookedAt == MaxPages) {
      ++Left;
      return false;
    }
    ++PagesLookedAt;
    auto Head = S.Source->read(F.Path, MaxFenceBytes);
    if (Head)
      return hasFrontMatter((*Head)->getBuffer());
    llvm::consumeError(Head.takeError()); // whoever parses it says so
    return false;
  }

  /// YAML that names models and says how they are merged.
  static bool isRecipe(StringRef Path, StringRef Text) {
    return (Path.ends_with(".yaml") || Path.ends_with(".yml")) &&
           Text.size() <= MaxRecipeBytes && mayMerge(Text);
  }

  void readBom() {
    const std::string &Path = S.Rules.Tree.root().Bom;
    auto Text =
        readNamedByPolicy(*S.Source, S.Found.Root, Path, MaxDocumentBytes + 1);
    if (Text && (*Text)->getBufferSize() <= MaxDocumentBytes)
      return addDocument(DocumentKind::Bom, Path, (*Text)->getBuffer());
    if (Text) {
      ++Left;
      return;
    }
    std::string Why = llvm::toString(Text.takeError());
    if (Path != Policy().Bom) // most repositories have none
      S.Graph.Limits.push_back(
          {Path, 0,
           "the policy names this license record, and there is none (" + Why +
               "); --format=lbom writes one"});
  }

  /// Files that name models may say what license they have, or merge them.
  void readCode() {
    std::set<uint32_t> Naming;
    for (const ModelUse &M : S.Graph.Models)
      Naming.insert(M.Where.File);
    for (uint32_t I : Naming) {
      std::string Path = S.Graph.Files[I];
      auto Text = S.Source->read(Path, MaxCodeBytes);
      if (!Text)
        llvm::consumeError(Text.takeError()); // whoever parses it says so
      else if (isRecipe(Path, (*Text)->getBuffer()))
        addDocument(DocumentKind::Recipe, Path, (*Text)->getBuffer());
      else if (mayAttribute((*Text)->getBuffer()))
        addDocument(DocumentKind::Code, Path, (*Text)->getBuffer());
    }
  }

  /// Of weights only what a GGUF header declares is kept, a line each.
  static std::string declaredIn(const GgufHeader &Header) {
    std::string Out;
    for (const std::string &License : Header.Licenses)
      Out += "license " + License + "\n";
    for (const std::string &Base : Header.Bases)
      Out += "base " + Base + "\n";
    return Out;
  }

  void addWeights(const std::string &Path) {
    if (!StringRef(Path).ends_with_insensitive(".gguf"))
      return addDocument(DocumentKind::Weights, Path, "");
    const GgufHeader *Header = ggufHeader(S, Path);
    if (Header && Header->IsVocabulary && Header->Licenses.empty())
      return;
    addDocument(DocumentKind::Weights, Path, Header ? declaredIn(*Header) : "");
  }

  void add(DocumentKind Kind, const std::string &Path, uint64_t Size) {
    if (Kind == DocumentKind::Weights) {
      if (S.Documents.size() < MaxDocuments)
        addWeights(Path);
      return;
    }
    if (S.Documents.size() == MaxDocuments || Size > MaxDocumentBytes) {
      ++Left;
      return;
    }
    auto Text = S.Source->read(Path, MaxDocumentBytes);
    if (Text)
      return addDocument(Kind, Path, (*Text)->getBuffer());
    S.Graph.Limits.push_back({Path, 0, llvm::toString(Text.takeError())});
  }

  void addDocument(DocumentKind Kind, const std::string &Path, StringRef Text) {
    if (S.Documents.size() < MaxDocuments)
      S.Documents.push_back({Kind, fileIndex(S.Graph, Path), Path, Text.str()});
  }

  Scan &S;
  llvm::StringSet<> Folders;
  size_t Left = 0, PagesLookedAt = 0;
};

} // namespace

void readDocuments(Scan &S) { DocumentReader(S).run(); }

} // namespace modeltidy
