import { type ShallowRef, shallowRef } from 'vue';
import { Api } from './api';
import type { TokenStore } from './credentials';
import { type Identity, identify } from './identity';

const RETRY_MS = 3_000;

/** Who the page is, kept up to date; asks again while the gateway does not answer. */
export class Access {
  readonly identity: ShallowRef<Identity | undefined> = shallowRef(undefined);
  readonly api = new Api(() => this.token());

  constructor(
    private readonly tokens: TokenStore,
    private readonly later: (run: () => void, ms: number) => void = (run, ms) => {
      setTimeout(run, ms);
    },
  ) {}

  /** The bearer token, where the page is a wall and not a person. */
  token(): string | undefined {
    const identity = this.identity.value;
    return identity?.kind === 'wall' ? identity.token : undefined;
  }

  async check(): Promise<void> {
    const identity = await identify(this.api, this.tokens);
    if ('tokenRefused' in identity && identity.tokenRefused) this.tokens.clear();
    this.identity.value = identity;
    if (identity.kind === 'unreachable') this.later(() => void this.check(), RETRY_MS);
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.api.post('/login', { username, password });
    await this.check();
  }

  async signOut(): Promise<void> {
    await this.api.post('/logout', {});
    await this.check();
  }

  /** Makes this screen a wall of its own: the person's session ends, the wall's token stays. */
  async enrol(wallName: string): Promise<void> {
    const { token } = await this.api.post<{ id: string; token: string }>('/wall-tokens', {
      name: wallName,
    });
    this.tokens.set(token);
    await this.signOut();
  }
}
