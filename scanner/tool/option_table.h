//===- option_table.h - the options as LLVM sees them -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_OPTION_TABLE_H
#define MODEL_TIDY_SCANNER_TOOL_OPTION_TABLE_H

#include "scanner/tool/choice_parser.h"
#include "scanner/tool/options.h"
#include "llvm/Support/CommandLine.h"

namespace modeltidy {

/// The help's overview and what follows the options; the documentation page
/// holds both.
llvm::StringRef overviewText();
llvm::StringRef exitStatusText();

enum class UseColors { Auto, Yes, No };

/// One instance, built at the first use; construction registers the options.
struct OptionTable {
  static OptionTable &get();

  llvm::cl::OptionCategory Checks{"Checks"};
  llvm::cl::OptionCategory Filters{"What is reported"};
  llvm::cl::OptionCategory Output{"Output"};
  llvm::cl::OptionCategory Fixes{"Fixes"};
  llvm::cl::OptionCategory Analysis{"Analysis"};
  llvm::cl::OptionCategory PolicyFiles{"Policy"};
  llvm::cl::OptionCategory Help{"Explanations"};

  llvm::cl::list<std::string> Paths;
  llvm::cl::list<std::string> CheckLists, ErrorLists;
  llvm::cl::opt<Confidence, false, ChoiceParser<Confidence>> Least;
  llvm::cl::opt<OutputFormat, false, ChoiceParser<OutputFormat>> Format;
  llvm::cl::opt<std::string> OutputFile;
  llvm::cl::list<std::string> Also;
  llvm::cl::opt<bool> Quiet;
  llvm::cl::opt<UseColors, false, ChoiceParser<UseColors>> UseColor;
  llvm::cl::opt<bool> Stats, CheckProfile;
  llvm::cl::opt<bool> WithSuppressed, SecuritySeverity;
  llvm::cl::opt<std::string> Homepage;
  llvm::cl::opt<bool> Fix, FixUnsafe;
  llvm::cl::opt<std::string> AddSuppressions, ExportFixes;
  llvm::cl::opt<bool> Lsp;
  llvm::cl::opt<std::string> LineFilter, Diff;
  llvm::cl::opt<std::string> BaselineFile, NewBaseline;
  llvm::cl::opt<unsigned> Jobs;
  llvm::cl::opt<std::string> CacheFolder;
  llvm::cl::opt<bool> NoCache;
  llvm::cl::opt<bool> NoClang;
  llvm::cl::opt<bool> Strict;
  llvm::cl::opt<std::string> Today;
  llvm::cl::opt<std::string> Config, ConfigFile, CatalogFolder;
  llvm::cl::opt<bool> DumpConfig, VerifyConfig, ExplainConfig, ListLicenses;
  llvm::cl::opt<std::string> SuggestFor, TermsSince;
  llvm::cl::opt<std::string> Trace;
  llvm::cl::opt<bool> ListChecks;
  llvm::cl::opt<std::string> Explain;
  llvm::cl::opt<std::string> Shuffle;
  llvm::cl::opt<bool> ParseAll;
  llvm::cl::opt<std::string> DumpCheckDocs;
  llvm::cl::opt<bool> DumpOptionDocs, DumpManPage;
  llvm::cl::opt<std::string> DumpCompletions;

  /// In the order of the documentation.
  std::vector<const llvm::cl::OptionCategory *> categories() const {
    return {&Checks, &Filters, &Output, &Fixes, &Analysis, &PolicyFiles, &Help};
  }

private:
  OptionTable();
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_OPTION_TABLE_H
