//===- engine.h - demand-driven answers over a repository's value graphs --===//
//
// Two questions, asked backwards from where an answer is needed, so that only
// what matters is ever looked at:
//
//   eval(node, ctx)      what may this expression be? functions, classes,
//                        strings, objects of a library's type…
//   expand(spot, out)    where did this part of a value come from, one step
//                        back? Followed to the end this gives the origins.
//
// Both follow calls with a call-string context (realizable paths only): a
// parameter reached from a call goes back to that call; one reached from
// nowhere goes back to every caller. Attributes of objects are followed through
// the stores in the methods of their class, seen from the constructing call.
//
// Cost: answers are memoized by (node, context). Work is counted, never timed:
// past MaxWork, or deeper than MaxDepth, an answer is left incomplete and
// `exhausted()` says so. Not thread-safe: one engine a thread.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_ENGINE_H
#define MODEL_TIDY_SCANNER_LINEAGE_ENGINE_H

#include "scanner/lineage/api_index.h"
#include "scanner/lineage/changes.h"
#include "scanner/lineage/composed_config.h"
#include "scanner/lineage/cxx_program.h"
#include "scanner/lineage/decorations.h"
#include "scanner/lineage/entry_points.h"
#include "scanner/lineage/environment_files.h"
#include "scanner/lineage/launch.h"
#include "scanner/lineage/linked_datasets.h"
#include "scanner/lineage/needs.h"
#include "scanner/lineage/script_table.h"
#include "scanner/lineage/sourced.h"
#include "scanner/lineage/steps.h"
#include "scanner/lineage/value.h"
#include "llvm/Support/Allocator.h"
#include <array>
#include <deque>
#include <unordered_map>

namespace modeltidy {

/// A row that speaks of a call.
struct ApiTarget {
  const Callable *Row;
  bool IsInit = false;       // Row is the body of Type(...)
  TextId Type = 0;           // for init, call and methods
  NodeRef Object;            // the receiver expression, in the call's context
  bool ThroughClass = false; // the call constructs a repository class that
                             // derives from Type
  bool Started = false;      // of a command line that the call starts
  /// Where the receiver stands when it is not the call's own context: of a
  /// method that came as a value.
  std::optional<ContextId> ObjectCtx = std::nullopt;
  /// Who has arguments for the call: functools.partial(f, ...) before it, or
  /// submit(f, ...) in its place; behind the first BoundSkip. None: only
  /// itself.
  NodeRef Bound = {};
  ContextId BoundCtx = 0;
  int BoundSkip = 1;

  void bindBy(const ApiTarget *By) {
    if (By) {
      Bound = By->Bound;
      BoundCtx = By->BoundCtx;
      BoundSkip = By->BoundSkip;
    }
  }
  Spot receiver(ContextId C) const {
    return {Object, ObjectCtx.value_or(C), 0};
  }
};

struct UserTarget {
  FunctionRef F;
  bool Bound;    // the first parameter is the receiver
  Value BoundBy; // Kind Partial: the arguments bound earlier
  bool HasPartial = false;
};

/// What a call may call.
struct CallTargets {
  llvm::SmallVector<UserTarget, 2> Functions;
  llvm::SmallVector<ClassRef, 1> Classes;
  llvm::SmallVector<ApiTarget, 2> Rows;
  TextId External = 0; // qualified name of something without rows
  bool known() const {
    return !Functions.empty() || !Classes.empty() || !Rows.empty();
  }
  /// Does a row have an effect of a kind?
  bool does(EffectKind Kind) const {
    return llvm::any_of(Rows, [Kind](const ApiTarget &Row) {
      return Row.Row->effect(Kind) != nullptr;
    });
  }
};

/// What a kept answer rests on: known once Low is none; until then the answer
/// waits for the one under way that Low numbers.
struct Rest {
  NeedsId Needs = NeedTable::Anything;
  uint32_t Low = UINT32_MAX;
};

enum class AnswerState : uint8_t { InProgress, Provisional, Done };

/// What an expression may be, as far as it was found out.
struct ValueAnswer {
  AnswerState St = AnswerState::Provisional;
  uint8_t Passes = 0;
  uint32_t Depth = 0;
  uint64_t Epoch = 0;
  Rest On;
  llvm::ArrayRef<Value> Values;
};

/// What a call may call, likewise.
struct TargetAnswer {
  AnswerState St = AnswerState::Provisional;
  uint8_t Passes = 0;
  uint32_t Depth = 0;
  uint64_t Epoch = 0;
  Rest On;
  const CallTargets *Targets = nullptr;
};

/// What calls a function, likewise.
struct CallersAnswer {
  AnswerState St = AnswerState::Provisional;
  uint8_t Passes = 0;
  uint32_t Depth = 0;
  uint64_t Epoch = 0;
  Rest On;
  llvm::ArrayRef<NodeRef> Calls;
};

/// An answer that launches share where what they run of its needs is Met.
template <typename T> struct SharedAnswer {
  T *Answer;
  NeedsId Met;
};
template <typename T>
using SharedAnswers = SpotMap<llvm::SmallVector<SharedAnswer<T>, 1>>;

/// Calls that may enter a function, as far as their names tell.
struct CallerCandidates {
  std::vector<NodeRef> Named;   // sorted
  std::vector<NodeRef> Passing; // calls that are handed the function
};

class Engine;

/// What a run is about; each has a budget of its own, so that none starves the
/// next.
enum class LinkPhase : uint8_t {
  Collect,
  Launches,
  Writes,
  Trainings,
  Uses,
  Publications
};

/// A module that a command line runs, and the view of that launch (0: the
/// command tells it nothing).
struct LaunchedModule {
  uint32_t Module;
  uint32_t View;
};

/// What all engines of one run have in common: names, contexts and indices, so
/// that a spot of one means the same to another.
/// What a condition comes to, as far as that is certain.
enum class Truth : uint8_t { Open, No, Yes };

/// A branch of an if, and the nearest one around it by its index.
struct BranchIndex {
  static constexpr uint32_t None = UINT32_MAX;
  Region Of;
  uint32_t Around;
};
using BranchTable = std::vector<BranchIndex>; // in the order of beginnings

struct EngineShared {
  EngineShared(const Program &P, const ApiIndex &Api);

