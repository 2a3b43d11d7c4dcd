//===- check.h - what a check author reads ----------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A check is one record (struct Check) in one .cpp named after it, listed in
// registry/all_checks.cpp. Its function sees a Subject, which is everything
// that the earlier stages know, and adds Diagnostics. It never parses, never
// touches the disk, and holds no model or license names: those are data.
//
// Verdicts are not for a check to reach. judgeFlows() applies the terms to
// every flow once; a check picks those flows that are its own.
//
// Everything here is a value or a view that outlives the run; nothing is
// mutable once judged, so checks may run on any thread.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_CHECK_H
#define MODEL_TIDY_CHECKS_CHECK_H

#include "checks/documents.h"
#include "checks/policy_tree.h"
#include "checks/verdict.h"
#include "scanner/lineage/lineage.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace modeltidy {

/// Worse is greater.
enum class Severity : uint8_t { Note, Warning, Error };

/// "note", "warning", "error".
llvm::StringRef severityName(Severity S);

/// A text that governs a flow, for the notes below a diagnostic.
struct TermsNote {
  std::string Text;   ///< what it says, a lower-case fact
  std::string Source; ///< where it stands: a URL or a document's name
  std::string Read;   ///< the day it was read, YYYY-MM-DD, or empty
};

/// A flow of the lineage with the terms applied. A flow that comes from a data
/// set stands once for each generator of that data set.
struct JudgedFlow {
  uint32_t Flow = 0; ///< index into Lineage::Flows: the witness path
  std::string Model; ///< the source's id as written; or the generator's name
  std::string Family;
  std::string License;     ///< SPDX or LicenseRef- id; empty: not known
  std::string LicenseName; ///< for people
  std::string Clause;      ///< "s.1.b.v: not to improve other models", or empty
  Verdict Decision = Verdict::Unclear;
  bool Restricted = false; ///< the terms are known to restrict such training
  std::string Reason;      ///< why this verdict, a lower-case fact
  /// What the verdict takes for granted about the target, for the message:
  /// "assumed to compete"; or empty.
  std::string Assumed;
  std::vector<std::string> Duties; ///< conditional: what is not met
  /// Indices into Lineage::Publications: releases of what is trained.
  std::vector<uint32_t> Releases;
  std::vector<TermsNote> Terms; ///< the deciding text first
  std::vector<std::string> WaysOut;
  /// Never surer than the flow or than any record that was used.
  Confidence Sure = Confidence::Certain;
  std::string Doubt; ///< why it is not certain
};

/// Applies the terms to every flow. Human data sets, and data sets that the
/// catalog does not know, give nothing. A model that trains on its own output
/// is permitted. Flows of one source use into one sink are merged: the
/// strictest verdict, of those the surest and shortest. Sorted by sink, then
/// source. The policy is that of the training's file. Duties that the documents
/// show to be met are not asked for.
std::vector<JudgedFlow> judgeFlows(const Lineage &Graph, const Catalog &Known,
                                   const PolicyTree &Rules,
                                   llvm::ArrayRef<Document> Documents = {});

/// The id of the check that reports flows of that verdict, and under which
/// permitted ones are listed.
llvm::StringRef checkOf(const JudgedFlow &F);

/// What the catalog knows of Lineage::Models[I].
struct KnownModel {
  std::string Family;  ///< empty: not known
  std::string License; ///< of the channel it is used through
};

/// What it knows of Lineage::Datasets[I].
struct KnownDataset {
  bool Known = false; ///< by a record of it, not by its name alone
  std::string Record; ///< the catalog's id of it; empty: none
  std::vector<std::string> Generators; ///< models that wrote (a part of) it
};

/// Both tables are parallel to the lineage's.
struct Identities {
  std::vector<KnownModel> Models;
  /// Lineage::Mentions that the catalog knows, by index.
  std::vector<std::pair<uint32_t, KnownModel>> Mentions;
  std::vector<KnownDataset> Datasets;
};
Identities identify(const Lineage &Graph, const Catalog &Known,
                    llvm::ArrayRef<Document> Documents = {});

/// A comment of the scanned code that holds "NOLINT".
struct SourceComment {
  Place Where;
  std::string Text;
};

/// A mistake in a policy, or in what it names.
struct PolicyMistake {
  Place Where;
  std::string Text;
};

/// A commit that a load of a hub id could be pinned to.
struct KnownRevision {
  bool OfDataset = false;
  std::string Id;
  std::string Commit;
  std::string Source; ///< who knows it: a file, "the local Hub cache"
};

/// What stands around a lineage. The default is that of a repository without a
/// policy and without documents.
struct Surroundings {
  const Catalog *Known = &Catalog::builtIn();
  const PolicyTree *Policies = nullptr; ///< null: the defaults
  llvm::ArrayRef<Document> Documents;   ///< sorted by path
  llvm::ArrayRef<PolicyMistake> Mistakes;
  llvm::ArrayRef<KnownRevision> Revisions; ///< the most trusted first
  llvm::StringRef Prefix = {}; ///< where the root lies in its checkout: "src/"
};

