//===- yaml_reader.cpp - YAML as people write it --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/yaml_reader.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/config/scalars.h"
#include "scanner/frontends/config/yaml_events.h"
#include "scanner/frontends/config/yaml_repair.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy::config {

using llvm::StringRef;

namespace {

/// libyaml's time for a token grows with the depth; behind this its line is
/// blanked as a mistake.
constexpr unsigned MaxSkippedDepth = 700;

class YamlReader {
public:
  YamlReader(StringRef File, ConfigTree &Into, YamlEvents &From)
      : Text(File), Tree(Into), Events(From) {}

  /// False at a mistake, which Events.failure() tells.
  bool run();

private:
  struct Open {
    TreeId Node;
    bool IsMap;
    bool HasKey = false, IsMerge = false;
    TreeId Key = 0;
    std::string Anchor;
    uint32_t LastEnd; // of the last child
    uint32_t FirstNode;
    std::vector<TreeId> Merges;
  };

  void handle(const yaml_event_t &E);
  void scalar(const yaml_event_t &E);
  void open(const yaml_event_t &E, bool IsMap, StringRef Anchor);
  void close(const yaml_event_t &E);
  void alias(const yaml_event_t &E);
  void attach(TreeId Value, bool IsMergeKey = false);
  void entry(Open &Top, TreeId Value, bool IsMergeKey);
  void merge(const Open &Top);
  void mergeOne(TreeId Into, TreeId From);
  bool isSkipped();
  TreeId parent() const { return Stack.empty() ? 0 : Stack.back().Node; }

