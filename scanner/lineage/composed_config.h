//===- composed_config.h - a config made of several files -----------------===//
//
//   conf/config.yaml:   defaults:               conf/model/small.yaml:
//                         - model: small          name: EleutherAI/pythia-1b
//                       lr: 1.0e-5
//   command line:       model=large data.path=answers.jsonl
//
// The first file's `defaults` name the others: `group: option` is the file
// group/option.yaml, whose keys stand under `group`; words of the command line
// choose other options, or give values. Later layers win.
// Rules: https://hydra.cc/docs/advanced/defaults_list, read 2026-11-22
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_COMPOSED_CONFIG_H
#define MODEL_TIDY_SCANNER_LINEAGE_COMPOSED_CONFIG_H

#include "scanner/lineage/launch.h"
#include "scanner/lineage/script_table.h"
#include <map>

namespace modeltidy {

class ComposedConfig {
public:
  ComposedConfig(const Program &P, const ScriptTable &Scripts)
      : P(P), Scripts(Scripts) {}

  /// Composes the config Name of a folder (its path from the root), as the
  /// words of a command line change it; Line may be null.
  void compose(std::string Folder, llvm::StringRef Name,
               const CommandLine *Line);

  /// A value of the config, and the keys that are still to follow from it.
  struct Found {
    NodeRef Value;
    size_t Followed = 0;
  };
  /// What stands under the keys, from the layer that wins; of a mapping all
  /// layers' parts.
  void find(llvm::ArrayRef<llvm::StringRef> Keys,
            llvm::SmallVectorImpl<Found> &Out) const;
  /// The first file's document; none where there is no such file.
  NodeRef primary() const { return Layers.empty() ? NodeRef{} : Primary; }
  /// Is a module's document a part of the config?
  bool holds(uint32_t Module) const {
    return llvm::any_of(
        Layers, [&](const Layer &L) { return L.Root.Module == Module; });
  }
  /// Is a word `key=value` a choice among the config's groups?
  bool isChoice(llvm::StringRef Key) const { return Choices.count(Key.str()); }

private:
  struct Layer {
    NodeRef Root;
    std::vector<std::string> Package; // keys under which it stands
  };
  struct Entry;

  void readWords(const CommandLine &Line);
  NodeRef document(llvm::StringRef Path) const;
  void add(const std::string &Group, const std::string &Option,
           std::vector<std::string> Package, unsigned Depth);
  std::vector<Entry> defaults(NodeRef Root) const;
  void addEntry(const Entry &E, const std::string &Group,
                const std::vector<std::string> &Package, unsigned Depth);

  const Program &P;
  const ScriptTable &Scripts;
  std::string Folder;
  std::map<std::string, std::string> Choices; // of groups; "": taken out
  std::vector<std::pair<std::string, std::string>> Added; // +group=option
  bool Looking = false; // for `override` entries, before layers are made
  NodeRef Primary;
  std::vector<Layer> Layers;
};

} // namespace modeltidy

#endif
