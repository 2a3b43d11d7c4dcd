//===- gguf.cpp - what the header of a GGUF file says ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/gguf.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"
#include <array>

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr size_t MaxKeys = 256;
constexpr size_t MaxBases = 8;
constexpr uint32_t TypeString = 8, TypeArray = 9;

/// Bytes of each scalar type by its number; 0: not a scalar.
constexpr std::array<uint8_t, 13> Sizes = {1, 1, 2, 2, 4, 4, 4,
                                           1, 0, 0, 8, 8, 8};

class Reader {
public:
  explicit Reader(StringRef Head) : Rest(Head) {}

  std::optional<GgufHeader> run() {
    if (!Rest.consume_front("GGUF"))
      return std::nullopt;
    uint64_t Version = number(4);
    if (Version < 2 || Version > 3)
      return std::nullopt;
    number(8); // tensors
    uint64_t Keys = number(8);
    for (uint64_t I = 0; I < std::min<uint64_t>(Keys, MaxKeys) && Ok; ++I)
      pair();
    addBases();
    return std::move(Out);
  }

private:
  StringRef take(uint64_t Size) {
    Ok = Ok && Size <= Rest.size();
    StringRef Bytes = Ok ? Rest.take_front(Size) : StringRef();
    Rest = Rest.drop_front(Bytes.size());
    return Bytes;
  }

  uint64_t number(unsigned Size) {
    StringRef Bytes = take(Size);
    if (Bytes.size() != Size)
      return 0;
    return Size == 4 ? llvm::support::endian::read32le(Bytes.data())
                     : llvm::support::endian::read64le(Bytes.data());
  }

  StringRef text() { return take(number(8)); }

  void pair() {
    StringRef Key = text();
    uint64_t Type = number(4);
    if (!Ok)
      return;
    if (Type == TypeString)
      return note(Key, text());
    if (Type == TypeArray)
      return skipArray();
    if (Type >= Sizes.size() || Sizes[Type] == 0)
      Ok = false;
    else
      take(Sizes[Type]);
  }

  void skipArray() {
    uint64_t Type = number(4), Count = number(8);
    if (Type == TypeString) {
      for (uint64_t I = 0; I < Count && Ok; ++I)
        text();
      return;
    }
    bool Scalar = Type < Sizes.size() && Sizes[Type] != 0;
    Ok = Ok && Scalar && Count <= Rest.size();
    if (Ok)
      take(Count * Sizes[Type]);
  }

  void note(StringRef Key, StringRef Value) {
    if (!Ok)
      return;
    if (Key == "general.name")
      Out.Name = Value.str();
    if (Key == "general.license")
      Out.License = Value.str();
    if (!Key.consume_front("general.base_model."))
      return;
    auto [Number, Field] = Key.split('.');
    size_t At = 0;
    if (Number.getAsInteger(10, At) || At >= MaxBases)
      return;
    if (Field == "name")
      Bases[At].Name = Value;
    if (Field == "organization")
      Bases[At].Owner = Value;
    if (Field == "repo_url")
      Bases[At].Address = Value;
  }

  void addBases() {
    for (const Base &B : Bases) {
      StringRef Address = B.Address;
      if (Address.consume_front("https://huggingface.co/"))
        Out.Bases.push_back(Address.rtrim('/').str());
      else if (!B.Name.empty() && !B.Owner.empty())
        Out.Bases.push_back((llvm::Twine(B.Owner) + "/" + B.Name).str());
      else if (!B.Name.empty())
        Out.Bases.push_back(B.Name.str());
    }
  }

  struct Base {
    StringRef Name, Owner, Address;
  };
  StringRef Rest;
  bool Ok = true;
  GgufHeader Out;
  std::array<Base, MaxBases> Bases;
};

} // namespace

std::optional<GgufHeader> readGgufHeader(StringRef Head) {
  return Reader(Head).run();
}

} // namespace modeltidy
