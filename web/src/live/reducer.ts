/**
 * The pure heart of the live view: a topic's items after some messages. One call folds everything
 * that came since the last animation frame into one copy of the map.
 */
import type { Delta, Snapshot } from '../contracts/generated';

export interface Item {
  id: string;
  rev: number;
}

export type TopicMessage = Snapshot | Delta;

export interface TopicState<T extends Item> {
  /** Resume point; undefined: no snapshot yet, so nothing is known (and zero is not zero). */
  readonly offset: string | undefined;
  readonly items: ReadonlyMap<string, T>;
  /** Items that the boundary check refused, since the page was loaded. */
  readonly refused: number;
}

/** Which ids a fold touched. `all` after a snapshot: everything may have changed. */
export interface Touched {
  changed: Set<string>;
  removed: Set<string>;
  all: boolean;
}

export function emptyTopic<T extends Item>(): TopicState<T> {
  return { offset: undefined, items: new Map(), refused: 0 };
}

export function reduce<T extends Item>(
  state: TopicState<T>,
  messages: readonly TopicMessage[],
  guard: (value: unknown) => value is T,
): { state: TopicState<T>; touched: Touched } {
  let items = new Map(state.items);
  let { offset, refused } = state;
  const touched: Touched = { changed: new Set(), removed: new Set(), all: false };

  const put = (value: unknown) => {
    if (!guard(value)) {
      refused += 1;
      return;
    }
    const held = items.get(value.id);
    if (held && held.rev >= value.rev) return;
    items.set(value.id, value);
    touched.changed.add(value.id);
    touched.removed.delete(value.id);
  };

  for (const message of messages) {
    if (message.t === 'snapshot') {
      items = new Map();
      touched.all = true;
      for (const value of message.items) put(value);
    } else {
      for (const value of message.changed) put(value);
      for (const id of message.removed) {
        if (items.delete(id)) touched.removed.add(id);
        touched.changed.delete(id);
      }
    }
    offset = message.offset;
  }
  return { state: { offset, items, refused }, touched };
}
