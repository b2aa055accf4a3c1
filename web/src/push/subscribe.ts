/** The page's side of web push: this browser is one in which the person is told, or no more. */
import { type Api, ApiError, type Page } from '../access/api';

const LIST = '/webpush/subscriptions';

export interface Subscribed {
  id: string;
  endpoint: string;
  host: string;
  madeAt: string;
  takenAt?: string;
}

/** Off: may be turned on. Denied: by the browser's user. Missing: the city has no web push. */
export type PushState = 'on' | 'off' | 'denied' | 'missing' | 'unsupported';

/** The key in the form that browsers want. */
export function keyBytes(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replace(/-/g, '+').replace(/_/g, '/');
  return Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
}

/** Whether a subscription was made for this key; with another one nothing would arrive. */
export function isFor(key: Uint8Array, made: ArrayBuffer | null): boolean {
  if (!made) return false;
  const bytes = new Uint8Array(made);
  return bytes.length === key.length && bytes.every((each, index) => each === key[index]);
}

const isSupported = () => 'PushManager' in globalThis && 'Notification' in globalThis;

async function publicKey(api: Api): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return keyBytes((await api.get<{ publicKey: string }>('/webpush/key')).publicKey);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** How it stands, by the gateway: a browser does not know that its subscription was removed. */
export async function pushState(api: Api, worker: ServiceWorkerRegistration): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const key = await publicKey(api);
  if (!key) return 'missing';
  const made = await worker.pushManager.getSubscription();
  if (!made || !isFor(key, made.options.applicationServerKey)) return 'off';
  const { items } = await api.get<Page<Subscribed>>(LIST);
  return items.some((each) => each.endpoint === made.endpoint) ? 'on' : 'off';
}

/** Asks the person where the browser demands it; call it from a click. */
export async function subscribe(api: Api, worker: ServiceWorkerRegistration): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const key = await publicKey(api);
  if (!key) return 'missing';
  const before = await worker.pushManager.getSubscription();
  if (before && !isFor(key, before.options.applicationServerKey)) await before.unsubscribe();
  const made = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await api.post(LIST, made.toJSON());
  return 'on';
}

/** At the gateway first: what it does not know it cannot send to. */
export async function unsubscribe(api: Api, worker: ServiceWorkerRegistration): Promise<PushState> {
  const made = await worker.pushManager.getSubscription();
  if (made) {
    const { items } = await api.get<Page<Subscribed>>(LIST);
    const known = items.find((each) => each.endpoint === made.endpoint);
    if (known) await api.delete(`${LIST}/${known.id}`);
    await made.unsubscribe();
  }
  return 'off';
}
