/**
 * What flashes: the small symbol of a red that nobody has acknowledged, never text. One second
 * bright, one second dim; it stays filled, for outlined means acknowledged: 0.5 Hz at half duty, far below the 3 Hz of WCAG 2.3.1, and all in
 * step. Pure.
 */
import type { Alert } from '../contracts/generated';
import { isUnanswered } from './order';

const HALF_PERIOD_MS = 1_000;

/** @param still the machine asks for no movement */
export const isPhaseLit = (now: number, still: boolean): boolean =>
  still || Math.floor(now / HALF_PERIOD_MS) % 2 === 0;

/** Whether the symbol is bright now; undefined: it does not flash. */
export const isLit = (alert: Alert, now: number, still: boolean): boolean | undefined =>
  alert.level === 1 && isUnanswered(alert) ? isPhaseLit(now, still) : undefined;
