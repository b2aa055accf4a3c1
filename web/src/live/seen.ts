/** Tells the gateway what has been painted: the last stage of the alarm's latency, to the eye. */
import type { Frames } from './frames';
import type { LiveSocket } from './socket';
import type { LiveStore, News } from './store';

export function reportSeen(
  store: LiveStore,
  socket: Pick<LiveSocket, 'send'>,
  frames: Pick<Frames, 'painted'>,
  isOnScreen: (id: string) => boolean,
): void {
  store.onNews(({ alerts, presses }: News) => {
    const fresh = [...alerts, ...presses];
    if (fresh.length === 0) return;
    frames.painted(() => {
      for (const { id, rev } of fresh) {
        if (isOnScreen(id)) socket.send({ op: 'seen', id, rev });
      }
    });
  });
}
