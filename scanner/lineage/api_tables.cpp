//===- api_tables.cpp - API models as constant C++ tables -----------------===//
//
// Every array of the model becomes a run in one flat array of its element
// type; equal runs are written once. So the compiler sees a dozen arrays a
// library, whatever the number of rows.
//
//   constexpr AccessPath Paths[] = {{PathRoot(0), 0, {"rows", 4}, {}}, …};
//   constexpr Slot Slots[] = {{SlotKind(3), {Paths + 0, 1}, {}, {}}, …};
//===----------------------------------------------------------------------===//

#include "scanner/lineage/api_tables.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;

namespace modeltidy {

namespace {

constexpr StringRef Opening = "// Made from scanner/apis/*.yaml; do not edit.\n"
                              "#include \"scanner/lineage/api_model.h\"\n";
constexpr StringRef Begin = "namespace modeltidy {\n";
constexpr StringRef Closing = "} // namespace modeltidy\n";

std::string number(uint64_t N) { return llvm::utostr(N); }

/// {"text", 4}, with octal escapes: hexadecimal ones swallow what follows.
std::string text(StringRef Text) {
  if (Text.empty())
    return "{}";
  std::string Out = "{\"";
  for (char C : Text) {
    if (llvm::isPrint(C) && C != '"' && C != '\\') {
      Out += C;
      continue;
    }
    Out += '\\';
    auto Byte = static_cast<unsigned char>(C);
    for (int Shift : {6, 3, 0})
      Out += static_cast<char>('0' + (Byte >> Shift & 7));
  }
  return Out + "\", " + number(Text.size()) + "}";
}

/// One flat array.
class Pool {
public:
  Pool(StringRef Element, StringRef Symbol) : Type(Element), Name(Symbol) {}

  /// The initializer of an ArrayRef to these elements.
  template <typename T, typename Function>
  std::string add(ArrayRef<T> Items, Function Render) {
    if (Items.empty())
      return "{}";
    std::string Run;
    for (const T &Item : Items)
      Run += "  " + Render(Item) + ",\n";
    auto [It, Inserted] = Seen.try_emplace(Run, Count);
    if (Inserted) {
      Body += Run;
      Count += Items.size();
    }
    return ("{" + Name + " + " + Twine(It->second) + ", " +
            Twine(Items.size()) + "}")
        .str();
  }

  void print(std::string &Out, StringRef Before = "constexpr ") const {
    if (Count)
      Out += (Before + Type + " " + Name + "[] = {\n" + Body + "};\n").str();
  }

private:
  StringRef Type, Name;
  std::string Body;
  size_t Count = 0;
  llvm::StringMap<size_t> Seen;
};

class LibraryWriter {
public:
  explicit LibraryWriter(const ApiLibrary &L) : Library(L) {}

  std::string write();

private:
  std::string step(const Selector &S) {
    return "{SelectorKind(" + number(unsigned(S.Kind)) + "), " + text(S.Name) +
           "}";
  }
  std::string path(const AccessPath &P) {
    return "{PathRoot(" + number(unsigned(P.Root)) + "), " + number(P.Index) +
           ", " + text(P.Name) + ", " +
           Steps.add(P.Steps, [&](const Selector &S) { return step(S); }) + "}";
  }
  std::string paths(ArrayRef<AccessPath> Items) {
    return Paths.add(Items, [&](const AccessPath &P) { return path(P); });
  }
  std::string words(ArrayRef<StringRef> Items) {
    return Words.add(Items, [](StringRef Word) { return text(Word); });
  }
  std::string slot(const Slot &S) {
    return "{SlotKind(" + number(unsigned(S.Kind)) + "), " + paths(S.Paths) +
           ", " + text(S.Word) + ", " + words(S.Words) + "}";
  }
  std::string effect(const Effect &E) {
    return "{EffectKind(" + number(unsigned(E.Kind)) + "), " +
           Slots.add(E.Slots, [&](const Slot &S) { return slot(S); }) + "}";
  }
  std::string condition(const Condition &C) {
    return "{" + path(C.Path) + ", ConditionKind(" + number(unsigned(C.Kind)) +
           "), " + text(C.Text) + "}";
  }
  std::string callable(const Callable &C);
  std::string callables(ArrayRef<Callable> Items) {
    return Bodies.add(Items, [&](const Callable &C) { return callable(C); });
  }
  std::string attribute(const AttributeModel &A) {
    return "{" + text(A.Name) + ", " + text(A.Type) + ", " + paths(A.Is) + "}";
  }
  std::string type(const TypeModel &T);

