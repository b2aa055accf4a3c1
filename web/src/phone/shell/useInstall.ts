import { type Ref, ref } from 'vue';

/** Chromium's offer to install; it is in no standard yet. */
interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/** byHand: the browser offers it in a menu of its own alone (iOS). */
export type InstallState = 'impossible' | 'offered' | 'byHand' | 'installed';

const state = ref<InstallState>(first());
let offer: InstallOffer | undefined;

function first(): InstallState {
  if (window.matchMedia('(display-mode: standalone)').matches) return 'installed';
  return 'standalone' in navigator ? 'byHand' : 'impossible';
}

/** The offer comes once, soon after the page: long before anybody opens the settings. */
export function listenForInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    state.value = 'offered';
  });
  window.addEventListener('appinstalled', () => {
    state.value = 'installed';
  });
}

export function useInstall(): { state: Ref<InstallState>; ask: () => void } {
  return {
    state,
    ask() {
      void offer?.prompt();
      offer = undefined;
      if (state.value === 'offered') state.value = 'impossible';
    },
  };
}
