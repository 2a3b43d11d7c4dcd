//===- api_index.h - which rows speak of a name ---------------------------===//
//
// Finds the rows of API models (docs/api-models.md) by the names that code
// uses. A qualified name is a dotted path as imported; it is looked up
//
//   1. exactly:                transformers.LlamaForCausalLM
//   2. through patterns:       transformers.*ForCausalLM
//   3. by its first and last component, exactly, then through patterns:
//      transformers.models.llama.LlamaForCausalLM is
//      transformers.LlamaForCausalLM
//
// and the first of these that has rows decides. Rows come in the order of the
// libraries given, within a library in the order of the file.
//
// Whether a row's `when` holds is the caller's to know: every row of the name
// is returned. A glob in a method's name or in `any` works as in other names.
//
// The libraries must outlive the index. Threads: immutable once constructed.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_INDEX_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_INDEX_H

#include "scanner/lineage/api_model.h"
#include "scanner/lineage/api_names.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace modeltidy {

class ApiIndex {
public:
  using Rows = llvm::SmallVectorImpl<const Callable *>;

  /// User's libraries come after the built-in ones; rows of one name add up.
  explicit ApiIndex(llvm::ArrayRef<ApiLibrary> Builtin,
                    llvm::ArrayRef<ApiLibrary> Users = {});

  /// Rows of a module-level callable. Where the name itself has none and its
  /// front is a type (`pandas.DataFrame.from_dict`), the type's method rows;
  /// only then the first-and-last form (step 3).
  void functions(llvm::StringRef Qualified, Rows &Out) const;

  /// Has a library's row, of any kind, that name?
  bool isModelled(llvm::StringRef Qualified) const;
  /// Is the name, through steps 1 to 3, a type of some library?
  bool isType(llvm::StringRef Qualified) const;
  /// The name (or the pattern) under which a type's rows stand, owned by the
  /// libraries; empty for what is no type. Two names of one class agree on it.
  llvm::StringRef canonicalType(llvm::StringRef Qualified) const;
  /// Is Type, or something it extends, the type Base? (names as in code)
  bool derivesFrom(llvm::StringRef Type, llvm::StringRef Base) const;

  /// Rows of `Type(...)` and of `instance(...)`, and of a method: a type's own
  /// rows, or, where it has none of that name, those of the first type that
  /// it extends which has (depth first, in the order written).
  void init(llvm::StringRef Type, Rows &Out) const;
  void call(llvm::StringRef Type, Rows &Out) const;
  void methods(llvm::StringRef Type, llvm::StringRef Method, Rows &Out) const;
  /// Null where the type and what it extends have no such attribute.
  const AttributeModel *attribute(llvm::StringRef Type,
                                  llvm::StringRef Name) const;

  /// A module-level object, or null.
  const ValueModel *value(llvm::StringRef Qualified) const;
  /// `any` rows by the method's name as the row has it (it may be dotted).
  void anyMethods(llvm::StringRef Name,
                  llvm::SmallVectorImpl<const AnyMethod *> &Out) const;

  /// All config rows, in the order of the libraries and of their files.
  llvm::ArrayRef<const ConfigModel *> configs() const { return ConfigRows; }
  /// The command rows whose first word is Program (`trl`, `python`).
  llvm::ArrayRef<const CommandModel *>
  commandsNamed(llvm::StringRef Program) const;

  /// The last components of functions and methods that print, sorted.
  llvm::ArrayRef<llvm::StringRef> printers() const { return Printers; }

  /// Is this the last component of a function, type, method, attribute, value
  /// or `any` row? Patterns count, but not a bare `*`.
  /// C++ code sees the rows for C++ alone, other code the others.
  bool mayMatter(llvm::StringRef LastComponent, bool Cxx = false) const;
  /// Words that make a file worth parsing, sorted: the top-level modules of
  /// rows that load, generate, train or publish, and such rows' own names
  /// where they are no everyday words (`from_pretrained`, not `create`).
  llvm::ArrayRef<llvm::StringRef> apiWords() const { return Words; }
  /// The same for C++ files: of the rows whose names begin with `cxx.`.
  llvm::ArrayRef<llvm::StringRef> cxxWords() const { return CxxWords; }

  /// Rows as written: the names of one row's list share a number. Numbers are
  /// dense, and stable for equal libraries.
  uint32_t rowCount() const { return RowTotal; }
  /// R must come from this index's libraries.
  uint32_t rowOf(const Callable *R) const;
  /// For messages and coverage: a row of that number.
  const Callable &row(uint32_t Number) const { return *RowTable[Number]; }

private:
  enum class Section { Init, Call, Methods };
  using TypeList = llvm::SmallVector<const TypeModel *, 8>;
  struct Range { // callables that stand in one array, one number each
    const Callable *Begin;
    uint32_t Count, First; // First: into Numbers
  };

  void addLibrary(const ApiLibrary &Library);
  void addType(const TypeModel &Type);
  void addRows(llvm::ArrayRef<Callable> Array,
               const Callable *Before = nullptr);
  /// The last components of some rows' names.
  struct LastComponents {
    llvm::DenseSet<llvm::StringRef> Names, SeenGlobs;
    std::vector<llvm::StringRef> Globs;
    void add(llvm::StringRef Name);
    bool contains(llvm::StringRef Last) const;
  };
  LastComponents &lastOf(bool Cxx) { return Cxx ? LastOfCxx : LastOfOthers; }
  void addWords(const ApiLibrary &Library);
  void addTypeWords(const TypeModel &Type);
  void addWord(llvm::StringRef Name, bool Cxx);
  void addModule(llvm::StringRef Qualified);
  bool find(const ApiNames &Table, llvm::StringRef Qualified,
            llvm::SmallVectorImpl<uint32_t> &Out) const;
  void typesNamed(llvm::StringRef Qualified, TypeList &Out) const;
  void withBases(
      llvm::StringRef Type,
      llvm::function_ref<bool(llvm::ArrayRef<const TypeModel *>)> Visit) const;
  void inherited(llvm::StringRef Type, Section Which, llvm::StringRef Name,
                 Rows &Out) const;
  bool methodsOfQualified(llvm::StringRef Qualified, Rows &Out) const;

  ApiNames FunctionNames, TypeNames, ValueNames, AnyNames;
  std::vector<const Callable *> FunctionRows;
  std::vector<const TypeModel *> TypeRows;
  std::vector<llvm::StringRef> TypeRowNames; // beside TypeRows
  std::vector<const ValueModel *> ValueRows;
  std::vector<const AnyMethod *> AnyRows;
  std::vector<const ConfigModel *> ConfigRows;
  llvm::StringMap<std::vector<const CommandModel *>> CommandRows;
  void addPrinters(llvm::ArrayRef<Callable> Rows);
  std::vector<llvm::StringRef> Printers;
  LastComponents LastOfOthers, LastOfCxx;
  llvm::DenseSet<llvm::StringRef> SeenWords, SeenCxx;
  std::vector<llvm::StringRef> Words, CxxWords;
  std::vector<Range> Ranges; // sorted by Begin once built
  std::vector<uint32_t> Numbers;
  std::vector<const Callable *> RowTable;
  uint32_t RowTotal = 0;
};

} // namespace modeltidy

#endif
