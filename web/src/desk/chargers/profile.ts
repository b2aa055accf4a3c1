/** The settings of a charging site as a form, and the form as what is sent. Pure. */
import type { ChargerProfile } from '../../contracts/generated';

export const NUMBER_FIELDS = [
  'portRatingW',
  'siteLimitW',
  'floatW',
  'heartbeatS',
  'meterIdleW',
] as const;
/** What the gateway takes (ChargerProfileBody). */
export const RANGES: { [F in NumberField]: readonly [least: number, most: number] } = {
  portRatingW: [10, 20_000],
  siteLimitW: [100, 10_000_000],
  floatW: [1, 250],
  heartbeatS: [5, 3_600],
  meterIdleW: [0, 10],
};
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** Inputs hold text until it is sent; empty: the rules' default. */
export type ProfileForm = { [F in NumberField]: string } & {
  version: number;
  autoCutOff: boolean;
  contact: string;
};

export function formOf(profile: ChargerProfile | undefined): ProfileForm {
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  return {
    version: profile?.version ?? 0,
    portRatingW: text(profile?.portRatingW),
    siteLimitW: text(profile?.siteLimitW),
    floatW: text(profile?.floatW),
    heartbeatS: text(profile?.heartbeatS),
    meterIdleW: text(profile?.meterIdleW),
    autoCutOff: profile?.autoCutOff ?? false,
    contact: profile?.contact ?? '',
  };
}

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

export function bodyOf(form: ProfileForm): object {
  return {
    expectedVersion: form.version,
    ...Object.fromEntries(NUMBER_FIELDS.map((name) => [name, numberOf(form[name])])),
    autoCutOff: form.autoCutOff,
    contact: form.contact.trim() || null,
  };
}

/** What the gateway would refuse anyway, said at once: fields at fault as it names them. */
export function faultsOf(form: ProfileForm): string[] {
  const faults: string[] = NUMBER_FIELDS.filter((name) => {
    const value = numberOf(form[name]);
    if (value === null) return false;
    const [least, most] = RANGES[name];
    const isWhole = name !== 'heartbeatS' || Number.isInteger(value);
    return !(value >= least && value <= most && isWhole);
  }).map((name) => `/${name}`);
  if (form.contact.trim().length > 64) faults.push('/contact');
  return faults;
}
