//===- builtin.cpp - The catalog in the binary ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/catalog.h"
#include "scanner/catalog/tables_over.h"

#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

const Catalog &Catalog::builtIn() {
  static const Catalog Only(BuiltInTables, nullptr);
  return Only;
}

namespace {

template <class T, class Key>
void layOver(std::vector<T> &Newer, ArrayRef<T> Older, Key Of) {
  llvm::SmallVector<StringRef, 0> Taken;
  for (const T &Record : Newer)
    Taken.push_back(Of(Record));
  for (const T &Record : Older)
    if (!llvm::is_contained(Taken, Of(Record)))
      Newer.push_back(Record);
}

} // namespace

std::unique_ptr<Catalog> Catalog::overBuiltIn(Records Newer) {
  auto All = std::make_unique<Records>(std::move(Newer));
  const Tables &Old = BuiltInTables;
  layOver(All->Licenses, Old.Licenses,
          [](const LicenseTerms &L) { return L.Id; });
  layOver(All->Families, Old.Families, [](const Family &F) { return F.Name; });
  layOver(All->Datasets, Old.Datasets, [](const Dataset &D) { return D.Id; });
  layOver(All->UseDomains, Old.UseDomains,
          [](const UseDomain &D) { return D.Name; });
  layOver(All->Services, Old.Services,
          [](const ModelService &S) { return S.Name; });
  layOver(All->GeneratorNames, Old.GeneratorNames,
          [](const GeneratorName &G) { return G.Model; });
  Tables Indexes = buildTablesOver(*All, Old);
  return std::make_unique<Catalog>(Indexes, std::move(All));
}

} // namespace modeltidy
