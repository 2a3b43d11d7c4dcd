//===- catalog.cpp - Look-ups over the tables -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/catalog.h"

#include "scanner/catalog/names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <re2/re2.h>

#include <algorithm>

namespace modeltidy {

Catalog::Catalog(const Tables &Indexes, std::unique_ptr<Records> Mine)
    : T(Indexes), Owned(std::move(Mine)), Compiled(Indexes.Patterns.size()) {}

Catalog::~Catalog() {
  for (std::atomic<const re2::RE2 *> &Pattern : Compiled)
    delete Pattern.load();
}

const LicenseTerms *Catalog::license(StringRef Id) const {
  const auto *At = llvm::lower_bound(
      T.Licenses, Id,
      [](const LicenseTerms &L, StringRef Key) { return L.Id < Key; });
  if (At != T.Licenses.end() && At->Id == Id)
    return At;
  At = llvm::find_if(T.Licenses, [&](const LicenseTerms &L) {
    return L.Id.equals_insensitive(Id);
  });
  return At == T.Licenses.end() ? nullptr : At;
}

const LicenseTerms *Catalog::licenseByHubTag(StringRef Tag) const {
  if (const LicenseTerms *Exact = license(Tag))
    return Exact;
  for (const LicenseTerms &L : T.Licenses)
    for (StringRef Known : L.HubTags)
      if (Known.equals_insensitive(Tag))
        return &L;
  return nullptr;
}

namespace {

/// Lower case, and one blank for any run of blanks, quotes or list marks.
std::string flattened(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    bool Gap = llvm::isSpace(C) || C == '*' || C == '#' || C == '"';
    if (!Gap)
      Out += llvm::toLower(C);
    else if (!Out.empty() && Out.back() != ' ')
      Out += ' ';
  }
  return Out;
}

} // namespace

const std::vector<Catalog::MarkedText> &Catalog::markedTexts() const {
  std::call_once(MarksOnce, [this] {
    for (const LicenseTerms &L : T.Licenses) {
      if (L.TextMarks.empty())
        continue;
      MarkedText &M = Marks.emplace_back();
      M.Terms = &L;
      for (StringRef Mark : L.TextMarks) {
        M.Bytes += Mark.size();
        M.Marks.push_back(StringRef(flattened(Mark)).rtrim().str());
      }
    }
  });
  return Marks;
}

const LicenseTerms *Catalog::licenseOfText(StringRef FileText) const {
  // What a license is stands at its head; a notice file may quote ten others.
  constexpr size_t MaxLicenseHead = size_t{16} << 10;
  std::string Flat = flattened(FileText.take_front(MaxLicenseHead));
  const LicenseTerms *Best = nullptr;
  size_t Length = 0;
  for (const MarkedText &M : markedTexts())
    if (M.Bytes > Length && llvm::all_of(M.Marks, [&](const std::string &Mark) {
          return StringRef(Flat).contains(Mark);
        })) {
      Best = M.Terms;
      Length = M.Bytes;
    }
  return Best;
}

const Family *Catalog::family(StringRef Name) const {
  const auto *At = llvm::find_if(
      T.Families, [&](const Family &F) { return F.Name == Name; });
  return At == T.Families.end() ? nullptr : At;
}

const UseDomain *Catalog::useDomain(StringRef Name) const {
  const auto *At = llvm::find_if(
      T.UseDomains, [&](const UseDomain &D) { return D.Name == Name; });
  return At == T.UseDomains.end() ? nullptr : At;
}

