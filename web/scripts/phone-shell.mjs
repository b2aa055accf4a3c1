/**
 * Vite plugin: builds the phone's service worker after the pages, with the list of what the page
 * needs to open without a line. One file in the root, because that is how far it may look, and
 * without imports, which not every phone allows in a worker.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = 'src/phone/shell/worker.ts';
const WORKER = 'm-sw.js';
const ICONS = 'm-icons';

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Names of assets hold their hash; the others are told apart by what is in them. */
const entry = (url, content) => ({
  url,
  revision: url.startsWith('/assets/') ? null : hashOf(content),
});

/** The page with all that it loads at once. */
function loaded(bundle, found = new Set(), chunk = pageOf(bundle)) {
  if (!chunk || found.has(chunk.fileName)) return found;
  found.add(chunk.fileName);
  for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
  for (const asset of chunk.viteMetadata?.importedAssets ?? []) found.add(asset);
  for (const next of chunk.imports ?? []) loaded(bundle, found, bundle[next]);
  return found;
}

const pageOf = (bundle) =>
  Object.values(bundle).find(
    (one) => one.type === 'chunk' && one.isEntry && one.facadeModuleId?.endsWith('/m.html'),
  );

function shell(bundle) {
  const files = ['m.html', ...loaded(bundle)];
  const kept = readdirSync(`${root}public/${ICONS}`).map((name) => `${ICONS}/${name}`);
  return [
    ...files.map((file) => {
      const made = bundle[file];
      if (!made) throw new Error(`${file} was not built`);
      return entry(`/${file}`, made.code ?? made.source);
    }),
    ...['m-manifest.json', ...kept].map((file) =>
      entry(`/${file}`, readFileSync(`${root}public/${file}`)),
    ),
  ];
}

export function phoneShell() {
  return {
    name: 'citywall-phone-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        if (!pageOf(bundle)) throw new Error('the phone page was not built');
        const made = await build({
          root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: {
            __PHONE_SHELL__: JSON.stringify(shell(bundle)),
            'process.env.NODE_ENV': '"production"',
          },
          build: {
            write: false,
            target: 'es2022',
            lib: { entry: ENTRY, formats: ['iife'], name: 'citywall' },
          },
        });
        const [{ output }] = Array.isArray(made) ? made : [made];
        this.emitFile({ type: 'asset', fileName: WORKER, source: output[0].code });
      },
    },
  };
}
