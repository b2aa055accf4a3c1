/** What outlives the page on this phone: the queue, the photos in it, the last picture. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Picture } from '../picture';
import type { Item } from './queue';

export interface Kept {
  items(): Promise<Item[]>;
  /** Writes what changed between two states of the queue. */
  write(before: readonly Item[], after: readonly Item[]): Promise<void>;
  putPhoto(id: string, photo: Blob): Promise<void>;
  photo(id: string): Promise<Blob | undefined>;
  picture(): Promise<Picture | undefined>;
  putPicture(picture: Picture): Promise<void>;
  forgetPicture(): Promise<void>;
}

interface Tables extends DBSchema {
  items: { key: string; value: Item };
  /** Bytes and not blobs: some browsers lose blobs in their database. */
  photos: { key: string; value: { type: string; bytes: ArrayBuffer } };
  picture: { key: 'last'; value: Picture };
}

const NAME = 'citywall-phone';

export async function openKept(): Promise<Kept> {
  const db = await openDB<Tables>(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('items', { keyPath: 'id' });
      fresh.createObjectStore('photos');
      fresh.createObjectStore('picture');
    },
  });
  return new Database(db);
}

class Database implements Kept {
  constructor(private readonly db: IDBPDatabase<Tables>) {}

  async items(): Promise<Item[]> {
    return (await this.db.getAll('items')).sort((a, b) => a.n - b.n);
  }

  async write(before: readonly Item[], after: readonly Item[]): Promise<void> {
    const held = new Map(before.map((item) => [item.id, item]));
    const now = new Map(after.map((item) => [item.id, item]));
    const work = this.db.transaction(['items', 'photos'], 'readwrite', { durability: 'strict' });
    const items = work.objectStore('items');
    const photos = work.objectStore('photos');
    for (const item of after) if (held.get(item.id) !== item) void items.put(item);
    for (const { id } of before) if (!now.has(id)) void items.delete(id);
    for (const { id, kind } of before) {
      const state = now.get(id)?.state;
      // A photo that is there, or that nobody wants, need not lie on this phone.
      if (kind === 'photo' && (state === undefined || state === 'done')) void photos.delete(id);
    }
    await work.done;
  }

  async putPhoto(id: string, photo: Blob): Promise<void> {
    await this.db.put('photos', { type: photo.type, bytes: await photo.arrayBuffer() }, id);
  }

  async photo(id: string): Promise<Blob | undefined> {
    const held = await this.db.get('photos', id);
    return held && new Blob([held.bytes], { type: held.type });
  }

  picture(): Promise<Picture | undefined> {
    return this.db.get('picture', 'last');
  }

  async putPicture(picture: Picture): Promise<void> {
    await this.db.put('picture', picture, 'last');
  }

  async forgetPicture(): Promise<void> {
    await this.db.delete('picture', 'last');
  }
}
