//===- lsp.cpp - the language server ------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/lsp.h"
#include "scanner/discover/git_files.h"
#include "scanner/report/utf16.h"
#include "scanner/tool/lsp_findings.h"
#include "scanner/tool/source_texts.h"
#include "scanner/tool/version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::json;

namespace {

/// A message is a request about one file; its text never comes along.
constexpr size_t MaxMessageBytes = 64u << 20;
constexpr size_t MaxHeaderBytes = 4096;

/// JSON-RPC's code.
constexpr int MethodNotFound = -32601;

/// The bytes of the next message; nothing at the end of the input or where it
/// is no protocol.
std::optional<std::string> readMessage() {
  size_t Length = 0;
  for (std::string Line;;) {
    int C = std::getchar();
    if (C == EOF || Line.size() > MaxHeaderBytes)
      return std::nullopt;
    if (C != '\n') {
      Line += char(C);
      continue;
    }
    StringRef Header = StringRef(Line).trim();
    if (Header.empty())
      break;
    if (Header.consume_front_insensitive("content-length:") &&
        Header.trim().getAsInteger(10, Length))
      return std::nullopt;
    Line.clear();
  }
  if (Length == 0 || Length > MaxMessageBytes)
    return std::nullopt;
  std::string Body(Length, '\0');
  if (std::fread(Body.data(), 1, Length, stdin) != Length)
    return std::nullopt;
  return Body;
}

void send(const Json &Message) {
  std::string Body =
      Message.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::printf("Content-Length: %zu\r\n\r\n", Body.size());
  std::fwrite(Body.data(), 1, Body.size(), stdout);
  std::fflush(stdout);
}

void notify(const char *Method, Json Params) {
  send({{"jsonrpc", "2.0"}, {"method", Method}, {"params", std::move(Params)}});
}

/// The path of a file: URI; empty for others.
std::string pathOf(StringRef Uri) {
  if (!Uri.consume_front("file://"))
    return {};
  std::string Out;
  for (; !Uri.empty(); Uri = Uri.drop_front()) {
    uint8_t Byte = 0;
    if (Uri[0] == '%' && Uri.size() > 2 &&
        !Uri.substr(1, 2).getAsInteger(16, Byte)) {
      Out += char(Byte);
      Uri = Uri.drop_front(2);
      continue;
    }
    Out += Uri[0];
  }
  return Out;
}

/// Params[A][B] as a string; empty where there is none.
std::string textAt(const Json &Params, const char *A, const char *B) {
  if (!Params.is_object() || !Params.contains(A) || !Params[A].is_object() ||
      !Params[A].contains(B) || !Params[A][B].is_string())
    return {};
  return Params[A][B];
}

/// Params[...]["line"] and ["character"]; nothing where they are no numbers.
std::optional<std::pair<uint32_t, uint32_t>> positionIn(const Json &P) {
  if (!P.is_object() || !P.contains("line") || !P.contains("character") ||
      !P["line"].is_number_unsigned() || !P["character"].is_number_unsigned())
    return std::nullopt;
  return std::pair(uint32_t(P["line"]), uint32_t(P["character"]));
}

/// Can the editor make a file as part of an edit? (workspaceEdit of the
/// client's capabilities)
bool makesFiles(const Json &Params) {
  static const Json::json_pointer At(
      "/capabilities/workspace/workspaceEdit/resourceOperations");
  if (!Params.contains(At) || !Params.at(At).is_array())
    return false;
  return llvm::any_of(Params.at(At),
                      [](const Json &Kind) { return Kind == "create"; });
}

/// The editor's process; 0 where it did not say.
std::atomic<pid_t> Editor = 0;

/// The wait between two looks, and how long a server that has lost its editor
/// may still work on what it was sent.
constexpr int LookMilliseconds = 2000, GraceLooks = 3;

bool isGone(pid_t Process) {
  return Process > 0 && kill(Process, 0) == -1 && errno == ESRCH;
}

/// A scan may take long, and nobody reads meanwhile: ends the program when its
/// input is closed or the editor's process is gone.
void watchEditor() {
  for (int Lost = 0; Lost != GraceLooks;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(LookMilliseconds));
    pollfd Input{STDIN_FILENO, POLLRDHUP, 0};
    bool Closed = poll(&Input, 1, 0) == 1 &&
                  (Input.revents & (POLLHUP | POLLRDHUP | POLLERR)) != 0;
    Lost = Closed || isGone(Editor) ? Lost + 1 : 0;
  }
  _exit(ExitFindings);
}

class Server {
public:
  explicit Server(const Options &FromCommandLine) : Asked(FromCommandLine) {
    Asked.Quiet = true;
  }

  int run() {
    std::thread(watchEditor).detach();
    while (std::optional<std::string> Bytes = readMessage()) {
      Json Message = Json::parse(*Bytes, nullptr, /*allow_exceptions=*/false);
      if (!Message.is_object())
        continue;
      Json Method = Message.value("method", Json());
      if (!Method.is_string())
        continue; // an answer to nothing that was asked
      if (Method == "exit")
        return ShutDown ? ExitClean : ExitFindings;
      handle(Method, Message);
    }
    return ExitFindings; // the editor went without saying so
  }

private:
  void handle(const std::string &Method, const Json &Message) {
    Json Params = Message.value("params", Json::object());
    if (!Params.is_object())
      Params = Json::object();
    if (!Message.contains("id")) {
      bool Opened = Method == "textDocument/didOpen";
      bool Moved = Opened && followFile(Params);
      if ((Opened && (!View || Moved)) || Method == "textDocument/didSave")
        rescan();
      return;
    }
    Json Answer = {{"jsonrpc", "2.0"}, {"id", Message["id"]}};
    if (Method == "initialize")
      Answer["result"] = initialize(Params);
    else if (Method == "shutdown")
      Answer["result"] = shutDown();
    else if (Method == "textDocument/hover")
      Answer["result"] = hover(Params);
    else if (Method == "textDocument/codeAction")
      Answer["result"] = actions(Params);
    else
      Answer["error"] = {{"code", MethodNotFound},
                         {"message", "model-tidy does not know " + Method}};
    send(Answer);
  }

