/** The window as the layout sees it: root size by the wall's profile, and the grid that fits. */
import { computed, onUnmounted, type Ref, shallowRef } from 'vue';
import { rootSize, type WallProfile } from '../design/profile';
import { type Frame, frameOf } from './layout';

export function useFrame(profile: WallProfile) {
  const measure = () => ({
    width: window.innerWidth,
    height: window.innerHeight,
    root: rootSize(profile, window.innerHeight),
  });
  const size = shallowRef(measure());
  const apply = () => {
    document.documentElement.style.fontSize = `${size.value.root.remPx}px`;
  };
  apply();
  const onResize = () => {
    size.value = measure();
    apply();
  };
  window.addEventListener('resize', onResize);
  onUnmounted(() => window.removeEventListener('resize', onResize));
  return {
    tooSmall: computed(() => size.value.root.tooSmall),
    /** @param barsRem height that bars of words take from the grid, rem */
    frameWith: (barsRem: Ref<number>): Ref<Frame> =>
      computed(() => {
        const { width, height, root } = size.value;
        return frameOf(width, height, root.remPx, barsRem.value);
      }),
  };
}