Catalog::Candidates Catalog::candidates(StringRef Lower) const {
  Candidates Out(T.Unfiltered.begin(), T.Unfiltered.end());
  for (size_t Length : {size_t(3), size_t(2)})
    for (size_t I = 0; I + Length <= Lower.size(); ++I) {
      Gram Key = gramAt(Lower, I, Length);
      const auto *Row = llvm::lower_bound(
          T.Grams, Key, [](const GramRow &R, Gram G) { return R.Key < G; });
      for (; Row != T.Grams.end() && Row->Key == Key; ++Row)
        Out.push_back(Row->Pattern);
    }
  llvm::sort(Out);
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

bool Catalog::matches(uint16_t Pattern, StringRef Lower) const {
  const PatternRow &Row = T.Patterns[Pattern];
  auto Held = [&](StringRef Literal) { return Lower.contains(Literal); };
  if (!llvm::all_of(Row.All, Held) ||
      (!Row.Any.empty() && llvm::none_of(Row.Any, Held)))
    return false;
  const re2::RE2 *Ready = Compiled[Pattern].load(std::memory_order_acquire);
  if (!Ready) {
    re2::RE2::Options Options(re2::RE2::Quiet);
    Options.set_case_sensitive(false);
    auto *Mine = new re2::RE2(
        re2::StringPiece(Row.Text.data(), Row.Text.size()), Options);
    // Two threads may compile the same pattern; the first one stays.
    if (Compiled[Pattern].compare_exchange_strong(Ready, Mine))
      Ready = Mine;
    else
      delete Mine;
  }
  return re2::RE2::PartialMatch(re2::StringPiece(Lower.data(), Lower.size()),
                                *Ready);
}

const Family *Catalog::firstMatch(StringRef Lower, bool WeightsOnly) const {
  for (uint16_t Pattern : candidates(Lower)) {
    const Family &F = T.Families[T.Patterns[Pattern].Family];
    bool Wanted = WeightsOnly ? F.Kind == FamilyKind::Weights
                              : F.Kind != FamilyKind::Host;
    if (Wanted && matches(Pattern, Lower))
      return &F;
  }
  return nullptr;
}

const Family *Catalog::familyByWholeName(StringRef Lower) const {
  const auto *At = llvm::lower_bound(
      T.FamilyNames, Lower,
      [](const NameRow &R, StringRef Key) { return R.Lower < Key; });
  if (At == T.FamilyNames.end() || At->Lower != Lower)
    return nullptr;
  return &T.Families[At->Index];
}

const Family *Catalog::resolveOne(StringRef Lower, bool WeightsOnly) const {
  if (const Family *F = firstMatch(Lower, WeightsOnly))
    return F;
  const Family *Named = familyByWholeName(Lower);
  return Named && WeightsOnly && Named->Kind != FamilyKind::Weights ? nullptr
                                                                    : Named;
}

const Family *Catalog::resolveModel(StringRef Id, bool WeightsOnly) const {
  std::lock_guard<std::mutex> Hold(ResolvedLock);
  auto &Known = Resolved[WeightsOnly];
  if (auto It = Known.find(Id); It != Known.end())
    return It->second;
  const Family *Found = findModel(Id, WeightsOnly);
  if (Known.size() < MaxResolved)
    Known[Id] = Found;
  return Found;
}

const Family *Catalog::findModel(StringRef Id, bool WeightsOnly) const {
  // Longer than any id: nothing that a pattern was written for.
  constexpr size_t LongestId = 512;
  std::string Name = bareName(Id);
  StringRef Rest = Name;
  if (Rest.empty())
    return nullptr;
  if (!looksLocal(Rest))
    return Rest.size() > LongestId ? nullptr : resolveOne(Rest, WeightsOnly);
  // `/models/Llama-2-7b/checkpoint-500`: the nearest part that says something.
  constexpr unsigned DeepestPart = 3;
  for (unsigned Parts = 1; Parts <= DeepestPart; ++Parts)
    if (StringRef Last = lastParts(Rest, Parts); Last.size() <= LongestId)
      if (const Family *F = resolveOne(Last, /*WeightsOnly=*/true))
        return F;
  return nullptr;
}

llvm::SmallVector<const Family *, 1> Catalog::hostsOf(StringRef Id) const {
  llvm::SmallVector<const Family *, 1> Out;
  std::string Name = bareName(Id);
  for (uint16_t Pattern : candidates(Name)) {
    const Family &F = T.Families[T.Patterns[Pattern].Family];
    if (F.Kind == FamilyKind::Host && !llvm::is_contained(Out, &F) &&
        matches(Pattern, Name))
      Out.push_back(&F);
  }
  return Out;
}

StringRef Catalog::serviceNamed(StringRef Name) const {
  for (const ModelService &S : T.Services)
    if (llvm::any_of(S.Aliases, [&](StringRef Alias) {
          return Alias.equals_insensitive(Name);
        }))
      return S.Name;
  return Name;
}

bool Catalog::serves(StringRef Service, const Family &Of) const {
  const auto *At = llvm::find_if(T.Services, [&](const ModelService &S) {
    return S.Name.equals_insensitive(Service);
  });
  return At == T.Services.end() || At->Serves.empty() ||
         llvm::is_contained(At->Serves, Of.Provider);
}

const Family *Catalog::host(StringRef Service) const {
  const auto *At = llvm::find_if(T.Families, [&](const Family &F) {
    return F.Kind == FamilyKind::Host &&
           F.service().equals_insensitive(Service);
  });
  return At == T.Families.end() ? nullptr : At;
}

const LicenseTerms *Catalog::providerTerms(StringRef Service) const {
  const auto *At = llvm::find_if(T.Families, [&](const Family &F) {
    return F.Kind == FamilyKind::Api && F.service().equals_insensitive(Service);
  });
  return At == T.Families.end() ? nullptr : license(At->License);
}

const Dataset *Catalog::datasetByName(StringRef Lower, bool Hub, bool File,
                                      bool Short) const {
  const auto *At = llvm::lower_bound(
      T.DatasetNames, Lower,
      [](const NameRow &R, StringRef Key) { return R.Lower < Key; });
  for (; At != T.DatasetNames.end() && At->Lower == Lower; ++At)
    if ((At->Kind == DatasetNameKind::HubId && Hub) ||
        (At->Kind == DatasetNameKind::FileName && File) ||
        (At->Kind == DatasetNameKind::Short && Short))
      return &T.Datasets[At->Index];
  return nullptr;
}

const Dataset *Catalog::findDataset(StringRef Name, DatasetMention How) const {
  std::string Lower = bareName(Name);
  if (How == DatasetMention::HubId)
    return datasetByName(Lower, true, false, false);
  bool Named = How == DatasetMention::Named;
  if (Named)
    if (const Dataset *D = datasetByName(Lower, true, true, true))
      return D;
  if (const Dataset *D = datasetByName(lastParts(Lower, 1), false, true, false))
    return D;
  // A local copy that kept its Hub name: data/tatsu-lab/alpaca.
  return datasetByName(lastParts(Lower, 2), true, false, false);
}

/// The part of a data set's name that tells whose copy it is; empty where it
/// has none. `prompts/alpaca.json` is a template, `alpaca.json` may be one.
static StringRef tellingName(StringRef Name, DatasetMention How) {
  auto [Owner, Rest] = Name.split('/');
  if (How != DatasetMention::Path)
    return Owner.empty() || Rest.contains('/') ? StringRef() : Rest;
  auto [Folder, File] = Name.rsplit('/');
  if (File.empty())
    File = Name;
  else if (Folder.contains_insensitive("template") ||
           Folder.contains_insensitive("prompt"))
    return {};
  for (StringRef End : {".json", ".jsonl", ".jsonl.gz", ".parquet", ".csv"})
    if (File.consume_back(End))
      return File;
  return File == Name ? StringRef() : File;
}

/// Does a path's last part tell of a data set by its mark? A file by beginning
/// with it and saying more, but not that it only has the data set's form; what
/// has no extension (`path/to/MetaMathQA`) by being the mark.
static bool tellsPath(StringRef Words, StringRef Mark, bool HasExtension) {
  static constexpr StringRef Forms[] = {"-format-", "-style-",   "-template-",
                                        "-prompt-", "-example-", "-dummy-"};
  StringRef Rest = Words;
  if (!Rest.consume_front("-") || !Rest.consume_front(Mark) ||
      !Rest.starts_with("-"))
    return false;
  return (Rest.size() > 1) == HasExtension &&
         llvm::none_of(Forms, [&](StringRef F) { return Rest.contains(F); });
}

/// `data/alpaca/train.json`: the folder right above, where it lies among data.
static StringRef tellingFolder(StringRef Path) {
  auto [Above, File] = Path.rsplit('/');
  auto [Outer, Folder] = Above.rsplit('/');
  bool Telling = !File.empty() && !Folder.empty() &&
                 StringRef(wordsOf(Outer)).contains("-data-");
  return Telling ? Folder : StringRef();
}

const Dataset *Catalog::datasetOfFolder(StringRef Path) const {
  std::string Words = wordsOf(tellingFolder(Path));
  for (const Dataset &D : T.Datasets)
    for (StringRef Mark : D.NameMarks)
      if (Words == "-" + Mark.str() + "-")
        return &D;
  return nullptr;
}

/// Do these words stand among "-those-of-a-name-"?
static bool hasWords(StringRef Words, StringRef Mark) {
  for (size_t At = Words.find(Mark, 1); At != StringRef::npos;
       At = Words.find(Mark, At + 1))
    if (Words[At - 1] == '-' && Words.substr(At + Mark.size()).starts_with("-"))
      return true;
  return false;
}

const Dataset *Catalog::guessDataset(StringRef Name, DatasetMention How) const {
  StringRef Telling = tellingName(Name, How);
  if (Telling.empty())
    return nullptr;
  std::string Words = wordsOf(Telling);
  const Dataset *Best = nullptr;
  size_t Longest = 0;
  for (const Dataset &D : T.Datasets)
    for (StringRef Mark : D.NameMarks)
      if (Mark.size() > Longest &&
          (How == DatasetMention::Path
               ? tellsPath(Words, Mark, Telling.end() != Name.end())
               : hasWords(Words, Mark))) {
        Best = &D;
        Longest = Mark.size();
      }
  if (!Best)
    Best = renamed(Telling);
  if (!Best && How == DatasetMention::Path)
    Best = datasetOfFolder(Name);
  return Best;
}

/// The one data set that stands under this name with another owner; null where
/// the name is too plain to tell anything.
const Dataset *Catalog::renamed(StringRef Name) const {
  constexpr size_t TellingBytes = 12, TellingWords = 3;
  std::string Lower = Name.lower();
  StringRef Words = StringRef(Lower);
  size_t Count =
      1 + llvm::count_if(Words, [](char C) { return C == '-' || C == '_'; });
  if (Lower.size() < TellingBytes || Count < TellingWords)
    return nullptr;
  const Dataset *Only = nullptr;
  for (const NameRow &R : T.DatasetNames) {
    if (R.Kind != DatasetNameKind::HubId || R.Lower.split('/').second != Lower)
      continue;
    if (Only && Only != &T.Datasets[R.Index])
      return nullptr;
    Only = &T.Datasets[R.Index];
  }
  return Only;
}

/// "-20k-" among words: an amount of rows.
static bool hasAmount(StringRef Words) {
  llvm::SmallVector<StringRef, 8> Parts;
  Words.split(Parts, '-', -1, /*KeepEmpty=*/false);
  return llvm::any_of(Parts, [](StringRef Part) {
    return Part.size() > 1 && (Part.back() == 'k' || Part.back() == 'm') &&
           llvm::all_of(Part.drop_back(), llvm::isDigit);
  });
}

const GeneratorName *Catalog::guessGenerator(StringRef Name,
                                             DatasetMention How) const {
  StringRef Telling = tellingName(Name, How);
  // A path without an extension is a folder, or a checkpoint.
  if (Telling.empty() ||
      (How == DatasetMention::Path && Telling.end() == Name.end()))
    return nullptr;
  std::string Words = wordsOf(Telling);
  auto Has = [&](StringRef Mark) { return hasWords(Words, Mark); };
  const GeneratorName *Best = nullptr;
  size_t Longest = 0;
  for (const GeneratorName &G : T.GeneratorNames) {
    if (llvm::any_of(G.Unless, Has) ||
        !((G.Amount && hasAmount(Words)) || llvm::any_of(G.Beside, Has)))
      continue;
    for (StringRef Mark : G.Marks)
      if (Mark.size() > Longest && Has(Mark)) {
        Best = &G;
        Longest = Mark.size();
      }
  }
  return Best;
}

std::vector<Generator> Catalog::generatorsOf(const Dataset &D,
                                             StringRef ColumnOrSplit) const {
  ArrayRef<StringRef> Names = D.Generators;
  for (ArrayRef<DatasetPart> Parts : {D.Columns, D.Splits})
    for (const DatasetPart &Part : Parts)
      if (!ColumnOrSplit.empty() && Part.Name == ColumnOrSplit)
        Names = Part.Generators;
  std::vector<Generator> Out;
  for (StringRef Name : Names)
    Out.push_back({Name, resolveModel(Name)});
  return Out;
}

bool sameLineage(const Family &A, const Family &B, bool Lenient) {
  StringRef Root = Lenient ? A.Lineage : A.LineageStrict;
  return !Root.empty() && Root == (Lenient ? B.Lineage : B.LineageStrict);
}

} // namespace modeltidy
