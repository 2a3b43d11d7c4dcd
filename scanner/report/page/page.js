'use strict';
// Draws what stands in #data. Everything that the graph shows, the list of
// flows says in words: the graph is a picture for those who want one.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const verdicts = ['prohibited', 'conditional', 'unclear', 'permitted'];
  const shapes = { model: 'ellipse', data: 'barrel', training: 'round-rectangle', publication: 'tag' };
  const byId = (id) => document.getElementById(id);

  // make('a', {class: 'b'}, 'text', child...): texts become text nodes, never markup.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const badge = (word) => make('span', { class: 'badge ' + (word === 'note' ? 'note-level' : word) }, word);
  const place = (at) => make('code', {}, at.file + ':' + at.line);

  byId('summary').textContent = data.summary + '. As of ' + data.today + '.';

  // ---- flows, in words
  function fill(body, flow, heading = 'h3') {
    const steps = flow.steps.map((s) => make('li', {}, place(s), ' ' + s.what));
    body.append(make(heading, {}, 'Steps'), make('ol', {}, ...steps));
    const facts = [flow.reason, flow.doubt && 'likely, not certain: ' + flow.doubt].filter(Boolean);
    body.append(make(heading, {}, 'Verdict'), ...facts.map((f) => make('p', {}, f)));
    if (flow.terms.length) {
      body.append(make(heading, {}, 'Terms'), make('ul', {}, ...flow.terms.map((t) =>
        make('li', {}, t.text + (t.source ? ' (' + t.source + (t.read ? ', read ' + t.read : '') + ')' : '')))));
    }
    if (flow.ways.length) {
      body.append(make(heading, {}, 'To resolve it'), make('ul', {}, ...flow.ways.map((w) => make('li', {}, w))));
    }
  }
  const rows = data.flows.map((flow, index) => {
    const body = make('div', {});
    const row = make('details', { 'data-flow': index },
      make('summary', {}, badge(flow.verdict), ' ', make('strong', {}, flow.model),
        (flow.dataset ? ' in ' + flow.dataset : '') + ' → ' + flow.target + ' ', place(flow.sink)), body);
    row.addEventListener('toggle', () => {
      if (!row.open) return mark(null);
      if (!body.firstChild) fill(body, flow);
      mark(index);
    });
    const text = [flow.model, flow.dataset, flow.target, flow.verdict, flow.license]
      .concat(flow.steps.map((s) => s.file + ' ' + s.what)).join('\n').toLowerCase();
    return { row, body, flow, text };
  });
  byId('flow-list').append(...rows.map((r) => r.row));
  if (!rows.length) byId('flow-list').append(make('p', {}, 'No model’s output trains a model here.'));
  window.addEventListener('beforeprint', () => rows.forEach((r) => {
    if (!r.body.firstChild) fill(r.body, r.flow);
    r.row.open = !r.row.hidden;
  }));
  // Paper gets the whole graph as a picture, whatever part of it is on the screen.
  window.addEventListener('beforeprint', () => {
    if (!drawn) return;
    mark(null);
    const picture = byId('printed-graph');
    picture.src = drawn.png({ full: true, bg: color('back'), maxWidth: 3000, maxHeight: 3000 });
  });

  // ---- the other tables
  byId('findings').append(
    make('thead', {}, make('tr', {}, ...['Level', 'Check', 'Place', 'Message'].map((h) => make('th', { scope: 'col' }, h)))),
    make('tbody', {}, ...data.findings.map((f) => make('tr', {}, make('td', {}, badge(f.level)),
      make('td', {}, make('code', {}, f.check)), make('td', {}, place(f)), make('td', {}, f.message)))));
  for (const phase of data.checklist) {
    byId('checklist').append(make('h3', {}, phase.phase), make('ul', {}, ...phase.items.map((i) =>
      make('li', {}, badge(i.state), ' ' + i.text + (i.why ? ': ' + i.why : '')))));
  }
  byId('limits').append(...(data.limits.length ? data.limits : [{ file: '', what: 'nothing was left out' }]).map((l) =>
    make('li', {}, ...(l.file ? [make('code', {}, l.file), ': '] : []), l.what)));

  // ---- the graph: columns by the longest way from a model, rows near their sources
  // of those that are shown, so that what a filter leaves stands together
  function positions(nodes, edges) {
    const column = data.nodes.map(() => 0);
    for (let round = 0, moved = true; moved && round < 40; ++round) {
      moved = false;
      for (const e of edges) {
        if (column[e.to] <= column[e.from] && column[e.from] < 39) {
          column[e.to] = column[e.from] + 1;
          moved = true;
        }
      }
    }
    const into = data.nodes.map(() => []);
    for (const e of edges) into[e.to].push(e.from);
    const y = [];
    const columns = [];
    nodes.forEach((i) => (columns[column[i]] ||= []).push(i));
    for (const members of columns.filter(Boolean)) {
      const weight = (i, rank) =>
        into[i].length ? into[i].reduce((s, f) => s + (y[f] ?? 0), 0) / into[i].length : rank * 70;
      members.map((i, rank) => [weight(i, rank), i]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
        .reduce((last, [want, i]) => (y[i] = Math.max(last + 70, want)), -70);
    }
    return data.nodes.map((_, i) => ({ x: column[i] * 330, y: y[i] ?? 0 }));
  }
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const style = () => [
    { selector: 'node', style: { shape: (n) => shapes[n.data('part')], width: 190, height: 42, label: 'data(label)',
      'background-color': color('back'), 'border-color': color('soft'), 'border-width': 1.5, color: color('text'),
      'font-size': 12, 'text-valign': 'center', 'text-wrap': 'ellipsis', 'text-max-width': 176, 'min-zoomed-font-size': 5 } },
    ...verdicts.map((v) => ({ selector: 'edge.' + v, style: { 'line-color': color(v), 'target-arrow-color': color(v),
      'line-style': v === 'permitted' ? 'dotted' : v === 'prohibited' ? 'solid' : 'dashed' } })),
    { selector: 'edge', style: { width: 2, 'curve-style': 'bezier', 'target-arrow-shape': 'triangle' } },
    { selector: '.marked', style: { width: (e) => e.isNode() ? 190 : 5, 'border-width': 4, 'border-color': color('focus') } },
    { selector: '.faded', style: { opacity: 0.2 } },
    { selector: '.gone', style: { display: 'none' } },
  ];
  let drawn = null;
  const number = (element) => Number(element.id().slice(1));
  // All of them where their names stay legible, else as wide as the frame from
  // the top: a picture of 2,000 nodes as a whole shows nothing.
  const LEGIBLE = 0.55;
  function see(elements) {
    if (!elements.length) return;
    const box = elements.boundingBox();
    const wide = (drawn.width() - 40) / box.w;
    const whole = Math.min(wide, (drawn.height() - 40) / box.h, 1);
    const zoom = whole >= LEGIBLE ? whole : Math.max(LEGIBLE, Math.min(wide, 1));
    const middle = (size, from, length) => (size - length * zoom) / 2 - from * zoom;
    drawn.viewport({ zoom, pan: {
      x: box.w * zoom <= drawn.width() ? middle(drawn.width(), box.x1, box.w) : 20 - box.x1 * zoom,
      y: box.h * zoom <= drawn.height() ? middle(drawn.height(), box.y1, box.h) : 20 - box.y1 * zoom } });
  }
  const shownPart = () => drawn.elements().not('.gone');
  function arrange() {
    const nodes = drawn.nodes().not('.gone').map(number);
    const at = positions(nodes, drawn.edges().not('.gone').map((e) => data.edges[number(e)]));
    drawn.batch(() => nodes.forEach((i) => drawn.getElementById('n' + i).position(at[i])));
    see(shownPart());
  }
  function draw() {
    drawn = cytoscape({
      container: byId('graph'), layout: { name: 'preset' }, style: style(), wheelSensitivity: 0.3, minZoom: 0.02, maxZoom: 3,
      textureOnViewport: data.nodes.length > 400, hideEdgesOnViewport: data.nodes.length > 400,
      elements: data.nodes.map((n, i) => ({ data: { id: 'n' + i, part: n.part, label: n.label } }))
        .concat(data.edges.map((e, i) => ({ classes: e.verdict,
          data: { id: 'e' + i, source: 'n' + e.from, target: 'n' + e.to, flows: e.flows } }))),
    });
    drawn.on('tap', 'edge', (event) => beside(event.target));
    drawn.on('tap', 'node', (event) => {
      byId('search').value = data.nodes[event.target.id().slice(1)].label;
      filter();
    });
    byId('fit').addEventListener('click', () => see(shownPart()));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.style(style()));
  }
  // An arrow's source lines and terms, for each flow that runs over it.
  const MOST = 5;
  function beside(edge) {
    const flows = edge.data('flows');
    const [from, to] = [edge.source(), edge.target()].map((n) => data.nodes[n.id().slice(1)].label);
    const panel = byId('beside');
    panel.replaceChildren(make('h3', {}, from + ' → ' + to));
    for (const index of flows.slice(0, MOST)) {
      const flow = data.flows[index];
      panel.append(make('p', {}, badge(flow.verdict), ' ', make('strong', {}, flow.model), ' → ' + flow.target));
      fill(panel, flow, 'h4');
    }
    if (flows.length > MOST) panel.append(make('p', {}, (flows.length - MOST) + ' more flows run here; the list below has them'));
    panel.hidden = false;
    drawn.resize();
    if (flows.length) mark(flows[0]);
  }
  const ofFlow = (index) => drawn.edges().filter((e) => e.data('flows').includes(index));
  function mark(index) {
    if (!drawn) return;
    drawn.batch(() => {
      drawn.elements().removeClass('marked faded');
      if (index === null) return;
      const path = ofFlow(index);
      drawn.elements().addClass('faded');
      path.union(path.connectedNodes()).removeClass('faded').addClass('marked');
    });
    see(drawn.elements('.marked').not('.gone'));
  }

  // ---- filters
  const boxes = verdicts.map((v) => {
    const count = data.flows.filter((f) => f.verdict === v).length;
    const box = make('input', { type: 'checkbox', value: v, id: 'verdict-' + v });
    box.checked = true;
    byId('verdicts').append(make('label', { for: box.id }, box, ' ', badge(v), ' ' + count));
    return box;
  });
  function filter() {
    const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
    const shown = new Set();
    rows.forEach((r, i) => {
      const hit = wanted.has(r.flow.verdict) && words.every((w) => r.text.includes(w));
      r.row.hidden = !hit;
      if (hit) shown.add(i);
    });
    byId('shown').textContent = shown.size + ' of ' + rows.length + ' flows shown' +
      (data.cut ? '; ' + data.cut + ' more are in the JSON report' : '');
    if (!drawn) return;
    drawn.batch(() => {
      drawn.elements().addClass('gone');
      const edges = drawn.edges().filter((e) => e.data('flows').some((f) => shown.has(f)));
      edges.union(edges.connectedNodes()).removeClass('gone');
    });
    arrange();
  }
  byId('filters').addEventListener('input', filter);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('legend').append(...Object.keys(shapes).map((part) => make('li', {}, { model: '○ model', data: '⛁ data',
    training: '▢ training', publication: '⬠ publication' }[part])));
  byId('graph').setAttribute('aria-label', 'Graph of ' + data.nodes.length + ' nodes and ' + data.edges.length + ' arrows');
  if (data.nodes.length) draw();
  else byId('graph-section').hidden = true;
  filter();
})();
