#include "scanner/frontends/python/scopes.h"
#include "scanner/frontends/python/iteration.h"
#include "llvm/ADT/DenseMap.h"
#include <algorithm>

namespace modeltidy::python {

bool isSetDefault(const SyntaxTree &Tree, SyntaxId I) {
  SyntaxId Callee = Tree.child(I);
  if (Tree[I].Kind != Sym::Call || Callee == 0 ||
      Tree[Callee].Kind != Sym::Attribute)
    return false;
  SyntaxId Method = Tree.child(Callee, 1);
  return Method != 0 && Tree.text(Method) == "setdefault";
}

SyntaxId rootOf(const SyntaxTree &Tree, SyntaxId I) {
  while (I != 0) {
    if (isSetDefault(Tree, I))
      I = Tree.child(Tree.child(I));
    else if (Tree[I].Kind == Sym::Attribute || Tree[I].Kind == Sym::Subscript)
      I = Tree.child(I);
    else
      break;
  }
  return I != 0 && Tree[I].Kind == Sym::Identifier ? I : 0;
}

/// One pass in preorder. Open holds the scopes around the current node;
/// Waiting holds bodies that lie ahead, the nearest on top.
class ScopeTable::Finder {
public:
  Finder(ScopeTable &Out, SyntaxTree &Tree, NameTable &Names)
      : Out(Out), Tree(Tree), Names(Names) {}

  void run() {
    Open.push_back({Tree.size(), addScope(ScopeForm::Module, 0), 0});
    for (SyntaxId I = 1; I < Tree.size(); ++I) {
      while (Open.back().End <= I)
        Open.pop_back();
      while (!Waiting.empty() && Waiting.back().Begin <= I) {
        uint32_t Scope = Waiting.back().Scope;
        if (Waiting.back().Begin == I)
          Open.push_back({Tree[I].Next, Scope, Scope});
        Waiting.pop_back();
      }
      visit(I);
    }
    group();
  }

private:
  struct OpenScope {
    SyntaxId End;
    uint32_t Lexical; // for names: comprehensions count
    uint32_t Real;    // for events
  };
  struct WaitingBody {
    SyntaxId Begin;
    uint32_t Scope;
  };

  uint32_t addScope(ScopeForm Form, uint32_t Parent) {
    Out.Scopes.push_back({Form, false, Parent, 0, 0, 0});
    return static_cast<uint32_t>(Out.Scopes.size() - 1);
  }

  void visit(SyntaxId I) {
    switch (Tree[I].Kind) {
    case Sym::FunctionDef:
      define(I, ScopeForm::Function, Sym::Parameters);
      break;
    case Sym::ClassDef:
      define(I, ScopeForm::Class, Sym::Ignored);
      break;
    case Sym::Lambda:
      lambda(I);
      break;
    case Sym::ListComprehension:
    case Sym::SetComprehension:
    case Sym::DictComprehension:
    case Sym::Generator:
      comprehension(I);
      break;
    case Sym::Assignment:
      targets(I, Tree.child(I));
      alias(I);
      break;
    case Sym::AugmentedAssignment:
    case Sym::NamedExpression:
    case Sym::TypeAlias:
      targets(I, Tree.child(I));
      break;
    case Sym::For:
      targets(I, Tree.child(I));
      iterated(I);
      break;
    case Sym::AsTarget:
    case Sym::Delete:
    case Sym::KeywordPattern:
    case Sym::CasePattern:
    case Sym::UnionPattern:
    case Sym::SplatPattern:
    case Sym::AsPattern:
    case Sym::Except:
      visitPattern(I);
      break;
    case Sym::Import:
    case Sym::ImportFrom:
      import(I);
      break;
    case Sym::GlobalStatement:
    case Sym::Nonlocal:
      outerNames(I);
      break;
    case Sym::Call:
      call(I);
      break;
    default:
      break;
    }
  }

  void visitPattern(SyntaxId I) {
    switch (Tree[I].Kind) {
    case Sym::AsTarget:
    case Sym::Delete:
      targets(I, I);
      break;
    case Sym::Except: // except E, name:  and  except E as name:
      if (SyntaxId Name = Tree.child(I, 1);
          Name != 0 && Tree[Name].Kind == Sym::Identifier)
        bind(I, Tree[Name].Name);
      break;
    case Sym::AsPattern: // of a case: the name is a bare identifier
      if (SyntaxId Name = Tree.lastChild(I);
          Name != 0 && Tree[Name].Kind == Sym::Identifier)
        bind(I, Tree[Name].Name);
      break;
    default:
      for (SyntaxId C : Tree.children(I))
        capture(I, C);
    }
  }

  /// A bare name in a case pattern binds; a dotted one is a value.
  void capture(SyntaxId At, SyntaxId C) {
    bool Splat = Tree[At].Kind == Sym::SplatPattern;
    if (Splat && Tree[C].Kind == Sym::Identifier)
      bind(At, Tree[C].Name);
    if (Tree[C].Kind == Sym::DottedName && !Tree.text(C).contains('.'))
      bind(At, Tree[C].Name);
  }

