/**
 * What the wall says about its own link and chain: pure decisions from a few instants.
 *
 * Two different deaths: the connection (nothing comes) and the chain behind it (frames still come,
 * but the canaries do not come back). Both must be said within 5 s, and never for a hiccup.
 */
import { type LinkPhase, SILENCE_LIMIT_MS } from './socket';

/** A connection that is replaced within this time is not worth a banner. */
export const CLOSED_GRACE_MS = 1_000;
/** Reported by the gateway itself: canaries leave every 2 s, so 4 s means one is missing. */
export const CANARY_LIMIT_MS = 4_000;
/**
 * Extrapolated from the last beat. Without any fault this reaches 2 s (canary period) + 2 s (beat
 * period) + latency; 4.8 s keeps clear of that and inside the promised 5 s.
 */
export const CANARY_EXTRAPOLATED_LIMIT_MS = 4_800;

export interface LinkFacts {
  phase: LinkPhase;
  /** When this phase began. */
  phaseSince: number;
  /** When the page began to try. */
  startedAt: number;
  /** When the last frame came. */
  heardAt: number | undefined;
  /** When the present connection said hello. */
  openedAt: number | undefined;
  /** Until then nothing is judged by silence: the page itself stood still a moment ago. */
  graceUntil: number;
  /** The last beat of this connection. */
  beat: { at: number; ageMs: number | undefined; latencyMs: number | undefined } | undefined;
}

export type LinkVerdict = 'starting' | 'ok' | 'lost';
export type ChainVerdict = 'unknown' | 'ok' | 'broken';

export interface LinkReport {
  link: LinkVerdict;
  chain: ChainVerdict;
  /** Age of the worst canary now; undefined: none has come back. */
  canaryAgeMs: number | undefined;
  latencyMs: number | undefined;
}

function linkVerdict(facts: LinkFacts, now: number): LinkVerdict {
  if (facts.phase === 'open' && facts.heardAt !== undefined) {
    const silent = now - facts.heardAt > SILENCE_LIMIT_MS;
    return silent && now >= facts.graceUntil ? 'lost' : 'ok';
  }
  if (facts.heardAt === undefined) {
    return now - facts.startedAt > SILENCE_LIMIT_MS ? 'lost' : 'starting';
  }
  return now - facts.phaseSince > CLOSED_GRACE_MS ? 'lost' : 'ok';
}

function chainVerdict(
  facts: LinkFacts,
  canaryAgeMs: number | undefined,
  now: number,
): ChainVerdict {
  const { beat, openedAt } = facts;
  if (openedAt === undefined) return 'unknown';
  if (!beat || beat.ageMs === undefined || canaryAgeMs === undefined) {
    return now - openedAt > CANARY_EXTRAPOLATED_LIMIT_MS ? 'broken' : 'unknown';
  }
  const late = canaryAgeMs > CANARY_EXTRAPOLATED_LIMIT_MS && now >= facts.graceUntil;
  return beat.ageMs > CANARY_LIMIT_MS || late ? 'broken' : 'ok';
}

export function judgeLink(facts: LinkFacts, now: number): LinkReport {
  const { beat } = facts;
  const canaryAgeMs = beat?.ageMs === undefined ? undefined : beat.ageMs + (now - beat.at);
  const link = linkVerdict(facts, now);
  return {
    link,
    chain: link === 'ok' ? chainVerdict(facts, canaryAgeMs, now) : 'unknown',
    canaryAgeMs,
    latencyMs: beat?.latencyMs,
  };
}

/**
 * `phaseSince` must survive the alternation of waiting and connecting, or a gateway that refuses
 * each attempt would look like a hiccup for ever.
 */
export function nextPhase(
  facts: LinkFacts,
  phase: LinkPhase,
  now: number,
): Pick<LinkFacts, 'phase' | 'phaseSince'> {
  const wasOpen = facts.phase === 'open';
  const isOpen = phase === 'open';
  return { phase, phaseSince: wasOpen === isOpen ? facts.phaseSince : now };
}