  StringRef Text;
  ConfigTree &Tree;
  YamlEvents &Events;
  std::vector<Open> Stack;
  llvm::StringMap<TreeId> Anchors;
  unsigned SkipDepth = 0; // collections open in what is not kept
  uint32_t Merged = 0;
};

bool YamlReader::run() {
  while (!Tree.full()) {
    YamlEvent E;
    if (!Events.next(E))
      return false;
    if (E.Raw.type == YAML_STREAM_END_EVENT)
      return true;
    handle(E.Raw);
    if (SkipDepth > MaxSkippedDepth) {
      Events.stop(E.Raw.start_mark, "nested too deep");
      return false;
    }
  }
  return true;
}

void YamlReader::handle(const yaml_event_t &E) {
  bool Opens =
      E.type == YAML_SEQUENCE_START_EVENT || E.type == YAML_MAPPING_START_EVENT;
  bool Closes =
      E.type == YAML_SEQUENCE_END_EVENT || E.type == YAML_MAPPING_END_EVENT;
  if (SkipDepth != 0) {
    SkipDepth += Opens ? 1 : Closes ? -1 : 0;
    return;
  }
  if (E.type == YAML_DOCUMENT_START_EVENT) {
    Anchors.clear();
  } else if (Closes) {
    close(E);
  } else if (isSkipped()) {
    SkipDepth = Opens;
  } else if (E.type == YAML_ALIAS_EVENT) {
    alias(E);
  } else if (E.type == YAML_SCALAR_EVENT) {
    scalar(E);
  } else if (E.type == YAML_SEQUENCE_START_EVENT) {
    open(E, false, yamlText(E.data.sequence_start.anchor));
  } else if (E.type == YAML_MAPPING_START_EVENT) {
    open(E, true, yamlText(E.data.mapping_start.anchor));
  }
}

/// Of a long list only the head is read.
bool YamlReader::isSkipped() {
  return !Stack.empty() && !Stack.back().IsMap &&
         Tree.size() - Stack.back().FirstNode > MaxListNodes;
}

/// What PyYAML makes of a plain word.
static Shape plainShape(StringRef Word, bool &Truth) {
  if (Word.empty() || Word == "~" || Word == "null" || Word == "Null" ||
      Word == "NULL")
    return Shape::Null;
  int Bool = llvm::StringSwitch<int>(Word)
                 .Cases("true", "True", "TRUE", "yes", "Yes", "YES", 1)
                 .Cases("on", "On", "ON", 1)
                 .Cases("false", "False", "FALSE", "no", "No", "NO", 0)
                 .Cases("off", "Off", "OFF", 0)
                 .Default(-1);
  Truth = Bool == 1;
  if (Bool != -1)
    return Shape::Bool;
  bool Infinite = llvm::StringSwitch<bool>(Word.ltrim("+-"))
                      .Cases(".inf", ".Inf", ".INF", true)
                      .Cases(".nan", ".NaN", ".NAN", true)
                      .Default(false);
  return Infinite || isNumber(Word) ? Shape::Number : Shape::String;
}

/// A plain word on one line is what the file holds there, whatever a repair
/// made of it in the copy.
static StringRef writtenText(const yaml_event_t &E, StringRef Written) {
  StringRef Value(reinterpret_cast<const char *>(E.data.scalar.value),
                  E.data.scalar.length);
  bool Plain = E.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  return Plain && Written.size() == Value.size() ? Written : Value;
}

static Shape scalarShape(const yaml_event_t &E, StringRef Word, bool &Truth) {
  StringRef Tag = yamlText(E.data.scalar.tag);
  bool Plain = E.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  Truth = false;
  if (Tag.empty() ? !Plain : !Tag.starts_with("tag:yaml.org,2002:"))
    return Shape::String;
  if (Tag.ends_with(":str") || Tag.contains(":python/"))
    return Shape::String;
  return plainShape(Word, Truth);
}

void YamlReader::scalar(const yaml_event_t &E) {
  uint32_t Begin = Events.offset(E.start_mark), End = Events.offset(E.end_mark);
  End = Begin + static_cast<uint32_t>(Text.slice(Begin, End).rtrim().size());
  if (!Tree.keepsText(Begin, End)) {
    attach(Tree.add(Shape::Unknown, Begin, End, parent()));
    return;
  }
  StringRef Word = writtenText(E, Text.slice(Begin, End));
  bool Truth;
  Shape Kind = scalarShape(E, Word, Truth);
  TreeId Node =
      Tree.add(Kind, Begin, End, parent(), Tree.builder().intern(Word), Truth);
  if (StringRef Anchor = yamlText(E.data.scalar.anchor); !Anchor.empty())
    Anchors[Anchor] = Node;
  attach(Node, Word == "<<" && E.data.scalar.style == YAML_PLAIN_SCALAR_STYLE);
}

void YamlReader::open(const yaml_event_t &E, bool IsMap, StringRef Anchor) {
  uint32_t Begin = Events.offset(E.start_mark);
  if (Stack.size() >= MaxConfigDepth) {
    Tree.error(Begin, Begin,
               "nested more than " + llvm::Twine(MaxConfigDepth) + " deep");
    attach(Tree.add(Shape::Unknown, Begin, Begin, parent()));
    SkipDepth = 1;
    return;
  }
  TreeId Node = Tree.add(IsMap ? Shape::Mapping : Shape::Sequence, Begin, Begin,
                         parent());
  if (Node != 0)
    Stack.push_back({.Node = Node,
                     .IsMap = IsMap,
                     .Anchor = Anchor.str(),
                     .LastEnd = Begin,
                     .FirstNode = Node,
                     .Merges = {}});
}

/// `{{ name }}` without quotes is a mapping to YAML and a template to people.
static bool isTemplate(StringRef Written) {
  return Written.starts_with("{{") && Written.ends_with("}}");
}

void YamlReader::close(const yaml_event_t &E) {
  Open Top = std::move(Stack.back());
  Stack.pop_back();
  TreeNode &Node = Tree[Top.Node];
  // The end of a block collection is told where the next thing begins.
  uint32_t End = Events.offset(E.end_mark);
  bool Flow = E.start_mark.index != E.end_mark.index;
  Node.End = std::max(Node.Begin, Flow ? End : Top.LastEnd);
  StringRef Written = Text.slice(Node.Begin, Node.End);
  if (Flow && Top.IsMap && isTemplate(Written)) {
    Node.Kind = Shape::String;
    Node.Text = Tree.builder().intern(Written);
  } else {
    merge(Top);
  }
  if (!Top.Anchor.empty())
    Anchors[Top.Anchor] = Top.Node;
  attach(Top.Node);
}

/// Gives a finished node to the collection that is open, or to the roots.
void YamlReader::attach(TreeId Value, bool IsMergeKey) {
  if (Value == 0)
    return;
  if (Stack.empty()) {
    Tree.Roots.push_back(Value);
    return;
  }
  Open &Top = Stack.back();
  if (Tree[Value].Parent == Top.Node)
    Top.LastEnd = std::max(Top.LastEnd, Tree[Value].End);
  if (Top.IsMap)
    entry(Top, Value, IsMergeKey);
  else
    Tree.append(Top.Node, Value);
}

void YamlReader::entry(Open &Top, TreeId Value, bool IsMergeKey) {
  if (!Top.HasKey) {
    Top.HasKey = true;
    Top.IsMerge = IsMergeKey;
    Top.Key = Value;
    return;
  }
  Top.HasKey = false;
  const TreeNode &Key = Tree[Top.Key];
  bool Word = Key.Kind == Shape::String || Key.Kind == Shape::Number ||
              Key.Kind == Shape::Bool;
  if (Top.IsMerge)
    Top.Merges.push_back(Value);
  else if (Word && Key.Text != 0)
    Tree.put(Top.Node, Key.Text, Value);
  else
    Tree.putPair(Top.Node, Top.Key, Value);
}

void YamlReader::merge(const Open &Top) {
  for (TreeId From : Top.Merges) {
    if (Tree[From].Kind == Shape::Sequence) {
      // By index: nothing is added to this list meanwhile.
      for (const Entry &Each : Tree.entries(From))
        mergeOne(Top.Node, Each.Value);
    } else {
      mergeOne(Top.Node, From);
    }
  }
}

void YamlReader::mergeOne(TreeId Into, TreeId From) {
  if (Tree[From].Kind != Shape::Mapping) {
    Tree.error(Tree[From].Begin, Tree[From].End, "'<<' merges mappings only");
    return;
  }
  for (const Entry &Each : Tree.entries(From)) {
    if (++Merged == MaxMergedEntries)
      Tree.error(Tree[Into].Begin, Tree[Into].Begin,
                 "merges of more than " + llvm::Twine(MaxMergedEntries) +
                     " entries: further ones are left out");
    if (Merged >= MaxMergedEntries)
      return;
    if (Each.Name != 0 && Tree.find(Into, Each.Name) == 0)
      Tree.put(Into, Each.Name, Each.Value);
  }
}

void YamlReader::alias(const yaml_event_t &E) {
  StringRef Name = yamlText(E.data.alias.anchor);
  auto Found = Anchors.find(Name);
  if (Found != Anchors.end()) {
    attach(Found->second);
    return;
  }
  uint32_t Begin = Events.offset(E.start_mark), End = Events.offset(E.end_mark);
  bool Inside = llvm::any_of(
      Stack, [&](const Open &O) { return O.Anchor == Name.str(); });
  Tree.error(Begin, End,
             "alias '*" + Name +
                 (Inside ? "' stands inside the value that it names"
                         : "' names no anchor above it"));
  attach(Tree.add(Shape::Unknown, Begin, End, parent()));
}

/// Comments are no events: looks for "NOLINT" behind a '#' outside scalars.
class CommentFinder {
public:
  CommentFinder(StringRef File, ConfigTree &Into) : Text(File), Tree(Into) {}

