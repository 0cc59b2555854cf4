import { describe, expect, it } from 'vitest';
import { sha256 } from '#runtime';
import { createFixture, deferred, LEASE, newToken } from '../../test/fixture.ts';
import type { Change } from '../source/change-log.ts';
import type { LookupResult } from '../source/source.ts';
import { hashSlot } from './hash-slot.ts';

const rejected = (reason: string) => ({ ok: false, kind: 'invalid_token', reason });
const unavailable = { ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 1 };

describe('a cached token', () => {
  it('returns the same result object synchronously, without a lookup', () => {
    const { verifier, addToken, counts } = createFixture();
    const token = addToken();
    const first = verifier.verify(token);
    expect(first).toMatchObject({ ok: true });
    const second = verifier.verify(token);
    expect(verifier.verify(token)).toBe(second);
    expect(second).toEqual(first);
    expect(counts.lookups).toBe(1);
    expect(Object.isFrozen(second)).toBe(true);
  });

  it('is synchronous even if the source is asynchronous', async () => {
    const { verifier, addToken, hooks, counts } = createFixture();
    hooks.lookup = async (find) => find();
    hooks.changes = async (readPage) => readPage();
    const token = addToken();
    // The first read of the log only finds its end: results that arrive meanwhile are not cached.
    await verifier.verify(token);
    await verifier.verify(token);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBeLessThanOrEqual(2);
  });

  it('reads the log once every half lease, not at each verification', () => {
    const { verifier, addToken, counts, advance } = createFixture();
    const tokens = [addToken(), addToken(), addToken()];
    for (let tick = 0; tick < 100; tick += 1) {
      for (const token of tokens) expect(verifier.verify(token)).toMatchObject({ ok: true });
      advance(10);
    }
    expect(counts.lookups).toBe(3);
    // 1,000 ms have passed.
    expect(counts.changes).toBeGreaterThanOrEqual(1000 / LEASE);
    expect(counts.changes).toBeLessThanOrEqual(2 * (1000 / LEASE) + 2);
  });

  it('looks up every verification with the cache off, under a lease', () => {
    const off = createFixture({ cache: false });
    const token = off.addToken();
    for (let call = 0; call < 3; call += 1) expect(off.verifier.verify(token)).toMatchObject({ ok: true });
    expect(off.counts).toEqual({ lookups: 3, changes: 1 });
    off.hooks.changes = () => {
      throw new Error('down');
    };
    off.advance(LEASE);
    expect(off.verifier.verify(token)).toEqual(unavailable);
    expect(off.counts.lookups).toBe(3);
  });

  it('looks up every verification of a result with cacheable: false', () => {
    const { verifier, addToken, counts } = createFixture();
    const token = addToken({ cacheable: false });
    for (let call = 0; call < 3; call += 1) expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(3);
  });

  it('expires at the exact millisecond, and is looked up again before it is rejected', () => {
    const { verifier, addToken, time, counts, tokens } = createFixture();
    const token = addToken({ validUntil: time.wall + 10 });
    verifier.verify(token);
    time.wall += 9;
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(1);
    time.wall += 1;
    expect(verifier.verify(token)).toEqual(rejected('expired'));
    expect(counts.lookups).toBe(2);
    const known = tokens.get(token);
    if (known?.ok) tokens.set(token, { ...known, validUntil: time.wall + 1 });
    expect(verifier.verify(token)).toMatchObject({ ok: true });
  });
});

