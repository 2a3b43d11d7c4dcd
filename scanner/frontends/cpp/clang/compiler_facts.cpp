//===- compiler_facts.cpp - what Clang knows of a file --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Matchers see template instantiations too: a name that a template leaves open
// is known where it is instantiated. Of several instantiations the first
// counts.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/clang/compiler_facts.h"
#include "scanner/frontends/cpp/clang/limits.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/CharInfo.h"

namespace modeltidy {

using namespace clang;
using namespace clang::ast_matchers;

namespace {

class Collector : public MatchFinder::MatchCallback {
public:
  explicit Collector(CompilerFacts &Out) : Out(Out) {}

  void run(const MatchFinder::MatchResult &Found) override {
    SM = Found.SourceManager;
    if (Out.Names.size() > MaxFacts)
      return;
    if (const auto *Ref = Found.Nodes.getNodeAs<DeclRefExpr>("ref"))
      reference(*Ref);
    if (const auto *Member = Found.Nodes.getNodeAs<MemberExpr>("member"))
      member(*Member);
    if (const auto *Type = Found.Nodes.getNodeAs<TypeLoc>("type"))
      type(*Type);
  }

private:
  /// The offset in the file itself, where the place is written there.
  std::optional<uint32_t> offset(SourceLocation Loc) const {
    if (Loc.isInvalid() || Loc.isMacroID() || !SM->isInMainFile(Loc))
      return std::nullopt;
    return SM->getFileOffset(Loc);
  }

  /// "a::b::f" of a::b<int>::f.
  static std::string qualified(const NamedDecl &D) {
    std::string Printed, Name;
    llvm::raw_string_ostream OS(Printed);
    D.printQualifiedName(OS);
    unsigned Inside = 0;
    for (char C : Printed) {
      Inside += C == '<';
      if (Inside == 0)
        Name += C;
      Inside -= C == '>' && Inside != 0;
    }
    return Name;
  }

  static bool isLocal(const Decl &D) {
    return D.getParentFunctionOrMethod() != nullptr ||
           isa<ParmVarDecl, NonTypeTemplateParmDecl, BindingDecl>(D);
  }

  /// Does the name stand there? Clang may have taken one for another that is
  /// spelled alike.
  bool isSpelled(const NamedDecl &D, SourceLocation Loc) const {
    auto At = offset(Loc);
    const IdentifierInfo *Name = D.getIdentifier();
    if (!At || !Name)
      return false;
    llvm::StringRef Rest = SM->getBufferData(SM->getMainFileID()).substr(*At);
    return Rest.take_while([](char C) {
      return isAsciiIdentifierContinue(C);
    }) == Name->getName();
  }

  void reference(const DeclRefExpr &Ref) {
    const ValueDecl &D = *Ref.getDecl();
    auto At = offset(Ref.getBeginLoc());
    if (!At || isLocal(D) || !isSpelled(D, Ref.getLocation()))
      return;
    Out.Names.try_emplace(*At, qualified(D));
    const auto *F = dyn_cast<FunctionDecl>(&D);
    const FunctionDecl *Body = nullptr;
    if (!F || !F->hasBody(Body))
      return;
    if (const FunctionDecl *Pattern = Body->getTemplateInstantiationPattern())
      Body = Pattern;
    if (auto Place = offset(Body->getNameInfo().getBeginLoc()))
      Out.Overloads.try_emplace(*At, *Place);
  }

  void member(const MemberExpr &M) {
    if (!M.isImplicitAccess() || !isa<FieldDecl>(M.getMemberDecl()))
      return;
    if (auto At = offset(M.getMemberLoc()))
      Out.Fields.insert(*At);
  }

  /// What a type's name stands for: through typedefs, but not those of std,
  /// whose own names are the better known.
  static const NamedDecl *named(QualType Type) {
    constexpr unsigned MaxTypedefs = 32;
    for (unsigned Step = 0; Step < MaxTypedefs; ++Step) {
      if (const auto *T = Type->getAs<TypedefType>()) {
        const TypedefNameDecl *D = T->getDecl();
        if (D->isInStdNamespace())
          return D;
        Type = D->getUnderlyingType();
        continue;
      }
      if (const auto *T = Type->getAs<TemplateSpecializationType>())
        if (const TemplateDecl *D = T->getTemplateName().getAsTemplateDecl();
            D && !T->isTypeAlias())
          return D;
      return Type->getAsTagDecl();
    }
    return nullptr;
  }

  /// The name that is written, and its place: "b" of "a::b<int>".
  static std::pair<const NamedDecl *, SourceLocation> written(TypeLoc Type) {
    if (auto Elaborated = Type.getAs<ElaboratedTypeLoc>())
      Type = Elaborated.getNamedTypeLoc();
    if (auto Using = Type.getAs<UsingTypeLoc>())
      return {Using.getFoundDecl(), Using.getNameLoc()};
    if (auto Given = Type.getAs<SubstTemplateTypeParmTypeLoc>())
      return {Given.getTypePtr()->getReplacedParameter(), Given.getNameLoc()};
    if (auto Alias = Type.getAs<TypedefTypeLoc>())
      return {Alias.getTypedefNameDecl(), Alias.getNameLoc()};
    if (auto Tag = Type.getAs<TagTypeLoc>())
      return {Tag.getDecl(), Tag.getNameLoc()};
    if (auto Special = Type.getAs<TemplateSpecializationTypeLoc>())
      return {Special.getTypePtr()->getTemplateName().getAsTemplateDecl(),
              Special.getTemplateNameLoc()};
    return {nullptr, SourceLocation()};
  }

  /// "A" of "A::f": the whole name is another's.
  bool isQualifier(const TypeLoc &Type) const {
    auto At = offset(Type.getEndLoc());
    if (!At)
      return false;
    llvm::StringRef Rest = SM->getBufferData(SM->getMainFileID()).substr(*At);
    Rest.consume_front(">");
    Rest = Rest.drop_while([](char C) { return isAsciiIdentifierContinue(C); });
    return Rest.ltrim().starts_with("::");
  }

  void type(const TypeLoc &Type) {
    auto At = offset(Type.getBeginLoc());
    if (!At || isQualifier(Type))
      return;
    auto [Written, Place] = written(Type);
    if (!Written || !isSpelled(*Written, Place))
      return;
    const NamedDecl *D = named(Type.getType());
    if (D && D->getIdentifier() && !isLocal(*D))
      Out.Names.try_emplace(*At, qualified(*D));
  }

  CompilerFacts &Out;
  const SourceManager *SM = nullptr;
};

} // namespace

CompiledFile compile(llvm::StringRef Path, llvm::StringRef Text,
                     std::vector<std::string> Flags) {
  CompiledFile Out;
  Collector Facts(Out.Facts);
  MatchFinder Finder;
  auto Here = [](const auto &Matcher) { return traverse(TK_AsIs, Matcher); };
  Finder.addMatcher(Here(declRefExpr(isExpansionInMainFile()).bind("ref")),
                    &Facts);
  Finder.addMatcher(Here(memberExpr(isExpansionInMainFile()).bind("member")),
                    &Facts);
  Finder.addMatcher(Here(typeLoc(isExpansionInMainFile()).bind("type")),
                    &Facts);
  Out.Is =
      compileBounded(Path, Text, std::move(Flags),
                     [&](ASTContext &Context) { Finder.matchAST(Context); });
  for (const auto &[At, Value] : Out.Is.MacroTexts)
    Out.Facts.Texts.try_emplace(At, Value);
  Out.Facts.Macros.assign(Out.Is.Macros.begin(), Out.Is.Macros.end());
  return Out;
}

} // namespace modeltidy