  void define(SyntaxId I, ScopeForm Form, Sym ParameterKind) {
    if (SyntaxId Name = Tree.childOf(I, Sym::Identifier)) {
      Names.noteDefinition(Tree[Name].Name);
      event(I, Tree[Name].Name, false);
      declare(Open.back().Real, Tree[Name].Name, false);
    }
    uint32_t Scope = addScope(Form, Open.back().Lexical);
    if (SyntaxId Params = Tree.childOf(I, ParameterKind))
      parameters(Params, Scope);
    markInner();
    if (SyntaxId Body = Tree.childOf(I, Sym::Block))
      Waiting.push_back({Body, Scope});
    Tree[I].Name = Scope;
  }

  void lambda(SyntaxId I) {
    uint32_t Scope = addScope(ScopeForm::Function, Open.back().Lexical);
    if (SyntaxId Params = Tree.childOf(I, Sym::LambdaParameters))
      parameters(Params, Scope);
    markInner();
    SyntaxId Body = Tree.lastChild(I);
    if (Body != 0 && Tree[Body].Kind != Sym::LambdaParameters)
      Waiting.push_back({Body, Scope});
    Tree[I].Name = Scope;
  }

  void markInner() {
    for (size_t J = Open.size(); J-- > 0 && Open[J].Lexical != Open[J].Real;)
      Out.Scopes[Open[J].Lexical].HasInner = true;
  }

  void parameters(SyntaxId Params, uint32_t Scope) {
    for (SyntaxId P : Tree.children(Params)) {
      SyntaxId Target = P;
      if (Tree[P].Kind == Sym::DefaultParameter ||
          Tree[P].Kind == Sym::TypedParameter ||
          Tree[P].Kind == Sym::TypedDefaultParameter)
        Target = Tree.child(P);
      for (SyntaxId J = Target; J != 0 && J < Tree[Target].Next; ++J)
        if (Tree[J].Kind == Sym::Identifier)
          declare(Scope, Tree[J].Name);
    }
  }

  void comprehension(SyntaxId I) {
    uint32_t Scope = addScope(ScopeForm::Comprehension, Open.back().Lexical);
    for (SyntaxId C : Tree.children(I)) {
      if (Tree[C].Kind != Sym::ForIn)
        continue;
      SyntaxId Left = Tree.child(C);
      for (SyntaxId J = Left; J != 0 && J < Tree[Left].Next; ++J)
        if (Tree[J].Kind == Sym::Identifier)
          declare(Scope, Tree[J].Name);
    }
    Open.push_back({Tree[I].Next, Scope, Open.back().Real});
    Tree[I].Name = Scope;
  }

  /// Every name and every stored-to path in an assignment's left side.
  void targets(SyntaxId At, SyntaxId Left) {
    if (Left == 0)
      return;
    for (SyntaxId J = Left; J < Tree[Left].Next;) {
      if (Tree[J].Kind == Sym::Attribute || Tree[J].Kind == Sym::Subscript) {
        if (SyntaxId Root = rootOf(Tree, J))
          change(At, Tree[Root].Name, false);
        J = Tree[J].Next;
        continue;
      }
      if (Tree[J].Kind == Sym::Identifier)
        bind(At, Tree[J].Name);
      ++J;
    }
  }

  /// A loop's body may change what is iterated, through the loop's variable.
  void iterated(SyntaxId I) {
    llvm::SmallVector<SyntaxId, 4> Variables;
    if (SyntaxId Source = Tree.child(I, 1))
      iteratedVariables(Tree, Source, Variables);
    for (SyntaxId V : Variables)
      change(I, Tree[rootOf(Tree, V)].Name, true);
  }

  void import(SyntaxId I) {
    bool First = Tree[I].Kind == Sym::ImportFrom;
    for (SyntaxId C : Tree.children(I)) {
      if (First) { // the module itself binds nothing
        First = false;
        continue;
      }
      if (Tree[C].Kind == Sym::WildcardImport)
        Names.noteStarImport();
      StringId Name = Tree[C].Name;
      if (SyntaxId Alias = Tree.childOf(C, Sym::Identifier))
        Name = Tree[Alias].Name;
      if (Name == 0)
        continue;
      Names.noteDefinition(Name);
      event(I, Name, false);
      declare(Open.back().Real, Name, false);
    }
  }

  void outerNames(SyntaxId I) {
    bool Global = Tree[I].Kind == Sym::GlobalStatement;
    uint32_t Scope = Open.back().Real;
    if (Out.Scopes[Scope].Form == ScopeForm::Module)
      return;
    for (SyntaxId C : Tree.children(I)) {
      uint64_t Key = key(Scope, Tree[C].Name);
      (Global ? Out.DeclaredGlobal : Out.DeclaredNonlocal).insert(Key);
      Out.Declared.erase(Key);
    }
  }

