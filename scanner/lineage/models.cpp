#include "scanner/lineage/models.h"
#include "scanner/lineage/api_patterns.h"
#include "scanner/lineage/path_pattern.h"
#include "scanner/lineage/servers.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace modeltidy {

static void addName(ModelNames &Out, ModelName M) {
  constexpr size_t MaxModels = 32;
  if (std::find(Out.begin(), Out.end(), M) == Out.end() &&
      Out.size() < MaxModels)
    Out.push_back(std::move(M));
}

/// A script that is published says TEACHER_PATH=path_to_checkpoint, and beside
/// it TEACHER_NAME=llama-2-7b.
bool ModelResolver::namedBeside(NodeRef Path, ModelName &M) const {
  const Program &P = E.program();
  const Summary &S = P.graph(Path);
  if (S.frontEnd() != FrontEnd::Shell || !saysPlaceholder(M.Id) ||
      S.node(Path.Id).Kind != NodeKind::String)
    return false;
  for (const Binding &B : S.bindings(S.scopes()[0])) {
    llvm::StringRef Name = S.string(B.Name);
    if (B.Node != Path.Id || !Name.consume_back("_PATH"))
      continue;
    for (llvm::StringRef End : {"_NAME", "_ID", "_TYPE"}) {
      llvm::SmallVector<NodeId, 2> Beside;
      P.bindings(Path.Module, 0, (Name + End).str(), Beside);
      if (Beside.size() != 1 || S.node(Beside[0]).Kind != NodeKind::String)
        continue;
      M.Id = M.Pattern = S.string(S.node(Beside[0]).Name).str();
      M.Where = {Path.Module, Beside[0]};
      M.Doubt = "a variable beside the path names the model";
      return true;
    }
  }
  return false;
}

/// A command line asks for itself.
Asker ModelResolver::askerAt(NodeRef Address) const {
  const Program &P = E.program();
  const Module &M = P.module(Address.Module);
  if (M.Graph.frontEnd() != FrontEnd::Shell)
    return {From, M.Folder};
  return {Starter{M.File, P.node(Address).Begin}, M.Folder};
}

/// A list beside a model may hold layer names: a word is no model id.
bool ModelResolver::isPlainWord(const Value &V) const {
  return V.Kind == ValueKind::String &&
         E.names().str(V.Text).find_first_of("/-.0123456789") ==
             llvm::StringRef::npos;
}

/// A number, a prompt's text, a layer's name (`lm_head.weight`): no load and no
/// request takes one for a model.
static bool isNoModel(llvm::StringRef Text) {
  double Number;
  return Text.empty() || isAllUnknown(Text) || !Text.getAsDouble(Number) ||
         Text.find_first_of("\r\n\t") != llvm::StringRef::npos ||
         Text != Text.trim() ||
         llvm::none_of(displayPattern(Text), llvm::isAlnum) ||
         Text.ends_with(".weight") || Text.ends_with(".bias");
}

void ModelResolver::modelsOfValue(const Value &V, NodeRef At, ModelNames &Out) {
  switch (V.Kind) {
  case ValueKind::String: {
    llvm::StringRef Text = E.names().str(V.Text);
    if (isNoModel(Text))
      return;
    if (Servers && Text.contains("://")) {
      ModelNames Served;
      Servers->find({Text.str()}, askerAt(V.Node ? V.Node : At), Served);
      for (ModelName &M : Served)
        addName(Out, std::move(M));
      if (!Served.empty())
        return;
    }
    ModelName M;
    M.Id = displayPattern(Text);
    M.Pattern = Text.str();
    M.Where = V.Node ? V.Node : At;
    namedBeside(M.Where, M);
    addName(Out, M);
    return;
  }
  case ValueKind::Option: {
    ModelName M;
    M.Id = "CLI " + E.names().str(V.Text).str();
    M.Known = false;
    M.Where = V.Node ? V.Node : At;
    addName(Out, M);
    return;
  }
  case ValueKind::Api:
  case ValueKind::ApiMember:
    modelsOfObject(V, Out);
    return;
  case ValueKind::Instance:
    modelsHeldBy(V, Out);
    return;
  case ValueKind::Function: // Trainer(model_init=make_model)
    if (ThroughMakers)
      for (NodeId R : E.program().graph(V.Ref).list(
               E.program().function({V.Ref, V.Index}).Returns))
        modelsAt({{V.Ref, R}, 0, 0}, Out);
    return;
  case ValueKind::Container: {
    Spot Each{V.Node, V.Ctx, E.names().prepend({Part::Item, 0}, 0)};
    for (const Value &Inner : E.eval(Each))
      if (Inner.Kind != ValueKind::Container && !isPlainWord(Inner))
        modelsOfValue(Inner, At, Out);
    return;
  }
  default:
    return;
  }
}

