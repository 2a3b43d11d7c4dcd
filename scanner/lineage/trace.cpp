#include "scanner/lineage/trace.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/Support/raw_ostream.h"

namespace modeltidy {

namespace {

constexpr size_t MaxShown = 8;

class Tracer {
public:
  explicit Tracer(Engine &E) : E(E), P(E.program()), OS(Text) {}

  std::string run(uint32_t M, uint32_t Line) {
    const Summary &S = P.graph(M);
    OS << P.module(M).Path << ":" << Line << "\n";
    unsigned Count = 0;
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
      const Node &N = S.node(Id);
      if (S.lineOf(N.Begin) != Line || !worthShowing(N.Kind))
        continue;
      ++Count;
      show({M, Id});
    }
    if (Count == 0)
      OS << "  no expression starts here\n";
    return Text;
  }

private:
  static bool worthShowing(NodeKind K) {
    switch (K) {
    case NodeKind::Call:
    case NodeKind::Attr:
    case NodeKind::Item:
    case NodeKind::Param:
    case NodeKind::Field:
    case NodeKind::Global:
    case NodeKind::Free:
    case NodeKind::Template:
    case NodeKind::Binary:
    case NodeKind::SetAttr:
    case NodeKind::Elem:
    case NodeKind::ImportFrom:
      return true;
    default:
      return false;
    }
  }

  void show(NodeRef N) {
    const Summary &S = P.graph(N);
    const Node &Nd = S.node(N.Id);
    OS << "  column " << S.columnOf(Nd.Begin) << ": " << describe(N) << "\n";
    auto Values = E.eval(N, 0);
    for (size_t I = 0; I < Values.size() && I < MaxShown; ++I)
      OS << "    is " << describe(Values[I]) << "\n";
    if (Values.size() > MaxShown)
      OS << "    and " << Values.size() - MaxShown << " more\n";
    if (Values.empty())
      OS << "    value unknown\n";
    if (Nd.Kind == NodeKind::Call)
      showTargets(N);
    llvm::SmallVector<Edge, 8> Edges;
    E.expand({N, 0, 0}, Edges);
    for (size_t I = 0; I < Edges.size() && I < MaxShown; ++I)
      OS << "    comes from " << describe(Edges[I].To.Node)
         << (Edges[I].Doubt ? " (through an unknown call)" : "") << "\n";
    if (Edges.empty())
      OS << "    the trail stops here\n";
  }

  void showTargets(NodeRef N) {
    const CallTargets &T = E.resolveCall(N, 0);
    for (const UserTarget &U : T.Functions) {
      const Summary &G = P.graph(U.F.Module);
      OS << "    calls " << G.string(P.function(U.F).Name) << " at "
         << P.module(U.F.Module).Path << ":" << G.lineOf(P.function(U.F).Begin)
         << "\n";
    }
    for (ClassRef C : T.Classes)
      OS << "    constructs " << P.graph(C.Module).string(P.classOf(C).Name)
         << " of " << P.module(C.Module).Path << "\n";
    for (const ApiTarget &Row : T.Rows)
      OS << "    API model " << Row.Row->Library << ":" << Row.Row->Line << " ("
         << Row.Row->Name << ")\n";
    if (!T.known())
      OS << "    no API model"
         << (T.External ? " speaks of " : " and no function is known")
         << (T.External ? E.names().str(T.External) : "") << "\n";
  }

