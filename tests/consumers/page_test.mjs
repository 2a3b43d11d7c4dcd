// The HTML report in headless Chromium: open, filter, select a flow, read its
// steps, by mouse and by keyboard; light, dark and many nodes.
//
//   node page_test.mjs MODEL_TIDY FOLDER     screenshots stay in FOLDER
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [tool, work] = process.argv.slice(2).map((p) => path.resolve(p));
fs.mkdirSync(work, { recursive: true });
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

function report(folder, name) {
  const file = path.join(work, name + '.html');
  try {
    execFileSync(tool, ['--quiet', '--format=html', '--today=2026-11-21', '--output=' + file, folder], { stdio: 'pipe' });
  } catch (error) {
    assert.equal(error.status, 1, String(error.stderr));
  }
  return pathToFileURL(file).href;
}

// A repository with three stories, one of them hostile in its names.
const repo = path.join(work, 'repo');
fs.rmSync(repo, { recursive: true, force: true });
for (const name of ['llama2_output_trains_mistral', 'mixtral_output_trains_qwen', 'alpaca_dataset_trains_pythia']) {
  fs.cpSync(path.join(root, 'fixtures', name), path.join(repo, name), { recursive: true });
}
const trainer = path.join(repo, 'mixtral_output_trains_qwen', 'train.py');
const hostile = 'Qwen/</script><img/src=x/onerror=window.forged=1>'; // an id holds no blank
fs.writeFileSync(trainer, fs.readFileSync(trainer, 'utf8').replace('Qwen/Qwen2.5-0.5B', hostile));

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 1500 }, colorScheme: 'light' });
const page = await context.newPage();
const trouble = [];
page.on('pageerror', (e) => trouble.push(String(e)));
page.on('console', (m) => m.type() === 'error' && trouble.push(m.text()));
page.on('request', (r) => /^(file|data|blob):/.test(r.url()) || trouble.push('network: ' + r.url()));

await page.goto(report(repo, 'page'));
const flows = page.locator('#flow-list details');
assert.equal(await flows.count(), 3);
assert.match(await page.locator('#shown').innerText(), /^3 of 3 flows shown/);
assert.equal(await page.evaluate('window.forged'), undefined);
assert.match(await page.locator('#flow-list').innerText(), /<img\/src=x/);
assert.ok(await page.locator('#graph canvas').count() > 0, 'the graph is drawn');
assert.match(await page.locator('#graph').getAttribute('aria-label'), /Graph of \d+ nodes/);
await page.screenshot({ path: path.join(work, 'light.png'), fullPage: true });

// Filters: the permitted flow goes, a search leaves one.
await page.locator('#verdict-permitted').uncheck();
assert.match(await page.locator('#shown').innerText(), /^2 of 3/);
await page.getByLabel('Search').fill('Llama-2 train.py');
assert.match(await page.locator('#shown').innerText(), /^1 of 3/);
const flow = page.locator('#flow-list details:visible');
assert.match(await flow.locator('summary').innerText(), /prohibited.*meta-llama\/Llama-2-7b-chat-hf/);

// A click on an arrow: its source lines and terms stand beside the graph.
await page.getByLabel('Search').fill('');
await page.locator('#verdict-permitted').check();
const box = await page.locator('#graph').boundingBox();
const zoom = Math.min((box.width - 42) / 850, (box.height - 42) / 182, 1);
await page.mouse.click(box.x + box.width / 2 - 165 * zoom, box.y + box.height / 2);
const beside = page.locator('#beside');
await beside.waitFor();
assert.match(await beside.innerText(), /meta-llama\/Llama-2-7b-chat-hf → data\/synthetic_qa\.jsonl/);
assert.match(await beside.innerText(), /generate\.py:\d+ .*named here/);
assert.match(await beside.innerText(), /Terms\s[^]*llama\.com|Terms\s[^]*read \d{4}-/);
await page.screenshot({ path: path.join(work, 'arrow.png') });
await page.locator('#verdict-permitted').uncheck();
await page.getByLabel('Search').fill('Llama-2 train.py');

// By keyboard alone: from the search to the flow, open it, read its steps.
await page.getByLabel('Search').focus();
for (let i = 0; i < 12 && !(await flow.locator('summary').evaluate((e) => e === document.activeElement)); ++i) {
  await page.keyboard.press('Tab');
}
await page.keyboard.press('Enter');
await flow.locator('ol li').first().waitFor(); // written when the flow is opened
const steps = await flow.locator('ol li').allInnerTexts();
assert.ok(steps.length >= 5, steps.join('\n'));
assert.match(steps[0], /generate\.py:\d+ .*named here/);
assert.match(steps.at(-1), /train\.py:\d+ trains here/);
assert.match(await flow.innerText(), /To resolve it/);
assert.match(await page.locator('#checklist').innerText(), /open\s+no output trains a model against its terms/);