/// An object of a library's type: what the call that made it loaded.
void ModelResolver::modelsOfObject(const Value &V, ModelNames &Out) {
  if (!V.Node)
    return;
  auto Key = std::pair(V.Node.key(), V.Ctx);
  if (auto It = Held.find(Key); It != Held.end()) {
    for (const ModelName &M : It->second)
      addName(Out, M);
    return;
  }
  Held[Key] = {};
  ModelNames All;
  for (const ApiTarget &T : E.resolveCall(V.Node, V.Ctx).Rows) {
    const Effect *Loads = T.Row->effect(EffectKind::Loads);
    if (!Loads)
      continue;
    ModelNames Found;
    modelsOf(*Loads, SlotKind::Model, false, V.Node, V.Ctx, T, Found);
    for (ModelName &M : Found) {
      M.Object = V.Node;
      addName(All, M);
    }
  }
  weightsPutInto(V, All);
  for (const ModelName &M : All)
    addName(Out, M);
  if (E.starved())
    Held.erase(Key);
  else
    Held[Key] = std::move(All);
}

/// An object of a repository class: models among its attributes. A wrapper
/// holds one; several are all kept.
void ModelResolver::modelsHeldBy(const Value &V, ModelNames &Out) {
  const Program &P = E.program();
  ClassRef C{V.Ref, V.Index};
  auto Key = std::pair(V.Node ? V.Node.key() : ~C.key(), V.Ctx);
  if (auto It = Held.find(Key); It != Held.end()) {
    for (const ModelName &M : It->second)
      addName(Out, M);
    return;
  }
  Held[Key] = {};
  ModelNames All;
  ContextId Inner = V.Node ? E.contexts().push(V.Ctx, V.Node) : 0;
  const Summary &S = P.graph(C.Module);
  const Class &Cl = P.classOf(C);
  constexpr unsigned MaxStores = 200;
  unsigned Count = 0;
  for (NodeId Id : P.storesIn(C.Module)) {
    const Node &N = S.node(Id);
    if (N.Begin < Cl.Begin || N.End > Cl.End)
      continue;
    if (++Count > MaxStores)
      break;
    for (const Value &Part : E.eval({C.Module, S.operand(Id, 1)}, Inner))
      if (Part.Kind == ValueKind::Api)
        modelsOfObject(Part, All);
  }
  // The constructor's library base may itself load (class M(PreTrainedModel)).
  if (V.Node)
    for (const ApiTarget &T : E.resolveCall(V.Node, V.Ctx).Rows)
      if (const Effect *Loads = T.Row->effect(EffectKind::Loads))
        modelsOf(*Loads, SlotKind::Model, false, V.Node, V.Ctx, T, All);
  weightsPutInto(V, All);
  for (const ModelName &M : All)
    addName(Out, M);
  if (E.starved())
    Held.erase(Key);
  else
    Held[Key] = std::move(All);
}

void ModelResolver::modelsAt(const Spot &S, ModelNames &Out) {
  constexpr unsigned MaxNesting = 8;
  if (Nesting >= MaxNesting)
    return;
  ++Nesting;
  ModelNames Found;
  for (const Value &V : E.eval(S))
    modelsOfValue(V, S.Node, Found);
  --Nesting;
  // A default in the code is what is known; the option beside it says nothing.
  bool Known = llvm::any_of(Found, [](const ModelName &M) { return M.Known; });
  for (ModelName &M : Found)
    if (M.Known || !Known)
      addName(Out, M);
}

/// The service that the code names in one way only; else empty.
std::string ModelResolver::hostOf(const Effect &Eff, NodeRef Call, ContextId C,
                                  const ApiTarget &T) {
  llvm::SmallVector<Spot, 2> Spots;
  E.spots(Eff.paths(SlotKind::Host), Call, C, T, Spots);
  std::set<std::string> Named;
  for (const Spot &S : Spots)
    for (const Value &V : E.eval(S))
      if (V.Kind == ValueKind::String && !hasUnknownPart(E.names().str(V.Text)))
        Named.insert(displayPattern(E.names().str(V.Text)));
  return Named.size() == 1 ? *Named.begin() : std::string();
}

