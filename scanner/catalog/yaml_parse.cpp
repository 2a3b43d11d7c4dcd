//===- yaml_parse.cpp - libyaml events become a tree ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One loop over events and an explicit stack of open collections: the input's
// nesting never becomes the machine's. Aliases cost one index each. What an
// alias would cost a reader that walks the tree is its target's expanded size
// and height, so both are kept for every finished node and capped.
//
// Cost is linear in the text. Test: tests/catalog/yaml_test.cpp.
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/yaml_storage.h"

#include "llvm/ADT/StringMap.h"

#include <yaml.h>

#include <algorithm>

using llvm::StringRef;
using llvm::Twine;

namespace modeltidy::yaml {

namespace {

/// libyaml counts characters; editing needs bytes. Remembers the byte offset of
/// every 64th character, so that one lookup walks at most 64.
class ByteOffsets {
public:
  explicit ByteOffsets(StringRef Input) : Text(Input) {
    if (Text.starts_with("\xEF\xBB\xBF"))
      Start = 3;
    size_t Chars = 0;
    for (size_t I = Start; I < Text.size(); ++I)
      if (isCharStart(Text[I]) && Chars++ % Step == 0)
        Anchors.push_back(static_cast<uint32_t>(I));
  }

  uint32_t operator()(size_t Char) const {
    if (Char / Step >= Anchors.size())
      return static_cast<uint32_t>(Text.size());
    size_t At = Anchors[Char / Step];
    for (size_t Left = Char % Step; Left && At < Text.size(); --Left)
      do
        ++At;
      while (At < Text.size() && !isCharStart(Text[At]));
    return static_cast<uint32_t>(At);
  }

private:
  static constexpr size_t Step = 64;
  static bool isCharStart(char C) {
    return (static_cast<unsigned char>(C) & 0xC0) != 0x80;
  }
  StringRef Text;
  size_t Start = 0;
  std::vector<uint32_t> Anchors;
};

struct Parser {
  yaml_parser_t Raw;
  bool Ready;
  explicit Parser(StringRef Text) : Ready(yaml_parser_initialize(&Raw)) {
    if (Ready)
      yaml_parser_set_input_string(
          &Raw, reinterpret_cast<const unsigned char *>(Text.data()),
          Text.size());
  }
  ~Parser() {
    if (Ready)
      yaml_parser_delete(&Raw);
  }
  Parser(const Parser &) = delete;
  Parser &operator=(const Parser &) = delete;
};

struct Event {
  yaml_event_t Raw;
  ~Event() { yaml_event_delete(&Raw); }
  Event() = default;
  Event(const Event &) = delete;
  Event &operator=(const Event &) = delete;
};

StringRef str(const yaml_char_t *Text) {
  return Text ? StringRef(reinterpret_cast<const char *>(Text)) : StringRef();
}

} // namespace

class Builder {
public:
  Builder(StringRef Input, StringRef Name, const Limits &L, Problems &Found)
      : Text(Input), File(Name), Caps(L), Out(Found), Bytes(Input) {}

  /// True when the whole text was read.
  bool run(Storage &To);

private:
  struct Open {
    uint32_t Node;
    uint32_t FirstPending;
    std::string Anchor;
  };

  bool handle(const yaml_event_t &E);
  bool alias(const yaml_event_t &E);
  bool scalar(const yaml_event_t &E);
  bool open(const yaml_event_t &E, Kind Shape, const yaml_char_t *Anchor);
  bool close(const yaml_event_t &E);
  bool newNode(const yaml_event_t &E, Kind Shape, uint32_t &Id);
  bool attach(uint32_t Id, StringRef Anchor);
  void checkKeys(const Record &Map);
  void syntaxError(const yaml_parser_t &P);
  bool fail(Mark At, const Twine &What);
  Mark mark(const yaml_mark_t &M) const {
    return {static_cast<uint32_t>(M.line + 1),
            static_cast<uint32_t>(M.column + 1), Bytes(M.index)};
  }
  Mark markAtByte(size_t Offset) const;

