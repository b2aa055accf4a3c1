import { onUnmounted } from 'vue';

/**
 * Runs at once and again `periodMs` after each end, until the component goes. `now()` does not wait
 * for the period. `attended` is true only for the run that somebody's opening caused.
 */
export function usePoll(run: (attended: boolean) => Promise<void>, periodMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let turn = 0;
  const cycle = async (attended: boolean) => {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    await run(attended);
    // Who was overtaken by a later run leaves the timer to that one.
    if (!stopped && mine === turn) timer = setTimeout(() => void cycle(false), periodMs);
  };
  void cycle(true);
  onUnmounted(() => {
    stopped = true;
    clearTimeout(timer);
  });
  return { now: () => cycle(false) };
}
