/** When the browser has time: once per frame, or by timer where frames stand still. */
export interface Frames {
  /** Runs once, before the next paint; by timer in a hidden or frozen tab. */
  next(run: () => void): void;
  /** Runs after what is in the document now has been painted. */
  painted(run: () => void): void;
}

/** Frames stop in hidden tabs, and may stall behind a slow compositor. */
const LONGEST_WAIT_MS = 200;
const HIDDEN_WAIT_MS = 100;

export const browserFrames: Frames = {
  next(run) {
    let done = false;
    const once = () => {
      if (done) return;
      done = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      run();
    };
    const frame = requestAnimationFrame(once);
    const timer = setTimeout(once, document.hidden ? HIDDEN_WAIT_MS : LONGEST_WAIT_MS);
  },
  painted(run) {
    // The first callback comes before the paint, the second after it.
    requestAnimationFrame(() => requestAnimationFrame(() => run()));
  },
};
