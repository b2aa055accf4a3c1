import { onMounted, onUnmounted, type Ref, ref } from 'vue';

const ALERT = 'alert';

const inAddress = (): string | undefined =>
  new URLSearchParams(location.search).get(ALERT) ?? undefined;

/**
 * Which alert is open, as the address says: links in messages name it, and the phone's own back
 * button closes it.
 */
export function useOpened(): {
  opened: Ref<string | undefined>;
  open: (id: string) => void;
  close: () => void;
} {
  const opened = ref(inAddress());
  let isOurs = false;
  const read = () => {
    opened.value = inAddress();
    isOurs = false;
  };
  onMounted(() => window.addEventListener('popstate', read));
  onUnmounted(() => window.removeEventListener('popstate', read));
  return {
    opened,
    open(id) {
      history.pushState(null, '', `?${new URLSearchParams({ [ALERT]: id })}`);
      opened.value = id;
      isOurs = true;
    },
    close() {
      // Who came by a link has no list to go back to.
      if (isOurs) history.back();
      else history.replaceState(null, '', location.pathname);
      opened.value = undefined;
    },
  };
}