  std::string describe(NodeRef N) const {
    const Summary &S = P.graph(N);
    static constexpr const char *Names[] = {"none",
                                            "string",
                                            "number",
                                            "bool",
                                            "null",
                                            "template",
                                            "list",
                                            "tuple",
                                            "set",
                                            "dict",
                                            "pair",
                                            "splat",
                                            "comprehension",
                                            "join",
                                            "parameter",
                                            "field",
                                            "outer variable",
                                            "module variable",
                                            "import",
                                            "imported name",
                                            "function",
                                            "class",
                                            "call",
                                            "attribute",
                                            "item",
                                            "slice",
                                            "element",
                                            "operator",
                                            "comparison",
                                            "operator",
                                            "await",
                                            "yield",
                                            "context value",
                                            "value after a call",
                                            "value after an item is set",
                                            "value after an item is deleted",
                                            "value after an attribute is set",
                                            "expression"};
    std::string Out = Names[static_cast<unsigned>(S.node(N.Id).Kind)];
    NodeId Named =
        S.node(N.Id).Kind == NodeKind::Call ? S.operand(N.Id, 0) : N.Id;
    if (llvm::StringRef Name = lastName(S, Named); !Name.empty())
      Out += " '" + Name.str() + "'";
    Out += " at " + P.module(N.Module).Path + ":" +
           std::to_string(S.lineOf(S.node(N.Id).Begin));
    return Out;
  }

  std::string describe(const Value &V) const {
    Interner &Names = E.names();
    std::string Out = text(V, Names);
    if (V.Node)
      Out += " (" + P.module(V.Node.Module).Path + ":" +
             std::to_string(P.graph(V.Node).lineOf(P.node(V.Node).Begin)) + ")";
    return Out;
  }

  std::string text(const Value &V, Interner &Names) const {
    switch (V.Kind) {
    case ValueKind::String:
      return "'" + displayPattern(Names.str(V.Text)) + "'";
    case ValueKind::Number:
      return Names.str(V.Text).str();
    case ValueKind::Bool:
      return Names.str(V.Text) == "1" ? "true" : "false";
    case ValueKind::Null:
      return "None";
    case ValueKind::Module:
      return "module " + P.module(V.Ref).Path;
    case ValueKind::Folder:
      return "folder " + Names.str(V.Text).str();
    case ValueKind::External:
      return Names.str(V.Text).str();
    case ValueKind::Function:
      return "function " +
             P.graph(V.Ref).string(P.function({V.Ref, V.Index}).Name).str();
    case ValueKind::Class:
    case ValueKind::Instance:
    case ValueKind::Super:
      return (V.Kind == ValueKind::Class      ? "class "
              : V.Kind == ValueKind::Instance ? "an object of "
                                              : "super of ") +
             P.graph(V.Ref).string(P.classOf({V.Ref, V.Index}).Name).str();
    case ValueKind::Api:
      return "an object of " + Names.str(V.Text).str();
    case ValueKind::ApiMember:
      return Names.str(V.Text).str() + "." + Names.str(V.Member).str();
    case ValueKind::Container:
      return "a container";
    case ValueKind::Option:
      return "command-line option " + Names.str(V.Text).str();
    case ValueKind::Namespace:
      return "parsed command-line options";
    case ValueKind::Partial:
      return "a function with arguments bound";
    }
    return "?";
  }

  Engine &E;
  const Program &P;
  std::string Text;
  llvm::raw_string_ostream OS;
};

} // namespace

std::string traceFlows(const Lineage &L, llvm::StringRef File, uint32_t Line) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const Flow &F : L.Flows) {
    if (llvm::none_of(F.Steps, [&](const Step &S) {
          return S.Where.Line == Line && L.Files[S.Where.File] == File;
        }))
      continue;
    OS << "  flow from '"
       << (F.FromDataset ? L.Datasets[F.Source].Id : L.Models[F.Source].Id)
       << "'\n";
    for (const Step &S : F.Steps)
      OS << "    " << L.Files[S.Where.File] << ":" << S.Where.Line << " "
         << S.What << "\n";
  }
  return Text;
}

std::string traceLine(Engine &E, llvm::StringRef File, uint32_t Line) {
  const Program &P = E.program();
  E.resetWork();
  for (uint32_t M = 0; M < P.modules().size(); ++M)
    if (P.module(M).Path == File)
      return Tracer(E).run(M, Line);
  return ("'" + File + "' was not parsed: nothing in it speaks of models\n")
      .str();
}

} // namespace modeltidy
