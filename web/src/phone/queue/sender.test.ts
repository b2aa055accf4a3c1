import { describe, expect, it } from 'vitest';
import { settle } from '../../desk/testing';
import type { CommandItem, Item, Verdict } from './queue';
import { QueueSender } from './sender';

function command(n: number): CommandItem {
  return {
    id: `c${n}`,
    n,
    account: 'chen',
    alertId: 'a1',
    title: 't',
    pressedAt: 0,
    meantAt: 0,
    state: 'waiting',
    tries: 0,
    kind: 'command',
    form: { action: 'comment', reason: `${n}` },
    seenRev: 1,
  };
}

/** A phone whose database is a list, and a city that answers as told. */
function phone(kept: Item[] = []) {
  const disk: Item[] = [...kept];
  const answers: Verdict[] = [];
  const sent: string[] = [];
  const onDisk: (string | undefined)[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const sender = new QueueSender({
    store: {
      items: async () => [...disk],
      write: async (_before, after) => {
        disk.splice(0, disk.length, ...after);
      },
    },
    account: 'chen',
    send: async (item) => {
      sent.push(item.id);
      onDisk.push(disk.find(({ id }) => id === item.id)?.state);
      return answers.shift() ?? { kind: 'done', rev: 2 };
    },
    alone: (work) => work(),
    now: () => 0,
    after: (ms, run) => {
      timers.push({ ms, run });
      return () => {};
    },
  });
  return { sender, disk, answers, sent, onDisk, timers };
}

describe('sending', () => {
  it('is on the phone before it leaves, and ends there too', async () => {
    const { sender, disk, onDisk } = phone();
    await sender.begin();
    await sender.press(command(1));
    await settle();
    expect(onDisk).toEqual(['sending']);
    expect(disk[0]).toMatchObject({ state: 'done' });
  });

  it('keeps the order while the line is away, and waits longer each time', async () => {
    const { sender, answers, sent, timers } = phone();
    answers.push({ kind: 'wait', why: 'offline' }, { kind: 'wait', why: 'offline' });
    await sender.begin();
    await settle();
    await sender.press(command(1));
    await settle();
    expect(sender.hindered.value).toBe('offline');
    await sender.press(command(2));
    await settle();
    expect(sent).toEqual(['c1', 'c1']);
    expect(timers.map(({ ms }) => ms)).toEqual([2_000, 4_000]);
    timers.at(-1)?.run();
    await settle();
    expect(sent).toEqual(['c1', 'c1', 'c1', 'c2']);
    expect(sender.hindered.value).toBeUndefined();
    expect(sender.items.value.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('begins with what an earlier page left under way, under the same id', async () => {
    const { sender, sent } = phone([{ ...command(7), state: 'sending' }]);
    await sender.begin();
    await settle();
    expect(sent).toEqual(['c7']);
    expect(sender.nextPlace()).toBe(8);
  });

  it('leaves alone what another person pressed on this phone', async () => {
    const { sender, sent } = phone([{ ...command(1), account: 'lin' }]);
    await sender.begin();
    await settle();
    expect(sent).toEqual([]);
  });
});
