/** One key, one meaning; nothing happens while somebody types. */
export type DeskKey =
  | { kind: 'move'; step: number }
  | { kind: 'open' }
  | { kind: 'help' }
  | { kind: 'escape' }
  | { kind: 'tab'; index: number }
  | { kind: 'command'; key: string };

/** A modal dialog has the keyboard to itself; only Escape means the same there. */
function isInDialog(target: EventTarget | null): boolean {
  const isInside = target instanceof Element && target.closest('dialog') !== null;
  return isInside || document.querySelector('dialog[open]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function meaningOf(event: KeyboardEvent): DeskKey | undefined {
  if (event.key === 'Escape') return { kind: 'escape' };
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined;
  if (event.defaultPrevented || isInDialog(event.target)) return undefined;
  if (event.key === 'ArrowDown') return { kind: 'move', step: 1 };
  if (event.key === 'ArrowUp') return { kind: 'move', step: -1 };
  if (event.key === '?' || event.key === '？') return { kind: 'help' };
  if (/^[0-9]$/.test(event.key)) return { kind: 'tab', index: (Number(event.key) + 9) % 10 };
  // On a button, Enter presses the button.
  if (event.key === 'Enter') {
    return event.target instanceof HTMLButtonElement ? undefined : { kind: 'open' };
  }
  return /^[a-z]$/.test(event.key) ? { kind: 'command', key: event.key } : undefined;
}
