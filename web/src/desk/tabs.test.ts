import { afterEach, describe, expect, it } from 'vitest';
import { meaningOf } from './keys';
import { keyOf, showsAlerts, TABS } from './tabs';

const pressed = (key: string, target: EventTarget = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true });
  Object.defineProperty(event, 'target', { value: target });
  return meaningOf(event);
};
afterEach(() => document.body.replaceChildren());

describe('the tabs', () => {
  it('have a digit each, in the order in which they stand', () => {
    expect(pressed('3')).toEqual({ kind: 'tab', index: 2 });
    expect(TABS[2]).toBe('tests');
    expect(pressed('0')).toEqual({ kind: 'tab', index: TABS.indexOf('oncall') });
    expect(TABS.map((_, index) => keyOf(index)).join('')).toBe('1234567890');
    expect(TABS.filter(showsAlerts)).toEqual(['open', 'closed']);
  });
  it('stay while somebody types', () => {
    expect(pressed('3', document.createElement('input'))).toBeUndefined();
  });
  it('stay while a dialog asks: its digits are answers', () => {
    const dialog = document.createElement('dialog');
    const button = document.createElement('button');
    dialog.append(button);
    document.body.append(dialog);
    expect(pressed('3', button)).toBeUndefined();
    expect(pressed('Escape', button)).toEqual({ kind: 'escape' });
    dialog.setAttribute('open', '');
    expect(pressed('3')).toBeUndefined();
  });
});
