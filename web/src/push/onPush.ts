/** The service worker's side of web push: shows what comes, and opens what is clicked. */
import { parse, shown, target } from './message';

/** As much of ServiceWorkerGlobalScope as is used: the page's types have none of it. */
export interface PushScope {
  location: { origin: string };
  navigator: { language: string };
  registration: {
    showNotification(title: string, options?: NotificationOptions): Promise<void>;
  };
  clients: {
    matchAll(options: {
      type: 'window';
      includeUncontrolled: boolean;
    }): Promise<readonly { url: string; focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: PushArrived) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Clicked) => void): void;
}

interface Extendable {
  waitUntil(promise: Promise<unknown>): void;
}

export interface PushArrived extends Extendable {
  data: { text(): string } | null;
}

export interface Clicked extends Extendable {
  action: string;
  notification: { close(): void; data: { link?: string; answer?: string } | undefined };
}

/** To be called while the worker's script runs first: later is too late for what woke it. */
export function listenForPush(scope: PushScope): void {
  scope.addEventListener('push', (event) => {
    const isEnglish = scope.navigator.language.startsWith('en');
    const { title, options } = shown(parse(event.data?.text()), isEnglish);
    event.waitUntil(scope.registration.showNotification(title, options));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const url = target(event.action, event.notification.data, scope.location.origin);
    event.waitUntil(open(scope, url));
  });
}

async function open(scope: PushScope, url: string): Promise<void> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((window) => window.url === url);
  await (there ? there.focus() : scope.clients.openWindow(url));
}
