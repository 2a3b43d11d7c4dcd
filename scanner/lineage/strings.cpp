//===- strings.cpp - folding of strings and paths -------------------------===//
//
// f-strings, +, %, str.format, join and the path functions give patterns; what
// the code does not tell becomes an unknown part that is named by where it
// comes from, so that one variable used twice stays the same unknown.
//===----------------------------------------------------------------------===//
#include "scanner/discover/base_name.h"
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

namespace {

/// Alternatives of one string: more are cut (the product grows fast).
constexpr size_t MaxAlternatives = 16;
constexpr size_t MaxPattern = 2000;

using Texts = llvm::SmallVector<Engine::Text, 4>;

template <typename Combine>
Texts product(llvm::ArrayRef<Engine::Text> A, llvm::ArrayRef<Engine::Text> B,
              Combine Join) {
  Texts Out;
  for (const Engine::Text &L : A)
    for (const Engine::Text &R : B) {
      if (Out.size() >= MaxAlternatives)
        return Out;
      std::string S = Join(L.Pattern, R.Pattern);
      if (S.size() > MaxPattern)
        S.resize(MaxPattern);
      Out.push_back({S, R.Where ? R.Where : L.Where});
    }
  return Out;
}

std::string concat(const std::string &A, const std::string &B) { return A + B; }

std::string joinPaths(const std::string &A, const std::string &B) {
  return joinPath(A, B);
}

/// Splits "a {} b {x}" at its fields; Names gets each field's name.
void splitFormat(llvm::StringRef Format,
                 llvm::SmallVectorImpl<std::string> &Pieces,
                 llvm::SmallVectorImpl<std::string> &Names) {
  std::string Current;
  for (size_t I = 0; I < Format.size(); ++I) {
    if (I + 1 < Format.size() && Format[I] == Format[I + 1] &&
        (Format[I] == '{' || Format[I] == '}')) {
      Current += Format[I++];
      continue;
    }
    size_t End = Format[I] == '{' ? Format.find('}', I) : std::string::npos;
    if (End == llvm::StringRef::npos) {
      Current += Format[I];
      continue;
    }
    Pieces.push_back(Current);
    Current.clear();
    llvm::StringRef Field = Format.slice(I + 1, End);
    Names.push_back(Field.split(':').first.split('!').first.str());
    I = End;
  }
  Pieces.push_back(Current);
}

/// Splits "a %s b %d" at its conversions.
void splitPercent(llvm::StringRef Format,
                  llvm::SmallVectorImpl<std::string> &Pieces,
                  llvm::SmallVectorImpl<unsigned> &ZeroWidths) {
  std::string Current;
  for (size_t I = 0; I < Format.size(); ++I) {
    if (Format[I] != '%') {
      Current += Format[I];
      continue;
    }
    if (I + 1 < Format.size() && Format[I + 1] == '%') {
      Current += '%';
      ++I;
      continue;
    }
    size_t End = Format.find_first_of("sdifrxge", I);
    if (End == llvm::StringRef::npos)
      End = Format.size() - 1;
    unsigned Width = 0; // of %02d
    llvm::StringRef Spec = Format.slice(I + 1, End);
    if (Spec.consume_front("0"))
      Spec.getAsInteger(10, Width);
    ZeroWidths.push_back(std::min(Width, 20u));
    Pieces.push_back(Current);
    Current.clear();
    I = End;
  }
  Pieces.push_back(Current);
}

/// Functions of the os.path and pathlib families: how the arguments combine.
enum class PathCall { None, Join, Same, DirName, BaseName };

PathCall pathCall(llvm::StringRef Qualified) {
  for (llvm::StringRef Prefix : {"os.path.", "posixpath.", "ntpath."})
    if (Qualified.consume_front(Prefix)) {
      if (Qualified == "join")
        return PathCall::Join;
      if (Qualified == "dirname")
        return PathCall::DirName;
      if (Qualified == "basename")
        return PathCall::BaseName;
      if (Qualified == "abspath" || Qualified == "expanduser" ||
          Qualified == "realpath" || Qualified == "normpath" ||
          Qualified == "expandvars" || Qualified == "relpath")
        return PathCall::Same;
      return PathCall::None;
    }
  if (Qualified.consume_front("pathlib."))
    return Qualified.ends_with("Path") ? PathCall::Join : PathCall::None;
  if (Qualified == "builtins.str" || Qualified == "os.fspath")
    return PathCall::Same;
  return PathCall::None;
}

std::string dirName(llvm::StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == llvm::StringRef::npos ? "." : Path.take_front(Slash).str();
}

/// Does a path hold one component three times on end, or one unknown part three
/// times? Texts made from themselves do, and no other.
bool growsFromItself(llvm::StringRef Pattern) {
  constexpr unsigned Times = 3;
  llvm::StringRef Before;
  unsigned Run = 0;
  for (llvm::StringRef Rest = Pattern; !Rest.empty();) {
    auto [Part, Behind] = Rest.split('/');
    Run = Part == Before && !Part.empty() ? Run + 1 : 1;
    if (Run >= Times || (hasUnknownPart(Part) && Pattern.count(Part) >= Times))
      return true;
    Before = Part;
    Rest = Behind;
  }
  return false;
}

} // namespace

