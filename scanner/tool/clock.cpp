//===- clock.cpp - the run's only clock -----------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/clock.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace modeltidy {

using llvm::StringRef;
using namespace std::chrono;

namespace {

sys_seconds now() {
  int64_t Seconds = 0;
  auto Epoch = llvm::sys::Process::GetEnv("SOURCE_DATE_EPOCH");
  if (Epoch && !StringRef(*Epoch).getAsInteger(10, Seconds) && Seconds >= 0)
    return sys_seconds(seconds(Seconds));
  return floor<seconds>(system_clock::now());
}

} // namespace

std::string today() {
  year_month_day Day(floor<days>(now()));
  std::string Out;
  llvm::raw_string_ostream(Out)
      << llvm::format("%04d-%02u-%02u", int(Day.year()), unsigned(Day.month()),
                      unsigned(Day.day()));
  return Out;
}

bool isDate(StringRef Text) {
  unsigned Year, Month, Day;
  if (Text.size() != 10 || Text[4] != '-' || Text[7] != '-' ||
      Text.substr(0, 4).getAsInteger(10, Year) ||
      Text.substr(5, 2).getAsInteger(10, Month) ||
      Text.substr(8, 2).getAsInteger(10, Day))
    return false;
  return year_month_day(year(int(Year)), month(Month), day(Day)).ok();
}

} // namespace modeltidy
