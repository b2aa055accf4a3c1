import { describe, expect, it } from 'vitest';
import type { Alert } from '../contracts/generated';
import { isLit } from './flash';

const alert = (level: number, response: Alert['response']) => ({ level, response }) as Alert;
const changes = (one: Alert, still: boolean) => {
  const lit = Array.from({ length: 101 }, (_, i) => isLit(one, i * 100, still));
  return lit.filter((now, i) => i > 0 && now !== lit[i - 1]).length;
};

describe('flashing', () => {
  it('is for a red that nobody has acknowledged, at half a hertz', () => {
    expect(changes(alert(1, 'unacknowledged'), false)).toBe(10);
  });
  it('ends with the acknowledgement, and is for no other level', () => {
    expect(changes(alert(1, 'acknowledged'), false)).toBe(0);
    expect(changes(alert(2, 'unacknowledged'), false)).toBe(0);
    expect(isLit(alert(2, 'unacknowledged'), 1_500, false)).toBeUndefined();
  });
  it('is left out where the machine asks for no movement', () => {
    expect(changes(alert(1, 'unacknowledged'), true)).toBe(0);
    expect(isLit(alert(1, 'unacknowledged'), 1_500, true)).toBe(true);
  });
});
