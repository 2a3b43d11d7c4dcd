//===- composed_config.cpp - a config made of several files ---------------===//
#include "scanner/lineage/composed_config.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

constexpr unsigned MaxDefaultsDepth = 8; // defaults of defaults
constexpr size_t MaxLayers = 200;

std::string joined(llvm::StringRef Group, llvm::StringRef Option) {
  return Group.empty() ? Option.str() : (Group + "/" + Option).str();
}

std::vector<std::string> splitKeys(llvm::StringRef Dotted) {
  std::vector<std::string> Keys;
  for (llvm::StringRef Key : llvm::split(Dotted, '.'))
    if (!Key.empty())
      Keys.push_back(Key.str());
  return Keys;
}

llvm::StringRef textOf(const Summary &S, NodeId Id) {
  return Id != 0 && S.node(Id).Kind == NodeKind::String ? S.name(Id) : "";
}

} // namespace

/// `- group@package: option`, `- option`, with `override` and `optional`.
struct ComposedConfig::Entry {
  std::string Group, Package, Option; // Group "": a file of the same group
  bool HasPackage = false, Override = false;
};

NodeRef ComposedConfig::document(llvm::StringRef Path) const {
  for (llvm::StringRef End : {".yaml", ".yml", ""})
    if (auto Root =
            Scripts.rootAt(normalizePath((Folder + "/" + Path + End).str())))
      return *Root;
  return {};
}

std::vector<ComposedConfig::Entry>
ComposedConfig::defaults(NodeRef Root) const {
  std::vector<Entry> Out;
  const Summary &S = P.graph(Root);
  NodeId List = S.operandNamed(Root.Id, "defaults");
  if (List == 0 || S.node(List).Kind != NodeKind::List)
    return Out;
  auto Add = [&](llvm::StringRef Key, llvm::StringRef Option) {
    Entry E;
    Key = Key.trim();
    for (bool More = true; More;) {
      E.Override |= Key.consume_front("override ");
      More = Key.consume_front("optional ");
      Key = Key.ltrim();
    }
    auto [Group, Package] = Key.split('@');
    E.Group = Group.str();
    E.Package = Package.str();
    E.HasPackage = Key.contains('@');
    E.Option = Option.str();
    Out.push_back(std::move(E));
  };
  for (const Operand &O : S.operands(S.node(List))) {
    if (llvm::StringRef Text = textOf(S, O.Value); !Text.empty()) {
      auto [Option, Package] = Text.split('@');
      Add(Package.empty() ? "" : ("@" + Package).str(), Option);
    } else if (S.node(O.Value).Kind == NodeKind::Dict) {
      for (const Operand &Named : S.operands(S.node(O.Value))) {
        const Node &Value = S.node(Named.Value);
        if (Value.Kind == NodeKind::List)
          for (const Operand &Each : S.operands(Value))
            Add(S.string(Named.Name), textOf(S, Each.Value));
        else
          Add(S.string(Named.Name), textOf(S, Named.Value));
      }
    }
  }
  return Out;
}

void ComposedConfig::addEntry(const Entry &E, const std::string &Group,
                              const std::vector<std::string> &Package,
                              unsigned Depth) {
  llvm::StringRef Own = E.Group;
  bool Absolute = Own.consume_front("/");
  std::string Full = Absolute ? Own.str() : joined(Group, Own);
  std::string Key = Full + (E.HasPackage ? "@" + E.Package : "");
  if (E.Override) {
    if (Looking && !E.Option.empty())
      Choices.try_emplace(Key, E.Option);
    return;
  }
  std::string Option = E.Option;
  if (auto It = Choices.find(Key); It != Choices.end() && !Own.empty())
    Option = It->second;
  if (Option.empty())
    return;
  std::vector<std::string> Under = Package;
  std::string Relative = Own.str();
  std::replace(Relative.begin(), Relative.end(), '/', '.');
  llvm::StringRef At = E.HasPackage ? llvm::StringRef(E.Package) : Relative;
  if (At.consume_front("_global_"))
    Under.clear();
  if (At != "_here_")
    for (std::string &Part : splitKeys(At))
      Under.push_back(std::move(Part));
  llvm::StringRef File = Option;
  if (Own.empty() && File.consume_front("/")) // `- /group/option`
    return add("", File.str(), Under, Depth);
  add(Full, Option, std::move(Under), Depth);
}

