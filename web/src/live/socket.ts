/**
 * The connection to the gateway: authenticates, subscribes, resumes, notices silence and holes,
 * and reconnects. It holds no items; it hands each good message on.
 */
import type { WallMessageUnion } from '../contracts/generated';
import { parseWallMessage } from '../contracts/guards';
import { CLOSE_AUTH, CLOSE_PLACE, reconnectDelayMs } from './backoff';
import { OffsetChain } from './chain';
import type { TopicMessage } from './reducer';
import { isTopic, SUBSCRIBED, type Topic } from './topics';

export const SUBPROTOCOL = 'citywall.v1';
/** Silence after which a connection counts as dead: two beats of 2 s. */
export const SILENCE_LIMIT_MS = 4_000;
/** Silence after which a connection is given up and a new one tried. */
export const GIVE_UP_MS = 6_000;
/** A timer later than this was held up by this page itself, not by the link. */
export const FROZEN_MS = 1_000;
const OPENING_LIMIT_MS = 5_000;
const SECOND_GAP_MS = 5_000;

export type LinkPhase = 'connecting' | 'open' | 'waiting' | 'refused';

export interface SocketLike {
  readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
}

export interface Timers {
  /** Milliseconds that never run backwards. */
  now(): number;
  after(delayMs: number, run: () => void): () => void;
  random(): number;
}

export interface SocketListener {
  phase(phase: LinkPhase, closeCode?: number): void;
  message(message: WallMessageUnion): void;
  topic(topic: Topic, message: TopicMessage): void;
  /** A frame arrived, whatever was in it. */
  heard(): void;
}

export interface SocketOptions {
  open: () => SocketLike;
  /** Asked at every attempt: the wall token, or undefined where the cookie authenticates. */
  token: () => string | undefined;
  timers: Timers;
  listener: SocketListener;
  place?: string;
  /** What this page shows; {@link SUBSCRIBED} unless it shows less. */
  topics?: readonly Topic[];
}

const OPEN = 1;

export class LiveSocket {
  private socket: SocketLike | undefined;
  private readonly chain = new OffsetChain();
  private attempt = 0;
  private cancelTimer: () => void = () => {};
  private stopped = true;
  private readonly lastGap = new Map<Topic, number>();
  private readonly topics: readonly Topic[];

  constructor(private readonly options: SocketOptions) {
    this.topics = options.topics ?? SUBSCRIBED;
  }

  start(): void {
    this.stopped = false;
    this.attempt = 0;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer();
    this.drop(1000);
  }

  /** Sends if the connection stands; what describes the moment is not worth queueing. */
  send(message: object): boolean {
    if (this.socket?.readyState !== OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private connect(): void {
    this.options.listener.phase('connecting');
    const socket = this.options.open();
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.received(String(event.data));
    socket.onclose = (event) => this.closed(event.code);
    this.watch(OPENING_LIMIT_MS);
  }

  private opened(): void {
    const token = this.options.token();
    if (token) this.send({ op: 'auth', token });
    const resumable = this.topics.filter((topic) => this.chain.offsetOf(topic) !== undefined);
    if (this.chain.epoch === undefined || resumable.length === 0) {
      this.subscribe(this.topics);
    } else {
      for (const topic of this.topics) this.subscribe([topic], true);
    }
    this.watch(GIVE_UP_MS);
  }

  private subscribe(topics: readonly Topic[], resume = false): void {
    const first = topics[0];
    const offset = resume && first ? this.chain.offsetOf(first) : undefined;
    this.send({
      op: 'subscribe',
      topics,
      ...(this.options.place ? { place: this.options.place } : {}),
      ...(offset === undefined ? {} : { resume: { epoch: this.chain.epoch, offset } }),
    });
  }

  private received(frame: string): void {
    this.options.listener.heard();
    this.watch(GIVE_UP_MS);
    const message = parseWallMessage(frame);
    if (!message) return;
    if (message.t === 'hello') {
      this.attempt = 0;
      this.chain.enter(message.epoch);
      this.options.listener.phase('open');
    }
    if (message.t === 'snapshot' || message.t === 'delta') this.follow(message);
    else this.options.listener.message(message);
  }

  private follow(message: TopicMessage): void {
    const { topic } = message;
    if (!isTopic(topic)) return;
    if (message.t === 'snapshot') {
      this.chain.snapshot(topic, message.offset);
      this.options.listener.topic(topic, message);
      return;
    }
    const verdict = this.chain.delta(topic, message.prev, message.offset);
    if (verdict === 'follows') this.options.listener.topic(topic, message);
    else if (verdict === 'gap') this.mend(topic);
  }

  /** A hole: ask for what is missing; a second hole soon after asks for everything. */
  private mend(topic: Topic): void {
    const now = this.options.timers.now();
    const asked = this.lastGap.get(topic);
    if (asked !== undefined && now - asked < 250) return;
    this.lastGap.set(topic, now);
    // Signals cannot be asked for by name: they come with the alerts.
    const wanted: Topic = topic === 'signals' ? 'alerts' : topic;
    const again = asked !== undefined && now - asked < SECOND_GAP_MS;
    if (again || topic === 'signals') {
      this.chain.forget(topic);
      this.subscribe([wanted]);
    } else {
      this.subscribe([wanted], true);
    }
  }

  private watch(limitMs: number): void {
    const { timers } = this.options;
    this.cancelTimer();
    const due = timers.now() + limitMs;
    this.cancelTimer = timers.after(limitMs, () => {
      // A timer that comes late means that this page stood still; its frames may wait behind it.
      if (timers.now() - due > FROZEN_MS) this.watch(FROZEN_MS);
      else this.lost(1006);
    });
  }

  private closed(code: number): void {
    if (this.stopped) return;
    this.lost(code);
  }

  private lost(code: number): void {
    this.drop(4000);
    this.cancelTimer();
    if (code === CLOSE_AUTH || code === CLOSE_PLACE) {
      this.options.listener.phase('refused', code);
      return;
    }
    this.options.listener.phase('waiting', code);
    const { timers } = this.options;
    const delayMs = reconnectDelayMs(code, this.attempt, timers.random());
    this.attempt += 1;
    this.cancelTimer = timers.after(delayMs, () => this.connect());
  }

  private drop(code: number): void {
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close(code);
  }
}
