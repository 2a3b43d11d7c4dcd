#include "scanner/summary/summary_builder.h"
#include "scanner/summary/summary_layout.h"
#include <algorithm>
#include <cstring>

namespace modeltidy {

std::vector<uint32_t> lineStarts(llvm::StringRef Text) {
  std::vector<uint32_t> Lines{0};
  for (size_t At = Text.find('\n'); At != llvm::StringRef::npos;
       At = Text.find('\n', At + 1))
    Lines.push_back(static_cast<uint32_t>(At + 1));
  return Lines;
}

SummaryBuilder::SummaryBuilder(FrontEnd Kind, llvm::StringRef Text)
    : Kind(Kind), Lines(lineStarts(Text)) {
  intern("");
  NodeTable.push_back(Node{});
  addScope(ScopeKind::Module, 0, 0);
}

StringId SummaryBuilder::intern(llvm::StringRef Text) {
  auto [It, New] = StringIndex.try_emplace(Text, Strings.size());
  if (New)
    Strings.push_back(It->getKey());
  return It->second;
}

NodeId SummaryBuilder::add(NodeKind NodeKindValue, uint32_t Begin, uint32_t End,
                           uint32_t Scope, StringId Name,
                           llvm::ArrayRef<Operand> Operands, uint32_t Aux,
                           uint8_t Flags) {
  Node N{NodeKindValue, Flags, 0, Begin, End, Name, 0, 0, Scope, Aux};
  NodeTable.push_back(N);
  NodeId Id = static_cast<NodeId>(NodeTable.size() - 1);
  setOperands(Id, Operands);
  return Id;
}

void SummaryBuilder::setOperands(NodeId Id, llvm::ArrayRef<Operand> Operands) {
  Node &N = NodeTable[Id];
  N.First = static_cast<uint32_t>(OperandTable.size());
  N.Count = static_cast<uint32_t>(Operands.size());
  // Operands may point into the table itself: copy by index.
  std::vector<Operand> Copy(Operands.begin(), Operands.end());
  OperandTable.insert(OperandTable.end(), Copy.begin(), Copy.end());
}

llvm::ArrayRef<Operand> SummaryBuilder::operands(NodeId Id) const {
  const Node &N = NodeTable[Id];
  return llvm::ArrayRef<Operand>(OperandTable).slice(N.First, N.Count);
}

ListRef SummaryBuilder::addList(llvm::ArrayRef<NodeId> Ids) {
  ListRef L{static_cast<uint32_t>(ListTable.size()),
            static_cast<uint32_t>(Ids.size())};
  ListTable.insert(ListTable.end(), Ids.begin(), Ids.end());
  return L;
}

uint32_t SummaryBuilder::addFunction(const Function &F) {
  FunctionTable.push_back(F);
  return static_cast<uint32_t>(FunctionTable.size() - 1);
}

uint32_t SummaryBuilder::addClass(const Class &C) {
  ClassTable.push_back(C);
  return static_cast<uint32_t>(ClassTable.size() - 1);
}

uint32_t SummaryBuilder::addScope(ScopeKind ScopeKindValue, uint32_t Parent,
                                  uint32_t Owner) {
  ScopeTable.push_back(Scope{ScopeKindValue, Parent, Owner, 0, 0});
  ScopeBindings.emplace_back();
  return static_cast<uint32_t>(ScopeTable.size() - 1);
}

void SummaryBuilder::addBinding(uint32_t Scope, StringId Name, NodeId Node,
                                uint32_t Flags) {
  ScopeBindings[Scope].push_back(Binding{Name, Node, Flags});
}

void SummaryBuilder::addRegion(RegionKind RegionKindValue, NodeId Node,
                               uint32_t Begin, uint32_t End) {
  RegionTable.push_back(Region{RegionKindValue, Node, Begin, End});
}

void SummaryBuilder::addComment(uint32_t Begin, uint32_t End,
                                llvm::StringRef Text) {
  CommentTable.push_back(Comment{Begin, End, intern(Text)});
}

void SummaryBuilder::addError(uint32_t Begin, uint32_t End,
                              llvm::StringRef What) {
  ErrorTable.push_back(ParseError{Begin, End, intern(What)});
}

namespace {

/// Appends sections to a block under construction.
class Writer {
public:
  template <typename T> void section(unsigned Index, llvm::ArrayRef<T> Items) {
    Out.resize((Out.size() + 7) / 8 * 8);
    Head.Sections[Index] = {
        static_cast<uint32_t>(Out.size() + sizeof(layout::Header)),
        static_cast<uint32_t>(Items.size())};
    const char *Data = reinterpret_cast<const char *>(Items.data());
    Out.insert(Out.end(), Data, Data + Items.size() * sizeof(T));
  }

  SummaryBlock finish(FrontEnd Kind) {
    size_t Size = sizeof(layout::Header) + Out.size();
    Head.Magic = layout::Magic;
    Head.Version = SummaryVersion;
    Head.FrontEndId = static_cast<uint8_t>(Kind);
    Head.Size = static_cast<uint32_t>(Size);
    SummaryBlock Block(Size);
    std::memcpy(Block.data(), &Head, sizeof(Head));
    std::memcpy(Block.data() + sizeof(Head), Out.data(), Out.size());
    return Block;
  }

private:
  layout::Header Head{};
  std::vector<char> Out;
};

static_assert(sizeof(layout::Header) % 8 == 0, "sections must stay aligned");

} // namespace

SummaryBlock SummaryBuilder::finish() {
  std::vector<Binding> Bindings;
  for (size_t I = 0; I < ScopeTable.size(); ++I) {
    auto &Own = ScopeBindings[I];
    std::stable_sort(
        Own.begin(), Own.end(), [](const Binding &A, const Binding &B) {
          return std::pair(A.Name, A.Node) < std::pair(B.Name, B.Node);
        });
    ScopeTable[I].FirstBinding = static_cast<uint32_t>(Bindings.size());
    ScopeTable[I].BindingCount = static_cast<uint32_t>(Own.size());
    Bindings.insert(Bindings.end(), Own.begin(), Own.end());
  }
  std::vector<uint32_t> Ends;
  std::vector<char> Chars;
  for (llvm::StringRef S : Strings) {
    Chars.insert(Chars.end(), S.begin(), S.end());
    Ends.push_back(static_cast<uint32_t>(Chars.size()));
  }
  Writer W;
  W.section<uint32_t>(layout::StringEnds, Ends);
  W.section<char>(layout::StringBytes, Chars);
  W.section<Node>(layout::Nodes, NodeTable);
  W.section<Operand>(layout::Operands, OperandTable);
  W.section<Function>(layout::Functions, FunctionTable);
  W.section<Class>(layout::Classes, ClassTable);
  W.section<Scope>(layout::Scopes, ScopeTable);
  W.section<Binding>(layout::Bindings, Bindings);
  W.section<Region>(layout::Regions, RegionTable);
  W.section<Comment>(layout::Comments, CommentTable);
  W.section<ParseError>(layout::Errors, ErrorTable);
  W.section<NodeId>(layout::Lists, ListTable);
  W.section<NodeId>(layout::Roots, RootTable);
  W.section<uint32_t>(layout::Lines, Lines);
  return W.finish(Kind);
}

} // namespace modeltidy
