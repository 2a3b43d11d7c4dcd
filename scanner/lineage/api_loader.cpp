//===- api_loader.cpp - API models from YAML ------------------------------===//

#include "scanner/lineage/api_loader.h"
#include "scanner/lineage/api_effects.h"
#include "scanner/lineage/api_path.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"
#include <initializer_list>

using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::StringRef;
using llvm::Twine;
using modeltidy::yaml::Fields;
using modeltidy::yaml::Node;

namespace modeltidy {

namespace {

constexpr int64_t SchemaVersion = 1;

class LibraryReader {
public:
  LibraryReader(StringRef Name, ApiArena &Memory, yaml::Problems &Found)
      : File(Memory.keep(Name)), Arena(Memory), Out(Found),
        Bodies(Memory, Found) {}

  ApiLibrary read(Node Root);

private:
  using Rows = SmallVectorImpl<Callable>;

  SmallVector<StringRef, 4> names(Fields &Row, StringRef Key, bool Globs);
  void rows(Node Value, StringRef Noun, StringRef NameKey, StringRef Owner,
            Rows &Into);
  bool row(Node Value, Fields &Keys, StringRef NameKey, StringRef Owner,
           Rows &Into);
  ArrayRef<Callable> unnamed(Fields &Type, StringRef Key, StringRef Owner);
  void type(Node Value, SmallVectorImpl<TypeModel> &Into);
  ArrayRef<AttributeModel> attributes(Fields &Type);
  void value(Node Item, SmallVectorImpl<ValueModel> &Into);
  void any(Node Item, SmallVectorImpl<AnyMethod> &Into);
  ArrayRef<StringRef> dottedKeys(Fields &Row, StringRef Key);
  void body(Node Value, Fields &Keys, Callable &Into);
  void config(Node Item, SmallVectorImpl<ConfigModel> &Into);
  void command(Node Item, SmallVectorImpl<CommandModel> &Into);
  bool isNew(Node At, const Twine &What, const Twine &Key);
  template <typename T> ArrayRef<T> keep(const SmallVectorImpl<T> &Items) {
    return Arena.keep(ArrayRef<T>(Items));
  }