  Interner Names;
  ContextTable Contexts;
  ScriptTable Scripts;
  SourcedScripts Sourced;
  EntryPoints Entries;
  CxxProgram Cxx;
  ChangesElsewhere Changes;
  Decorations Decorated;
  LinkedDatasets Linked;
  EnvironmentFiles Environments;
  LinkPhase Phase = LinkPhase::Collect;
  /// Work so far by phase: under no launch, under any.
  static constexpr size_t Phases =
      static_cast<size_t>(LinkPhase::Publications) + 1;
  std::array<std::array<uint64_t, 2>, Phases> TotalWork{};
  std::vector<bool> InTests;                     // by module: test code
  std::vector<llvm::StringRef> DeclaringNames;   // rows that declare options
  std::vector<llvm::StringRef> EnvironmentNames; // that set it from a file
  std::vector<llvm::StringRef> PrefixingNames;   // that fill from `options`
  std::vector<llvm::StringRef> FillingMethods; // that put weights into a model
  /// Calls whose argument names the class to make: the key that does.
  llvm::StringMap<llvm::StringRef> NamingKeys;
  /// Attribute -> methods whose rows store into it on their receiver.
  llvm::StringMap<std::vector<llvm::StringRef>> StoringMethods;
  /// Setting -> functions whose rows store into it: `dspy.configure(lm=LM)`.
  llvm::StringMap<std::vector<llvm::StringRef>> SettingCalls;
  std::vector<llvm::StringMap<char>> Imports;   // by module
  std::vector<std::vector<uint32_t>> Neighbors; // by import, both ways
  std::vector<std::vector<uint32_t>> Imported;  // modules that one imports
  /// By command.
  llvm::DenseMap<uint64_t, llvm::SmallVector<LaunchedModule, 1>> Launched;
  llvm::ArrayRef<LaunchedModule> launchedBy(NodeRef Command) const {
    auto It = Launched.find(Command.key());
    return It == Launched.end() ? llvm::ArrayRef<LaunchedModule>()
                                : llvm::ArrayRef<LaunchedModule>(It->second);
  }
  /// What a module imports, directly and through others, itself too.
  llvm::BitVector reachOf(uint32_t Module) const;
  /// By store (a SetAttr): the first version of the object that it changes.
  llvm::DenseMap<uint64_t, NodeId> StoreRoots;
  std::vector<std::optional<BranchTable>> Branches; // by module, once asked
  /// What conditions come to that a call decides, by condition and context.
  llvm::DenseMap<std::pair<uint64_t, ContextId>, Truth> DecidedByCall;
  std::optional<std::vector<ClassRef>> Enums; // once asked
  NeedTable Needs;
  Engine *Plain = nullptr; // the one under no launch
  bool KeepsSteps = true;  // LinkOptions::KeepsSteps
  SharedAnswers<ValueAnswer> Values;
  SharedAnswers<TargetAnswer> Targets;
  WalkedSpots Walked;
};

class Engine {
public:
  /// The first engine of a run is that under no launch. With a launch, options
  /// have the values that it gives, and only what the launched module imports
  /// calls anything. All arguments must outlive this.
  Engine(const Program &P, const ApiIndex &Api, EngineShared &Shared,
         const Launch *Under = nullptr);

  llvm::ArrayRef<Value> eval(NodeRef N, ContextId C);
  llvm::ArrayRef<Value> eval(const Spot &S);
  const CallTargets &resolveCall(NodeRef Call, ContextId C);