/// What a check looks at.
struct Subject {
  const Lineage &Graph;
  const Identities &Names;
  llvm::ArrayRef<JudgedFlow> Flows;
  llvm::ArrayRef<SourceComment> Comments = {}; ///< sorted by place
  Surroundings Around{};

  /// The policy that counts at a place.
  const Policy &rulesAt(const Place &Where) const;
  /// The root's.
  const Policy &rules() const;
  /// A path of the lineage's files as the checkout has it, whatever folder of
  /// it is scanned; as it is where there is no checkout.
  std::string inCheckout(llvm::StringRef Path) const;
  std::string inCheckout(uint32_t File) const {
    return inCheckout(Graph.Files[File]);
  }
};

enum class NoteKind : uint8_t { Step, Terms, WayOut, Doubt };

/// Evidence below a diagnostic. Notes that are no step stand at the anchor.
struct Note {
  Place Where;
  std::string Message;
  NoteKind Kind = NoteKind::Step;
};

/// How an edit finds its bytes, for a check sees places and no text.
enum class EditForm : uint8_t {
  Bytes, ///< [Begin, End) becomes Text
  Word,  ///< Old becomes Text: in [Begin, End), else where the file holds it;
         ///< it must stand there once, as a word of its own
  Argument, ///< the Python call in [Begin, End) gets Text as its last argument
  Entry     ///< beside the value in [Begin, End) of a config's key stands the
            ///< key Old with the value Text
};

struct Edit {
  uint32_t File = 0; ///< index into Lineage::Files
  uint32_t Begin = 0, End = 0;
  std::string Text;
  EditForm Form = EditForm::Bytes;
  std::string Old = {};
};

/// A file that a fix makes. What several findings put into one file is joined,
/// each text once.
struct NewFile {
  std::string Path; ///< relative to the root
  std::string Text;
};

struct Check;

/// One finding. Message is a lower-case fact that names the things; it neither
/// gives advice (that is a note) nor ends in a period.
struct Diagnostic {
  const Check *Rule = nullptr;
  Severity Level = Severity::Warning;
  Place Where; ///< the anchor
  std::string Message;
  std::vector<Note> Notes;     ///< in order of telling: steps, terms, ways out
  std::vector<uint32_t> Flows; ///< indices into Subject::Flows
  /// The ids (models, data sets) that it is about, for Suppressions.
  std::vector<std::string> About;
  /// It stands for one finding an id of About, and is known where each is.
  bool OneForAll = false;
  /// What stays the same when lines move, in any text form. Set by the check;
  /// the registry turns it into Fingerprint.
  std::string Identity;
  std::string Fingerprint; ///< 32 hexadecimal digits, unique in a run
  bool AsError = false;    ///< raised by --warnings-as-errors
  /// Safe ones, for --fix. One whose place cannot be told is left out.
  std::vector<Edit> Fixes;
  std::vector<NewFile> Makes; ///< made along with Fixes
  /// For --fix-unsafe alone: edits that change what others may rely on.
  std::vector<Edit> UnsafeFixes;
  bool Suppressed = false;   ///< by a comment or the policy
  bool ByPolicy = false;     ///< it is the policy that suppresses
  std::string Justification; ///< the reason that is given
};

/// A value that a policy may set, as `CheckOptions: {<check>.<Name>: ...}`.
struct CheckOption {
  llvm::StringRef Name;
  llvm::StringRef Default; ///< several values are separated by commas
  llvm::StringRef Meaning; ///< one sentence, no period
  bool IsNumber = false;   ///< never negative
  double Most = 0;         ///< the highest number; 0: any
};

/// One check. Every field but the last two is mandatory: the page is printed by
/// --explain and docs/checks is made from it, and a test scans both examples.
struct Check {
  llvm::StringRef Id;      ///< "license-output-training"; the .cpp is its name
  llvm::StringRef Summary; ///< one sentence, no period
  llvm::StringRef Doc;     ///< Markdown: what it finds, why, what it cannot see
  llvm::StringRef Bad;     ///< the smallest repository that must be found
  llvm::StringRef Good;    ///< the closest that must stay quiet
  Severity Level;          ///< the highest level that it reports
  void (*Run)(const Subject &, std::vector<Diagnostic> &);
  llvm::ArrayRef<CheckOption> Options{};
  bool Always = false; ///< no list of checks takes it away
};

/// The values of an option under a policy.
std::vector<std::string> optionOf(const Policy &Rules, const Check &Rule,
                                  llvm::StringRef Name);

/// One file of an example; see exampleFiles().
struct ExampleFile {
  llvm::StringRef Path, Text;
};

/// The files of Check::Bad or Good. A line "#--- PATH" begins a file; without
/// one the text is example.py.
std::vector<ExampleFile> exampleFiles(llvm::StringRef Example);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_CHECK_H
