// model-tidy --lsp, driven by a client library's own message types and streams.
//
//   node lsp_test.mjs MODEL_TIDY FOLDER
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import protocol from 'vscode-languageserver-protocol/node.js';

const [tool, work] = process.argv.slice(2).map((p) => path.resolve(p));
const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
const repo = path.join(work, 'a repo');
fs.rmSync(repo, { recursive: true, force: true });
fs.cpSync(path.join(root, 'fixtures/llama2_output_trains_mistral'), repo, { recursive: true });

const server = spawn(tool, ['--lsp', '--today=2026-11-21', '--checks=-*,license-output-training,license-attribution,nolint-*'],
  { stdio: ['pipe', 'pipe', 'inherit'] });
const ended = new Promise((resolve) => server.on('exit', resolve));
const client = protocol.createProtocolConnection(server.stdout, server.stdin);
const published = new Map();
let waiting = () => {};
client.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
  published.set(params.uri, params.diagnostics);
  waiting();
});
client.listen();
const next = () => new Promise((resolve, reject) => {
  waiting = resolve;
  setTimeout(() => reject(new Error('no diagnostics came')), 30000).unref();
});

const rootUri = pathToFileURL(repo).href;
const started = await client.sendRequest(protocol.InitializeRequest.type,
  { processId: process.pid, rootUri, capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } },
    workspaceFolders: [{ uri: rootUri, name: 'repo' }] });
assert.equal(started.serverInfo.name, 'model-tidy');
await client.sendNotification(protocol.InitializedNotification.type, {});

const uri = (name) => pathToFileURL(path.join(repo, name)).href;
const text = (name) => fs.readFileSync(path.join(repo, name), 'utf8');
let came = next();
await client.sendNotification(protocol.DidOpenTextDocumentNotification.type,
  { textDocument: { uri: uri('train.py'), languageId: 'python', version: 1, text: text('train.py') } });
await came;
const [finding] = published.get(uri('train.py'));
assert.equal(finding.code, 'license-output-training');
assert.equal(finding.severity, protocol.DiagnosticSeverity.Error);
const line = text('train.py').split('\n')[finding.range.start.line];
assert.ok(line.slice(finding.range.start.character).startsWith('SFTTrainer('), line);
assert.ok(finding.relatedInformation.some((r) => r.location.uri === uri('generate.py') && r.message === 'generates here'));

// Hover over the model's id.
const lines = text('generate.py').split('\n');
const at = lines.findIndex((l) => l.includes('meta-llama/Llama-2-7b-chat-hf'));
const over = await client.sendRequest(protocol.HoverRequest.type, { textDocument: { uri: uri('generate.py') },
  position: { line: at, character: lines[at].indexOf('meta-llama') + 2 } });
assert.match(over.contents.value, /meta-llama\/Llama-2-7b-chat-hf/);
assert.match(over.contents.value, /license/i);
assert.equal(await client.sendRequest(protocol.HoverRequest.type,
  { textDocument: { uri: uri('generate.py') }, position: { line: 0, character: 0 } }), null);

/// Makes the edits of a code action and saves.
async function take(action) {
  for (const [target, edits] of Object.entries(action.edit.changes)) {
    const file = new URL(target);
    let now = fs.readFileSync(file, 'utf8');
    const offset = (at) => now.split('\n').slice(0, at.line).join('\n').length + (at.line ? 1 : 0) + at.character;
    for (const edit of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))) {
      now = now.slice(0, offset(edit.range.start)) + edit.newText + now.slice(offset(edit.range.end));
    }
    fs.writeFileSync(file, now);
  }
  came = next();
  await client.sendNotification(protocol.DidSaveTextDocumentNotification.type, { textDocument: { uri: uri('train.py') } });
  await came;
}
const actionsFor = (found) => client.sendRequest(protocol.CodeActionRequest.type,
  { textDocument: { uri: uri('train.py') }, range: found.range, context: { diagnostics: [found] } });

// The code action suppresses the finding; after saving, it is gone.
const [suppress] = await actionsFor(finding);
assert.match(suppress.title, /^Suppress/);
await take(suppress);
assert.deepEqual(published.get(uri('train.py')), []);