describe('a change in the log', () => {
  it('of a token drops all secrets of that token, and no other token', () => {
    const { verifier, addToken, revoke, advance, counts } = createFixture();
    const [old, other, stays] = [addToken({ tokenId: 'same' }), addToken({ tokenId: 'same' }), addToken()];
    for (const token of [old, other, stays]) verifier.verify(token);
    revoke(old);
    advance(LEASE);
    expect(verifier.verify(old)).toEqual(rejected('revoked'));
    expect(verifier.verify(stays)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(4);
    expect(verifier.verify(other)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(5);
  });

  it.each([{ userId: 'u1' }, { roleId: 'r1' }, {}, { tokenId: 't1', userId: 'u1' }])(
    'of %o drops everything in the organization, and nothing in others',
    (about) => {
      const { verifier, addToken, logChange, advance, counts } = createFixture();
      const ours = [addToken(), addToken()];
      const theirs = addToken({ organizationId: 'o2' });
      for (const token of [...ours, theirs]) verifier.verify(token);
      logChange(about);
      advance(LEASE);
      for (const token of [...ours, theirs, ...ours])
        expect(verifier.verify(token)).toMatchObject({ ok: true });
      expect(counts.lookups).toBe(5);
    },
  );

  it('takes effect after half a lease at the earliest, and after one lease at the latest', () => {
    const { verifier, addToken, revoke, advance } = createFixture();
    const token = addToken();
    verifier.verify(token);
    revoke(token);
    advance(LEASE / 2 - 1);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    advance(LEASE / 2 + 1);
    expect(verifier.verify(token)).toEqual(rejected('revoked'));
  });

  /** Ways in which a log is not the one that was read before, or is not all of it. */
  const discontinuities: Readonly<Record<string, (log: readonly Change[]) => readonly Change[]>> = {
    'the known row is missing': (log) => log.slice(-1),
    'the log ends before the known row': (log) => log.slice(0, 2),
    'the log ends at the same number under another mark': (log) => log.slice(0, -1).map(remark),
    'the log was written on under other marks': (log) => log.map(remark),
    'a row after the known one is missing': (log) => [...log, { ...log.at(-1), sequence: 9 } as Change],
    'rows are not in order': (log) => log.toReversed(),
  };
  const remark = (change: Change): Change => ({ ...change, mark: crypto.randomUUID() });
  it.each(Object.entries(discontinuities))('empties the cache if %s', (_, breakPage) => {
    const { verifier, addToken, advance, counts, hooks, logChange, log } = createFixture();
    for (let row = 0; row < 3; row += 1) logChange({ tokenId: 'z' });
    const token = addToken();
    verifier.verify(token);
    logChange({ tokenId: 'z' });
    advance(LEASE);
    hooks.changes = () => breakPage(log);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(2);
  });

  it('keeps the cache while the log is continued under the same mark', () => {
    const { verifier, addToken, advance, counts, logChange } = createFixture();
    const token = addToken();
    for (let row = 0; row < 5; row += 1) {
      expect(verifier.verify(token)).toMatchObject({ ok: true });
      logChange({ tokenId: 'z' });
      advance(LEASE);
    }
    expect(counts.lookups).toBe(1);
  });
});

describe('a read of the source', () => {
  it('is shared by verifications within one lease of it, and no others', async () => {
    const { verifier, addToken, advance, hooks, counts } = createFixture();
    const wait = deferred<LookupResult>();
    const token = addToken();
    hooks.lookup = (find) => wait.promise.then(find);
    const results = [verifier.verify(token), verifier.verify(token)];
    advance(LEASE - 1);
    results.push(verifier.verify(token));
    expect(counts.lookups).toBe(1);
    advance(1);
    results.push(verifier.verify(token));
    expect(counts.lookups).toBe(2);
    wait.resolve({ ok: false, reason: 'unknown' });
    for (const result of results) expect(await result).toMatchObject({ ok: true });
  });

  it('that takes longer than a lease is superseded, and its result is still cached', async () => {
    const { verifier, addToken, advance, hooks, counts } = createFixture();
    verifier.verify(addToken());
    const token = addToken();
    const waits = [deferred<void>(), deferred<void>()];
    const { lookup } = hooks;
    hooks.lookup = (find) => (waits[counts.lookups - 2]?.promise ?? Promise.resolve()).then(find);
    const first = verifier.verify(token);
    advance(LEASE);
    const second = verifier.verify(token);
    expect(counts.lookups).toBe(3);
    waits[0]?.resolve();
    expect(await first).toMatchObject({ ok: true });
    hooks.lookup = lookup;
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(3);
    waits[1]?.resolve();
    expect(await second).toMatchObject({ ok: true });
  });

  it('fills nothing if something changed while it was in flight', async () => {
    const { verifier, addToken, advance, hooks, revoke } = createFixture();
    const [token, other] = [addToken(), addToken()];
    verifier.verify(other);
    const wait = deferred<void>();
    const { lookup } = hooks;
    hooks.lookup = (find) => {
      const early = find();
      return wait.promise.then(() => early);
    };
    const slow = [verifier.verify(token), verifier.verify(token)];
    revoke(token);
    advance(LEASE);
    // The hit of another token reads the log.
    verifier.verify(other);
    wait.resolve();
    for (const result of slow) expect(await result).toMatchObject({ ok: true });
    hooks.lookup = lookup;
    expect(verifier.verify(token)).toEqual(rejected('revoked'));
  });
});

describe('maxEntries', () => {
  it('evicts unused tokens, and never a token in use', () => {
    const { verifier, addToken, counts } = createFixture({ cache: { maxEntries: 10 } });
    const used = addToken();
    verifier.verify(used);
    for (let round = 0; round < 200; round += 1) {
      expect(verifier.verify(addToken())).toMatchObject({ ok: true });
      const before = counts.lookups;
      expect(verifier.verify(used)).toMatchObject({ ok: true });
      expect(counts.lookups).toBe(before);
    }
  });

  it('keeps accepted tokens while an attacker sends unknown ones', () => {
    const { verifier, addToken, counts } = createFixture({ cache: { maxEntries: 3 } });
    const good = [addToken(), addToken(), addToken()];
    for (const token of good) verifier.verify(token);
    for (let call = 0; call < 3000; call += 1)
      expect(verifier.verify(newToken())).toEqual(rejected('unknown'));
    const before = counts.lookups;
    for (const token of good) expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(before);
  });
});

describe('two tokens whose digests share a slot', () => {
  /** Generates tokens until two share a slot: each run finds a different pair. */
  const pair = (): readonly [string, string] => {
    const slots = new Map<number, string>();
    for (;;) {
      const token = newToken();
      const slot = hashSlot(sha256(token));
      const other = slots.get(slot);
      if (other !== undefined) return [other, token];
      slots.set(slot, token);
    }
  };

  it('are never confused', () => {
    const [cached, other] = pair();
    const { verifier, tokens, counts, addToken } = createFixture();
    const known = tokens.get(addToken({ tokenId: 'known' }));
    if (known !== undefined) tokens.set(cached, known);
    for (let call = 0; call < 3; call += 1) {
      expect(verifier.verify(cached)).toMatchObject({ ok: true, principal: { tokenId: 'known' } });
      expect(verifier.verify(other)).toEqual(rejected('unknown'));
    }
    expect(counts.lookups).toBe(2);
  });

  it('keep their own results, and a change of either takes effect', () => {
    const [one, other] = pair();
    const { verifier, tokens, addToken, logChange, advance } = createFixture();
    for (const [token, tokenId] of [
      [one, 'one'],
      [other, 'other'],
    ] as const) {
      const known = tokens.get(addToken({ tokenId }));
      if (known !== undefined) tokens.set(token, known);
    }
    for (let call = 0; call < 3; call += 1) {
      expect(verifier.verify(one)).toMatchObject({ principal: { tokenId: 'one' } });
      expect(verifier.verify(other)).toMatchObject({ principal: { tokenId: 'other' } });
    }
    for (const [token, tokenId] of [
      [one, 'one'],
      [other, 'other'],
    ] as const) {
      tokens.set(token, { ok: false, reason: 'revoked' });
      logChange({ tokenId });
      advance(LEASE);
      expect(verifier.verify(token)).toEqual(rejected('revoked'));
    }
  });
});

describe('an unknown token', () => {
  it('is not looked up again for five seconds, unless something changes', () => {
    const { verifier, counts, advance, logChange, tokens, addToken } = createFixture();
    const known = tokens.get(addToken());
    const token = newToken();
    for (let call = 0; call < 5; call += 1) expect(verifier.verify(token)).toEqual(rejected('unknown'));
    expect(counts.lookups).toBe(1);
    advance(5000);
    verifier.verify(token);
    expect(counts.lookups).toBe(2);
    if (known !== undefined) tokens.set(token, known);
    logChange({ tokenId: 't0' });
    advance(LEASE);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
  });

  it('caches no other rejection', () => {
    const { verifier, counts, tokens } = createFixture();
    for (const reason of [
      'revoked',
      'suspended',
      'owner_gone',
      'owner_suspended',
      'expired',
      'source_down',
    ] as const) {
      const token = newToken();
      tokens.set(token, { ok: false, reason });
      const before = counts.lookups;
      verifier.verify(token);
      verifier.verify(token);
      expect(counts.lookups).toBe(before + 2);
    }
  });
});

describe('sources without a change log', () => {
  it('looks up a token of a bounded source again after the bound, counted from before the lookup', async () => {
    const fixture = createFixture({ freshness: { kind: 'bounded', maxStalenessSeconds: 10 } });
    const { verifier, addToken, advance, counts, hooks } = fixture;
    const token = addToken();
    hooks.lookup = async (find) => {
      advance(4000);
      return find();
    };
    await verifier.verify(token);
    advance(5999);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(1);
    advance(1);
    await verifier.verify(token);
    expect(counts.lookups).toBe(2);
  });

  it('looks up a token of a fixed source once', () => {
    const { verifier, addToken, advance, counts } = createFixture({ freshness: { kind: 'fixed' } });
    const token = addToken();
    verifier.verify(token);
    advance(1e9);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(1);
  });
});

describe('networks', () => {
  it('are checked on a miss and on a hit, and a missing address is in no network', () => {
    const { verifier, addToken } = createFixture();
    const token = addToken({ networks: ['192.0.2.0/24', '2001:db8::/32'] });
    const nowhere = addToken({ networks: [] });
    const unreadable = addToken({ networks: ['everywhere'] });
    for (let call = 0; call < 2; call += 1) {
      for (const clientIp of ['192.0.2.7', '2001:db8:1::1', '::ffff:192.0.2.7']) {
        expect(verifier.verify(token, { clientIp })).toMatchObject({ ok: true });
      }
      for (const clientIp of ['192.0.3.7', '2001:db9::1', undefined, 'x', '']) {
        expect(verifier.verify(token, { clientIp })).toEqual(rejected('network'));
      }
      expect(verifier.verify(nowhere, { clientIp: '192.0.2.7' })).toEqual(rejected('network'));
      expect(verifier.verify(unreadable, { clientIp: '192.0.2.7' })).toEqual(rejected('network'));
    }
  });
});

it('a closed verifier is empty, and caches no result that arrives later', async () => {
  const { verifier, addToken, hooks } = createFixture();
  const token = addToken();
  const wait = deferred<void>();
  hooks.lookup = (find) => wait.promise.then(find);
  const late = verifier.verify(token);
  await verifier.close();
  wait.resolve();
  expect(await late).toEqual(unavailable);
  expect(verifier.verify(token)).toEqual(unavailable);
});
