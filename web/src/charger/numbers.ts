/** Numbers of charging as the screens write them; unknown is a dash, never zero. Pure. */

/** Below this a port gives no power (docs/domain/ebike.md): tenths tell that it was measured. */
const TENTHS_BELOW_W = 10;

export function watts(value: number | null | undefined): string {
  if (value == null) return '—';
  return `${Math.abs(value) < TENTHS_BELOW_W ? value.toFixed(1) : Math.round(value)} W`;
}

export const celsius = (value: number | null | undefined): string =>
  value == null ? '—' : `${value.toFixed(0)} ℃`;

/** 1.84 kW, as of a whole site. */
export const kilowatts = (value: number | null | undefined): string =>
  value == null ? '—' : `${(value / 1_000).toFixed(2)} kW`;

export const energy = (wattHours: number | null | undefined): string =>
  wattHours == null ? '—' : `${(wattHours / 1_000).toFixed(2)} kWh`;

/** 1:30; hours and minutes of a session. */
export function hours(seconds: number | null | undefined): string {
  if (seconds == null) return '—';
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
