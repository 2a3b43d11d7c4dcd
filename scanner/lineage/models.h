//===- models.h - which concrete models a value stands for ----------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_MODELS_H
#define MODEL_TIDY_SCANNER_LINEAGE_MODELS_H

#include "scanner/lineage/api_words.h"
#include "scanner/lineage/engine.h"
#include "scanner/lineage/lineage.h"
#include <set>

namespace modeltidy {

/// A model as the code names it. Object: the call that loaded it (none for a
/// bare id handed to an API).
struct ModelName {
  std::string Id;
  bool Known = true;
  std::string Pattern; // the id with its unknown parts (path_pattern.h)
  NodeRef Where;
  NodeRef Object;
  Channel Through = Channel::Unknown;
  std::string Provider;
  ModelKind Kind = ModelKind::Unknown;
  Role Part = Role::Unknown;
  /// Why it is likely only; a literal.
  llvm::StringRef Doubt;
  friend bool operator==(const ModelName &A, const ModelName &B) {
    return A.Id == B.Id && A.Where == B.Where && A.Object == B.Object;
  }
};

using ModelNames = llvm::SmallVector<ModelName, 4>;

class ServerTable;

/// The command that starts a program, itself or through scripts: its file
/// (Module::File) and offset.
struct Starter {
  uint32_t File = 0;
  uint32_t Begin = 0;
};

/// Who asks a server: what starts it, none where nobody knows, and the folder
/// of the code.
struct Asker {
  std::optional<Starter> By;
  llvm::StringRef Folder;
};

class ModelResolver {
public:
  explicit ModelResolver(Engine &E) : E(E) {}

  /// The models that a spot is: an id string, a loaded object, an object of a
  /// repository class that holds one. Unknown ids are named by where they
  /// come from, or left out when nothing at all is known.
  void modelsAt(const Spot &S, ModelNames &Out);
  /// The models of an effect's slot at a call: the slot's paths, the receiver
  /// where the slot is left out and SelfByDefault, else the effect's default.
  void modelsOf(const Effect &Eff, SlotKind Slot, bool SelfByDefault,
                NodeRef Call, ContextId C, const ApiTarget &T, ModelNames &Out);

  /// For a generation in which modelsOf() found nothing: a model of the row's
  /// provider that the code does not name, where it is given one.
  void unnamedModel(const Effect &Eff, NodeRef Call, ContextId C,
                    const ApiTarget &T, ModelNames &Out);

  /// Ids that the repository generates text with, told beforehand.
  void noteGenerator(llvm::StringRef Id) { Generators.insert(Id.str()); }
  const std::set<std::string> &generators() const { return Generators; }

  /// The servers of the repository, and what runs the program that asks them
  /// here.
  void asks(const ServerTable &All, std::optional<Starter> By) {
    Servers = &All;
    From = By;
  }

private:
  void servedModels(const Effect &Eff, NodeRef Call, ContextId C,
                    const ApiTarget &T, ModelNames &Found);
  bool namedBeside(NodeRef Path, ModelName &M) const;
  Asker askerAt(NodeRef Address) const;
  bool isPlainWord(const Value &V) const;
  std::string hostOf(const Effect &Eff, NodeRef Call, ContextId C,
                     const ApiTarget &T);
  void modelsOfValue(const Value &V, NodeRef At, ModelNames &Out);
  void modelsOfObject(const Value &V, ModelNames &Out);
  void modelsHeldBy(const Value &Instance, ModelNames &Out);
  void downloadsBehind(llvm::ArrayRef<Spot> Weights, ModelNames &Out);
  bool fills(NodeRef Call, NodeRef Maker, ContextId C, NodeRef Object);
  void weightsPutInto(const Value &Object, ModelNames &Out);
  void weightsGiven(NodeRef Call, ContextId C, NodeRef Object, ModelNames &Out);

  Engine &E;
  const ServerTable *Servers = nullptr;
  std::optional<Starter> From;
  unsigned Nesting = 0;
  bool ThroughMakers = false; // a function stands for what it returns
  std::set<std::string> Generators;
  /// What objects were found to hold; empty while it is being found out.
  std::map<std::pair<uint64_t, ContextId>, ModelNames> Held;
};

} // namespace modeltidy

#endif
