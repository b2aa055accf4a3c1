/** The settings of a slope as a form, and the form as what is sent. Pure. */
import type {
  ChannelSetting,
  InstrumentView,
  RateLimits,
  ReferenceRate,
  SlopeProfile,
  SlopeView,
} from '../../contracts/generated';
import { moves, slopeName } from '../../slope/summary';
import { inputOf, offsetTimeOf } from '../../time/format';
import { keyOf } from './charts/series';

/** What the rules use until somebody sets others (RateLimits.DEFAULT). */
export const DEFAULT_LIMITS: RateLimits = {
  blue: 1,
  yellow: 2,
  orange: 5,
  red: 10,
  orangeWeek: 20,
  redHour: 2,
};

export const LIMIT_FIELDS: readonly {
  name: keyof RateLimits;
  level: number;
  perDay: boolean;
}[] = [
  { name: 'blue', level: 4, perDay: true },
  { name: 'yellow', level: 3, perDay: true },
  { name: 'orange', level: 2, perDay: true },
  { name: 'red', level: 1, perDay: true },
  { name: 'orangeWeek', level: 2, perDay: false },
  { name: 'redHour', level: 1, perDay: false },
];

/** A row of the form: one instrument that moves. Inputs hold text until it is sent. */
export interface RateForm {
  key: string;
  stationId: string;
  channel: string;
  /** The person takes these numbers upon himself; else the software's stay, 未批准. */
  set: boolean;
  mmPerDay: string;
  sigma: string;
  from: string;
  to: string;
  /** What the record held when the form was opened. */
  held: ReferenceRate | undefined;
  readingSigma: string;
  manual: boolean;
}

export interface ProfileForm {
  version: number;
  name: string;
  responsible: string;
  limits: { [L in keyof RateLimits]: string };
  rates: RateForm[];
  aliases: string;
}

const same = (one: { stationId: string; channel: string }, key: string) => keyOf(one) === key;

function rateForm(
  one: Pick<InstrumentView, 'stationId' | 'channel'> & { reference?: ReferenceRate },
  profile: SlopeProfile | undefined,
): RateForm {
  const key = keyOf(one);
  const held = profile?.rates.find((rate) => same(rate, key));
  const shown = held ?? one.reference;
  const setting = profile?.channels.find((channel) => same(channel, key));
  return {
    key,
    stationId: one.stationId,
    channel: one.channel,
    set: held?.approvedBy !== undefined,
    mmPerDay: shown ? String(rounded(shown.mmPerDay)) : '',
    sigma: shown ? String(rounded(shown.sigma)) : '',
    from: shown ? inputOf(Date.parse(shown.from)) : '',
    to: shown ? inputOf(Date.parse(shown.to)) : '',
    held,
    readingSigma: String(setting?.sigma ?? 0),
    manual: setting?.manual ?? false,
  };
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** What the slope has now: also of stations that do not report, so that saving loses nothing. */
export function formOf(view: SlopeView, profile: SlopeProfile | undefined): ProfileForm {
  const limits = profile?.limits ?? DEFAULT_LIMITS;
  const shown = view.instruments.filter(moves);
  const keys = new Set(shown.map(keyOf));
  const others = [...(profile?.rates ?? []), ...(profile?.channels ?? [])].filter((one) => {
    if (keys.has(keyOf(one))) return false;
    keys.add(keyOf(one));
    return true;
  });
  return {
    version: profile?.version ?? 0,
    name: profile?.name || slopeName(view),
    responsible: profile?.responsible ?? '',
    limits: Object.fromEntries(
      LIMIT_FIELDS.map(({ name }) => [name, String(limits[name])]),
    ) as ProfileForm['limits'],
    rates: [...shown, ...others].map((one) => rateForm(one, profile)),
    aliases: Object.entries(profile?.aliases ?? {})
      .map(([old, now]) => `${old} = ${now}`)
      .join('\n'),
  };
}

/** One "old = new" a line; undefined: a line is none. */
export function aliasesOf(text: string): { [old: string]: string } | undefined {
  const lines = text.split('\n').filter((line) => line.trim());
  const pairs = lines.map((line) => line.split('=').map((part) => part.trim()));
  if (pairs.some((pair) => pair.length !== 2 || pair.some((part) => !part))) return undefined;
  return Object.fromEntries(pairs);
}

const isUnchanged = (form: RateForm, held: ReferenceRate): boolean =>
  Number(form.mmPerDay) === rounded(held.mmPerDay) &&
  Number(form.sigma) === rounded(held.sigma) &&
  form.from === inputOf(Date.parse(held.from)) &&
  form.to === inputOf(Date.parse(held.to));

/**
 * An unchanged rate goes back digit by digit, so that it keeps who approved it. The software's goes
 * without its number: whoever sets it approves it.
 */
function rateOf(form: RateForm): Partial<ReferenceRate> {
  const { stationId, channel, held } = form;
  if (held && isUnchanged(form, held)) {
    const { version: _, ...numbers } = held;
    return held.approvedBy === undefined ? numbers : held;
  }
  return {
    stationId,
    channel,
    mmPerDay: Number(form.mmPerDay),
    sigma: Number(form.sigma),
    from: offsetTimeOf(form.from),
    to: offsetTimeOf(form.to),
  };
}

export function bodyOf(form: ProfileForm): object {
  const channels: ChannelSetting[] = form.rates
    .filter((rate) => rate.manual || Number(rate.readingSigma) > 0)
    .map(({ stationId, channel, readingSigma, manual }) => ({
      stationId,
      channel,
      sigma: Number(readingSigma),
      manual,
    }));
  const responsible = form.responsible.trim();
  return {
    expectedVersion: form.version,
    name: form.name.trim(),
    responsible: responsible || null,
    limits: Object.fromEntries(LIMIT_FIELDS.map(({ name }) => [name, Number(form.limits[name])])),
    rates: form.rates.filter((rate) => rate.set).map(rateOf),
    channels,
    aliases: aliasesOf(form.aliases) ?? {},
  };
}

/** What the gateway would refuse anyway, said at once: fields at fault as it names them. */
export function faultsOf(form: ProfileForm): string[] {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const faults: string[] = [];
  if (!form.name.trim()) faults.push('/name');
  let before = 0;
  for (const { name, perDay } of LIMIT_FIELDS) {
    const limit = number(form.limits[name]);
    if (!(limit > (perDay ? before : 0))) faults.push(`/limits/${name}`);
    if (perDay) before = limit;
  }
  form.rates
    .filter((rate) => rate.set)
    .forEach((rate, index) => {
      if (!(number(rate.mmPerDay) > 0)) faults.push(`/rates/${index}/mmPerDay`);
      if (!(number(rate.sigma) >= 0)) faults.push(`/rates/${index}/sigma`);
      if (!(rate.from && rate.from < rate.to)) faults.push(`/rates/${index}/to`);
    });
  if (!form.rates.every((rate) => number(rate.readingSigma) >= 0)) faults.push('/channels');
  if (!aliasesOf(form.aliases)) faults.push('/aliases');
  return faults;
}
