import { createPrincipal, generateToken, type Principal } from '@lynk-auth/core';
import { createVerifier } from '../src/create-verifier.ts';
import type { VerifierOptions } from '../src/read-options.ts';
import type { Change, Changes } from '../src/source/change-log.ts';
import type { Freshness, LookupResult } from '../src/source/source.ts';

export const LEASE = 100;

export const newToken = (): string => generateToken({ kind: 'service', environment: 'live' }).reveal();

/** A source with a change log, clocks that are moved by hand, and a verifier over both. */
export function createFixture(options: Partial<VerifierOptions> & { freshness?: Freshness } = {}) {
  const { freshness, ...rest } = options;
  const time = { monotonic: 0, wall: 1_000_000 };
  const tokens = new Map<string, LookupResult>();
  const log: Change[] = [];
  const counts = { lookups: 0, changes: 0 };
  /** Replaced to make the source slow, or to make it fail. */
  const ways = {
    lookup: (answer: () => LookupResult): LookupResult | Promise<LookupResult> => answer(),
    changes: (page: () => Changes): Changes | Promise<Changes> => page(),
  };
  const change = (about: Partial<Change>) => {
    const row = { organizationId: 'o1', tokenId: null, userId: null, roleId: null, ...about };
    log.push({ ...row, sequence: log.length + 1 });
  };
  const page = (after: number): Changes => ({
    newest: log.length,
    oldest: Math.min(1, log.length),
    changes: log.slice(after),
  });
  const verifier = createVerifier({
    throttle: false,
    clock: { wall: () => time.wall, monotonic: () => time.monotonic },
    source: {
      lookup(text) {
        counts.lookups += 1;
        return ways.lookup(() => tokens.get(text) ?? { ok: false, reason: 'unknown' });
      },
      freshness: freshness ?? {
        kind: 'log',
        leaseMs: LEASE,
        changes(after) {
          counts.changes += 1;
          return ways.changes(() => page(after));
        },
      },
    },
    ...rest,
  });
  return {
    ...{ verifier, time, tokens, log, counts, ways, change },
    /** Lets so many milliseconds go by. */
    move(milliseconds: number) {
      time.monotonic += milliseconds;
      time.wall += milliseconds;
    },
    /** Makes a token that is known. */
    add(about: Partial<Principal> & Partial<Extract<LookupResult, { ok: true }>> = {}): string {
      const text = newToken();
      const { validUntil = null, networks, cacheable, ...who } = about;
      const base = { kind: 'service', organizationId: 'o1', permissions: [], expiresAt: null } as const;
      const principal = createPrincipal({ ...base, tokenId: `t${tokens.size}`, ...who } as Principal);
      tokens.set(text, { ok: true, principal, validUntil, networks, cacheable });
      return text;
    },
    /** Revokes one in the source, with its change. */
    revoke(text: string) {
      const answer = tokens.get(text);
      const tokenId = answer?.ok ? answer.principal.tokenId : null;
      tokens.set(text, { ok: false, reason: 'revoked' });
      change({ tokenId });
    },
  };
}

/** A promise, and what settles it. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