// What a screen reader meets: named landmarks, headings, controls.
const unnamed = await page.evaluate(() => [...document.querySelectorAll('input, button')]
  .filter((e) => !e.labels?.length && !e.textContent.trim() && !e.ariaLabel).length);
assert.equal(unnamed, 0);
assert.equal(await page.locator('h1').count(), 1);
assert.equal(await page.locator('html').getAttribute('lang'), 'en');

// Text stands out from its ground in both schemes (WCAG AA).
const contrast = () => page.evaluate(() => {
  const light = (css) => css.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => (!e ? 'rgb(255,255,255)' : /, 0\)$/.test(getComputedStyle(e).backgroundColor)
    ? ground(e.parentElement) : getComputedStyle(e).backgroundColor);
  return Math.min(...[...document.querySelectorAll('.badge, p, summary, td, li')].map((e) => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }));
});
assert.ok(await contrast() >= 4.5, 'light: contrast ' + await contrast());
await page.emulateMedia({ colorScheme: 'dark' });
assert.ok(await contrast() >= 4.5, 'dark: contrast ' + await contrast());
await page.screenshot({ path: path.join(work, 'dark.png'), fullPage: true });
await page.emulateMedia({ media: 'print', colorScheme: 'light' });
assert.equal(await page.locator('#filters').isVisible(), false);
await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
await page.locator('#printed-graph').evaluate((e) => e.decode());
assert.ok(await page.locator('#printed-graph').evaluate((e) => e.naturalWidth) > 300, 'paper has the graph');
assert.equal(await page.locator('#flow-list details:not([open]):visible').count(), 0);
await page.pdf({ path: path.join(work, 'print.pdf') });
await page.emulateMedia({ media: 'screen' });

// 2,000 nodes: the same page with a larger graph.
const big = path.join(work, 'big.html');
const html = fs.readFileSync(path.join(work, 'page.html'), 'utf8');
const data = JSON.parse(html.match(/id="data">([^]*?)<\/script>/)[1]);
const flowOf = data.flows[0];
data.nodes = []; data.edges = []; data.flows = [];
for (let i = 0; i < 500; ++i) {
  ['model', 'data', 'training', 'publication'].forEach((part) => data.nodes.push({ part, label: part + ' ' + i, detail: '' }));
  for (let k = 0; k < 3; ++k) data.edges.push({ from: 4 * i + k, to: 4 * ((i * 7) % 500) + k + 1, verdict: 'prohibited', flows: [i] });
  data.flows.push({ ...flowOf, model: 'model ' + i });
}
fs.writeFileSync(big, html.replace(/(id="data">)[^]*?(<\/script>)/,
  (_, a, b) => a + JSON.stringify(data).replaceAll('<', '\\u003c') + b));
// What is drawn, as a part of the frame: names and boxes, not a haze.
const ink = () => page.evaluate(() => new Promise((done) => setTimeout(() => {
  const canvases = [...document.querySelectorAll('#graph canvas')];
  const parts = canvases.map((c) => {
    const bytes = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
    let count = 0;
    for (let i = 3; i < bytes.length; i += 4) count += bytes[i] > 100;
    return count / (c.width * c.height);
  });
  done(Math.max(...parts));
}, 700)));
const begin = Date.now();
await page.goto(pathToFileURL(big).href);
assert.match(await page.locator('#shown').innerText(), /^500 of 500/);
assert.ok(await ink() > 0.05, 'a large graph opens legibly: ' + await ink());
await page.screenshot({ path: path.join(work, 'big-open.png') });
await page.getByLabel('Search').fill('model 42');
assert.match(await page.locator('#shown').innerText(), /^[1-9]\d? of 500/);
const seconds = (Date.now() - begin) / 1000;
assert.ok(seconds < 60, 'a page of 2,000 nodes took ' + seconds + ' s');
assert.ok(await ink() > 0.05, 'what a search leaves comes to view: ' + await ink());
await page.screenshot({ path: path.join(work, 'big.png') });

assert.deepEqual(trouble, []);
await browser.close();
console.log('the page holds in Chromium; 2,000 nodes, open and filter: ' + seconds.toFixed(1) + ' s');
