// Draws the table of script/bench as a picture: node bench/picture.mjs TABLE.txt > PICTURE.svg
// One panel a question, sockets from left to right, one bar a contender; the figure stands on it.
import { readFileSync } from 'node:fs';

const kNameWidth = 50;
const kColumns = [
  'sockets', 'total', 'persecond', 'cpu', 'bare', 'p50', 'p95', 'p99', 'max', 'kb',
];
const kPanels = [
  { title: 'Fan-out, 200 bytes: server CPU µs a delivery', rows: /^fanout 200 B: (.+)$/, value: 'cpu' },
  { title: 'Fan-out, whole product: server CPU µs a delivery', rows: /^fanout (?!200 B)\d+ B: (.+)$/, value: 'cpu' },
  { title: 'Fan-out, whole product: p99 ms to a follower', rows: /^fanout (?!200 B)\d+ B: (.+)$/, value: 'p99' },
  { title: 'Ballots, all at once: ms until the last is on disk', rows: /^ballots: (.+)$/, value: 'total' },
  { title: 'Reconnect storm: ms until all are back', rows: /^storm: (.+)$/, value: 'total' },
  { title: 'Memory: KB an idle socket', rows: /^memory: (.+)$/, value: 'kb' },
];
const kOurs = ['#1d6f5c', '#3b5ea8', '#7a4b8c'];
const kBare = '#8a8f98';
const kNode = '#b5772b';
const kWidth = 880;
const kPanelHeight = 210;
const kPlotHeight = 120;
const kLeft = 24;
const kLetterWidth = 5.6; // of the small text, on average

/** The rows of the table; what is no row (head, notes, targets) has no number of sockets. */
export function rowsOf(text) {
  const rows = [];
  for (const line of text.split('\n')) {
    const name = line.slice(0, kNameWidth).trim();
    const values = line.slice(kNameWidth).trim().split(/\s+/);
    if (name === '' || values.length !== kColumns.length || !/^\d+$/.test(values[0])) continue;
    const row = { name };
    kColumns.forEach((column, i) => {
      if (values[i] !== '-') row[column] = Number(values[i]);
    });
    rows.push(row);
  }
  return rows;
}

const escaped = (text) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

/** The same colour for the same contender in every panel. */
function coloursOf(whos) {
  const ours = whos.filter((who) => !/^(bare|Node)/.test(who));
  return new Map(
    whos.map((who) => {
      if (who.startsWith('bare')) return [who, kBare];
      return [who, who.startsWith('Node') ? kNode : kOurs[ours.indexOf(who) % kOurs.length]];
    }),
  );
}

function panel(rows, { title, rows: pattern, value }, top) {
  const bars = rows
    .filter((row) => pattern.test(row.name) && row[value] !== undefined)
    .map((row) => ({ who: pattern.exec(row.name)[1], sockets: row.sockets, value: row[value] }));
  if (bars.length === 0) return '';
  // Contenders that were measured twice beside different rows of ours: the first counts.
  const first = new Map(bars.map((bar) => [`${bar.who} ${bar.sockets}`, bar]).reverse());
  const whos = [...new Set(bars.map((bar) => bar.who))];
  const sizes = [...new Set(bars.map((bar) => bar.sockets))].sort((a, b) => a - b);
  const most = Math.max(...bars.map((bar) => bar.value));
  const groupWidth = (kWidth - 2 * kLeft) / sizes.length;
  const barWidth = Math.min(70, (groupWidth - 24) / whos.length);
  const base = top + 40 + kPlotHeight;
  const colours = coloursOf(whos);
  const drawn = [...first.values()].map((bar) => {
    const x = kLeft + sizes.indexOf(bar.sockets) * groupWidth + whos.indexOf(bar.who) * barWidth;
    const height = Math.max(1, (bar.value / most) * (kPlotHeight - 16));
    const figure = bar.value >= 100 ? bar.value.toFixed(0) : bar.value.toFixed(bar.value < 10 ? 2 : 1);
    return (
      `<rect x="${x.toFixed(1)}" y="${(base - height).toFixed(1)}" width="${(barWidth - 4).toFixed(1)}" ` +
      `height="${height.toFixed(1)}" fill="${colours.get(bar.who)}"/>` +
      text((x + barWidth / 2 - 2).toFixed(1), (base - height - 4).toFixed(1), figure, 'text-anchor="middle" class="small"')
    );
  });
  const scale = sizes.map((size, i) =>
    text(kLeft + i * groupWidth, base + 16, size.toLocaleString('en-US'), 'class="small"'),
  );
  let x = kLeft;
  const key = whos.map((who) => {
    const at = x;
    x += 15 + who.length * kLetterWidth + 20;
    return `<rect x="${at}" y="${base + 24}" width="10" height="10" fill="${colours.get(who)}"/>` + text(at + 15, base + 33, who, 'class="small"');
  });
  return [
    text(kLeft, top + 22, title, 'class="title"'),
    `<line x1="${kLeft}" y1="${base}" x2="${kWidth - kLeft}" y2="${base}" stroke="#c9c6bd"/>`,
    ...drawn, ...scale, ...key,
  ].join('\n');
}

export function picture(table) {
  const rows = rowsOf(table);
  const panels = kPanels.map((one, i) => panel(rows, one, i * kPanelHeight));
  const height = kPanels.length * kPanelHeight + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${kWidth} ${height}" font-family="sans-serif" role="img">`,
    '<title>Roundtable beside a bare loop and Node ws</title>',
    '<style>.title{font-size:15px;font-weight:bold}.small{font-size:11px}text{fill:#22303c}</style>',
    `<rect width="${kWidth}" height="${height}" fill="#fbfaf6"/>`,
    ...panels, '</svg>', '',
  ].join('\n');
}

process.stdout.write(picture(readFileSync(process.argv[2], 'utf8')));