void Engine::textOf(const Value &V, NodeRef At,
                    llvm::SmallVectorImpl<Text> &Out) {
  switch (V.Kind) {
  case ValueKind::String:
    Out.push_back({Names.str(V.Text).str(), V.Node ? V.Node : At});
    return;
  case ValueKind::Number:
    Out.push_back({Names.str(V.Text).str(), V.Node});
    return;
  case ValueKind::Option: {
    std::string Id = "option" + std::to_string(V.Node.Module) + "." +
                     std::to_string(V.Node.Id) + Names.str(V.Text).str();
    Out.push_back(
        {unknownPart(Id), V.Node ? V.Node : At, true, Names.str(V.Text).str()});
    return;
  }
  default:
    return;
  }
}

void Engine::texts(const Spot &S, llvm::SmallVectorImpl<Text> &Out) {
  for (const Value &V : eval(S))
    if (Out.size() < MaxValues)
      textOf(V, S.Node, Out);
  bool Constant = false;
  for (const Text &T : Out)
    Constant |= !T.Option;
  // The command line may override a default, but the default is what is known.
  if (Constant)
    llvm::erase_if(Out, [](const Text &T) { return T.Option; });
  if (Out.empty() && S.Path == 0 && P.module(S.Node.Module).Documented &&
      P.node(S.Node).Kind == NodeKind::Global)
    if (std::string Name = tellingName(P.name(S.Node)); !Name.empty())
      Out.push_back(
          {namedUnknown(std::to_string(S.Node.Module) + "." + Name), S.Node});
  if (Out.empty())
    Out.push_back({unknownPart("v" + std::to_string(S.Node.Module) + "." +
                               std::to_string(S.Node.Id)),
                   S.Node});
}

llvm::SmallVector<Engine::Text, 4>
Engine::texts(llvm::ArrayRef<AccessPath> Slot, NodeRef Call, ContextId C,
              const ApiTarget &T) {
  llvm::SmallVector<Spot, 4> Found;
  spots(Slot, Call, C, T, Found);
  llvm::SmallVector<Text, 4> Out;
  for (const Spot &S : Found)
    texts(S, Out);
  return Out;
}

void Engine::piece(NodeRef N, ContextId C, llvm::SmallVectorImpl<Text> &Out) {
  texts({N, C, 0}, Out);
}

void Engine::addTexts(llvm::ArrayRef<Text> Found, NodeRef At, ValueSet &Out) {
  for (const Text &T : Found) {
    if (growsFromItself(T.Pattern))
      continue; // x = join(x, "0"): the shorter ones are there already
    NodeRef Where =
        T.Where && P.node(T.Where).Kind == NodeKind::String ? T.Where : At;
    addValue(Out, Value{ValueKind::String, false, 0, 0, Names.text(T.Pattern),
                        0, Where, 0});
  }
}

