/** The queue of this person, wired to the phone's database, the gateway and the line. */
import { computed, onMounted, onUnmounted, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Access } from '../access/access';
import type { Me } from '../access/identity';
import type { Alert } from '../contracts/generated';
import { type CommandForm, commandBody, commandPath } from '../desk/send';
import type { LiveStore } from '../live/store';
import { clock } from '../time/format';
import type { Kept } from './queue/kept';
import { type CommandItem, type Item, isPending, type Verdict } from './queue/queue';
import { browserAlone, QueueSender, type QueueStore } from './queue/sender';
import { tried } from './queue/verdict';

/** What is sent so long after it was pressed says when that was. */
const LATE_MS = 60_000;

export function useQueue(access: Access, me: Me, kept: Kept | undefined, live: LiveStore) {
  const { t } = useI18n();
  const unkept = new Map<string, Blob>();
  let held: Item[] = [];
  /** For a browser that keeps nothing: it lasts as long as the page, and the page says so. */
  const memory: QueueStore = {
    items: async () => held,
    write: async (_before, after) => {
      held = [...after];
    },
  };
  const sender = new QueueSender({
    store: kept ?? memory,
    account: me.name,
    send,
    alone: browserAlone,
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const failed = ref('');
  const mine = computed(() => sender.items.value.filter(({ account }) => account === me.name));

  async function send(item: Item): Promise<Verdict> {
    const verdict =
      item.kind === 'photo' ? await sendPhoto(item.id, item.alertId) : await sendCommand(item);
    if (verdict.kind === 'wait' && verdict.why === 'login') void access.check();
    return verdict;
  }

  function sendCommand(item: CommandItem): Promise<Verdict> {
    const body = commandBody(item.seenRev, spoken(item), item.id);
    return tried(access.api.post(commandPath(item.alertId), body));
  }

  /** The record has the time at which it arrived; the words add when it was meant. */
  function spoken({ form, pressedAt }: CommandItem): CommandForm {
    if (Date.now() - pressedAt < LATE_MS) return form;
    const late = t('phone.late', { time: clock(pressedAt) }, { locale: 'zh' });
    return { ...form, reason: `${form.reason ?? ''}${late}` };
  }

  async function sendPhoto(id: string, alertId: string): Promise<Verdict> {
    const photo = unkept.get(id) ?? (await kept?.photo(id));
    if (!photo) return { kind: 'refused', said: t('phone.photoBad') };
    const path = `/alerts/${encodeURIComponent(alertId)}/photos/${id}`;
    const verdict = await tried(access.api.putBytes(path, photo));
    if (verdict.kind !== 'wait') unkept.delete(id);
    return verdict;
  }

  const common = (alert: Alert) => ({
    id: crypto.randomUUID(),
    n: sender.nextPlace(),
    account: me.name,
    alertId: alert.id,
    title: alert.title,
    pressedAt: Date.now(),
    meantAt: Date.now(),
    state: 'waiting' as const,
    tries: 0,
  });

  /** The photo first: whoever then reads that it is done finds it there. */
  async function press(alert: Alert, form: CommandForm, photo?: Blob): Promise<void> {
    failed.value = '';
    if (photo) await pressPhoto(alert, photo);
    await sender.press({ ...common(alert), kind: 'command', form, seenRev: alert.rev });
  }

  async function pressPhoto(alert: Alert, photo: Blob): Promise<void> {
    const item = common(alert);
    try {
      if (kept) await kept.putPhoto(item.id, photo);
      else unkept.set(item.id, photo);
    } catch {
      failed.value = t('phone.photoKeep');
      throw new Error('the photo could not be kept');
    }
    await sender.press({ ...item, kind: 'photo' });
  }

  const kick = () => sender.kick();
  live.onPhase((phase) => {
    if (phase === 'open') kick();
  });
  onMounted(() => {
    window.addEventListener('online', kick);
    document.addEventListener('visibilitychange', kick);
    void sender.begin();
  });
  onUnmounted(() => {
    window.removeEventListener('online', kick);
    document.removeEventListener('visibilitychange', kick);
    sender.stop();
  });

  return {
    sender,
    items: mine,
    hindered: sender.hindered,
    isKept: kept !== undefined,
    failed,
    pending: computed(() => mine.value.filter(isPending).length),
    old: computed(() => mine.value.filter(({ state }) => state === 'old').length),
    press,
  };
}

export type Queue = ReturnType<typeof useQueue>;