/// A file's layer, and those of its defaults: before its own values, but for
/// entries behind `_self_`.
void ComposedConfig::add(const std::string &Group, const std::string &Option,
                         std::vector<std::string> Package, unsigned Depth) {
  NodeRef Root = document(joined(Group, Option));
  if (!Root || Depth > MaxDefaultsDepth || Layers.size() >= MaxLayers)
    return;
  const Summary &S = P.graph(Root);
  llvm::StringRef Header = textOf(S, S.operandNamed(Root.Id, "@package"));
  if (Header.consume_front("_global_"))
    Package = splitKeys(Header.ltrim('.'));
  else if (!Header.empty() && Header != "_group_")
    Package = splitKeys(Header);
  if (Depth == 0)
    Primary = Root;
  // A file of a folder has the folder for its group: `- base` in it.
  std::string Path = joined(Group, Option);
  size_t Slash = Path.rfind('/');
  std::string Beside = Slash == std::string::npos ? "" : Path.substr(0, Slash);
  bool Self = false;
  for (const Entry &E : defaults(Root)) {
    if (E.Group.empty() && E.Option == "_self_") {
      Self = true;
      Layers.push_back({Root, Package});
      continue;
    }
    addEntry(E, Beside, Package, Depth + 1);
  }
  if (!Self)
    Layers.push_back({Root, Package});
}

/// group=option, +group=option, ~group: choices where the group has such a
/// file. The others give values, which the launch itself answers.
void ComposedConfig::readWords(const CommandLine &Line) {
  for (const LaunchWord &W : Line.Words) {
    if (W.Texts.empty())
      continue;
    llvm::StringRef Word = W.Texts.front().Pattern;
    if (Word.consume_front("~")) {
      Choices[Word.split('=').first.str()] = "";
      continue;
    }
    bool Adds = Word.consume_front("+");
    Word.consume_front("+");
    auto [Key, Option] = Word.split('=');
    llvm::StringRef Group = Key.split('@').first;
    if (Option.empty() || !document(joined(Group, Option)))
      continue;
    Choices[Key.str()] = Option.str();
    if (Adds)
      Added.emplace_back(Key.str(), Option.str());
  }
}

void ComposedConfig::compose(std::string In, llvm::StringRef Name,
                             const CommandLine *Line) {
  Folder = std::move(In);
  Name.consume_back(".yaml");
  if (Line)
    readWords(*Line);
  for (bool Look : {true, false}) {
    Looking = Look;
    Layers.clear();
    add("", Name.str(), {}, 0);
    for (const auto &[Key, Option] : Added) {
      Entry E;
      auto [Group, Package] = llvm::StringRef(Key).split('@');
      E.Group = Group.str();
      E.Package = Package.str();
      E.HasPackage = llvm::StringRef(Key).contains('@');
      E.Option = Option;
      addEntry(E, "", {}, 1);
    }
  }
}

void ComposedConfig::find(llvm::ArrayRef<llvm::StringRef> Keys,
                          llvm::SmallVectorImpl<Found> &Out) const {
  for (const Layer &L : llvm::reverse(Layers)) {
    size_t At = 0;
    while (At < L.Package.size() && At < Keys.size() &&
           L.Package[At] == Keys[At])
      ++At;
    if (At < L.Package.size()) {
      if (At == Keys.size()) // a mapping that this file stands in
        Out.push_back({L.Root, At});
      continue;
    }
    const Summary &S = P.graph(L.Root);
    NodeId Value = L.Root.Id;
    while (At < Keys.size() && S.node(Value).Kind == NodeKind::Dict) {
      NodeId Next = S.operandNamed(Value, Keys[At]);
      if (Next == 0)
        break;
      Value = Next;
      ++At;
    }
    bool Mapping = S.node(Value).Kind == NodeKind::Dict;
    bool Missing = textOf(S, Value) == "???"; // to be given by others
    if ((Mapping && At < Keys.size()) || Missing)
      continue;
    Out.push_back({{L.Root.Module, Value}, At});
    if (!Mapping)
      return;
  }
}

} // namespace modeltidy
