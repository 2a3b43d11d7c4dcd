//===- bounded_compiler.cpp - Clang over one file, within limits ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/clang/bounded_compiler.h"
#include "scanner/frontends/cpp/clang/limits.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/LiteralSupport.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/TemplateInstCallback.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <sys/resource.h>
#include <unistd.h>

namespace modeltidy {

using namespace clang;

namespace {

/// Counts; one too many ends the process with its status.
class Budget {
public:
  Budget(uint64_t Max, CompilerStatus Status) : Left(Max), Status(Status) {}
  void spend() {
    if (Left-- == 0)
      _exit(static_cast<int>(Status));
  }

private:
  uint64_t Left;
  CompilerStatus Status;
};

/// The disk, of which only ordinary files can be read.
class BoundedFiles : public llvm::vfs::ProxyFileSystem {
public:
  explicit BoundedFiles(Compilation &Seen)
      : ProxyFileSystem(llvm::vfs::getRealFileSystem()), Seen(Seen) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    Lookups.spend();
    auto Found = ProxyFileSystem::status(Path);
    if (!Found)
      Seen.Folders.insert(llvm::sys::path::parent_path(Path.str()).str());
    return Found;
  }

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Found = status(Path);
    if (!Found)
      return Found.getError();
    if (!Found->isRegularFile() || Found->getSize() > MaxHeaderBytes)
      return std::make_error_code(std::errc::no_such_file_or_directory);
    Headers.spend();
    Seen.Headers.insert(Path.str());
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  Compilation &Seen;
  Budget Lookups{MaxLookups, CompilerStatus::TooManyLookups};
  Budget Headers{MaxHeaders, CompilerStatus::TooManyHeaders};
};

class InstantiationCounter : public TemplateInstantiationCallback {
public:
  void initialize(const Sema &) override {}
  void finalize(const Sema &) override {}
  void atTemplateBegin(const Sema &,
                       const Sema::CodeSynthesisContext &) override {
    Instantiations.spend();
  }
  void atTemplateEnd(const Sema &,
                     const Sema::CodeSynthesisContext &) override {}

private:
  Budget Instantiations{MaxInstantiations,
                        CompilerStatus::TooManyInstantiations};
};

class ErrorCounter : public DiagnosticConsumer {
public:
  explicit ErrorCounter(unsigned &Errors) : Errors(Errors) {}
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &) override {
    Errors += Level >= DiagnosticsEngine::Error;
  }

private:
  unsigned &Errors;
};

/// Notes what macros stand for that the file uses.
class MacroWatcher : public PPCallbacks {
public:
  MacroWatcher(Preprocessor &Reads, Compilation &Into) : PP(Reads), Out(Into) {}

  void MacroExpands(const Token &Name, const MacroDefinition &Macro,
                    SourceRange, const MacroArgs *) override {
    const SourceManager &SM = PP.getSourceManager();
    SourceLocation Loc = Name.getLocation();
    if (!SM.isInMainFile(SM.getExpansionLoc(Loc)) ||
        Out.MacroTexts.size() + Out.Macros.size() > MaxFacts)
      return;
    llvm::SmallVector<Token, 4> Literals;
    if (!gather(Macro.getMacroInfo(), 0, Literals) || Literals.empty())
      return noteDefinition(Name, Macro.getMacroInfo());
    if (Loc.isMacroID())
      return;
    StringLiteralParser Parsed(Literals, PP);
    constexpr unsigned MaxText = 4096;
    if (!Parsed.hadError && Parsed.isOrdinary() &&
        Parsed.GetStringLength() <= MaxText)
      Out.MacroTexts.try_emplace(SM.getFileOffset(Loc),
                                 Parsed.GetString().str());
  }

private:
  /// False where anything but literals stands in it.
  bool gather(const MacroInfo *Is, unsigned Depth,
              llvm::SmallVectorImpl<Token> &Into) const {
    constexpr unsigned MaxDepth = 8, MaxLiterals = 32;
    if (!Is || Is->isFunctionLike() || Depth == MaxDepth)
      return false;
    for (const Token &T : Is->tokens()) {
      if (Into.size() == MaxLiterals)
        return false;
      if (T.is(tok::string_literal))
        Into.push_back(T);
      else if (!T.isAnyIdentifier() ||
               !gather(PP.getMacroInfo(T.getIdentifierInfo()), Depth + 1, Into))
        return false;
    }
    return true;
  }

  /// The system's headers have none that data passes through.
  void noteDefinition(const Token &Name, const MacroInfo *Is) {
    const SourceManager &SM = PP.getSourceManager();
    constexpr unsigned MaxTokens = 512;
    if (!Is || Is->isBuiltinMacro() || Is->getNumTokens() > MaxTokens ||
        SM.isInMainFile(Is->getDefinitionLoc()) ||
        SM.isInSystemHeader(Is->getDefinitionLoc()) ||
        SM.isWrittenInBuiltinFile(Is->getDefinitionLoc()))
      return;
    std::string Line = PP.getSpelling(Name);
    if (Is->isFunctionLike())
      Line += "(" + parametersOf(*Is) + ")";
    Line += ' ';
    for (const Token &T : Is->tokens())
      Line += (T.hasLeadingSpace() ? " " : "") + PP.getSpelling(T);
    Out.Macros.insert(std::move(Line));
  }

