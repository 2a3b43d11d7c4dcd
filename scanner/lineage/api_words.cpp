//===- api_words.cpp - the closed lists of API models ---------------------===//
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
constexpr StringRef PublishedWords[] = {"model", "dataset", "file", "place"};
constexpr StringRef ModeWords[] = {"no_grad", "eval", "train"};

static_assert(std::size(EdgeWords) == size_t(EdgeKind::Weights) + 1);
static_assert(std::size(ModelWords) == size_t(ModelKind::Audio) + 1);
static_assert(std::size(RoleWords) == size_t(Role::Unknown) + 1);

using S = SlotKind;
using H = SlotShape;
constexpr SlotNeed Must = SlotNeed::Required;
constexpr SlotNeed One = SlotNeed::OneOf;

constexpr SlotRule LoadsSlots[] = {
    {"model", S::Model, H::Paths},       {"kind", S::Kind, H::Model},
    {"role", S::Role, H::Part},          {"channel", S::ChannelWord, H::Way},
    {"provider", S::Provider, H::Text},  {"host", S::Host, H::Paths},
    {"default", S::Default, H::Text},    {"pattern", S::Pattern, H::Match},
    {"revision", S::Revision, H::Paths}, {"at", S::At, H::Paths},
    {"server", S::Server, H::Paths}};
constexpr SlotRule GeneratesSlots[] = {
    {"result", S::Result, H::Edge, Must}, {"model", S::Model, H::Paths},
    {"prompt", S::Prompt, H::Paths},      {"role", S::Role, H::Part},
    {"channel", S::ChannelWord, H::Way},  {"provider", S::Provider, H::Text},
    {"host", S::Host, H::Paths},          {"default", S::Default, H::Text},
    {"pattern", S::Pattern, H::Match},    {"server", S::Server, H::Paths}};
constexpr SlotRule TrainsSlots[] = {{"target", S::Target, H::Paths, One},
                                    {"pattern", S::Pattern, H::Match},
                                    {"data", S::Data, H::Paths, One},
                                    {"prompts", S::Prompts, H::Paths, One},
                                    {"teacher", S::Teacher, H::Paths, One},
                                    {"reward", S::Reward, H::Paths, One},
                                    {"judge", S::Judge, H::Paths, One},
                                    {"loss", S::Loss, H::Paths, One},
                                    {"hooks", S::Hooks, H::Texts, One},
                                    {"columns", S::Columns, H::Texts},
                                    {"column", S::Column, H::Paths},
                                    {"formatted_by", S::FormattedBy, H::Paths},
                                    {"makes", S::Makes, H::Model},
                                    {"method", S::Method, H::Text},
                                    {"service", S::Service, H::Flag},
                                    {"provider", S::Provider, H::Text}};
constexpr SlotRule ReadsSlots[] = {
    {"path", S::Path, H::Paths, One},
    {"dataset", S::Dataset, H::Paths, One},
    {"files", S::Files, H::Paths, One},
    {"split", S::Split, H::Paths},
    {"config", S::Config, H::Paths},
    {"revision", S::Revision, H::Paths},
    {"format", S::Format, H::Text},
    {"separator", S::Separator, H::Text},
    {"pattern", S::Pattern, H::Match},
    {"known", S::Known, H::Pairs},
    {"registry", S::Registry, H::Text},
    {"registry_folder", S::RegistryFolder, H::Paths},
    {"registry_id", S::RegistryId, H::Texts},
    {"registry_path", S::RegistryPath, H::Texts}};
constexpr SlotRule WritesSlots[] = {{"path", S::Path, H::Paths, One},
                                    {"into", S::RegistryFolder, H::Paths, One},
                                    {"data", S::Data, H::Paths}};
constexpr SlotRule CopiesSlots[] = {{"from", S::From, H::Paths, Must},
                                    {"to", S::Path, H::Paths, One},
                                    {"into", S::RegistryFolder, H::Paths, One}};
constexpr SlotRule EnvironmentSlots[] = {{"name", S::Name, H::Paths, One},
                                         {"file", S::Files, H::Paths, One},
                                         {"default", S::Default, H::Text, One}};
constexpr SlotRule ServesSlots[] = {{"model", S::Model, H::Paths},
                                    {"port", S::Port, H::Paths},
                                    {"usual_port", S::UsualPort, H::Text},
                                    {"default", S::Default, H::Text}};