  /// One step back from a spot. Nothing is added where the trail ends.
  void expand(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  /// The same for a walk over many spots, which comes by again: a step that is
  /// kept, none where expandAnew() has to take it.
  const KeptStep *keptStep(SpotId Id);
  llvm::ArrayRef<KeptEdge> take(const KeptStep &Kept) {
    spend(Kept.Looks);
    return Kept.Edges;
  }
  void expandAnew(SpotId Id, llvm::SmallVectorImpl<Edge> &Out);

  /// The spots that hold exactly the part that S names (their path is 0).
  void project(const Spot &S, llvm::SmallVectorImpl<Spot> &Out);

  /// Rows that speak of a config document (its root), seen as a call whose
  /// keyword arguments are the root's keys.
  void configRows(NodeRef Root, CallTargets &T);
  /// Rows of a command line of a known program.
  void commandRows(NodeRef Command, ContextId C, CallTargets &T);
  /// The same of command lines that a call of a program starts.
  void startedRows(NodeRef Call, ContextId C, CallTargets &T);
  void startedWords(NodeRef Call, ContextId C, const CallTargets &T,
                    std::vector<LaunchWord> &Words);
  bool runsForeignScript(llvm::ArrayRef<LaunchWord> Words,
                         llvm::StringRef Folder) const;
  /// Does a command line give an option in the stead of what a document's rows
  /// train or read?
  bool isOverridden(NodeRef Root, const CommandLine &Line);
  /// Documents that trainings of known programs are told by, each with the
  /// command line.
  std::vector<std::pair<NodeRef, CommandLine>> trainedConfigs() const;
  /// The config document that a command's training is told by already: one of
  /// the same sort that names its data, of which the command line gives nothing
  /// anew.
  std::optional<NodeRef> toldByConfig(NodeRef Command, const Effect &Training);
  /// What the `reads` of a config document bring: its result.
  Spot resultOf(NodeRef Site, ContextId C);
  /// Is a spot the result of a config document?
  bool isConfigResult(const Spot &S) const;

  /// The steps of a path behind its root.
  PathId steps(const AccessPath &Path, NodeRef Call, ContextId C);
  /// An access path of a row, at a call.
  void spots(const AccessPath &Path, NodeRef Call, ContextId C,
             const ApiTarget &T, llvm::SmallVectorImpl<Spot> &Out);
  void spots(llvm::ArrayRef<AccessPath> Paths, NodeRef Call, ContextId C,
             const ApiTarget &T, llvm::SmallVectorImpl<Spot> &Out);
  /// Does every `when` of a row hold at a call?
  bool holds(const Callable &Row, NodeRef Call, ContextId C,
             const ApiTarget &T);

  /// Looks once for the objects that functions get indirectly and change; for
  /// the engine under no launch, before anything else is asked.
  void findHanded();
  /// Looks once for the files that code sets its environment from, likewise.
  void findEnvironments();

  /// Calls that may enter F, callbacks too.
  llvm::ArrayRef<NodeRef> callersOf(FunctionRef F);
  /// Where a parameter gets its value from, in context C.
  void parameterSpots(NodeRef Param, ContextId C,
                      llvm::SmallVectorImpl<Edge> &Out);
  /// Functions that a spot may be, with the context to enter them from Site.
  void functionsAt(const Spot &S, llvm::SmallVectorImpl<UserTarget> &Out);

  /// Class helpers: a method looked up along the repository's bases; the
  /// library type a class derives from (0: none).
  std::optional<FunctionRef> method(ClassRef C, llvm::StringRef Name);
  TextId libraryBase(ClassRef C);
  bool derives(ClassRef C, ClassRef Base);
  std::optional<ClassRef> classOfMethod(FunctionRef F) const;
  /// Are an object's fields filled from the command line?
  bool isParsed(const Value &Object);

  /// Paths and ids of strings at a spot; an unknown value gives one pattern
  /// that is all unknown. Where: the constant or option that gave it.
  struct Text {
    std::string Pattern;
    NodeRef Where;
    bool Option = false; // Pattern's unknown is this command-line option
    std::string OptionName = {};
  };
  void texts(const Spot &S, llvm::SmallVectorImpl<Text> &Out);
  /// What the places of a slot may read, at a call that a row describes.
  llvm::SmallVector<Text, 4> texts(llvm::ArrayRef<AccessPath> Slot,
                                   NodeRef Call, ContextId C,
                                   const ApiTarget &T);
  /// May a spot be a list, a mapping or the like?
  bool isContainer(const Spot &S) {
    return llvm::any_of(
        eval(S), [](const Value &V) { return V.Kind == ValueKind::Container; });
  }

  /// Tables made as {x.name: x for x in LIST} from which one element was read:
  /// all their keys, by the table's node.
  const std::map<uint64_t, std::vector<Value>> &keyedTables() const {
    return KeyedTables;
  }

  const Program &program() const { return P; }
  const ApiIndex &api() const { return Api; }
  const Launch *launch() const { return Under; }
  EngineShared &shared() { return Shared; }
  /// Is a module part of the program that runs?
  bool runs(uint32_t Module) const {
    return !Under || Under->Reach.test(Module);
  }
  /// Is a call a command line that runs a program: not a function of a script?
  bool runsProgram(NodeRef Call) const;
  /// The words of a command line (a FlagCommand call, or the list or text that
  /// a call starts), launchers included.
  /// Is a command known by its options alone, because what it runs stands in
  /// another repository?
  bool isForeign(NodeRef Command, ContextId C) const;
  void words(const Spot &S, std::vector<LaunchWord> &Out);
  void words(NodeRef Command, ContextId C, std::vector<LaunchWord> &Out);
  Interner &names() { return Names; }
  ContextTable &contexts() { return Contexts; }
  bool exhausted() const { return Exhausted; }
  void resetWork();
  uint64_t work() const { return Work; } // since resetWork()
  /// MaxLaunchedWork was reached, and this engine is a launch's.
  bool spent() {
    Exhausted |= Under && totalWork() >= MaxLaunchedWork;
    return Under && totalWork() >= MaxLaunchedWork;
  }
  /// Answers given now lack something: whoever keeps them keeps a gap.
  bool starved() const { return Work > WorkLimit; }

  static constexpr uint32_t MaxDepth = 600;
  static constexpr uint64_t MaxWork = 300'000;
  /// Over a phase; past it each question gets ThriftyWork, and past the second
  /// bound LeastWork, which answers what stands in one function. A million
  /// takes about a second.
  static constexpr uint64_t MaxTotalWork = 2'500'000;
  static constexpr uint64_t ThriftyWork = 8'000;
  static constexpr uint64_t MaxThriftyWork = 3'500'000;
  static constexpr uint64_t LeastWork = 500;
  /// Over a phase, for all launches together; past it launches are left out:
  /// what they refine is answered without them.
  static constexpr uint64_t MaxLaunchedWork = 4'500'000;
  static constexpr size_t MaxShared = 8; // answers to one question
  static constexpr uint8_t MaxPasses = 2;
  static constexpr uint8_t MaxCutPasses = 4; // asked again from less deep

private:
  static constexpr uint64_t LooksForOne = 16;
  uint64_t &totalWork() {
    return Shared
        .TotalWork[static_cast<size_t>(Shared.Phase)][Under != nullptr];
  }
  /// Counts work that is no eval() or expand() of its own, in their measure: a
  /// look at one of many candidates costs a small part of one.
  void spend(uint64_t Looks) {
    Spare += Looks;
    Work += Spare / LooksForOne;
    Spare %= LooksForOne;
    Exhausted |= starved();
  }

  using State = AnswerState;

  // shared_answers.cpp
  /// Where the needs of one answer begin.
  struct RestFrame {
    NeedsId Before = 0;
    uint32_t LowBefore = 0, Index = 0;
    size_t Waiting = 0;
  };
  /// An answer, and what it answers where launches share it.
  struct Awaited {
    Rest *R;
    Spot Of = {};
    ValueAnswer *Values = nullptr;
    TargetAnswer *Targets = nullptr;
  };
  RestFrame beginRest(Rest &Of);
  void endRest(const RestFrame &Frame, const Awaited &Of);
  void restOn(NeedsId Needs);
  void restOn(const Rest &Other);
  void restOnOption(llvm::StringRef Name);
  void restOnAnything() { restOn(NeedTable::Anything); }
  bool leavesOption(TextId Name);
  NeedsId metHere(NeedsId Needs);
  void offer(const Awaited &A);
  template <typename T>
  T *takeOver(const SharedAnswers<T> &From, SpotMap<T *> &To, const Spot &S);

  // kept_steps.cpp
  /// Whether a step may be kept, as long as one is looked at.
  struct StepNotes {
    bool Settled = true; // all that was asked had its last answer
    bool Shared = true;  // which other launches would find as well
    llvm::SmallVector<KnownFact, 4> Facts;
  };
  void noteUnsettled() {
    if (Notes)
      Notes->Settled = false;
  }
  void noteOwn() {
    if (Notes)
      Notes->Shared = false;
  }
  void note(const KnownFact &Fact) {
    if (Notes && llvm::none_of(Notes->Facts, [&](const KnownFact &Have) {
          return Have.In == Fact.In && Have.Of == Fact.Of &&
                 Have.Name == Fact.Name;
        }))
      Notes->Facts.push_back(Fact);
  }
  template <typename T>
  void noteAnswer(const SharedAnswers<T> &From, const Spot &S, const T *Known);
  bool finds(const KnownFact &Fact) const;
  bool findsAll(const KeptStep &Step) const;
  bool mayKeepStep(const Spot &S) const;
  bool isQuiet(const Spot &S);
  void keepStep(SpotId Id, KeptStep Step);
  uint64_t looks() const { return Work * LooksForOne + Spare; }

  // evaluate.cpp
  void evaluate(NodeRef N, ContextId C, ValueSet &Out);
  bool isUntakenCode(NodeRef End, ContextId C, llvm::ArrayRef<Value> Values);
  void evalBases(NodeRef N, ContextId C, ValueSet &Out);
  void evalParam(NodeRef N, ContextId C, ValueSet &Out);
  void evalGlobal(NodeRef N, ContextId C, ValueSet &Out);
  void scriptBindings(NodeRef N, llvm::SmallVectorImpl<NodeRef> &Out) const;
  void evalMacro(uint32_t M, llvm::StringRef Name, ValueSet &Out);
  void evalCxxName(uint32_t M, llvm::StringRef Name, ValueSet &Out);
  void evalImport(uint32_t From, llvm::StringRef Dotted, ValueSet &Out);
  void evalImportFrom(NodeRef N, ValueSet &Out);
  void evalMember(const ImportTarget &T, llvm::StringRef Qualified,
                  llvm::StringRef Name, ValueSet &Out);
  void evalModuleName(uint32_t M, llvm::StringRef Name, ValueSet &Out,
                      unsigned StarDepth = 0);
  void evalAttr(NodeRef N, ContextId C, ValueSet &Out);
  bool overridden(NodeRef Object, llvm::StringRef Name, ContextId C,
                  ValueSet &Out);
  void typeInherited(ValueSet &Of);
  bool isFilledByParser(NodeRef Object, ContextId C);
  void evalAttrOf(const Value &Base, llvm::StringRef Name, NodeRef Site,
                  ContextId C, ValueSet &Out);
  Value ownName(const Value &Of);
  bool evalClassField(ClassRef C, llvm::StringRef Name, ValueSet &Out);
  bool isUntold(NodeRef Index, ContextId C);
  void evalItem(NodeRef N, ContextId C, ValueSet &Out);
  void evalParts(const Spot &S, ValueSet &Out);
  void evalNames(const Spot &Mapping, ValueSet &Out);
  void addSplits(NodeRef Object, ContextId C, llvm::ArrayRef<TextId> Keys,
                 ValueSet &Out);
  bool isMapping(const Value &V) const;
  void evalElement(NodeRef N, ContextId C, ValueSet &Out);
  bool asksNames(const Spot &S) const;
  void evalCall(NodeRef N, ContextId C, ValueSet &Out);
  void evalMade(NodeRef Mapping, ContextId C, ValueSet &Out);
  void evalRow(const ApiTarget &T, NodeRef N, ContextId C, ValueSet &Out);
  bool evalLanguageCall(NodeRef N, ContextId C, ValueSet &Out);
  void evalExternalAttr(llvm::StringRef Qualified, ValueSet &Out);
  std::optional<llvm::StringRef> declaredBy(const Value &Object,
                                            const AttributeModel &A, Value &Ns);
  void evalPositional(llvm::StringRef Number, ValueSet &Out);
  void evalOption(const Value &Ns, llvm::StringRef Name, ValueSet &Out);
  bool givenOption(llvm::ArrayRef<llvm::StringRef> Names, ValueSet &Out);
  bool isGiven(NodeRef Variable);
  void givenPlaceholders(llvm::ArrayRef<WordText> Texts, ValueSet &Out);
  void givenWords(llvm::ArrayRef<WordText> Texts, ValueSet &Out);
  void wordAt(llvm::StringRef Number, ValueSet &Out);
  int wordCount() const { return static_cast<int>(Under->Line.Words.size()); }
  void evalScriptOption(NodeRef N, ContextId C, ValueSet &Out);
  void callsAround(NodeRef N, ContextId C, llvm::SmallVectorImpl<Spot> &Out);
  bool environment(uint32_t Reader, const Spot &Name, ValueSet &Out);
  bool environment(uint32_t Reader, TextId Name, ValueSet &Out);
  bool environment(TextId Name, ValueSet &Out);
  bool isEnvironment(const Value &V) const;
  static bool isTelling(llvm::ArrayRef<WordText> Given);
  void declaredOptions(NodeRef Declares,
                       llvm::SmallVectorImpl<llvm::StringRef> &Out);
  bool givenDeclared(llvm::ArrayRef<llvm::StringRef> Spellings, bool Bare,
                     unsigned Position, WordTexts &Out);

  // strings.cpp
  bool foldText(NodeRef N, ContextId C, ValueSet &Out);
  void piece(NodeRef N, ContextId C, llvm::SmallVectorImpl<Text> &Out);
  void textOf(const Value &V, NodeRef At, llvm::SmallVectorImpl<Text> &Out);
  bool foldCall(NodeRef N, ContextId C, ValueSet &Out);
  void addTexts(llvm::ArrayRef<Text> Texts, NodeRef At, ValueSet &Out);

  // text_methods.cpp
  std::optional<llvm::StringRef> constantText(NodeRef N, ContextId C);
  void receiverTexts(NodeRef Object, ContextId C,
                     llvm::SmallVectorImpl<Text> &Out);
  bool foldReplace(NodeRef Call, ContextId C, ValueSet &Out);
  bool foldCase(NodeRef Call, ContextId C, bool Lower, ValueSet &Out);
  bool splitParts(NodeRef Call, ContextId C,
                  std::vector<std::vector<std::string>> &Out);
  void addPart(llvm::StringRef Part, NodeRef At, ValueSet &Out);
  bool evalSplitItem(NodeRef Call, ContextId C, llvm::StringRef Index,
                     ValueSet &Out);
  bool evalSplitElement(NodeRef Call, ContextId C, ValueSet &Out);

  // resolve_call.cpp
  void resolveValue(const Value &V, NodeRef Call, ContextId C, CallTargets &T,
                    const ApiTarget *Binding = nullptr);
  void resolveMember(const Value &V, NodeRef Call, ContextId C, CallTargets &T,
                     const ApiTarget *Binding);
  void resolveHandedOver(NodeRef Call, ContextId C, CallTargets &T);
  void resolvePartial(const Value &V, NodeRef Call, ContextId C,
                      CallTargets &T);
  void resolveWrapped(NodeRef Call, ContextId C, CallTargets &T);
  void resolveClass(const Value &V, NodeRef Call, ContextId C, CallTargets &T);
  void addRows(llvm::ArrayRef<const Callable *> Rows, ApiTarget Proto,
               NodeRef Call, ContextId C, CallTargets &T);
  void addAnyMethods(NodeRef Call, ContextId C, CallTargets &T);
  CallerCandidates candidatesFor(FunctionRef F);
  bool enters(NodeRef Call, FunctionRef F);
  std::vector<uint32_t> importersOf(uint32_t Module);
  bool handsOver(NodeRef Call, FunctionRef F);
  void findCallers(FunctionRef F, std::vector<NodeRef> &Out);
  void findLaunchedCallers(FunctionRef F, std::vector<NodeRef> &Out);
  bool importsAny(uint32_t Module, llvm::ArrayRef<llvm::StringRef> Names);

  // command_line.cpp
  void commandArgument(NodeRef Command, ContextId C, llvm::StringRef Name,
                       int Index, llvm::SmallVectorImpl<Spot> &Out);
  void rowsOfWords(NodeRef Command, ContextId C,
                   llvm::ArrayRef<LaunchWord> Words, CallTargets &T);
  void givenParameters(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void commandWords(NodeRef Command, ContextId C, unsigned From,
                    llvm::SmallVectorImpl<Spot> &Out);
  void addWord(const Spot &S, unsigned Nesting, std::vector<LaunchWord> &Out);
  void addText(const Spot &S, bool Split, std::vector<LaunchWord> &Out);

  // ambient.cpp
  void blockOf(NodeRef Object, ContextId C, llvm::SmallVectorImpl<Spot> &Out);
  void settingByCall(llvm::StringRef Name, uint32_t Module,
                     llvm::SmallVectorImpl<Spot> &Out);
  void setting(NodeRef Call, ContextId C, const ApiTarget &T,
               llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out);

  // arguments.cpp
  struct Arguments; // positional and keyword view of a call
  bool isOneWord(NodeRef Splat, ContextId C);
  void argument(NodeRef Call, ContextId C, llvm::StringRef Name, int Index,
                llvm::SmallVectorImpl<Spot> &Out);
  void namedArgument(NodeRef Call, ContextId C, const ApiTarget &T,
                     llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out);
  void givenArgument(NodeRef Call, ContextId C, const ApiTarget &T,
                     llvm::StringRef Name, int Index,
                     llvm::SmallVectorImpl<Spot> &Out);
  void selfField(NodeRef Call, ContextId C, const ApiTarget &T,
                 llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out);
  void superInits(ClassRef Class, NodeRef Site, ContextId C,
                  llvm::SmallVectorImpl<Spot> &Out);
  void bindAtCall(NodeRef Call, ContextId C, FunctionRef F, uint32_t ParamIndex,
                  llvm::SmallVectorImpl<Edge> &Out);
  void bindTarget(NodeRef Call, ContextId C, const UserTarget &T,
                  uint32_t ParamIndex, unsigned Shift,
                  llvm::SmallVectorImpl<Edge> &Out);
  std::optional<uint32_t> paramIndex(FunctionRef F, NodeId Param) const;

  // callbacks.cpp
  void bindCallback(NodeRef Call, ContextId C, FunctionRef F, uint32_t Param,
                    llvm::SmallVectorImpl<Edge> &Out);
  void bindPartial(NodeRef Call, ContextId C, FunctionRef F, uint32_t Param,
                   llvm::SmallVectorImpl<Edge> &Out);
  std::optional<unsigned> boundBefore(const Value &Partial, NodeRef Call,
                                      ContextId C, FunctionRef F,
                                      uint32_t Param,
                                      llvm::SmallVectorImpl<Spot> &Out);
  void callbackArgument(const Effect &E, NodeRef Call, ContextId C,
                        const ApiTarget &T, size_t At, llvm::StringRef Name,
                        llvm::SmallVectorImpl<Spot> &Out);

  // handed.cpp
  void handedSpots(NodeRef Call, FunctionRef F, uint32_t Param,
                   llvm::SmallVectorImpl<Spot> &Out);
  void addHanded(FunctionRef F, uint32_t Param, NodeRef Exit);
  void expandChanges(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);

  // parsed_objects.cpp
  bool givesBelow(llvm::StringRef Option);
  void annotatedClasses(NodeRef Annotation,
                        llvm::SmallVectorImpl<ClassRef> &Out);
  void chosenClasses(const Spot &From, llvm::SmallVectorImpl<ClassRef> &Out);
  std::optional<Spot> namingMapping(NodeRef Call, ContextId C);
  void resolveNamed(NodeRef Call, ContextId C, CallTargets &T);
  bool mappedArgument(NodeRef Call, ContextId C, llvm::StringRef Name,
                      llvm::SmallVectorImpl<Spot> &Out);
  std::optional<ClassRef> optionClass(llvm::StringRef Option);
  std::string prefixOf(const Effect &Makes, NodeRef Call, ContextId C,
                       const ApiTarget &T);
  void madeClasses(const Effect &Makes, NodeRef Call, ContextId C,
                   const ApiTarget &T, llvm::SmallVectorImpl<ClassRef> &Out);
  std::string prefixAt(NodeRef Call, ContextId C, ClassRef Of);
  std::string optionOf(const Value &Object, llvm::StringRef Name);
  bool givenBelow(llvm::StringRef Option, llvm::SmallVectorImpl<Spot> &Out);
  bool filledField(const Value &Object, NodeRef Field,
                   llvm::SmallVectorImpl<Spot> &Out);
  bool isOuterField(const Value &Object, llvm::StringRef Name);
  void evalParsedField(NodeRef Field, ContextId C, ValueSet &Out);
  void defaultArguments(NodeRef Field, ClassRef Owner, llvm::StringRef Name,
                        int Index, llvm::SmallVectorImpl<Spot> &Out);
  bool isCommandFunction(FunctionRef F,
                         llvm::SmallVectorImpl<llvm::StringRef> &Called);
  bool runsAsCommand(NodeRef Call, FunctionRef F);
  bool isPlaced(NodeRef Param);
  std::optional<unsigned> wordsBefore(FunctionRef F);
  void placedArgument(NodeRef Param, FunctionRef F,
                      llvm::SmallVectorImpl<Spot> &Out);
  bool filledParameter(NodeRef Param, FunctionRef F, ContextId C,
                       llvm::SmallVectorImpl<Edge> &Out);

  // registries.cpp
  std::optional<unsigned> decorates(NodeRef Decorator, FunctionRef F);
  bool bindDecorated(NodeRef Decorator, FunctionRef F, uint32_t Param,
                     llvm::SmallVectorImpl<Edge> &Out);
  llvm::ArrayRef<NodeRef> storingCalls(FunctionRef F);
  bool expandEntries(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);

  // objects.cpp
  bool agree(ContextId A, ContextId B) const;
  bool mayBeObject(const Value &Object, NodeRef Expr);
  bool isOwnStore(NodeRef Store) const;
  bool mayBeCalledOn(NodeRef Call, FunctionRef F, ContextId C);

  // computed_names.cpp
  void evalComputedAttr(const Value &Base, llvm::StringRef Pattern,
                        NodeRef Site, ContextId C, ValueSet &Out);
  bool evalImportCall(NodeRef Call, ContextId C, ValueSet &Out);
  bool evalOwnModule(NodeRef Item, ContextId C, ValueSet &Out);

  // expand.cpp
  void expandPhi(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  bool expandKeyedTable(const Spot &S, NodeId PairId,
                        llvm::SmallVectorImpl<Edge> &Out);
  void expandContainer(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void expandDict(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void expandUpdate(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void expandChanged(const Spot &S, NodeRef Call, FunctionRef F, uint32_t Index,
                     llvm::SmallVectorImpl<Edge> &Out);
  void expandCalledBack(const Spot &S, NodeRef Call, const CallTargets &T,
                        llvm::SmallVectorImpl<Edge> &Out);
  void expandAfterCall(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void expandCall(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  std::optional<PathId> inside(const AccessPath &Into, PathId Asked);
  void apiAttribute(const Value &V, llvm::StringRef Name,
                    llvm::SmallVectorImpl<Spot> &Out);
  void constructorField(const Value &V, llvm::StringRef Name,
                        llvm::SmallVectorImpl<Spot> &Out);
  PathId append(PathId Front, PathId Back);
  void expandRow(const Spot &S, const ApiTarget &T,
                 llvm::SmallVectorImpl<Edge> &Out);
  void expandColumns(const Spot &S, const ApiTarget &T, const Effect &E,
                     llvm::SmallVectorImpl<Edge> &Out);
  void expandCallback(const Spot &S, const ApiTarget &T, const Effect &E,
                      llvm::SmallVectorImpl<Edge> &Out);
  void expandFunction(const Spot &S, const UserTarget &T,
                      llvm::SmallVectorImpl<Edge> &Out);
  void expandMade(const Spot &S, const ApiTarget &T, const Effect &Makes,
                  llvm::SmallVectorImpl<Edge> &Out);
  void expandInstance(const Value &V, const Spot &S,
                      llvm::SmallVectorImpl<Edge> &Out);
  bool expandAttrHead(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void expandVariable(const Spot &S, llvm::SmallVectorImpl<Edge> &Out);
  void expandModuleName(uint32_t M, llvm::StringRef Name, PathId Path,
                        llvm::SmallVectorImpl<Edge> &Out, unsigned StarDepth);
  ContextId contextOfScope(NodeRef N, ContextId C, uint32_t Scope);

  // documents.cpp
  /// Roots of the config files that a call with a `reads` brings.
  void readDocuments(NodeRef Call, ContextId C, const ApiTarget &T,
                     const Effect &Reads, llvm::SmallVectorImpl<NodeRef> &Out);
  bool isDocument(const Value &V) const;
  /// The config that a call composes under the launch in hand.
  const ComposedConfig &composed(NodeRef Call, ContextId C, const ApiTarget &T,
                                 const Effect &Composes);
  void otherDocuments(NodeRef Reference, llvm::SmallVectorImpl<NodeRef> &Out);
  void expandComposed(const Spot &S, const ApiTarget &T, const Effect &Composes,
                      llvm::SmallVectorImpl<Edge> &Out);

  // fields.cpp
  void fieldSpots(const Value &Instance, llvm::StringRef Name,
                  llvm::SmallVectorImpl<Spot> &Out);
  void dataclassField(const Value &Instance, ClassRef Owner,
                      llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out);
  llvm::ArrayRef<NodeRef> storesOn(ClassRef C, llvm::StringRef Name,
                                   bool AnyInstance);
  bool isStoreOf(NodeRef Store, ClassRef C, bool AnyInstance);
  bool findStoreOf(NodeRef Store, ClassRef C, bool AnyInstance);
  void rowFields(const Value &Instance, llvm::StringRef Name, ContextId Inner,
                 llvm::SmallVectorImpl<Spot> &Out);
  bool isLoadedAt(const Value &Result, llvm::StringRef Key);
  Spot answered(NodeRef At, PathId Path, llvm::ArrayRef<Value> Values);
  PathId optionPath(llvm::StringRef Name);
  bool givenSpot(llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out);
  Spot optionSpot(NodeRef Declared, llvm::StringRef Name);
  void optionParts(const Value &Ns, llvm::StringRef Name, PathId Parts,
                   llvm::SmallVectorImpl<Edge> &Out);
  bool parsedField(const Value &Object, llvm::StringRef Name,
                   llvm::SmallVectorImpl<Spot> &Out);
  llvm::ArrayRef<ClassRef> basesOf(ClassRef C);
  /// A copy in the arena.
  template <typename T> llvm::ArrayRef<T> keep(llvm::ArrayRef<T> Items) {
    T *Copy = Arena.Allocate<T>(Items.size());
    std::uninitialized_copy(Items.begin(), Items.end(), Copy);
    return {Copy, Items.size()};
  }

  const Program &P;
  const ApiIndex &Api;
  EngineShared &Shared;
  const Launch *Under;
  Interner &Names;
  ContextTable &Contexts;
  llvm::BumpPtrAllocator Arena;
  SpotMap<ValueAnswer *> Memos;    // in the arena, so that they stay in place
  SpotSet Answered;                // spots that no node has, see answered()
  SpotMap<TargetAnswer *> Targets; // by call; in the arena
  std::deque<CallTargets> TargetStore;
  /// A fact about the program that was found out before.
  template <typename T> struct Fact {
    T Is;
    Rest *On = nullptr; // in the arena
  };
  template <typename Key, typename T>
  using Facts = llvm::DenseMap<Key, Fact<T>>;
  llvm::DenseMap<uint64_t, CallersAnswer *>
      Callers; // by function; in the arena
  Facts<uint64_t, llvm::ArrayRef<NodeRef>> StoringCalls;
  Facts<uint64_t, llvm::ArrayRef<ClassRef>> Bases; // by class
  Facts<std::pair<uint64_t, ContextId>, llvm::ArrayRef<NodeRef>> DocumentsRead;
  Facts<uint64_t, TextId> LibraryBases; // by class
  uint32_t Depth = 0, CycleLow = UINT32_MAX, ProjectDepth = 0;
  uint64_t Epoch = 0, Work = 0, Spare = 0, WorkLimit = MaxWork;
  uint64_t Cuts = 0; // answers that MaxDepth cut short
  /// Answers of isStoreOf(), of any instance and of those a call made.
  Facts<std::pair<uint64_t, uint64_t>, bool> AnyStores, OwnStores;
  /// Answers of storesOn(), likewise.
  Facts<std::pair<uint64_t, TextId>, llvm::ArrayRef<NodeRef>> AnyLists,
      OwnLists;
  NeedsId Resting = NeedTable::Nothing; // what the answer in hand rests on
  uint32_t Low = UINT32_MAX, Frames = 0;
  std::vector<Awaited> Waiting;
  llvm::DenseMap<NeedsId, NeedsId> Met;              // answers of metHere()
  llvm::DenseMap<SpotId, const KeptStep *> OwnSteps; // not for other engines
  StepNotes *Notes = nullptr;                        // of the step in hand
  llvm::DenseMap<TextId, bool> OptionsLeft;
  std::map<uint64_t, std::vector<Value>> KeyedTables;
  /// A command line of a known program, from behind its name on.
  struct KnownCommand {
    CommandLine Line;
    std::vector<NodeRef> Configs; // documents that its words name
    bool Trains = false;          // a row of it
    bool Foreign = false; // known by its options alone: a foreign script
  };
  std::map<std::pair<uint64_t, ContextId>, KnownCommand> Commands;
  std::map<std::pair<uint64_t, ContextId>, ComposedConfig> Composed;
  bool Exhausted = false;
};

} // namespace modeltidy

#endif
