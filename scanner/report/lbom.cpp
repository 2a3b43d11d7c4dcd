//===- lbom.cpp - writing the license bill of materials -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/lbom.h"
#include "checks/bom.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

namespace {

constexpr StringRef Head =
    "# The models that this repository uses and their licenses. Made by\n"
    "# `model-tidy --format=lbom`, which only adds: what people write stays.\n"
    "# last_reviewed is null until somebody has read the terms for this use: "
    "put\n"
    "# the day then.\n";

std::vector<const ModelUse *> missing(const Subject &Found,
                                      const BomFile &Bom) {
  std::vector<const ModelUse *> Out;
  for (const ModelUse *M : recordedUses(Found))
    if (llvm::none_of(Bom.Entries, [&](const BomEntry &E) {
          return StringRef(E.Id).equals_insensitive(M->Id);
        }))
      Out.push_back(M);
  return Out;
}

/// The record with the entries, or nothing where they cannot be added.
std::optional<std::string> extended(const Subject &Found, const BomFile &Bom,
                                    ArrayRef<const ModelUse *> More) {
  StringRef Text = Bom.At->Text;
  std::optional<BomGap> Gap = bomGap(Bom);
  if (!Gap && Bom.Problems.empty() && !Text.contains("models:")) {
    auto End = uint32_t(Text.size());
    std::string Break = Text.contains("\r\n") ? "\r\n" : "\n";
    Gap = BomGap{End, End, End, "  ", "", Break, /*Flow=*/false, Break};
  }
  return Gap ? withEntries(Found, Bom, *Gap, More) : std::nullopt;
}

} // namespace

void writeLbom(const Subject &Found, llvm::raw_ostream &OS, size_t *Left) {
  BomFile Bom = readBom(Found);
  std::vector<const ModelUse *> More = missing(Found, Bom);
  if (!Bom.At) {
    OS << Head << "models:" << (More.empty() ? " []" : "") << "\n";
    BomGap Block;
    Block.Indent = "  ";
    for (const ModelUse *M : More)
      OS << bomEntry(Found, *M, Block) << "\n";
    return;
  }
  std::optional<std::string> Text =
      More.empty() ? std::nullopt : extended(Found, Bom, More);
  OS << (Text ? *Text : Bom.At->Text);
  if (Left)
    *Left = Text ? 0 : More.size();
}

} // namespace modeltidy
