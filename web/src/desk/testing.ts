/** For tests of panels: a page with a gateway that answers from a table and keeps what was sent. */
import { type Component, createApp, h, nextTick } from 'vue';
import { Api } from '../access/api';
import { createWords, type Language } from '../i18n';

export interface Sent {
  method: string;
  path: string;
  body: { [key: string]: unknown } | undefined;
}

type Answer = [status: number, body?: unknown];
export type Answers = { [route: string]: Answer | ((sent: Sent) => Answer) };

/** Routes are "METHOD /path" without the query; others answer 404. */
export function gatewayOf(answers: Answers) {
  const sent: Sent[] = [];
  const request = async (url: string, init: RequestInit) => {
    const method = String(init.method);
    const one = { method, path: url, body: init.body ? JSON.parse(String(init.body)) : undefined };
    sent.push(one);
    const found = answers[`${method} ${url.split('?')[0]}`] ?? [404, { title: 'Not found' }];
    const [status, body] = typeof found === 'function' ? found(one) : found;
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  };
  return { api: new Api(() => undefined, '', request as unknown as typeof fetch), sent };
}

export const settle = async () => {
  for (let i = 0; i < 8; i += 1) await new Promise((done) => setTimeout(done, 0));
  await nextTick();
};

export function mounted(component: Component, props: object, language: Language = 'zh') {
  const root = document.createElement('div');
  document.body.append(root);
  const app = createApp(() => h(component, props)).use(createWords(language));
  app.mount(root);
  const find = <T extends HTMLElement>(selector: string) => {
    const found = root.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  return {
    root,
    find,
    words: () => root.textContent?.replace(/\s+/g, ' ') ?? '',
    fill: async (selector: string, value: string) => {
      const input = find<HTMLInputElement>(selector);
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true })); // the field is left
      await nextTick();
    },
    key: async (selector: string, key: string) => {
      find(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await nextTick();
    },
    click: async (selector: string) => {
      find(selector).click();
      await settle();
    },
    submit: async (selector: string) => {
      find(selector).dispatchEvent(new Event('submit', { cancelable: true }));
      await settle();
    },
    unmount: () => {
      app.unmount();
      root.remove();
    },
  };
}
