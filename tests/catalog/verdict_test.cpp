//===- verdict_test.cpp - the verdict table, cell by cell ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace modeltidy;
using testing::Contains;
using testing::HasSubstr;

namespace {

const Catalog &known() { return Catalog::builtIn(); }

struct Case {
  std::string From{};
  Channel Through = Channel::Unknown;
  std::string Provider{};
  std::string Target{};
  ModelKind Makes = ModelKind::Unknown;
  Policy Rules{};
  FlowNature How{};
  std::string GeneratedOn{};
  bool Service = false;

  Judgment judged() const {
    SourceTerms Source =
        termsOfModel(known(), From, Through, Provider, GeneratedOn);
    TargetInfo To = targetOf(known(), Target, Makes);
    To.Service = Service;
    To.Provider = Service ? Provider : "";
    To.File = "train/sft.py";
    return judge(Source, To, How, Rules);
  }
  Verdict verdict() const { return judged().Decision; }
};

Case llama(std::string From, std::string Target) {
  return {.From = std::move(From),
          .Through = Channel::Weights,
          .Target = std::move(Target)};
}

Case openai(std::string Target) {
  return {.From = "gpt-4o",
          .Through = Channel::ProviderApi,
          .Provider = "openai",
          .Target = std::move(Target)};
}

constexpr const char *Mistral = "mistralai/Mistral-7B-v0.1";
constexpr const char *Bert = "bert-base-uncased";

TEST(Verdict, PermittedTermsPermitEveryTarget) {
  for (ModelKind Kind :
       {ModelKind::Generative, ModelKind::Classifier, ModelKind::Unknown}) {
    Case C = llama("deepseek-ai/DeepSeek-R1", Mistral);
    C.Makes = Kind;
    Judgment J = C.judged();
    EXPECT_EQ(J.Decision, Verdict::Permitted);
    EXPECT_FALSE(J.Restricted);
    EXPECT_TRUE(J.WaysOut.empty());
  }
}

TEST(Verdict, SameFamilyOnlyGoesByStrictLineage) {
  EXPECT_EQ(llama("meta-llama/Llama-2-7b-chat-hf", Mistral).verdict(),
            Verdict::Prohibited);
  EXPECT_EQ(llama("meta-llama/Llama-2-70b-chat-hf", "meta-llama/Llama-3.1-8B")
                .verdict(),
            Verdict::Prohibited);
  EXPECT_EQ(llama("meta-llama/Llama-2-70b-chat-hf", "meta-llama/Llama-2-7b-hf")
                .verdict(),
            Verdict::Permitted);
  EXPECT_EQ(
      llama("meta-llama/Llama-2-70b-chat-hf", "lmsys/vicuna-7b-v1.5").verdict(),
      Verdict::Permitted);
  EXPECT_EQ(llama("meta-llama/Meta-Llama-3-70B-Instruct",
                  "openchat/openchat-3.6-8b-20240522")
                .verdict(),
            Verdict::Permitted);
  EXPECT_EQ(llama("meta-llama/Meta-Llama-3-70B-Instruct",
                  "meta-llama/Meta-Llama-3.1-8B")
                .verdict(),
            Verdict::Prohibited);
}

TEST(Verdict, SameFamilyOnlyAndAClassifierIsUnclear) {
  Judgment J = llama("meta-llama/Meta-Llama-3-70B-Instruct", Bert).judged();
  EXPECT_EQ(J.Decision, Verdict::Unclear);
  EXPECT_TRUE(J.Restricted);
  EXPECT_THAT(J.Reason, HasSubstr("encoder"));
}

TEST(Verdict, AnUnknownTargetIsTakenForAnotherGenerativeModel) {
  Judgment J = llama("meta-llama/Llama-2-7b-chat-hf", "").judged();
  EXPECT_EQ(J.Decision, Verdict::Prohibited);
  EXPECT_THAT(J.Reason, HasSubstr("does not say which model"));
}

TEST(Verdict, CompetitionIsAssumedAndTheReasonSaysSo) {
  Judgment J = openai(Mistral).judged();
  EXPECT_EQ(J.Decision, Verdict::Prohibited);
  EXPECT_THAT(J.Reason, HasSubstr("is assumed"));
  EXPECT_THAT(J.WaysOut, Contains(HasSubstr("Competes: no")));
  EXPECT_THAT(J.WaysOut, Contains(HasSubstr("fine-tuning service")));
  EXPECT_THAT(J.WaysOut, Contains(HasSubstr("deepseek-ai/DeepSeek-R1")));
}

TEST(Verdict, ThePolicyDeclaresCompetition) {
  Case C = openai(Mistral);
  C.Rules.Org.Competing = CompetingModels::DeclaredNot;
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  C.Rules.Targets.push_back({"train/*.py", "", "", true, ""});
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  C = openai(Mistral);
  C.Rules.Targets.push_back({"eval/*.py", "", "", false, ""});
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  C.Rules.Targets.push_back({"train/*.py", "", "", false, ""});
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
}

TEST(Verdict, OpenAiAndAClassifierIsUnclear) {
  Judgment J = openai(Bert).judged();
  EXPECT_EQ(J.Decision, Verdict::Unclear);
  EXPECT_TRUE(J.Restricted);
  EXPECT_THAT(J.Reason, HasSubstr("not distributed"));
}

TEST(Verdict, TheProvidersOwnFineTuningServiceIsPermitted) {
  Case C = openai("gpt-3.5-turbo");
  C.Service = true;
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  C.Provider = "together"; // somebody else's service
  C.From = "gpt-4o";
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  Case Other = openai("mistral-small-latest");
  TargetInfo To = targetOf(known(), "mistral-small-latest");
  To.Service = true;
  To.Provider = "mistral";
  SourceTerms From =
      termsOfModel(known(), "gpt-4o", Channel::ProviderApi, "openai");
  EXPECT_EQ(judge(From, To, {}, {}).Decision, Verdict::Prohibited);
}

TEST(Verdict, ProhibitedIsProhibitedForAnyModel) {
  Case C{.From = "claude-3-opus",
         .Through = Channel::ProviderApi,
         .Provider = "anthropic",
         .Target = Bert};
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  C.Rules.Org.Competing = CompetingModels::DeclaredNot;
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

TEST(Verdict, ConditionalUntilTheDutiesAreMet) {
  Case C = llama("meta-llama/Llama-3.1-70B-Instruct", Mistral);
  Judgment J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Conditional);
  ASSERT_EQ(J.Duties.size(), 1u);
  EXPECT_EQ(J.Duties[0].Text, "the published model's name begins with 'Llama'");
  C.How.DutiesMet = true;
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  EXPECT_EQ(llama("deepseek-ai/DeepSeek-V3", Mistral).verdict(),
            Verdict::Conditional);
  EXPECT_EQ(llama("google/gemma-2-9b-it", Bert).verdict(),
            Verdict::Conditional);
}

TEST(Verdict, NoncommercialGoesByThePolicy) {
  Case C = llama("mistralai/Ministral-8B-Instruct-2410", Bert);
  EXPECT_EQ(C.verdict(), Verdict::Conditional);
  C.Rules.Org.Commercial = true;
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  C.Rules.Org.Commercial = false;
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
}

TEST(Verdict, UnknownModelsAreUnclear) {
  Case C = llama("acme/in-house", Mistral);
  Judgment J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Unclear);
  EXPECT_FALSE(J.Restricted);
  C.Rules.Org.Unknown = UnknownModels::Prohibit;
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

TEST(Verdict, SelectionsAndScoresAreAtMostUnclear) {
  for (EdgeKind Kind :
       {EdgeKind::Selection, EdgeKind::Score, EdgeKind::Prompt}) {
    Case C = openai(Mistral);
    C.How.Kind = Kind;
    Judgment J = C.judged();
    EXPECT_EQ(J.Decision, Verdict::Unclear);
    EXPECT_TRUE(J.Restricted);
    C = llama("deepseek-ai/DeepSeek-R1", Mistral);
    C.How.Kind = Kind;
    EXPECT_EQ(C.verdict(), Verdict::Permitted);
  }
  Case C = openai(Mistral);
  C.How.Kind = EdgeKind::Label;
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

TEST(Verdict, AnAgreementInForceGrantsIt) {
  Case C = openai(Mistral);
  C.Rules.Today = "2026-11-21";
  C.Rules.Agreements.push_back({.Model = "gpt-4*",
                                .Grants = {"output-training"},
                                .Reference = "contract 7",
                                .Until = "2026-11-21"});
  Judgment J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Permitted);
  EXPECT_THAT(J.Reason, HasSubstr("contract 7"));
  C.Rules.Today = "2026-11-22";
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

TEST(Verdict, ServicesAddTheirTermsAndTheStrictestDecides) {
  Case C{.From = "meta-llama/Llama-3.1-70B-Instruct",
         .Through = Channel::Reseller,
         .Provider = "bedrock",
         .Target = Mistral};
  Judgment J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Prohibited);
  ASSERT_EQ(J.Clauses.size(), 2u);
  EXPECT_EQ(J.Clauses[0].Terms->Id, "LicenseRef-aws-bedrock-terms");
  EXPECT_EQ(J.Clauses[1].Terms->Id, "LicenseRef-llama-3.1-community");
  C.Provider = "openrouter"; // leaves outputs to the model's own terms
  EXPECT_EQ(C.verdict(), Verdict::Conditional);
  EXPECT_EQ(C.judged().Clauses.size(), 2u);
}

TEST(Verdict, AServiceOnThisMachineIsNoProvider) {
  Case C{.From = "gpt-4", .Through = Channel::Weights, .Target = Mistral};
  EXPECT_EQ(C.verdict(), Verdict::Unclear);
  C.From = "ollama/llama2:13b";
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  EXPECT_EQ(C.judged().Clauses.size(), 1u);
}

TEST(Verdict, AServiceIsNotAskedForWhatItDoesNotServe) {
  Case C{.From = "Qwen/Qwen2.5-7B-Instruct",
         .Through = Channel::ProviderApi,
         .Provider = "openai",
         .Target = Mistral};
  Judgment J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Permitted);
  EXPECT_TRUE(J.AtMostLikely);
  EXPECT_EQ(J.Doubt,
            "the code does not name the server: 'openai', whose client it "
            "uses, offers no 'Qwen/Qwen2.5-7B-Instruct'");
  C.From = "gpt-4o";
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  EXPECT_FALSE(C.judged().AtMostLikely);
}

