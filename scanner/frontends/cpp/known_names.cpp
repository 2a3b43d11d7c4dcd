//===- known_names.cpp - what the language and its library call things ----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/known_names.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy::cpp {

using llvm::StringRef;

TypeShape shapeOf(StringRef Type) {
  return llvm::StringSwitch<TypeShape>(lastComponent(Type))
      .Cases("string", "string_view", "wstring", "path", TypeShape::Text)
      .Cases("char", "wchar_t", TypeShape::Text)
      .Cases("ostringstream", "stringstream", TypeShape::Builder)
      .Cases("vector", "list", "deque", "array", "set", TypeShape::Sequence)
      .Cases("unordered_set", "initializer_list", "span", TypeShape::Sequence)
      .Cases("map", "unordered_map", "multimap", TypeShape::Mapping)
      .Case("auto", TypeShape::Deduced)
      .Cases("unique_ptr", "shared_ptr", "optional", TypeShape::Deduced)
      .Cases("int", "bool", "float", "double", "void", TypeShape::Plain)
      .Cases("size_t", "ssize_t", "int8_t", "int16_t", TypeShape::Plain)
      .Cases("int32_t", "int64_t", "uint8_t", "uint16_t", TypeShape::Plain)
      .Cases("uint32_t", "uint64_t", "long", "short", TypeShape::Plain)
      .Cases("unsigned", "signed", "ptrdiff_t", "", TypeShape::Plain)
      .Default(TypeShape::Object);
}

CallShape callShape(StringRef Name) {
  return llvm::StringSwitch<CallShape>(lastComponent(Name))
      .Cases("move", "forward", "ref", "cref", CallShape::Same)
      .Cases("static_cast", "reinterpret_cast", CallShape::Same)
      .Cases("const_cast", "dynamic_cast", "as_const", CallShape::Same)
      .Cases("to_string", "string", "string_view", "path", CallShape::Same)
      .Cases("u8path", "absolute", "canonical", CallShape::Same)
      .Cases("begin", "cbegin", "quoted", "addressof", CallShape::Same)
      .Cases("GetFlag", "strdup", "back_inserter", CallShape::Same)
      .Cases("make_unique", "make_shared", CallShape::Make)
      .Cases("make_optional", "MakeUnique", CallShape::Make)
      .Case("format", CallShape::Format)
      .Cases("StrFormat", "string_format", "format_string", CallShape::Printf)
      .Cases("StrCat", "StrAppend", CallShape::Concat)
      .Case("sprintf", CallShape::Sprintf)
      .Cases("snprintf", "sprintf_s", CallShape::Snprintf)
      .Cases("strcpy", "strncpy", CallShape::Copy)
      .Cases("strcat", "strncat", CallShape::Append)
      .Cases("exit", "abort", "_Exit", "terminate", CallShape::Exits)
      .Default(CallShape::Other);
}

bool isSameMethod(StringRef Method) {
  return llvm::StringSwitch<bool>(Method)
      .Cases("c_str", "data", "str", "string", "native", true)
      .Cases("u8string", "generic_string", "get", "value", true)
      .Cases("begin", "cbegin", "end", "cend", "view", true)
      .Cases("lexically_normal", "make_preferred", true)
      .Default(false);
}

bool isOptionMacro(StringRef Name) {
  return Name == "ABSL_FLAG" || Name.starts_with("DEFINE_");
}

bool isPureCall(StringRef Name) {
  return llvm::StringSwitch<bool>(lastComponent(Name))
      .Cases("printf", "puts", "strlen", "strcmp", "strncmp", true)
      .Cases("sizeof", "min", "max", "abs", "size", true)
      .Cases("exists", "is_directory", "create_directories", true)
      .Cases("stoi", "stof", "stol", "stod", "atoi", "atof", true)
      .Default(false);
}

} // namespace modeltidy::cpp
