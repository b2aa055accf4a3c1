/** What the long record has of a simulated slope: plain creep with gaps, rain, and one change of level. */
import { DAY, HOUR, NO_LEVEL, noiseOf } from './creep.mjs';

const iso = (ms) => new Date(ms).toISOString();
const CITY = 8 * HOUR;
const SPAN_MAX = { hour: 92 * DAY, day: 3_660 * DAY };
const REFUSED = { quality: 'outlier', readings: 0 };
const bad = (field, detail) => [400, { status: 400, title: 'bad parameter', detail, field }];

/** The first instrument was away for three days, ten days ago; and had a bad hour five days ago. */
const AWAY = [13 * DAY, 10 * DAY];
const BAD = 5 * DAY;

function pointOf(at, until, step, { rate = 0.2, noise = 0.2, reference }, random, isFirst) {
  const before = until - at;
  if (isFirst && before <= AWAY[0] && before > AWAY[1]) return undefined;
  if (isFirst && step === HOUR && before <= BAD && before > BAD - HOUR)
    return { at: iso(at), ...REFUSED };
  const found = Math.max(0, rate + 0.1 * noise * random());
  const angle = reference && (Math.atan(found / reference.mmPerDay) * 180) / Math.PI;
  return {
    at: iso(at),
    displacement: rate * (400 - before / DAY) + noise * random(),
    rate: found,
    sigma: 0.1 * noise,
    ...(angle === undefined ? {} : { angle }),
    level: found >= 2 ? 3 : NO_LEVEL,
    quality: 'ok',
    readings: step === DAY ? 144 : 6,
  };
}

export function historyOf(spec, query, until) {
  const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')];
  const name = query.get('step') ?? 'hour';
  if (!SPAN_MAX[name]) return bad('step', 'must be hour or day');
  if (!(from < to)) return bad('to', 'must be later than from');
  if (to - from > SPAN_MAX[name] + DAY) return bad('from', 'lies too far back');
  if (query.get('replay') === 'true')
    return [404, { title: 'unknown-run', detail: 'no recording' }];
  const step = name === 'day' ? DAY : HOUR;
  const shift = name === 'day' ? CITY : 0;
  const begin = Math.floor((from + shift) / step) * step - shift;
  const times = [];
  for (let at = begin; at < to && at <= until; at += step) times.push(at);
  const moving = spec.instruments.filter((one) => one.instrument !== 'rain');
  const hasGauge = moving.length < spec.instruments.length;
  const instruments = moving.map((one, index) => {
    const random = noiseOf(one.seed ?? 1);
    const points = times.map((at) => pointOf(at, until, step, one, random, index === 0));
    return {
      stationId: `${spec.id}-${one.station}`,
      channel: one.channel ?? 'L1_GP_1',
      instrument: one.instrument ?? 'gnss',
      points: points.filter(Boolean),
    };
  });
  const changedAt = until - 8 * DAY;
  const rainOf = (at) => ((at / DAY) % 9 < 1 ? (step === DAY ? 38 : 1.6) : 0);
  const steps = times.map((at) => ({
    at: iso(at),
    ...(hasGauge ? { rain: rainOf(at) } : {}),
    level: at >= changedAt ? 3 : NO_LEVEL,
  }));
  const change = { level: 3, support: 'alone', reasons: ['速率 2.60 mm/d ≥ 2.00 mm/d'] };
  const changes = changedAt < to ? [{ at: iso(changedAt), ...change }] : [];
  const whole = { siteId: spec.id, from: iso(begin), to: iso(to), step: name };
  return [200, { ...whole, instruments, steps, changes }];
}
