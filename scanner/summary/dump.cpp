#include "scanner/summary/dump.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/raw_ostream.h"

namespace modeltidy {

llvm::StringRef kindName(NodeKind Kind) {
  static constexpr llvm::StringLiteral Names[] = {
      "None",     "String",  "Number",        "Bool",      "Null",
      "Template", "List",    "Tuple",         "Set",       "Dict",
      "Pair",     "Splat",   "Comprehension", "Phi",       "Param",
      "Field",    "Free",    "Global",        "Import",    "ImportFrom",
      "Function", "Class",   "Call",          "Attr",      "Item",
      "Slice",    "Elem",    "Binary",        "Compare",   "Unary",
      "Await",    "Yield",   "Enter",         "AfterCall", "SetItem",
      "DelItem",  "SetAttr", "Opaque"};
  static_assert(std::size(Names) == size_t(NodeKind::LastKind) + 1);
  return Names[size_t(Kind)];
}

namespace {

constexpr unsigned MaxDumpDepth = 12;
constexpr unsigned MaxDumpNodes = 2000;

class ValueDumper {
public:
  ValueDumper(const Summary &S, llvm::raw_ostream &Out) : S(S), Out(Out) {}

  void value(NodeId Id) {
    const Node &N = S.node(Id);
    llvm::StringRef Name = S.string(N.Name);
    switch (N.Kind) {
    case NodeKind::String:
      Out << '"';
      Out.write_escaped(Name);
      Out << '"';
      return;
    case NodeKind::Number:
      Out << Name;
      return;
    case NodeKind::Bool:
      Out << (N.Aux ? "True" : "False");
      return;
    default:
      break;
    }
    for (NodeId Open : Path)
      if (Open == Id) {
        Out << '#' << Id;
        return;
      }
    if (Path.size() == MaxDumpDepth || Left == 0) {
      Out << "...";
      return;
    }
    --Left;
    Path.push_back(Id);
    inner(N, Name);
    Path.pop_back();
  }

private:
  void inner(const Node &N, llvm::StringRef Name) {
    Out << kindName(N.Kind);
    if (!Name.empty())
      Out << ' ' << Name;
    bool Numbered = N.Kind == NodeKind::AfterCall ||
                    N.Kind == NodeKind::Splat ||
                    N.Kind == NodeKind::Comprehension;
    if (Numbered)
      Out << '/' << N.Aux;
    if (N.Count == 0)
      return;
    Out << '(';
    const char *Separator = "";
    for (const Operand &O : S.operands(N)) {
      Out << Separator << S.string(O.Name);
      Separator = ", ";
      if (N.Kind == NodeKind::ImportFrom)
        continue;
      if (O.Name != 0)
        Out << '=';
      value(O.Value);
    }
    Out << ')';
  }

  const Summary &S;
  llvm::raw_ostream &Out;
  llvm::SmallVector<NodeId, MaxDumpDepth> Path;
  unsigned Left = MaxDumpNodes;
};

class Dumper {
public:
  Dumper(const Summary &S, llvm::raw_ostream &Out) : S(S), Out(Out) {}

  void run() {
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
      node(Id);
    for (size_t I = 0; I < S.scopes().size(); ++I)
      scope(I);
    for (size_t I = 0; I < S.functions().size(); ++I)
      function(I);
    for (size_t I = 0; I < S.classes().size(); ++I) {
      const Class &C = S.classes()[I];
      Out << "class " << I << ' ' << S.string(C.Name);
      list("bases", C.Bases);
      list("decorators", C.Decorators);
      Out << '\n';
    }
    rest();
  }

private:
  void place(uint32_t Offset) {
    Out << ' ' << S.lineOf(Offset) << ':' << S.columnOf(Offset);
  }

  void node(NodeId Id) {
    const Node &N = S.node(Id);
    Out << '#' << Id << ' ' << kindName(N.Kind);
    if (N.Name != 0) {
      Out << " '";
      Out.write_escaped(S.string(N.Name)) << '\'';
    }
    const char *Separator = " (";
    for (const Operand &O : S.operands(N)) {
      Out << Separator;
      Separator = ", ";
      if (O.Name != 0)
        Out << S.string(O.Name) << '=';
      Out << '#' << O.Value;
    }
    Out << (N.Count ? ")" : "");
    if (N.Aux != 0)
      Out << " aux " << N.Aux;
    static constexpr llvm::StringLiteral Flags[] = {" *args", " **kwargs",
                                                    " keyword-only", " stmt"};
    for (unsigned Bit = 0; Bit < std::size(Flags); ++Bit)
      if (N.Flags >> Bit & 1)
        Out << Flags[Bit];
    place(N.Begin);
    Out << " scope " << N.Scope << '\n';
  }

  void scope(size_t I) {
    static constexpr llvm::StringLiteral Kinds[] = {"module", "function",
                                                    "class"};
    const Scope &Here = S.scopes()[I];
    Out << "scope " << I << ' ' << Kinds[size_t(Here.Kind)] << " in "
        << Here.Parent << '\n';
    for (const Binding &B : S.bindings(Here)) {
      Out << "  " << S.string(B.Name);
      if (B.Flags & BindingExit)
        Out << " exit";
      if (B.Flags & BindingNonLocal)
        Out << " nonlocal";
      Out << " #" << B.Node << '\n';
    }
  }

  void list(llvm::StringRef Name, ListRef L) {
    if (L.Count == 0)
      return;
    Out << ' ' << Name;
    const char *Separator = " (#";
    for (NodeId Id : S.list(L)) {
      Out << Separator << Id;
      Separator = ", #";
    }
    Out << ')';
  }

  void function(size_t I) {
    const Function &F = S.functions()[I];
    Out << "function " << I << ' ' << S.string(F.Name);
    if (F.ClassIndex)
      Out << " of class " << F.ClassIndex - 1;
    static constexpr llvm::StringLiteral Flags[] = {" async", " generator",
                                                    " lambda"};
    for (unsigned Bit = 0; Bit < std::size(Flags); ++Bit)
      if (F.Flags >> Bit & 1)
        Out << Flags[Bit];
    list("params", F.Params);
    list("returns", F.Returns);
    list("yields", F.Yields);
    list("decorators", F.Decorators);
    Out << '\n';
  }

  void rest() {
    static constexpr llvm::StringLiteral Kinds[] = {"With", "If",  "Else",
                                                    "Loop", "Try", "Except"};
    for (const Region &R : S.regions()) {
      Out << "region " << Kinds[size_t(R.Kind)] << " #" << R.Node;
      place(R.Begin);
      place(R.End);
      Out << '\n';
    }
    for (const Comment &C : S.comments()) {
      Out << "comment";
      place(C.Begin);
      Out << ' ' << S.string(C.Text) << '\n';
    }
    for (const ParseError &E : S.errors()) {
      Out << "error";
      place(E.Begin);
      Out << ' ' << S.string(E.What) << '\n';
    }
    for (NodeId Id : S.roots())
      Out << "root #" << Id << '\n';
  }

  const Summary &S;
  llvm::raw_ostream &Out;
};

} // namespace

std::string dumpSummary(const Summary &S) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Dumper(S, Out).run();
  return Text;
}

std::string dumpValue(const Summary &S, NodeId Id) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  ValueDumper(S, Out).value(Id);
  return Text;
}

} // namespace modeltidy