// A suppression of nothing is found, and its fix is another action.
const before = text('train.py');
fs.writeFileSync(path.join(repo, 'train.py'), before + '# NOLINTNEXTLINE(license-output-training): old\nprint()\n');
await take({ edit: { changes: {} } });
const [stale] = published.get(uri('train.py'));
assert.equal(stale.code, 'nolint-unused');
await take((await actionsFor(stale)).find((a) => a.title.startsWith('Fix')));
assert.deepEqual(published.get(uri('train.py')), []);
assert.equal(text('train.py'), before + 'print()\n');

// A fix that makes a file: the notice that a license asks for.
fs.writeFileSync(path.join(repo, 'release.py'), `from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
Trainer(model=model, train_dataset=load_dataset("squad", split="train")).train()
model.push_to_hub("acme/chat")
`);
await take({ edit: { changes: {} } });
const owed = published.get(uri('release.py')).find((d) => d.code === 'license-attribution');
const [credit] = await client.sendRequest(protocol.CodeActionRequest.type,
  { textDocument: { uri: uri('release.py') }, range: owed.range, context: { diagnostics: [owed] } });
const [make, write] = credit.edit.documentChanges;
assert.equal(make.kind, 'create');
assert.equal(make.uri, uri('NOTICE'));
assert.equal(write.textDocument.uri, make.uri);
fs.writeFileSync(new URL(make.uri), write.edits[0].newText);
await take({ edit: { changes: {} } });
assert.ok(!(published.get(uri('release.py')) ?? []).some((d) => d.code === 'license-attribution'));

await assert.rejects(client.sendRequest('workspace/noSuchThing', {}), /does not know/);
await client.sendRequest(protocol.ShutdownRequest.type);
await client.sendNotification(protocol.ExitNotification.type);
assert.equal(await ended, 0);

// No workspace, started elsewhere: the opened file's checkout is the root, and
// nothing else is walked; a lost editor ends the server.
const lone = path.join(work, 'alone');
fs.rmSync(lone, { recursive: true, force: true });
fs.cpSync(path.join(root, 'fixtures/llama2_output_trains_mistral'), lone, { recursive: true });
fs.mkdirSync(path.join(lone, '.git'));
const second = spawn(tool, ['--lsp', '--checks=-*,license-output-training'], { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
const secondEnded = new Promise((resolve) => second.on('exit', resolve));
const other = protocol.createProtocolConnection(second.stdout, second.stdin);
const seen = new Map();
let arrived = () => {};
other.onNotification(protocol.PublishDiagnosticsNotification.type, ({ uri: of, diagnostics }) => {
  seen.set(of, diagnostics.length);
  arrived();
});
/// Until a test holds of what was published.
const until = async (holds) => {
  const late = Date.now() + 30000;
  while (!holds()) {
    assert.ok(Date.now() < late, `published: ${JSON.stringify([...seen])}`);
    await new Promise((resolve) => { arrived = resolve; setTimeout(resolve, 1000); });
  }
};
other.listen();
await other.sendRequest(protocol.InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });
const opened = pathToFileURL(path.join(lone, 'train.py')).href;
await other.sendNotification(protocol.DidOpenTextDocumentNotification.type,
  { textDocument: { uri: opened, languageId: 'python', version: 1, text: '' } });
await until(() => seen.get(opened) > 0);
// A file of another checkout moves the root: what was found in the first goes.
const twin = path.join(work, 'another');
fs.rmSync(twin, { recursive: true, force: true });
fs.renameSync(lone, twin);
fs.cpSync(twin, lone, { recursive: true });
const moved = pathToFileURL(path.join(twin, 'train.py')).href;
await other.sendNotification(protocol.DidOpenTextDocumentNotification.type,
  { textDocument: { uri: moved, languageId: 'python', version: 1, text: '' } });
await until(() => seen.get(moved) > 0 && seen.get(opened) === 0);
assert.ok([...seen.keys()].every((of) => of.startsWith(pathToFileURL(work).href)), [...seen.keys()].join());
second.stdin.destroy();
assert.equal(await secondEnded, 1);
console.log('the language server holds against vscode-languageserver-protocol');
process.exit(0);
