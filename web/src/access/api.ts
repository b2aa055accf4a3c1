/** The REST interface under /api/v1: session cookie, or the wall token as bearer. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
  field?: string;
}

/** A refused request, with the server's own words where it gave any. Status 0: no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly body: unknown = undefined,
  ) {
    super(`${status} ${detail}`);
  }

  /** JSON pointer of the field at fault, where the refusal names one. */
  get field(): string | undefined {
    return this.part('field');
  }

  /** The kind of refusal, the same for each occurrence, where it has one. */
  get title(): string | undefined {
    return this.part('title');
  }

  private part(name: 'field' | 'title'): string | undefined {
    const value = ((this.body ?? {}) as Partial<Problem>)[name];
    return typeof value === 'string' ? value : undefined;
  }
}

export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

const TIMEOUT_MS = 10_000;
/** Half a megabyte over the slowest line that still is one (some 64 kbit/s). */
const BYTES_TIMEOUT_MS = 60_000;

/** What the page asks by itself must not keep a session alive that nobody sits before. */
const UNATTENDED = { 'citywall-unattended': '1' };

export class Api {
  constructor(
    private readonly token: () => string | undefined,
    private readonly base = '/api/v1',
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path, undefined, this.token());
  }

  /** Reads without that it counts as use of the person's session. */
  getUnattended<T>(path: string): Promise<T> {
    return this.call<T>('GET', path, undefined, this.token(), UNATTENDED);
  }

  /** With this bearer token, or with none: the cookie alone. */
  getAs<T>(path: string, bearer: string | undefined): Promise<T> {
    return this.call<T>('GET', path, undefined, bearer);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.call<T>('POST', path, body, this.token());
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PUT', path, body, this.token());
  }

  /** Puts bytes as they are; a slow line is given as long as it takes to send them. */
  putBytes<T>(path: string, bytes: Blob): Promise<T> {
    return this.send<T>(path, {
      method: 'PUT',
      signal: AbortSignal.timeout(BYTES_TIMEOUT_MS),
      headers: { ...this.bearing(this.token()), 'content-type': bytes.type },
      body: bytes,
    });
  }

  delete(path: string): Promise<void> {
    return this.call<void>('DELETE', path, undefined, this.token());
  }

  /** All pages of a list, bounded: a list that never ends is cut and says so by its length. */
  async all<T>(path: string, pagesMax = 40, unattended = false): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const glue = path.includes('?') ? '&' : '?';
      const query = cursor ? `${glue}cursor=${encodeURIComponent(cursor)}` : '';
      const answer = unattended
        ? await this.getUnattended<Page<T>>(path + query)
        : await this.get<Page<T>>(path + query);
      items.push(...answer.items);
      cursor = answer.nextCursor;
      if (!cursor) break;
    }
    return items;
  }

  private call<T>(
    method: string,
    path: string,
    body: object | undefined,
    bearer: string | undefined,
    further: Record<string, string> = {},
  ): Promise<T> {
    return this.send<T>(path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...this.bearing(bearer),
        ...further,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  private bearing(bearer: string | undefined): Record<string, string> {
    return {
      accept: 'application/json',
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    };
  }

  private async send<T>(path: string, init: RequestInit): Promise<T> {
    let response: globalThis.Response;
    try {
      response = await this.request(this.base + path, { credentials: 'same-origin', ...init });
    } catch (cause) {
      throw new ApiError(0, cause instanceof Error ? cause.message : String(cause));
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new ApiError(response.status, detailOf(answer), answer);
    return answer as T;
  }
}

function detailOf(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return '';
  const { detail, title } = answer as Partial<Problem>;
  return detail ?? title ?? '';
}
