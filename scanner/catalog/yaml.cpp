//===- yaml.cpp - Questions about parsed YAML -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/yaml.h"

#include "scanner/catalog/yaml_storage.h"

#include <array>

using llvm::StringRef;

namespace modeltidy::yaml {

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;

Node Document::root(size_t I) const {
  if (I >= documents())
    return Node(Data.get(), Node::NoId);
  return Node(Data.get(), Data->Roots[I]);
}

size_t Document::documents() const { return Data ? Data->Roots.size() : 0; }

StringRef Document::file() const {
  return Data ? StringRef(Data->File) : StringRef();
}

Kind Node::kind() const {
  return isMissing() ? Kind::Missing : Doc->Nodes[Id].Shape;
}

bool Node::isQuoted() const { return !isMissing() && Doc->Nodes[Id].Quoted; }

bool Node::isNull() const {
  if (!isScalar())
    return isMissing();
  return !isQuoted() && (text().empty() || text() == "~" || text() == "null" ||
                         text() == "Null" || text() == "NULL");
}

StringRef Node::text() const {
  return isMissing() ? StringRef() : Doc->Nodes[Id].Text;
}

std::optional<bool> Node::asBool() const {
  if (!isScalar() || isQuoted())
    return std::nullopt;
  constexpr std::array<StringRef, 3> Yes{"true", "yes", "on"};
  constexpr std::array<StringRef, 3> No{"false", "no", "off"};
  for (StringRef Word : Yes)
    if (text().equals_insensitive(Word))
      return true;
  for (StringRef Word : No)
    if (text().equals_insensitive(Word))
      return false;
  return std::nullopt;
}

std::optional<int64_t> Node::asInteger() const {
  int64_t Value = 0;
  // YAML 1.1 lets people group digits: 700_000_000.
  std::string Digits = text().str();
  std::erase(Digits, '_');
  if (!isScalar() || isQuoted() || StringRef(Digits).getAsInteger(10, Value))
    return std::nullopt;
  return Value;
}

std::optional<double> Node::asNumber() const {
  double Value = 0;
  if (std::optional<int64_t> Whole = asInteger())
    return static_cast<double>(*Whole);
  if (!isScalar() || isQuoted() || text().getAsDouble(Value))
    return std::nullopt;
  return Value;
}

size_t Node::size() const {
  if (isMissing())
    return 0;
  const Record &R = Doc->Nodes[Id];
  return R.Shape == Kind::Mapping ? R.NumChildren / 2 : R.NumChildren;
}

Node Node::item(size_t I) const {
  if (!isSequence() || I >= size())
    return {};
  return Node(Doc, Doc->Children[Doc->Nodes[Id].FirstChild + I]);
}

Node Node::key(size_t I) const {
  if (!isMapping() || I >= size())
    return {};
  size_t At = Doc->Nodes[Id].FirstChild + 2 * I;
  return Node(Doc, Doc->Children[At]);
}

Node Node::value(size_t I) const {
  if (!isMapping() || I >= size())
    return {};
  size_t At = Doc->Nodes[Id].FirstChild + 2 * I + 1;
  return Node(Doc, Doc->Children[At]);
}

Node Node::operator[](StringRef Key) const {
  for (size_t I = 0, E = isMapping() ? size() : 0; I != E; ++I)
    if (Node K = key(I); K.isScalar() && K.text() == Key)
      return value(I);
  return {};
}

std::vector<Node> Node::items() const {
  std::vector<Node> Out;
  for (size_t I = 0, E = isSequence() ? size() : 0; I != E; ++I)
    Out.push_back(item(I));
  return Out;
}

std::vector<std::pair<Node, Node>> Node::entries() const {
  std::vector<std::pair<Node, Node>> Out;
  for (size_t I = 0, E = isMapping() ? size() : 0; I != E; ++I)
    Out.emplace_back(key(I), value(I));
  return Out;
}

Mark Node::begin() const { return isMissing() ? Mark() : Doc->Nodes[Id].Begin; }
Mark Node::end() const { return isMissing() ? Mark() : Doc->Nodes[Id].End; }
StringRef Node::file() const {
  return Doc ? StringRef(Doc->File) : StringRef();
}

} // namespace modeltidy::yaml