  const ApiLibrary &Library;
  Pool Words{"llvm::StringRef", "Words"};
  Pool Steps{"Selector", "Steps"};
  Pool Paths{"AccessPath", "Paths"};
  Pool Slots{"Slot", "Slots"};
  Pool Effects{"Effect", "Effects"};
  Pool Conditions{"Condition", "Conditions"};
  Pool Bodies{"Callable", "Bodies"};
  Pool Attributes{"AttributeModel", "Attributes"};
};

std::string LibraryWriter::callable(const Callable &C) {
  return "{" + text(C.Name) + ", " + words(C.Params) + ", " + text(C.Returns) +
         ", " + paths(C.ReturnsPath) + ", " +
         Effects.add(C.Effects, [&](const Effect &E) { return effect(E); }) +
         ", " +
         Conditions.add(C.When,
                        [&](const Condition &W) { return condition(W); }) +
         ", " + text(C.Library) + ", " + number(C.Line) + "}";
}

std::string LibraryWriter::type(const TypeModel &T) {
  return "{" + words(T.Names) + ", " + words(T.Extends) + ", " +
         callables(T.Init) + ", " + callables(T.Call) + ", " +
         callables(T.Methods) + ", " +
         Attributes.add(T.Attributes,
                        [&](const AttributeModel &A) { return attribute(A); }) +
         "}";
}

/// `scanner/apis/python_io.yaml` -> `python_io`, fit for a C++ name.
std::string symbol(const ApiLibrary &Library) {
  StringRef Stem = Library.File.substr(Library.File.rfind('/') + 1);
  Stem.consume_back(".yaml");
  std::string Name = "Api_";
  for (char C : Stem)
    Name += llvm::isAlnum(C) ? C : '_';
  return Name;
}

std::string LibraryWriter::write() {
  Pool FunctionPool("Callable", "Functions"), TypePool("TypeModel", "Types"),
      ValuePool("ValueModel", "Values"), AnyPool("AnyMethod", "Any"),
      ConfigPool("ConfigModel", "Configs"),
      CommandPool("CommandModel", "Commands");
  FunctionPool.add(Library.Functions,
                   [&](const Callable &C) { return callable(C); });
  TypePool.add(Library.Types, [&](const TypeModel &T) { return type(T); });
  ValuePool.add(Library.Values, [&](const ValueModel &V) {
    return "{" + text(V.Name) + ", " + text(V.Type) + ", " + text(V.Registry) +
           "}";
  });
  AnyPool.add(Library.Any, [&](const AnyMethod &A) {
    return "{" + words(A.Requires) + ", " + callable(A.Body) + "}";
  });
  ConfigPool.add(Library.Configs, [&](const ConfigModel &C) {
    return "{" + words(C.Files) + ", " + words(C.Has) + ", " + words(C.Any) +
           ", " + words(C.Not) + ", " + callable(C.Body) + "}";
  });
  CommandPool.add(Library.Commands, [&](const CommandModel &C) {
    return "{" + callable(C.Body) + ", " + words(C.Configs) + ", " +
           (C.Fallback ? "true" : "false") + ", " + words(C.Valued) + ", " +
           words(C.Any) + "}";
  });
  std::string Out = (Begin + "namespace " + symbol(Library) + " {\n").str();
  for (const Pool *P : {&Words, &Steps, &Paths, &Slots, &Effects, &Conditions,
                        &Bodies, &Attributes})
    P->print(Out);
  for (const Pool *P : {&FunctionPool, &TypePool, &ValuePool, &AnyPool,
                        &ConfigPool, &CommandPool})
    P->print(Out, "extern const ");
  return Out + "}\n" + Closing.str();
}

/// A reference to one of a library's tables, which is declared into Out.
template <typename T>
std::string reference(std::string &Out, const std::string &Library,
                      StringRef Type, StringRef Name, ArrayRef<T> Items) {
  if (Items.empty())
    return {};
  Out += ("namespace " + Library + " { extern const " + Type + " " + Name +
          "[]; }\n")
             .str();
  return Library + "::" + Name.str() + ", " + number(Items.size());
}

} // namespace

StringRef apiTablesOpening() { return Opening; }

std::string apiTables(const ApiLibrary &Library) {
  return LibraryWriter(Library).write();
}

std::string apiTableList(ArrayRef<ApiLibrary> Libraries) {
  std::string Out = (Opening + Begin).str(), List;
  for (const ApiLibrary &L : Libraries) {
    std::string Name = symbol(L);
    List += "  {" + text(L.Name) + ", " + text(L.File);
    for (const std::string &Table :
         {reference(Out, Name, "Callable", "Functions", L.Functions),
          reference(Out, Name, "TypeModel", "Types", L.Types),
          reference(Out, Name, "ValueModel", "Values", L.Values),
          reference(Out, Name, "AnyMethod", "Any", L.Any),
          reference(Out, Name, "ConfigModel", "Configs", L.Configs),
          reference(Out, Name, "CommandModel", "Commands", L.Commands)})
      List += ", {" + Table + "}";
    List += "},\n";
  }
  if (Libraries.empty())
    Out += "llvm::ArrayRef<ApiLibrary> builtinApiLibraries() { return {}; }\n";
  else
    Out += "static constinit const ApiLibrary Libraries[] = {\n" + List +
           "};\n"
           "llvm::ArrayRef<ApiLibrary> builtinApiLibraries() {\n"
           "  return Libraries;\n}\n";
  return Out + Closing.str();
}

} // namespace modeltidy