  /// A method call changes its receiver, any call the variables passed to it.
  void call(SyntaxId I) {
    SyntaxId Callee = Tree.child(I), Arguments = Tree.child(I, 1);
    if (Callee == 0)
      return;
    if (Tree[Callee].Kind == Sym::Attribute)
      if (SyntaxId Root = rootOf(Tree, Callee))
        changeByCall(I, Tree[Root].Name);
    if (Arguments == 0 || Tree[Arguments].Kind != Sym::ArgumentList ||
        (Tree[Callee].Kind == Sym::Identifier &&
         Names.isPureCallee(Tree[Callee].Name)))
      return;
    for (SyntaxId A : Tree.children(Arguments)) {
      if (Tree[A].Kind == Sym::KeywordArgument)
        A = Tree.child(A, 1);
      if (A != 0 && Tree[A].Kind == Sym::Identifier)
        changeByCall(I, Tree[A].Name);
    }
  }

  /// A comprehension's own variables are no matter of the scope around it.
  void changeByCall(SyntaxId I, StringId Name) {
    for (size_t J = Open.size(); J-- > 0 && Open[J].Lexical != Open[J].Real;)
      if (Out.declares(Open[J].Lexical, Name))
        return;
    change(I, Name, true);
  }

  void bind(SyntaxId At, StringId Name) {
    uint32_t Scope = Open.back().Real;
    event(At, Name, false);
    declare(Scope, Name);
  }

  void declare(uint32_t Scope, StringId Name, bool Value = true) {
    if (Value)
      Names.noteValue(Name);
    uint64_t Key = key(Scope, Name);
    if (!Out.DeclaredGlobal.contains(Key) &&
        !Out.DeclaredNonlocal.contains(Key))
      Out.Declared.insert(Key);
  }

  /// row = data[i]: what changes row from here on changes data.
  void alias(SyntaxId I) {
    SyntaxId Target = Tree.child(I), Value = Tree.lastChild(I);
    if (Target == Value || Tree[Target].Kind != Sym::Identifier)
      return;
    uint64_t Key = key(Open.back().Real, Tree[Target].Name);
    if (SyntaxId Object = aliasedVariable(Tree, Value))
      Aliases[Key] = Tree[Object].Name;
    else
      Aliases.erase(Key);
  }

  /// A variable gets a new version, and those that it is a part of.
  void change(SyntaxId At, StringId Name, bool ByCall) {
    constexpr unsigned MaxSteps = 4;
    event(At, Name, ByCall);
    for (unsigned Step = 0; Step < MaxSteps; ++Step) {
      auto Whole = Aliases.find(key(Open.back().Real, Name));
      if (Whole == Aliases.end())
        return;
      Name = Whole->second;
      event(At, Name, true);
    }
  }

  void event(SyntaxId At, StringId Name, bool ByCall) {
    Found.push_back({{At, Name, ByCall}, Open.back().Real});
    ++Out.Scopes[Open.back().Real].EventCount;
  }

  /// Events were found in order of place; group them by scope, stably.
  void group() {
    uint32_t First = 0;
    for (ScopeInfo &S : Out.Scopes) {
      S.FirstEvent = First;
      First += S.EventCount;
      S.EventCount = 0;
    }
    Out.Events.resize(Found.size());
    for (const auto &[Event, Scope] : Found) {
      ScopeInfo &S = Out.Scopes[Scope];
      Out.Events[S.FirstEvent + S.EventCount++] = Event;
    }
  }

  ScopeTable &Out;
  SyntaxTree &Tree;
  NameTable &Names;
  std::vector<OpenScope> Open;
  std::vector<WaitingBody> Waiting;
  std::vector<std::pair<ScopeEvent, uint32_t>> Found;
  llvm::DenseMap<uint64_t, StringId> Aliases; // by scope and name
};

ScopeTable::ScopeTable(SyntaxTree &Tree, NameTable &Names) {
  Finder(*this, Tree, Names).run();
}

bool ScopeTable::declares(uint32_t Scope, StringId Name) const {
  return Declared.contains(key(Scope, Name));
}

OuterName ScopeTable::resolve(uint32_t Scope, StringId Name) const {
  bool Inside = false;
  while (Scope != 0) {
    if (DeclaredGlobal.contains(key(Scope, Name)))
      break;
    const ScopeInfo &S = Scopes[Scope];
    if (Inside && S.Form != ScopeForm::Class && declares(Scope, Name)) {
      while (Scopes[Scope].Form == ScopeForm::Comprehension)
        Scope = Scopes[Scope].Parent;
      return {Scope == 0, Scope};
    }
    Inside = true;
    Scope = S.Parent;
  }
  return {true, 0};
}

llvm::ArrayRef<ScopeEvent> ScopeTable::events(uint32_t Scope) const {
  const ScopeInfo &S = Scopes[Scope];
  return llvm::ArrayRef<ScopeEvent>(Events).slice(S.FirstEvent, S.EventCount);
}

llvm::ArrayRef<ScopeEvent> ScopeTable::events(uint32_t Scope, SyntaxId First,
                                              SyntaxId Last) const {
  auto All = events(Scope);
  auto Before = [](const ScopeEvent &E, SyntaxId I) { return E.At < I; };
  auto From = std::lower_bound(All.begin(), All.end(), First, Before);
  auto To = std::lower_bound(From, All.end(), Last, Before);
  return {From, To};
}

} // namespace modeltidy::python
