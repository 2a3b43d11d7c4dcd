#include "scanner/lineage/path_pattern.h"
#include "scanner/discover/base_name.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
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

using Piece = PatternPiece;

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

/// Do the literal ends of two patterns agree? Most pairs fail this, at a small
/// part of what unify() costs.
bool endsAgree(llvm::ArrayRef<Piece> A, llvm::ArrayRef<Piece> B) {
  auto Agree = [](auto I, const auto &IEnd, auto J, const auto &JEnd) {
    for (; I != IEnd && J != JEnd && I->Char && J->Char; ++I, ++J)
      if (I->Char != J->Char)
        return false;
    return true;
  };
  return Agree(A.begin(), A.end(), B.begin(), B.end()) &&
         Agree(A.rbegin(), A.rend(), B.rbegin(), B.rend());
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

/// Literal letters and digits of a file name, its extension left out.
int tellingLength(llvm::StringRef Base) {
  int Count = 0;
  llvm::StringRef Stem = Base.rsplit('.').first;
  for (const Piece &P : pieces(Stem))
    Count += P.Char && (isalnum(static_cast<unsigned char>(P.Char)) != 0);
  return Count;
}

/// Names that half of all pipelines give their files: they tell what a file is
/// for, not which.
bool isPlainName(llvm::StringRef Base) {
  static constexpr llvm::StringRef Names[] = {
      "train", "test",    "val",    "valid",   "validation", "dev",    "eval",
      "data",  "dataset", "output", "outputs", "result",     "results"};
  return llvm::is_contained(Names, Base.split('.').first.lower());
}

/// The folder that a path names its file in; empty where it is not told.
llvm::StringRef ownFolder(llvm::StringRef Path) {
  llvm::StringRef Folder = Path.rsplit('/').first;
  if (Folder.size() == Path.size())
    return {};
  Folder = Folder.substr(Folder.rfind('/') + 1);
  return hasUnknownPart(Folder) ? llvm::StringRef() : Folder;
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

constexpr llvm::StringRef EveryName = "\x01"
                                      "every";

constexpr llvm::StringRef Named = "\x01"
                                  "named";

/// May a folder's name tell a file that lies in it from others? One plain name
/// tells nothing: every pipeline has its `data`.
bool isTellingFolder(llvm::StringRef Folder) {
  return !Folder.empty() && !hasUnknownPart(Folder) && Folder != "." &&
         (Folder.contains('/') || !isPlainName(Folder));
}

llvm::StringRef extension(llvm::StringRef Path) {
  llvm::StringRef Base = baseName(Path);
  size_t Dot = Base.rfind('.');
  return Dot == llvm::StringRef::npos ? "" : Base.drop_front(Dot);
}

} // namespace

std::string unknownPart(llvm::StringRef Identity) {
  return (llvm::Twine(Open) + Identity + llvm::Twine(Close)).str();
}

std::string everyName(llvm::StringRef Identity) {
  return (llvm::Twine(EveryName) + Identity + llvm::Twine(Close)).str();
}

std::string namedUnknown(llvm::StringRef Identity) {
  return (llvm::Twine(Named) + Identity + llvm::Twine(Close)).str();
}

bool isNamedUnknown(llvm::StringRef Pattern) {
  return Pattern.starts_with(Named) && isAllUnknown(Pattern);
}

bool saysPlaceholder(llvm::StringRef Text) {
  for (llvm::StringRef Sign : {"path_to", "path/to", "path-to", "your"})
    if (Text.contains_insensitive(Sign))
      return true;
  return false;
}

bool isOfPrograms(llvm::StringRef Pattern,
                  llvm::function_ref<bool(uint32_t)> IsProgram) {
  for (size_t At = Pattern.find(Open); At != llvm::StringRef::npos;
       At = Pattern.find(Open, At + 1)) {
    llvm::StringRef Id = Pattern.drop_front(At + 1);
    uint32_t Module = 0;
    Id = Id.drop_while([](char C) { return !llvm::isDigit(C); });
    if (!Id.consumeInteger(10, Module) && IsProgram(Module))
      return true;
  }
  return false;
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

bool looksLikeHubId(llvm::StringRef Text) {
  return !Text.empty() && !Text.starts_with("/") && !Text.starts_with(".") &&
         Text.count('/') <= 1 && !Text.contains('*') && !Text.contains(' ') &&
         !Text.ends_with(".json") && !Text.ends_with(".jsonl") &&
         !Text.ends_with(".csv") && !Text.ends_with(".txt") &&
         !Text.ends_with(".parquet") && !Text.ends_with(".tsv");
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

bool isHere(llvm::StringRef Path) { return Path == "." || Path == "./"; }

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

PathToMatch::PathToMatch(llvm::StringRef Path, llvm::StringRef Folder)
    : Text(normalizePath(Path)),
      InFolder(normalizePath(joinPath(Folder, Text))), Folder(Folder),
      Base(baseName(Text)), AllUnknown(isAllUnknown(Text)),
      HasUnknown(hasUnknownPart(Text)), BaseUnknown(isAllUnknown(Base)),
      Every(llvm::StringRef(Text).contains(EveryName)),
      Telling(tellingLength(Base)) {
  Whole = pieces(Text);
  Last = pieces(Base);
}

/// `answers_*.jsonl` where the program runs: what stands before the star tells
/// the files that one program writes there.
PathMatch matchEveryHere(const PathToMatch &W, const PathToMatch &R) {
  constexpr int MinPrefix = 3;
  llvm::StringRef Front = llvm::StringRef(R.Text).split(EveryName).first;
  bool Here = !Front.contains('/') && !llvm::StringRef(W.Text).contains('/') &&
              W.Text != R.Text && nested(W.Folder, R.Folder);
  return Here && tellingLength((Front + ".").str()) >= MinPrefix &&
                 llvm::StringRef(W.Text).starts_with(Front) &&
                 unify(W.Whole, R.Whole) >= 0
             ? PathMatch::Likely
             : PathMatch::None;
}

/// A pattern of names (`out/*.json`) reads every file that fits it: sure where
/// all but the star is known on both sides.
PathMatch matchEvery(const PathToMatch &W, const PathToMatch &R) {
  size_t Star = R.Text.find(EveryName.str());
  llvm::StringRef Folder = llvm::StringRef(R.Text).take_front(Star);
  Folder = Folder.take_front(Folder.rfind('/') + 1).rtrim('/');
  if (Folder.empty())
    return matchEveryHere(W, R);
  bool Told = isTellingFolder(Folder) ||
              (!hasUnknownPart(Folder) && nested(W.Folder, R.Folder));
  bool Inside = llvm::StringRef(W.Text).starts_with(Folder) &&
                W.Text.size() > Folder.size() && W.Text[Folder.size()] == '/';
  if (!Told || !Inside || unify(W.Whole, R.Whole) < 0)
    return PathMatch::None;
  return W.HasUnknown || !isTellingFolder(Folder) ? PathMatch::Likely
                                                  : PathMatch::Exact;
}

/// Two folders or more, one of which is not called as everyone's are. Rounds
/// (`new_data/iter0`) are counted alike in every run.
bool isTellingTail(llvm::StringRef Folder) {
  llvm::SmallVector<llvm::StringRef, 8> Parts;
  Folder.split(Parts, '/', -1, false);
  return Parts.size() > 1 && !llvm::isDigit(Folder.back()) &&
         llvm::any_of(Parts,
                      [](llvm::StringRef Part) { return !isPlainName(Part); });
}

/// Does a file lie in a folder that one of them names below another root:
/// `assets/judge-set/train/a.json` in `/home/me/plum/assets/judge-set`?
bool liesBelowOtherRoot(llvm::StringRef File, llvm::StringRef Folder) {
  if (isTellingTail(Folder.ltrim('/')) &&
      File.contains(("/" + Folder.ltrim('/') + "/").str()))
    return true;
  llvm::StringRef Tail = Folder.split('/').second;
  for (; isTellingTail(Tail); Tail = Tail.split('/').second)
    if (File.starts_with((Tail + "/").str()))
      return true;
  return false;
}

/// Whoever reads a folder as data reads the files in it.
PathMatch matchFolder(const PathToMatch &W, const PathToMatch &R) {
  llvm::StringRef Folder = R.Text, File = W.Text;
  bool Told = isTellingFolder(Folder) || nested(W.Folder, R.Folder);
  if (!Told || R.HasUnknown || Folder.empty() || !extension(Folder).empty())
    return PathMatch::None;
  bool Inside = File.consume_front(Folder) && File.consume_front("/");
  if (!Inside && (W.HasUnknown || !liesBelowOtherRoot(W.Text, Folder)))
    return PathMatch::None;
  static constexpr llvm::StringRef Data[] = {
      "",     ".json", ".jsonl", ".csv", ".tsv",  ".parquet",
      ".txt", ".gz",   ".zst",   ".bz2", ".arrow"};
  return llvm::is_contained(Data, extension(W.Text)) ? PathMatch::Likely
                                                     : PathMatch::None;
}

/// Files told apart by a number alone are told by their folder:
/// `answers/{i}.json`.
bool areNumbered(const PathToMatch &W, const PathToMatch &R) {
  auto Folder = [](llvm::StringRef Path) {
    return Path.take_front(Path.rfind('/') + 1).rtrim('/');
  };
  return W.Telling == 0 && R.Telling == 0 && isTellingFolder(Folder(R.Text)) &&
         Folder(W.Text) == Folder(R.Text) && !extension(R.Text).empty() &&
         extension(W.Text) == extension(R.Text);
}

/// `$PWD/data/x.json`: what stands behind an unknown folder to begin with.
llvm::StringRef behindUnknownRoot(llvm::StringRef Path) {
  size_t Slash = Path.find('/');
  return Slash != llvm::StringRef::npos && Slash != 0 &&
                 isAllUnknown(Path.take_front(Slash))
             ? Path.drop_front(Slash + 1)
             : llvm::StringRef();
}

PathMatch matchWithUnknowns(const PathToMatch &W, const PathToMatch &R) {
  if (R.Every)
    return matchEvery(W, R);
  // The same unknown name in both is one file (a variable used twice).
  if (W.BaseUnknown && R.BaseUnknown)
    return W.Text == R.Text ? PathMatch::Exact : PathMatch::None;
  // A name that is wholly unknown on one side says nothing.
  if (W.BaseUnknown || R.BaseUnknown)
    return PathMatch::None;
  if (W.Telling < 3 || R.Telling < 3)
    return W.Text == R.Text || areNumbered(W, R) ? PathMatch::Likely
                                                 : PathMatch::None;
  // `*/train.parquet` may be any; in one folder's name they agree.
  if (isPlainName(W.Base) && W.Text != R.Text &&
      (ownFolder(W.Text).empty() || ownFolder(W.Text) != ownFolder(R.Text)))
    return PathMatch::None;
  // Without an ending it may be an id of the Hub: `$CACHE/org/name`.
  if (!extension(R.Text).empty() && (behindUnknownRoot(R.Text) == W.Text ||
                                     behindUnknownRoot(W.Text) == R.Text))
    return PathMatch::Likely;
  if (!endsAgree(W.Last, R.Last) || !endsAgree(W.Whole, R.Whole) ||
      unify(W.Last, R.Last) < MinShared)
    return PathMatch::None;
  return unify(W.Whole, R.Whole) >= 0 ? PathMatch::Likely : PathMatch::None;
}

PathMatch matchPaths(const PathToMatch &Written, const PathToMatch &Read) {
  llvm::StringRef W = Written.Text, R = Read.Text;
  if (W.empty() || R.empty() || Written.AllUnknown || Read.AllUnknown)
    return W == R && !W.empty() ? PathMatch::Exact : PathMatch::None;
  // A bare name is of its folder: scripts of sibling folders mean two files.
  bool Bare = !W.contains('/') && !Written.HasUnknown;
  if (W == R)
    return Bare && !nested(Written.Folder, Read.Folder) ? PathMatch::None
                                                        : PathMatch::Exact;
  if (PathMatch Lies = matchFolder(Written, Read); Lies != PathMatch::None)
    return Lies;
  if (Written.HasUnknown || Read.HasUnknown)
    return matchWithUnknowns(Written, Read);
  if (W == Read.InFolder || R == Written.InFolder)
    return PathMatch::Likely;
  if (isTail(W, R) || isTail(R, W))
    return PathMatch::Likely;
  return PathMatch::None;
}

PathMatch matchPaths(llvm::StringRef Written, llvm::StringRef WriterFolder,
                     llvm::StringRef Read, llvm::StringRef ReaderFolder) {
  return matchPaths(PathToMatch(Written, WriterFolder),
                    PathToMatch(Read, ReaderFolder));
}

} // namespace modeltidy
