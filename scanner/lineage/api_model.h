//===- api_model.h - what a library's callables do, as values -------------===//
//
// The in-memory form of scanner/apis/*.yaml (schema: docs/api-models.md).
// Built-in models are constant tables made at build time by the loader that
// also reads users' files; nothing here owns memory: strings and arrays point
// into those tables or into the loader's arena, which outlive every ApiIndex.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_MODEL_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_MODEL_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace modeltidy {

enum class EffectKind : uint8_t {
  Loads,
  Generates,
  Trains,
  Reads,
  Writes,
  Publishes,
  Passes,
  Selects,
  Stores,
  Calls,
  Binds,
  Declares,
  Parses,
  Instantiates,
  Modes,
  Runs,
  Composes,
  Copies,
  Prints,
  Environment,
  Serves,
  Merges,
  Downloads
};

/// The keys of effects. Path-valued keys fill Slot::Paths, the others
/// Slot::Word or Slot::Words.
enum class SlotKind : uint8_t {
  Model,
  Prompt,
  Target,
  Data,
  Prompts,
  Teacher,
  Reward,
  Judge,
  Loss,
  Path,
  Dataset,
  Files,
  Split,
  Host,     // loads, generates: names the service at run time
  Server,   // loads, generates: the address of a server
  Port,     // serves: where it listens
  Revision, // loads, reads: the version on the hub
  At,       // loads: the parts of the result that are the model
  Config,   // reads: which configuration of the data set
  Id,
  License,
  Private, // publishes: true where nobody else can see it
  From,
  Drops, // passes: columns left out
  Keeps, // passes: the only columns kept
  By,
  Into, // stores: the target of the pair (From: the stored value)
  Function,
  Args,
  Keywords,   // calls: a mapping with values for parameters by name
  ResultPath, // calls: result
  Name,
  Default, // declares: a path; loads and generates: a word
  Classes,
  Options, // instantiates: the name below which options fill the object
  Command,
  // words
  Result, // generates: edge kind
  Kind,
  As,
  Role,
  ChannelWord,
  UsualPort, // serves: where no port is given
  Provider,
  Makes,
  Method,
  Service,
  What,
  Format,
  Registry, // declares, parses: a name; reads: a file's path
  RegistryFolder,
  RegistryId,   // words
  RegistryPath, // words
  Separator,
  Pattern, // RE2: its first group is the name
  Known,   // words: each name and the id that it stands for
  Mode,
  Column,      // trains: paths that name the one column that is read
  FormattedBy, // trains: a function that makes the text of a row
  NamedBy,     // instantiates: the key of a mapping that names the class
  Hooks,       // words
  Columns      // words
};

// Names: the keys of a mapping, as texts (`dataset_mixer: {org/data: 1.0}`).
enum class SelectorKind : uint8_t { Item, Key, Attr, Names };

struct Selector {
  SelectorKind Kind;
  llvm::StringRef Name; // Key, Attr
};

enum class PathRoot : uint8_t {
  ArgName,  // Name
  ArgIndex, // Index
  AllArgs,
  Rest, // positional arguments from Index on
  Self,
  SelfField, // Name
  Setting,   // Name: an argument, else what was stored on the library's module
  Result,
  Block,  // the calls of the `with` statement that opened the receiver
  Literal // Name
};

struct AccessPath {
  PathRoot Root;
  uint32_t Index;
  llvm::StringRef Name;
  llvm::ArrayRef<Selector> Steps;
};

struct Slot {
  SlotKind Kind;
  llvm::ArrayRef<AccessPath> Paths;
  llvm::StringRef Word;
  llvm::ArrayRef<llvm::StringRef> Words;
};

struct Effect {
  EffectKind Kind;
  llvm::ArrayRef<Slot> Slots; // `stores` has one effect for each pair

