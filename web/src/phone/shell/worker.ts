/**
 * The service worker of the phone. It keeps the page, its scripts and icons, and answers nothing
 * else: what comes from the city comes over the line or not at all, so that nothing old can look
 * like the present. `/m/a/…`, `/api/…` and the other pages never reach it.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { listenForPush, type PushScope } from '../../push/onPush';
import { isShellPage } from './routes';

/** What the build found the page to need; {@link file://../../../scripts/phone-shell.mjs}. */
declare const __PHONE_SHELL__: { url: string; revision: string | null }[];
declare const self: typeof globalThis & { skipWaiting(): Promise<void> } & EventTarget;

precacheAndRoute(__PHONE_SHELL__, { cleanURLs: false, directoryIndex: '' });
cleanupOutdatedCaches();
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && isShellPage(url),
  createHandlerBoundToURL('/m.html'),
);

// A new release is there at the next opening; the page that is open has all it needs.
void self.skipWaiting();

listenForPush(self as unknown as PushScope);
