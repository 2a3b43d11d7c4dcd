//===- catalog.h - What is known about models, data and licenses -*- C++
//-*-===//
//
//   const Catalog &C = Catalog::builtIn();
//   const Family *F = C.resolveModel("TheBloke/Llama-2-7B-GGUF");
//   const LicenseTerms *T = C.license(F->License);
//   for (const Generator &G :
//   C.generatorsOf(*C.findDataset("tatsu-lab/alpaca")))
//
// Pass only strings that are used as model ids, or that name a data set: the
// catalog cannot tell "apps" the data set from "apps" the folder.
//
// Threads: every member is const and may be called from any thread. Patterns
// are compiled on first need, once, without a lock. Results do not depend on
// the order of calls.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_CATALOG_H
#define MODEL_TIDY_SCANNER_CATALOG_CATALOG_H

#include "scanner/catalog/records.h"
#include "scanner/catalog/records_loader.h"
#include "scanner/catalog/tables.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace re2 {
class RE2;
}

namespace modeltidy {

/// Where a data set's name was found, which decides how freely it is read.
enum class DatasetMention : uint8_t {
  Named, ///< load_dataset, a config's data-set key: every name counts
  HubId, ///< something used as a Hub id: owner/name only
  Path   ///< a file or folder: its own name, or owner/name at its end
};

/// One model that made a data set, as the record names it.
struct Generator {
  StringRef Name;
  const Family *Model = nullptr; ///< null: not known
};

class Catalog {
public:
  /// The catalog in the binary. The first call allocates one null pointer for
  /// each pattern; nothing is parsed or compiled.
  static const Catalog &builtIn();

  /// The built-in records with Newer laid over them: a record of the same id
  /// (license, family name, data set id) replaces the older one. Newer should
  /// have passed crossCheck().
  static std::unique_ptr<Catalog> overBuiltIn(Records Newer);

  /// A catalog over any tables; Mine, where given, owns what they name.
  Catalog(const Tables &Indexes, std::unique_ptr<Records> Mine);
  ~Catalog();
  Catalog(const Catalog &) = delete;
  Catalog &operator=(const Catalog &) = delete;

  /// By SPDX id or LicenseRef, in any case; null when there is none.
  const LicenseTerms *license(StringRef Id) const;
  /// By the `license:` value of a model card ("llama3.1", "apache-2.0"), which
  /// may also be an id.
  const LicenseTerms *licenseByHubTag(StringRef Tag) const;
  /// The license whose text a file holds, by its text_marks; null where none
  /// is recognized.
  const LicenseTerms *licenseOfText(StringRef FileText) const;
  const Family *family(StringRef Name) const;
  const UseDomain *useDomain(StringRef Name) const;

  /// The family of a model id: `org/name`, an API name, `name:tag`, a path to
  /// local weights, a Hub URL. Null: not known. WeightsOnly: the code loads
  /// weights, so a name that only a service has ("gpt-4", for a server on this
  /// machine) is an alias for something unknown. Always so for local paths.
  const Family *resolveModel(StringRef Id, bool WeightsOnly = false) const;

  /// Resellers whose prefix stands in the id (`together_ai/...`): their terms
  /// come on top.
  llvm::SmallVector<const Family *, 1> hostsOf(StringRef Id) const;
  /// The catalog's name of a service that code calls by another one
  /// ("fireworks-ai"), else the name as it is.
  StringRef serviceNamed(StringRef Name) const;
  /// Does the service's own server offer this family's models? A client of
  /// OpenAI that asks for another maker's model talks to somebody else. True of
  /// services that nothing is known of.
  bool serves(StringRef Service, const Family &Of) const;
  /// The reseller by its name ("together", "azure"), null when there is none.
  const Family *host(StringRef Service) const;
  /// The terms under which a provider's API is used ("openai"), for models of
  /// it that the catalog does not know; null when there is none.
  const LicenseTerms *providerTerms(StringRef Service) const;

  /// The data set of this name; null when there is none.
  const Dataset *findDataset(StringRef Name,
                             DatasetMention How = DatasetMention::Named) const;

  /// A data set that findDataset() does not know and whose name alone says
  /// where it comes from: `someone/alpaca_messages_2k` is likely a part of
  /// Alpaca. For Hub ids and, with How Path, data files whose names say more
  /// than the mark; also for a Hub id that differs from one known set's by the
  /// owner alone, and a path that ends in its name, where that is telling. What
  /// comes of it is at most unclear.
  const Dataset *guessDataset(StringRef Name,
                              DatasetMention How = DatasetMention::HubId) const;

  /// The generator that the name of data tells, where findDataset() and
  /// guessDataset() know nothing: `acme/gpt4-answers`. At most unclear.
  const GeneratorName *
  guessGenerator(StringRef Name,
                 DatasetMention How = DatasetMention::HubId) const;

  /// The models that made D, or that made one column or split of it where the
  /// record tells them apart. A generator that only scored human text
  /// (labels-only) is in the list; ask D.Content.
  std::vector<Generator> generatorsOf(const Dataset &D,
                                      StringRef ColumnOrSplit = {}) const;

  ArrayRef<LicenseTerms> licenses() const { return T.Licenses; }
  ArrayRef<Family> families() const { return T.Families; }
  ArrayRef<Dataset> datasets() const { return T.Datasets; }
  ArrayRef<UseDomain> useDomains() const { return T.UseDomains; }
  ArrayRef<ModelService> services() const { return T.Services; }
  ArrayRef<GeneratorName> generatorNames() const { return T.GeneratorNames; }

private:
  const Dataset *renamed(StringRef Name) const;
  const Dataset *datasetOfFolder(StringRef Path) const;
  using Candidates = llvm::SmallVector<uint16_t, 16>;
  Candidates candidates(StringRef Lower) const;
  bool matches(uint16_t Pattern, StringRef Lower) const;
  const Family *firstMatch(StringRef Lower, bool WeightsOnly) const;
  const Family *familyByWholeName(StringRef Lower) const;
  const Family *findModel(StringRef Id, bool WeightsOnly) const;
  const Family *resolveOne(StringRef Lower, bool WeightsOnly) const;
  const Dataset *datasetByName(StringRef Lower, bool Hub, bool File,
                               bool Short) const;

  /// A license with its text_marks as licenseOfText() compares them.
  struct MarkedText {
    const LicenseTerms *Terms = nullptr;
    std::vector<std::string> Marks;
    size_t Bytes = 0; ///< of all marks as written
  };
  const std::vector<MarkedText> &markedTexts() const;

  Tables T;
  std::unique_ptr<Records> Owned;
  mutable std::once_flag MarksOnce;
  mutable std::vector<MarkedText> Marks; ///< made on first need
  mutable std::vector<std::atomic<const re2::RE2 *>> Compiled;
  /// Answers of resolveModel(), which the same few ids are asked of again and
  /// again, by WeightsOnly.
  static constexpr size_t MaxResolved = 100'000;
  mutable std::mutex ResolvedLock;
  mutable std::array<llvm::StringMap<const Family *>, 2> Resolved;
};

/// The same-family test: both known, and of one strict root ("llama-3") or,
/// Lenient, of one root ("llama").
bool sameLineage(const Family &A, const Family &B, bool Lenient = false);

} // namespace modeltidy

#endif
