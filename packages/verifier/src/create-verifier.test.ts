/// <reference types="node" />
import { createPrincipal, defineTokenFormat, isLynkError } from '@lynk-auth/core';
import type { VerifyResult } from '@lynk-auth/core/server';
import { describe, expect, it } from 'vitest';
import { authorizationCorpus, tokenCorpus } from '../test/corpora.ts';
import { createVerifier } from './create-verifier.ts';
import type { VerifierOptions } from './read-options.ts';
import type { LookupResult, Source } from './source/source.ts';

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

/** A source that gives one answer, and keeps what it was asked. */
function answering(answer: unknown) {
  const asked: { token: string; digests: readonly Uint8Array[] }[] = [];
  const lookup = (text: string, digests: readonly Uint8Array[]) => {
    asked.push({ token: text, digests });
    if (answer instanceof Error) throw answer;
    return answer as LookupResult;
  };
  return { asked, source: { lookup } satisfies Source };
}

const refused = (reason: string) => ({ ok: false, kind: 'invalid_token', reason });
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

describe('README example', () => {
  it('verifies a token, and refuses another', () => {
    const source: Source = {
      lookup: (text) => (text === token ? accepted : { ok: false, reason: 'unknown' }),
    };
    const verifier = createVerifier({ source });
    expect(verifier.verify(token)).toEqual({ ok: true, principal });
    expect(verifier.verify(authorizationCorpus.unknown_token)).toEqual(refused('unknown'));
  });
});

describe('form', () => {
  it.each(tokenCorpus.issued)('looks up $mask by its SHA-256, in one read', ({ token: text, sha256 }) => {
    const { source, asked } = answering(accepted);
    expect(createVerifier({ source }).verify(text)).toEqual({ ok: true, principal });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.token).toBe(text);
    expect(asked[0]?.digests.map(hex)).toEqual([sha256]);
  });

  const unproven = tokenCorpus.accepted.filter((row) => row.checksum === 'unproven');
  it.each(unproven)('needs a checksum, unless told otherwise: $mask', ({ token: text, sha256 }) => {
    const { source, asked } = answering(accepted);
    expect(createVerifier({ source }).verify(text)).toEqual(refused('bad_checksum'));
    expect(asked).toEqual([]);
    expect(createVerifier({ source, requireChecksum: false }).verify(text)).toMatchObject({ ok: true });
    expect(asked[0]?.digests.map(hex)).toEqual([sha256]);
  });

  const bad = [...tokenCorpus.rejected, ...tokenCorpus.checksum_rejected];
  it.each(bad)('refuses what is $reason without a lookup', ({ input, reason }) => {
    const { source, asked } = answering(accepted);
    expect(createVerifier({ source }).verify(input)).toEqual(refused(reason));
    expect(asked).toEqual([]);
  });

  it('looks at the length before anything else: 192 characters at most', () => {
    const { source, asked } = answering(accepted);
    const verifier = createVerifier({ source });
    expect(verifier.verify('$'.padEnd(193, 'A'))).toEqual(refused('too_long'));
    expect(verifier.verify('$'.padEnd(192, 'A'))).toEqual(refused('unexpanded_variable'));
    expect(asked).toEqual([]);
  });

  it.each([undefined, null, 7, {}, [token], new String(token)])('takes %o for a missing token', (value) => {
    const { source, asked } = answering(accepted);
    expect(createVerifier({ source }).verify(value as string)).toEqual(refused('missing'));
    expect(asked).toEqual([]);
  });

  it('serves the environments that it is told, by default all', () => {
    const { source, asked } = answering(accepted);
    const verifier = createVerifier({ source, environments: ['staging', 'test'] });
    for (const row of tokenCorpus.issued) {
      expect(createVerifier({ source }).verify(row.token)).toMatchObject({ ok: true });
      const before = asked.length;
      const served = row.environment !== 'live';
      expect(verifier.verify(row.token)).toEqual(
        served ? { ok: true, principal } : refused('wrong_environment'),
      );
      expect(asked.length - before).toBe(served ? 1 : 0);
    }
  });

  it('keeps its own copy of the environments', () => {
    const environments = ['test'];
    const verifier = createVerifier({ source: answering(accepted).source, environments });
    environments.push('live');
    expect(verifier.verify(token)).toEqual(refused('wrong_environment'));
  });

  it('reads the tokens of another format, and no others', () => {
    const { source } = answering(accepted);
    const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const verifier = createVerifier({ source, format: acme, requireChecksum: false });
    expect(verifier.verify(token)).toEqual(refused('unknown_prefix'));
    expect(verifier.verify('acme_live_abcdefghijkmnopqrstu')).toMatchObject({ ok: true });
  });
});

