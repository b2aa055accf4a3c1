/** The page's colours for what draws on a canvas or in an SVG of its own. */
import { LEVELS } from '../../../alerts/level';

export interface Palette {
  ink: string;
  quiet: string;
  faint: string;
  line: string;
  ground: string;
  font: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    quiet: token('--ink-2'),
    faint: token('--ink-3'),
    line: token('--line'),
    ground: token('--ground'),
    font: token('--sans'),
  };
}

/** The colours of the levels, as `tokens.css` has them (a test compares). */
export const levelColor = (level: number): string => LEVELS[level - 1]?.color ?? 'currentColor';
export const levelNumeral = (level: number): string => LEVELS[level - 1]?.numeral ?? '';
