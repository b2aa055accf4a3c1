import { describe, expect, it } from 'vitest';
import { judgeLink, type LinkFacts, nextPhase } from './link';

const open: LinkFacts = {
  phase: 'open',
  phaseSince: 0,
  startedAt: 0,
  heardAt: 100_000,
  openedAt: 1_000,
  graceUntil: 0,
  beat: { at: 100_000, ageMs: 600, latencyMs: 31 },
};

describe('the link', () => {
  it('is ok while frames come', () => {
    expect(judgeLink(open, 102_100).link).toBe('ok');
  });
  it('is lost after more than 4 s without a frame', () => {
    expect(judgeLink(open, 104_000).link).toBe('ok');
    expect(judgeLink(open, 104_001).link).toBe('lost');
  });
  it('survives a quick reconnect without a banner', () => {
    const facts: LinkFacts = { ...open, phase: 'waiting', phaseSince: 100_500 };
    expect(judgeLink(facts, 101_400).link).toBe('ok');
    expect(judgeLink(facts, 101_501).link).toBe('lost');
  });
  it('is only starting at first, but not for ever', () => {
    const facts: LinkFacts = {
      ...open,
      phase: 'connecting',
      heardAt: undefined,
      openedAt: undefined,
      beat: undefined,
    };
    expect(judgeLink(facts, 3_000).link).toBe('starting');
    expect(judgeLink(facts, 4_100).link).toBe('lost');
  });
  it('is not judged right after the page itself stood still', () => {
    expect(judgeLink({ ...open, graceUntil: 111_000 }, 110_000).link).toBe('ok');
    expect(judgeLink({ ...open, graceUntil: 111_000 }, 111_000).link).toBe('lost');
  });
  it('keeps the begin of an outage over all its attempts', () => {
    const cut = { ...open, ...nextPhase(open, 'waiting', 200) };
    const again = { ...cut, ...nextPhase(cut, 'connecting', 900) };
    const waiting = { ...again, ...nextPhase(again, 'waiting', 1_400) };
    expect(waiting.phaseSince).toBe(200);
    expect(nextPhase(waiting, 'open', 3_000).phaseSince).toBe(3_000);
  });
});

describe('the chain', () => {
  it('is ok through the whole rhythm of canary and beat', () => {
    // Worst case without a fault: a probe 2 s old at the beat, 2 s until the next beat.
    const facts = { ...open, beat: { at: 100_000, ageMs: 2_040, latencyMs: 40 } };
    expect(judgeLink(facts, 102_100).chain).toBe('ok');
  });
  it('is broken when the gateway itself reports more than 4 s', () => {
    const facts = { ...open, beat: { at: 100_000, ageMs: 4_050, latencyMs: 40 } };
    expect(judgeLink(facts, 100_010).chain).toBe('broken');
  });
  it('is broken within 5 s of the last probe, though the socket is open', () => {
    // The chain died right after a probe came back; beats go on.
    const facts = { ...open, heardAt: 104_000, beat: { at: 104_000, ageMs: 3_990, latencyMs: 40 } };
    expect(judgeLink(facts, 104_850).chain).toBe('broken');
    expect(judgeLink(facts, 104_850).link).toBe('ok');
  });
  it('is unknown at first and broken when no probe ever comes', () => {
    const facts = { ...open, heardAt: 5_000, openedAt: 1_000, beat: undefined };
    expect(judgeLink(facts, 5_000).chain).toBe('unknown');
    expect(judgeLink(facts, 5_900).chain).toBe('broken');
    const nulls = { ...facts, beat: { at: 5_000, ageMs: undefined, latencyMs: undefined } };
    expect(judgeLink(nulls, 5_900).chain).toBe('broken');
  });
  it('is not judged through a dead link', () => {
    expect(judgeLink(open, 120_000)).toMatchObject({ link: 'lost', chain: 'unknown' });
  });
  it('counts the age of the probe on between two beats', () => {
    expect(judgeLink(open, 101_000).canaryAgeMs).toBe(1_600);
  });
});
