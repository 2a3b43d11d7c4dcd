//===- cxx_program.cpp - what belongs together among C++ files ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/lineage/cxx_program.h"
#include "scanner/discover/base_name.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/GlobPattern.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Definitions of one name that are looked at; more tell nothing.
constexpr size_t MaxDefinitions = 8;
/// Definitions of one macro on command lines.
constexpr size_t MaxMacros = 64;
/// Patterns of build files that are matched against all files.
constexpr unsigned MaxGlobs = 200;
/// Files that one includes in turn; beyond it a name is looked for everywhere.
constexpr size_t MaxLinked = 2000;

StringRef stemOf(StringRef Path) { return baseName(Path).split('.').first; }

/// Length of the common leading folders of two paths.
size_t commonFolders(StringRef A, StringRef B) {
  size_t Same = 0;
  for (size_t I = 0; I < A.size() && I < B.size() && A[I] == B[I]; ++I)
    if (A[I] == '/')
      Same = I + 1;
  return Same;
}

bool isSource(StringRef Word) {
  for (StringRef End : {".cpp", ".cc", ".cxx", ".c", ".cu", ".c*"})
    if (Word.ends_with(End))
      return true;
  return false;
}

using Lists = std::vector<std::vector<uint32_t>>;

/// All that M includes in turn, with the sources of these headers; sorted.
std::vector<uint32_t> closure(const Program &P, const IncludePaths &Paths,
                              const Lists &Included, uint32_t M) {
  llvm::BitVector Seen(static_cast<unsigned>(P.modules().size()));
  std::vector<uint32_t> Open{M}, Out;
  Seen.set(M);
  auto Visit = [&](uint32_t To) {
    if (Seen.test(To) || Out.size() >= MaxLinked)
      return;
    Seen.set(To);
    Open.push_back(To);
    Out.push_back(To);
  };
  while (!Open.empty()) {
    uint32_t At = Open.back();
    Open.pop_back();
    llvm::SmallVector<uint32_t, 4> Partners;
    if (At != M)
      Paths.partners(P.module(At).Path, Partners);
    for (uint32_t To : Included[At])
      Visit(To);
    for (uint32_t To : Partners)
      Visit(To);
  }
  llvm::sort(Out);
  return Out;
}

} // namespace

CxxProgram::CxxProgram(const Program &Of) : P(Of), Linked(Of.modules().size()) {
  for (uint32_t M = 0; M < P.modules().size(); ++M)
    if (P.graph(M).frontEnd() == FrontEnd::Cxx)
      addNames(M);
  if (Names.empty())
    return;
  for (uint32_t M = 0; M < P.modules().size(); ++M)
    if (P.graph(M).frontEnd() == FrontEnd::Cxx)
      link(M);
  std::vector<std::vector<uint32_t>> Included = Linked;
  for (uint32_t M = 0; M < P.modules().size(); ++M)
    if (!Included[M].empty())
      Linked[M] = closure(P, Paths, Included, M);
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Summary &S = P.graph(M);
    if (S.frontEnd() != FrontEnd::Shell)
      continue;
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
      if (isCommand(S.node(Id)))
        addCommand(M, Id);
  }
}

void CxxProgram::addNames(uint32_t M) {
  const Summary &S = P.graph(M);
  Paths.add(P.module(M).Path, M);
  for (const Binding &B : S.bindings(S.scopes()[0]))
    if (!(B.Flags & BindingStar))
      Names[S.string(B.Name)].push_back({M, B.Node});
  if (hasMain(M))
    Stems[stemOf(P.module(M).Path)].push_back({M, {M}, M});
}

bool CxxProgram::hasMain(uint32_t M) const {
  llvm::SmallVector<NodeId, 2> Found;
  P.bindings(M, 0, "main", Found);
  return !Found.empty();
}

/// The files that M includes itself; the constructor adds what these include.
void CxxProgram::link(uint32_t M) {
  const Summary &S = P.graph(M);
  StringRef Path = P.module(M).Path;
  for (const Node &N : S.nodes())
    if (N.Kind == NodeKind::Import)
      if (auto To = Paths.find(Path, S.string(N.Name)))
        Linked[M].push_back(*To);
}

llvm::ArrayRef<uint32_t> CxxProgram::linked(uint32_t M) const {
  return Linked[M];
}

