/** When the browser has time: once per frame, or by timer where frames stand still. */
export interface Frames {
  /** Runs once, before the next paint; by timer in a hidden or frozen tab. */
  next(run: () => void): void;
  /** Runs after what is changed in this frame (or, outside of one, in the next) is painted. */
  painted(run: () => void): void;
}

/** Frames stop in hidden tabs, and may stall behind a slow compositor. */
const LONGEST_WAIT_MS = 200;
const HIDDEN_WAIT_MS = 100;

/** Whether a frame is being made now: what changes in it is painted at its end. */
let inFrame = false;

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
    const frame = requestAnimationFrame(() => {
      inFrame = true;
      try {
        once();
      } finally {
        inFrame = false;
      }
    });
    const timer = setTimeout(once, document.hidden ? HIDDEN_WAIT_MS : LONGEST_WAIT_MS);
  },
  painted(run) {
    // A frame's callbacks come before its paint, so the next frame's come after it.
    const nextFrame = () => requestAnimationFrame(() => run());
    if (inFrame) nextFrame();
    else requestAnimationFrame(nextFrame);
  },
};
