//===- choice_parser.h - option values that tell the choices ----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CHOICE_PARSER_H
#define MODEL_TIDY_SCANNER_TOOL_CHOICE_PARSER_H

#include "scanner/catalog/yaml.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"

namespace modeltidy {

/// "unknown value 'jsn'; did you mean 'json'? one of text, json"
inline std::string unknownChoice(llvm::StringRef Value,
                                 llvm::ArrayRef<llvm::StringRef> Choices) {
  std::string Hint = yaml::didYouMean(Value, Choices);
  return "unknown value '" + Value.str() + "'" + Hint +
         (Hint.empty() ? "; one of " : " one of ") + llvm::join(Choices, ", ");
}

/// LLVM's parser of enumerated values, which names neither the choices nor the
/// nearest of them.
template <typename T> class ChoiceParser : public llvm::cl::parser<T> {
public:
  using llvm::cl::parser<T>::parser;

  std::vector<llvm::StringRef> choices() const {
    std::vector<llvm::StringRef> Out;
    for (unsigned I = 0; I != this->getNumOptions(); ++I)
      if (!this->getOption(I).empty())
        Out.push_back(this->getOption(I));
    return Out;
  }

  bool parse(llvm::cl::Option &O, llvm::StringRef Name, llvm::StringRef Arg,
             T &Value) {
    if (this->findOption(Arg) == this->getNumOptions())
      return O.error(unknownChoice(Arg, choices()));
    return llvm::cl::parser<T>::parse(O, Name, Arg, Value);
  }
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CHOICE_PARSER_H
