/** Which panels exist, how they are packed into scenes, and which scene stands now. */
import { computed, type Ref } from 'vue';
import { type Frame, roomOf, toldIn } from './layout';
import { holdOf, PANELS, type Panel, packScenes, type Standing, sceneAt } from './scenes';
import type { WallSettings } from './settings';

/** Panels that are drawn only where something feeds them; the others always are. */
type Fed = 'slope' | 'charger' | 'ticket' | 'load' | 'roster';

/** On a wide wall these stand beside the stack in every scene. */
const BESIDE_STACK: readonly Panel[] = ['load', 'roster'];
const ORDER_WIDE: readonly Panel[] = [
  'fire',
  'coverage',
  'fleet',
  'chain',
  'slope',
  'charger',
  'ticket',
];

interface Seen {
  frame: Ref<Frame>;
  has: Ref<{ [P in Fed]: boolean }>;
  standing: Ref<Standing>;
  barsRem: Ref<number>;
}

export function useScenes(
  settings: WallSettings,
  now: Ref<number>,
  { frame, has, standing, barsRem }: Seen,
) {
  const crowded = computed(() => barsRem.value > 0);
  const told = computed(() =>
    toldIn(frame.value, has.value.slope && has.value.charger, crowded.value),
  );
  const isFed = (panel: Panel) => has.value[panel as Fed] ?? true;
  const isBeside = (panel: Panel) => frame.value.form === 'wide' && BESIDE_STACK.includes(panel);
  const scenes = computed(() => {
    const order = frame.value.form === 'wide' ? ORDER_WIDE : PANELS;
    const parts = (settings.scenes ?? [order]).map((part) =>
      part.filter((panel) => isFed(panel) && !isBeside(panel)),
    );
    const room = roomOf(frame.value, told.value, crowded.value);
    const packed = packScenes(parts, room);
    if (!standing.value.chainIll || packed[0]?.flat().includes('chain')) return packed;
    // What is ill is seen at once, whatever the scenes are set to.
    return packScenes([[...new Set<Panel>(['fire', 'chain', ...parts.flat()])]], room);
  });
  const hold = computed(() => holdOf(now.value, standing.value));
  const sceneIndex = computed(() =>
    sceneAt(now.value, scenes.value.length, settings.turnMs, hold.value),
  );
  return {
    told,
    scenes,
    hold,
    sceneIndex,
    columns: computed(() => scenes.value[sceneIndex.value] ?? []),
  };
}
