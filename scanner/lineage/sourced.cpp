//===- sourced.cpp - scripts that a script takes in by `source` -----------===//
#include "scanner/lineage/sourced.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

/// Scripts that one takes in, directly and through others.
static constexpr size_t MaxSourced = 32;

namespace {

llvm::StringRef constantWord(const Summary &S, llvm::ArrayRef<Operand> Ops,
                             size_t I) {
  if (I >= Ops.size() || Ops[I].Name != 0)
    return "";
  const Node &N = S.node(Ops[I].Value);
  return N.Kind == NodeKind::String ? S.string(N.Name) : "";
}

/// The end of a path that is known: of "$DIR/env.sh" what is behind $DIR.
llvm::StringRef knownEnd(const Summary &S, NodeId Id) {
  const Node *N = &S.node(Id);
  if (N->Kind == NodeKind::Template && N->Count != 0)
    N = &S.node(S.operands(*N).back().Value);
  return N->Kind == NodeKind::String ? S.string(N->Name) : "";
}

/// Programs that print a file, and those that set variables from one.
bool takesVariables(llvm::StringRef Program) {
  return llvm::is_contained({"cat", "grep", "egrep", "sed", "awk", "docker",
                             "podman", "docker-compose", "uv", "dotenv", "env",
                             "envsubst", "nvidia-docker"},
                            Program);
}

/// The files that a command takes variables from: of `source` and `.` the
/// script, of `export $(cat .env | xargs)` and `docker run --env-file .env`
/// what ends in .env. `dotenv run` takes .env.
void filesTaken(const Summary &S, llvm::ArrayRef<Operand> Ops,
                llvm::SmallVectorImpl<llvm::StringRef> &Out) {
  llvm::StringRef Program = constantWord(S, Ops, 0);
  if (Program == "source" || Program == ".") {
    if (Ops[1].Name == 0)
      Out.push_back(knownEnd(S, Ops[1].Value));
    return;
  }
  if (!takesVariables(Program))
    return;
  for (size_t I = 1; I < Ops.size(); ++I) {
    llvm::StringRef Word =
        Ops[I].Name == 0 ? knownEnd(S, Ops[I].Value) : llvm::StringRef();
    Word.consume_front("--env-file=");
    bool Given = constantWord(S, Ops, I - 1) == "--env-file";
    if (Word.ends_with(".env") || (Given && !Word.empty()))
      Out.push_back(Word);
  }
  if (Out.empty() && Program == "dotenv" && constantWord(S, Ops, 1) == "run")
    Out.push_back(".env");
}

/// Scripts whose variables a module takes in.
void directlySourced(const Program &P, const ScriptTable &Scripts, uint32_t M,
                     std::vector<uint32_t> &Out) {
  const Summary &S = P.graph(M);
  for (const Node &N : S.nodes()) {
    if (!isCommand(N) || N.Count < 2)
      continue;
    llvm::SmallVector<llvm::StringRef, 2> Files;
    filesTaken(S, S.operands(N), Files);
    for (llvm::StringRef File : Files) {
      auto Target = Scripts.find(File, P.module(M).Folder);
      if (Target && *Target != M && !llvm::is_contained(Out, *Target) &&
          P.graph(*Target).frontEnd() == FrontEnd::Shell)
        Out.push_back(*Target);
    }
  }
}

} // namespace

SourcedScripts::SourcedScripts(const Program &Given, const ScriptTable &Scripts)
    : P(Given), Near(Given.modules().size()) {
  size_t Count = P.modules().size();
  std::vector<std::vector<uint32_t>> Direct(Count), By(Count);
  for (uint32_t M = 0; M < Count; ++M)
    if (P.graph(M).frontEnd() == FrontEnd::Shell) {
      directlySourced(P, Scripts, M, Direct[M]);
      for (uint32_t T : Direct[M])
        By[T].push_back(M);
    }
  for (uint32_t M = 0; M < Count; ++M) {
    std::vector<uint32_t> &All = Near[M];
    All = Direct[M];
    for (size_t I = 0; I < All.size() && All.size() < MaxSourced; ++I)
      for (uint32_t Next : Direct[All[I]])
        if (Next != M && !llvm::is_contained(All, Next))
          All.push_back(Next);
    if (!All.empty())
      addFunctions(M);
    for (uint32_t Over : By[M])
      if (!llvm::is_contained(All, Over) && All.size() < MaxSourced)
        All.push_back(Over);
  }
}

/// Command lines of a script whose program is a function that it sources.
void SourcedScripts::addFunctions(uint32_t M) {
  llvm::StringMap<FunctionRef> Functions;
  for (uint32_t From : Near[M]) {
    const Summary &G = P.graph(From);
    for (uint32_t I = 0; I < G.functions().size(); ++I)
      Functions.try_emplace(G.string(G.functions()[I].Name),
                            FunctionRef{From, I});
  }
  const Summary &S = P.graph(M);
  for (NodeId Id = 1; Id < S.nodes().size() && !Functions.empty(); ++Id) {
    if (!isCommand(S.node(Id)))
      continue;
    auto It = Functions.find(constantWord(S, S.operands(S.node(Id)), 0));
    if (It == Functions.end())
      continue;
    Called[NodeRef{M, Id}.key()] = It->second;
    Callers[It->second.key()].push_back({M, Id});
  }
}

void SourcedScripts::bindings(uint32_t Module, llvm::StringRef Name,
                              llvm::SmallVectorImpl<NodeRef> &Out) const {
  for (uint32_t From : Near[Module]) {
    llvm::SmallVector<NodeId, 4> Bound;
    P.bindings(From, 0, Name, Bound);
    for (NodeId Id : Bound)
      Out.push_back({From, Id});
    if (!Bound.empty())
      return;
  }
}

std::optional<FunctionRef> SourcedScripts::function(NodeRef Command) const {
  auto It = Called.find(Command.key());
  if (It == Called.end())
    return std::nullopt;
  return It->second;
}

llvm::ArrayRef<NodeRef> SourcedScripts::callers(FunctionRef F) const {
  auto It = Callers.find(F.key());
  if (It == Callers.end())
    return {};
  return It->second;
}

} // namespace modeltidy
