//===- api_path.cpp - access paths as text --------------------------------===//

#include "scanner/lineage/api_path.h"
#include "scanner/catalog/yaml.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

namespace modeltidy {

namespace {

constexpr StringRef Roots[] = {"arg",     "args",   "rest", "self",
                               "setting", "result", "block"};
constexpr StringRef StepWords[] = {"item", "names", "key", "attr", "at"};

class PathReader {
public:
  PathReader(StringRef Text, ApiArena &Memory, std::string &Message)
      : Whole(Text), Left(Text), Arena(Memory), Why(Message) {}

  std::optional<AccessPath> read() {
    AccessPath Path{};
    bool Fine =
        Left.starts_with("'") ? literal(Path) : root(Path) && steps(Path);
    if (!Fine)
      return std::nullopt;
    return Path;
  }

private:
  bool fail(const Twine &Reason) {
    Why = ("bad access path \"" + Whole + "\": " + Reason).str();
    return false;
  }

  /// Takes the next component; empty at the end or before an empty one.
  StringRef next() {
    auto [First, Rest] = Left.split('.');
    Left = Rest;
    return First;
  }

  bool literal(AccessPath &Path) {
    StringRef Text = Left.drop_front();
    if (!Text.consume_back("'") || Text.contains('\''))
      return fail("a literal ends with its only other \"'\"");
    Path.Root = PathRoot::Literal;
    Path.Name = Arena.keep(Text);
    return true;
  }

  bool root(AccessPath &Path) {
    if (Whole.ends_with("."))
      return fail("nothing follows the last '.'");
    StringRef Root = next();
    if (Root == "arg")
      return argument(Path);
    if (Root == "rest") {
      Path.Root = PathRoot::Rest;
      return !next().getAsInteger(10, Path.Index) ||
             fail("a position follows 'rest.'");
    }
    if (Root == "args" || Root == "result" || Root == "block") {
      Path.Root = Root == "args"     ? PathRoot::AllArgs
                  : Root == "result" ? PathRoot::Result
                                     : PathRoot::Block;
      return true;
    }
    if (Root == "self")
      return self(Path);
    if (Root == "setting") {
      Path.Root = PathRoot::Setting;
      Path.Name = Arena.keep(next());
      return !Path.Name.empty() || fail("a name follows 'setting.'");
    }
    return fail(
        "it starts with arg, args, rest, self, setting, result, block or a "
        "\"'\"" +
        yaml::didYouMean(Root, Roots));
  }

  bool argument(AccessPath &Path) {
    StringRef Name = next();
    if (Name.empty())
      return fail("a name or a position follows 'arg.'");
    if (!Name.getAsInteger(10, Path.Index)) {
      Path.Root = PathRoot::ArgIndex;
      return true;
    }
    Path.Root = PathRoot::ArgName;
    Path.Name = Arena.keep(Name);
    return true;
  }

  bool self(AccessPath &Path) {
    Path.Root = PathRoot::Self;
    if (Left.empty() || llvm::is_contained(StepWords, Left.split('.').first))
      return true;
    Path.Root = PathRoot::SelfField;
    Path.Name = Arena.keep(next());
    return !Path.Name.empty() || fail("a name follows 'self.'");
  }

  bool steps(AccessPath &Path) {
    SmallVector<Selector, 4> Steps;
    while (!Left.empty()) {
      StringRef Word = next();
      if (Word == "item" || Word == "names") {
        Steps.push_back(
            {Word == "item" ? SelectorKind::Item : SelectorKind::Names, {}});
        continue;
      }
      if (Word == "at") { // the element that an argument names
        uint32_t Position = 0;
        StringRef Number = next();
        if (Number.getAsInteger(10, Position))
          return fail("a position follows 'at'");
        Steps.push_back({SelectorKind::Key, Arena.keep(("@" + Number).str())});
        continue;
      }
      if (Word != "key" && Word != "attr")
        return fail(
            "a step is 'item', 'names', 'key.NAME', 'attr.NAME' or 'at.0', "
            "not '" +
            Word + "'" + yaml::didYouMean(Word, StepWords));
      StringRef Name = next();
      if (Name.empty())
        return fail("a name follows '" + Word + "'");
      Steps.push_back({Word == "key" ? SelectorKind::Key : SelectorKind::Attr,
                       Arena.keep(Name)});
    }
    Path.Steps = Arena.keep(ArrayRef<Selector>(Steps));
    return true;
  }

  StringRef Whole, Left;
  ApiArena &Arena;
  std::string &Why;
};

std::string rootText(const AccessPath &Path) {
  switch (Path.Root) {
  case PathRoot::ArgName:
    return ("arg." + Path.Name).str();
  case PathRoot::ArgIndex:
    return "arg." + llvm::utostr(Path.Index);
  case PathRoot::AllArgs:
    return "args";
  case PathRoot::Rest:
    return "rest." + llvm::utostr(Path.Index);
  case PathRoot::Self:
    return "self";
  case PathRoot::SelfField:
    return ("self." + Path.Name).str();
  case PathRoot::Setting:
    return ("setting." + Path.Name).str();
  case PathRoot::Result:
    return "result";
  case PathRoot::Block:
    return "block";
  case PathRoot::Literal:
    return ("'" + Path.Name + "'").str();
  }
  return {};
}

} // namespace

std::optional<AccessPath> parseAccessPath(StringRef Text, ApiArena &Arena,
                                          std::string &Why) {
  return PathReader(Text, Arena, Why).read();
}

std::string str(const AccessPath &Path) {
  std::string Text = rootText(Path);
  for (const Selector &Step : Path.Steps) {
    if (Step.Kind == SelectorKind::Key && Step.Name.starts_with("@")) {
      Text += (".at." + Step.Name.drop_front()).str();
      continue;
    }
    Text += Step.Kind == SelectorKind::Item    ? ".item"
            : Step.Kind == SelectorKind::Names ? ".names"
            : Step.Kind == SelectorKind::Key   ? ".key."
                                               : ".attr.";
    Text += Step.Name;
  }
  return Text;
}

} // namespace modeltidy
