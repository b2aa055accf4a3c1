/** Places in words: 云湾区/沙浦街道/榕树社区/第三网格/榕树新村三巷 7 号. Pure. */
import type { Alert, RawPress } from '../contracts/generated';

const TAIL = 2;

type Placed = Pick<Alert | RawPress, 'site' | 'placeName'>;

/** What people call the place itself. */
export const siteName = ({ site, placeName }: Placed): string | undefined =>
  site?.name ?? placeName?.split('/').at(-1);

/** The two nearest levels above the site: who reads the wall knows the district's name. */
export function aroundOf(placed: Placed): string {
  const parts = (placed.placeName ?? '').split('/').filter(Boolean);
  if (parts.at(-1) === siteName(placed)) parts.pop();
  return parts.slice(-TAIL).join(' ');
}

/** All levels, for where there is room. */
export const wholePath = ({ placeName }: Placed): string =>
  (placeName ?? '').split('/').filter(Boolean).join(' · ');
