//===- table_writer.cpp - Tables as C++ constants -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Records are printed with designated initializers, fields at their default
// left out. Lists become arrays of their own, printed once per content.
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/table_writer.h"

#include "scanner/catalog/record_fields.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <type_traits>

namespace modeltidy {

namespace {

class Writer {
public:
  std::string value(bool B) { return B ? "true" : "false"; }
  std::string value(StringRef Text);
  template <class T>
    requires std::is_integral_v<T>
  std::string value(T Number) {
    return std::to_string(Number);
  }
  template <class T>
    requires std::is_enum_v<T>
  std::string value(T Enum) {
    return name(Enum) + "(" + std::to_string(static_cast<int>(Enum)) + ")";
  }
  template <class T> std::string value(ArrayRef<T> List);
  template <class T>
    requires std::is_class_v<T>
  std::string value(const T &Record);

  std::string Arrays; ///< the arrays that values refer to

private:
  static std::string name(OutputRule) { return "OutputRule"; }
  static std::string name(TermsKind) { return "TermsKind"; }
  static std::string name(CommercialUse) { return "CommercialUse"; }
  static std::string name(Sureness) { return "Sureness"; }
  static std::string name(UsesSureness) { return "UsesSureness"; }
  static std::string name(DutyKind) { return "DutyKind"; }
  static std::string name(ExceptedTarget) { return "ExceptedTarget"; }
  static std::string name(FamilyKind) { return "FamilyKind"; }
  static std::string name(DataContent) { return "DataContent"; }
  static std::string name(DatasetNameKind) { return "DatasetNameKind"; }

  template <class T> static std::string typeName();

  llvm::StringMap<std::string> Known; ///< content of an array -> its name
};

template <> std::string Writer::typeName<StringRef>() { return "StringRef"; }
template <> std::string Writer::typeName<uint16_t>() { return "uint16_t"; }
#define TIDY_TYPE(T)                                                           \
  template <> std::string Writer::typeName<T>() { return #T; }
TIDY_TYPE(OutputRule)
TIDY_TYPE(ExceptedTarget)
TIDY_TYPE(Duty)
TIDY_TYPE(OutputException)
TIDY_TYPE(ModalityRule)
TIDY_TYPE(TerritoryExclusion)
TIDY_TYPE(ProhibitedUse)
TIDY_TYPE(TermsVersion)
TIDY_TYPE(LicenseTerms)
TIDY_TYPE(AlsoGoverned)
TIDY_TYPE(Family)
TIDY_TYPE(DatasetPart)
TIDY_TYPE(Dataset)
TIDY_TYPE(UseDomain)
TIDY_TYPE(ModelService)
TIDY_TYPE(GeneratorName)
TIDY_TYPE(PatternRow)
TIDY_TYPE(GramRow)
TIDY_TYPE(NameRow)
#undef TIDY_TYPE

template <class F> void forEachRowField(const PatternRow &R, F &&Do) {
  Do("Text", R.Text);
  Do("Family", R.Family);
  Do("All", R.All);
  Do("Any", R.Any);
}

template <class F> void forEachRowField(const GramRow &R, F &&Do) {
  Do("Key", R.Key);
  Do("Pattern", R.Pattern);
}

template <class F> void forEachRowField(const NameRow &R, F &&Do) {
  Do("Lower", R.Lower);
  Do("Index", R.Index);
  Do("Kind", R.Kind);
}

template <class T, class F> void forEachFieldOf(const T &R, F &&Do) {
  if constexpr (requires { forEachField(R, Do); })
    forEachField(R, Do);
  else
    forEachRowField(R, Do);
}

template <class T> bool isDefault(const T &Value) {
  if constexpr (requires { Value.empty(); })
    return Value.empty();
  else if constexpr (std::is_class_v<T>) {
    bool All = true;
    forEachFieldOf(Value, [&](StringRef, const auto &Field) {
      All = All && isDefault(Field);
    });
    return All;
  } else
    return Value == T();
}

std::string Writer::value(StringRef Text) {
  std::string Out = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      (Out += '\\') += C;
    else if (llvm::isPrint(C))
      Out += C;
    else {
      // Three octal digits end by themselves; hex would run on.
      unsigned Byte = static_cast<unsigned char>(C);
      Out += '\\';
      for (int Shift : {6, 3, 0})
        Out += static_cast<char>('0' + ((Byte >> Shift) & 7));
    }
  }
  return Out + "\"";
}

template <class T> std::string Writer::value(ArrayRef<T> List) {
  if (List.empty())
    return "{}";
  std::string Body;
  for (const T &Item : List)
    Body += "  " + value(Item) + ",\n";
  std::string Type = typeName<T>();
  auto [At, New] = Known.try_emplace(Type + Body);
  if (New) {
    At->second = "A" + std::to_string(Known.size());
    Arrays +=
        "constexpr " + Type + " " + At->second + "[] = {\n" + Body + "};\n";
  }
  return At->second;
}

template <class T>
  requires std::is_class_v<T>
std::string Writer::value(const T &Record) {
  std::string Out;
  forEachFieldOf(Record, [&](StringRef Name, const auto &Field) {
    using F = std::decay_t<decltype(Field)>;
    // An enum's first word may not be its default.
    if (!std::is_enum_v<F> && isDefault(Field))
      return;
    Out += (Out.empty() ? "." : ", .") + Name.str() + " = " + value(Field);
  });
  return "{" + Out + "}";
}

} // namespace

std::string writeTables(const Tables &T) {
  Writer W;
  std::string Fields;
  auto Field = [&](StringRef Name, const std::string &Value) {
    Fields += ("    ." + Name + " = " + Value + ",\n").str();
  };
  Field("Licenses", W.value(T.Licenses));
  Field("Families", W.value(T.Families));
  Field("Datasets", W.value(T.Datasets));
  Field("UseDomains", W.value(T.UseDomains));
  Field("Services", W.value(T.Services));
  Field("GeneratorNames", W.value(T.GeneratorNames));
  Field("Patterns", W.value(T.Patterns));
  Field("Grams", W.value(T.Grams));
  Field("Unfiltered", W.value(T.Unfiltered));
  Field("FamilyNames", W.value(T.FamilyNames));
  Field("DatasetNames", W.value(T.DatasetNames));
  return "// Written by tidy_catalog_compiler from the YAML below checks/.\n"
         "#include \"scanner/catalog/tables.h\"\n\n"
         "namespace modeltidy {\nnamespace {\n" +
         W.Arrays +
         "} // namespace\n\nconstinit const Tables BuiltInTables{\n" + Fields +
         "};\n} // namespace modeltidy\n";
}

template <> std::string describe(const LicenseTerms &R) {
  Writer W;
  std::string Text = W.value(R);
  return W.Arrays + Text;
}

template <> std::string describe(const Family &R) {
  Writer W;
  std::string Text = W.value(R);
  return W.Arrays + Text;
}

template <> std::string describe(const Dataset &R) {
  Writer W;
  std::string Text = W.value(R);
  return W.Arrays + Text;
}

} // namespace modeltidy
