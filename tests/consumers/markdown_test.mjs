// The graph of every fixture's Markdown report, drawn by Mermaid itself in
// headless Chromium, as a step's summary shows it.
//
//   node markdown_test.mjs MODEL_TIDY MERMAID_JS
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [tool, mermaid] = process.argv.slice(2).map((p) => path.resolve(p));
const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
await page.addScriptTag({ path: mermaid });
// The settings of a page that shows what strangers write.
await page.evaluate(() => window.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' }));

let drawn = 0;
for (const name of fs.readdirSync(path.join(root, 'fixtures'))) {
  const folder = path.join(root, 'fixtures', name);
  if (!fs.statSync(folder).isDirectory()) continue;
  const run = spawnSync(tool, ['--quiet', '--format=markdown', '--today=2026-11-21', folder], { encoding: 'utf8' });
  const graph = run.stdout.match(/```mermaid\n([^]*?)```/);
  if (!graph) continue;
  const nodes = new Set([...graph[1].matchAll(/^\s+(n\d+)[[(]/gm)].map((m) => m[1]));
  const svg = await page.evaluate(async ([id, text]) => (await window.mermaid.render(id, text)).svg, ['g' + drawn, graph[1]])
    .catch((error) => assert.fail(`${name}: ${error}\n${graph[1]}`));
  assert.equal((svg.match(/class="node /g) ?? []).length, nodes.size, name);
  ++drawn;
}
await browser.close();
assert.ok(drawn > 20, `only ${drawn} graphs`);
console.log(`Mermaid draws ${drawn} graphs`);
