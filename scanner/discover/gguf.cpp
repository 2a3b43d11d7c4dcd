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

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace {

constexpr size_t MaxKeys = 256;
constexpr size_t MaxBases = 8;
/// Of one file: those of 300,000 tokens and as many merges have 10.
constexpr uint64_t MaxBytes = 16u << 20;
constexpr uint64_t WindowBytes = 64u << 10;
constexpr uint64_t MaxTextBytes = 4u << 10;
/// No file is larger; sums of a few of these stay in 64 bits.
constexpr uint64_t MaxFileBytes = 1ull << 48;
constexpr uint32_t TypeString = 8, TypeArray = 9;

/// Bytes of each scalar type by its number; 0: not a scalar.
constexpr std::array<uint8_t, 13> Sizes = {1, 1, 2, 2, 4, 4, 4,
                                           1, 0, 0, 8, 8, 8};

/// A file's bytes from the front on, of which most are passed over.
class Bytes {
public:
  Bytes(const FileSource &From, StringRef Path) : From(From), Path(Path) {}

  /// Fewer than Size are none: the end, or more than may be read.
  StringRef take(uint64_t Size) {
    if (Begin + Window.size() < At + Size || At < Begin)
      fill(Size);
    StringRef Out = Window.substr(At - Begin, Size);
    At += Out.size();
    return Out.size() == Size ? Out : StringRef();
  }

  void skip(uint64_t Size) { At += Size; }

  Error takeError() { return std::move(Failed); }

private:
  void fill(uint64_t Size) {
    Window = {};
    Begin = At;
    if (Size > WindowBytes || Left < WindowBytes || Failed)
      return;
    Left -= WindowBytes;
    auto Read = From.readAt(Path, At, WindowBytes);
    if (!Read) {
      Failed = Read.takeError();
      return;
    }
    Held = std::move(*Read);
    Window = Held->getBuffer();
  }

  const FileSource &From;
  StringRef Path;
  uint64_t At = 0, Begin = 0, Left = MaxBytes;
  StringRef Window; ///< the file's from Begin on
  std::unique_ptr<llvm::MemoryBuffer> Held;
  Error Failed = Error::success();
};

class Reader {
public:
  Reader(const FileSource &From, StringRef Path) : In(From, Path) {}

  Expected<std::optional<GgufHeader>> run() {
    bool Is = In.take(4) == "GGUF";
    uint64_t Version = number(4);
    if (Error E = In.takeError())
      return std::move(E);
    if (!Is || Version < 2 || Version > 3)
      return std::nullopt;
    uint64_t Tensors = number(8), Keys = number(8);
    for (uint64_t I = 0; I < std::min<uint64_t>(Keys, MaxKeys) && Ok; ++I)
      pair();
    if (Error E = In.takeError())
      return std::move(E);
    addBases();
    Out.IsVocabulary = Tensors == 0 && HasTokens && !IsPart;
    return std::move(Out);
  }

private:
  uint64_t number(unsigned Size) {
    StringRef Read = In.take(Size);
    Ok = Ok && !Read.empty();
    if (!Ok)
      return 0;
    return Size == 4 ? llvm::support::endian::read32le(Read.data())
                     : llvm::support::endian::read64le(Read.data());
  }

  void skip(uint64_t Count, uint64_t Size) {
    Ok = Ok && Count <= MaxFileBytes;
    if (Ok)
      In.skip(Count * Size);
  }

  /// Longer texts tell no name: chat templates, and hostile sizes.
  std::string text() {
    uint64_t Size = number(8);
    if (Size > MaxTextBytes)
      skip(Size, 1);
    if (!Ok || Size == 0 || Size > MaxTextBytes)
      return {};
    StringRef Read = In.take(Size);
    Ok = !Read.empty();
    return Read.str();
  }

  void pair() {
    std::string Key = text();
    uint64_t Type = number(4);
    HasTokens |= StringRef(Key).starts_with("tokenizer.ggml.");
    IsPart |= StringRef(Key).starts_with("split.");
    // Behind the license and its neighbors nothing is looked for.
    if (!Out.Licenses.empty() && !StringRef(Key).starts_with("general."))
      Ok = false;
    if (!Ok)
      return;
    if (Type == TypeString)
      return note(Key, text());
    if (Type == TypeArray)
      return skipArray();
    if (Type >= Sizes.size() || Sizes[Type] == 0)
      Ok = false;
    else
      In.skip(Sizes[Type]);
  }

  void skipArray() {
    uint64_t Type = number(4), Count = number(8);
    if (Type == TypeString) {
      for (uint64_t I = 0; I < Count && Ok; ++I)
        skip(number(8), 1);
      return;
    }
    Ok = Ok && Type < Sizes.size() && Sizes[Type] != 0;
    skip(Count, Ok ? Sizes[Type] : 0);
  }

  void note(StringRef Key, std::string Value) {
    if (!Ok)
      return;
    if (Key == "general.name")
      Out.Name = Value;
    bool License = Key == "general.license" || Key == "general.license.name" ||
                   Key == "general.license.link";
    if (License && !Value.empty())
      Out.Licenses.push_back(Value);
    if (!Key.consume_front("general.base_model."))
      return;
    auto [Number, Field] = Key.split('.');
    size_t N = 0;
    if (Number.getAsInteger(10, N) || N >= MaxBases)
      return;
    if (Field == "name")
      Bases[N].Name = std::move(Value);
    else if (Field == "organization")
      Bases[N].Owner = std::move(Value);
    else if (Field == "repo_url")
      Bases[N].Address = std::move(Value);
  }

  void addBases() {
    for (const Base &B : Bases) {
      StringRef Address = B.Address;
      if (Address.consume_front("https://huggingface.co/"))
        Out.Bases.push_back(Address.rtrim('/').str());
      else if (!B.Name.empty() && !B.Owner.empty())
        Out.Bases.push_back((llvm::Twine(B.Owner) + "/" + B.Name).str());
      else if (!B.Name.empty())
        Out.Bases.push_back(B.Name);
    }
  }

  struct Base {
    std::string Name, Owner, Address;
  };
  Bytes In;
  bool Ok = true, HasTokens = false, IsPart = false;
  GgufHeader Out;
  std::array<Base, MaxBases> Bases;
};

} // namespace

Expected<std::optional<GgufHeader>> readGgufHeader(const FileSource &From,
                                                   StringRef Path) {
  return Reader(From, Path).run();
}

} // namespace modeltidy
