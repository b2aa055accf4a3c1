/** Wires socket, store and browser together; the only file of this folder that knows them all. */
import { browserFrames } from './frames';
import { LiveSocket, type SocketLike, SUBPROTOCOL, type Timers } from './socket';
import { LiveStore } from './store';
import type { Topic } from './topics';

export const browserTimers: Timers = {
  now: () => performance.now(),
  random: () => Math.random(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export interface Live {
  store: LiveStore;
  socket: LiveSocket;
}

function socketUrl(page: Location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws`;
}

/**
 * @param token the wall token, or undefined where the session cookie authenticates
 * @param topics all, unless the page shows less
 */
export function createLive(
  token: () => string | undefined,
  place?: string,
  topics?: readonly Topic[],
): Live {
  const store = new LiveStore(browserTimers, browserFrames, () => Date.now());
  const socket = new LiveSocket({
    open: () => new WebSocket(socketUrl(window.location), SUBPROTOCOL) as unknown as SocketLike,
    token,
    timers: browserTimers,
    listener: store,
    ...(place ? { place } : {}),
    ...(topics ? { topics } : {}),
  });
  return { store, socket };
}
