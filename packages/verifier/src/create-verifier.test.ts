/// <reference types="node" />
import { createPrincipal, defineTokenFormat, isLynkError } from '@lynk-auth/core';
import type { VerifyResult } from '@lynk-auth/core/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizationCorpus, tokenCorpus } from '../test/corpora.ts';
import { createVerifier } from './create-verifier.ts';
import type { VerifierOptions } from './read-options.ts';
import type { LookupResult, Source } from './source/source.ts';

// What a verifier without `observe` warns of is tested in events/create-warner.test.ts.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const token = authorizationCorpus.valid_token;
const principal = createPrincipal({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: ['view_sboms'],
  expiresAt: null,
});
const accepted: LookupResult = { ok: true, principal, validUntil: null };
const unavailable = { ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 1 };

/** Creates a source that always returns or throws `value`, and records its calls. */
function createSource(value: unknown) {
  const calls: { token: string; digests: readonly Uint8Array[] }[] = [];
  const lookup = (text: string, digests: readonly Uint8Array[]) => {
    calls.push({ token: text, digests });
    if (value instanceof Error) throw value;
    return value as LookupResult;
  };
  return { calls, source: { lookup } satisfies Source };
}

const rejected = (reason: string) => ({ ok: false, kind: 'invalid_token', reason });
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

describe('README example', () => {
  it('accepts a known token, and rejects an unknown one', () => {
    const source: Source = {
      lookup: (text) => (text === token ? accepted : { ok: false, reason: 'unknown' }),
    };
    const verifier = createVerifier({ source });
    expect(verifier.verify(token)).toEqual({ ok: true, principal });
    expect(verifier.verify(authorizationCorpus.unknown_token)).toEqual(rejected('unknown'));
  });
});

describe('the form of a token', () => {
  it.each(tokenCorpus.issued)('looks up $mask by its SHA-256, in one read', ({ token: text, sha256 }) => {
    const { source, calls } = createSource(accepted);
    expect(createVerifier({ source }).verify(text)).toEqual({ ok: true, principal });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.token).toBe(text);
    expect(calls[0]?.digests.map(hex)).toEqual([sha256]);
  });

  const unproven = tokenCorpus.accepted.filter((row) => row.checksum === 'unproven');
  it.each(unproven)(
    'requires a checksum unless requireChecksum is false: $mask',
    ({ token: text, sha256 }) => {
      const { source, calls } = createSource(accepted);
      expect(createVerifier({ source }).verify(text)).toEqual(rejected('bad_checksum'));
      expect(calls).toEqual([]);
      expect(createVerifier({ source, requireChecksum: false }).verify(text)).toMatchObject({ ok: true });
      expect(calls[0]?.digests.map(hex)).toEqual([sha256]);
    },
  );

  const bad = [...tokenCorpus.rejected, ...tokenCorpus.checksum_rejected];
  it.each(bad)('rejects input that is $reason without a lookup', ({ input, reason }) => {
    const { source, calls } = createSource(accepted);
    expect(createVerifier({ source }).verify(input)).toEqual(rejected(reason));
    expect(calls).toEqual([]);
  });

  it('checks the length first: 192 characters at most', () => {
    const { source, calls } = createSource(accepted);
    const verifier = createVerifier({ source });
    expect(verifier.verify('$'.padEnd(193, 'A'))).toEqual(rejected('too_long'));
    expect(verifier.verify('$'.padEnd(192, 'A'))).toEqual(rejected('unexpanded_variable'));
    expect(calls).toEqual([]);
  });

  it.each([undefined, null, 7, {}, [token], new String(token)])('treats %o as a missing token', (value) => {
    const { source, calls } = createSource(accepted);
    expect(createVerifier({ source }).verify(value as string)).toEqual(rejected('missing'));
    expect(calls).toEqual([]);
  });

  it('accepts the configured environments, all by default', () => {
    const { source, calls } = createSource(accepted);
    const verifier = createVerifier({ source, environments: ['staging', 'test'] });
    for (const row of tokenCorpus.issued) {
      expect(createVerifier({ source }).verify(row.token)).toMatchObject({ ok: true });
      const before = calls.length;
      const served = row.environment !== 'live';
      expect(verifier.verify(row.token)).toEqual(
        served ? { ok: true, principal } : rejected('wrong_environment'),
      );
      expect(calls.length - before).toBe(served ? 1 : 0);
    }
  });

  it('copies the environments', () => {
    const environments = ['test'];
    const verifier = createVerifier({ source: createSource(accepted).source, environments });
    environments.push('live');
    expect(verifier.verify(token)).toEqual(rejected('wrong_environment'));
  });

  it('accepts tokens of the configured format only', () => {
    const { source } = createSource(accepted);
    const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const verifier = createVerifier({ source, format: acme, requireChecksum: false });
    expect(verifier.verify(token)).toEqual(rejected('unknown_prefix'));
    expect(verifier.verify('acme_live_abcdefghijkmnopqrstu')).toMatchObject({ ok: true });
  });
});

