//===- api_words.cpp - the closed lists of API models
//----------------------===//
//
// The two tables here, effects by slots and the word lists, are all that the
// loader, the JSON Schema's test and the linker know of the schema's words.
//===----------------------------------------------------------------------===//

#include "scanner/lineage/api_words.h"
#include "llvm/ADT/STLExtras.h"
#include <iterator>

using llvm::ArrayRef;
using llvm::StringRef;

namespace modeltidy {

namespace {

constexpr StringRef EdgeWords[] = {"text",      "logits", "label",     "score",
                                   "selection", "prompt", "embedding", "image",
                                   "audio",     "weights"};
constexpr StringRef ModelWords[] = {
    "unknown", "generative", "classifier", "embedder", "reranker",
    "reward",  "tokenizer",  "encoder",    "image",    "audio"};
constexpr StringRef RoleWords[] = {
    "generate", "rewrite", "judge",   "label",      "filter",
    "embed",    "reward",  "teacher", "train-base", "tokenizer",
    "eval",     "infer",   "unknown"};
constexpr StringRef ChannelWords[] = {"weights", "api", "reseller"};
constexpr StringRef PublishedWords[] = {"model", "dataset", "file"};
constexpr StringRef ModeWords[] = {"no_grad", "eval", "train"};

static_assert(std::size(EdgeWords) == size_t(EdgeKind::Weights) + 1);
static_assert(std::size(ModelWords) == size_t(ModelKind::Audio) + 1);
static_assert(std::size(RoleWords) == size_t(Role::Unknown) + 1);

using S = SlotKind;
using H = SlotShape;
constexpr SlotNeed Must = SlotNeed::Required;
constexpr SlotNeed One = SlotNeed::OneOf;

constexpr SlotRule LoadsSlots[] = {
    {S::Model, "model", H::Paths},      {S::Kind, "kind", H::Model},
    {S::Role, "role", H::Part},         {S::ChannelWord, "channel", H::Way},
    {S::Provider, "provider", H::Text}, {S::Default, "default", H::Text}};
constexpr SlotRule GeneratesSlots[] = {
    {S::Result, "result", H::Edge, Must}, {S::Model, "model", H::Paths},
    {S::Prompt, "prompt", H::Paths},      {S::Role, "role", H::Part},
    {S::ChannelWord, "channel", H::Way},  {S::Provider, "provider", H::Text},
    {S::Default, "default", H::Text}};
constexpr SlotRule TrainsSlots[] = {{S::Target, "target", H::Paths, One},
                                    {S::Data, "data", H::Paths, One},
                                    {S::Prompts, "prompts", H::Paths, One},
                                    {S::Teacher, "teacher", H::Paths, One},
                                    {S::Reward, "reward", H::Paths, One},
                                    {S::Judge, "judge", H::Paths, One},
                                    {S::Loss, "loss", H::Paths, One},
                                    {S::Hooks, "hooks", H::Texts, One},
                                    {S::Columns, "columns", H::Texts},
                                    {S::Makes, "makes", H::Model},
                                    {S::Method, "method", H::Text},
                                    {S::Service, "service", H::Flag},
                                    {S::Provider, "provider", H::Text}};
constexpr SlotRule ReadsSlots[] = {{S::Path, "path", H::Paths, One},
                                   {S::Dataset, "dataset", H::Paths, One},
                                   {S::Files, "files", H::Paths, One},
                                   {S::Split, "split", H::Paths},
                                   {S::Format, "format", H::Text}};
constexpr SlotRule WritesSlots[] = {{S::Path, "path", H::Paths, Must},
                                    {S::Data, "data", H::Paths}};
constexpr SlotRule PublishesSlots[] = {{S::Id, "id", H::Paths},
                                       {S::Data, "data", H::Paths},
                                       {S::License, "license", H::Paths},
                                       {S::What, "what", H::What}};
constexpr SlotRule PassesSlots[] = {{S::From, "from", H::Paths, Must},
                                    {S::As, "as", H::Edge}};
constexpr SlotRule SelectsSlots[] = {{S::From, "from", H::Paths, Must},
                                     {S::By, "by", H::Paths, Must}};
constexpr SlotRule CallsSlots[] = {{S::Function, "function", H::Paths, Must},
                                   {S::Args, "args", H::Paths},
                                   {S::ResultPath, "result", H::Paths},
                                   {S::Kind, "kind", H::Edge}};
constexpr SlotRule BindsSlots[] = {{S::Function, "function", H::Paths, Must}};
constexpr SlotRule DeclaresSlots[] = {{S::Name, "name", H::Paths, Must},
                                      {S::Default, "default", H::Paths},
                                      {S::Registry, "registry", H::Text}};
constexpr SlotRule ParsesSlots[] = {{S::Registry, "registry", H::Text, One},
                                    {S::Classes, "classes", H::Paths, One}};
constexpr SlotRule InstantiatesSlots[] = {{S::From, "from", H::Paths, Must}};
constexpr SlotRule ModesSlots[] = {{S::Mode, "mode", H::Mode}};
constexpr SlotRule RunsSlots[] = {{S::Command, "command", H::Paths, Must}};

using E = EffectKind;
using F = EffectForm;
constexpr EffectRule Rules[] = {
    {E::Loads, "loads", F::Keys, LoadsSlots},
    {E::Generates, "generates", F::Keys, GeneratesSlots},
    {E::Trains, "trains", F::Keys, TrainsSlots},
    {E::Reads, "reads", F::Keys, ReadsSlots},
    {E::Writes, "writes", F::Keys, WritesSlots},
    {E::Publishes, "publishes", F::Keys, PublishesSlots},
    {E::Passes, "passes", F::Paths, PassesSlots},
    {E::Selects, "selects", F::Keys, SelectsSlots},
    {E::Stores, "stores", F::Pairs, {}},
    {E::Calls, "calls", F::Keys, CallsSlots},
    {E::Binds, "binds", F::Keys, BindsSlots},
    {E::Declares, "declares", F::Keys, DeclaresSlots},
    {E::Parses, "parses", F::Keys, ParsesSlots},
    {E::Instantiates, "instantiates", F::Paths, InstantiatesSlots},
    {E::Modes, "modes", F::Word, ModesSlots},
    {E::Runs, "runs", F::Keys, RunsSlots},
};
static_assert(std::size(Rules) == size_t(EffectKind::Runs) + 1);

template <typename T>
T valueOf(ArrayRef<StringRef> Words, StringRef Word, T Default) {
  auto It = llvm::find(Words, Word);
  return It == Words.end() ? Default : static_cast<T>(It - Words.begin());
}

} // namespace

ArrayRef<EffectRule> effectRules() { return Rules; }
ArrayRef<StringRef> edgeKindWords() { return EdgeWords; }
ArrayRef<StringRef> modelKindWords() { return ModelWords; }
ArrayRef<StringRef> roleWords() { return RoleWords; }
ArrayRef<StringRef> channelWords() { return ChannelWords; }
ArrayRef<StringRef> publishedWords() { return PublishedWords; }
ArrayRef<StringRef> modeWords() { return ModeWords; }

ArrayRef<StringRef> wordsOf(SlotShape Shape) {
  switch (Shape) {
  case SlotShape::Edge:
    return EdgeWords;
  case SlotShape::Model:
    return ModelWords;
  case SlotShape::Part:
    return RoleWords;
  case SlotShape::Way:
    return ChannelWords;
  case SlotShape::What:
    return PublishedWords;
  case SlotShape::Mode:
    return ModeWords;
  case SlotShape::Paths:
  case SlotShape::Text:
  case SlotShape::Texts:
  case SlotShape::Flag:
    return {};
  }
  return {};
}

EdgeKind edgeKindOf(StringRef Word, EdgeKind Default) {
  return valueOf(EdgeWords, Word, Default);
}
ModelKind modelKindOf(StringRef Word) {
  return valueOf(ModelWords, Word, ModelKind::Unknown);
}
Role roleOf(StringRef Word) { return valueOf(RoleWords, Word, Role::Unknown); }
Channel channelOf(StringRef Word) {
  if (Word == "weights")
    return Channel::Weights;
  if (Word == "api")
    return Channel::ProviderApi;
  return Word == "reseller" ? Channel::Reseller : Channel::Unknown;
}

StringRef wordOf(EdgeKind Kind) { return EdgeWords[size_t(Kind)]; }
StringRef wordOf(ModelKind Kind) { return ModelWords[size_t(Kind)]; }
StringRef wordOf(Role Part) { return RoleWords[size_t(Part)]; }
StringRef wordOf(Channel Through) {
  return Through == Channel::Unknown ? StringRef()
                                     : ChannelWords[size_t(Through) - 1];
}

} // namespace modeltidy
