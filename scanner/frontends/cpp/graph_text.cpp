//===- graph_text.cpp - texts in pieces, and the JSON that they hold ------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Small programs write a request's body by hand, in many ways:
//
//   "{\"model\": \"" + model + "\"}"      a sum, also by += and append
//   ss << "{\"model\": \"" << model      a string stream
//   format(R"({{"model": "{}"}})", model)
//   snprintf(b, n, "{\"model\": \"%s\"}", model)
//
// Each is Phi(the text, a Dict of the texts that stand in the JSON): a value
// that is one piece alone is that piece. Cost is linear in the pieces of one
// text, of which MaxPieces are looked at. fixtures/cpp_bodies_are_plain_texts
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/literals.h"

namespace modeltidy::cpp {

using llvm::StringRef;

namespace {

constexpr size_t MaxPieces = 64;
constexpr size_t MaxText = 4096; // as jsonTexts() reads
/// Stands for a piece that is no constant, with its number behind it.
constexpr char Hole = '\x02';

} // namespace

/// A text, which is a mapping too where JSON stands in it.
NodeId Graph::textNode(SyntaxId I, StringRef Text) {
  Span At = spanOf(I);
  NodeId Whole = add(NodeKind::String, At, Text);
  Operands Values;
  for (const JsonText &J : jsonTexts(Text)) {
    bool Open = StringRef(J.Value).contains('%');
    NodeKind Kind = Open ? NodeKind::Opaque : NodeKind::String;
    Values.push_back(
        {Builder.intern(J.Key), add(Kind, At, Open ? "" : J.Value)});
  }
  if (Values.empty())
    return Whole;
  return add(NodeKind::Phi, At, "",
             {{0, Whole}, {0, add(NodeKind::Dict, At, "", Values)}});
}

/// The constant that a text is; empty: none.
StringRef Graph::constantText(NodeId N) const {
  if (Builder.node(N).Kind == NodeKind::Phi) // of a text and its keys
    N = Builder.operands(N)[0].Value;
  return Builder.node(N).Kind == NodeKind::String
             ? Builder.text(Builder.node(N).Name)
             : StringRef();
}

void Graph::TextPieces::add(StringRef Constant) {
  if (Text.size() <= MaxText)
    for (char C : Constant.take_front(MaxText))
      Text += C == Hole ? ' ' : C;
}

void Graph::TextPieces::add(NodeId Value) {
  Text += Hole;
  Text += static_cast<char>('0' + Holes.size());
  Holes.push_back(Value);
}

/// Of the piece that a byte of the text comes from.
Span Graph::TextPieces::placeOf(size_t Byte, const SummaryBuilder &In,
                                Span Whole) const {
  NodeId Of = 0;
  for (auto [Start, Piece] : Starts)
    if (Start <= Byte)
      Of = Piece;
  return Of ? Span{In.node(Of).Begin, In.node(Of).End} : Whole;
}

/// Whether N begins as a JSON object does, and what it is put together from.
bool Graph::takePieces(NodeId N, TextPieces &Into) const {
  llvm::SmallVector<NodeId, 16> Open{N};
  for (size_t Count = 0; !Open.empty(); ++Count) {
    if (Count == 2 * MaxPieces || Into.Holes.size() == MaxPieces)
      return false;
    NodeId At = Open.pop_back_val();
    const Node &Nd = Builder.node(At);
    llvm::ArrayRef<Operand> Ops = Builder.operands(At);
    bool Sum = Nd.Kind == NodeKind::Binary && Builder.text(Nd.Name) == "+";
    bool Keyed = Nd.Kind == NodeKind::Phi && Ops.size() == 2 &&
                 Builder.node(Ops[1].Value).Kind == NodeKind::Dict;
    Into.Starts.push_back({Into.Text.size(), At});
    if (Nd.Kind == NodeKind::String || Nd.Kind == NodeKind::Number)
      Into.add(Builder.text(Nd.Name));
    else if (Keyed)
      Open.push_back(Ops[0].Value);
    else if (Sum || Nd.Kind == NodeKind::Template)
      for (const Operand &O : llvm::reverse(Ops))
        Open.push_back(O.Value);
    else
      Into.add(At);
    StringRef Begin = StringRef(Into.Text).ltrim();
    if (!Begin.empty() && Begin.front() != '{')
      return false;
  }
  return true;
}

/// The Dict of a JSON object's texts; 0: it has none.
NodeId Graph::keysOf(const TextPieces &Of, Span At) {
  Operands Keys;
  for (const JsonText &J : jsonTexts(Of.Text)) {
    size_t Pieces = llvm::count(J.Value, Hole);
    NodeId Value = 0;
    if (Pieces == 0)
      Value = add(NodeKind::String, Of.placeOf(J.At + 1, Builder, At), J.Value);
    else if (Pieces == 1 && J.Value.size() == 2)
      Value = Of.Holes[static_cast<size_t>(J.Value[1] - '0')];
    if (Value != 0 && !StringRef(J.Key).contains(Hole))
      Keys.push_back({Builder.intern(J.Key), Value});
  }
  return Keys.empty() ? 0 : add(NodeKind::Dict, At, "", Keys);
}

/// Text, and what its JSON holds beside it.
NodeId Graph::withKeys(NodeId Text) {
  TextPieces Pieces;
  if (!takePieces(Text, Pieces))
    return Text;
  Span At{Builder.node(Text).Begin, Builder.node(Text).End};
  NodeId Keys = keysOf(Pieces, At);
  return Keys ? add(NodeKind::Phi, At, "", {{0, Text}, {0, Keys}}) : Text;
}

/// format("{{\"model\": \"{}\"}}", model): the keys of what it gives; 0: none.
NodeId Graph::formatKeys(llvm::ArrayRef<Operand> Ops, Span At) {
  StringRef Format = constantText(Ops[0].Value);
  TextPieces Pieces;
  size_t Next = 1;
  if (Format.size() > MaxText)
    return 0;
  while (!Format.empty() && Pieces.Holes.size() < MaxPieces) {
    char C = Format.front();
    if (Format.starts_with("{{") || Format.starts_with("}}") || C != '{') {
      Pieces.add(StringRef(&C, 1));
      Format = Format.drop_front(
          Format.starts_with("{{") || Format.starts_with("}}") ? 2 : 1);
      continue;
    }
    auto [Field, Rest] = Format.drop_front().split('}');
    size_t Place = Next;
    if (size_t Number = 0; !Field.split(':').first.getAsInteger(10, Number))
      Place = Number + 1;
    else
      ++Next;
    Pieces.add(Place < Ops.size() ? Ops[Place].Value
                                  : add(NodeKind::Opaque, At));
    Format = Rest;
  }
  return keysOf(Pieces, At);
}

/// "%s" of the arguments from Format on.
NodeId Graph::printfText(SyntaxId I, llvm::ArrayRef<Operand> Ops,
                         size_t Format) {
  Span At = spanOf(I);
  if (Ops.size() <= Format)
    return add(NodeKind::Opaque, At);
  llvm::ArrayRef<Operand> Given = Ops.drop_front(Format + 1);
  NodeId Values = add(NodeKind::Tuple, At, "", Given);
  NodeId Text =
      add(NodeKind::Binary, At, "%", {{0, Ops[Format].Value}, {0, Values}});
  Operands Keys = printfKeys(Ops[Format].Value, Given);
  if (Keys.empty())
    return Text;
  return add(NodeKind::Phi, At, "",
             {{0, Text}, {0, add(NodeKind::Dict, At, "", Keys)}});
}

/// {"model": "%s"}: the keys whose values are among the arguments.
Graph::Operands Graph::printfKeys(NodeId Format,
                                  llvm::ArrayRef<Operand> Given) {
  Operands Keys;
  if (Builder.node(Format).Kind != NodeKind::Phi)
    return Keys;
  NodeId First = Builder.operands(Format)[0].Value;
  if (Builder.node(First).Kind != NodeKind::String)
    return Keys;
  std::string Text = Builder.text(Builder.node(First).Name).str();
  for (const JsonText &J : jsonTexts(Text)) {
    if (J.Value != "%s")
      continue;
    size_t Place = 0;
    for (size_t I = 0; I < J.At; ++I)
      if (Text[I] == '%') {
        bool Percent = Text[I + 1] == '%';
        I += Percent;
        Place += !Percent;
      }
    if (Place < Given.size())
      Keys.push_back({Builder.intern(J.Key), Given[Place].Value});
  }
  return Keys;
}

} // namespace modeltidy::cpp