bool Engine::foldText(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  const Node &Nd = S.node(N.Id);
  auto Ops = S.operands(Nd);
  if (Nd.Kind == NodeKind::Template) {
    Texts All{{"", {}}};
    for (const Operand &O : Ops) {
      Texts Next;
      piece({N.Module, O.Value}, C, Next);
      All = product(All, Next, concat);
    }
    addTexts(All, N, Out);
    return true;
  }
  if (Ops.size() < 2)
    return false;
  llvm::StringRef Op = S.string(Nd.Name);
  NodeRef L{N.Module, Ops[0].Value}, R{N.Module, Ops[1].Value};
  if (Op == "and") {
    for (const Value &V : eval(R, C))
      addValue(Out, V);
    return true;
  }
  if (Op == "|") { // merged dicts
    for (NodeRef Side : {L, R})
      for (const Value &V : eval(Side, C))
        addValue(Out, V);
    return true;
  }
  if (Op != "+" && Op != "/" && Op != "%")
    return false;
  bool Stringy = false, List = false;
  for (NodeRef Side : {L, R})
    for (const Value &V : eval(Side, C)) {
      Stringy |= V.Kind == ValueKind::String || V.Kind == ValueKind::Option;
      List |= V.Kind == ValueKind::Container;
    }
  if (List && Op == "+") {
    addValue(Out, Value{ValueKind::Container, false, 0, 0, 0, 0, N, C});
    return true;
  }
  if (!Stringy)
    return false;
  Texts A, B;
  if (Op == "%") {
    for (const Value &V : eval(L, C)) {
      if (V.Kind != ValueKind::String)
        continue;
      llvm::SmallVector<std::string, 4> Pieces;
      llvm::SmallVector<unsigned, 4> ZeroWidths;
      splitPercent(Names.str(V.Text), Pieces, ZeroWidths);
      const Node &Right = S.node(R.Id);
      Texts All{{Pieces[0], V.Node}};
      for (size_t I = 1; I < Pieces.size(); ++I) {
        NodeRef Arg = R;
        if (Right.Kind == NodeKind::Tuple)
          Arg.Id = S.operand(R.Id, static_cast<uint32_t>(I - 1));
        Texts Next;
        if (Arg)
          piece(Arg, C, Next);
        for (Text &T : Next)
          if (!hasUnknownPart(T.Pattern) &&
              T.Pattern.size() < ZeroWidths[I - 1])
            T.Pattern.insert(0, ZeroWidths[I - 1] - T.Pattern.size(), '0');
        All = product(All, Next, concat);
        All = product(All, Texts{{Pieces[I], V.Node}}, concat);
      }
      A.append(All.begin(), All.end());
    }
    addTexts(A, N, Out);
    return true;
  }
  piece(L, C, A);
  piece(R, C, B);
  addTexts(product(A, B, Op == "/" ? joinPaths : concat), N, Out);
  return true;
}

