import type { Role } from '../contracts/generated';
import { type Api, ApiError } from './api';
import type { TokenStore } from './credentials';

/** Who this page acts for. */
export interface Me {
  name: string;
  displayName?: string;
  role: Role;
  place?: string;
}

export type Identity =
  | { kind: 'session'; me: Me; tokenRefused?: true }
  | { kind: 'wall'; me: Me; token: string }
  | { kind: 'none'; tokenRefused: boolean }
  | { kind: 'unreachable' };

const ORDER: readonly Role[] = ['viewer', 'officer', 'shift-lead', 'admin'];

export const may = (role: Role, needed: Role): boolean =>
  ORDER.indexOf(role) >= ORDER.indexOf(needed);

async function whoIs(api: Api, bearer: string | undefined): Promise<Me | undefined> {
  try {
    return await api.getAs<Me>('/me', bearer);
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403))
      return undefined;
    throw error;
  }
}

/**
 * The wall's token before a person's session: a screen that was made a wall stays one, also in a
 * browser that somebody uses as a desk; and a healthy wall asks nothing that is refused.
 */
export async function identify(api: Api, tokens: TokenStore): Promise<Identity> {
  try {
    const token = tokens.get();
    const wall = token && (await whoIs(api, token));
    if (wall) return { kind: 'wall', me: wall, token };
    const session = await whoIs(api, undefined);
    if (!session) return { kind: 'none', tokenRefused: Boolean(token) };
    return { kind: 'session', me: session, ...(token ? { tokenRefused: true } : {}) };
  } catch {
    return { kind: 'unreachable' };
  }
}
