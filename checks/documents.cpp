//===- documents.cpp - cards, licenses and notices ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/documents.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

namespace modeltidy {

using llvm::StringRef;

std::optional<DocumentKind> documentKindOf(StringRef Path) {
  std::string Lower = Path.substr(Path.rfind('/') + 1).lower();
  StringRef Name = Lower;
  if (Name == "readme.md" || Name == "model_card.md" || Name == "modelcard.md")
    return DocumentKind::Card;
  if (Name.starts_with("attribution"))
    return DocumentKind::Attribution;
  if (Name == "notice" || Name.starts_with("notice."))
    return DocumentKind::Notice;
  if (Name.starts_with("license") || Name.starts_with("licence") ||
      Name.starts_with("copying") || Name.starts_with("use_policy"))
    return DocumentKind::License;
  if (Name == "config.json" || Name == "adapter_config.json")
    return DocumentKind::Parent;
  for (StringRef End : {".safetensors", ".gguf", ".ggml", ".onnx"})
    if (Name.ends_with(End))
      return DocumentKind::Weights;
  bool Torch = Name.starts_with("pytorch_model") || Name.starts_with("model") ||
               Name.starts_with("consolidated") || Name.starts_with("adapter");
  if (Torch && (Name.ends_with(".bin") || Name.ends_with(".pt") ||
                Name.ends_with(".pth")))
    return DocumentKind::Weights;
  return std::nullopt;
}

StringRef folderOf(StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == StringRef::npos ? StringRef() : Path.take_front(Slash);
}

namespace {

/// "a/./b/../c" as "a/c"; nothing where it leads out.
std::optional<std::string> plainPath(StringRef Path) {
  llvm::SmallVector<StringRef, 8> Parts, Out;
  Path.split(Parts, '/', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts) {
    if (Part == ".." && Out.empty())
      return std::nullopt;
    if (Part == "..")
      Out.pop_back();
    else if (Part != ".")
      Out.push_back(Part);
  }
  return llvm::join(Out, "/");
}

} // namespace

std::vector<std::string> publishedFolders(StringRef File, StringRef Path) {
  std::vector<std::string> Out;
  if (Path.empty() || Path.starts_with("/") ||
      Path.find_first_of("*<>{}") != StringRef::npos)
    return Out;
  for (StringRef From : {folderOf(File), StringRef()})
    if (auto Folder = plainPath((From + "/" + Path).str());
        Folder && !llvm::is_contained(Out, *Folder))
      Out.push_back(*Folder);
  return Out;
}

bool hasFrontMatter(StringRef Text) {
  Text.consume_front("\xEF\xBB\xBF");
  return Text.starts_with("---\n") || Text.starts_with("---\r");
}

std::string sha256Of(StringRef Bytes) {
  auto Hash = llvm::SHA256::hash(
      {reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size()});
  return llvm::toHex(Hash, /*LowerCase=*/true);
}

} // namespace modeltidy
