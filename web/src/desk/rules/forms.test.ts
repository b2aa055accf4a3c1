import { describe, expect, it } from 'vitest';
import schema from '../../../../gateway/src/main/resources/schemas/alert-rules.json';
import {
  type Draft,
  emptyRule,
  evidenceLines,
  evidenceOf,
  type Field,
  faultAt,
  fitsForms,
  LISTS,
  type ListPart,
  listOf,
  moved,
  namesOf,
  SINGLES,
  spanOf,
  withField,
  withNewRule,
  withoutRule,
  withRule,
} from './forms';

const draft = (over: object = {}): Draft =>
  ({
    groups: [],
    inhibitions: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    delays: [],
    chatter: {},
    flood: {},
    escalations: [],
    staleAfterS: 1,
    ...over,
  }) as unknown as Draft;
const ids = (of: Draft) => listOf(of, 'inhibitions').map((one) => one.id);

describe('forms of rules', () => {
  it('have the fields that the gateway takes, and no others', () => {
    const definitions = schema.$defs as unknown as Record<
      string,
      { properties: object; required: string[] }
    >;
    const kinds: Record<string, readonly Field[]> = {
      group: LISTS.groups,
      inhibition: LISTS.inhibitions,
      delay: LISTS.delays,
      escalation: LISTS.escalations,
      chatter: SINGLES.chatter,
      flood: SINGLES.flood,
    };
    for (const [kind, fields] of Object.entries(kinds)) {
      const { properties, required } = definitions[kind] ?? { properties: {}, required: [] };
      expect(fields.map((one) => one.name).sort(), kind).toEqual(Object.keys(properties).sort());
      const needed = fields.filter((one) => !one.optional).map((one) => one.name);
      expect(needed.sort(), kind).toEqual([...required].sort());
    }
  });

  it('leave out what is empty and need not be there', () => {
    const reason: Field = { name: 'reason', control: 'text', optional: true };
    expect(withField({ id: 'a', reason: 'x' }, reason, '')).toEqual({ id: 'a' });
    expect(withField({ id: 'a' }, reason, 'y')).toEqual({ id: 'a', reason: 'y' });
    expect(withField({ id: 'a' }, { name: 'equal', control: 'names' }, [])).toEqual({
      id: 'a',
      equal: [],
    });
  });

  it('add, change, move and remove a rule and leave the others', () => {
    const rule = { id: 'B' };
    expect(ids(withRule(draft(), 'inhibitions', 1, rule))).toEqual(['a', 'B', 'c']);
    expect(ids(withoutRule(draft(), 'inhibitions', 0))).toEqual(['b', 'c']);
    expect(ids(moved(draft(), 'inhibitions', 2, -1))).toEqual(['a', 'c', 'b']);
    expect(ids(moved(draft(), 'inhibitions', 0, 1))).toEqual(['b', 'a', 'c']);
    expect(listOf(withNewRule(draft(), 'delays'), 'delays')).toEqual([emptyRule('delays')]);
  });

  it('fit only a text that has every part in its form', () => {
    expect(fitsForms(draft())).toBe(true);
    expect(fitsForms(undefined)).toBe(false);
    for (const part of Object.keys(LISTS) as ListPart[]) {
      expect(fitsForms(draft({ [part]: undefined })), part).toBe(false);
      expect(fitsForms(draft({ [part]: ['x'] })), part).toBe(false);
    }
    expect(fitsForms(draft({ flood: [] }))).toBe(false);
  });

  it('read names and evidence as people write them', () => {
    expect(namesOf(' a，b、c  d,, ')).toEqual(['a', 'b', 'c', 'd']);
    const evidence = evidenceOf('event = rain=storm\n\n flag ');
    expect(evidence).toEqual({ event: 'rain=storm', flag: '' });
    expect(evidenceOf(evidenceLines(evidence))).toEqual(evidence);
  });

  it('say how long seconds are from a minute on', () => {
    expect(spanOf(59)).toBeUndefined();
    expect(spanOf('x')).toBeUndefined();
    expect(spanOf(3_725)).toEqual({ h: 1, m: 2, s: 5 });
  });

  it('find the faults of a field and of what is in it, not those of its namesake', () => {
    const faults = [
      { path: '/groups/1/match/domains/0', detail: 'is unknown' },
      { path: '/groups/10', detail: 'is there twice' },
    ];
    expect(faultAt(faults, '/groups/1/match')).toBe('is unknown');
    expect(faultAt(faults, '/groups/1')).toBe('is unknown');
    expect(faultAt(faults, '/groups/0')).toBeUndefined();
  });
});