void CxxProgram::definitions(uint32_t M, StringRef Name,
                             llvm::SmallVectorImpl<NodeRef> &Out) const {
  size_t Colons = Name.rfind("::");
  auto It =
      Names.find(Colons == StringRef::npos ? Name : Name.substr(Colons + 2));
  if (It == Names.end())
    return;
  for (NodeRef D : It->second)
    if (D.Module == M)
      Out.push_back(D);
  if (!Out.empty())
    return;
  llvm::ArrayRef<uint32_t> Near = Linked[M];
  for (NodeRef D : It->second)
    if (Out.size() < MaxDefinitions &&
        std::binary_search(Near.begin(), Near.end(), D.Module))
      Out.push_back(D);
  if (!Out.empty())
    return;
  uint32_t Only = It->second.front().Module;
  for (NodeRef D : It->second)
    if (D.Module != Only)
      return;
  if (P.related(M, Only))
    Out.append(It->second.begin(), It->second.end());
}

/// Its methods stand outside of a class: it begins where one of them does.
static bool isOfMethodsAlone(const Summary &S, uint32_t Index) {
  const Class &C = S.classes()[Index];
  return llvm::any_of(S.functions(), [&](const Function &F) {
    return F.ClassIndex == Index + 1 && F.Begin == C.Begin && F.End == C.End;
  });
}

void CxxProgram::definitionsOf(ClassRef C,
                               llvm::SmallVectorImpl<ClassRef> &Out) const {
  const Summary &S = P.graph(C.Module);
  if (S.frontEnd() != FrontEnd::Cxx || !isOfMethodsAlone(S, C.Index))
    return;
  auto It = Names.find(S.string(P.classOf(C).Name));
  llvm::ArrayRef<uint32_t> Near = Linked[C.Module];
  if (It == Names.end())
    return;
  for (NodeRef D : It->second)
    if (P.node(D).Kind == NodeKind::Class && Out.size() < MaxDefinitions &&
        std::binary_search(Near.begin(), Near.end(), D.Module) &&
        !isOfMethodsAlone(P.graph(D), P.node(D).Aux))
      Out.push_back({D.Module, P.node(D).Aux});
}

//===-- Programs ----------------------------------------------------------===//

/// c++ -DMODEL="x" … -o gen main.cpp
void CxxProgram::addCommand(uint32_t M, NodeId Call) {
  const Summary &S = P.graph(M);
  StringRef Output;
  llvm::SmallVector<StringRef, 16> Sources;
  llvm::SmallVector<NodeRef, 4> Definitions;
  bool Named = false;
  for (const Operand &O : S.operands(S.node(Call))) {
    StringRef Word = S.node(O.Value).Kind == NodeKind::String ? S.name(O.Value)
                                                              : StringRef();
    if (std::exchange(Named, Word == "-o"))
      Output = Word;
    else if (isSource(Word))
      Sources.push_back(Word);
    else if (startOf({M, O.Value}).starts_with("-D"))
      Definitions.push_back({M, O.Value});
  }
  if (Sources.empty())
    return;
  if (!Definitions.empty()) {
    llvm::SmallVector<uint32_t, 8> Found;
    for (StringRef Source : Sources)
      filesNamed(Source, M, Found);
    for (NodeRef D : Definitions)
      addMacro(D, Found);
  }
  if (!Output.empty())
    addTarget(baseName(Output), M, Sources);
}

/// What a word begins with: "-DMODEL=" of -DMODEL="$MODEL".
StringRef CxxProgram::startOf(NodeRef Word) const {
  const Summary &S = P.graph(Word);
  const Node *N = &S.node(Word.Id);
  if (N->Kind == NodeKind::Template && !S.operands(*N).empty())
    N = &S.node(S.operands(*N)[0].Value);
  return N->Kind == NodeKind::String ? S.string(N->Name) : StringRef();
}

void CxxProgram::addMacro(NodeRef Word, llvm::ArrayRef<uint32_t> Sources) {
  auto [Name, Value] = startOf(Word).drop_front(2).split('=');
  std::vector<Macro> &Same = Macros[Name];
  if (Name.empty() || Sources.empty() || Same.size() == MaxMacros)
    return;
  Same.push_back({Word, {Sources.begin(), Sources.end()}});
  llvm::sort(Same.back().Sources);
}

