//===- api_index.cpp - which rows speak of a name -------------------------===//

#include "scanner/lineage/api_index.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include <algorithm>
#include <functional>

using llvm::ArrayRef;
using llvm::function_ref;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::StringRef;

namespace modeltidy {

namespace {

/// Types that one look-up may pass through by `extends`; user files could
/// chain without end. Real chains are under ten.
constexpr size_t MaxBases = 256;

bool isSeed(const Callable &Body) {
  return llvm::any_of(Body.Effects, [](const Effect &E) {
    return E.Kind == EffectKind::Loads || E.Kind == EffectKind::Generates ||
           E.Kind == EffectKind::Trains || E.Kind == EffectKind::Publishes ||
           (E.Kind == EffectKind::Merges && E.slot(SlotKind::Model));
  });
}

/// `from_pretrained`, `SFTTrainer`; not `create`, `generate`, `Model`.
bool isDistinctive(StringRef Word) {
  constexpr size_t Shortest = 6;
  return Word.size() >= Shortest && !isGlob(Word) &&
         (Word.drop_front().contains('_') ||
          llvm::any_of(Word.drop_front(),
                       [](char C) { return C >= 'A' && C <= 'Z'; }));
}

/// Do two neighbors come from one row with a list of names?
bool sameRow(const Callable &A, const Callable &B) {
  return A.Line == B.Line && A.Effects.data() == B.Effects.data() &&
         A.Params.data() == B.Params.data();
}

} // namespace

ApiIndex::ApiIndex(ArrayRef<ApiLibrary> Builtin, ArrayRef<ApiLibrary> Users) {
  size_t Functions = 0, Types = 0, Methods = 0;
  for (ArrayRef<ApiLibrary> Half : {Builtin, Users})
    for (const ApiLibrary &L : Half) {
      Functions += L.Functions.size() + L.Any.size() + L.Configs.size() +
                   L.Commands.size();
      for (const TypeModel &T : L.Types) {
        Types += T.Names.size();
        Methods += T.Methods.size() + 1;
      }
    }
  FunctionNames.reserve(Functions);
  TypeNames.reserve(Types);
  LastOfOthers.Names.reserve(Functions + Types + Methods);
  Numbers.reserve(Functions + 2 * Methods);
  for (ArrayRef<ApiLibrary> Half : {Builtin, Users})
    for (const ApiLibrary &L : Half)
      addLibrary(L);
  llvm::sort(Words);
  llvm::sort(CxxWords);
  llvm::sort(LastOfOthers.Globs);
  llvm::sort(LastOfCxx.Globs);
  llvm::sort(Ranges, [](const Range &A, const Range &B) {
    return std::less<>()(A.Begin, B.Begin);
  });
}

void ApiIndex::addLibrary(const ApiLibrary &Library) {
  for (const Callable &F : Library.Functions) {
    FunctionNames.add(F.Name, FunctionRows.size());
    FunctionRows.push_back(&F);
    lastOf(isCxxName(F.Name)).add(F.Name);
  }
  addRows(Library.Functions);
  for (const TypeModel &T : Library.Types)
    addType(T);
  for (const ValueModel &V : Library.Values) {
    ValueNames.add(V.Name, ValueRows.size());
    ValueRows.push_back(&V);
    lastOf(isCxxName(V.Name)).add(V.Name);
  }
  for (const AnyMethod &A : Library.Any) {
    AnyNames.add(A.Body.Name, AnyRows.size());
    AnyRows.push_back(&A);
    lastOf(llvm::any_of(A.Requires, isCxxModule)).add(A.Body.Name);
    addRows(A.Body);
  }
  for (const ConfigModel &C : Library.Configs) {
    ConfigRows.push_back(&C);
    addRows(C.Body);
  }
  const Callable *Before = nullptr;
  for (const CommandModel &C : Library.Commands) {
    StringRef Program = C.Body.Name.split(' ').first;
    CommandRows[Program.substr(Program.rfind('/') + 1)].push_back(&C);
    addRows(C.Body, Before);
    Before = &C.Body;
  }
  addPrinters(Library.Functions);
  for (const TypeModel &Type : Library.Types)
    addPrinters(Type.Methods);
  addWords(Library);
}

void ApiIndex::addPrinters(ArrayRef<Callable> Rows) {
  for (const Callable &Row : Rows) {
    if (!Row.effect(EffectKind::Prints))
      continue;
    StringRef Last = Row.Name.substr(Row.Name.rfind('.') + 1);
    auto At = llvm::lower_bound(Printers, Last);
    if (At == Printers.end() || *At != Last)
      Printers.insert(At, Last);
  }
}

void ApiIndex::addType(const TypeModel &Type) {
  for (StringRef Name : Type.Names) {
    TypeNames.add(Name, TypeRows.size());
    TypeRows.push_back(&Type);
    TypeRowNames.push_back(Name);
    lastOf(isCxxName(Name)).add(Name);
  }
  LastComponents &Members = lastOf(llvm::any_of(Type.Names, isCxxName));
  for (const Callable &M : Type.Methods)
    Members.add(M.Name);
  for (const AttributeModel &A : Type.Attributes)
    Members.add(A.Name);
  addRows(Type.Init);
  addRows(Type.Call);
  addRows(Type.Methods);
}

// Before: the neighbor in front of the array, where rows stand one by one.
void ApiIndex::addRows(ArrayRef<Callable> Array, const Callable *Before) {
  if (Array.empty())
    return;
  Ranges.push_back({Array.data(), static_cast<uint32_t>(Array.size()),
                    static_cast<uint32_t>(Numbers.size())});
  for (size_t I = 0; I != Array.size(); ++I) {
    if (I)
      Before = &Array[I - 1];
    if (!Before || !sameRow(*Before, Array[I])) {
      RowTable.push_back(&Array[I]);
      ++RowTotal;
    }
    Numbers.push_back(RowTotal - 1);
  }
}

void ApiIndex::LastComponents::add(StringRef Name) {
  StringRef Last = lastComponent(Name);
  if (!isGlob(Last))
    Names.insert(Last);
  else if (Last != "*" && SeenGlobs.insert(Last).second)
    Globs.push_back(Last);
}

bool ApiIndex::LastComponents::contains(StringRef Last) const {
  return Names.contains(Last) || llvm::any_of(Globs, [&](StringRef Pattern) {
           return mayMatchGlob(Pattern, Last) && matchesGlob(Pattern, Last);
         });
}

void ApiIndex::addWord(StringRef Name, bool Cxx) {
  if (isDistinctive(Name) && (Cxx ? SeenCxx : SeenWords).insert(Name).second)
    (Cxx ? CxxWords : Words).push_back(Name);
}

/// `cxx.std.x` stands for std::x, whose namespace is the word to look for.
void ApiIndex::addModule(StringRef Qualified) {
  if (isCxxName(Qualified)) {
    StringRef First = firstComponent(Qualified.drop_front(CxxPrefix.size()));
    bool Spaced = Qualified.count('.') > 1;
    if (Spaced && !isGlob(First) && SeenCxx.insert(First).second)
      CxxWords.push_back(First);
    return;
  }
  StringRef First = firstComponent(Qualified);
  if (!isGlob(First) && First != "builtins" && SeenWords.insert(First).second)
    Words.push_back(First);
}

void ApiIndex::addTypeWords(const TypeModel &Type) {
  bool Any = false;
  bool Cxx = llvm::any_of(Type.Names, isCxxName);
  for (ArrayRef<Callable> Array : {Type.Init, Type.Call, Type.Methods})
    for (const Callable &Body : Array) {
      if (!isSeed(Body))
        continue;
      Any = true;
      addWord(lastComponent(Body.Name), Cxx);
    }
  if (!Any)
    return;
  for (StringRef Name : Type.Names) {
    addWord(lastComponent(Name), Cxx);
    addModule(Name);
  }
}

void ApiIndex::addWords(const ApiLibrary &Library) {
  for (const Callable &F : Library.Functions)
    if (isSeed(F)) {
      addWord(lastComponent(F.Name), isCxxName(F.Name));
      addModule(F.Name);
    }
  for (const TypeModel &T : Library.Types)
    addTypeWords(T);
  for (const AnyMethod &A : Library.Any)
    if (isSeed(A.Body)) {
      bool Cxx = llvm::any_of(A.Requires, isCxxModule);
      addWord(lastComponent(A.Body.Name), Cxx);
      for (StringRef Module : A.Requires)
        if (!Cxx)
          addModule(Module);
    }
}

bool ApiIndex::find(const ApiNames &Table, StringRef Qualified,
                    SmallVectorImpl<uint32_t> &Out) const {
  if (Table.find(Qualified, Out))
    return true;
  StringRef First = firstComponent(Qualified);
  StringRef Last = lastComponent(Qualified);
  if (First.size() + Last.size() + 1 >= Qualified.size())
    return false; // no component between the two
  llvm::SmallString<96> Short(First);
  Short += '.';
  Short += Last;
  return Table.find(Short, Out);
}

void ApiIndex::functions(StringRef Qualified, Rows &Out) const {
  SmallVector<uint32_t, 8> Found;
  if (!FunctionNames.find(Qualified, Found)) {
    if (methodsOfQualified(Qualified, Out))
      return;
    find(FunctionNames, Qualified, Found);
  }
  for (uint32_t I : Found)
    Out.push_back(FunctionRows[I]);
}

bool ApiIndex::methodsOfQualified(StringRef Qualified, Rows &Out) const {
  auto [Type, Method] = Qualified.rsplit('.');
  size_t Before = Out.size();
  if (!Method.empty() && Type.contains('.'))
    methods(Type, Method, Out);
  return Out.size() != Before;
}

void ApiIndex::typesNamed(StringRef Qualified, TypeList &Out) const {
  SmallVector<uint32_t, 8> Found;
  find(TypeNames, Qualified, Found);
  for (uint32_t I : Found)
    Out.push_back(TypeRows[I]);
}

bool ApiIndex::isModelled(llvm::StringRef Qualified) const {
  SmallVector<const Callable *, 4> Found;
  functions(Qualified, Found);
  return !Found.empty() || isType(Qualified) || value(Qualified);
}

bool ApiIndex::isType(StringRef Qualified) const {
  return !canonicalType(Qualified).empty();
}

StringRef ApiIndex::canonicalType(StringRef Qualified) const {
  SmallVector<uint32_t, 8> Found;
  return find(TypeNames, Qualified, Found) ? TypeRowNames[Found.front()]
                                           : StringRef();
}

// Depth first over `extends`, each name once; Visit says true to stop.
void ApiIndex::withBases(
    StringRef Type,
    function_ref<bool(ArrayRef<const TypeModel *>)> Visit) const {
  SmallVector<StringRef, 8> Open{Type}, Seen;
  while (!Open.empty() && Seen.size() < MaxBases) {
    StringRef Name = Open.pop_back_val();
    if (llvm::is_contained(Seen, Name))
      continue;
    Seen.push_back(Name);
    TypeList Types;
    typesNamed(Name, Types);
    if (Visit(Types))
      return;
    for (const TypeModel *T : llvm::reverse(Types))
      Open.append(T->Extends.rbegin(), T->Extends.rend());
  }
}

bool ApiIndex::derivesFrom(StringRef Type, StringRef Base) const {
  TypeList Wanted;
  typesNamed(Base, Wanted);
  bool Found = false;
  withBases(Type, [&](ArrayRef<const TypeModel *> Types) {
    Found = llvm::any_of(Types, [&](const TypeModel *T) {
      return llvm::is_contained(Wanted, T);
    });
    return Found;
  });
  return Found;
}

void ApiIndex::inherited(StringRef Type, Section Which, StringRef Name,
                         Rows &Out) const {
  size_t Before = Out.size();
  auto Collect = [&](ArrayRef<Callable> Array, bool Globs) {
    for (const Callable &C : Array)
      if (Which != Section::Methods ||
          (Globs ? isGlob(C.Name) && matchesGlob(C.Name, Name)
                 : C.Name == Name))
        Out.push_back(&C);
  };
  withBases(Type, [&](ArrayRef<const TypeModel *> Types) {
    for (bool Globs : {false, true})
      if (Out.size() == Before && !(Globs && Which != Section::Methods))
        for (const TypeModel *T : Types)
          Collect(Which == Section::Init   ? T->Init
                  : Which == Section::Call ? T->Call
                                           : T->Methods,
                  Globs);
    return Out.size() != Before;
  });
}

void ApiIndex::init(StringRef Type, Rows &Out) const {
  inherited(Type, Section::Init, "init", Out);
}

void ApiIndex::call(StringRef Type, Rows &Out) const {
  inherited(Type, Section::Call, "call", Out);
}

void ApiIndex::methods(StringRef Type, StringRef Method, Rows &Out) const {
  inherited(Type, Section::Methods, Method, Out);
}

const AttributeModel *ApiIndex::attribute(StringRef Type,
                                          StringRef Name) const {
  const AttributeModel *Found = nullptr;
  withBases(Type, [&](ArrayRef<const TypeModel *> Types) {
    for (const TypeModel *T : Types)
      for (const AttributeModel &A : T->Attributes)
        if (!Found && A.Name == Name)
          Found = &A;
    return Found != nullptr;
  });
  return Found;
}

const ValueModel *ApiIndex::value(StringRef Qualified) const {
  SmallVector<uint32_t, 8> Found;
  return find(ValueNames, Qualified, Found) ? ValueRows[Found.front()]
                                            : nullptr;
}

void ApiIndex::anyMethods(StringRef Name,
                          SmallVectorImpl<const AnyMethod *> &Out) const {
  SmallVector<uint32_t, 8> Found;
  AnyNames.find(Name, Found);
  for (uint32_t I : Found)
    Out.push_back(AnyRows[I]);
}

ArrayRef<const CommandModel *>
ApiIndex::commandsNamed(StringRef Program) const {
  auto Found = CommandRows.find(Program);
  if (Found == CommandRows.end())
    return {};
  return Found->second;
}

bool ApiIndex::mayMatter(StringRef Last, bool Cxx) const {
  return (Cxx ? LastOfCxx : LastOfOthers).contains(Last);
}

uint32_t ApiIndex::rowOf(const Callable *R) const {
  auto After = std::upper_bound(Ranges.begin(), Ranges.end(), R,
                                [](const Callable *Wanted, const Range &In) {
                                  return std::less<>()(Wanted, In.Begin);
                                });
  const Range &In = *std::prev(After);
  return Numbers[In.First + (R - In.Begin)];
}

} // namespace modeltidy
