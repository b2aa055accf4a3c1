/** The tabs of the desk, in the order of their keys 1 to 9. */
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
] as const;

export type Tab = (typeof TABS)[number];

/** Whether a tab shows alerts, and the keys of alerts mean something. */
export const showsAlerts = (tab: Tab): boolean => tab === 'open' || tab === 'closed';
