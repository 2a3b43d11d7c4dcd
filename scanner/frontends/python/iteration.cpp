#include "scanner/frontends/python/iteration.h"
#include "scanner/frontends/python/scopes.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy::python {

namespace {

/// Builtins, and progress bars, which hand on what they are given.
IterationForm formOfFunction(llvm::StringRef Name) {
  return llvm::StringSwitch<IterationForm>(Name)
      .Cases("enumerate", "zip", IterationForm::Zip)
      .Case("zip_longest", IterationForm::Zip)
      .Cases("list", "tuple", "iter", "reversed", "sorted", IterationForm::Same)
      .Cases("islice", "sample", "tqdm", "track", IterationForm::Same)
      .Default(IterationForm::Other);
}

IterationForm formOfMethod(llvm::StringRef Name) {
  return llvm::StringSwitch<IterationForm>(Name)
      .Case("values", IterationForm::Same)
      .Case("items", IterationForm::Second)
      .Default(IterationForm::Other);
}

/// The positional arguments of a call, up to the first splat.
void addArguments(const SyntaxTree &Tree, SyntaxId List, Iteration &Out) {
  if (List == 0 || Tree[List].Kind != Sym::ArgumentList)
    return;
  for (SyntaxId A : Tree.children(List)) {
    if (Tree[A].Kind == Sym::KeywordArgument || Tree[A].Kind == Sym::ListSplat)
      return;
    Out.Parts.push_back(A);
    if (Out.Form != IterationForm::Zip)
      return;
  }
}

Iteration iterationOfCall(const SyntaxTree &Tree, SyntaxId Call) {
  SyntaxId Callee = Tree.child(Call), List = Tree.child(Call, 1);
  bool Method = Tree[Callee].Kind == Sym::Attribute;
  llvm::StringRef Name = Tree.text(Method ? Tree.child(Callee, 1) : Callee);
  if (IterationForm Form = formOfMethod(Name);
      Method && Form != IterationForm::Other)
    return {Form, {Tree.child(Callee)}};
  Iteration Out{formOfFunction(Name), {}};
  if (Out.Form == IterationForm::Other)
    return Out;
  addArguments(Tree, List, Out);
  if (Name == "enumerate") {
    Out.Form = IterationForm::Second;
    Out.Parts.truncate(std::min<size_t>(Out.Parts.size(), 1));
  }
  return Out;
}

} // namespace

Iteration iterationOf(const SyntaxTree &Tree, SyntaxId Source) {
  SyntaxId Inner = Tree.child(Source), Key = Tree.child(Source, 1);
  switch (Tree[Source].Kind) {
  case Sym::Identifier:
    return {IterationForm::Variable, {}};
  case Sym::Parenthesized:
    return {IterationForm::Same, {Inner}};
  case Sym::Call:
    return iterationOfCall(Tree, Source);
  case Sym::Subscript:
    if (Key != 0 && Tree[Key].Kind == Sym::Slice && Tree.child(Source, 2) == 0)
      return {IterationForm::Same, {Inner}};
    [[fallthrough]];
  case Sym::Attribute:
    // A path is looked at again behind the loop: a call in it is not to be
    // made twice.
    for (SyntaxId I = Source; I < Tree[Source].Next; ++I)
      if (Tree[I].Kind == Sym::Call)
        return {IterationForm::Other, {}};
    return {rootOf(Tree, Source) != 0 ? IterationForm::Variable
                                      : IterationForm::Other,
            {}};
  default:
    return {IterationForm::Other, {}};
  }
}

void iteratedVariables(const SyntaxTree &Tree, SyntaxId Source,
                       llvm::SmallVectorImpl<SyntaxId> &Out) {
  llvm::SmallVector<SyntaxId, 8> Left{Source};
  while (!Left.empty()) {
    SyntaxId Next = Left.pop_back_val();
    if (Next == 0)
      continue;
    Iteration I = iterationOf(Tree, Next);
    if (I.Form == IterationForm::Variable)
      Out.push_back(Next);
    Left.append(I.Parts.rbegin(), I.Parts.rend());
  }
}

SyntaxId aliasedVariable(const SyntaxTree &Tree, SyntaxId Value) {
  Sym Kind = Tree[Value].Kind;
  if (Kind != Sym::Call && Kind != Sym::Subscript && Kind != Sym::Attribute)
    return 0;
  Iteration I = iterationOf(Tree, Value);
  SyntaxId Object = Tree.child(Value);
  if (I.Form == IterationForm::Same && I.Parts.size() == 1) {
    bool OwnMethod = Kind == Sym::Call && Tree.child(Object) == I.Parts[0];
    Object = OwnMethod ? 0 : I.Parts[0];
  } else if (I.Form != IterationForm::Variable) {
    return 0;
  }
  return Tree[Object].Kind == Sym::Identifier ? Object : 0;
}

} // namespace modeltidy::python
