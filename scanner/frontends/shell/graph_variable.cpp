//===-- graph_variable.cpp ------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/expansion.h"
#include "scanner/frontends/shell/graph.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::shell {

//===-- Reading -----------------------------------------------------------===//

/// $name, ${name}, ${name[i]}, ${name<operator>word}.
NodeId Graph::evalExpansion(SyntaxId I) {
  llvm::StringRef Text = S->text(I);
  if (!Text.consume_front("${")) {
    Text.consume_front("$");
    return readParameter(Text, spanOf(I));
  }
  bool Changed = false; // ${#x}, ${!x}: something that depends on x
  if (Text.size() > 2 && (Text[0] == '#' || Text[0] == '!')) {
    Changed = true;
    Text = Text.drop_front();
  }
  size_t Length = nameLength(Text);
  if (Length == 0) // a positional or special parameter
    Length = std::max<size_t>(
        1, Text.take_while([](char C) { return llvm::isDigit(C); }).size());
  llvm::StringRef Name = Text.take_front(Length);
  NodeId Value = readParameter(Name, spanOf(I));
  if (Changed)
    return add1(NodeKind::Opaque, spanOf(I), Value);
  auto From = static_cast<uint32_t>(Name.end() - S->text().begin());
  if (SyntaxId Index = S->childOf(I, Sym::Subscript);
      Index != 0 && (*S)[Index].End > From) {
    Value = readItem(I, Index, Value);
    From = (*S)[Index].End;
  }
  return evalOperator(I, Name, Value, From);
}

/// What stands behind the name of ${name…}, from the byte From on.
NodeId Graph::evalOperator(SyntaxId I, llvm::StringRef Name, NodeId Value,
                           uint32_t From) {
  uint32_t End = (*S)[I].End;
  if (S->text(I).ends_with("}"))
    --End;
  llvm::StringRef Rest = S->text().slice(From, std::max(From, End));
  if (Rest.empty())
    return Value;
  bool Colon = Rest.size() > 1 && Rest[0] == ':';
  char Operator = Rest[Colon];
  if (Operator == '?')
    return Value;
  if (Operator != '-' && Operator != '=' && Operator != '+')
    return changed(I, Value, Rest);
  Pieces Out(Builder, ScopeId);
  From += 1 + Colon;
  appendRange(From, End, I, Quoting::None, Out);
  NodeId Other = Out.finish(S->place(From), S->place(End));
  if (Operator == '+') // the word, or nothing
    return add(NodeKind::Phi, spanOf(I), "",
               {{0, Other}, {Builder.intern("cond"), Value}});
  if (From == End)
    return Value;
  NodeId Joined = add(NodeKind::Phi, spanOf(I), "", {{0, Value}, {0, Other}});
  if (Operator == '=' && nameLength(Name))
    bind(Name, Joined);
  return Joined;
}

/// ${x##*/} and the like: computed where x is constant, else it depends on x.
NodeId Graph::changed(SyntaxId I, NodeId Value, llvm::StringRef Operator) {
  bool Cuts = Operator.starts_with("#") && Operator.ends_with("=");
  if (NodeId Given = Cuts ? optionValue("=", spanOf(I)) : 0)
    return Given;
  llvm::SmallVector<NodeId, 8> Values;
  bool Joins = Builder.node(Value).Kind == NodeKind::Phi;
  for (const Operand &O : Builder.operands(Value))
    if (Joins && O.Name == 0)
      Values.push_back(O.Value);
  if (!Joins)
    Values.push_back(Value);
  Operands Ops;
  for (NodeId One : Values) {
    const Node &N = Builder.node(One);
    std::optional<std::string> Text;
    if (N.Kind == NodeKind::String && Values.size() <= 8)
      Text = expandOperator(Builder.text(N.Name), Operator);
    Ops.push_back({0, Text ? add(NodeKind::String, spanOf(I), *Text)
                           : add1(NodeKind::Opaque, spanOf(I), One)});
  }
  return Ops.size() == 1 ? Ops[0].Value
                         : add(NodeKind::Phi, spanOf(I), "", Ops);
}

/// ${a[@]} is the array itself (evalWord makes a Splat of it).
NodeId Graph::readItem(SyntaxId I, SyntaxId Index, NodeId Array) {
  if (isAllWords(I))
    return Array;
  return add(NodeKind::Item, spanOf(I), "",
             {{0, Array}, {0, evalIndex(Index)}});
}

/// The key in name[key].
NodeId Graph::evalIndex(SyntaxId Subscript) {
  uint32_t Begin = (*S)[Subscript].Begin, End = (*S)[Subscript].End;
  Begin += S->text(Subscript).find('[') + 1;
  if (S->text(Subscript).ends_with("]"))
    --End;
  Pieces Out(Builder, ScopeId);
  appendRange(Begin, std::max(Begin, End), Subscript, Quoting::None, Out);
  NodeId Key = Out.finish(S->place(Begin), S->place(End));
  const Node &N = Builder.node(Key);
  llvm::StringRef Text = Builder.text(N.Name);
  if (N.Kind == NodeKind::String && llvm::all_of(Text, llvm::isDigit) &&
      !Text.empty())
    return add(NodeKind::Number, {N.Begin, N.End}, Text);
  return Key;
}

