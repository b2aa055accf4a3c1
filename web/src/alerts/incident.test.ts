import { describe, expect, it } from 'vitest';
import { createApp, h } from 'vue';
import { anAlert } from '../contracts/fixtures';
import type { Alert } from '../contracts/generated';
import { createWords } from '../i18n';
import IncidentView from './IncidentView.vue';
import { incidentOf } from './incident';

const flood = anAlert({ id: 'flood', kind: 'flood', level: 3 });
const NAMES: Record<string, string> = { c01: '榕树社区', c02: '望潮社区', c03: '红树社区' };
let number = 0;
function part(cell: string, level: number, over: Partial<Alert> = {}): Alert {
  number += 1;
  return anAlert({
    id: `part-${number}`,
    level,
    partOf: 'flood',
    title: '端口过热',
    place: `yunwan/shapu/${cell}/g01`,
    placeName: `云湾区/沙浦街道/${NAMES[cell]}/第一网格`,
    site: { id: `s-${number}`, name: `${number}号棚`, lon: 0, lat: 0 },
    ...over,
  });
}
const brief = (rows: { name: string; counts: number[] }[]) =>
  rows.map((row) => `${row.name} ${row.counts.join()}`);

describe('what lies in a flood', () => {
  it('is gathered one level below what all of it shares, gravest first', () => {
    const alerts = [flood, part('c01', 3), part('c01', 4), part('c02', 2), part('c02', 3)];
    expect(brief(incidentOf(flood, alerts).places)).toEqual([
      '望潮社区 0,1,1,0',
      '榕树社区 0,0,1,1',
    ]);
  });
  it('of one grid cell is gathered by site', () => {
    const alerts = [part('c01', 2), part('c01', 2)];
    const { places } = incidentOf(flood, alerts);
    expect(places.map((row) => row.total)).toEqual([1, 1]);
    expect(places.every((row) => row.name.endsWith('号棚'))).toBe(true);
  });
  it('leaves out what is closed, what lies elsewhere, and keeps what has no place', () => {
    const alerts = [
      part('c01', 2, { response: 'closed' }),
      part('c01', 2, { partOf: 'other' }),
      part('c01', 4, {
        place: undefined,
        placeName: undefined,
        site: undefined,
        title: '井盖倾斜',
      }),
      part('c01', 3),
    ];
    const incident = incidentOf(flood, alerts);
    expect(incident.open).toBe(2);
    expect(brief(incident.causes)).toEqual(['端口过热 0,0,1,0', '井盖倾斜 0,0,0,1']);
    expect(incident.places.reduce((sum, row) => sum + row.total, 0)).toBe(2);
  });
  it('says how much does not fit', () => {
    const alerts = [part('c01', 2), part('c02', 3), part('c03', 4), part('c03', 4)];
    const root = document.createElement('div');
    const props = { incident: incidentOf(flood, alerts), most: 1 };
    const app = createApp(() => h(IncidentView, props)).use(createWords('zh'));
    app.mount(root);
    const places = root.querySelector('[data-half=places]')?.textContent ?? '';
    app.unmount();
    expect(places).toContain('榕树社区');
    expect(places).not.toContain('红树社区');
    expect(places).toContain('另有 2 处 3 条');
  });
});
