/** Whether people asked this machine for no movement (`prefers-reduced-motion`). */
const query =
  typeof window !== 'undefined' && 'matchMedia' in window
    ? window.matchMedia('(prefers-reduced-motion: reduce)')
    : undefined;

export const wantsStillness = (): boolean => query?.matches ?? false;
