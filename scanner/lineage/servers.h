//===- servers.h - models that are asked by the address of a server -------===//
//
//   vllm serve meta-llama/Llama-3.1-8B --port 8001     (serve.sh)
//   OpenAI(base_url="http://localhost:8001/v1")        (ask.py)
//
// Which model answers is told by the command that starts the server. A port
// joins the two; where it is not known, that one script starts both.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_SERVERS_H
#define MODEL_TIDY_SCANNER_LINEAGE_SERVERS_H

#include "scanner/lineage/models.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

class ServerTable {
public:
  /// A server with these models, whose command stands in Folder, listens at
  /// Ports (patterns, path_pattern.h).
  void add(const ModelNames &Models, llvm::ArrayRef<std::string> Ports,
           Starter By, llvm::StringRef Folder);
  bool empty() const { return Servers.empty(); }
  bool truncated() const { return Truncated; } // more than MaxServers
  static constexpr size_t MaxServers = 1'000;

  /// The models behind addresses (patterns). What the same file starts comes
  /// first, at a port the last one before. Of servers elsewhere the port must
  /// be told and all must hold the same model; a port that many use joins only
  /// where one's folder holds the other's.
  void find(llvm::ArrayRef<std::string> Addresses, const Asker &From,
            ModelNames &Out) const;

private:
  struct Server;
  void keepLast(std::vector<const Server *> &Own, Starter From) const;
  struct Server {
    ModelNames Models;
    std::string Port; // empty: not told
    Starter By;
    std::string Folder;
  };
  std::vector<Server> Servers;
  bool Truncated = false;
};

} // namespace modeltidy

#endif
