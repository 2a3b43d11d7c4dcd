//===- time_report.cpp - where the time of a run went ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/time_report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

namespace modeltidy {

static void printStages(const Scan &S, llvm::raw_ostream &OS) {
  for (const StageTime &T : S.Times)
    OS << llvm::format("%10.1f ms  ", T.Milliseconds) << T.Stage << '\n';
}

void printStats(const Scan &S, llvm::raw_ostream &OS) {
  printStages(S, OS);
  OS << S.Graph.Models.size() << " model uses, " << S.Graph.Datasets.size()
     << " data sets, " << S.Graph.Generations.size() << " generations, "
     << S.Graph.Trainings.size() << " trainings, " << S.Graph.Flows.size()
     << " flows\n";
}

void printCheckProfile(const Scan &S, llvm::ArrayRef<CheckTime> Checks,
                       llvm::raw_ostream &OS) {
  OS << "stages, by the clock on the wall:\n";
  printStages(S, OS);
  double All = 0;
  for (const CheckTime &T : Checks)
    All += T.Milliseconds;
  std::vector<CheckTime> Sorted = Checks.vec();
  llvm::stable_sort(Sorted, [](const CheckTime &A, const CheckTime &B) {
    return A.Milliseconds > B.Milliseconds;
  });
  OS << "checks, processor time:\n";
  for (const CheckTime &T : Sorted)
    OS << llvm::format("%10.3f ms %5.1f%%  ", T.Milliseconds,
                       All > 0 ? T.Milliseconds / All * 100 : 0)
       << T.Id << '\n';
  OS << llvm::format("%10.3f ms 100.0%%  ", All) << Sorted.size()
     << " checks together\n";
}

} // namespace modeltidy
