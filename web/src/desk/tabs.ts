/** The tabs of the desk, in the order of their keys 1 to 9 and 0. */
export const TABS = [
  'open',
  'closed',
  'tests',
  'duty',
  'slopes',
  'chargers',
  'tickets',
  'quarantine',
  'rules',
  'oncall',
] as const;

export type Tab = (typeof TABS)[number];

/** The digit of a tab: the tenth has 0, as on a keyboard. */
export const keyOf = (index: number): string => String((index + 1) % 10);

/** Whether a tab shows alerts, and the keys of alerts mean something. */
export const showsAlerts = (tab: Tab): boolean => tab === 'open' || tab === 'closed';
