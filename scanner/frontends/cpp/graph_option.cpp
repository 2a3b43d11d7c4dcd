//===- graph_option.cpp - options of the command line ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// C++ programs read their command line by custom, not by one library. Whatever
// the custom, the value of option NAME is Attr(Global argv, NAME), a Phi of
// these where it has several names, and a word by its number is sys.argv[N]:
//
//   if (arg == "--model") model = argv[++i];
//   if (arg.starts_with("--model=")) model = arg.substr(8);
//   else path = argv[i];  argv[optind + 1]          #, #1: operands
//   case 'm': model = optarg;                       getopt, also by if
//   auto next = [&] { return argv[++i]; };          where one is tested
//   app.add_option("-m,--model", model);            a reference to fill
//   result["model"].as<std::string>()               a table of results
//   program.get("--model"), words["--model"], option(argv, "--model")
//   ("m,model", value<std::string>(&model))
//   DEFINE_string(model, "default", "help")         FLAGS_model
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/literals.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::cpp {

using llvm::StringRef;

/// Literals of a file by which options are declared: getopt's table gives a
/// letter its long name, default_value("x") follows the names that it is for.
void Graph::findOptions() {
  for (SyntaxId I = 0; I < Tree.size(); ++I) {
    if (Tree[I].Kind == Sym::InitList) {
      SyntaxId Name = Tree.child(I), Letter = Tree.child(I, 3);
      if (Letter != 0 && Tree[Name].Kind == Sym::String &&
          Tree[Letter].Kind == Sym::Char)
        if (std::string C = literalText(Tree.text(Letter)); C.size() == 1)
          LongNames[C[0]] = literalText(Tree.text(Name));
    }
    if (Tree[I].Kind == Sym::Call) {
      findDefault(I);
      findNames(I);
    }
    if (Tree[I].Kind == Sym::InitDeclarator)
      findReader(I);
  }
}

/// ("m,model", …), add_option("-m,--model", …): two names of one option.
void Graph::findNames(SyntaxId Call) {
  SyntaxId List = Tree.part(Call, Role::Arguments);
  SyntaxId First = List ? Tree.child(List) : 0;
  if (First == 0 || Tree[First].Kind != Sym::String)
    return;
  llvm::SmallVector<std::string, 2> Names =
      splitNames(literalText(Tree.text(First))).Names;
  if (Names.size() != 2 || (Names[0].size() != 1 && Names[1].size() != 1))
    return;
  OtherNames[Names[0]] = Names[1];
  OtherNames[Names[1]] = Names[0];
}

/// auto next = [&] { return argv[++i]; };
void Graph::findReader(SyntaxId Declarator) {
  SyntaxId Lambda = Tree.part(Declarator, Role::Value);
  SyntaxId Name = innermost(Tree.part(Declarator, Role::Declarator));
  if (Lambda == 0 || Name == 0 || Tree[Lambda].Kind != Sym::Lambda)
    return;
  constexpr SyntaxId MaxLooked = 200;
  SyntaxId End = std::min(Tree[Lambda].Next, Lambda + MaxLooked);
  for (SyntaxId C = Lambda; C < End; ++C) {
    SyntaxId Index = Tree[C].Kind == Sym::Subscript &&
                             isArgumentVector(Tree.part(C, Role::Argument))
                         ? Tree.part(C, Role::Indices)
                         : 0;
    if (Index != 0 && Tree.child(Index) != 0 &&
        Tree[Tree.child(Index)].Kind == Sym::Update)
      Readers.insert(Tree[Name].Name);
  }
}

/// ("model", value<T>()->default_value("x")), add_argument("--model")
/// .default_value("x")
void Graph::findDefault(SyntaxId I) {
  SyntaxId List = Tree.part(I, Role::Arguments);
  SyntaxId First = List ? Tree.child(List) : 0;
  auto IsMarker = [&](SyntaxId Callee) {
    return Callee != 0 && (Tree.text(Callee).ends_with("default_value") ||
                           Tree.text(Callee).ends_with("default_val"));
  };
  SyntaxId Callee = Tree.part(I, Role::Function);
  if (First != 0 && IsMarker(Callee) && Tree[Callee].Kind == Sym::FieldAccess)
    return noteDefault(declaredBy(Tree.part(Callee, Role::Argument)), First);
  if (First == 0 || Tree[First].Kind != Sym::String)
    return;
  llvm::StringRef Text = Tree.text(List);
  if (Text.size() > 1000 || !Text.contains("default_val"))
    return;
  for (SyntaxId C = List; C < Tree[List].Next; ++C)
    if (Tree[C].Kind == Sym::Call && IsMarker(Tree.part(C, Role::Function)))
      if (SyntaxId Given = Tree.part(C, Role::Arguments))
        noteDefault(First, Tree.child(Given));
}

/// The literal that names the option: of `p.add_argument("-m", "--model")
/// .help("x")` the last; 0: none.
SyntaxId Graph::declaredBy(SyntaxId I) const {
  constexpr unsigned MaxLinks = 8;
  for (unsigned Link = 0; I != 0 && Link < MaxLinks; ++Link) {
    if (Tree[I].Kind == Sym::FieldAccess)
      I = Tree.part(I, Role::Argument);
    if (I == 0 || Tree[I].Kind != Sym::Call)
      return 0;
    SyntaxId Callee = Tree.part(I, Role::Function);
    SyntaxId List = Tree.part(I, Role::Arguments);
    SyntaxId Method = Callee ? Tree.part(Callee, Role::Field) : 0;
    if (Method != 0 && List != 0 && Tree.text(Method).starts_with("add_")) {
      SyntaxId Name = 0;
      for (SyntaxId A : Tree.children(List))
        if (Tree[A].Kind == Sym::String && Tree.text(A).starts_with("\"-"))
          Name = A;
      return Name;
    }
    I = Callee;
  }
  return 0;
}

void Graph::noteDefault(SyntaxId Names, SyntaxId Value) {
  if (Names != 0 && Value != 0)
    for (const std::string &Name :
         splitNames(literalText(Tree.text(Names))).Names)
      OptionDefaults[Name] = Value;
}

/// "-m,--model" and "m,model": the names without dashes.
Graph::OptionNames Graph::splitNames(StringRef Text) {
  OptionNames Out;
  llvm::SmallVector<StringRef, 4> Parts;
  Text.split(Parts, ',');
  constexpr size_t MaxNames = 4;
  for (StringRef Part : Parts) {
    Part = Part.trim().ltrim('-').split('=').first;
    bool Name = !Part.empty() && Part.size() < 64 &&
                Part.find_first_of(" \t\n\"{}()") == StringRef::npos;
    if (Name && Out.Names.size() < MaxNames)
      Out.Names.push_back(Part.str());
  }
  return Out;
}

/// The literals with a dash that a condition compares with.
Graph::OptionNames Graph::optionsTested(SyntaxId Condition) const {
  OptionNames Out;
  constexpr SyntaxId MaxLooked = 200;
  constexpr size_t MaxNames = 4;
  SyntaxId End = std::min(Tree[Condition].Next, Condition + MaxLooked);
  for (SyntaxId C = Condition; C < End && Condition != 0; ++C) {
    if (Tree[C].Kind == Sym::Char && Out.Names.size() < MaxNames)
      addLetter(C, Out); // getopt's
    if (Tree[C].Kind != Sym::String)
      continue;
    std::string Text = literalText(Tree.text(C));
    StringRef Name = StringRef(Text).ltrim('-');
    if (Name.size() < Text.size() && !Name.empty() &&
        Name.find_first_of(" \t") == StringRef::npos &&
        Out.Names.size() < MaxNames) {
      Out.Names.push_back(Name.rtrim('=').str());
      Out.HoldsValue |= Name.ends_with("=");
    }
  }
  return Out;
}

Graph::OptionNames Graph::optionsOfCase(SyntaxId Case) const {
  OptionNames Out;
  SyntaxId Value = Tree.part(Case, Role::Value);
  if (Value != 0 && Tree[Value].Kind == Sym::Char)
    addLetter(Value, Out);
  return Out;
}

/// 'm', and its long name in getopt's table.
void Graph::addLetter(SyntaxId Literal, OptionNames &To) const {
  std::string Letter = literalText(Tree.text(Literal));
  if (Letter.size() != 1 || !llvm::isAlnum(Letter[0]))
    return;
  To.Names.push_back(Letter);
  if (auto It = LongNames.find(Letter[0]); It != LongNames.end())
    To.Names.push_back(It->second);
}

/// The value of the option that is tested around here.
NodeId Graph::testedValue(Span At) {
  for (const OptionNames &Of : llvm::reverse(Tested))
    if (!Of.Names.empty())
      return optionValue(Of, At);
  return add(NodeKind::Opaque, At);
}

NodeId Graph::optionValue(const OptionNames &Of, Span At) {
  Operands Values;
  auto Add = [&](llvm::StringRef Name) {
    Values.push_back({0, add1(NodeKind::Attr, At, global("argv", At), Name)});
  };
  for (const std::string &Name : Of.Names) {
    Add(Name);
    auto Other = OtherNames.find(Name);
    if (Other != OtherNames.end() &&
        !llvm::is_contained(Of.Names, Other->second))
      Add(Other->second);
  }
  for (const std::string &Name : Of.Names)
    if (auto It = OptionDefaults.find(Name);
        It != OptionDefaults.end() && It->second != 0) {
      Values.push_back({0, eval(It->second)});
      break;
    }
  if (Values.empty())
    return add(NodeKind::Opaque, At);
  return Values.size() == 1 ? Values[0].Value
                            : add(NodeKind::Phi, At, "", Values);
}

/// argv, or a vector that holds its words.
bool Graph::isArgumentVector(SyntaxId I) const {
  if (I == 0 || Tree[I].Kind != Sym::Identifier)
    return false;
  StringRef Name = Tree.text(I);
  return Name == "argv" || Name == "args" || Name == "av";
}

/// argv[1] is a word by its number; argv[++i] the value of the option that is
/// tested around it, as argv[i] is; outside of tests both are operands.
NodeId Graph::argumentValue(SyntaxId I) {
  Span At = spanOf(I);
  SyntaxId Index = Tree.part(I, Role::Indices);
  SyntaxId Key = Index ? Tree.child(Index) : 0;
  if (Key != 0 && Tree[Key].Kind == Sym::Number) {
    NodeId Words =
        add1(NodeKind::Attr, At, add(NodeKind::Import, At, "sys"), "argv");
    return add(NodeKind::Item, At, "", {{0, Words}, {0, eval(Key)}});
  }
  bool Tests = llvm::any_of(
      Tested, [](const OptionNames &Of) { return !Of.Names.empty(); });
  std::string Operand = operandNumber(Key);
  if (Key == 0 || Tree[Key].Kind == Sym::Binary ? Operand.empty() : Tests)
    return testedValue(At);
  return add1(NodeKind::Attr, At, global("argv", At), Operand);
}

/// argv[optind], argv[optind + 1]: the number of the operand, "#0"; argv[i] may
/// be any, "#"; "" of argv[i + 1].
std::string Graph::operandNumber(SyntaxId Key) const {
  if (Key == 0)
    return "";
  StringRef Text = Tree.text(Key);
  if (Tree[Key].Kind != Sym::Binary)
    return Text == "optind" ? "#0" : "#";
  if (!Text.consume_front("optind") || !Text.ltrim().consume_front("+"))
    return "";
  Text = Text.ltrim(" +");
  return llvm::all_of(Text, llvm::isDigit) ? ("#" + Text).str() : "";
}

/// get, present, getCmdOption, value_of
bool Graph::readsOption(StringRef Method) {
  return Method == "present" || Method == "option" || Method == "argument" ||
         Method.starts_with_insensitive("get") || Method.starts_with("value");
}

/// "--model", as a program looks for it among its words.
bool Graph::isOptionWord(SyntaxId I) const {
  return I != 0 && Tree[I].Kind == Sym::String &&
         Tree.text(I).starts_with("\"-") && Tree.text(I).size() > 3 &&
         Tree.text(I).find_first_of(" =\\%") == StringRef::npos;
}

/// option(argv, argc, "--model", "default"): 0 for anything else.
NodeId Graph::optionOfWords(SyntaxId I) {
  SyntaxId List = Tree.part(I, Role::Arguments), Named = 0, Default = 0;
  bool Words = false;
  if (List == 0)
    return 0;
  for (SyntaxId A : Tree.children(List)) {
    Words |= isArgumentVector(A);
    if (isOptionWord(A))
      Named = A;
    else if (Named != 0 && Tree[A].Kind == Sym::String)
      Default = A;
  }
  if (!Words || Named == 0)
    return 0;
  Span At = spanOf(I);
  NodeId Value = optionValue(splitNames(literalText(Tree.text(Named))), At);
  return Default ? add(NodeKind::Phi, At, "", {{0, Value}, {0, eval(Default)}})
                 : Value;
}

/// result["model"].as<T>(), program.get<T>("--model"): 0 for anything else.
NodeId Graph::optionRead(SyntaxId I, SyntaxId Callee) {
  SyntaxId Object = Tree.part(Callee, Role::Argument);
  SyntaxId Field = Tree.part(Callee, Role::Field);
  if (Object == 0 || Field == 0)
    return 0;
  StringRef Method = Tree.text(Field).split('<').first;
  SyntaxId Named = 0;
  if (Method == "as" && Tree[Object].Kind == Sym::Subscript) {
    SyntaxId Index = Tree.part(Object, Role::Indices);
    Named = Index ? Tree.child(Index) : 0;
  } else if (readsOption(Method)) {
    SyntaxId List = Tree.part(I, Role::Arguments);
    Named = List ? Tree.child(List) : 0;
    if (!isOptionWord(Named))
      return 0;
  }
  if (Named == 0 || Tree[Named].Kind != Sym::String)
    return 0;
  OptionNames Of = splitNames(literalText(Tree.text(Named)));
  return Of.Names.empty() ? 0 : optionValue(Of, spanOf(I));
}

/// DEFINE_string(model, "default", "help"), ABSL_FLAG(T, model, "default", …):
/// the variable FLAGS_model.
NodeId Graph::optionCall(SyntaxId I, StringRef Name,
                         llvm::ArrayRef<Operand> Ops) {
  size_t At = !isOptionMacro(Name) ? 0 : Name == "ABSL_FLAG" ? 2 : 1;
  SyntaxId List = Tree.part(I, Role::Arguments);
  SyntaxId Variable =
      At && List ? Tree.child(List, static_cast<unsigned>(At - 1)) : 0;
  if (Variable == 0 || Ops.size() <= At + 1)
    return 0;
  OptionNames Of = splitNames(Tree.text(Variable));
  NodeId Value = add(NodeKind::Phi, spanOf(I), "",
                     {{0, Ops[At + 1].Value}, {0, optionValue(Of, spanOf(I))}});
  bindOnce(0, Builder.intern("FLAGS_" + Tree.text(Variable).str()), Value);
  return Value;
}

/// app.add_option("-m,--model", model, …) fills the variable, and so does
/// ("m,model", value<T>(&model)).
void Graph::bindOption(SyntaxId I, StringRef Name) {
  SyntaxId List = Tree.part(I, Role::Arguments);
  SyntaxId Names = List ? Tree.child(List) : 0;
  SyntaxId Target = Names ? Tree.child(List, 1) : 0;
  if (Target == 0 || Tree[Names].Kind != Sym::String)
    return;
  bool Adds = Name == "add_option" || Name == "add_flag" || Name == "add_opt";
  constexpr unsigned MaxLinks = 8; // value<T>(&model)->required()
  for (unsigned Link = 0; !Adds && Tree[Target].Kind == Sym::Call; ++Link) {
    SyntaxId Callee = Tree.part(Target, Role::Function);
    SyntaxId Given = Tree.part(Target, Role::Arguments);
    if (Callee == 0 || Given == 0 || Link == MaxLinks)
      return;
    if (Tree[Callee].Kind == Sym::FieldAccess) {
      Target = Tree.part(Callee, Role::Argument);
      if (Target == 0)
        return;
      continue;
    }
    Adds = lastComponent(nameOf(Callee)) == "value";
    Target = Tree.child(Given);
    if (!Adds || Target == 0)
      return;
  }
  if (!Adds || Tree.rootOf(Target) == 0)
    return;
  OptionNames Of = splitNames(literalText(Tree.text(Names)));
  Span At = spanOf(I);
  NodeId Old = eval(Target);
  storeBack(Target,
            add(NodeKind::Phi, At, "", {{0, Old}, {0, optionValue(Of, At)}}));
}

} // namespace modeltidy::cpp
