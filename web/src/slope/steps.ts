/** Jumps of a series that wait for a person's word. Pure. */
import type { InstrumentView, SlopeStep, SlopeView } from '../contracts/generated';

export type { InstrumentView, SlopeStep };

export const stepOf = (instrument: InstrumentView): SlopeStep | undefined => instrument.step;

export const waitsForVerdict = (instrument: InstrumentView): boolean =>
  stepOf(instrument) !== undefined || instrument.quality === 'step';

export const waitingIn = (view: SlopeView): InstrumentView[] =>
  view.instruments.filter(waitsForVerdict);