  StringRef Text, File;
  const Limits &Caps;
  Problems &Out;
  ByteOffsets Bytes;
  Storage *Doc = nullptr;
  std::vector<Open> Stack;
  std::vector<uint32_t> Pending;
  llvm::StringMap<uint32_t> Anchors;
  std::vector<uint32_t> Expanded; ///< nodes under each node, aliases counted
  std::vector<uint32_t> Height;
};

bool Builder::fail(Mark At, const Twine &What) {
  Out.push_back({File.str(), At, What.str()});
  return false;
}

Mark Builder::markAtByte(size_t Offset) const {
  StringRef Before = Text.take_front(Offset);
  size_t LineStart = Before.rfind('\n') + 1;
  return {static_cast<uint32_t>(Before.count('\n') + 1),
          static_cast<uint32_t>(Before.size() - LineStart + 1),
          static_cast<uint32_t>(Before.size())};
}

void Builder::syntaxError(const yaml_parser_t &P) {
  if (P.error == YAML_READER_ERROR) {
    fail(markAtByte(P.problem_offset),
         Twine("cannot be read as YAML: ") + P.problem);
    return;
  }
  std::string What = "not valid YAML: ";
  What += P.problem ? P.problem : "the reader ran out of memory";
  if (P.context)
    What += (Twine(" (") + P.context + " that began at line " +
             Twine(P.context_mark.line + 1) + ")")
                .str();
  fail(mark(P.problem_mark), What);
}

bool Builder::run(Storage &To) {
  Doc = &To;
  if (Text.size() > Caps.MaxBytes)
    return fail({1, 1, 0}, "the file is " + Twine(Text.size()) +
                               " bytes long; at most " + Twine(Caps.MaxBytes) +
                               " are read");
  Parser P(Text);
  if (!P.Ready)
    return fail({1, 1, 0}, "the YAML reader ran out of memory");
  while (true) {
    Event E;
    if (!yaml_parser_parse(&P.Raw, &E.Raw)) {
      syntaxError(P.Raw);
      return false;
    }
    if (E.Raw.type == YAML_STREAM_END_EVENT)
      return true;
    if (!handle(E.Raw))
      return false;
  }
}

bool Builder::handle(const yaml_event_t &E) {
  switch (E.type) {
  case YAML_DOCUMENT_START_EVENT:
    Anchors.clear();
    if (Doc->Roots.size() >= Caps.MaxDocuments)
      return fail(mark(E.start_mark), "another document begins here; at most " +
                                          Twine(Caps.MaxDocuments) +
                                          " may stand in a file");
    return true;
  case YAML_ALIAS_EVENT:
    return alias(E);
  case YAML_SCALAR_EVENT:
    return scalar(E);
  case YAML_SEQUENCE_START_EVENT:
    return open(E, Kind::Sequence, E.data.sequence_start.anchor);
  case YAML_MAPPING_START_EVENT:
    return open(E, Kind::Mapping, E.data.mapping_start.anchor);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    return close(E);
  default:
    return true;
  }
}

bool Builder::newNode(const yaml_event_t &E, Kind Shape, uint32_t &Id) {
  if (Doc->Nodes.size() >= Caps.MaxNodes)
    return fail(mark(E.start_mark),
                "more than " + Twine(Caps.MaxNodes) + " values");
  Id = static_cast<uint32_t>(Doc->Nodes.size());
  Record R;
  R.Shape = Shape;
  R.Begin = mark(E.start_mark);
  R.End = mark(E.end_mark);
  Doc->Nodes.push_back(R);
  Expanded.push_back(1);
  Height.push_back(1);
  return true;
}

bool Builder::scalar(const yaml_event_t &E) {
  const auto &S = E.data.scalar;
  if (S.length > Caps.MaxScalarBytes)
    return fail(mark(E.start_mark), "a text of " + Twine(S.length) +
                                        " bytes; at most " +
                                        Twine(Caps.MaxScalarBytes));
  uint32_t Id = 0;
  if (!newNode(E, Kind::Scalar, Id))
    return false;
  Record &R = Doc->Nodes[Id];
  R.Quoted = S.style != YAML_PLAIN_SCALAR_STYLE;
  R.Text = StringRef(reinterpret_cast<const char *>(S.value), S.length)
               .copy(Doc->Arena);
  return attach(Id, str(S.anchor));
}

bool Builder::open(const yaml_event_t &E, Kind Shape,
                   const yaml_char_t *Anchor) {
  if (Stack.size() >= Caps.MaxDepth)
    return fail(mark(E.start_mark),
                "nested more than " + Twine(Caps.MaxDepth) + " deep");
  uint32_t Id = 0;
  if (!newNode(E, Shape, Id))
    return false;
  Stack.push_back(
      {Id, static_cast<uint32_t>(Pending.size()), str(Anchor).str()});
  return true;
}

bool Builder::close(const yaml_event_t &E) {
  Open Top = std::move(Stack.back());
  Stack.pop_back();
  Record &R = Doc->Nodes[Top.Node];
  R.FirstChild = static_cast<uint32_t>(Doc->Children.size());
  R.NumChildren = static_cast<uint32_t>(Pending.size()) - Top.FirstPending;
  R.End = mark(E.end_mark);
  uint64_t Total = 1;
  for (size_t I = Top.FirstPending; I != Pending.size(); ++I) {
    Doc->Children.push_back(Pending[I]);
    Total += Expanded[Pending[I]];
    Height[Top.Node] = std::max(Height[Top.Node], Height[Pending[I]] + 1);
  }
  Pending.resize(Top.FirstPending);
  if (Total > Caps.MaxExpandedNodes)
    return fail(R.Begin, "aliases expand this to more than " +
                             Twine(Caps.MaxExpandedNodes) + " values");
  Expanded[Top.Node] = static_cast<uint32_t>(Total);
  if (R.Shape == Kind::Mapping)
    checkKeys(R);
  return attach(Top.Node, Top.Anchor);
}

/// Gives a finished node to its parent, and to the aliases that will name it.
bool Builder::attach(uint32_t Id, StringRef Anchor) {
  if (!Anchor.empty())
    Anchors[Anchor] = Id;
  if (Stack.empty())
    Doc->Roots.push_back(Id);
  else
    Pending.push_back(Id);
  return true;
}

bool Builder::alias(const yaml_event_t &E) {
  StringRef Name = str(E.data.alias.anchor);
  auto Found = Anchors.find(Name);
  if (Found == Anchors.end()) {
    bool Inside = llvm::any_of(
        Stack, [&](const Open &O) { return O.Anchor == Name.str(); });
    return fail(mark(E.start_mark),
                "alias '*" + Name +
                    (Inside ? "' stands inside the value it names"
                            : "' names no anchor above it"));
  }
  if (Stack.size() + Height[Found->second] > Caps.MaxDepth)
    return fail(mark(E.start_mark), "alias '*" + Name + "' nests more than " +
                                        Twine(Caps.MaxDepth) + " deep");
  return attach(Found->second, {});
}

void Builder::checkKeys(const Record &Map) {
  llvm::StringMap<uint32_t> Seen;
  for (uint32_t I = 0; I < Map.NumChildren; I += 2) {
    const Record &Key = Doc->Nodes[Doc->Children[Map.FirstChild + I]];
    if (Key.Shape != Kind::Scalar) {
      fail(Key.Begin, "a key must be a plain word or text");
      continue;
    }
    auto [At, New] = Seen.try_emplace(Key.Text, Key.Begin.Line);
    if (!New)
      fail(Key.Begin, "duplicate key '" + Key.Text + "', first at line " +
                          Twine(At->second));
  }
}

Document parse(StringRef Text, StringRef File, Problems &Out,
               const Limits &Caps) {
  Document Doc;
  Doc.Data = std::make_unique<Storage>();
  Doc.Data->File = File.str();
  if (!Builder(Text, File, Caps, Out).run(*Doc.Data))
    Doc.Data->Roots.clear();
  return Doc;
}

} // namespace modeltidy::yaml