describe('the source', () => {
  it('makes no promise where the source makes none', async () => {
    expect(createVerifier({ source: answering(accepted).source }).verify(token)).not.toBeInstanceOf(Promise);
    const later = createVerifier({ source: answering(Promise.resolve(accepted)).source }).verify(token);
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
    'role_gone',
    'network',
    'wrong_environment',
  ])('passes on the reason %s', (reason) => {
    const verifier = createVerifier({ source: answering({ ok: false, reason }).source });
    expect(verifier.verify(token)).toEqual(refused(reason));
  });

  it('is out of reach where it says so, throws or rejects', async () => {
    const answers = [{ ok: false, reason: 'source_down' }, new Error('no'), Promise.reject(new Error('no'))];
    for (const answer of answers) {
      expect(await createVerifier({ source: answering(answer).source }).verify(token)).toEqual(unavailable);
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
  ])('counts as out of reach where its answer is %o', async (answer) => {
    expect(createVerifier({ source: answering(answer).source }).verify(token)).toEqual(unavailable);
    const later = createVerifier({ source: answering(Promise.resolve(answer)).source });
    expect(await later.verify(token)).toEqual(unavailable);
  });

  it('cannot change a principal that it gave', () => {
    const mine = { ...principal, permissions: ['view_sboms'], secret: 'x' };
    const result = createVerifier({
      source: answering({ ok: true, principal: mine, validUntil: null }).source,
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
      source: answering({ ok: true, principal, validUntil }).source,
      clock: { wall, monotonic: () => 0 },
    }).verify(token);

  it('begins at the very millisecond', () => {
    expect(until(1000, () => 999)).toMatchObject({ ok: true });
    expect(until(1000, () => 1000)).toEqual(refused('expired'));
    expect(until(1000, () => 1001)).toEqual(refused('expired'));
    expect(until(null, () => Number.MAX_VALUE)).toMatchObject({ ok: true });
  });

  it('is checked by the system clock, if no other is given', () => {
    const at = (validUntil: number) =>
      createVerifier({ source: answering({ ok: true, principal, validUntil }).source }).verify(token);
    expect(at(Date.now() + 60_000)).toMatchObject({ ok: true });
    expect(at(Date.now())).toEqual(refused('expired'));
  });

  it('is checked when the source has answered, not when it was asked', async () => {
    let now = 999;
    const lookup = async () => {
      now = 1000;
      return { ok: true, principal, validUntil: 1000 } as const;
    };
    const verifier = createVerifier({ source: { lookup }, clock: { wall: () => now, monotonic: () => 0 } });
    expect(await verifier.verify(token)).toEqual(refused('expired'));
  });

  it('refuses where the clock fails', () => {
    expect(until(1000, () => Number.NaN)).toEqual(refused('expired'));
    const broken = () => {
      throw new Error('no clock');
    };
    expect(until(null, broken)).toEqual(unavailable);
  });
});

describe('close', () => {
  it('answers unavailable from then on, asks nobody, and may be called twice', async () => {
    const { source, asked } = answering(accepted);
    const verifier = createVerifier({ source });
    await verifier.close();
    await verifier.close();
    expect(verifier.verify(token)).toEqual(unavailable);
    expect(asked).toEqual([]);
  });
});

describe('options', () => {
  const source: Source = { lookup: () => accepted };
  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no source', {}],
    ['a source without lookup', { source: {} }],
    ['a promise of a source', { source: Promise.resolve(source) }],
    ['a misspelt option', { source, requireCheksum: false }],
    ['a format by name', { source, format: 'lynk' }],
    ['no format', { source, format: null }],
    ['an unknown environment', { source, environments: ['prod'] }],
    ['no environment', { source, environments: [] }],
    ['an environment that is no list', { source, environments: 'live' }],
    ['a text for a yes or no', { source, requireChecksum: 'false' }],
    ['null for a yes or no', { source, requireChecksum: null }],
    ['a clock that is a function', { source, clock: Date.now }],
    ['no clock', { source, clock: null }],
    ['half a clock', { source, clock: { wall: Date.now } }],
    ['a cache by number', { source, cache: 100 }],
    ['a cache of nothing', { source, cache: { maxEntries: 0 } }],
    ['a misspelt cache', { source, cache: { max: 1 } }],
    ['a throttle that is true', { source, throttle: true }],
    ['a throttle without a window', { source, throttle: { windowSeconds: 0 } }],
    ['a misspelt throttle', { source, throttle: { failure: 1 } }],
    ['an unknown freshness', { source: { ...source, freshness: { kind: 'forever' } } }],
    ['a log without a lease', { source: { ...source, freshness: { kind: 'log', changes() {} } } }],
    ['a bound that is none', { source: { ...source, freshness: { kind: 'bounded' } } }],
    ['an observer that is none', { source, observe: {} }],
  ])('refuses %s', (_, options) => {
    let thrown: unknown;
    try {
      createVerifier(options as VerifierOptions);
    } catch (error) {
      thrown = error;
    }
    expect(isLynkError(thrown) && thrown.code).toBe('configuration');
  });

  it('takes undefined for left out', () => {
    const left = { format: undefined, environments: undefined, requireChecksum: undefined, clock: undefined };
    const verifier = createVerifier({ source, ...left, observe: undefined });
    expect(verifier.verify(token)).toMatchObject({ ok: true });
  });
});
