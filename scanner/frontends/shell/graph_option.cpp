//===-- graph_option.cpp --------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   MODEL=gpt2                              Global "-m --model" ("gpt2")
//   while [[ $# -gt 0 ]]; do
//     case $1 in
//       -m|--model) MODEL="$2"; shift 2;;   Global "-m --model"
//     esac
//   done
//
// What such a loop binds is known by the option's names: the command line that
// runs the script, or calls the function around the loop, tells the value, else
// it is what stood before the loop.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::shell {

/// Joined versions that one variable is searched through for an option.
static constexpr size_t MaxVersions = 64;

/// The options that an item's patterns name, with blanks between them: `-m`,
/// `--model`, `--model=*`, a letter of getopts. "" for any other pattern.
std::string Graph::optionsOf(SyntaxId Item) const {
  std::string Out;
  if (LoopDepth == 0)
    return Out;
  for (SyntaxId C : S->children(Item)) {
    if ((*S)[C].Part != Role::Value)
      continue;
    llvm::StringRef Name = S->text(C).trim("\"'");
    Name.consume_back("=*");
    bool Letter = Getopts && Name.size() == 1 && llvm::isAlpha(Name[0]);
    bool Plain = llvm::all_of(Name, [](char Byte) {
      return llvm::isAlnum(Byte) || llvm::StringRef("-_.").contains(Byte);
    });
    if (!Letter && (!Plain || Name.ltrim('-').empty() || Name[0] != '-'))
      return "";
    Out += (Out.empty() ? "" : " ") + std::string(Letter ? "-" : "");
    Out += Name;
  }
  return Out;
}

/// The value of the item's option where Parameter holds it: the word behind the
/// option, getopts' OPTARG, "=" for what is behind an equals sign.
NodeId Graph::optionValue(llvm::StringRef Parameter, Span At) {
  unsigned Number = 0;
  if (Options.empty())
    return 0;
  bool Numbered = !Parameter.getAsInteger(10, Number);
  bool Holds = Numbered ? !Getopts && Number > 0 && Number + ShiftsInLoop == 2
                        : Parameter == (Getopts ? "OPTARG" : "=");
  return Holds ? add(NodeKind::Global, At, Options) : 0;
}

/// A variable that the loop may take from an option: the option, with what the
/// variable is otherwise as operands.
void Graph::closeOptions(Span At, const LoopPhis &Phis) {
  if (LoopDepth > 0)
    return;
  for (const LoopPhi &P : Phis) {
    llvm::SmallVector<NodeId, 8> Stack{Env.value(P.Slot)};
    llvm::SmallDenseSet<NodeId, 8> Seen;
    NodeId Option = 0;
    Operands Others;
    while (!Stack.empty() && Seen.size() < MaxVersions) {
      NodeId Id = Stack.pop_back_val();
      if (Id == 0 || !Seen.insert(Id).second)
        continue;
      const Node &N = Builder.node(Id);
      if (N.Kind == NodeKind::Phi) {
        for (const Operand &O : Builder.operands(Id))
          if (O.Name == 0)
            Stack.push_back(O.Value);
      } else if (N.Kind == NodeKind::Global && Option == 0 &&
                 Builder.text(N.Name).starts_with("-")) {
        Option = Id;
      } else {
        Others.push_back({0, Id});
      }
    }
    if (Option != 0 && Stack.empty())
      Env.assign(P.Slot, add(NodeKind::Global, At,
                             Builder.text(Builder.node(Option).Name), Others));
  }
}

} // namespace modeltidy::shell
