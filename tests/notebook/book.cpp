#include "tests/notebook/book.h"
#include "scanner/summary/dump.h"

namespace modeltidy {

static std::string quoted(llvm::StringRef Text) {
  std::string Out = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Out += '\\';
    if (C == '\n')
      Out += "\\n";
    else
      Out += C;
  }
  return Out + "\"";
}

std::string notebookOf(llvm::ArrayRef<llvm::StringRef> Cells) {
  std::string Out = "{\n \"cells\": [\n";
  llvm::StringRef Comma;
  for (llvm::StringRef Cell : Cells) {
    Out += Comma;
    Out += "  {\n   \"cell_type\": \"code\",\n   \"execution_count\": 1,\n"
           "   \"metadata\": {},\n   \"outputs\": [],\n   \"source\": [\n";
    for (llvm::StringRef Rest = Cell; !Rest.empty();) {
      size_t End = std::min(Rest.find('\n'), Rest.size() - 1) + 1;
      Out += "    " + quoted(Rest.take_front(End));
      Rest = Rest.drop_front(End);
      Out += Rest.empty() ? "\n" : ",\n";
    }
    Out += "   ]\n  }";
    Comma = ",\n";
  }
  return Out + "\n ],\n \"metadata\": {\"kernelspec\": {\"language\": "
               "\"python\"}},\n \"nbformat\": 4\n}\n";
}

Book::Book(std::string Json)
    : Source(std::move(Json)), Parts(summarizeNotebook(Source)) {}

std::vector<Summary> Book::parts() const {
  std::vector<Summary> Out;
  for (const SummaryPart &P : Parts)
    Out.push_back(llvm::cantFail(Summary::create(P.Block.bytes())));
  return Out;
}

NodeId Book::exitNode(llvm::StringRef Name) const {
  for (const Summary &S : parts())
    if (S.frontEnd() == FrontEnd::Python)
      for (const Binding &B : S.bindings(S.scopes()[0]))
        if (S.string(B.Name) == Name && (B.Flags & BindingExit))
          return B.Node;
  return 0;
}

std::string Book::exit(llvm::StringRef Name) const {
  NodeId Id = exitNode(Name);
  return Id ? dumpValue(parts()[0], Id) : "-";
}

std::string Book::commands() const {
  std::string Out;
  for (const Summary &S : parts())
    for (NodeId Id = 1; Id != S.nodes().size(); ++Id)
      if (S.node(Id).Flags & FlagCommand)
        Out += std::to_string(S.lineOf(S.node(Id).Begin)) + ":" +
               dumpValue(S, Id) + "\n";
  return Out;
}

std::string Book::errors() const {
  std::string Out;
  for (const Summary &S : parts())
    for (const ParseError &E : S.errors())
      Out += std::to_string(S.lineOf(E.Begin)) + ":" + S.string(E.What).str() +
             "\n";
  return Out;
}

} // namespace modeltidy