  StringRef File;
  ApiArena &Arena;
  yaml::Problems &Out;
  BodyReader Bodies;
  llvm::StringMap<uint32_t> Lines; // what stands where, to find duplicates
};

/// What makes two rows of a name the same: their conditions and the kinds of
/// their effects (of callbacks, the functions too).
std::string identity(const Callable &C) {
  std::string Key;
  for (const Condition &W : C.When)
    Key += ("|" + Twine(str(W.Path)) + "?" + Twine(unsigned(W.Kind)) + W.Text)
               .str();
  Key += '#';
  EffectKind Last{};
  for (const Effect &E : C.Effects) {
    if (&E == C.Effects.begin() || E.Kind != Last)
      Key += char('a' + unsigned(Last = E.Kind));
    if (E.Kind == EffectKind::Calls)
      for (const AccessPath &Function : E.paths(SlotKind::Function))
        Key += str(Function);
  }
  return Key;
}

bool LibraryReader::isNew(Node At, const Twine &What, const Twine &Key) {
  auto [It, Inserted] = Lines.try_emplace(Key.str(), At.begin().Line);
  if (!Inserted)
    yaml::report(Out, At,
                 "duplicate " + What + ": it stands at line " +
                     Twine(It->second) + " already");
  return Inserted;
}

SmallVector<StringRef, 4> LibraryReader::names(Fields &Row, StringRef Key,
                                               bool Globs) {
  SmallVector<StringRef, 4> Kept;
  if (!Row.require(Key))
    return Kept;
  for (Node Item : Row.list(Key))
    if (checkDottedName(Item, Item.text(), Globs, Out))
      Kept.push_back(Arena.keep(Item.text()));
  return Kept;
}

void LibraryReader::body(Node Value, Fields &Keys, Callable &Into) {
  Into.Library = File;
  Into.Line = Value.begin().Line;
  Bodies.read(Keys, Into);
  Keys.finish();
}

// A row with any mistake is left out; false then. NameKey is empty for `init`
// and `call`, whose Owner ends in that word.
bool LibraryReader::row(Node Value, Fields &Keys, StringRef NameKey,
                        StringRef Owner, Rows &Into) {
  size_t Before = Out.size();
  Callable C{};
  SmallVector<StringRef, 4> Names;
  if (NameKey.empty())
    Names.push_back(Owner.rsplit(' ').second);
  else
    Names = names(Keys, NameKey, true);
  body(Value, Keys, C);
  if (Out.size() != Before)
    return false;
  for (StringRef Name : Names) {
    C.Name = Name;
    if (isNew(Value, "row '" + Name + "'",
              Owner + " " + Name + " " + identity(C)))
      Into.push_back(C);
  }
  return true;
}

void LibraryReader::rows(Node Value, StringRef Noun, StringRef NameKey,
                         StringRef Owner, Rows &Into) {
  Fields Keys(Value, Noun, Out);
  if (Value.isMapping())
    row(Value, Keys, NameKey, Owner, Into);
}

// `init` and `call`: one body, or a list of bodies with their own `when`.
ArrayRef<Callable> LibraryReader::unnamed(Fields &Type, StringRef Key,
                                          StringRef Owner) {
  SmallVector<Callable, 2> Found;
  std::string Full = (Owner + " " + Key).str();
  for (Node Body : Type.list(Key))
    rows(Body, ("'" + Key + "'").str(), "", Arena.keep(Full), Found);
  return keep(Found);
}

ArrayRef<AttributeModel> LibraryReader::attributes(Fields &Type) {
  SmallVector<AttributeModel, 4> Found;
  for (Node Item : Type.list("attributes")) {
    size_t Before = Out.size();
    Fields Keys(Item, "an attribute row", Out);
    AttributeModel A{Arena.keep(Keys.requireText("name")), {}, {}};
    Node Is = Keys.get("is");
    if (Is)
      A.Is = Bodies.paths(Is);
    A.Type = Arena.keep(Keys.text("type"));
    if (!A.Type.empty())
      checkDottedName(Keys.get("type"), A.Type, false, Out);
    if (bool(Is) == !A.Type.empty() && Item.isMapping())
      yaml::report(Out, Item, "an attribute row needs either 'is' or 'type'");
    Keys.finish();
    if (Out.size() == Before)
      Found.push_back(A);
  }
  return keep(Found);
}

void LibraryReader::type(Node Value, SmallVectorImpl<TypeModel> &Into) {
  Fields Keys(Value, "a type row", Out);
  if (!Value.isMapping())
    return;
  size_t Before = Out.size();
  SmallVector<StringRef, 4> Names = names(Keys, "type", true);
  SmallVector<StringRef, 4> Extends;
  for (Node Base : Keys.list("extends"))
    if (checkDottedName(Base, Base.text(), false, Out))
      Extends.push_back(Arena.keep(Base.text()));
  for (StringRef Name : Names)
    isNew(Value, "type '" + Name + "'", "type " + Name);
  bool Fine = Out.size() == Before && !Names.empty();
  StringRef Owner = Names.empty() ? StringRef("?") : Names.front();
  TypeModel T{keep(Names),
              keep(Extends),
              unnamed(Keys, "init", Owner),
              unnamed(Keys, "call", Owner),
              {},
              attributes(Keys)};
  SmallVector<Callable, 8> Methods;
  for (Node Method : Keys.list("methods"))
    rows(Method, "a method row", "name", Owner, Methods);
  T.Methods = keep(Methods);
  Keys.finish();
  if (Fine)
    Into.push_back(T);
}

void LibraryReader::value(Node Item, SmallVectorImpl<ValueModel> &Into) {
  size_t Before = Out.size();
  Fields Keys(Item, "a value row", Out);
  SmallVector<StringRef, 4> Names = names(Keys, "name", true);
  ValueModel V{{}, Arena.keep(Keys.text("type")), {}};
  if (!V.Type.empty())
    checkDottedName(Keys.get("type"), V.Type, false, Out);
  if (Node Parses = Keys.get("parses")) {
    Fields Inner(Parses, "'parses'", Out);
    V.Registry = Arena.keep(Inner.requireText("registry"));
    Inner.finish();
  }
  if (V.Type.empty() == V.Registry.empty() && Item.isMapping())
    yaml::report(Out, Item, "a value row needs either 'type' or 'parses'");
  Keys.finish();
  if (Out.size() != Before)
    return;
  for (StringRef Name : Names) {
    V.Name = Name;
    if (isNew(Item, "value '" + Name + "'", "value " + Name))
      Into.push_back(V);
  }
}

void LibraryReader::any(Node Item, SmallVectorImpl<AnyMethod> &Into) {
  Fields Keys(Item, "an 'any' row", Out);
  if (!Item.isMapping())
    return;
  size_t Before = Out.size();
  SmallVector<StringRef, 4> Requires;
  if (Item["requires"])
    Requires = names(Keys, "requires", false);
  SmallVector<Callable, 2> Found;
  Keys.get("requires"); // known, also where it is absent
  bool Fine = Out.size() == Before;
  std::string Owner = "any " + llvm::join(Requires, ",");
  if (!row(Item, Keys, "method", Owner, Found) || !Fine)
    return;
  ArrayRef<StringRef> Modules = keep(Requires);
  for (const Callable &C : Found)
    Into.push_back({Modules, C});
}

ArrayRef<StringRef> LibraryReader::dottedKeys(Fields &Row, StringRef Key) {
  ArrayRef<StringRef> Keys = Bodies.texts(Row, Key);
  for (StringRef K : Keys)
    if (K.empty() || K.starts_with(".") || K.ends_with(".") || K.contains(".."))
      yaml::report(Out, Row.get(Key), "'" + K + "' is not a dotted key");
  return Keys;
}

void LibraryReader::config(Node Item, SmallVectorImpl<ConfigModel> &Into) {
  Fields Keys(Item, "a config row", Out);
  if (!Item.isMapping())
    return;
  size_t Before = Out.size();
  ConfigModel M{};
  M.Body.Name = Arena.keep(Keys.requireText("config"));
  M.Files = Bodies.texts(Keys, "files");
  M.Has = dottedKeys(Keys, "has");
  M.Any = dottedKeys(Keys, "any");
  M.Not = dottedKeys(Keys, "not");
  if (M.Files.empty() && M.Has.empty() && M.Any.empty())
    yaml::report(Out, Item, "a config row needs one of has, any, files");
  body(Item, Keys, M.Body);
  if (Out.size() != Before)
    return;
  std::string Signs = "config";
  for (ArrayRef<StringRef> Part : {M.Files, M.Has, M.Any, M.Not})
    Signs += ' ' + llvm::join(Part, ",");
  if (isNew(Item, "row '" + M.Body.Name + "'",
            M.Body.Name + Signs + identity(M.Body)))
    Into.push_back(M);
}

/// `--config`, `-c`, or the position of a word.
bool isOption(StringRef Text) {
  return (Text.starts_with("-") && !Text.ltrim('-').empty()) ||
         (!Text.empty() && llvm::all_of(Text, llvm::isDigit));
}

void LibraryReader::command(Node Item, SmallVectorImpl<CommandModel> &Into) {
  Fields Keys(Item, "a command row", Out);
  if (!Item.isMapping() || !Keys.require("command"))
    return;
  size_t Before = Out.size();
  ArrayRef<StringRef> Names = Bodies.texts(Keys, "command");
  for (StringRef Name : Names)
    if (Name.empty() || Name.contains("  ") || Name.trim() != Name)
      yaml::report(Out, Keys.get("command"),
                   "'" + Name + "' is not words with one blank between");
  CommandModel M{{}, Bodies.texts(Keys, "configs")};
  M.Fallback = Keys.boolean("fallback").value_or(false);
  M.Valued = Bodies.texts(Keys, "valued");
  M.Any = Bodies.texts(Keys, "any");
  for (StringRef Option : M.Configs)
    if (!isOption(Option))
      yaml::report(Out, Keys.get("configs"),
                   "'" + Option + "' is neither an option nor a position");
  body(Item, Keys, M.Body);
  if (Out.size() != Before)
    return;
  for (StringRef Name : Names) {
    M.Body.Name = Name;
    if (isNew(Item, "row '" + Name + "'",
              "command " + Name + " " + llvm::join(M.Any, ",") +
                  identity(M.Body)))
      Into.push_back(M);
  }
}

ApiLibrary LibraryReader::read(Node Root) {
  ApiLibrary L{};
  L.File = File;
  Fields Top(Root, "an API model", Out);
  if (!Root.isMapping())
    return L;
  Top.require("schema");
  std::optional<int64_t> Version = Top.integer("schema");
  if (Version && *Version != SchemaVersion)
    yaml::report(Out, Top.get("schema"),
                 "this version reads schema 1, not " + Twine(*Version));
  L.Name = Arena.keep(Top.requireText("library"));
  Top.text("source");
  Top.text("read");
  SmallVector<Callable, 0> Functions;
  SmallVector<TypeModel, 0> Types;
  SmallVector<ValueModel, 0> Values;
  SmallVector<AnyMethod, 0> Any;
  SmallVector<ConfigModel, 0> Configs;
  SmallVector<CommandModel, 0> Commands;
  for (Node Item : Top.list("functions"))
    rows(Item, "a function row", "name", "function", Functions);
  for (Node Item : Top.list("types"))
    type(Item, Types);
  for (Node Item : Top.list("values"))
    value(Item, Values);
  for (Node Item : Top.list("any"))
    any(Item, Any);
  for (Node Item : Top.list("configs"))
    config(Item, Configs);
  for (Node Item : Top.list("commands"))
    command(Item, Commands);
  Top.finish();
  L.Functions = keep(Functions);
  L.Types = keep(Types);
  L.Values = keep(Values);
  L.Any = keep(Any);
  L.Configs = keep(Configs);
  L.Commands = keep(Commands);
  return L;
}

} // namespace

ApiLibrary loadApiLibrary(StringRef Text, StringRef File, ApiArena &Arena,
                          yaml::Problems &Out) {
  yaml::Document Doc = yaml::parse(Text, File, Out);
  LibraryReader Reader(File, Arena, Out);
  if (!Doc.root()) {
    ApiLibrary Empty{};
    Empty.File = Arena.keep(File);
    return Empty;
  }
  return Reader.read(Doc.root());
}

} // namespace modeltidy
