//===- text_methods.cpp - what a text's methods make of it ----------------===//
//
//   name.replace("/", "--")    every slash of what is known becomes two dashes
//   name.split("/")[-1]        the part behind the last slash
//   "a,b".split(",")           each part is an element
//
// Of a text that is known in part the known parts change. Where nothing of it
// changes, its unknown parts get names of their own: `inp.replace(a, b)` is
// another file than `inp`.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

namespace {

/// Where Part stands in the known text of a pattern, from From on; npos.
size_t findKnown(llvm::StringRef Pattern, llvm::StringRef Part, size_t From) {
  for (size_t I = From; I < Pattern.size(); ++I) {
    if (Pattern[I] == '\x01')
      I = std::min(Pattern.find('\x02', I), Pattern.size());
    else if (Pattern.substr(I).starts_with(Part))
      return I;
  }
  return llvm::StringRef::npos;
}

/// The pattern with all unknown parts called by another name.
std::string renamed(llvm::StringRef Pattern, const std::string &By) {
  std::string Out;
  for (char C : Pattern) {
    if (C == '\x02')
      Out += By;
    Out += C;
  }
  return Out;
}

std::string replaced(llvm::StringRef Pattern, llvm::StringRef Old,
                     llvm::StringRef New, const std::string &Place) {
  std::string Out;
  size_t From = 0, At = 0;
  while (!Old.empty() &&
         (At = findKnown(Pattern, Old, From)) != llvm::StringRef::npos) {
    Out += Pattern.slice(From, At);
    Out += New;
    From = At + Old.size();
  }
  if (From == 0 && hasUnknownPart(Pattern))
    return renamed(Pattern, "r" + Place);
  return Out + Pattern.substr(From).str();
}

constexpr size_t MaxParts = 64;

std::vector<std::string> splitAt(llvm::StringRef Pattern,
                                 llvm::StringRef Separator) {
  std::vector<std::string> Out;
  size_t From = 0, At = 0;
  while (Out.size() < MaxParts &&
         (At = findKnown(Pattern, Separator, From)) != llvm::StringRef::npos) {
    Out.push_back(Pattern.slice(From, At).str());
    From = At + Separator.size();
  }
  Out.push_back(Pattern.substr(From).str());
  return Out;
}

} // namespace

/// The one constant text that an argument is.
std::optional<llvm::StringRef> Engine::constantText(NodeRef N, ContextId C) {
  llvm::ArrayRef<Value> Values = eval(N, C);
  if (Values.size() != 1 || Values[0].Kind != ValueKind::String ||
      hasUnknownPart(Names.str(Values[0].Text)))
    return std::nullopt;
  return Names.str(Values[0].Text);
}

/// The texts that a receiver may be; an option only where it has no default.
void Engine::receiverTexts(NodeRef Object, ContextId C,
                           llvm::SmallVectorImpl<Text> &Out) {
  for (const Value &V : eval(Object, C))
    textOf(V, Object, Out);
  if (llvm::any_of(Out, [](const Text &T) { return !T.Option; }))
    llvm::erase_if(Out, [](const Text &T) { return T.Option; });
}

/// text.replace(old, new). False where it may be no text.
bool Engine::foldReplace(NodeRef Call, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(Call);
  auto Ops = S.operands(S.node(Call.Id));
  if (Ops.size() != 3 || Ops[1].Name != 0 || Ops[2].Name != 0)
    return false;
  auto Old = constantText({Call.Module, Ops[1].Value}, C);
  auto New = constantText({Call.Module, Ops[2].Value}, C);
  llvm::SmallVector<Text, 4> Found;
  receiverTexts({Call.Module, S.operand(Ops[0].Value, 0)}, C, Found);
  if (!Old || !New || Found.empty())
    return false;
  std::string Place =
      std::to_string(Call.Module) + "." + std::to_string(Call.Id);
  for (Text &T : Found) {
    T.Pattern = replaced(T.Pattern, *Old, *New, Place);
    T.Option = false;
  }
  addTexts(Found, Call, Out);
  return true;
}

/// text.lower(), text.upper(), of what is known of it.
bool Engine::foldCase(NodeRef Call, ContextId C, bool Lower, ValueSet &Out) {
  llvm::SmallVector<Text, 4> Found;
  NodeId Callee = P.graph(Call).operand(Call.Id, 0);
  receiverTexts({Call.Module, P.graph(Call).operand(Callee, 0)}, C, Found);
  if (Found.empty() || llvm::any_of(Found, [](const Text &T) {
        return hasUnknownPart(T.Pattern);
      }))
    return false;
  for (Text &T : Found)
    T.Pattern = Lower ? llvm::StringRef(T.Pattern).lower()
                      : llvm::StringRef(T.Pattern).upper();
  addTexts(Found, Call, Out);
  return true;
}

/// text.split(separator): the parts of each text that it may be. False where
/// that is not told.
bool Engine::splitParts(NodeRef Call, ContextId C,
                        std::vector<std::vector<std::string>> &Out) {
  const Summary &S = P.graph(Call);
  if (Call.Id == 0 || S.node(Call.Id).Kind != NodeKind::Call)
    return false;
  auto Ops = S.operands(S.node(Call.Id));
  if (Ops.size() != 2 || S.node(Ops[0].Value).Kind != NodeKind::Attr ||
      S.name(Ops[0].Value) != "split")
    return false;
  auto Separator = constantText({Call.Module, Ops[1].Value}, C);
  llvm::SmallVector<Text, 4> Found;
  receiverTexts({Call.Module, S.operand(Ops[0].Value, 0)}, C, Found);
  if (!Separator || Separator->empty() || Found.empty())
    return false;
  for (const Text &T : Found)
    Out.push_back(splitAt(T.Pattern, *Separator));
  return true;
}

void Engine::addPart(llvm::StringRef Part, NodeRef At, ValueSet &Out) {
  if (!Part.empty())
    addValue(Out,
             Value{ValueKind::String, false, 0, 0, Names.text(Part), 0, At, 0});
}

/// text.split(separator)[i]
bool Engine::evalSplitItem(NodeRef Call, ContextId C, llvm::StringRef Index,
                           ValueSet &Out) {
  std::vector<std::vector<std::string>> All;
  int At = 0;
  if (Index.getAsInteger(10, At) || !splitParts(Call, C, All))
    return false;
  for (const std::vector<std::string> &Parts : All) {
    int Size = static_cast<int>(Parts.size()), I = At < 0 ? Size + At : At;
    if (I >= 0 && I < Size)
      addPart(Parts[static_cast<size_t>(I)], Call, Out);
  }
  return true;
}

/// for part in text.split(separator)
bool Engine::evalSplitElement(NodeRef Call, ContextId C, ValueSet &Out) {
  std::vector<std::vector<std::string>> All;
  if (!splitParts(Call, C, All))
    return false;
  for (const std::vector<std::string> &Parts : All)
    for (const std::string &Part : Parts)
      addPart(Part, Call, Out);
  return true;
}

} // namespace modeltidy
