//===- records_loader.h - Records read from YAML ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One loader serves the built-in catalog (at build time), a newer catalog laid
// over it, and the records that stand in a policy. What a file holds shows by
// its top key: `license:` (one record), `licenses:`, `families:`, `datasets:`
// or `use_domains:`. The schema is docs/catalog.md.
//
// Errors are values: each mistake is a Problem at its line; the record is kept
// with what could be read, so that its other mistakes are found too. Whoever
// loads decides whether records with mistakes are used.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_RECORDS_LOADER_H
#define MODEL_TIDY_SCANNER_CATALOG_RECORDS_LOADER_H

#include "scanner/catalog/records.h"
#include "scanner/catalog/yaml.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Allocator.h"

#include <memory>
#include <vector>

namespace modeltidy {

/// Where the values of records stand, for mistakes that show only once all
/// records are read. Texts are those of the Records.
class RecordMarks {
public:
  /// Key outlives this; a key of a mapping in the record is told by its own
  /// name.
  void add(RecordPlace Record, StringRef Key, StringRef Text, yaml::Mark At) {
    Rows.push_back({Record, Key, Text, At});
  }
  /// The first line of the record where nothing better is known.
  yaml::Mark find(RecordPlace Record, StringRef Key, StringRef Text) const;

private:
  struct Row {
    RecordPlace Record;
    StringRef Key, Text;
    yaml::Mark At;
  };
  std::vector<Row> Rows;
};

/// Records and the memory that they borrow. Not copyable; moving keeps every
/// record valid.
class Records {
public:
  Records();
  ~Records();
  Records(Records &&) noexcept;
  Records &operator=(Records &&) noexcept;

  std::vector<LicenseTerms> Licenses;
  std::vector<Family> Families;
  std::vector<Dataset> Datasets;
  std::vector<UseDomain> UseDomains;
  std::vector<ModelService> Services;
  std::vector<GeneratorName> GeneratorNames;
  /// Ids of licenses whose records have mistakes. No such record, of any kind,
  /// is in the lists: an older one of the same id must not give way to it.
  std::vector<StringRef> LeftOut;
  RecordMarks Marks;

  /// Reads one file's text. Path names it in Problems and in RecordPlace.
  void read(StringRef Text, StringRef Path, yaml::Problems &Out);

  /// Reads one record of a list that stands in another file (a policy).
  void addLicense(yaml::Node Record, yaml::Problems &Out);
  void addFamily(yaml::Node Record, yaml::Problems &Out);
  void addDataset(yaml::Node Record, yaml::Problems &Out);

  /// Copies text or a list into this object's memory.
  StringRef keep(StringRef Text);
  template <class T> ArrayRef<T> keep(const std::vector<T> &List) {
    return ArrayRef<T>(List).copy(*Memory);
  }

private:
  bool isSound(size_t MistakesBefore, StringRef Id, yaml::Problems &Out);

  std::unique_ptr<llvm::BumpPtrAllocator> Memory;
  std::unique_ptr<llvm::StringSet<>> Strings; ///< its keys do not move
};

/// What is said at the end of a mistake for which a record is left out.
std::string leftOutNote(StringRef Id);

/// Names that contradict or point nowhere: unknown licenses and use domains,
/// two records of one id, two families of one order, patterns that are no RE2.
/// Base names are known as well (a catalog below this one); may be empty. Each
/// mistake stands at the value that is wrong; Of gets the record of each.
void crossCheck(const Records &All, const Records &Base, yaml::Problems &Out,
                std::vector<RecordPlace> *Of = nullptr);

} // namespace modeltidy

#endif
