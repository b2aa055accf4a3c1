import type { FalseAlarmCause } from '../contracts/generated';

/** Why a fire alarm was none, the commonest first. */
export const CAUSES: readonly FalseAlarmCause[] = [
  'mistaken-touch',
  'device-fault',
  'fumes',
  'works',
  'malice',
  'unreported-drill',
  'unknown',
];
