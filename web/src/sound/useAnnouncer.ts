import { computed, onUnmounted, type Ref, ref, shallowRef, watch } from 'vue';
import { isOpen, isSilenced, isUnanswered } from '../alerts/order';
import type { Alert, RawPress } from '../contracts/generated';
import { zh } from '../i18n/zh';
import type { Live } from '../live/connect';
import type { Ticks } from '../live/useTicks';
import { Annunciator, type Due } from './annunciator';
import { Mute } from './mute';
import { TEST_STEP_MS, TEST_TONES, type TestState, testState } from './selfTest';
import { LINK_BROKEN, SELF_TEST, type Sentence, sentenceOf } from './sentence';
import { Speaker } from './speaker';
import { secondsOf } from './tones';
import { isRecorded, Voice } from './voice';

const PERIOD_MS = 500;
/** Yellow and blue sound once and are not spoken: a room that is talked to all day stops listening. */
const SPOKEN_TO_LEVEL = 2;
const BREATH_S = 0.25;

export interface Announcer {
  /** The browser lets this page sound. */
  armed: Ref<boolean>;
  /** To be called from a click or key. */
  arm(): Promise<void>;
  /** How long it stays muted, ms; undefined: it is not. */
  muteLeftMs: Ref<number | undefined>;
  toggleMute(): void;
  /** Of the newest shift. */
  test: Ref<TestState>;
}

export interface AnnouncerSettings {
  /** Speaks after the tone. */
  voice: boolean;
  /** Minutes of the day in Beijing at which it tests itself; empty: never. */
  shifts: readonly number[];
}

/** Sounds what stands on the wall, and tells the gateway whether this page can be heard. */
export function useAnnouncer(
  { store, socket }: Live,
  ticks: Ticks,
  { voice: speaks, shifts }: AnnouncerSettings,
): Announcer {
  const speaker = new Speaker();
  const voice = speaks ? new Voice(speaker.context) : undefined;
  const annunciator = new Annunciator();
  const mute = new Mute();
  const muteLeftMs = ref<number>();
  const openedAt = ticks.now.value;
  const testedAt = ref<number>();
  const test = computed(() => testState(ticks.now.value, shifts, openedAt, testedAt.value));
  const openReds = shallowRef<ReadonlySet<string>>(new Set());
  let raised: Alert[] = [];
  let testing: ReturnType<typeof setTimeout>[] = [];

  const find = (id: string) =>
    store.alerts.value.items.get(id) ?? store.signals.value.items.get(id);

  function sound({ tone, about }: Due): void {
    endTest();
    voice?.stop();
    speaker.play(tone);
    const placed = about === undefined ? undefined : find(about);
    const sentence = placed ? sentenceAbout(placed) : tone === 'broken' ? LINK_BROKEN : undefined;
    if (sentence) voice?.say(sentence, secondsOf(tone) + BREATH_S);
  }
  function startTest(): void {
    testedAt.value = ticks.now.value;
    testing = TEST_TONES.map((tone, i) => setTimeout(() => speaker.play(tone), i * TEST_STEP_MS));
    voice?.say(SELF_TEST, (TEST_TONES.length * TEST_STEP_MS) / 1_000);
  }
  function endTest(): void {
    for (const timer of testing) clearTimeout(timer);
    testing = [];
  }

  const consider = () => {
    const reds = new Set(store.signals.value.items.keys());
    for (const alert of store.alerts.value.items.values()) {
      if (alert.level === 1 && isOpen(alert) && isUnanswered(alert) && !isSilenced(alert)) {
        reds.add(alert.id);
      }
    }
    openReds.value = reds;
    const { link, chain } = ticks.report.value;
    const now = performance.now();
    const due = annunciator.due(
      {
        openReds: reds,
        raised,
        broken: link === 'lost' || chain === 'broken',
        speaking: voice?.busy ?? false,
      },
      now,
    );
    raised = [];
    muteLeftMs.value = mute.leftMs(now, reds);
    if (muteLeftMs.value !== undefined || !speaker.armed.value) return;
    if (due) sound(due);
    else if (test.value === 'due' && reds.size === 0) startTest();
  };
  store.onNews((news) => {
    raised.push(...news.raised.filter((alert) => alert.level > 1));
    if (news.raised.some((alert) => alert.level === 1) || news.presses.length > 0) consider();
  });
  const timer = setInterval(consider, PERIOD_MS);
  onUnmounted(() => {
    clearInterval(timer);
    endTest();
    voice?.stop();
  });

  const isHeard = computed(() => speaker.armed.value && muteLeftMs.value === undefined);
  const tell = () => socket.send({ op: 'status', sound: isHeard.value ? 'armed' : 'off' });
  watch(isHeard, tell);
  store.onPhase((phase) => {
    if (phase === 'open') tell();
  });
  return {
    armed: speaker.armed,
    arm: () => speaker.arm(),
    muteLeftMs,
    toggleMute() {
      if (muteLeftMs.value === undefined) mute.begin(performance.now(), openReds.value);
      else mute.end();
      voice?.stop();
      endTest();
      consider();
    },
    test,
  };
}

/** Spoken in Chinese whatever the screen's language: the recorded phrases are. */
function sentenceAbout(placed: Alert | RawPress): Sentence | undefined {
  if ('level' in placed) {
    if (placed.level > SPOKEN_TO_LEVEL) return undefined;
    const words: { readonly [kind: string]: string } = zh.source;
    return sentenceOf(placed, words[placed.kind], isRecorded);
  }
  return sentenceOf(placed, zh.press[placed.signal === 'alarm' ? 'alarm' : 'press'], isRecorded);
}
