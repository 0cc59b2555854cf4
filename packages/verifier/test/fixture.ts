import { createPrincipal, generateToken, type Principal } from '@lynk-auth/core';
import { createVerifier } from '../src/create-verifier.ts';
import type { VerifierOptions } from '../src/read-options.ts';
import type { Change } from '../src/source/change-log.ts';
import type { Freshness, LookupResult } from '../src/source/source.ts';

export const LEASE = 100;

export const newToken = (): string => generateToken({ kind: 'service', environment: 'live' }).reveal();

/** Creates a source with a change log, clocks that the test advances, and a verifier over both. */
export function createFixture(options: Partial<VerifierOptions> & { freshness?: Freshness } = {}) {
  const { freshness, ...rest } = options;
  const time = { monotonic: 0, wall: 1_000_000 };
  const tokens = new Map<string, LookupResult>();
  const start = { sequence: 0, organizationId: null, tokenId: null, userId: null, roleId: null };
  const log: Change[] = [{ ...start, mark: crypto.randomUUID() }];
  const counts = { lookups: 0, changes: 0 };
  /** Replace a hook to make the source slow, or to make it fail. */
  const hooks = {
    lookup: (find: () => LookupResult): LookupResult | Promise<LookupResult> => find(),
    changes: (readPage: () => readonly Change[]): readonly Change[] | Promise<readonly Change[]> =>
      readPage(),
  };
  const logChange = (ids: Partial<Change>) => {
    const row = { organizationId: 'o1', tokenId: null, userId: null, roleId: null, ...ids };
    log.push({ ...row, sequence: log.length, mark: crypto.randomUUID() });
  };
  const page = (from: number): readonly Change[] => log.slice(Math.min(from, log.length - 1));
  const verifier = createVerifier({
    throttle: false,
    observe: null,
    clock: { wall: () => time.wall, monotonic: () => time.monotonic },
    source: {
      lookup(text) {
        counts.lookups += 1;
        return hooks.lookup(() => tokens.get(text) ?? { ok: false, reason: 'unknown' });
      },
      freshness: freshness ?? {
        kind: 'log',
        leaseMs: LEASE,
        changes(from) {
          counts.changes += 1;
          return hooks.changes(() => page(from));
        },
      },
    },
    ...rest,
  });
  return {
    ...{ verifier, time, tokens, log, counts, hooks, logChange },
    /** Advances both clocks. */
    advance(milliseconds: number) {
      time.monotonic += milliseconds;
      time.wall += milliseconds;
    },
    /** Adds a token that the source accepts. */
    addToken(details: Partial<Principal> & Partial<Extract<LookupResult, { ok: true }>> = {}): string {
      const text = newToken();
      const { validUntil = null, networks, cacheable, ...claims } = details;
      const base = { kind: 'service', organizationId: 'o1', permissions: [], expiresAt: null } as const;
      const principal = createPrincipal({ ...base, tokenId: `t${tokens.size}`, ...claims } as Principal);
      tokens.set(text, { ok: true, principal, validUntil, networks, cacheable });
      return text;
    },
    /** Revokes a token in the source, with its row in the change log. */
    revoke(text: string) {
      const known = tokens.get(text);
      const tokenId = known?.ok ? known.principal.tokenId : null;
      tokens.set(text, { ok: false, reason: 'revoked' });
      logChange({ tokenId });
    },
  };
}

/** Creates a promise with the functions that settle it. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
