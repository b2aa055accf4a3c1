import { onUnmounted, watch } from 'vue';
import { isOpen, isSilenced, isUnanswered } from '../alerts/order';
import type { Live } from '../live/connect';
import type { Ticks } from '../live/useTicks';
import { Annunciator } from './annunciator';
import { Speaker } from './speaker';

const PERIOD_MS = 500;

/** Sounds what stands on the wall, and tells the gateway whether this page can sound at all. */
export function useAnnouncer({ store, socket }: Live, ticks: Ticks): Speaker {
  const speaker = new Speaker();
  const annunciator = new Annunciator();
  let raised: number[] = [];

  const consider = () => {
    const openReds = new Set(store.signals.value.items.keys());
    for (const alert of store.alerts.value.items.values()) {
      if (alert.level === 1 && isOpen(alert) && isUnanswered(alert) && !isSilenced(alert)) {
        openReds.add(alert.id);
      }
    }
    const { link, chain } = ticks.report.value;
    const broken = link === 'lost' || chain === 'broken';
    const tone = annunciator.due({ openReds, raised, broken }, performance.now());
    raised = [];
    if (tone) speaker.play(tone);
  };
  store.onNews((news) => {
    raised.push(...news.raised.filter((alert) => alert.level > 1).map((alert) => alert.level));
    if (news.raised.some((alert) => alert.level === 1) || news.presses.length > 0) consider();
  });
  const timer = setInterval(consider, PERIOD_MS);
  onUnmounted(() => clearInterval(timer));

  const tell = () => socket.send({ op: 'status', sound: speaker.armed.value ? 'armed' : 'off' });
  watch(speaker.armed, tell);
  store.onPhase((phase) => {
    if (phase === 'open') tell();
  });
  return speaker;
}
