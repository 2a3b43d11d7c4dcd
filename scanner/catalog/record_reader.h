//===- record_reader.h - Fields that land in records ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Private to the loader: yaml::Fields whose texts and lists are copied into
// the Records that will own them.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_RECORD_READER_H
#define MODEL_TIDY_SCANNER_CATALOG_RECORD_READER_H

#include "scanner/catalog/records_loader.h"

namespace modeltidy {

class RecordReader {
public:
  /// Within is the record that a mapping stands in.
  RecordReader(yaml::Node Map, StringRef What, Records &Owner,
               yaml::Problems &Found,
               std::optional<RecordPlace> Within = std::nullopt)
      : F(Map, What, Found), Into(Owner), Out(Found),
        Record(Within.value_or(place())) {}

  StringRef text(StringRef Key) { return marked(Key, F.text(Key)); }
  StringRef need(StringRef Key) { return marked(Key, F.requireText(Key)); }
  bool flag(StringRef Key) { return F.boolean(Key).value_or(false); }
  int64_t count(StringRef Key);
  /// A year, a year and month, or a day.
  StringRef date(StringRef Key);
  ArrayRef<StringRef> texts(StringRef Key);

  template <class Enum> Enum choice(StringRef Key, Enum Default) {
    std::optional<size_t> Found = F.choice(Key, words<Enum>());
    return Found ? static_cast<Enum>(*Found) : Default;
  }
  template <class Enum> Enum needChoice(StringRef Key) {
    F.require(Key);
    return choice(Key, Enum());
  }
  /// Every word of a list, out of a closed list.
  template <class Enum> ArrayRef<Enum> choices(StringRef Key);
  /// Read(RecordReader &) makes one T from each mapping of a list.
  template <class T, class Fn>
  ArrayRef<T> each(StringRef Key, StringRef What, Fn Read);
  /// A mapping below a key; missing reads as empty without complaint.
  template <class Fn> void within(StringRef Key, StringRef What, Fn Read);

  RecordPlace place() const;
  void finish() { F.finish(); }

  yaml::Fields F;
  Records &Into;
  yaml::Problems &Out;
  RecordPlace Record;

private:
  StringRef marked(StringRef Key, StringRef Text);
};

template <class Enum> ArrayRef<Enum> RecordReader::choices(StringRef Key) {
  std::vector<Enum> List;
  for (yaml::Node Item : F.list(Key)) {
    ArrayRef<StringRef> Words = words<Enum>();
    const auto *At = llvm::find(Words, Item.text());
    if (At == Words.end())
      yaml::report(Out, Item,
                   "unknown word '" + Item.text() + "' in '" + Key + "'" +
                       yaml::hintAmong(Item.text(), Words));
    else
      List.push_back(static_cast<Enum>(At - Words.begin()));
  }
  return Into.keep(List);
}

template <class T, class Fn>
ArrayRef<T> RecordReader::each(StringRef Key, StringRef What, Fn Read) {
  std::vector<T> List;
  for (yaml::Node Item : F.list(Key)) {
    RecordReader Inner(Item, What, Into, Out, Record);
    List.push_back(Read(Inner));
    Inner.finish();
  }
  return Into.keep(List);
}

template <class Fn>
void RecordReader::within(StringRef Key, StringRef What, Fn Read) {
  yaml::Node Value = F.get(Key);
  if (Value.isNull())
    return;
  RecordReader Inner(Value, What, Into, Out, Record);
  Read(Inner);
  Inner.finish();
}

Duty readDuty(RecordReader &R);

} // namespace modeltidy

#endif
