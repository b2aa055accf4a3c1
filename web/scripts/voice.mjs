/**
 * `node scripts/voice.mjs`: records the phrases of src/sound/voice/phrases.txt with espeak-ng and
 * writes one small Opus file with an index beside it. Needs Debian's espeak-ng and opus-tools; the
 * result is committed, so that a build needs neither.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/sound/voice/', import.meta.url));
/** Debian's plain `cmn` reads the pinyin as if it were English; this one has the tones. */
const VOICE = 'cmn-latn-pinyin';
const WORDS_PER_MINUTE = 185;
const BITRATE_KBIT = 12;
const RATE_HZ = 22_050;
/** Between two phrases, so that none is heard at the edge of another. */
const GAP_S = 0.08;
/** Quieter than this at either end is silence, of 32768. */
const SILENCE = 300;

const phrases = readFileSync(join(folder, 'phrases.txt'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'));

const work = mkdtempSync(join(tmpdir(), 'citywall-voice-'));
const parts = [];
const index = {};
let samples = 0;
for (const phrase of phrases) {
  const sound = trimmed(recorded(phrase));
  if (sound.length === 0) throw new Error(`nothing was heard of ${phrase}`);
  index[phrase] = [seconds(samples), seconds(sound.length)];
  const gap = new Int16Array(Math.round(GAP_S * RATE_HZ));
  parts.push(sound, gap);
  samples += sound.length + gap.length;
}
writeFileSync(join(work, 'all.wav'), wav(parts, samples));
execFileSync('opusenc', [
  '--quiet',
  '--bitrate',
  String(BITRATE_KBIT),
  '--framesize',
  '60',
  join(work, 'all.wav'),
  join(folder, 'zh.opus'),
]);
const lines = Object.entries(index).map(([phrase, at]) => `  "${phrase}": [${at.join(', ')}]`);
writeFileSync(join(folder, 'zh.json'), `{\n${lines.join(',\n')}\n}\n`);
rmSync(work, { recursive: true });
console.log(`${phrases.length} phrases, ${seconds(samples)} s`);

function recorded(phrase) {
  const file = join(work, 'one.wav');
  const options = ['-b', '1', '-v', VOICE, '-s', String(WORDS_PER_MINUTE), '-w', file, phrase];
  execFileSync('espeak-ng', options);
  const bytes = readFileSync(file);
  if (bytes.readUInt32LE(24) !== RATE_HZ) throw new Error('espeak-ng changed its sample rate');
  const data = bytes.subarray(44);
  return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + (data.length & ~1)));
}

function trimmed(sound) {
  const isHeard = (sample) => Math.abs(sample) > SILENCE;
  const first = sound.findIndex(isHeard);
  return first < 0 ? sound.subarray(0, 0) : sound.subarray(first, sound.findLastIndex(isHeard) + 1);
}

function seconds(count) {
  return Number((count / RATE_HZ).toFixed(3));
}

/** Mono, 16 bit. */
function wav(sounds, count) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + count * 2, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(count * 2, 40);
  const bodies = sounds.map((s) => Buffer.from(s.buffer, s.byteOffset, s.byteLength));
  return Buffer.concat([head, ...bodies]);
}
