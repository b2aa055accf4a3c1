/**
 * The live view of one page: items by topic, the link, and what is new. Shallow on purpose: items
 * are replaced, never edited, so Vue needs to watch one reference per topic and not 2,000 objects.
 */
import { shallowRef, triggerRef } from 'vue';
import type { Alert, RawPress, WallMessageUnion } from '../contracts/generated';
import { ServerClock } from '../time/serverClock';
import { changeOf, remember, removalOf, type WallChange } from './changes';
import type { Frames } from './frames';
import { judgeLink, type LinkFacts, type LinkReport, nextPhase } from './link';
import { emptyTopic, reduce, type TopicMessage, type TopicState, type Touched } from './reducer';
import { FROZEN_MS, type LinkPhase, type SocketListener, type Timers } from './socket';
import { GUARDS, type Topic, type TopicItems } from './topics';

/** What one flush brought, for those who act on news: sound, focus, `seen`. */
export interface News {
  /** Alerts that are new or newer, by deltas (a snapshot is no news). */
  alerts: Alert[];
  /** Of these, those that were not there before. */
  raised: Alert[];
  presses: RawPress[];
}

export class LiveStore implements SocketListener {
  readonly alerts = shallowRef<TopicState<TopicItems['alerts']>>(emptyTopic());
  readonly signals = shallowRef<TopicState<TopicItems['signals']>>(emptyTopic());
  readonly devices = shallowRef<TopicState<TopicItems['devices']>>(emptyTopic());
  readonly health = shallowRef<TopicState<TopicItems['health']>>(emptyTopic());
  readonly slopes = shallowRef<TopicState<TopicItems['slopes']>>(emptyTopic());
  readonly chargers = shallowRef<TopicState<TopicItems['chargers']>>(emptyTopic());
  readonly tickets = shallowRef<TopicState<TopicItems['tickets']>>(emptyTopic());
  readonly loads = shallowRef<TopicState<TopicItems['indicators']>>(emptyTopic());
  readonly hotSpots = shallowRef<TopicState<TopicItems['hot-spots']>>(emptyTopic());
  readonly changes = shallowRef<WallChange[]>([]);
  /** Replaced at each beat and phase; read it with {@link report}. */
  readonly facts = shallowRef<LinkFacts>();
  readonly serverClock: ServerClock;

  private pending = new Map<Topic, TopicMessage[]>();
  private scheduled = false;
  private readonly newsListeners: ((news: News) => void)[] = [];
  private readonly phaseListeners: ((phase: LinkPhase, code?: number) => void)[] = [];

  constructor(
    private readonly timers: Timers,
    private readonly frames: Frames,
    wallMs: () => number,
  ) {
    this.serverClock = new ServerClock(() => timers.now(), wallMs);
    this.facts.value = {
      phase: 'connecting',
      phaseSince: timers.now(),
      startedAt: timers.now(),
      heardAt: undefined,
      openedAt: undefined,
      graceUntil: 0,
      beat: undefined,
    };
  }

  onNews(listener: (news: News) => void): void {
    this.newsListeners.push(listener);
  }

  onPhase(listener: (phase: LinkPhase, code?: number) => void): void {
    this.phaseListeners.push(listener);
  }

  /** The link and the chain as they are now; call it each second or more often. */
  report(): LinkReport {
    return judgeLink(this.held(), this.timers.now());
  }

  /** Server time at which the last frame came: what is on the screen is as of then. */
  dataAsOf(): number | undefined {
    const { heardAt } = this.held();
    if (heardAt === undefined || !this.serverClock.known) return undefined;
    return this.serverClock.now() - (this.timers.now() - heardAt);
  }

  /** The page stood still: what waits to be read must be read before silence is judged. */
  thawed(): void {
    this.held().graceUntil = this.timers.now() + FROZEN_MS;
  }

  phase(phase: LinkPhase, closeCode?: number): void {
    const now = this.timers.now();
    const opened = phase === 'open';
    this.facts.value = {
      ...this.held(),
      ...nextPhase(this.held(), phase, now),
      ...(opened ? {} : { openedAt: undefined, beat: undefined }),
      ...(opened && this.held().openedAt === undefined ? { openedAt: now } : {}),
    };
    for (const listener of this.phaseListeners) listener(phase, closeCode);
  }

