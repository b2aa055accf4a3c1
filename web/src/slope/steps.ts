/** Jumps of a series that wait for a person's word. Pure. */
import type { InstrumentView, SlopeView } from '../contracts/generated';

/** A jump as its instrument's view names it, which a verdict must name to the millisecond. */
export interface PendingStep {
  /** Device time of the first reading after the jump. */
  at: string;
  /** Length of the jump in the unit of the instrument. */
  size: number;
}

/** The view of an instrument may carry its jump; one without it still says so by its mark. */
export type SteppedInstrument = InstrumentView & { step?: PendingStep | null };

export const stepOf = (instrument: SteppedInstrument): PendingStep | undefined =>
  instrument.step ?? undefined;

export const waitsForVerdict = (instrument: SteppedInstrument): boolean =>
  stepOf(instrument) !== undefined || instrument.quality === 'step';

export const waitingIn = (view: SlopeView): SteppedInstrument[] =>
  view.instruments.filter(waitsForVerdict);
