/** Looks of quality marks. Colour only where somebody must act. */
import type { SlopeQuality } from '../../contracts/generated';
import type { Mark } from '../forms/marks';

const QUIET: Mark = { shape: 'tick', tone: 'quiet' };
const SEEN: Mark = { shape: 'clock', tone: 'plain' };
const LEFT_OUT: Mark = { shape: 'cross', tone: 'strong' };

export const QUALITY_MARKS: { [Q in SlopeQuality]: Mark } = {
  ok: QUIET,
  late: SEEN,
  duplicate: SEEN,
  outlier: LEFT_OUT,
  step: { shape: 'diamond', tone: 'missed' },
  unit: LEFT_OUT,
  frozen: { shape: 'dash', tone: 'strong' },
  'too-old': LEFT_OUT,
  future: LEFT_OUT,
  'dead-clock': LEFT_OUT,
  'no-value': LEFT_OUT,
};

/** A mark that this page does not know yet must not hide the instrument. */
export const qualityMark = (quality: SlopeQuality): Mark => QUALITY_MARKS[quality] ?? LEFT_OUT;
