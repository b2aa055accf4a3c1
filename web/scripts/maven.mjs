/**
 * What Maven calls: `node scripts/maven.mjs install|build|test|browser …`. Each step runs only when
 * its inputs changed since it last succeeded, except the tests, whose result must be seen.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'target', 'stamps');

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CI: '1', NO_COLOR: '1' },
  });
  if (error?.code === 'ENOENT') {
    console.error('npm is missing: install Node.js 20 or newer (see ./citywall doctor)');
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
}

const filesUnder = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesUnder(join(path, name)))
    : [path];

function hashOf(...names) {
  const hash = createHash('sha256').update(process.version);
  for (const file of names.map((name) => join(root, name)).flatMap(filesUnder)) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function unlessFresh(step, output, inputs, run) {
  const stamp = join(stamps, step);
  const hash = hashOf(...inputs);
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    console.log(`web: ${step} is up to date`);
    return;
  }
  run();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

const steps = {
  install: () =>
    unlessFresh('install', 'node_modules/.package-lock.json', ['package-lock.json'], () =>
      npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
    ),
  build: () =>
    unlessFresh(
      'build',
      'dist/wall.html',
      [
        'package-lock.json',
        'src',
        'scripts',
        'public',
        'wall.html',
        'desk.html',
        'm.html',
        'vite.config.ts',
      ],
      () => {
        npm('run', '--silent', 'build');
        // Maven only adds resources; pages of an earlier build must not stay in the jar.
        rmSync(join(root, 'target', 'classes', 'webroot'), { recursive: true, force: true });
      },
    ),
  test: () => {
    npm('run', '--silent', 'lint');
    npm('run', '--silent', 'types');
    npm('run', '--silent', 'test');
  },
  browser: () => npm('run', '--silent', 'test:browser'),
};

for (const step of process.argv.slice(2)) {
  if (!Object.hasOwn(steps, step)) throw new Error(`no step ${step}`);
  steps[step]();
}