/// A service's client, asked for a model that nothing at all is known of: the
/// service's terms hold whatever it is.
void ModelResolver::unnamedModel(const Effect &Eff, NodeRef Call, ContextId C,
                                 const ApiTarget &T, ModelNames &Out) {
  llvm::StringRef Service = Eff.word(SlotKind::Provider);
  llvm::ArrayRef<AccessPath> Paths = Eff.paths(SlotKind::Model);
  llvm::SmallVector<Spot, 4> Given;
  E.spots(Paths, Call, C, T, Given);
  if (Service.empty() || Given.empty() || E.starved())
    return;
  ModelName M;
  M.Id = (Service + "/*").str();
  M.Known = false;
  M.Where = Given.front().Node;
  M.Through = channelOf(Eff.word(SlotKind::ChannelWord));
  M.Provider = Service.str();
  M.Part = roleOf(Eff.word(SlotKind::Role));
  addName(Out, std::move(M));
}

/// A server of the same machine answers with what its own command names,
/// whatever it is called where it is asked; an id of the hub there is the
/// model's own name.
void ModelResolver::servedModels(const Effect &Eff, NodeRef Call, ContextId C,
                                 const ApiTarget &T, ModelNames &Found) {
  llvm::ArrayRef<AccessPath> Paths = Eff.paths(SlotKind::Server);
  if (!Servers || Servers->empty() || Paths.empty() ||
      llvm::any_of(Found, [](const ModelName &M) {
        return M.Known && M.Id.find('/') != std::string::npos;
      }))
    return;
  llvm::SmallVector<Spot, 2> At;
  E.spots(Paths, Call, C, T, At);
  llvm::SmallVector<Engine::Text, 4> Texts;
  for (const Spot &S : At)
    E.texts(S, Texts);
  std::vector<std::string> Addresses;
  for (const Engine::Text &Address : Texts)
    Addresses.push_back(Address.Pattern);
  ModelNames Served;
  Servers->find(Addresses, askerAt(Call), Served);
  if (!Served.empty())
    Found = std::move(Served);
}

/// --model "the name of a model, e.g. acme/chat" tells what to put there.
static bool isSentence(llvm::StringRef Text) {
  return Text.trim().count(' ') > 1 && !Text.contains("://");
}

void ModelResolver::modelsOf(const Effect &Eff, SlotKind SlotName,
                             bool SelfByDefault, NodeRef Call, ContextId C,
                             const ApiTarget &T, ModelNames &Out) {
  llvm::SmallVector<Spot, 4> Spots;
  llvm::ArrayRef<AccessPath> Paths = Eff.paths(SlotName);
  E.spots(Paths, Call, C, T, Spots);
  if (Paths.empty() && SelfByDefault && T.Object)
    Spots.push_back(T.receiver(C));
  ModelNames Found;
  for (const AccessPath &Path : Paths)
    if (Path.Root == PathRoot::Literal) {
      ModelName M;
      M.Id = Path.Name.str();
      M.Where = Call;
      addName(Found, M);
    }
  ThroughMakers = SlotName == SlotKind::Target;
  for (const Spot &S : Spots)
    modelsAt(S, Found);
  ThroughMakers = false;
  if (Found.empty())
    if (llvm::StringRef Default = Eff.word(SlotKind::Default);
        !Default.empty() && Spots.empty()) {
      ModelName M;
      M.Id = Default.str();
      M.Where = Call;
      addName(Found, M);
    }
  if (SlotName == SlotKind::Model)
    servedModels(Eff, Call, C, T, Found);
  llvm::StringRef Pattern = Eff.word(SlotKind::Pattern);
  std::string Service = Eff.word(SlotKind::Provider).str();
  if (Service.empty())
    Service = hostOf(Eff, Call, C, T);
  for (ModelName &M : Found) {
    if (!Pattern.empty() && M.Known && !M.Object) {
      std::optional<std::string> Id = firstGroup(Pattern, M.Id);
      if (!Id)
        continue;
      M.Id = std::move(*Id);
    }
    if (M.Known && !M.Object && isSentence(M.Id))
      continue;
    if (M.Through == Channel::Unknown)
      M.Through = channelOf(Eff.word(SlotKind::ChannelWord));
    if (M.Provider.empty())
      M.Provider = Service;
    if (M.Kind == ModelKind::Unknown)
      M.Kind = modelKindOf(Eff.word(SlotKind::Kind));
    if (M.Part == Role::Unknown)
      M.Part = roleOf(Eff.word(SlotKind::Role));
    addName(Out, M);
  }
}

} // namespace modeltidy
