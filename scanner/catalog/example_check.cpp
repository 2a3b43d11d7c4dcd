//===- example_check.cpp - Families hold what their examples say ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/example_check.h"

#include "llvm/ADT/STLExtras.h"

using llvm::Twine;

namespace modeltidy {

namespace {

void fail(yaml::Mark Where, RecordPlace At, const Twine &Text,
          yaml::Problems &Out) {
  Out.push_back({At.File.str(), Where, Text.str()});
}

bool isOf(const Catalog &C, StringRef Id, const Family &F) {
  if (F.Kind == FamilyKind::Host)
    return llvm::is_contained(C.hostsOf(Id), &F);
  return C.resolveModel(Id) == &F;
}

void checkFamily(const Catalog &C, const RecordMarks &Marks, const Family &F,
                 yaml::Problems &Out) {
  for (StringRef Id : F.Examples)
    if (!isOf(C, Id, F)) {
      const Family *Other = C.resolveModel(Id);
      fail(Marks.find(F.At, "examples", Id), F.At,
           "'" + Id + "' is an example of '" + F.Name + "' and resolves to " +
               (Other ? "'" + Other->Name + "'" : Twine("nothing")),
           Out);
    }
  for (StringRef Id : F.NonExamples)
    if (isOf(C, Id, F))
      fail(Marks.find(F.At, "non_examples", Id), F.At,
           "'" + Id + "' is a non-example of '" + F.Name +
               "' and resolves to it",
           Out);
}

/// A name with an extension is a file's.
const GeneratorName *toldBy(const Catalog &C, StringRef Name) {
  static constexpr StringRef Ends[] = {".json", ".jsonl", ".csv", ".parquet",
                                       ".bin"};
  bool File =
      llvm::any_of(Ends, [&](StringRef End) { return Name.ends_with(End); });
  auto How = File ? DatasetMention::Path : DatasetMention::HubId;
  return C.guessGenerator(Name, How);
}

void checkGeneratorName(const Catalog &C, const RecordMarks &Marks,
                        const GeneratorName &G, yaml::Problems &Out) {
  if (!C.resolveModel(G.Model))
    fail(Marks.find(G.At, "model", G.Model), G.At,
         "'" + G.Model + "' is no known model", Out);
  for (StringRef Name : G.Examples)
    if (toldBy(C, Name) != &G)
      fail(Marks.find(G.At, "examples", Name), G.At,
           "'" + Name + "' does not tell of '" + G.Model + "'", Out);
  for (StringRef Name : G.NonExamples)
    if (toldBy(C, Name))
      fail(Marks.find(G.At, "non_examples", Name), G.At,
           "'" + Name + "' tells of a generator", Out);
}

} // namespace

void checkFamiliesOf(const Catalog &C, const RecordMarks &Marks,
                     const std::set<std::string> &Files, yaml::Problems &Out) {
  for (const Family &F : C.families())
    if (Files.count(F.At.File.str()))
      checkFamily(C, Marks, F, Out);
}

void checkExamples(const Catalog &C, yaml::Problems &Out,
                   const RecordMarks &Marks) {
  for (const Family &F : C.families())
    checkFamily(C, Marks, F, Out);
  for (const GeneratorName &G : C.generatorNames())
    checkGeneratorName(C, Marks, G, Out);
  for (const Dataset &D : C.datasets())
    for (const Generator &G : C.generatorsOf(D))
      if (!G.Model && G.Name != "unknown")
        fail(Marks.find(D.At, "generators", G.Name), D.At,
             "generator '" + G.Name + "' of '" + D.Id +
                 "' is no known model; add it to families/names.yaml",
             Out);
}

} // namespace modeltidy
