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
  | { kind: 'session'; me: Me }
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

/** A person's session before the wall's token: at a desk the same browser may hold both. */
export async function identify(api: Api, tokens: TokenStore): Promise<Identity> {
  try {
    const session = await whoIs(api, undefined);
    if (session) return { kind: 'session', me: session };
    const token = tokens.get();
    if (!token) return { kind: 'none', tokenRefused: false };
    const me = await whoIs(api, token);
    return me ? { kind: 'wall', me, token } : { kind: 'none', tokenRefused: true };
  } catch {
    return { kind: 'unreachable' };
  }
}
