//===- expectations.h - what a fixture says must be found -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A fixture carries its expectations as comments at the end of the line that
// they concern (docs/fixtures.md):
//
//   MODEL = "gpt-4"        # source: gpt-4
//   trainer = SFTTrainer(  # expect: license-output-training from=gpt-4
//                            verdict=prohibited        (on one line, in fact)
//
// readMarks() takes them out of a line, so that what is scanned does not hold
// them, and keeps them as data.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_END_TO_END_EXPECTATIONS_H
#define MODEL_TIDY_TESTS_END_TO_END_EXPECTATIONS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy::e2e {

/// A line of a fixture; Line is 1-based, File relative to the fixture.
struct Where {
  std::string File;
  unsigned Line = 0;

  std::string str() const { return File + ":" + std::to_string(Line); }
  auto operator<=>(const Where &) const = default;
};

/// `# source: gpt-4`: the place where the id of a flow's model stands.
struct SourceMark {
  Where At;
  std::string Model;
};

/// `# expect:`, `# known-miss:` or `# known-fp:`, one for each model of from=.
struct FlowMark {
  Where At; ///< the training's anchor
  std::string Check;
  std::string Model;
  std::string OnlyFile;   ///< of from=gpt-4@judge.py; empty: any source mark
  std::string Verdict;    ///< always set for `expect`
  std::string Confidence; ///< empty: any
  std::string Severity;   ///< set by default from Verdict; empty: no diagnostic
  std::string Why;        ///< of known-miss and known-fp
};

struct Expectations {
  std::vector<SourceMark> Sources;
  std::vector<FlowMark> Expected, KnownMisses, KnownFps;
  std::vector<std::string> Mistakes; ///< "train.py:3: unknown verdict 'bad'"
};

/// Reads the marks of one line into Out; returns the line without them and
/// without the white space before them.
llvm::StringRef readMarks(const Where &At, llvm::StringRef Line,
                          Expectations &Out);

/// Adds to Out.Mistakes what only the whole fixture can tell: a from= that no
/// source mark names, a source mark that no from= names.
void finishMarks(Expectations &Out);

} // namespace modeltidy::e2e

#endif // MODEL_TIDY_TESTS_END_TO_END_EXPECTATIONS_H