describe('the source', () => {
  it('returns a promise only if the source does', async () => {
    expect(createVerifier({ source: createSource(accepted).source }).verify(token)).not.toBeInstanceOf(
      Promise,
    );
    const later = createVerifier({ source: createSource(Promise.resolve(accepted)).source }).verify(token);
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toEqual({ ok: true, principal });
  });

  it.each([
    'unknown',
    'expired',
    'revoked',
    'suspended',
    'retired',
    'owner_gone',
    'owner_suspended',
    'role_gone',
    'network',
    'wrong_environment',
  ])('passes on the reason %s', (reason) => {
    const verifier = createVerifier({ source: createSource({ ok: false, reason }).source });
    expect(verifier.verify(token)).toEqual(rejected(reason));
  });

  it('is unavailable if the source says so, throws or rejects', async () => {
    const values = [{ ok: false, reason: 'source_down' }, new Error('no'), Promise.reject(new Error('no'))];
    for (const value of values) {
      expect(await createVerifier({ source: createSource(value).source }).verify(token)).toEqual(unavailable);
    }
  });

  it.each([
    undefined,
    null,
    true,
    'ok',
    {},
    { ok: true },
    { ok: 1, principal, validUntil: null },
    { ok: true, principal },
    { ok: true, principal: { ...principal, tokenId: '' }, validUntil: null },
    { ok: true, principal: { ...principal, permissions: 'view_sboms' }, validUntil: null },
    { ok: true, principal: { ...principal, kind: 'personal' }, validUntil: null },
    { ok: true, principal, validUntil: '2030-01-01' },
    { ok: true, principal, validUntil: Number.NaN },
    { ok: true, principal, validUntil: new Date(8e15) },
    { ok: false },
    { ok: false, reason: 'because' },
    { ok: false, reason: 'too_many_failures' },
    { ok: false, reason: 'toString' },
    { reason: 'unknown' },
  ])('is unavailable if the source returns %o', async (value) => {
    expect(createVerifier({ source: createSource(value).source }).verify(token)).toEqual(unavailable);
    const later = createVerifier({ source: createSource(Promise.resolve(value)).source });
    expect(await later.verify(token)).toEqual(unavailable);
  });

  it('cannot be changed by the source through a principal that it returned', () => {
    const mine = { ...principal, permissions: ['view_sboms'], secret: 'x' };
    const result = createVerifier({
      source: createSource({ ok: true, principal: mine, validUntil: null }).source,
    }).verify(token) as Extract<VerifyResult, { ok: true }>;
    mine.permissions.push('delete_organization');
    expect(result.principal).toEqual(principal);
    expect(Object.isFrozen(result.principal)).toBe(true);
    expect(Object.isFrozen(result.principal.permissions)).toBe(true);
  });
});

describe('expiry', () => {
  const until = (validUntil: number | null, wall: () => number) =>
    createVerifier({
      source: createSource({ ok: true, principal, validUntil }).source,
      clock: { wall, monotonic: () => 0 },
    }).verify(token);

  it('takes effect at the exact millisecond', () => {
    expect(until(1000, () => 999)).toMatchObject({ ok: true });
    expect(until(1000, () => 1000)).toEqual(rejected('expired'));
    expect(until(1000, () => 1001)).toEqual(rejected('expired'));
    expect(until(null, () => Number.MAX_VALUE)).toMatchObject({ ok: true });
  });

  it('is checked with the system clock by default', () => {
    const at = (validUntil: number) =>
      createVerifier({ source: createSource({ ok: true, principal, validUntil }).source }).verify(token);
    expect(at(Date.now() + 60_000)).toMatchObject({ ok: true });
    expect(at(Date.now())).toEqual(rejected('expired'));
  });

  it('is checked after the lookup, not before it', async () => {
    let now = 999;
    const lookup = async () => {
      now = 1000;
      return { ok: true, principal, validUntil: 1000 } as const;
    };
    const verifier = createVerifier({ source: { lookup }, clock: { wall: () => now, monotonic: () => 0 } });
    expect(await verifier.verify(token)).toEqual(rejected('expired'));
  });

  it('rejects if the clock fails', () => {
    expect(until(1000, () => Number.NaN)).toEqual(rejected('expired'));
    const broken = () => {
      throw new Error('no clock');
    };
    expect(until(null, broken)).toEqual(unavailable);
  });
});

