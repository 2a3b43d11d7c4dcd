//===- gathered_words.cpp - options that a script gathers in a text -------===//
#include "scanner/lineage/gathered_words.h"
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace modeltidy {

namespace {

constexpr size_t MaxPieces = 2'000;    // of one command line
constexpr unsigned MaxPieceDepth = 40; // variables in variables, and ifs
constexpr size_t MaxTexts = 16;        // of one word

/// A part of the text: what it may be, and the node that uses it.
struct Piece {
  WordTexts Texts;
  NodeRef Use;
};
using Pieces = std::vector<Piece>;

bool isBlank(char C) { return C == ' ' || C == '\t' || C == '\n' || C == '\r'; }

bool hasBlank(llvm::StringRef Text) { return llvm::any_of(Text, isBlank); }

class Gatherer {
public:
  explicit Gatherer(Engine &E) : E(E), P(E.program()) {}

  bool gather(const Spot &S, Pieces &Out) {
    if (Out.size() >= MaxPieces || Open.size() >= MaxPieceDepth)
      return false;
    const Node &N = P.node(S.Node);
    if (N.Kind == NodeKind::String) {
      Out.push_back({{{P.name(S.Node).str(), S.Node}}, S.Node});
      return true;
    }
    if (leaf(S, Out))
      return true;
    if (!Open.insert(S).second)
      return true; // a loop adds to the text: its beginning is told
    bool Done = N.Kind == NodeKind::Template ? operands(S, Out)
                : isSum(S)                   ? sum(S, Out)
                                             : versions(S, Out);
    Open.erase(S);
    return Done;
  }

private:
  bool isSum(const Spot &S) const {
    return P.node(S.Node).Kind == NodeKind::Binary && P.name(S.Node) == "+";
  }

  bool isAllWords(NodeRef N) const {
    return P.node(N).Kind == NodeKind::Global &&
           (P.name(N) == "@" || P.name(N) == "*");
  }

  /// A value without blanks is a part of one word, whatever it is made of.
  bool leaf(const Spot &S, Pieces &Out) {
    llvm::SmallVector<Engine::Text, 4> Found;
    E.texts(S, Found);
    if (llvm::any_of(Found, [](const auto &T) { return hasBlank(T.Pattern); }))
      return false;
    // What a script hands on ("$@") is no word where nobody gives it any.
    if (isAllWords(S.Node))
      llvm::erase_if(Found,
                     [](const auto &T) { return isAllUnknown(T.Pattern); });
    Piece Part{{}, S.Node};
    if (Found.empty())
      Part.Texts.push_back({"", S.Node});
    for (const Engine::Text &T : Found)
      Part.Texts.push_back({T.Pattern, T.Where ? T.Where : S.Node});
    Out.push_back(std::move(Part));
    return true;
  }

  bool operands(const Spot &S, Pieces &Out) {
    for (const Operand &O : P.graph(S.Node).operands(P.node(S.Node)))
      if (O.Value && !gather({{S.Node.Module, O.Value}, S.Ctx, 0}, Out))
        return false;
    return true;
  }

  /// a + b + c: the left side may be long, so it is walked and not recursed.
  bool sum(const Spot &S, Pieces &Out) {
    llvm::SmallVector<NodeId, 32> Added;
    Spot Left = S;
    while (isSum(Left) && Added.size() < MaxPieces) {
      Added.push_back(P.graph(Left.Node).operand(Left.Node.Id, 1));
      Left.Node.Id = P.graph(Left.Node).operand(Left.Node.Id, 0);
    }
    if (!gather(Left, Out))
      return false;
    for (NodeId Id : llvm::reverse(Added))
      if (!gather({{S.Node.Module, Id}, S.Ctx, 0}, Out))
        return false;
    return true;
  }

  /// A variable, or a join of several versions of one.
  bool versions(const Spot &S, Pieces &Out) {
    llvm::SmallVector<Edge, 16> Edges;
    E.expand(S, Edges);
    std::set<NodeRef> Told; // of the versions before
    bool Any = false;
    for (const Edge &Ed : Edges) {
      if (!Ed.To.Node || Ed.Doubt || Ed.How != Change::None)
        continue;
      Pieces One;
      if (!gather(Ed.To, One))
        return false;
      if (Any)
        Out.push_back({{{" ", S.Node}}, {}});
      Any = true;
      std::set<NodeRef> Mine;
      for (Piece &Part : One) {
        Mine.insert(Part.Use);
        if (!Part.Use || !Told.count(Part.Use))
          Out.push_back(std::move(Part));
      }
      Told.insert(Mine.begin(), Mine.end());
    }
    return Any && Out.size() < MaxPieces;
  }

  Engine &E;
  const Program &P;
  std::set<Spot> Open;
};

/// Blanks separate, quotes hold together and go. A word stands where its last
/// part is written: `--base=$BASE` where BASE is.
class Splitter {
public:
  explicit Splitter(NodeRef At) : At(At) {}

  void add(const Piece &Part) {
    if (Part.Texts.size() != 1)
      return addChoice(Part);
    const auto &[Text, Where] = Part.Texts.front();
    for (char C : Text) {
      if (Quote ? C == Quote : C == '"' || C == '\'') {
        Quote = Quote ? 0 : C;
        append("", Where);
      } else if (!Quote && isBlank(C)) {
        end();
      } else {
        append({&C, 1}, Where);
      }
    }
  }

  std::vector<LaunchWord> take() {
    end();
    return std::move(Words);
  }

private:
  void append(llvm::StringRef Text, NodeRef Where) {
    if (Word.empty())
      Word.push_back({});
    for (WordText &T : Word) {
      T.Pattern += Text;
      T.Where = Where;
    }
  }

  void addChoice(const Piece &Part) {
    WordTexts Before = std::move(Word);
    Word.clear();
    if (Before.empty())
      Before.push_back({});
    for (const WordText &L : Before)
      for (const WordText &R : Part.Texts)
        if (Word.size() < MaxTexts)
          Word.push_back({L.Pattern + R.Pattern, R.Where});
  }

  void end() {
    if (!Word.empty() && Word.front().Pattern != "\\")
      Words.push_back({At, std::move(Word)});
    Word.clear();
  }

  NodeRef At;
  WordTexts Word;
  char Quote = 0;
  std::vector<LaunchWord> Words;
};

} // namespace

std::vector<LaunchWord> gatheredWords(Engine &E, const Spot &Text) {
  Pieces All;
  if (!Gatherer(E).gather(Text, All) || All.size() < 2)
    return {};
  Splitter Split(Text.Node);
  for (const Piece &Part : All)
    Split.add(Part);
  return Split.take();
}

std::vector<LaunchWord> splitWords(llvm::StringRef Text, NodeRef At,
                                   NodeRef Where) {
  Splitter Split(At);
  Split.add({{{Text.str(), Where}}, At});
  return Split.take();
}

std::vector<std::vector<LaunchWord>>
commandsOf(llvm::ArrayRef<LaunchWord> Words) {
  std::vector<std::vector<LaunchWord>> Out(1);
  for (const LaunchWord &W : Words) {
    llvm::StringRef Text =
        W.Texts.size() == 1 ? llvm::StringRef(W.Texts[0].Pattern) : "";
    if (Text == "&&" || Text == "||" || Text == ";" || Text == "|") {
      Out.emplace_back();
      continue;
    }
    Out.back().push_back(W);
    if (Text.size() > 1 && Text.ends_with(";")) {
      Out.back().back().Texts[0].Pattern.pop_back();
      Out.emplace_back();
    }
  }
  llvm::erase_if(Out, [](const auto &Line) { return Line.empty(); });
  return Out;
}

} // namespace modeltidy
