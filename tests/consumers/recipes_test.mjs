// Every block of the pages that tell how to use model-tidy: commands are run in
// a repository with a finding, settings are held against the files they name.
// A block that nothing here knows fails.
//
//   node recipes_test.mjs MODEL_TIDY FOLDER
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [tool, work] = process.argv.slice(2).map((p) => path.resolve(p));
const here = path.dirname(new URL(import.meta.url).pathname);
const root = path.resolve(here, '../..');
const repo = path.join(work, 'repo');
const bin = path.join(work, 'bin');
const summary = path.join(work, 'summary.md');
fs.rmSync(work, { recursive: true, force: true });
fs.mkdirSync(bin, { recursive: true });
fs.symlinkSync(tool, path.join(bin, 'model-tidy'));
// reviewdog's place is taken by a validator of its format.
const validator = path.join(here, 'node_modules/@umbrelladocs/rdformat-validator/dist/cli/index.js');
fs.writeFileSync(path.join(bin, 'reviewdog'),
  `#!/bin/sh\ncat >"${work}/rdjson"\nexec node "${validator}" --strict --no-fix "${work}/rdjson"\n`, { mode: 0o755 });

const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: '',
  HOME: work, XDG_CACHE_HOME: path.join(work, 'cache') };
function run(command, folder = repo) {
  const done = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, env, encoding: 'utf8' });
  assert.ok(done.status === 0 || done.status === 1, `status ${done.status}: ${command}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}
function freshRepo() {
  fs.rmSync(repo, { recursive: true, force: true });
  fs.cpSync(path.join(root, 'fixtures/llama2_output_trains_mistral'), repo, { recursive: true });
  fs.mkdirSync(path.join(repo, 'src'));
  fs.writeFileSync(path.join(repo, '.model-tidy-baseline.json'), '');
  run('git init -q -b main . && git add -A && git -c user.name=t -c user.email=t@example.com commit -qm all &&' +
    ' git branch -q origin/main && model-tidy --quiet --write-baseline=.model-tidy-baseline.json . >/dev/null');
}

/// The fenced blocks of a page: {language, text, line}.
function blocks(page) {
  const out = [];
  let open = null;
  fs.readFileSync(path.join(root, page), 'utf8').split('\n').forEach((line, i) => {
    const fence = line.match(/^\s*```(\w*) ?(.*)/);
    if (!fence) return open && open.text.push(line);
    if (open) out.push({ ...open, text: open.text.join('\n') });
    open = open ? null : { language: fence[1], file: fence[2], text: [], line: i + 1 };
  });
  return out;
}

let tried = 0;
function commands(text) {
  for (const [, written] of text.matchAll(/^\s*\$ (.*)$/gm)) {
    const command = written.replace(/\s{2,}#.*$|\s{2,}[A-Z].*$/, '').replace(/^build\//, '');
    if (!command.startsWith('model-tidy')) continue; // set-up and installing: .ci/demo, .ci/package
    freshRepo();
    run(command);
    ++tried;
  }
}

function actionInputs(text) {
  const known = fs.readFileSync(path.join(root, 'action.yml'), 'utf8');
  for (const [, list] of text.matchAll(/with: \{([^}]*)\}/g)) {
    for (const [, key] of list.matchAll(/([\w-]+):/g)) {
      assert.ok(key === 'fetch-depth' || new RegExp(`^  ${key}:`, 'm').test(known), 'action.yml has no input ' + key);
    }
  }
  ++tried;
}

function gitlabJob(text) {
  freshRepo();
  run(text.match(/script: (.*)/)[1]);
  const rows = JSON.parse(fs.readFileSync(path.join(repo, text.match(/codequality: ([\w.-]+)/)[1]), 'utf8'));
  assert.ok(rows.length > 0);
  assert.equal(new Set(rows.map((r) => r.fingerprint)).size, rows.length);
  rows.forEach((r) => {
    assert.ok(r.description && r.check_name && r.location.path && r.location.lines.begin > 0);
    assert.match(r.severity, /^(info|minor|major|critical|blocker)$/);
  });
  ++tried;
}

function hookIds(text) {
  const known = fs.readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8');
  for (const [, id] of text.matchAll(/- id: ([\w-]+)/g)) assert.match(known, new RegExp(`^- id: ${id}$`, 'm'));
  ++tried;
}

for (const page of ['README.md', 'docs/start.md', 'docs/integrations.md']) {
  for (const block of blocks(page)) {
    const { language, text } = block;
    const at = `${page}:${block.line}`;
    try {
      if (language === 'console') commands(text);
      else if (/uses: OWNER\/model-tidy/.test(text)) actionInputs(text);
      else if (/codequality:/.test(text)) gitlabJob(text);
      else if (/^repos:/.test(text)) hookIds(text);
      else if (language === 'lua') assert.match(text, /'model-tidy', '--lsp'/);
      else assert.ok(language === '' || language === 'python', 'no test knows this block');
    } catch (error) {
      error.message = `${at}: ${error.message}`;
      throw error;
    }
  }
}

// The lesson: without its rows nothing is found, with them the training is.
fs.rmSync(repo, { recursive: true, force: true });
for (const { file, text } of blocks('docs/teaching.md')) {
  fs.mkdirSync(path.dirname(path.join(repo, file)), { recursive: true });
  fs.writeFileSync(path.join(repo, file), text + '\n');
}
const found = /train\.py:\d+:\d+: error: output of 'gpt-4o' .* trains 'mistralai\/Mistral-7B-v0\.1'.* \[license-output-training\]/;
assert.match(run('model-tidy --quiet .'), found);
fs.rmSync(path.join(repo, '.model-tidy.yaml'));
assert.doesNotMatch(run('model-tidy --quiet .'), /license-output-training/);
++tried;

assert.ok(tried >= 12, `only ${tried} recipes were tried`);
console.log(`${tried} recipes of the pages hold`);
