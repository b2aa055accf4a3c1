/** Fails the build when a page's first load or a lazy part outgrows its budget (gzip). */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
const FIRST_LOAD_MAX = 150_000;
const MAP_MAX = 450_000;
/** ECharts with one kind of chart on a grid is 160 kB of it. */
const SLOPE_PAGE_MAX = 200_000;
/** It draws its curves without a library. */
const CHARGING_PAGE_MAX = 25_000;

/** Lists, forms and the page of a case; no library. */
const TICKETS_PAGE_MAX = 30_000;

/** It comes over a bad line; half of it are the words in both languages. */
const PHONE_MAX = 120_000;
const WORKER_MAX = 12_000;

const gzipOf = (file) => gzipSync(readFileSync(dist + file), { level: 9 }).length;

/** A chunk with everything it imports at once. */
function files(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const css of chunk.css ?? []) found.add(css);
  for (const next of chunk.imports ?? []) files(next, found);
  return found;
}

const total = (list) => [...list].reduce((sum, file) => sum + gzipOf(file), 0);
const worker = readdirSync(`${dist}assets`).filter((name) => name.startsWith('maplibre-gl-worker'));
const firstOf = (page) => files(`${page}.html`);
const map = [...files('src/map/maplibreBase.ts')].filter((file) => !firstOf('wall').has(file));

const charts = [
  ...files('src/desk/slopes/SlopesPanel.vue'),
  ...files('src/desk/slopes/charts/echarts.ts'),
].filter((file) => !firstOf('desk').has(file));

const charging = [...files('src/desk/chargers/ChargersPanel.vue')].filter(
  (file) => !firstOf('desk').has(file),
);

const tickets = [...files('src/desk/tickets/TicketsPanel.vue')].filter(
  (file) => !firstOf('desk').has(file),
);

const rows = [
  ['wall, first load', total(firstOf('wall')) + gzipOf('wall.html'), FIRST_LOAD_MAX],
  ['desk, first load', total(firstOf('desk')) + gzipOf('desk.html'), FIRST_LOAD_MAX],
  ['phone, first load', total(firstOf('m')) + gzipOf('m.html'), PHONE_MAX],
  ['phone worker', gzipOf('m-sw.js'), WORKER_MAX],
  ['slope page, lazy', total(new Set(charts)), SLOPE_PAGE_MAX],
  ['charging page, lazy', total(new Set(charging)), CHARGING_PAGE_MAX],
  ['ticket page, lazy', total(new Set(tickets)), TICKETS_PAGE_MAX],
  ['map with worker, lazy', total(map) + total(worker.map((name) => `assets/${name}`)), MAP_MAX],
];
let over = false;
for (const [name, bytes, max] of rows) {
  over ||= bytes > max;
  const verdict = bytes > max ? 'OVER' : 'ok';
  console.log(
    `${name.padEnd(24)}${(bytes / 1000).toFixed(1).padStart(8)} kB of ${max / 1000} ${verdict}`,
  );
}
if (charts.length < 2) throw new Error('the chunks of the slope page were not found');
if (charging.length === 0) throw new Error('the chunk of the charging page was not found');
if (tickets.length === 0) throw new Error('the chunk of the ticket page was not found');
if (map.length === 0 || worker.length === 0) throw new Error('the map chunk was not found');
process.exit(over ? 1 : 0);
