/** Ends of axes. Pure. */
const NICE = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10, 12];

/** The end of an axis that begins at zero, so that its ticks are round numbers. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1;
  const scale = 10 ** Math.floor(Math.log10(value));
  return Number(((NICE.find((step) => step * scale >= value) ?? 10) * scale).toPrecision(3));
}
