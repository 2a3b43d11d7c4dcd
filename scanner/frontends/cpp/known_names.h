//===- known_names.h - what the language and its library call things ------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Without headers the front end knows types and functions by name only. These
// tables hold the names that decide what shape a value takes in the graph: of
// the language, of std, and the customs by which command lines are parsed.
// What libraries do with models and data is in scanner/apis.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_KNOWN_NAMES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_KNOWN_NAMES_H

#include "llvm/ADT/StringRef.h"

namespace modeltidy::cpp {

/// The shape of a type's values.
enum class TypeShape {
  Plain,    // numbers, pointers to void: no constructor is seen
  Text,     // std::string, std::filesystem::path
  Builder,  // std::ostringstream: what goes in comes out of str()
  Sequence, // std::vector
  Mapping,  // std::map
  Deduced,  // auto
  Object    // any other class
};
TypeShape shapeOf(llvm::StringRef Type);

/// What a call by that name does to its arguments, as far as values go.
enum class CallShape {
  Other,
  Same,    // std::move(x): x
  Make,    // std::make_unique<T>(a): T(a)
  Format,  // std::format(f, a)
  Printf,  // StrFormat("%s", a)
  Concat,  // StrCat(a, b)
  Sprintf, // sprintf(buffer, f, a)
  Snprintf,
  Copy,   // strcpy(buffer, x)
  Append, // strcat(buffer, x)
  Exits   // exit(1)
};
CallShape callShape(llvm::StringRef Name);

/// x.c_str(): the object itself.
bool isSameMethod(llvm::StringRef Method);

/// A library's macro that declares an option: graph_option.cpp reads it.
bool isOptionMacro(llvm::StringRef Name);

/// What cannot change its arguments.
bool isPureCall(llvm::StringRef Name);

/// The last component of "a::b".
inline llvm::StringRef lastComponent(llvm::StringRef Name) {
  size_t At = Name.rfind("::");
  return At == llvm::StringRef::npos ? Name : Name.substr(At + 2);
}

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_KNOWN_NAMES_H