describe('close', () => {
  it('makes every later result unavailable without a lookup, and may be called twice', async () => {
    const { source, calls } = createSource(accepted);
    const verifier = createVerifier({ source });
    await verifier.close();
    await verifier.close();
    expect(verifier.verify(token)).toEqual(unavailable);
    expect(calls).toEqual([]);
  });
});

describe('options', () => {
  const source: Source = { lookup: () => accepted };
  const withFreshness = (freshness: object) => ({ source: { ...source, freshness } });
  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no source', {}],
    ['a source without lookup', { source: {} }],
    ['a promise of a source', { source: Promise.resolve(source) }],
    ['a store', { source: { ...source, apply() {}, changes() {} } }],
    ['a misspelt option', { source, requireCheksum: false }],
    ['a format by name', { source, format: 'lynk' }],
    ['null for format', { source, format: null }],
    ['an unknown environment', { source, environments: ['prod'] }],
    ['an empty list of environments', { source, environments: [] }],
    ['environments that are not a list', { source, environments: 'live' }],
    ['a string for requireChecksum', { source, requireChecksum: 'false' }],
    ['null for requireChecksum', { source, requireChecksum: null }],
    ['a clock that is a function', { source, clock: Date.now }],
    ['null for clock', { source, clock: null }],
    ['a clock without monotonic', { source, clock: { wall: Date.now } }],
    ['a number for cache', { source, cache: 100 }],
    ['a cache of 0 entries', { source, cache: { maxEntries: 0 } }],
    ['a misspelt cache option', { source, cache: { max: 1 } }],
    ['true for throttle', { source, throttle: true }],
    ['a throttle window of 0 seconds', { source, throttle: { windowSeconds: 0 } }],
    ['a misspelt throttle option', { source, throttle: { failure: 1 } }],
    ['an unknown freshness', { source: { ...source, freshness: { kind: 'forever' } } }],
    ['a log without a lease', { source: { ...source, freshness: { kind: 'log', changes() {} } } }],
    ['null for freshness', { source: { ...source, freshness: null } }],
    ...[Number.NaN, Number.POSITIVE_INFINITY, -1, '100', 100n, true, [100], new Date(1), null].flatMap(
      (amount): [string, unknown][] => [
        [`a lease of ${amount}`, withFreshness({ kind: 'log', leaseMs: amount, changes() {} })],
        [`a bound of ${amount}`, withFreshness({ kind: 'bounded', maxStalenessSeconds: amount })],
      ],
    ),
    ['a bounded freshness without a bound', { source: { ...source, freshness: { kind: 'bounded' } } }],
    ['an observer that is not a function', { source, observe: {} }],
  ])('throws a configuration error for %s', (_, options) => {
    let thrown: unknown;
    try {
      createVerifier(options as VerifierOptions);
    } catch (error) {
      thrown = error;
    }
    expect(isLynkError(thrown) && thrown.code).toBe('configuration');
  });

  it('reads the freshness of a source once, with the methods of a class', async () => {
    let reads = 0;
    class Log {
      readonly kind = 'log';
      readonly page = [
        { sequence: 0, mark: 'm', organizationId: null, tokenId: null, userId: null, roleId: null },
      ];
      get leaseMs(): number {
        reads += 1;
        return reads === 1 ? 0 : Number.NaN;
      }
      changes() {
        return this.page;
      }
    }
    const verifier = createVerifier({ source: { ...source, freshness: new Log() } });
    expect(await verifier.verify(token)).toMatchObject({ ok: true });
    expect(await verifier.verify(token)).toMatchObject({ ok: true });
    expect(reads).toBe(1);
  });

  it('ignores the freshness of a polluted Object.prototype', () => {
    const { source: counting, calls } = createSource(accepted);
    try {
      Object.defineProperty(Object.prototype, 'freshness', { value: { kind: 'fixed' }, configurable: true });
      const verifier = createVerifier({ source: counting });
      for (let call = 0; call < 2; call += 1) verifier.verify(token);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'freshness');
    }
    expect(calls).toHaveLength(2);
  });

  it('treats undefined like an absent option', () => {
    const left = { format: undefined, environments: undefined, requireChecksum: undefined, clock: undefined };
    const verifier = createVerifier({ source, ...left, observe: undefined });
    expect(verifier.verify(token)).toMatchObject({ ok: true });
  });
});
