#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>
#include <vector>

namespace modeltidy {

namespace {

constexpr char Open = '\x01', Close = '\x02';
/// Patterns longer than this are cut before unification: cost is the product.
constexpr size_t MaxUnified = 512;
/// Literal characters that two patterns must share to be one artifact.
constexpr int MinShared = 6;

/// One position of a pattern: a literal character or a whole unknown part.
struct Piece {
  char Char;               // 0: unknown
  llvm::StringRef Unknown; // with its marks
  friend bool operator==(const Piece &, const Piece &) = default;
};

std::vector<Piece> pieces(llvm::StringRef Pattern) {
  std::vector<Piece> Out;
  while (!Pattern.empty() && Out.size() < MaxUnified) {
    if (Pattern[0] == Open) {
      size_t End = std::min(Pattern.find(Close), Pattern.size() - 1);
      Out.push_back({0, Pattern.take_front(End + 1)});
      Pattern = Pattern.drop_front(End + 1);
    } else {
      Out.push_back({Pattern[0], ""});
      Pattern = Pattern.drop_front();
    }
  }
  return Out;
}

/// The most literal characters that one string fitting both patterns shares, -1
/// if none fits both. An identical unknown counts as MinShared.
int unify(llvm::ArrayRef<Piece> A, llvm::ArrayRef<Piece> B) {
  size_t W = B.size() + 1;
  std::vector<int> Best((A.size() + 1) * W, -1);
  Best[0] = 0;
  auto Raise = [&](size_t I, size_t J, int V) {
    Best[I * W + J] = std::max(Best[I * W + J], V);
  };
  for (size_t I = 0; I <= A.size(); ++I)
    for (size_t J = 0; J <= B.size(); ++J) {
      int Here = Best[I * W + J];
      if (Here < 0)
        continue;
      bool InA = I < A.size(), InB = J < B.size();
      if (InA && InB && A[I] == B[J])
        Raise(I + 1, J + 1, Here + (A[I].Char ? A[I].Char != '/' : MinShared));
      if (InA && A[I].Char == 0) { // matches nothing, or one more of B
        Raise(I + 1, J, Here);
        if (InB)
          Raise(I, J + 1, Here);
      }
      if (InB && B[J].Char == 0) {
        Raise(I, J + 1, Here);
        if (InA)
          Raise(I + 1, J, Here);
      }
    }
  return Best.back();
}

llvm::StringRef baseName(llvm::StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == llvm::StringRef::npos ? Path : Path.drop_front(Slash + 1);
}

/// Literal letters and digits of a file name, its extension left out.
int tellingLength(llvm::StringRef Base) {
  int Count = 0;
  llvm::StringRef Stem = Base.rsplit('.').first;
  for (const Piece &P : pieces(Stem))
    Count += P.Char && (isalnum(static_cast<unsigned char>(P.Char)) != 0);
  return Count;
}

bool isTail(llvm::StringRef Long, llvm::StringRef Short) {
  return Short.contains('/') && Long.size() > Short.size() &&
         Long.ends_with(Short) && Long[Long.size() - Short.size() - 1] == '/';
}

/// Is one folder the other, or above it?
bool nested(llvm::StringRef A, llvm::StringRef B) {
  if (A.size() > B.size())
    std::swap(A, B);
  return A.empty() || A == B || (B.starts_with(A) && B[A.size()] == '/');
}

PathMatch matchWithUnknowns(llvm::StringRef W, llvm::StringRef R) {
  llvm::StringRef WB = baseName(W), RB = baseName(R);
  if (isAllUnknown(WB) && isAllUnknown(RB)) {
    // The same unknown name in both is one file (a variable used twice).
    return W == R ? PathMatch::Exact : PathMatch::None;
  }
  // A name that is wholly unknown on one side says nothing.
  if (isAllUnknown(WB) || isAllUnknown(RB))
    return PathMatch::None;
  if (tellingLength(WB) < 3 || tellingLength(RB) < 3)
    return W == R ? PathMatch::Likely : PathMatch::None;
  int Shared = unify(pieces(WB), pieces(RB));
  if (Shared < MinShared)
    return PathMatch::None;
  return unify(pieces(W), pieces(R)) >= 0 ? PathMatch::Likely : PathMatch::None;
}

} // namespace

std::string unknownPart(llvm::StringRef Identity) {
  return (llvm::Twine(Open) + Identity + llvm::Twine(Close)).str();
}

bool hasUnknownPart(llvm::StringRef Pattern) { return Pattern.contains(Open); }

bool isAllUnknown(llvm::StringRef Pattern) {
  bool Inside = false; // an unknown part
  for (char C : Pattern) {
    if (Inside)
      Inside = C != Close;
    else if (C == Open)
      Inside = true;
    else if (C != '/' && C != '.')
      return false;
  }
  return true;
}

std::string displayPattern(llvm::StringRef Pattern) {
  std::string Out;
  for (const Piece &P : pieces(Pattern))
    if (P.Char)
      Out += P.Char;
    else if (Out.empty() || Out.back() != '*')
      Out += '*';
  return Out;
}

std::string joinPath(llvm::StringRef Left, llvm::StringRef Right) {
  if (Left.empty() || Right.starts_with("/"))
    return Right.str();
  if (Left.ends_with("/"))
    return (llvm::Twine(Left) + Right).str();
  return (llvm::Twine(Left) + "/" + Right).str();
}

std::string normalizePath(llvm::StringRef Path) {
  llvm::SmallVector<llvm::StringRef, 16> Parts, Kept;
  bool Absolute = Path.starts_with("/");
  Path.split(Parts, '/', -1, false);
  for (llvm::StringRef P : Parts) {
    if (P == ".")
      continue;
    if (P == "..") {
      if (!Kept.empty())
        Kept.pop_back();
      continue;
    }
    Kept.push_back(P);
  }
  std::string Out = Absolute ? "/" : "";
  for (size_t I = 0; I < Kept.size(); ++I)
    Out += (I ? "/" : "") + Kept[I].str();
  return Out;
}

std::optional<std::string> pathAttribute(llvm::StringRef Path,
                                         llvm::StringRef Attribute) {
  size_t Slash = Path.rfind('/');
  bool Bare = Slash == llvm::StringRef::npos;
  llvm::StringRef Base = Bare ? Path : Path.drop_front(Slash + 1);
  size_t Dot = Base.rfind('.');
  bool Suffix = Dot != llvm::StringRef::npos && Dot != 0;
  if (Attribute == "parent")
    return Bare ? std::string(".") : Path.take_front(Slash).str();
  if (Attribute == "name")
    return Base.str();
  if (Attribute == "stem")
    return (Suffix ? Base.take_front(Dot) : Base).str();
  if (Attribute == "suffix")
    return (Suffix ? Base.drop_front(Dot) : llvm::StringRef()).str();
  return std::nullopt;
}

PathMatch matchPaths(llvm::StringRef Written, llvm::StringRef WriterFolder,
                     llvm::StringRef Read, llvm::StringRef ReaderFolder) {
  std::string W = normalizePath(Written), R = normalizePath(Read);
  if (W.empty() || R.empty() || isAllUnknown(W) || isAllUnknown(R))
    return W == R && !W.empty() ? PathMatch::Exact : PathMatch::None;
  // A bare name is of its folder: scripts of sibling folders mean two files.
  bool Bare = !llvm::StringRef(W).contains('/') && !hasUnknownPart(W);
  if (W == R)
    return Bare && !nested(WriterFolder, ReaderFolder) ? PathMatch::None
                                                       : PathMatch::Exact;
  if (hasUnknownPart(W) || hasUnknownPart(R))
    return matchWithUnknowns(W, R);
  if (W == normalizePath(joinPath(ReaderFolder, R)) ||
      R == normalizePath(joinPath(WriterFolder, W)))
    return PathMatch::Likely;
  if (isTail(W, R) || isTail(R, W))
    return PathMatch::Likely;
  return PathMatch::None;
}

} // namespace modeltidy
