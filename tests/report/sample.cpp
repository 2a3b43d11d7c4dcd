//===- sample.cpp - a lineage made by hand --------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/report/sample.h"
#include "scanner/report/formats.h"
#include "llvm/Support/raw_ostream.h"

namespace modeltidy::sample {

using llvm::StringRef;

namespace {

constexpr StringRef Generator = R"py(from lib import load
model = load("acme/closed")
rows = model.ask("Grüße")
save(rows, "out.jsonl")
)py";

constexpr StringRef Trainer = R"py(rows = read("out.jsonl")
base = "acme/open"
label = "Ünïcode 😀"; trainer = Trainer(base, rows)
trainer.train()
)py";

} // namespace

Place Sample::at(StringRef File, StringRef Text) const {
  Place P;
  P.File = uint32_t(std::find(Graph.Files.begin(), Graph.Files.end(), File) -
                    Graph.Files.begin());
  StringRef Bytes = Files.at(File.str());
  P.Begin = uint32_t(Bytes.find(Text));
  P.End = P.Begin + uint32_t(Text.size());
  StringRef Before = Bytes.take_front(P.Begin);
  P.Line = P.EndLine = uint32_t(Before.count('\n')) + 1;
  P.Column = uint32_t(Before.size() - (Before.rfind('\n') + 1)) + 1;
  P.EndColumn = P.Column + uint32_t(Text.size());
  return P;
}

Sample::Sample() {
  Files = {{"gen.py", Generator.str()}, {"sub dir/train.py", Trainer.str()}};
  Graph.Files = {"gen.py", "sub dir/train.py"};
  Place Loaded = at("gen.py", "\"acme/closed\"");
  Place Based = at("sub dir/train.py", "\"acme/open\"");
  Place Anchor = at("sub dir/train.py", "Trainer(base, rows)");
  Graph.Models = {{"acme/closed",
                   true,
                   Loaded,
                   Role::Generate,
                   Channel::Weights,
                   "",
                   ModelKind::Generative,
                   {}},
                  {"acme/open",
                   true,
                   Based,
                   Role::TrainBase,
                   Channel::Weights,
                   "",
                   ModelKind::Generative,
                   {}}};
  Graph.Generations = {{at("gen.py", "model.ask"), {0}, EdgeKind::Text}};
  Graph.Trainings = {
      {Anchor, "lib.Trainer", "sft", {1}, ModelKind::Generative, false, ""}};
  Flow F;
  F.Steps = {
      {Loaded, "'acme/closed' is loaded here"},
      {at("gen.py", "model.ask(\"Grüße\")"), "it generates here"},
      {at("gen.py", "save(rows, \"out.jsonl\")"), "written to 'out.jsonl'"},
      {at("sub dir/train.py", "read(\"out.jsonl\")"), "read here"},
      {Anchor, "trains 'acme/open' here"}};
  Graph.Flows = {F};
  Names.Models = {{"Closed", "LicenseRef-closed"}, {"Open", "Apache-2.0"}};
  JudgedFlow J;
  J.Model = "acme/closed";
  J.Family = "Closed";
  J.License = "LicenseRef-closed";
  J.LicenseName = "Closed License";
  J.Clause = "s.2: no training [at all]";
  J.Decision = Verdict::Prohibited;
  J.Restricted = true;
  J.Terms = {{"section 2 says no", "https://acme.example/terms", "2026-11-21"}};
  J.WaysOut = {"use an open model"};
  Flows = {J};
  Counts = {5, 2, {{"vendored", 2}, {"too large", 0}, {"binary", 1}}};
  Limits = {{"big file.json", 0, "12.0 MiB, over 10.0 MiB"},
            {"gen.py", 3, "depth limit reached"}};
}

std::vector<Diagnostic> Sample::check(StringRef Globs,
                                      StringRef AsErrors) const {
  // The models are made up, and no catalog knows them.
  return runChecks(subject(), CheckGlobs((Globs + ",-license-unknown").str()),
                   CheckGlobs(AsErrors));
}

template <typename Writer> std::string Sample::render(Writer Write) const {
  Subject Found = subject();
  std::vector<Diagnostic> Diagnostics = check();
  Report R{Found, Diagnostics, Limits, Counts, "2026-11-21", "0.1.0"};
  auto Read = [&](StringRef Path) -> StringRef {
    auto At = Files.find(Path.str());
    return At == Files.end() ? StringRef() : StringRef(At->second);
  };
  R.Stale = Stale;
  R.Homepage = "https://tool.example";
  R.Remote = Remote;
  R.Commit = "0123abcd";
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  Write(R, Read, OS);
  return Out;
}

std::string Sample::text(bool Color) const {
  return render([&](const Report &R, FileText Read, llvm::raw_ostream &OS) {
    writeText(R, Read, OS, {Color, /*Quiet=*/false});
  });
}

std::string Sample::json() const {
  return render([](const Report &R, FileText, llvm::raw_ostream &OS) {
    writeJson(R, OS);
  });
}

std::string Sample::sarif() const {
  return render([](const Report &R, FileText Read, llvm::raw_ostream &OS) {
    writeSarif(R, Read, OS);
  });
}

std::string Sample::github(const LineRanges *Changed) const {
  return render([&](Report R, FileText Read, llvm::raw_ostream &OS) {
    R.Changed = Changed;
    writeGithub(R, Read, OS);
  });
}

std::string Sample::markdown() const {
  return render([](const Report &R, FileText, llvm::raw_ostream &OS) {
    writeMarkdown(R, OS);
  });
}

std::string Sample::gitlab() const {
  return render([](const Report &R, FileText, llvm::raw_ostream &OS) {
    writeGitlab(R, OS);
  });
}

std::string Sample::rdjson() const {
  return render([](const Report &R, FileText Read, llvm::raw_ostream &OS) {
    writeRdjson(R, Read, OS);
  });
}

} // namespace modeltidy::sample
