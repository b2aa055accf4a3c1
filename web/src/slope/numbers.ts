/** Numbers of slopes as the screens write them. Pure. */
import type { SlopeInstrument } from '../contracts/generated';

/** Three significant places, never an exponent; unknown is a dash. */
export function figure(value: number | null | undefined): string {
  if (value == null) return '—';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** Unit of the movement of an instrument. */
export const unitOf = (instrument: SlopeInstrument): string => (instrument === 'tilt' ? '°' : 'mm');

/** 2.40 ± 0.20 mm/d */
export function rateWords(
  rate: number | null | undefined,
  sigma: number | null | undefined,
  instrument: SlopeInstrument,
): string {
  if (rate == null) return '—';
  const error = sigma == null ? '' : ` ± ${figure(sigma)}`;
  return `${figure(rate)}${error} ${unitOf(instrument)}/d`;
}
