/** Keeps the page itself on the phone, so that it opens without a line. */
import { listenForInstall } from './useInstall';

/** The page is `/m` and nothing below it; action links (`/m/a/…`) are let through untouched. */
export const SCOPE = '/m';
export const WORKER = '/m-sw.js';

export function keepShell(): void {
  listenForInstall();
  // Vite serves sources in development; a shell kept then would be shown ever after.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Without a worker (a private window, no https) the page works as long as it is open.
  navigator.serviceWorker.register(WORKER, { scope: SCOPE }).catch(() => {});
}