  const Slot *slot(SlotKind K) const {
    for (const Slot &S : Slots)
      if (S.Kind == K)
        return &S;
    return nullptr;
  }
  llvm::ArrayRef<AccessPath> paths(SlotKind K) const {
    const Slot *S = slot(K);
    return S ? S->Paths : llvm::ArrayRef<AccessPath>();
  }
  llvm::StringRef word(SlotKind K) const {
    const Slot *S = slot(K);
    return S ? S->Word : llvm::StringRef();
  }
};

enum class ConditionKind : uint8_t {
  Present,
  Absent,
  True,
  False,
  Matches,
  NotMatches,
  Equals
};

struct Condition {
  AccessPath Path;
  ConditionKind Kind;
  llvm::StringRef Text; // RE2 or the value
};

struct Callable {
  llvm::StringRef Name; // qualified function, method, "init" or "call"
  llvm::ArrayRef<llvm::StringRef> Params;
  llvm::StringRef Returns; // a type, "self" or "" ; see ReturnsPath
  llvm::ArrayRef<AccessPath> ReturnsPath; // where `returns` is an access path
  llvm::ArrayRef<Effect> Effects;
  llvm::ArrayRef<Condition> When;
  llvm::StringRef Library; // file name of the row, for messages and coverage
  uint32_t Line;

  const Effect *effect(EffectKind K) const {
    for (const Effect &E : Effects)
      if (E.Kind == K)
        return &E;
    return nullptr;
  }
};

struct AttributeModel {
  llvm::StringRef Name;
  llvm::StringRef Type; // or
  llvm::ArrayRef<AccessPath> Is;
};

struct TypeModel {
  llvm::ArrayRef<llvm::StringRef> Names;
  llvm::ArrayRef<llvm::StringRef> Extends;
  llvm::ArrayRef<Callable> Init, Call, Methods;
  llvm::ArrayRef<AttributeModel> Attributes;
};

struct ValueModel {
  llvm::StringRef Name;
  llvm::StringRef Type;
  llvm::StringRef Registry; // `parses: {registry: …}`
};

struct AnyMethod {
  llvm::ArrayRef<llvm::StringRef> Requires;
  Callable Body; // Body.Name: the method's name
};

/// A document of a config file, seen as a call whose keyword arguments are the
/// keys at its root (`arg.base_model`).
struct ConfigModel {
  llvm::ArrayRef<llvm::StringRef> Files; // globs over the path; none: any file
  /// Dotted keys (`model.path`): all present, at least one present (if any
  /// named), none present.
  llvm::ArrayRef<llvm::StringRef> Has, Any, Not;
  Callable Body; // Name: what the config is, for messages ("axolotl config")
};

/// A command line of a known program, seen as a call: `arg.NAME` is the value
/// of `--NAME` (or `--na-me`, or `NAME=value`), `arg.0` the first word behind
/// the command's own words that is no option.
struct CommandModel {
  Callable Body; // Name: the command's words, "trl sft"
  /// Options whose value names a config file with further arguments; a number
  /// stands for that positional word.
  llvm::ArrayRef<llvm::StringRef> Configs;
  bool Fallback = false; // applies where no other row speaks of the command
  /// Options that take a value, where all others take none; none: an option's
  /// value is whatever stands behind it.
  llvm::ArrayRef<llvm::StringRef> Valued = {};
  /// Options, without dashes, of which at least one is there.
  llvm::ArrayRef<llvm::StringRef> Any = {};
};

struct ApiLibrary {
  llvm::StringRef Name;
  llvm::StringRef File;
  llvm::ArrayRef<Callable> Functions; // one per name, lists expanded
  llvm::ArrayRef<TypeModel> Types;
  llvm::ArrayRef<ValueModel> Values;
  llvm::ArrayRef<AnyMethod> Any;
  llvm::ArrayRef<ConfigModel> Configs = {};
  llvm::ArrayRef<CommandModel> Commands = {}; // one per name
};

/// The models compiled into the binary, sorted by file name.
llvm::ArrayRef<ApiLibrary> builtinApiLibraries();

} // namespace modeltidy

#endif
