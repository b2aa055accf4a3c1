/** What the gateway sends to a browser (docs/interfaces.md), and how a notification shows it. Pure. */
export interface PushMessage {
  id: string;
  level: number;
  title: string;
  text: string;
  at: string;
  alertId?: string;
  /** To the alert. */
  link?: string;
  /** To answer without a log-in. */
  answer?: string;
  drill: boolean;
}

export interface Shown {
  title: string;
  options: NotificationOptions & {
    renotify: boolean;
    actions: { action: string; title: string }[];
    data: Pick<PushMessage, 'link' | 'answer'>;
  };
}

const ORANGE = 2;

/** The message in a push; undefined: it is none of ours. */
export function parse(text: string | undefined): PushMessage | undefined {
  try {
    const found = JSON.parse(text ?? '') as Partial<PushMessage> | null;
    const isWhole =
      typeof found?.id === 'string' &&
      typeof found.title === 'string' &&
      typeof found.level === 'number';
    return isWhole ? ({ text: '', at: '', drill: false, ...found } as PushMessage) : undefined;
  } catch {
    return undefined;
  }
}

/** A browser must show something for each push, else it takes the permission away. */
export function shown(message: PushMessage | undefined, isEnglish: boolean): Shown {
  if (!message) {
    return {
      title: isEnglish ? 'New message of the duty wall' : '值守平台有新消息',
      options: { tag: 'citywall', renotify: true, actions: [], data: {} },
    };
  }
  const isCall = message.level <= ORANGE;
  return {
    title: message.title,
    options: {
      body: message.text,
      // What a push service delivers twice shows once.
      tag: message.id,
      renotify: isCall,
      requireInteraction: isCall && !message.drill,
      ...(Number.isNaN(Date.parse(message.at)) ? {} : { timestamp: Date.parse(message.at) }),
      actions: message.answer ? [{ action: 'answer', title: isEnglish ? 'Answer' : '应答' }] : [],
      data: { link: message.link, answer: message.answer },
    },
  };
}

/**
 * Where a click leads: the page to answer for its button, else the alert. Only to the site that the
 * worker is of: what a message says must not open another's page under this one's name.
 */
export function target(
  action: string,
  data: Pick<PushMessage, 'link' | 'answer'> | undefined,
  origin: string,
): string {
  const home = new URL('/m', origin);
  const wanted = (action === 'answer' && data?.answer) || data?.link || data?.answer;
  if (!wanted) return home.href;
  const url = URL.canParse(wanted, origin) ? new URL(wanted, origin) : home;
  return url.origin === home.origin ? url.href : home.href;
}