/// A variable, or a parameter of the function or script.
NodeId Graph::readParameter(llvm::StringRef Name, Span At) {
  if (NodeId Given = optionValue(Name, At))
    return Given;
  if (nameLength(Name))
    return read(Name, At);
  bool All = Name == "@" || Name == "*";
  unsigned Number = 0;
  if (!All && (Name.getAsInteger(10, Number) || Number == 0))
    return add(NodeKind::Opaque, At); // $?, $#, $$, $0
  auto Slot = Slots.find(Builder.intern("@"));
  if (NodeId Words = Slot == Slots.end() ? 0 : Env.current(Slot->second)) {
    auto Shift = Shifts.find(Words);
    if (All)
      return Words;
    if (Shift == Shifts.end())
      return add1(NodeKind::Elem, At, Words); // some word
    Number += Shift->second;
  }
  std::string Shifted = std::to_string(Number);
  if (!InFunction)
    return add(NodeKind::Global, At, All ? "@" : Shifted);
  if (!All && Number > Params.size())
    return AllParam != 0 ? add1(NodeKind::Elem, At, AllParam)
                         : add(NodeKind::Opaque, At);
  if (!All)
    return Params[Number - 1];
  Operands Ops; // "@" holds what stands behind the last numbered parameter
  for (NodeId P : Params)
    Ops.push_back({0, P});
  if (Ops.empty())
    return AllParam;
  Ops.push_back({0, add1(NodeKind::Splat, At, AllParam, 1)});
  return add(NodeKind::List, At, "", Ops);
}

//===-- Conditions --------------------------------------------------------===//

/// [ a = b ] is a Compare; any other test depends on its expansions.
NodeId Graph::evalTest(SyntaxId I) {
  SyntaxId Inner = S->childOf(I, Sym::Binary);
  if (Inner == 0)
    return evalParts(I);
  SyntaxId Left = 0, Right = 0;
  for (SyntaxId C : S->children(Inner)) {
    if (Left == 0)
      Left = C;
    else
      Right = C;
  }
  if (Right == 0)
    return evalParts(I);
  llvm::StringRef Operator =
      S->text().slice((*S)[Left].End, (*S)[Right].Begin).trim();
  if (Operator != "=" && Operator != "==" && Operator != "!=")
    return evalParts(I);
  NodeId First = evalWord(Left, false), Second = evalWord(Right, false);
  return add(NodeKind::Compare, spanOf(I), Operator == "=" ? "==" : Operator,
             {{0, First}, {0, Second}});
}

//===-- Assignments -------------------------------------------------------===//

/// x=v, x+=v, x[k]=v, x=(a b). The value is one word: nothing splits.
void Graph::assign(SyntaxId I) {
  Nested Level{Depth};
  SyntaxId Target = I + 1 < (*S)[I].Next ? I + 1 : 0;
  size_t Length = nameLength(S->text(I));
  if (!enter(I) || Target == 0 || Length == 0)
    return;
  llvm::StringRef Name = S->text(I).take_front(Length);
  bool Appends = S->text().substr((*S)[Target].End).starts_with("+=");
  SyntaxId Value = (*S)[Target].Next < (*S)[I].Next ? (*S)[Target].Next : 0;
  NodeId New;
  if (Value == 0)
    New = add(NodeKind::String, spanOf(I));
  else if ((*S)[Value].Kind == Sym::Array)
    New = evalArray(Value);
  else
    New = evalWord(Value, false);
  if ((*S)[Target].Kind == Sym::Subscript) {
    NodeId Old = read(Name, spanOf(Target)), Key = evalIndex(Target);
    New = add(NodeKind::SetItem, spanOf(I), "", {{0, Old}, {0, Key}, {0, New}});
  } else if (Appends) {
    New = appended(I, read(Name, spanOf(Target)), New);
  }
  bind(Name, New);
}

/// x+=v. A text that gets elements becomes the first ones of an array.
NodeId Graph::appended(SyntaxId I, NodeId Old, NodeId More) {
  NodeKind Was = Builder.node(Old).Kind;
  if (Builder.node(More).Kind != NodeKind::List ||
      (Was != NodeKind::String && Was != NodeKind::Template))
    return add(NodeKind::Binary, spanOf(I), "+", {{0, Old}, {0, More}});
  Operands Ops(1, {0, Old});
  if (mayHoldBlanks(Old))
    Ops[0].Value = add1(NodeKind::Splat, spanOf(I), Old, SplatBlanks);
  Ops.append(Builder.operands(More).begin(), Builder.operands(More).end());
  return add(NodeKind::List, spanOf(I), "", Ops);
}

/// (a "b c" $d) is a List; ([k]=v …) a Dict.
NodeId Graph::evalArray(SyntaxId I) {
  bool Keyed = I + 1 < (*S)[I].Next && S->text(I + 1).starts_with("[") &&
               S->text(I + 1).contains("]=");
  Operands Ops;
  for (SyntaxId C : S->children(I)) {
    if (!Keyed) {
      Ops.push_back({0, evalWord(C, true)});
      continue;
    }
    size_t Close = S->text(C).find("]=");
    if (Close == llvm::StringRef::npos)
      continue;
    llvm::StringRef Key = S->text(C).take_front(Close).drop_front();
    auto From = static_cast<uint32_t>((*S)[C].Begin + Close + 2);
    Pieces Out(Builder, ScopeId);
    appendRange(From, (*S)[C].End, C, Quoting::None, Out);
    Ops.push_back({Builder.intern(Key.trim("\"'")),
                   Out.finish(S->place(From), S->place((*S)[C].End))});
  }
  return add(Keyed ? NodeKind::Dict : NodeKind::List, spanOf(I), "", Ops);
}

/// export, local, declare, readonly: their assignments are the scope's. A name
/// alone (export X) keeps its value.
void Graph::execDeclaration(SyntaxId I) {
  for (SyntaxId C : S->children(I))
    if ((*S)[C].Kind == Sym::Assignment)
      assign(C);
    else if ((*S)[C].Kind == Sym::Substitution)
      evalPart(C); // export $(cat .env | xargs)
}

} // namespace modeltidy::shell