  static std::string parametersOf(const MacroInfo &Is) {
    std::string List;
    for (const IdentifierInfo *Param : Is.params()) {
      bool IsRest = Is.isVariadic() && Param == Is.params().back();
      bool IsNamed = Param->getName() != "__VA_ARGS__";
      List += (List.empty() ? "" : ", ");
      List += IsRest && !IsNamed ? "" : Param->getName();
      List += IsRest ? "..." : "";
    }
    return List;
  }

  Preprocessor &PP;
  Compilation &Out;
};

using TreeUse = std::function<void(ASTContext &)>;

/// Hands over the tree, cut to the file itself: headers are a hundred times
/// larger, and no fact is taken from them.
class OwnDeclarations : public ASTConsumer {
public:
  OwnDeclarations(const SourceManager &SM, const TreeUse &Use)
      : SM(SM), Use(Use) {}

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *D : Group)
      if (isOwn(*D))
        Own.push_back(D);
    return true;
  }
  bool shouldSkipFunctionBody(Decl *D) override { return !isOwn(*D); }
  void HandleTranslationUnit(ASTContext &Context) override {
    Context.setTraversalScope(Own);
    Use(Context);
  }

private:
  bool isOwn(const Decl &D) const {
    return SM.isInMainFile(SM.getExpansionLoc(D.getLocation()));
  }

  const SourceManager &SM;
  const TreeUse &Use;
  std::vector<Decl *> Own;
};

class Action : public ASTFrontendAction {
public:
  Action(const TreeUse &Use, Compilation &Out) : Use(Use), Out(Out) {}

  bool BeginInvocation(CompilerInstance &CI) override {
    CI.getFrontendOpts().SkipFunctionBodies = true;
    return true;
  }

  bool BeginSourceFileAction(CompilerInstance &CI) override {
    // A header that is not there would end the parse in the middle of things,
    // and statements would vanish from the tree.
    CI.getDiagnostics().setFatalsAsError(true);
    CI.getDiagnostics().setErrorLimit(0);
    CI.getDiagnostics().setClient(new ErrorCounter(Out.Errors), /*Owns=*/true);
    Preprocessor &PP = CI.getPreprocessor();
    PP.setPreprocessToken(true); // macro arguments are expanded apart
    PP.addPPCallbacks(std::make_unique<MacroWatcher>(PP, Out));
    PP.setTokenWatcher([this](const Token &) { Tokens.spend(); });
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 llvm::StringRef) override {
    return std::make_unique<OwnDeclarations>(CI.getSourceManager(), Use);
  }

  void ExecuteAction() override {
    CompilerInstance &CI = getCompilerInstance();
    if (!CI.hasSema())
      CI.createSema(getTranslationUnitKind(), /*CompletionConsumer=*/nullptr);
    CI.getSema().TemplateInstCallbacks.push_back(
        std::make_unique<InstantiationCounter>());
    ASTFrontendAction::ExecuteAction();
  }

private:
  const TreeUse &Use;
  Compilation &Out;
  Budget Tokens{MaxTokens, CompilerStatus::TooManyTokens};
};

/// Grace: what lies between the signal that tells of the limit and the end.
void setLimit(int Resource, rlim_t Limit, rlim_t Grace = 0) {
  struct rlimit Both{Limit, Limit + Grace};
  setrlimit(Resource, &Both);
}

} // namespace

void limitProcess() {
#if !LLVM_ADDRESS_SANITIZER_BUILD // which reserves terabytes
  setLimit(RLIMIT_AS, MaxCompilerMegabytes << 20);
#endif
  // At the hard limit SIGKILL comes, which tells nothing.
  setLimit(RLIMIT_CPU, MaxCompilerCpuSeconds, /*Grace=*/1);
  setLimit(RLIMIT_CORE, 0);
  alarm(MaxCompilerWallSeconds);
}

Compilation compileBounded(llvm::StringRef Path, llvm::StringRef Text,
                           std::vector<std::string> Flags, const TreeUse &Use) {
  Compilation Out;
  for (const char *Flag :
       {"-ftemplate-depth=200", "-fconstexpr-depth=128",
        "-fconstexpr-steps=50000", "-fbracket-depth=256", "-fsyntax-only", "-w",
        "-ferror-limit=0", "-ftemplate-backtrace-limit=1",
        // Of a name that is not declared Clang keeps the arguments only while
        // it looks for what might be meant.
        "-fspell-checking-limit=1000"})
    Flags.emplace_back(Flag);
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::makeIntrusiveRefCnt<BoundedFiles>(Out));
  auto Given = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Given->addFile(Path, 0, llvm::MemoryBuffer::getMemBuffer(Text));
  Files->pushOverlay(Given);
  tooling::runToolOnCodeWithArgs(std::make_unique<Action>(Use, Out), Text,
                                 Files, Flags, Path, "model-tidy-cxx");
  return Out;
}

} // namespace modeltidy
