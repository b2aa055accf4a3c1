/** The last state of the screen, for a start without a line. It always says how old it is. Pure. */
import type { Me } from '../access/identity';
import type { Alert } from '../contracts/generated';
import type { Told } from './mine';

export interface Picture {
  me: Me;
  /** Server time of what it shows. */
  asOf: number;
  alerts: Alert[];
  told: Told[];
}

/** An older one says nothing about now, and need not lie on a phone. */
export const PICTURE_MAX_MS = 12 * 3_600_000;

export function usablePicture(picture: Picture | undefined, now: number): Picture | undefined {
  return picture && now - picture.asOf < PICTURE_MAX_MS ? picture : undefined;
}