  heard(): void {
    // In place: this comes with every frame, and only report() reads it.
    this.held().heardAt = this.timers.now();
  }

  message(message: WallMessageUnion): void {
    if (message.t === 'hello' || message.t === 'beat') this.serverClock.learn(message.serverTime);
    if (message.t !== 'beat') return;
    const { ageMs, latencyMs } = message.canary;
    this.facts.value = {
      ...this.held(),
      beat: {
        at: this.timers.now(),
        ageMs: ageMs ?? undefined,
        latencyMs: latencyMs ?? undefined,
      },
    };
  }

  topic(topic: Topic, message: TopicMessage): void {
    const queue = this.pending.get(topic);
    // A snapshot replaces what waits before it.
    if (queue && message.t === 'delta') queue.push(message);
    else this.pending.set(topic, [message]);
    if (this.scheduled) return;
    this.scheduled = true;
    this.frames.next(() => this.flush());
  }

  /** Folds everything that waits; once per frame. */
  flush(): void {
    this.scheduled = false;
    const pending = this.pending;
    this.pending = new Map();
    const news: News = { alerts: [], raised: [], presses: [] };
    this.foldAlerts(pending.get('alerts'), news);
    this.foldSignals(pending.get('signals'), news);
    const devices = pending.get('devices');
    if (devices) this.devices.value = reduce(this.devices.value, devices, GUARDS.devices).state;
    const health = pending.get('health');
    if (health) this.health.value = reduce(this.health.value, health, GUARDS.health).state;
    const slopes = pending.get('slopes');
    if (slopes) this.slopes.value = reduce(this.slopes.value, slopes, GUARDS.slopes).state;
    const chargers = pending.get('chargers');
    if (chargers) {
      this.chargers.value = reduce(this.chargers.value, chargers, GUARDS.chargers).state;
    }
    const tickets = pending.get('tickets');
    if (tickets) this.tickets.value = reduce(this.tickets.value, tickets, GUARDS.tickets).state;
    const spots = pending.get('hot-spots');
    if (spots) {
      this.hotSpots.value = reduce(this.hotSpots.value, spots, GUARDS['hot-spots']).state;
    }
    const loads = pending.get('indicators');
    if (loads) this.loads.value = reduce(this.loads.value, loads, GUARDS.indicators).state;
    for (const listener of this.newsListeners) listener(news);
  }

  private foldAlerts(messages: TopicMessage[] | undefined, news: News): void {
    if (!messages) return;
    const before = this.alerts.value;
    const { state, touched } = reduce(before, messages, GUARDS.alerts);
    this.alerts.value = state;
    // The first snapshot is the present, not news; a later one brings what was missed.
    if (before.offset === undefined) return;
    const fresh = fillNews(news, before, state, touched);
    const removed = [...before.items.values()]
      .filter((alert) => !state.items.has(alert.id))
      .map((alert) => removalOf(alert, this.serverClock.now()));
    this.changes.value = remember(this.changes.value, [...fresh, ...removed]);
    triggerRef(this.changes);
  }

  private foldSignals(messages: TopicMessage[] | undefined, news: News): void {
    if (!messages) return;
    const before = this.signals.value;
    const { state, touched } = reduce(before, messages, GUARDS.signals);
    this.signals.value = state;
    for (const id of touched.changed) {
      const press = state.items.get(id);
      if (press && !before.items.has(id)) news.presses.push(press);
    }
  }

  private held(): LinkFacts {
    const facts = this.facts.value;
    if (!facts) throw new Error('set in the constructor');
    return facts;
  }
}

function fillNews(
  news: News,
  before: TopicState<Alert>,
  after: TopicState<Alert>,
  touched: Touched,
): WallChange[] {
  const changes: WallChange[] = [];
  for (const id of touched.changed) {
    const alert = after.items.get(id);
    if (!alert) continue;
    const held = before.items.get(id);
    if (held && held.rev >= alert.rev) continue;
    news.alerts.push(alert);
    if (!held) news.raised.push(alert);
    const change = changeOf(held, alert);
    if (change) changes.push(change);
  }
  return changes;
}
