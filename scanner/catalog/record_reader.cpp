//===- record_reader.cpp - Fields that land in records --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/record_reader.h"

namespace modeltidy {

int64_t RecordReader::count(StringRef Key) {
  int64_t Value = F.integer(Key).value_or(0);
  if (Value < 0)
    yaml::report(Out, F.get(Key), "'" + Key + "' must not be negative");
  return Value < 0 ? 0 : Value;
}

StringRef RecordReader::date(StringRef Key) {
  StringRef Text = F.text(Key);
  if (!Text.empty() && !isCalendarDate(Text))
    yaml::report(Out, F.get(Key),
                 "'" + Key + "' must be a date like " +
                     "2026-11-21, 2026-11 or 2026, not '" + Text + "'");
  return Into.keep(Text);
}

StringRef RecordReader::marked(StringRef Key, StringRef Text) {
  StringRef Kept = Into.keep(Text);
  if (!Kept.empty())
    Into.Marks.add(Record, Key, Kept, F.get(Key).begin());
  return Kept;
}

ArrayRef<StringRef> RecordReader::texts(StringRef Key) {
  std::vector<StringRef> List = F.texts(Key);
  for (StringRef &Text : List)
    Text = Into.keep(Text);
  for (yaml::Node Item : F.list(Key))
    if (Item.isScalar())
      Into.Marks.add(Record, Key, Into.keep(Item.text()), Item.begin());
  return Into.keep(List);
}

RecordPlace RecordReader::place() const {
  return {Into.keep(F.node().file()), F.node().begin().Line};
}

} // namespace modeltidy
