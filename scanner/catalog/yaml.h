//===- yaml.h - Reading YAML that people wrote ------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Catalogs, API models and policies are YAML that strangers may have written,
// so this reader takes nothing on trust: libyaml's events become a small
// immutable tree under named limits, aliases share their target instead of
// copying it, and every node knows where it stands.
//
//   yaml::Problems Found;
//   yaml::Document Doc = yaml::parse(Text, "apis/openai.yaml", Found);
//   yaml::Fields Top(Doc.root(), "an API model", Found);
//   StringRef Library = Top.requireText("library");
//   for (yaml::Node Row : Top.list("types")) ...
//   Top.finish();             // unknown keys, each with the nearest valid word
//
// Nothing here throws or exits. A mistake is a Problem with its line, and the
// sound rest of the tree stays readable.
//
// Threads: a Document is immutable once parsed; any number of threads may
// read it. parse() keeps no state.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_YAML_H
#define MODEL_TIDY_SCANNER_CATALOG_YAML_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace modeltidy::yaml {

/// A place in the text. Lines and columns count from 1 (columns in characters);
/// Offset counts bytes from 0.
struct Mark {
  uint32_t Line = 0;
  uint32_t Column = 0;
  uint32_t Offset = 0;
};

/// One mistake, at its place.
struct Problem {
  std::string File;
  Mark At;
  std::string Text;

  /// `file:line:col: text`
  std::string str() const;
};
using Problems = std::vector<Problem>;

/// What a document may cost. The defaults admit any catalog or policy that a
/// person would write; hitting one is a Problem.
struct Limits {
  uint32_t MaxBytes = 64u << 20;
  uint32_t MaxDepth = 64;
  uint32_t MaxNodes = 4u << 20;         ///< as written
  uint32_t MaxExpandedNodes = 8u << 20; ///< with every alias written out
  uint32_t MaxScalarBytes = 4u << 20;
  uint32_t MaxDocuments = 1;
};

struct Storage;

enum class Kind : uint8_t { Missing, Scalar, Sequence, Mapping };

/// A handle on one node: two words, passed by value, valid while its Document
/// lives. The default handle is "missing": every question about it has an
/// answer (no items, empty text), so lookups chain without checks.
class Node {
public:
  Node() = default;
  explicit operator bool() const { return kind() != Kind::Missing; }

  Kind kind() const;
  bool isScalar() const { return kind() == Kind::Scalar; }
  bool isSequence() const { return kind() == Kind::Sequence; }
  bool isMapping() const { return kind() == Kind::Mapping; }
  /// Missing, or a plain `~`, `null` or nothing at all.
  bool isNull() const;
  /// A scalar in quotes or a block: never null, a number or a truth value.
  bool isQuoted() const;

  /// A scalar's text, empty for all else. Owned by the Document.
  llvm::StringRef text() const;
  /// Plain scalars only; nothing when the text is something else.
  std::optional<bool> asBool() const;
  std::optional<int64_t> asInteger() const;
  std::optional<double> asNumber() const;

  /// Children of a sequence, or number of entries of a mapping; else 0.
  size_t size() const;
  /// Item I of a sequence; missing when there is none.
  Node item(size_t I) const;
  /// Key and value of entry I of a mapping, in the order written.
  Node key(size_t I) const;
  Node value(size_t I) const;
  /// The value of the first entry named Key; missing when there is none.
  Node operator[](llvm::StringRef Key) const;

  /// All items of a sequence (for range-for).
  std::vector<Node> items() const;
  /// All entries of a mapping as key and value (for range-for).
  std::vector<std::pair<Node, Node>> entries() const;

  Mark begin() const;
  /// Just past the node's text. For block collections that is where libyaml
  /// saw them end: the start of the next token.
  Mark end() const;
  llvm::StringRef file() const;

private:
  friend class Document;
  static constexpr uint32_t NoId = ~0u;
  Node(const Storage *D, uint32_t I) : Doc(D), Id(I) {}
  bool isMissing() const { return Id == NoId; }
  const Storage *Doc = nullptr; ///< kept for file() even where Id is NoId
  uint32_t Id = NoId;
};

/// A parsed file. Movable; handles stay valid when it moves.
class Document {
public:
  Document();
  ~Document();
  Document(Document &&) noexcept;
  Document &operator=(Document &&) noexcept;

  /// The first document's top node; missing for an empty or broken text.
  Node root() const { return root(0); }
  Node root(size_t I) const;
  size_t documents() const;
  llvm::StringRef file() const;

private:
  friend Document parse(llvm::StringRef, llvm::StringRef, Problems &,
                        const Limits &);
  std::unique_ptr<Storage> Data;
};

/// Reads Text; File only names it in Problems. A syntax error or a limit adds
/// one Problem and leaves a document without roots; a duplicate key adds one
/// and keeps the tree (the first entry wins).
[[nodiscard]] Document parse(llvm::StringRef Text, llvm::StringRef File,
                             Problems &Out, const Limits &Caps = {});

/// Adds a Problem at a node (at line 1 where the node is missing).
void report(Problems &Out, Node At, const llvm::Twine &Text);

/// The candidate that Word was probably meant to be, or empty: nearest by edit
/// distance, at most a third of the word away; ties go to the first.
llvm::StringRef nearest(llvm::StringRef Word,
                        llvm::ArrayRef<llvm::StringRef> Candidates);

/// "; did you mean 'generates'?" or empty.
std::string didYouMean(llvm::StringRef Word,
                       llvm::ArrayRef<llvm::StringRef> Candidates);

/// The nearest word, else all of them where they are few: "; one of a, b".
std::string hintAmong(llvm::StringRef Word,
                      llvm::ArrayRef<llvm::StringRef> Candidates);

/// Reads one mapping by its keys. Every key asked for counts as known; at the
/// end, finish() reports each other key once. Wrong shapes are reported where
/// they stand and read as absent.
class Fields {
public:
  /// What names the record in messages: "a license record".
  Fields(Node Map, llvm::StringRef Noun, Problems &Found);

  Node node() const { return Map; }
  /// The raw value; missing when absent.
  Node get(llvm::StringRef Key);
  /// The raw value; its absence is a Problem.
  Node require(llvm::StringRef Key);

  llvm::StringRef text(llvm::StringRef Key, llvm::StringRef Default = {});
  llvm::StringRef requireText(llvm::StringRef Key);
  std::optional<bool> boolean(llvm::StringRef Key);
  std::optional<int64_t> integer(llvm::StringRef Key);
  std::optional<double> number(llvm::StringRef Key);
  /// A sequence's items; one scalar or mapping counts as a list of itself.
  std::vector<Node> list(llvm::StringRef Key);
  /// The same, all scalars.
  std::vector<llvm::StringRef> texts(llvm::StringRef Key);

  /// One word of a closed list: its index, or nothing (a word outside the list
  /// is a Problem that names the nearest valid one).
  std::optional<size_t> choice(llvm::StringRef Key,
                               llvm::ArrayRef<llvm::StringRef> Words);

  /// Reports unknown keys. Call it last.
  void finish();

private:
  Node scalar(llvm::StringRef Key, llvm::StringRef Wanted);

  Node Map;
  std::string What;
  Problems &Out;
  std::vector<llvm::StringRef> Known;
};

} // namespace modeltidy::yaml

#endif