  void run() {
    size_t At = Text.find("NOLINT");
    if (At == StringRef::npos)
      return;
    for (TreeId I = 1; I != Tree.size(); ++I)
      if (Tree[I].Kind < Shape::Sequence)
        Spans.emplace_back(Tree[I].Begin, Tree[I].End);
    for (; At != StringRef::npos; At = Text.find("NOLINT", lineEnd(At)))
      line(Text.rfind('\n', At) + 1, At);
  }

private:
  size_t lineEnd(size_t At) const {
    return std::min(Text.find('\n', At), Text.size());
  }

  void line(size_t Begin, size_t Word) {
    for (size_t I = Begin; I != Word; ++I) {
      bool Opens = Text[I] == '#' && (I == Begin || llvm::isSpace(Text[I - 1]));
      if (!Opens || isInScalar(I))
        continue;
      StringRef Words = Text.slice(I, lineEnd(I)).rtrim();
      Tree.builder().addComment(static_cast<uint32_t>(I),
                                static_cast<uint32_t>(I + Words.size()), Words);
      return;
    }
  }

  /// Scalars stand in the tree in the order of the text.
  bool isInScalar(size_t Offset) const {
    auto After = llvm::partition_point(
        Spans, [&](const auto &Span) { return Span.first <= Offset; });
    return After != Spans.begin() && std::prev(After)->second > Offset;
  }

  StringRef Text;
  ConfigTree &Tree;
  std::vector<std::pair<uint32_t, uint32_t>> Spans;
};

} // namespace

void readYaml(StringRef Text, ConfigTree &Tree) {
  YamlRepairs Repairs(Text);
  std::vector<Repair> Made;
  size_t Left = std::max(MaxRepairBytes, Text.size());
  while (true) {
    Tree.clear();
    YamlEvents Events(Repairs.text());
    if (YamlReader(Text, Tree, Events).run())
      break;
    const YamlFailure &Failure = Events.failure();
    std::optional<Repair> Next;
    if (Made.size() != MaxRepairs && Left >= Text.size())
      Next = Repairs.mend(Failure);
    Left -= std::min(Left, Text.size());
    if (!Next) {
      Tree.error(Failure.Problem, Text.size(),
                 "not valid YAML: " + Failure.What + ": the rest is not read");
      break;
    }
    Made.push_back(*Next);
  }
  if (auto Bad = Repairs.firstBadByte())
    Tree.error(*Bad, *Bad + 1,
               "control characters, or bytes that are no UTF-8");
  for (const Repair &R : Made)
    if (!R.What.empty())
      Tree.error(R.Begin, R.End, R.What);
  CommentFinder(Text, Tree).run();
}

} // namespace modeltidy::config
