import { describe, expect, it } from 'vitest';
import {
  age,
  clock,
  count,
  counting,
  date,
  inputOf,
  millis,
  offsetTimeOf,
  span,
  stamp,
  weekday,
} from './format';
import { ServerClock } from './serverClock';
import { SKEW_LIMIT_MS, skewOf } from './skew';

const T = Date.parse('2026-11-21T11:35:45.000Z');

describe('format', () => {
  it('writes Beijing time wherever the PC stands', () => {
    expect(clock(T)).toBe('19:35:45');
    expect(date(T)).toBe('2026-11-21');
    expect(stamp(T)).toBe('11-21 19:35:45');
    expect(date(Date.parse('2026-11-21T16:30:00Z'))).toBe('2026-11-22');
    expect(clock(Date.parse('2026-11-21T16:00:00Z'))).toBe('00:00:00');
    expect(weekday(T)).toBe(6);
  });
  it('writes a span with its day once, unless it ends on another', () => {
    expect(span(T, T + 1_800_000)).toBe('11-21 19:35–20:05');
    expect(span(T, T + 6 * 3_600_000)).toBe('11-21 19:35–11-22 01:35');
  });
  it('takes and gives Beijing time to inputs, with its offset for the gateway', () => {
    expect(inputOf(T)).toBe('2026-11-21T19:35');
    expect(Date.parse(offsetTimeOf(inputOf(T)))).toBe(T - 45_000);
    expect(offsetTimeOf('')).toBe('');
  });
  it('counts without ever going negative', () => {
    expect(counting(-5)).toBe('0:00');
    expect(counting(7_900)).toBe('0:07');
    expect(counting(765_000)).toBe('12:45');
    expect(counting(11_109_000)).toBe('3:05:09');
    expect(counting(51 * 3_600_000)).toBe('2d 03h');
  });
  it('never shows the unknown as zero', () => {
    expect(age(undefined)).toBe('—');
    expect(millis(undefined)).toBe('—');
    expect(count(undefined)).toBe('—');
    expect(count(0)).toBe('0');
  });
  it('gives ages in fitting units', () => {
    expect(age(380)).toBe('0.4 s');
    expect(age(9_960)).toBe('10 s');
    expect(age(95_000)).toBe('95 s');
    expect(age(600_000)).toBe('10 min');
    expect(age(3 * 3_600_000)).toBe('3 h');
    expect(age(50 * 3_600_000)).toBe('2 d');
    expect(count(1_500)).toBe('1,500');
    expect(millis(37.6)).toBe('38 ms');
  });
});

describe('the server clock', () => {
  it('uses the PC’s clock until the first beat, then never again', () => {
    let mono = 1_000;
    let wall = 5_000;
    const server = new ServerClock(
      () => mono,
      () => wall,
    );
    expect(server.now()).toBe(5_000);
    server.learn(new Date(T).toISOString());
    mono = 4_000;
    wall = 99;
    expect(server.now()).toBe(T + 3_000);
  });
  it('does not let one delayed beat set it back', () => {
    let mono = 0;
    const server = new ServerClock(
      () => mono,
      () => 0,
    );
    server.learn(new Date(T).toISOString());
    mono = 3_500;
    server.learn(new Date(T + 2_000).toISOString());
    expect(server.now()).toBe(T + 3_500);
  });
  it('follows a server whose clock was set back, after some beats', () => {
    let mono = 0;
    const server = new ServerClock(
      () => mono,
      () => 0,
    );
    server.learn(new Date(T + 60_000).toISOString());
    for (let i = 1; i <= 8; i += 1) {
      mono = i * 2_000;
      server.learn(new Date(T + mono).toISOString());
    }
    expect(server.now()).toBe(T + mono);
  });
});

describe('the skew of the screen’s clock', () => {
  it('is told with its direction once it could mislead', () => {
    expect(skewOf(T + 3_600_000, T)).toBe(3_600_000);
    expect(skewOf(T - 3_600_000, T)).toBe(-3_600_000);
    expect(skewOf(T + SKEW_LIMIT_MS, T)).toBeUndefined();
  });
});
