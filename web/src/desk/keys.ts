/** One key, one meaning; nothing happens while somebody types. */
export type DeskKey =
  | { kind: 'move'; step: number }
  | { kind: 'open' }
  | { kind: 'help' }
  | { kind: 'escape' }
  | { kind: 'command'; key: string };

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function meaningOf(event: KeyboardEvent): DeskKey | undefined {
  if (event.key === 'Escape') return { kind: 'escape' };
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined;
  if (event.key === 'ArrowDown') return { kind: 'move', step: 1 };
  if (event.key === 'ArrowUp') return { kind: 'move', step: -1 };
  if (event.key === '?' || event.key === '？') return { kind: 'help' };
  // On a button, Enter presses the button.
  if (event.key === 'Enter') {
    return event.target instanceof HTMLButtonElement ? undefined : { kind: 'open' };
  }
  return /^[a-z]$/.test(event.key) ? { kind: 'command', key: event.key } : undefined;
}