void CxxProgram::macros(uint32_t M, StringRef Name,
                        llvm::SmallVectorImpl<NodeRef> &Out) const {
  auto It = Macros.find(Name);
  if (It == Macros.end())
    return;
  for (const Macro &Of : It->second)
    if (std::binary_search(Of.Sources.begin(), Of.Sources.end(), M) ||
        llvm::any_of(Of.Sources, [&](uint32_t Source) {
          llvm::ArrayRef<uint32_t> Near = Linked[Source];
          return std::binary_search(Near.begin(), Near.end(), M);
        }))
      Out.push_back(Of.Word);
}

/// src/main.cpp, as seen from By's folder.
void CxxProgram::filesNamed(StringRef Source, uint32_t By,
                            llvm::SmallVectorImpl<uint32_t> &Out) {
  // "${DIR}/src/main.cpp": what stands behind the variable
  if (size_t Close = Source.rfind("}/"); Close != StringRef::npos)
    Source = Source.substr(Close + 2);
  if (Source.contains('*')) {
    if (Globs++ < MaxGlobs)
      filesLike(Source, By, Out);
  } else if (auto M = Paths.find(P.module(By).Path, Source)) {
    Out.push_back(*M);
  }
}

void CxxProgram::addTarget(StringRef Name, uint32_t By,
                           llvm::ArrayRef<StringRef> Sources) {
  std::vector<Target> &Same = Targets[Name];
  if (Same.empty() || Same.back().By != By)
    Same.push_back({By, {}, std::nullopt});
  Target &T = Same.back();
  llvm::SmallVector<uint32_t, 8> Found;
  for (StringRef Source : Sources)
    filesNamed(Source, By, Found);
  for (uint32_t M : Found) {
    T.Sources.push_back(M);
    if (!T.Main && hasMain(M))
      T.Main = M;
  }
  // Sources of one program call each other.
  constexpr size_t MaxSources = 200;
  if (T.Sources.size() > MaxSources)
    return;
  for (uint32_t A : T.Sources) {
    for (uint32_t B : T.Sources)
      if (A != B)
        Linked[A].push_back(B);
    llvm::sort(Linked[A]);
    Linked[A].erase(llvm::unique(Linked[A]), Linked[A].end());
  }
}

/// src/*.cpp, as seen from the build file's folder.
void CxxProgram::filesLike(StringRef Pattern, uint32_t By,
                           llvm::SmallVectorImpl<uint32_t> &Out) const {
  StringRef Path = P.module(By).Path;
  std::string Whole = (Path.take_front(Path.rfind('/') + 1) + Pattern).str();
  auto Glob = llvm::GlobPattern::create(Whole); // refers to it
  if (!Glob) {
    llvm::consumeError(Glob.takeError());
    return;
  }
  size_t Depth = StringRef(Whole).count('/');
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    StringRef File = P.module(M).Path;
    if (P.graph(M).frontEnd() == FrontEnd::Cxx && isSource(File) &&
        File.count('/') == Depth && Glob->match(File))
      Out.push_back(M);
  }
}

std::optional<uint32_t> CxxProgram::nearest(llvm::ArrayRef<Target> Of,
                                            uint32_t By) const {
  std::optional<uint32_t> Best;
  size_t BestScore = 0;
  bool Twice = false;
  for (const Target &T : Of) {
    if (!T.Main)
      continue;
    size_t Score = 1 + commonFolders(P.module(T.By).Path, P.module(By).Path);
    // A Makefile's rule and its recipe tell of the same program.
    Twice = Score == BestScore ? Twice || T.Main != Best
                               : Twice && Score < BestScore;
    if (Score <= BestScore)
      continue;
    BestScore = Score;
    Best = T.Main;
  }
  return Twice ? std::nullopt : Best;
}

std::optional<uint32_t> CxxProgram::program(StringRef Word, uint32_t By,
                                            bool First) const {
  StringRef Path = Word.substr(Word.rfind('\x02') + 1);
  StringRef Name = baseName(Path);
  if (Name.empty() || (!First && !Path.contains('/')))
    return std::nullopt;
  if (auto It = Targets.find(Name); It != Targets.end())
    if (auto Main = nearest(It->second, By))
      return Main;
  // Without a build file: gen of gen.cpp, where only one file fits.
  auto It = Stems.find(Name);
  return It == Stems.end() ? std::nullopt : nearest(It->second, By);
}

} // namespace modeltidy
