//===- lineage.h - what the link stage found: the graph's visible part ----===//
//
// Everything later stages know about a repository. Value types; strings are
// owned; places are fully resolved (file, byte range, 1-based line and column
// in bytes). Vectors are sorted by place (file path, offset), so equal inputs
// give equal bytes. Verdicts are not here: the link stage never knows a
// license.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_LINEAGE_H
#define MODEL_TIDY_SCANNER_LINEAGE_LINEAGE_H

#include <cstdint>
#include <string>
#include <vector>

namespace modeltidy {

struct Place {
  uint32_t File = 0; // index into Lineage::Files
  uint32_t Begin = 0, End = 0;
  uint32_t Line = 0, Column = 0;
  uint32_t EndLine = 0, EndColumn = 0; // exclusive column
};

enum class Role : uint8_t {
  Generate,
  Rewrite,
  Judge,
  Label,
  Filter,
  Embed,
  Reward,
  Teacher,
  TrainBase,
  Tokenizer,
  Eval,
  Infer,
  Unknown
};

enum class Channel : uint8_t { Unknown, Weights, ProviderApi, Reseller };

enum class EdgeKind : uint8_t {
  Text,
  Logits,
  Label,
  Score,
  Selection,
  Prompt,
  Embedding,
  Image,
  Audio,
  Weights
};

/// What a model is for; decides the column of the verdict table.
enum class ModelKind : uint8_t {
  Unknown,
  Generative,
  Classifier,
  Embedder,
  Reranker,
  Reward,
  Tokenizer,
  Encoder,
  Image,
  Audio
};

enum class Confidence : uint8_t { Certain, Likely, Possible };

/// A model id bound to a role. An id that the code does not tell is named by
/// where it comes from ("CLI --teacher_model") and has Known = false.
struct ModelUse {
  std::string Id;
  bool Known = true;
  Place Where; // where the id stands
  Role Part = Role::Unknown;
  Channel Through = Channel::Unknown;
  std::string Provider; // of an API row: openai, anthropic…; empty for weights
  ModelKind Kind = ModelKind::Unknown;
  /// Ids of the models that a checkpoint of this repository was trained from.
  std::vector<std::string> Bases;
};

struct DatasetUse {
  std::string Id; // Hub id, or the file's name as written
  bool IsFile = false;
  std::string Split;  // as written, or empty
  std::string Config; // which configuration, as written, or empty
  Place Where;
  std::string Purpose;   // train, eval, generate, unknown
  bool MadeHere = false; // the repository writes or pushes it too
};

/// A load of a model or a data set from a hub, by a call or an entry of a
/// config that can name the version.
struct Load {
  bool OfDataset = false;
  uint32_t Use = 0;     // index into Models, or Datasets
  Place Where;          // the call; of a config, the document
  std::string Revision; // as written; empty: the newest
  Place Pin;            // where Revision is written
  std::string Argument; // of the call, that names it; empty: not told
  bool Known = true;    // false: something gives it that the code does not tell
};

struct Generation {
  Place Where;
  std::vector<uint32_t> Models; // indices into Lineage::Models
  EdgeKind Kind = EdgeKind::Text;
};

struct Training {
  Place Where; // the anchor
  std::string Api;
  std::string Method;            // sft, dpo, kd…, or empty
  std::vector<uint32_t> Targets; // indices into Lineage::Models
  ModelKind Makes = ModelKind::Unknown;
  bool Service = false; // a provider's own fine-tuning service
  std::string Provider;
};

struct Publication {
  std::string Id;
  std::string License;
  std::string What; // model, dataset, file
  Place Where;
  std::string Path;                // of the local folder or file, as written
  std::vector<std::string> Models; // known ids of the models that it holds
  bool Private = false;            // nobody else can see it: no release
  // Of a data set: indices into Models and Datasets of what its rows come from.
  std::vector<uint32_t> Writers, Sources;
};

/// Weights of several models made into one.
struct ModelMerge {
  Place Where;
  std::string Method;              // of a recipe: "slerp"; else empty
  std::vector<std::string> Models; // ids as written, each once, in that order
};

struct Step {
  Place Where;
  std::string What; // a lower-case fact: "written to 'gen.jsonl'"
};

/// One path from a model use (or a published data set) to a training.
struct Flow {
  bool FromDataset = false;
  uint32_t Source = 0;            // index into Models, or Datasets
  uint32_t Sink = 0;              // index into Trainings
  std::vector<Step> Steps;        // source first, the trainer last
  EdgeKind Kind = EdgeKind::Text; // the weakest kind on the path
  Confidence Sure = Confidence::Certain;
  std::string Doubt; // why it is not certain
};

struct Limit {
  std::string File;
  uint32_t Line = 0; // 0: the whole file
  std::string What;
};

struct Lineage {
  std::vector<std::string> Files; // paths relative to the root, sorted
  std::vector<ModelUse> Models;
  /// Texts shaped like a model id that no row binds to a role, once a line; not
  /// all of them are models.
  std::vector<ModelUse> Mentions;
  std::vector<DatasetUse> Datasets;
  std::vector<Load> Loads;
  std::vector<Generation> Generations;
  std::vector<Training> Trainings;
  std::vector<Publication> Publications;
  std::vector<ModelMerge> Merges;
  std::vector<Flow> Flows;
  std::vector<Limit> Limits;
};

} // namespace modeltidy

#endif