constexpr SlotRule MergesSlots[] = {{"models", S::Model, H::Paths, One},
                                    {"data", S::Data, H::Paths, One},
                                    {"pattern", S::Pattern, H::Match}};
constexpr SlotRule PrintsSlots[] = {{"data", S::Data, H::Paths, Must}};
constexpr SlotRule DownloadsSlots[] = {{"model", S::Model, H::Paths, Must}};
constexpr SlotRule PublishesSlots[] = {
    {"id", S::Id, H::Paths},           {"folder", S::RegistryFolder, H::Paths},
    {"data", S::Data, H::Paths},       {"license", S::License, H::Paths},
    {"private", S::Private, H::Paths}, {"what", S::What, H::What}};
constexpr SlotRule PassesSlots[] = {{"from", S::From, H::Paths, Must},
                                    {"as", S::As, H::Edge},
                                    {"drops", S::Drops, H::Paths},
                                    {"keeps", S::Keeps, H::Paths}};
constexpr SlotRule SelectsSlots[] = {{"from", S::From, H::Paths, Must},
                                     {"by", S::By, H::Paths, Must}};
constexpr SlotRule CallsSlots[] = {{"function", S::Function, H::Paths, Must},
                                   {"args", S::Args, H::Paths},
                                   {"keywords", S::Keywords, H::Paths},
                                   {"result", S::ResultPath, H::Paths},
                                   {"kind", S::Kind, H::Edge}};
constexpr SlotRule BindsSlots[] = {{"function", S::Function, H::Paths, Must}};
constexpr SlotRule DeclaresSlots[] = {{"name", S::Name, H::Paths, Must},
                                      {"default", S::Default, H::Paths},
                                      {"registry", S::Registry, H::Text}};
constexpr SlotRule ParsesSlots[] = {{"registry", S::Registry, H::Text, One},
                                    {"classes", S::Classes, H::Paths, One}};
constexpr SlotRule InstantiatesSlots[] = {{"from", S::From, H::Paths, Must},
                                          {"options", S::Options, H::Paths},
                                          {"named_by", S::NamedBy, H::Text}};
constexpr SlotRule ModesSlots[] = {{"mode", S::Mode, H::Mode}};
constexpr SlotRule RunsSlots[] = {{"command", S::Command, H::Paths, Must}};
constexpr SlotRule ComposesSlots[] = {{"name", S::Name, H::Paths, Must},
                                      {"folder", S::RegistryFolder, H::Paths},
                                      {"overrides", S::Args, H::Paths}};

using E = EffectKind;
using F = EffectForm;
constexpr EffectRule Rules[] = {
    {"loads", LoadsSlots, E::Loads, F::Keys},
    {"generates", GeneratesSlots, E::Generates, F::Keys},
    {"trains", TrainsSlots, E::Trains, F::Keys},
    {"reads", ReadsSlots, E::Reads, F::Keys},
    {"writes", WritesSlots, E::Writes, F::Keys},
    {"publishes", PublishesSlots, E::Publishes, F::Keys},
    {"passes", PassesSlots, E::Passes, F::Paths},
    {"selects", SelectsSlots, E::Selects, F::Keys},
    {"stores", {}, E::Stores, F::Pairs},
    {"calls", CallsSlots, E::Calls, F::Keys},
    {"binds", BindsSlots, E::Binds, F::Keys},
    {"declares", DeclaresSlots, E::Declares, F::Keys},
    {"parses", ParsesSlots, E::Parses, F::Keys},
    {"instantiates", InstantiatesSlots, E::Instantiates, F::Paths},
    {"modes", ModesSlots, E::Modes, F::Word},
    {"runs", RunsSlots, E::Runs, F::Keys},
    {"composes", ComposesSlots, E::Composes, F::Keys},
    {"copies", CopiesSlots, E::Copies, F::Keys},
    {"prints", PrintsSlots, E::Prints, F::Paths},
    {"environment", EnvironmentSlots, E::Environment, F::Paths},
    {"serves", ServesSlots, E::Serves, F::Keys},
    {"merges", MergesSlots, E::Merges, F::Keys},
    {"downloads", DownloadsSlots, E::Downloads, F::Paths},
};
static_assert(std::size(Rules) == size_t(EffectKind::Downloads) + 1);

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
  case SlotShape::Match:
  case SlotShape::Pairs:
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
