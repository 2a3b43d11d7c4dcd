//===- written_texts.cpp - programs and files that a script holds ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/written/written_texts.h"
#include "scanner/discover/base_name.h"
#include "scanner/frontends/written/script_values.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace modeltidy {

using llvm::StringRef;

namespace {

bool isPython(StringRef Program) {
  StringRef Name = baseName(Program);
  return Name.consume_front("python") &&
         Name.find_first_not_of("0123456789.") == StringRef::npos;
}

class TextFinder {
public:
  TextFinder(const Summary &Script, StringRef Given)
      : S(Script), Values(Script), File(Given) {}

  std::vector<WrittenText> run() {
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
      if (S.node(Id).Kind == NodeKind::Call &&
          (S.node(Id).Flags & FlagCommand) != 0)
        command(Id);
    return std::move(Out);
  }

private:
  StringRef word(llvm::ArrayRef<Operand> Ops, size_t I) const {
    if (I >= Ops.size() || Ops[I].Name != 0)
      return "";
    const Node &N = S.node(Ops[I].Value);
    return N.Kind == NodeKind::String ? S.string(N.Name) : "";
  }

  void command(NodeId Id) {
    auto Ops = S.operands(S.node(Id));
    NodeId Document = S.operandNamed(Id, "<<");
    NodeId Into = S.operandNamed(Id, ">");
    StringRef Program = baseName(word(Ops, 0));
    if (Document != 0 && Program == "cat" && Into != 0)
      return add(Document, Into);
    if (Document != 0 && (Program == "tee" || word(Ops, 1) == "tee"))
      return addTee(Ops, Document);
    if ((Program == "echo" || Program == "printf") && Into != 0)
      return addEcho(Ops, Into);
    for (size_t I = 0; I < Ops.size() && Ops[I].Name == 0; ++I)
      if (isPython(word(Ops, I)))
        return addRun(Ops, I, Document);
  }

  void addTee(llvm::ArrayRef<Operand> Ops, NodeId Document) {
    for (size_t I = 1; I < Ops.size() && Ops[I].Name == 0; ++I)
      if (StringRef W = word(Ops, I); W != "tee" && !W.starts_with("-"))
        return add(Document, Ops[I].Value);
  }

  /// echo writes a file that is read as code or a config where its text has
  /// several lines.
  void addEcho(llvm::ArrayRef<Operand> Ops, NodeId Into) {
    for (size_t I = 1; I < Ops.size() && Ops[I].Name == 0; ++I) {
      const Node &N = S.node(Ops[I].Value);
      if (File.slice(N.Begin, N.End).contains('\n'))
        return add(Ops[I].Value, Into);
    }
  }

  /// python -c "…", python - <<EOF, python <<EOF. Any other word names what
  /// runs.
  void addRun(llvm::ArrayRef<Operand> Ops, size_t I, NodeId Document) {
    for (++I; I < Ops.size() && Ops[I].Name == 0; ++I) {
      StringRef Word = word(Ops, I);
      bool Script = Word.size() > 1 && Word.size() < 5 &&
                    Word.starts_with("-") && Word.ends_with("c") &&
                    llvm::all_of(Word.drop_front(), llvm::isAlpha);
      if (Script && I + 1 < Ops.size() && Ops[I + 1].Name == 0)
        return add(Ops[I + 1].Value, 0);
      if (Word == "-")
        break;
      if (!Word.starts_with("-") || Word == "-m")
        return;
    }
    if (Document != 0)
      add(Document, 0);
  }

  void add(NodeId Text, NodeId Into) {
    unsigned Choices = 1;
    for (unsigned V = 0; V < std::min(Choices, MaxWrittenVariants); ++V)
      addVariant(Text, Into, V, Choices);
  }

  void addVariant(NodeId Text, NodeId Into, unsigned Variant,
                  unsigned &Choices) {
    WrittenText W;
    if (Into != 0) {
      W.Path = pathOf(Into, Variant, Choices);
      if (W.Path.empty())
        return;
    }
    const Node &N = S.node(Text);
    if (N.Kind == NodeKind::Template)
      for (const Operand &O : S.operands(N))
        append(O.Value, Variant, Choices, W);
    else
      append(Text, Variant, Choices, W);
    Bytes += W.Text.size();
    if (W.Text.empty() || Out.size() >= MaxWrittenTexts ||
        Bytes > MaxWrittenBytes || !Known.insert({W.Path, W.Text}).second)
      return;
    dedent(W);
    Out.push_back(std::move(W));
  }

  /// A path without the folders in front that are not known; "" where the
  /// file's own name is not.
  std::string pathOf(NodeId Into, unsigned Variant, unsigned &Choices) {
    std::string Path;
    const Node &N = S.node(Into);
    auto Append = [&](NodeId Id) {
      auto Part = Values.fold(Id, Variant, Choices);
      Path += Part ? Part->Text : "\x01";
    };
    if (N.Kind == NodeKind::Template)
      for (const Operand &O : S.operands(N))
        Append(O.Value);
    else
      Append(Into);
    StringRef Rest = StringRef(Path).substr(Path.rfind('\x01') + 1);
    if (Rest.size() < Path.size()) {
      size_t Slash = Rest.find('/');
      Rest = Slash == StringRef::npos ? "" : Rest.drop_front(Slash + 1);
    }
    return Rest.str();
  }

  /// Texts of the script itself stand where they are written, byte by byte; a
  /// variable's where it is set.
  void append(NodeId Id, unsigned Variant, unsigned &Choices, WrittenText &W) {
    const Node &N = S.node(Id);
    auto Part = Values.fold(Id, Variant, Choices);
    std::string Text =
        Part ? Part->Text
             : "${" + (N.Name != 0 ? S.string(N.Name).str() : "_") + "}";
    const Node &At = Part ? S.node(Part->Where) : N;
    StringRef Source = File.slice(At.Begin, At.End);
    size_t Raw = 0; // escapes of the shell are gone from the text
    for (char C : Text) {
      size_t Next = Source.find(C, Raw);
      if (Next != StringRef::npos)
        Raw = Next;
      size_t Last = Source.empty() ? 0 : Source.size() - 1;
      W.Offsets.push_back(At.Begin +
                          static_cast<uint32_t>(std::min(Raw, Last)));
      Raw += Next != StringRef::npos;
    }
    W.Text += Text;
  }

  /// Takes away the blanks that all lines begin with: the text may stand in
  /// indented YAML, or behind <<-.
  static void dedent(WrittenText &W) {
    size_t Common = StringRef::npos;
    for (StringRef Rest = W.Text; !Rest.empty();) {
      auto [Line, Next] = Rest.split('\n');
      Rest = Next;
      if (!Line.trim().empty())
        Common = std::min(Common, Line.find_first_not_of(" \t"));
    }
    if (Common == 0 || Common == StringRef::npos)
      return;
    WrittenText Made;
    Made.Path = W.Path;
    size_t Column = 0;
    for (size_t I = 0; I < W.Text.size(); ++I) {
      bool Newline = W.Text[I] == '\n';
      if (Newline || Column >= Common) {
        Made.Text += W.Text[I];
        Made.Offsets.push_back(W.Offsets[I]);
      }
      Column = Newline ? 0 : Column + 1;
    }
    W = std::move(Made);
  }

  const Summary &S;
  ScriptValues Values;
  StringRef File;
  std::vector<WrittenText> Out;
  std::set<std::pair<std::string, std::string>> Known;
  size_t Bytes = 0;
};

} // namespace

std::vector<WrittenText> writtenTexts(const Summary &Script, StringRef File) {
  return TextFinder(Script, File).run();
}

} // namespace modeltidy
