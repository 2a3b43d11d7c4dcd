//===- catalog_test.cpp - look-ups in the built-in catalog --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/catalog.h"

#include "scanner/catalog/names.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <thread>

using namespace modeltidy;

namespace {

const Catalog &catalog() { return Catalog::builtIn(); }

std::string familyOf(StringRef Id, bool WeightsOnly = false) {
  const Family *F = catalog().resolveModel(Id, WeightsOnly);
  return F ? F->Name.str() : "";
}

std::string dataset(StringRef Name,
                    DatasetMention How = DatasetMention::Named) {
  const Dataset *D = catalog().findDataset(Name, How);
  return D ? D->Id.str() : "";
}

TEST(Catalog, HoldsTheWholeBreadth) {
  EXPECT_GE(catalog().licenses().size(), 121u);
  EXPECT_GE(catalog().families().size(), 355u);
  EXPECT_GE(catalog().datasets().size(), 531u);
  EXPECT_EQ(catalog().useDomains().size(), 30u);
  size_t Patterns = 0;
  for (const Family &F : catalog().families())
    Patterns += F.Patterns.size();
  EXPECT_GE(Patterns, 619u);
}

TEST(Catalog, EveryRecordSaysWhereItIsFrom) {
  for (const LicenseTerms &L : catalog().licenses())
    EXPECT_TRUE(!L.Source.empty() && !L.Read.empty() && L.At.Line)
        << L.Id.str();
  for (const Family &F : catalog().families())
    EXPECT_TRUE(!F.Source.empty() && !F.Read.empty() && F.At.Line)
        << F.Name.str();
  for (const Dataset &D : catalog().datasets())
    EXPECT_TRUE(!D.Source.empty() && !D.Read.empty() && D.At.Line)
        << D.Id.str();
}

TEST(Catalog, ModelIdsOfEveryForm) {
  EXPECT_EQ(familyOf("meta-llama/Llama-2-7b-chat-hf"), "Llama 2");
  EXPECT_EQ(familyOf("llama2:13b"), "Llama 2");
  EXPECT_EQ(familyOf("GPT-4"), familyOf("gpt-4"));
  EXPECT_NE(familyOf("gpt-4"), "");
  EXPECT_EQ(familyOf("https://huggingface.co/meta-llama/Llama-2-7b-hf"),
            "Llama 2");
  EXPECT_EQ(familyOf("acme/our-own-thing"), "");
  EXPECT_EQ(familyOf(""), "");
  EXPECT_EQ(familyOf(std::string(100000, 'x')), "");
}

TEST(Catalog, LocalWeightsResolveByTheirNearestTellingPart) {
  EXPECT_EQ(familyOf("/models/Llama-2-7b-chat-hf"), "Llama 2");
  EXPECT_EQ(familyOf("./ckpt/llama-2-7b"), "Llama 2");
  EXPECT_EQ(familyOf("../llama-2-7b/checkpoint-500"), "Llama 2");
  EXPECT_EQ(familyOf("C:\\models\\Llama-2-7b"), "Llama 2");
  EXPECT_EQ(familyOf("/home/llama-2-lab/a/b/c/d"), "");
  std::string Mistral = familyOf("mistralai/Mistral-7B-v0.1");
  EXPECT_EQ(familyOf("/home/llama-2-lab/Mistral-7B-v0.1"), Mistral);
}

TEST(Catalog, NamesOfGeneratorsResolveWhole) {
  EXPECT_EQ(familyOf("bing-chat"), "Bing Chat");
  EXPECT_EQ(familyOf("anthropic-internal-52b"), "Anthropic research models");
  EXPECT_EQ(familyOf("my-bing-chat-clone"), "");
}

TEST(Catalog, AServicesNameIsAnAliasWhereWeightsAreLoaded) {
  EXPECT_NE(familyOf("gpt-4"), "");
  EXPECT_EQ(familyOf("gpt-4", /*WeightsOnly=*/true), "");
  EXPECT_EQ(familyOf("./runs/gpt-4"), "");
  EXPECT_EQ(familyOf("meta-llama/Llama-2-7b-hf", true), "Llama 2");
}

TEST(Catalog, HostsNeverDecideAndAddTheirTerms) {
  StringRef Id = "together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo";
  EXPECT_EQ(catalog().resolveModel(Id)->License,
            "LicenseRef-llama-3.3-community");
  auto Hosts = catalog().hostsOf(Id);
  ASSERT_EQ(Hosts.size(), 1u);
  EXPECT_EQ(Hosts[0]->service(), "together");
  EXPECT_TRUE(catalog().hostsOf("meta-llama/Llama-3.3-70B").empty());
  EXPECT_EQ(catalog().host("Azure")->License, "LicenseRef-azure-openai-terms");
  EXPECT_EQ(catalog().providerTerms("openai")->Id,
            "LicenseRef-openai-services-agreement");
  EXPECT_EQ(catalog().providerTerms("nobody"), nullptr);
}

TEST(Catalog, StrictLineageTellsVersionsApart) {
  const Family *Llama2 = catalog().resolveModel("meta-llama/Llama-2-7b-hf");
  const Family *Llama31 = catalog().resolveModel("meta-llama/Llama-3.1-8B");
  EXPECT_FALSE(sameLineage(*Llama2, *Llama31));
  EXPECT_TRUE(sameLineage(*Llama2, *Llama31, /*Lenient=*/true));
}

TEST(Catalog, LicensesByIdAndByHubTag) {
  EXPECT_EQ(catalog().license("apache-2.0")->Id, "Apache-2.0");
  EXPECT_EQ(catalog().licenseByHubTag("llama3.1")->Id,
            "LicenseRef-llama-3.1-community");
  EXPECT_EQ(catalog().licenseByHubTag("no-such-tag"), nullptr);
}

TEST(Catalog, LicensesByTheirText) {
  const Catalog &C = Catalog::builtIn();
  auto IdOf = [&](StringRef Text) {
    const LicenseTerms *L = C.licenseOfText(Text);
    return L ? L->Id : StringRef();
  };
  EXPECT_EQ(IdOf("MIT License\n\nCopyright (c) 2024\n\nPermission is hereby "
                 "granted,\n   free of charge, to any person obtaining a copy"),
            "MIT");
  EXPECT_EQ(IdOf("# LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nVersion Release"),
            "LicenseRef-llama-3.1-community");
  // Each of these quotes a shorter one.
  EXPECT_EQ(IdOf("Permission is hereby granted, free of charge, to any person "
                 "obtaining a copy ... more than 100 million monthly active "
                 "users"),
            "LicenseRef-kimi-modified-mit");
  EXPECT_EQ(IdOf("GNU LESSER GENERAL PUBLIC LICENSE Version 3, 29 June 2007 "
                 "GNU GENERAL PUBLIC LICENSE"),
            "LGPL-3.0-only");
  EXPECT_EQ(IdOf("All rights reserved."), "");
  EXPECT_EQ(IdOf(""), "");
}

TEST(Catalog, DatasetsByIdAliasAndFile) {
  EXPECT_EQ(dataset("tatsu-lab/alpaca"), "tatsu-lab/alpaca");
  EXPECT_EQ(dataset("Tatsu-Lab/Alpaca"), "tatsu-lab/alpaca");
  EXPECT_EQ(dataset("./data/alpaca_data.json", DatasetMention::Path),
            "tatsu-lab/alpaca");
  EXPECT_EQ(dataset("data/tatsu-lab/alpaca", DatasetMention::Path),
            "tatsu-lab/alpaca");
  EXPECT_EQ(dataset("hf://datasets/tatsu-lab/alpaca/data/train.parquet"),
            "tatsu-lab/alpaca");
  EXPECT_EQ(dataset("gsm8k"), "openai/gsm8k");
}

TEST(Catalog, ShortNamesCountOnlyWhereADataSetIsNamed) {
  EXPECT_NE(dataset("apps"), "");
  EXPECT_EQ(dataset("apps", DatasetMention::Path), "");
  EXPECT_EQ(dataset("src/apps", DatasetMention::Path), "");
  EXPECT_EQ(dataset("apps", DatasetMention::HubId), "");
}

TEST(Catalog, CopiesAreGuessedByWordsOfTheirNames) {
  auto Guess = [](StringRef Id) {
    const Dataset *D = catalog().guessDataset(Id);
    return D ? D->Id.str() : "";
  };
  EXPECT_EQ(Guess("someone/alpaca_messages_2k_test"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("someone/pirate-ultrachat-10k"),
            "HuggingFaceH4/ultrachat_200k");
  EXPECT_NE(Guess("someone/alpaca-gpt4-fr"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("someone/alpacas"), "");
  EXPECT_EQ(Guess("alpaca"), "");
}

TEST(Catalog, ATellingNameUnderAnotherOwnerIsTheSameSet) {
  auto Guess = [](StringRef Id) {
    const Dataset *D = catalog().guessDataset(Id);
    return D ? D->Id.str() : "";
  };
  EXPECT_EQ(Guess("someone/preference_dataset_mixture2_and_safe_pku"),
            "hendrydong/preference_700K");
  EXPECT_EQ(Guess("someone/preference"), "");
  EXPECT_EQ(Guess("someone/the-stack"), "");
}

TEST(Catalog, DataFilesAreGuessedWhereTheyAreNoTemplates) {
  auto Guess = [](StringRef Path) {
    const Dataset *D = catalog().guessDataset(Path, DatasetMention::Path);
    return D ? D->Id.str() : "";
  };
  EXPECT_EQ(Guess("~/data/alpaca_split_v2.json"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("alpaca_split_v2.jsonl"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("data/alpaca.json"), "");
  EXPECT_EQ(Guess("templates/alpaca_short.json"), "");
  EXPECT_EQ(Guess("models/alpaca_7b"), "");
  EXPECT_EQ(Guess("data/alpaca/train_conversation"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("./data/alpaca/train.json"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("output/alpaca/train.json"), "");
  EXPECT_EQ(Guess("data/alpaca_clean_room/train.json"), "");
  EXPECT_EQ(Guess("path/to/MetaMathQA"), "meta-math/MetaMathQA");
  EXPECT_EQ(Guess("data/tickets_alpaca.json"), "");
  EXPECT_EQ(Guess("data/alpaca_format.json"), "");
  EXPECT_EQ(Guess("/data/preference_dataset_mixture2_and_safe_pku.jsonl"),
            "hendrydong/preference_700K");
  EXPECT_EQ(Guess("data/preference_dataset_mixture2.jsonl"), "");
  EXPECT_EQ(Guess("/PATH/TO/alpaca"), "tatsu-lab/alpaca");
  EXPECT_EQ(Guess("/PATH/TO/alpacas"), "");
}

TEST(Catalog, GeneratorsByColumn) {
  const Dataset *D = catalog().findDataset("Intel/orca_dpo_pairs");
  ASSERT_TRUE(D);
  std::vector<Generator> Rejected = catalog().generatorsOf(*D, "rejected");
  ASSERT_EQ(Rejected.size(), 1u);
  EXPECT_EQ(Rejected[0].Model->Name, "Llama 2");
  EXPECT_GT(catalog().generatorsOf(*D).size(), 1u);
}

/// The answer without literals: every pattern, one after the other.
class Slow {
public:
  Slow() {
    re2::RE2::Options Options(re2::RE2::Quiet);
    Options.set_case_sensitive(false);
    for (const Family &F : catalog().families())
      for (StringRef Pattern : F.Patterns)
        if (F.Kind != FamilyKind::Host)
          All.emplace_back(&F,
                           std::make_unique<re2::RE2>(Pattern.str(), Options));
  }
  const Family *resolve(StringRef Id) const {
    std::string Name = bareName(Id);
    for (const auto &[F, Pattern] : All)
      if (re2::RE2::PartialMatch(Name, *Pattern))
        return F;
    return nullptr;
  }

private:
  std::vector<std::pair<const Family *, std::unique_ptr<re2::RE2>>> All;
};

TEST(Catalog, LiteralsLoseNoMatch) {
  Slow Reference;
  std::vector<StringRef> Ids;
  for (const Family &F : catalog().families())
    for (ArrayRef<StringRef> List : {F.Examples, F.NonExamples})
      Ids.insert(Ids.end(), List.begin(), List.end());
  for (StringRef Id : Ids) {
    const Family *Expected = Reference.resolve(Id);
    EXPECT_TRUE(!Expected || catalog().resolveModel(Id) == Expected)
        << Id.str();
  }
}

TEST(Catalog, ThreadsAgree) {
  Catalog Fresh(BuiltInTables, nullptr);
  std::vector<std::string> Answers[4];
  std::vector<std::thread> Threads;
  for (std::vector<std::string> &Mine : Answers)
    Threads.emplace_back([&] {
      for (const Family &F : Fresh.families())
        for (StringRef Id : F.Examples)
          if (const Family *Found = Fresh.resolveModel(Id))
            Mine.push_back(Found->Name.str());
    });
  for (std::thread &T : Threads)
    T.join();
  EXPECT_EQ(Answers[0], Answers[1]);
  EXPECT_EQ(Answers[0], Answers[3]);
}

TEST(Catalog, NewerRecordsLieOverTheBuiltInOnes) {
  Records Newer;
  yaml::Problems Found;
  Newer.read("schema: 1\nfamilies:\n"
             "  - {family: Ours, order: -1, kind: weights, license: MIT,\n"
             "     provider: 'hub:acme', modality: text, lineage: acme,\n"
             "     lineage_strict: acme, patterns: ['^acme/'],\n"
             "     confidence: memory, source: us, read: '2026-11-21'}\n",
             "ours.yaml", Found);
  ASSERT_TRUE(Found.empty());
  std::unique_ptr<Catalog> Both = Catalog::overBuiltIn(std::move(Newer));
  EXPECT_EQ(Both->resolveModel("acme/Llama-2-7b")->Name, "Ours");
  EXPECT_EQ(Both->resolveModel("meta-llama/Llama-2-7b")->Name, "Llama 2");
  EXPECT_EQ(Both->licenses().size(), catalog().licenses().size());
  EXPECT_EQ(Both->families().size(), catalog().families().size() + 1);
}

} // namespace
