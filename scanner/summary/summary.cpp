#include "scanner/summary/summary.h"
#include "scanner/summary/summary_layout.h"
#include <algorithm>

namespace modeltidy {

using namespace layout;

namespace {

constexpr size_t ElementSize[SectionCount] = {
    sizeof(uint32_t),   1,
    sizeof(Node),       sizeof(Operand),
    sizeof(Function),   sizeof(Class),
    sizeof(Scope),      sizeof(Binding),
    sizeof(Region),     sizeof(Comment),
    sizeof(ParseError), sizeof(NodeId),
    sizeof(NodeId),     sizeof(uint32_t)};

const Header &header(llvm::StringRef Bytes) {
  return *reinterpret_cast<const Header *>(Bytes.data());
}

llvm::Error broken(const char *What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "module summary is damaged: %s", What);
}

} // namespace

template <typename T> llvm::ArrayRef<T> Summary::section(unsigned Index) const {
  const Section &S = header(Bytes).Sections[Index];
  return {reinterpret_cast<const T *>(Bytes.data() + S.Offset), S.Count};
}

/// The sections lie within Bytes.
Summary::Summary(llvm::StringRef Bytes)
    : Bytes(Bytes), NodeTable(section<Node>(Nodes)),
      OperandTable(section<Operand>(Operands)),
      ScopeTable(section<Scope>(Scopes)),
      EndTable(section<uint32_t>(StringEnds)),
      TextTable(section<char>(StringBytes).data()) {}

llvm::Expected<Summary> Summary::create(llvm::StringRef Bytes) {
  if (Bytes.size() < sizeof(Header) ||
      reinterpret_cast<uintptr_t>(Bytes.data()) % 8 != 0)
    return broken("too short or misaligned");
  const Header &H = header(Bytes);
  if (H.Magic != Magic || H.Version != SummaryVersion || H.Size != Bytes.size())
    return broken("not a summary of this version");
  for (unsigned I = 0; I < SectionCount; ++I) {
    uint64_t End =
        H.Sections[I].Offset + uint64_t(H.Sections[I].Count) * ElementSize[I];
    if (H.Sections[I].Offset % 8 != 0 ||
        H.Sections[I].Offset < sizeof(Header) || End > Bytes.size())
      return broken("a section runs past the end");
  }
  Summary S(Bytes);
  if (llvm::Error E = S.validate())
    return std::move(E);
  return S;
}

llvm::Error Summary::validate() const {
  auto Ends = section<uint32_t>(StringEnds);
  size_t NodeCount = nodes().size(), StringCount = Ends.size();
  size_t ListCount = section<NodeId>(Lists).size();
  if (NodeCount == 0 || StringCount == 0 || scopes().empty() ||
      section<uint32_t>(Lines).empty())
    return broken("an empty table");
  if (!std::is_sorted(Ends.begin(), Ends.end()) ||
      Ends.back() > section<char>(StringBytes).size())
    return broken("string table");
  auto Ops = section<Operand>(Operands);
  for (const Operand &O : Ops)
    if (O.Name >= StringCount || O.Value >= NodeCount)
      return broken("operand");
  for (const Node &N : nodes()) {
    bool Bad = N.Kind > NodeKind::LastKind || N.Name >= StringCount ||
               N.Scope >= scopes().size() ||
               uint64_t(N.First) + N.Count > Ops.size() ||
               (N.Kind == NodeKind::Function && N.Aux >= functions().size()) ||
               (N.Kind == NodeKind::Class && N.Aux >= classes().size()) ||
               (N.Kind == NodeKind::Free && N.Aux >= scopes().size());
    if (Bad)
      return broken("node");
  }
  auto BadList = [&](ListRef L) {
    return uint64_t(L.First) + L.Count > ListCount;
  };
  for (const Function &F : functions())
    if (F.Name >= StringCount || F.Scope >= scopes().size() ||
        F.Node >= NodeCount || F.ClassIndex > classes().size() ||
        BadList(F.Params) || BadList(F.Returns) || BadList(F.Yields) ||
        BadList(F.Decorators))
      return broken("function");
  for (const Class &C : classes())
    if (C.Name >= StringCount || C.Scope >= scopes().size() ||
        C.Node >= NodeCount || BadList(C.Bases) || BadList(C.Decorators))
      return broken("class");
  size_t BindingTotal = section<Binding>(Bindings).size();
  for (size_t I = 0; I < scopes().size(); ++I) {
    const Scope &S = scopes()[I];
    size_t Owners = S.Kind == ScopeKind::Function ? functions().size()
                    : S.Kind == ScopeKind::Class  ? classes().size()
                                                  : 1;
    // A parent stands before its children: climbing always ends.
    if (S.Kind > ScopeKind::Class || S.Parent >= std::max<size_t>(I, 1) ||
        S.Owner >= Owners ||
        uint64_t(S.FirstBinding) + S.BindingCount > BindingTotal)
      return broken("scope");
  }
  for (const Binding &B : section<Binding>(Bindings))
    if (B.Name >= StringCount || B.Node >= NodeCount)
      return broken("binding");
  for (const Region &R : regions())
    if (R.Node >= NodeCount || R.Kind > RegionKind::Except)
      return broken("region");
  for (const Comment &C : comments())
    if (C.Text >= StringCount)
      return broken("comment");
  for (const ParseError &E : errors())
    if (E.What >= StringCount)
      return broken("parse error");
  for (NodeId Id : section<NodeId>(Lists))
    if (Id >= NodeCount)
      return broken("list");
  for (NodeId Id : roots())
    if (Id >= NodeCount)
      return broken("root");
  return llvm::Error::success();
}

FrontEnd Summary::frontEnd() const {
  return static_cast<FrontEnd>(header(Bytes).FrontEndId);
}

NodeId Summary::operandNamed(NodeId Id, llvm::StringRef Name) const {
  for (const Operand &O : operands(node(Id)))
    if (O.Name != 0 && string(O.Name) == Name)
      return O.Value;
  return 0;
}

llvm::ArrayRef<Function> Summary::functions() const {
  return section<Function>(Functions);
}
llvm::ArrayRef<Class> Summary::classes() const {
  return section<Class>(Classes);
}
llvm::ArrayRef<Binding> Summary::bindings(const Scope &S) const {
  return section<Binding>(Bindings).slice(S.FirstBinding, S.BindingCount);
}
llvm::ArrayRef<Region> Summary::regions() const {
  return section<Region>(Regions);
}
llvm::ArrayRef<Comment> Summary::comments() const {
  return section<Comment>(Comments);
}
llvm::ArrayRef<ParseError> Summary::errors() const {
  return section<ParseError>(Errors);
}
llvm::ArrayRef<NodeId> Summary::list(ListRef L) const {
  return section<NodeId>(Lists).slice(L.First, L.Count);
}
llvm::ArrayRef<NodeId> Summary::roots() const { return section<NodeId>(Roots); }

uint32_t Summary::lineOf(uint32_t Offset) const {
  auto Starts = section<uint32_t>(Lines);
  auto It = std::upper_bound(Starts.begin(), Starts.end(), Offset);
  return static_cast<uint32_t>(It - Starts.begin());
}

uint32_t Summary::columnOf(uint32_t Offset) const {
  uint32_t Line = lineOf(Offset);
  return Line == 0 ? 1 : Offset - section<uint32_t>(Lines)[Line - 1] + 1;
}

uint32_t Summary::lineCount() const {
  return static_cast<uint32_t>(section<uint32_t>(Lines).size());
}

} // namespace modeltidy