  Json initialize(const Json &Params) {
    std::string Root;
    Json Folders = Params.value("workspaceFolders", Json());
    if (Folders.is_array() && !Folders.empty())
      Root = pathOf(textAt({{"f", Folders[0]}}, "f", "uri"));
    if (Json Uri = Params.value("rootUri", Json());
        Root.empty() && Uri.is_string())
      Root = pathOf(Uri.get<std::string>());
    Follows = Root.empty() && Asked.Paths.empty();
    if (!Root.empty())
      Asked.Paths = {Root};
    Json Process = Params.value("processId", Json());
    // Alive, as far as can be seen from here: a container may have its own.
    if (Process.is_number_unsigned() && !isGone(pid_t(Process)))
      Editor = pid_t(Process);
    CanMakeFiles = makesFiles(Params);
    return {{"capabilities",
             {{"textDocumentSync",
               {{"openClose", true}, {"change", 0}, {"save", true}}},
              {"hoverProvider", true},
              {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}}}},
            {"serverInfo",
             {{"name", "model-tidy"}, {"version", ModelTidyVersion}}}};
  }

  /// Without a workspace: the checkout of the file that is opened, else that
  /// file alone. The folder that the editor was started in may be the whole
  /// disk. True where this is another root than before.
  bool followFile(const Json &Params) {
    llvm::SmallString<256> Real;
    std::string Path = pathOf(textAt(Params, "textDocument", "uri"));
    if (!Follows || Path.empty() || llvm::sys::fs::real_path(Path, Real) ||
        (View && !fileOf(Params).empty()))
      return false;
    std::optional<std::string> Checkout =
        enclosingCheckout(llvm::sys::path::parent_path(Real));
    Asked.Paths = {Checkout.value_or(std::string(Real))};
    return true;
  }

  Json shutDown() {
    ShutDown = true;
    return nullptr;
  }

  void say(const std::string &Text) {
    notify("window/logMessage", {{"type", 1}, {"message", validUtf8(Text)}});
  }

  /// Scans anew; where that fails, what the last scan found stands.
  void rescan() {
    if (Follows && Asked.Paths.empty())
      return; // nothing on disk was opened yet
    Progress Silent(false);
    llvm::Expected<Scan> Fresh = scan(Asked, Silent);
    if (!Fresh)
      return say(llvm::toString(Fresh.takeError()));
    llvm::Expected<Findings> Found = findingsOf(*Fresh, Asked);
    if (!Found)
      return say(llvm::toString(Found.takeError()));
    View.reset();
    Last.emplace(std::move(*Fresh));
    LastFindings.emplace(std::move(*Found));
    Texts.emplace(*Last->Source, DiscoverLimits().MaxFileBytes);
    View.emplace(*Last, *LastFindings, *Texts);
    View->CanMakeFiles = CanMakeFiles;
    publish();
  }

  void publish() {
    std::map<std::string, Json> Now;
    for (auto &[File, Rows] : View->diagnostics())
      Now.emplace(View->uriOf(File), std::move(Rows));
    for (const std::string &Uri : Published)
      Now.try_emplace(Uri, Json::array()); // what is gone
    Published.clear();
    for (auto &[Uri, Rows] : Now) {
      if (!Rows.empty())
        Published.push_back(Uri);
      notify("textDocument/publishDiagnostics",
             {{"uri", Uri}, {"diagnostics", std::move(Rows)}});
    }
  }

  /// The document's path relative to the root; empty where it lies elsewhere.
  std::string fileOf(const Json &Params) const {
    llvm::SmallString<256> Real;
    std::string Path = pathOf(textAt(Params, "textDocument", "uri"));
    if (Path.empty() || llvm::sys::fs::real_path(Path, Real))
      return {};
    StringRef File = Real;
    if (!File.consume_front(Last->Found.Root) || !File.consume_front("/"))
      return {};
    return File.str();
  }

  Json hover(const Json &Params) {
    auto At = positionIn(Params.value("position", Json()));
    if (!View || !At)
      return nullptr;
    return View->hover(fileOf(Params), At->first, At->second);
  }

  Json actions(const Json &Params) {
    Json Range = Params.value("range", Json::object());
    if (!View || !Range.is_object())
      return Json::array();
    auto Begin = positionIn(Range.value("start", Json()));
    auto End = positionIn(Range.value("end", Json()));
    if (!Begin || !End)
      return Json::array();
    return View->actions(fileOf(Params), Begin->first, End->first);
  }

  Options Asked;
  bool ShutDown = false, CanMakeFiles = false;
  bool Follows = false; ///< the root is that of the opened file
  std::optional<Scan> Last;
  std::optional<Findings> LastFindings;
  std::optional<SourceTexts> Texts;
  std::optional<EditorView> View;     // of the three above
  std::vector<std::string> Published; ///< URIs: the root may change
};

} // namespace

int serveEditor(const Options &Asked) { return Server(Asked).run(); }

} // namespace modeltidy
