/** Which of the full-width banners stands; the gravest first. Pure. */
import type { LinkReport } from '../live/link';

export type BannerKind = 'refused' | 'lost' | 'broken';

export function bannerOf(report: LinkReport, refused: boolean): BannerKind | undefined {
  if (refused) return 'refused';
  if (report.link === 'lost') return 'lost';
  if (report.chain === 'broken') return 'broken';
  return undefined;
}
