//===- entry_points.cpp - programs that a package installs ----------------===//
#include "scanner/lineage/entry_points.h"
#include "scanner/discover/base_name.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

/// Tables of pyproject.toml (and of setup.cfg, read as TOML) that map a
/// program's name to `module:function`.
static constexpr llvm::StringRef Tables[] = {
    "project.scripts",
    "project.gui-scripts",
    "tool.poetry.scripts",
    "tool.flit.scripts",
    "tool.flit.entrypoints.console_scripts",
    "project.entry-points.console_scripts",
    "options.entry_points"};

EntryPoints::EntryPoints(const Program &Given, const ScriptTable &Scripts)
    : P(Given) {
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    llvm::StringRef Name = baseName(P.module(M).Path);
    if (Name == "pyproject.toml" || Name == "setup.cfg")
      addTables(M, Scripts);
    else if (Name == "setup.py")
      addTexts(M, Scripts);
  }
}

void EntryPoints::add(llvm::StringRef Name, llvm::StringRef Reference,
                      uint32_t By, const ScriptTable &Scripts) {
  llvm::StringRef Dotted = Reference.split(':').first.trim();
  if (Name.empty() || Dotted.empty())
    return;
  const std::string &Folder = P.module(By).Folder;
  auto Target = Scripts.findModule(Dotted, Folder);
  if (!Target) // sources below a folder of their own
    Target = Scripts.findModule(("src." + Dotted).str(), Folder);
  if (Target)
    Programs[Name].push_back({By, *Target});
}

std::optional<uint32_t> EntryPoints::find(llvm::StringRef Name,
                                          uint32_t From) const {
  auto It = Programs.find(Name);
  if (It == Programs.end())
    return std::nullopt;
  for (const Installed &I : It->second)
    if (P.related(I.By, From))
      return I.Target;
  return std::nullopt;
}

void EntryPoints::addTables(uint32_t M, const ScriptTable &Scripts) {
  const Summary &S = P.graph(M);
  for (NodeId Root : S.roots())
    for (llvm::StringRef Dotted : Tables) {
      NodeId At = Root;
      for (llvm::StringRef Key : llvm::split(Dotted, '.'))
        At = At == 0 ? 0 : S.operandNamed(At, Key);
      if (At == 0 || S.node(At).Kind != NodeKind::Dict)
        continue;
      for (const Operand &O : S.operands(S.node(At)))
        if (S.node(O.Value).Kind == NodeKind::String)
          add(S.string(O.Name), S.name(O.Value), M, Scripts);
    }
}

/// entry_points={"console_scripts": ["name = module:function"]}, or the same
/// as one text of several lines.
void EntryPoints::addTexts(uint32_t M, const ScriptTable &Scripts) {
  const Summary &S = P.graph(M);
  for (const Node &N : S.nodes()) {
    if (N.Kind != NodeKind::String)
      continue;
    for (llvm::StringRef Line : llvm::split(S.string(N.Name), '\n')) {
      auto [Name, Reference] = Line.split('=');
      Name = Name.trim();
      Reference = Reference.trim();
      bool Plain = llvm::all_of(Name, [](char C) {
        return llvm::isAlnum(C) || C == '-' || C == '_' || C == '.';
      });
      if (Plain && Reference.contains(':') && !Reference.contains(' '))
        add(Name, Reference, M, Scripts);
    }
  }
}

} // namespace modeltidy