TEST(Verdict, AServiceIsKnownByTheNamesOfLibraries) {
  Case C{.From = "meta-llama/Llama-3.1-70B-Instruct",
         .Through = Channel::Reseller,
         .Provider = "fireworks-ai",
         .Target = Mistral};
  EXPECT_EQ(C.judged().Clauses.size(), 2u);
}

TEST(Verdict, AnUnknownModelOfAKnownProviderIsUnderItsTerms) {
  Case C{.From = "ft-alias",
         .Through = Channel::ProviderApi,
         .Provider = "openai",
         .Target = Mistral};
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

TEST(Verdict, TermsOfTheDayCount) {
  Case C{.From = "mistral-large-latest",
         .Through = Channel::ProviderApi,
         .Provider = "mistral",
         .Target = "Qwen/Qwen2.5-7B"};
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  C.GeneratedOn = "2024-02-10";
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

TEST(Verdict, TheTextOfTheDayIsQuoted) {
  Case C = openai(Mistral);
  C.GeneratedOn = "2023-05-10";
  Judgment J = C.judged();
  ASSERT_EQ(J.Clauses.size(), 1u);
  EXPECT_THAT(J.Clauses[0].Text, HasSubstr("OpenAI Terms of Use of 2023"));
  EXPECT_THAT(J.Clauses[0].Text, HasSubstr("from 2023-03-14 to 2024-01-30"));
  EXPECT_FALSE(J.AtMostLikely);
  C.GeneratedOn = "2025-08";
  J = C.judged();
  EXPECT_THAT(J.Clauses[0].Text, HasSubstr("from 2025-05-31 to 2025-12-31"));
  EXPECT_THAT(J.Clauses[0].Source, HasSubstr("record of 2025-07-31"));
  C.GeneratedOn = "2024-07";
  EXPECT_THAT(C.judged().Doubt, HasSubstr("from memory"));
}

TEST(Verdict, AnotherRuleOfThatDayBringsNoneOfToday) {
  Case C{.From = "grok-3",
         .Through = Channel::ProviderApi,
         .Provider = "xai",
         .Target = Mistral};
  C.Rules.Org.Competing = CompetingModels::DeclaredNot;
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
  C.GeneratedOn = "2025-09";
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  Case Image{.From = "mistral-large-latest",
             .Through = Channel::ProviderApi,
             .Provider = "mistral",
             .Target = "Qwen/Qwen-Image"};
  Image.How.Kind = EdgeKind::Image;
  Image.GeneratedOn = "2025-01";
  EXPECT_EQ(Image.verdict(), Verdict::Permitted);
}

TEST(Verdict, ALaterTextStandsInWhereNoneOfTheDayIsKnown) {
  Case C{.From = "deepseek-chat",
         .Through = Channel::ProviderApi,
         .Provider = "deepseek",
         .Target = Mistral};
  EXPECT_EQ(C.verdict(), Verdict::Permitted);
  C.GeneratedOn = "2025-01";
  Judgment J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Unclear);
  EXPECT_THAT(J.Reason, HasSubstr("is not known"));
  C.From = "gpt-3";
  C.Provider = "openai";
  C.GeneratedOn = "2022-06";
  J = C.judged();
  EXPECT_EQ(J.Decision, Verdict::Prohibited);
  EXPECT_THAT(J.Clauses[0].Text, HasSubstr("no older text is known"));
  EXPECT_TRUE(J.AtMostLikely);
  // Weights come with their license, whenever they are asked.
  Case Weights = llama("meta-llama/Llama-2-7b-hf", Mistral);
  Weights.GeneratedOn = "2023-01";
  EXPECT_FALSE(Weights.judged().AtMostLikely);
}

TEST(Verdict, ImagesMayHaveARuleOfTheirOwn) {
  Case C{.From = "mistral-large-latest",
         .Through = Channel::ProviderApi,
         .Provider = "mistral",
         .Target = "Qwen/Qwen-Image"};
  C.How.Kind = EdgeKind::Image;
  EXPECT_EQ(C.verdict(), Verdict::Prohibited);
}

Judgment ofDataset(StringRef Id, StringRef Target, size_t Generator = 0) {
  const Dataset *D = known().findDataset(Id);
  EXPECT_TRUE(D) << Id.str();
  std::vector<modeltidy::Generator> By = known().generatorsOf(*D);
  return judge(termsOfDataset(known(), *D, By[Generator]),
               targetOf(known(), Target), {}, {});
}

TEST(Verdict, DataSetsAreUnderTheirGeneratorsTermsAndTheirOwn) {
  Judgment J = ofDataset("tatsu-lab/alpaca", "gpt2");
  EXPECT_EQ(J.Decision, Verdict::Prohibited);
  EXPECT_GE(J.Clauses.size(), 2u);
  J = ofDataset("Magpie-Align/Magpie-Pro-300K-Filtered",
                "meta-llama/Meta-Llama-3-8B");
  EXPECT_EQ(J.Decision, Verdict::Conditional);
  EXPECT_EQ(J.Clauses[0].Terms->Id, "CC-BY-NC-4.0");
}

TEST(Verdict, WhatTheMakerReleasesIsUnderTheReleasesLicense) {
  EXPECT_EQ(ofDataset("Anthropic/hh-rlhf", Mistral).Decision,
            Verdict::Permitted);
  EXPECT_EQ(ofDataset("openai/webgpt_comparisons", Mistral).Decision,
            Verdict::Permitted);
}

TEST(Verdict, AGuessFromANameIsAtMostUnclear) {
  const Dataset *D = known().guessDataset("someone/alpaca_2k");
  ASSERT_TRUE(D);
  SourceTerms From =
      termsOfDataset(known(), *D, known().generatorsOf(*D).front());
  FlowNature How;
  How.ByNameOnly = true;
  Judgment J = judge(From, targetOf(known(), Mistral), How, {});
  EXPECT_EQ(J.Decision, Verdict::Unclear);
  EXPECT_THAT(J.Reason, HasSubstr("only its name"));
}

TEST(Verdict, AnUnnamedCoAuthorMakesItUnclear) {
  EXPECT_EQ(ofDataset("HuggingFaceH4/Multilingual-Thinking", Mistral).Decision,
            Verdict::Unclear);
}

TEST(Verdict, ScoredHumanTextIsAtMostUnclear) {
  EXPECT_EQ(ofDataset("HuggingFaceFW/fineweb-edu-llama3-annotations", Mistral)
                .Decision,
            Verdict::Unclear);
}

TEST(Verdict, RecordsThatAreNotVerifiedMakeItLikely) {
  EXPECT_FALSE(
      llama("meta-llama/Llama-2-7b-chat-hf", Mistral).judged().AtMostLikely);
  Judgment J = llama("facebook/bart-large-cnn", Mistral).judged();
  EXPECT_TRUE(J.AtMostLikely);
  EXPECT_THAT(J.Doubt, HasSubstr("origin not verified"));
}

TEST(Verdict, ClausesNameSectionSourceAndDay) {
  Judgment J = llama("meta-llama/Llama-2-7b-chat-hf", Mistral).judged();
  const Clause &C = J.Clauses.front();
  EXPECT_EQ(C.Section, "s.1.b.v");
  EXPECT_THAT(C.Text, HasSubstr("any other large language model"));
  EXPECT_EQ(C.Source, "https://github.com/meta-llama/llama-models");
  EXPECT_EQ(C.Read, "2026-11-21");
}

} // namespace