bool Engine::foldCall(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  auto Ops = S.operands(S.node(N.Id));
  if (Ops.empty())
    return false;
  NodeRef Callee{N.Module, Ops[0].Value};
  const Node &CalleeNode = S.node(Callee.Id);
  if (CalleeNode.Kind == NodeKind::Attr) {
    llvm::StringRef Method = S.string(CalleeNode.Name);
    NodeRef Obj{N.Module, S.operand(Callee.Id, 0)};
    if (Method == "replace" && foldReplace(N, C, Out))
      return true;
    if ((Method == "lower" || Method == "upper") &&
        foldCase(N, C, Method == "lower", Out))
      return true;
    if (Method == "format") {
      Texts All;
      for (const Value &V : eval(Obj, C)) {
        if (V.Kind != ValueKind::String)
          continue;
        llvm::SmallVector<std::string, 4> Pieces, Fields;
        splitFormat(Names.str(V.Text), Pieces, Fields);
        Texts One{{Pieces[0], V.Node}};
        for (size_t I = 0; I < Fields.size(); ++I) {
          unsigned Position = static_cast<unsigned>(I);
          llvm::StringRef(Fields[I]).getAsInteger(10, Position);
          llvm::SmallVector<Spot, 2> Arg;
          argument(N, C, Fields[I], static_cast<int>(Position), Arg);
          Texts Next;
          for (const Spot &A : Arg)
            texts(A, Next);
          if (Next.empty())
            Next.push_back({unknownPart("f" + std::to_string(N.Module) + "." +
                                        std::to_string(N.Id)),
                            N});
          One = product(One, Next, concat);
          One = product(One, Texts{{Pieces[I + 1], V.Node}}, concat);
        }
        All.append(One.begin(), One.end());
      }
      addTexts(All, N, Out);
      return !All.empty();
    }
    if (Method == "joinpath" || Method == "resolve" || Method == "absolute" ||
        Method == "expanduser" || Method == "as_posix" ||
        Method == "with_suffix" || Method == "with_name" || Method == "strip" ||
        Method == "rstrip") {
      Texts All;
      for (const Value &V : eval(Obj, C))
        textOf(V, Obj, All);
      if (All.empty() && Method == "joinpath")
        piece(Obj, C, All); // what follows an unknown folder is no id
      if (All.empty())
        return false;
      if (Method == "joinpath")
        for (size_t I = 1; I < Ops.size(); ++I) {
          Texts Next;
          piece({N.Module, Ops[I].Value}, C, Next);
          All = product(All, Next, joinPaths);
        }
      if (Method == "with_suffix" && Ops.size() > 1) {
        Texts Next;
        piece({N.Module, Ops[1].Value}, C, Next);
        for (Text &T : All)
          T.Pattern = llvm::StringRef(T.Pattern).rsplit('.').first.str();
        All = product(All, Next, concat);
      }
      addTexts(All, N, Out);
      return true;
    }
    if (Method == "join" && S.node(Obj.Id).Kind == NodeKind::String &&
        Ops.size() > 1) {
      const Node &List = S.node(Ops[1].Value);
      if (List.Kind != NodeKind::List && List.Kind != NodeKind::Tuple)
        return false;
      Texts All{{"", {}}}, Sep{{S.name(Obj.Id).str(), {}}};
      bool First = true;
      for (const Operand &O : S.operands(List)) {
        Texts Next;
        piece({N.Module, O.Value}, C, Next);
        if (!First)
          All = product(All, Sep, concat);
        All = product(All, Next, concat);
        First = false;
      }
      addTexts(All, N, Out);
      return true;
    }
  }
  for (const Value &V : eval(Callee, C)) {
    if (V.Kind != ValueKind::External)
      continue;
    PathCall Kind = pathCall(Names.str(V.Text));
    if (Kind == PathCall::None || Ops.size() < 2)
      continue;
    Texts All;
    for (const Value &First : eval({N.Module, Ops[1].Value}, C))
      textOf(First, N, All);
    if (All.empty()) {
      if (Kind != PathCall::Join || Ops.size() < 3)
        return false;
      piece({N.Module, Ops[1].Value}, C, All);
    }
    if (Kind == PathCall::Join)
      for (size_t I = 2; I < Ops.size(); ++I) {
        Texts Next;
        piece({N.Module, Ops[I].Value}, C, Next);
        All = product(All, Next, joinPaths);
      }
    for (Text &T : All)
      if (Kind == PathCall::DirName)
        T.Pattern = dirName(T.Pattern);
      else if (Kind == PathCall::BaseName)
        T.Pattern = baseName(T.Pattern).str();
    addTexts(All, N, Out);
    return true;
  }
  return false;
}

} // namespace modeltidy
