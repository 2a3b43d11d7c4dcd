//===- dashboard_test.cpp - what dashboards sort and keep apart by ------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <cstdlib>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

using namespace modeltidy::e2e;
using nlohmann::json;

namespace {

class DashboardTest : public testing::Test {
protected:
  json run(std::vector<std::string> Args) {
    Args.insert(Args.end(), {"--today=2026-11-21", "--no-cache", "--quiet",
                             Repo.path().string()});
    return json::parse(runTool(Args).Out);
  }
  json sarif(std::vector<std::string> Args) {
    Args.insert(Args.begin(), "--format=sarif");
    return run(Args)["runs"][0];
  }
  std::vector<json> results(std::vector<std::string> Args) {
    return sarif(std::move(Args))["results"];
  }
  static json rule(const json &Run, const std::string &Id) {
    for (const json &R : Run["tool"]["driver"]["rules"])
      if (R["id"] == Id)
        return R;
    return {};
  }

  TempFolder Repo;
};

TEST_F(DashboardTest, RulesHaveASecuritySeverityOnlyWhereAskedFor) {
  copyFixture("llama2_output_trains_mistral", Repo.path());
  json Plain = rule(sarif({}), "license-output-training");
  EXPECT_FALSE(Plain["properties"].contains("security-severity"));
  json Asked = sarif({"--security-severity"});
  EXPECT_EQ(
      rule(Asked, "license-output-training")["properties"]["security-severity"],
      "8.0");
  EXPECT_EQ(rule(Asked, "nolint-reason")["properties"]["security-severity"],
            "2.0");
}

TEST_F(DashboardTest, PagesAreLinkedBelowTheHomepageAndNowhereElse) {
  copyFixture("llama2_output_trains_mistral", Repo.path());
  json Plain = sarif({});
  EXPECT_FALSE(Plain["tool"]["driver"].contains("informationUri"));
  EXPECT_FALSE(Plain["tool"]["driver"]["rules"][0].contains("helpUri"));
  json Linked = sarif({"--homepage=https://host.example/blob/v1/"});
  EXPECT_EQ(rule(Linked, "license-output-training")["helpUri"],
            "https://host.example/blob/v1/docs/checks/"
            "license-output-training.md");
}

TEST_F(DashboardTest, RankAndRiskOrderFindings) {
  copyFixture("llama2_output_trains_mistral", Repo.path());
  int Error = 0, Note = 0;
  for (const json &R : results({}))
    (R["level"] == "error" ? Error : Note) = R["rank"];
  EXPECT_GT(Error, Note);
  EXPECT_LE(Error, 100);
  json Findings = run({"--format=json"})["diagnostics"];
  size_t Seen = 0;
  for (const json &D : Findings)
    if (D["check"] == "license-output-training") {
      ++Seen;
      EXPECT_EQ(D["risk"], "higher");
    }
  EXPECT_EQ(Seen, 1u);
}

TEST_F(DashboardTest, TwoFindingsOfARuleOnOneLineAreTwoAlerts) {
  Repo.add("model/model.safetensors", "weights");
  Repo.add("model/LICENSE", "the text of a license");
  Repo.add("model/README.md",
           "---\nbase_model: [meta-llama/Llama-3.1-8B, "
           "meta-llama/Llama-3.2-1B]\nlicense: other\n---\n# Ours\n");
  std::set<std::string> Hashes;
  size_t Alerts = 0;
  for (const json &R : results({}))
    if (R["ruleId"] == "license-attribution") {
      ++Alerts;
      Hashes.insert(R["partialFingerprints"]["primaryLocationLineHash"]);
    }
  EXPECT_EQ(Alerts, 2u);
  EXPECT_EQ(Hashes.size(), Alerts);
}

/// Most checkouts come by SSH; a dashboard wants an address, and no secret.
TEST_F(DashboardTest, TheRepositoryIsNamedByItsWebAddress) {
  copyFixture("llama2_output_trains_mistral", Repo.path());
  const std::string Git = "git -C '" + Repo.path().string() +
                          "' -c user.name=t -c user.email=t@example.com ";
  auto Do = [&](const std::string &Args) {
    return std::system((Git + Args + " >/dev/null 2>&1").c_str()) == 0;
  };
  ASSERT_TRUE(Do("init -q .") && Do("add -A") && Do("commit -qm all") &&
              Do("remote add origin x"));
  const std::pair<const char *, const char *> Cases[] = {
      {"git@host.example:acme/ml.git", "https://host.example/acme/ml.git"},
      {"ssh://git@host.example:22/acme/ml", "https://host.example/acme/ml"},
      {"https://me:secret@host.example/acme/ml",
       "https://host.example/acme/ml"},
  };
  for (auto [Remote, Address] : Cases) {
    ASSERT_TRUE(Do(std::string("remote set-url origin ") + Remote));
    json Origin = sarif({})["versionControlProvenance"][0];
    EXPECT_EQ(Origin["repositoryUri"], Address);
    EXPECT_EQ(Origin["revisionId"].get<std::string>().size(), 40u);
  }
  ASSERT_TRUE(Do("remote set-url origin ../elsewhere"));
  EXPECT_FALSE(sarif({}).contains("versionControlProvenance"));
}

/// Machines get the line of the file; people look for the cell.
TEST_F(DashboardTest, NotebooksNameTheCell) {
  copyFixture("notebook_cells_generate_and_train", Repo.path());
  bool Seen = false;
  for (const json &R : results({}))
    if (R["ruleId"] == "license-output-training") {
      Seen = true;
      EXPECT_EQ(R["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
                "cell 6 line 5");
      EXPECT_NE(
          R["message"]["text"].get<std::string>().find("(cell 6 line 5)."),
          std::string::npos);
      EXPECT_NE(R["relatedLocations"][0].dump().find("cell 3 line 6"),
                std::string::npos);
    }
  EXPECT_TRUE(Seen);
  const json Report = run({"--format=json"});
  for (const json &D : Report["diagnostics"])
    if (D["check"] == "license-output-training") {
      EXPECT_EQ(D["cell"], 6);
      EXPECT_EQ(D["cell_line"], 5);
    }
  Repo.add("train.py", "import trl\n");
  EXPECT_EQ(sarif({}).dump().find("train.py (cell"), std::string::npos);
}

TEST_F(DashboardTest, WhatThePolicySuppressesIsExternal) {
  copyFixture("llama2_output_trains_mistral", Repo.path());
  Repo.add(".model-tidy.yaml",
           "Suppressions: [{Check: license-*, Reason: ticket 81}]\n");
  size_t Seen = 0;
  for (const json &R : results({"--with-suppressed"}))
    if (R["ruleId"] == "license-output-training") {
      ++Seen;
      EXPECT_EQ(R["suppressions"][0]["kind"], "external");
    }
  EXPECT_EQ(Seen, 1u);
}

TEST_F(DashboardTest, ReviewdogGetsSafeFixesOfTheAnchorsFile) {
  Repo.add("model/model.safetensors", "weights");
  Repo.add("model/LICENSE", "the text of a license");
  Repo.add("model/README.md", "---\nbase_model: meta-llama/Llama-2-7b-hf\n"
                              "license: mit\ndatasets: [squad]\n---\n");
  json Rows = run({"--format=rdjson"})["diagnostics"];
  size_t Suggested = 0;
  for (const json &D : Rows)
    if (D.contains("suggestions")) {
      ++Suggested;
      EXPECT_EQ(D["code"]["value"], "license-propagation");
      EXPECT_EQ(D["suggestions"][0]["text"], "llama2");
      EXPECT_EQ(D["suggestions"][0]["range"]["start"],
                json({{"line", 3}, {"column", 10}}));
      EXPECT_EQ(D["suggestions"][0]["range"]["end"],
                json({{"line", 3}, {"column", 13}}));
    }
  EXPECT_EQ(Suggested, 1u);
}

} // namespace
