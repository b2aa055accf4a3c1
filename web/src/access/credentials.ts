/** The wall token: comes once in the address (`#token=…`) or from enrolment, then stays here. */
const KEY = 'citywall.wallToken';

export interface TokenStore {
  get(): string | undefined;
  set(token: string): void;
  clear(): void;
}

export function browserTokens(storage: Storage): TokenStore {
  return {
    get: () => storage.getItem(KEY) ?? undefined,
    set: (token) => storage.setItem(KEY, token),
    clear: () => storage.removeItem(KEY),
  };
}

/**
 * Takes a token out of the address bar, where the next passer-by could read or photograph it.
 * The fragment never reaches the server's logs.
 */
export function takeTokenFromAddress(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
  tokens: TokenStore,
): boolean {
  const token = new URLSearchParams(location.hash.replace(/^#/, '')).get('token');
  if (!token) return false;
  tokens.set(token);
  history.replaceState(null, '', location.pathname + location.search);
  return true;
}
