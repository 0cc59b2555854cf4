import { describe, expect, it } from 'vitest';
import { sha256 } from '#runtime';
import { createFixture, deferred, LEASE, newToken } from '../../test/fixture.ts';
import type { LookupResult } from '../source/source.ts';
import { hashSlot } from './hash-slot.ts';

const refused = (reason: string) => ({ ok: false, kind: 'invalid_token', reason });
const unavailable = { ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 1 };

describe('a token that is known', () => {
  it('is answered at once, by the same object, without a read', () => {
    const { verifier, add, counts } = createFixture();
    const token = add();
    const first = verifier.verify(token);
    expect(first).toMatchObject({ ok: true });
    const second = verifier.verify(token);
    expect(verifier.verify(token)).toBe(second);
    expect(second).toEqual(first);
    expect(counts.lookups).toBe(1);
    expect(Object.isFrozen(second)).toBe(true);
  });

  it('is answered at once also where the source answers later', async () => {
    const { verifier, add, ways, counts } = createFixture();
    ways.lookup = async (answer) => answer();
    ways.changes = async (page) => page();
    const token = add();
    // The first reading of the log says only how far it goes: what was read meanwhile is not kept.
    await verifier.verify(token);
    await verifier.verify(token);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBeLessThanOrEqual(2);
  });

  it('costs one reading of the log each half lease, not one each time', () => {
    const { verifier, add, counts, move } = createFixture();
    const tokens = [add(), add(), add()];
    for (let tick = 0; tick < 100; tick += 1) {
      for (const token of tokens) expect(verifier.verify(token)).toMatchObject({ ok: true });
      move(10);
    }
    expect(counts.lookups).toBe(3);
    // 1,000 ms went by.
    expect(counts.changes).toBeGreaterThanOrEqual(1000 / LEASE);
    expect(counts.changes).toBeLessThanOrEqual(2 * (1000 / LEASE) + 2);
  });

  it('is read anew for each verification where nothing is kept', () => {
    const off = createFixture({ cache: false });
    const token = off.add();
    for (let call = 0; call < 3; call += 1) expect(off.verifier.verify(token)).toMatchObject({ ok: true });
    expect(off.counts).toEqual({ lookups: 3, changes: 0 });
  });

  it('is read anew where the source has to hear of it', () => {
    const { verifier, add, counts } = createFixture();
    const token = add({ cacheable: false });
    for (let call = 0; call < 3; call += 1) expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(3);
  });

  it('expires at the very millisecond, and is read again before it is refused', () => {
    const { verifier, add, time, counts, tokens } = createFixture();
    const token = add({ validUntil: time.wall + 10 });
    verifier.verify(token);
    time.wall += 9;
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(1);
    time.wall += 1;
    expect(verifier.verify(token)).toEqual(refused('expired'));
    expect(counts.lookups).toBe(2);
    const answer = tokens.get(token);
    if (answer?.ok) tokens.set(token, { ...answer, validUntil: time.wall + 1 });
    expect(verifier.verify(token)).toMatchObject({ ok: true });
  });
});

describe('a change', () => {
  it('of a token drops this token, all of its secrets, and no other', () => {
    const { verifier, add, revoke, move, counts } = createFixture();
    const [old, other, stays] = [add({ tokenId: 'same' }), add({ tokenId: 'same' }), add()];
    for (const token of [old, other, stays]) verifier.verify(token);
    revoke(old);
    move(LEASE);
    expect(verifier.verify(old)).toEqual(refused('revoked'));
    expect(verifier.verify(stays)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(4);
    expect(verifier.verify(other)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(5);
  });

  it.each([{ userId: 'u1' }, { roleId: 'r1' }, {}, { tokenId: 't1', userId: 'u1' }])(
    'of %o drops the whole organization, and no other one',
    (about) => {
      const { verifier, add, change, move, counts } = createFixture();
      const ours = [add(), add()];
      const theirs = add({ organizationId: 'o2' });
      for (const token of [...ours, theirs]) verifier.verify(token);
      change(about);
      move(LEASE);
      for (const token of [...ours, theirs, ...ours])
        expect(verifier.verify(token)).toMatchObject({ ok: true });
      expect(counts.lookups).toBe(5);
    },
  );

  it('is not known before half of the lease is spent, and always when it is over', () => {
    const { verifier, add, revoke, move } = createFixture();
    const token = add();
    verifier.verify(token);
    revoke(token);
    move(LEASE / 2 - 1);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    move(LEASE / 2 + 1);
    expect(verifier.verify(token)).toEqual(refused('revoked'));
  });

  it('that a page leaves out, a log that went back, and one that skips, empty everything', () => {
    const pages = [
      { newest: 5, oldest: 5, changes: [] },
      { newest: 1, oldest: 1, changes: [] },
      {
        newest: 4,
        oldest: 1,
        changes: [{ sequence: 9, organizationId: 'x', tokenId: 'x', userId: null, roleId: null }],
      },
    ];
    for (const page of pages) {
      const { verifier, add, move, counts, ways, change } = createFixture();
      for (let row = 0; row < 3; row += 1) change({ tokenId: 'z' });
      const token = add();
      verifier.verify(token);
      move(LEASE);
      ways.changes = () => page;
      expect(verifier.verify(token)).toMatchObject({ ok: true });
      expect(counts.lookups).toBe(2);
    }
  });
});

describe('a read of the source', () => {
  it('is shared by those who ask within a lease, and no longer', async () => {
    const { verifier, add, move, ways, counts } = createFixture();
    const wait = deferred<LookupResult>();
    const token = add();
    ways.lookup = (answer) => wait.promise.then(answer);
    const answers = [verifier.verify(token), verifier.verify(token)];
    move(LEASE - 1);
    answers.push(verifier.verify(token));
    expect(counts.lookups).toBe(1);
    move(1);
    answers.push(verifier.verify(token));
    expect(counts.lookups).toBe(2);
    wait.resolve({ ok: false, reason: 'unknown' });
    for (const answer of answers) expect(await answer).toMatchObject({ ok: true });
  });

  it('that takes longer than a lease is superseded, and is kept all the same: slowness feeds no slowness', async () => {
    const { verifier, add, move, ways, counts } = createFixture();
    verifier.verify(add());
    const token = add();
    const waits = [deferred<void>(), deferred<void>()];
    const { lookup } = ways;
    ways.lookup = (answer) => (waits[counts.lookups - 2]?.promise ?? Promise.resolve()).then(answer);
    const first = verifier.verify(token);
    move(LEASE);
    const second = verifier.verify(token);
    expect(counts.lookups).toBe(3);
    waits[0]?.resolve();
    expect(await first).toMatchObject({ ok: true });
    ways.lookup = lookup;
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(3);
    waits[1]?.resolve();
    expect(await second).toMatchObject({ ok: true });
  });

  it('that something changed under fills nothing, whoever waits for it', async () => {
    const { verifier, add, move, ways, revoke } = createFixture();
    const [token, other] = [add(), add()];
    verifier.verify(other);
    const wait = deferred<void>();
    const { lookup } = ways;
    ways.lookup = (answer) => {
      const early = answer();
      return wait.promise.then(() => early);
    };
    const slow = [verifier.verify(token), verifier.verify(token)];
    revoke(token);
    move(LEASE);
    // Another token's hit reads the log.
    verifier.verify(other);
    wait.resolve();
    for (const answer of slow) expect(await answer).toMatchObject({ ok: true });
    ways.lookup = lookup;
    expect(verifier.verify(token)).toEqual(refused('revoked'));
  });
});

describe('the bound', () => {
  it('evicts what was not used, and never a token that is', () => {
    const { verifier, add, counts } = createFixture({ cache: { maxEntries: 10 } });
    const used = add();
    verifier.verify(used);
    for (let round = 0; round < 200; round += 1) {
      expect(verifier.verify(add())).toMatchObject({ ok: true });
      const before = counts.lookups;
      expect(verifier.verify(used)).toMatchObject({ ok: true });
      expect(counts.lookups).toBe(before);
    }
  });

  it('an attacker who sends unknown tokens evicts nothing', () => {
    const { verifier, add, counts } = createFixture({ cache: { maxEntries: 3 } });
    const good = [add(), add(), add()];
    for (const token of good) verifier.verify(token);
    for (let call = 0; call < 3000; call += 1)
      expect(verifier.verify(newToken())).toEqual(refused('unknown'));
    const before = counts.lookups;
    for (const token of good) expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(before);
  });
});

describe('two tokens whose digests begin alike', () => {
  /** So many tokens are made until two share a slot that each run has another pair. */
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

  it('are never taken for one another', () => {
    const [known, other] = pair();
    const { verifier, tokens, counts, add } = createFixture();
    const answer = tokens.get(add({ tokenId: 'known' }));
    if (answer !== undefined) tokens.set(known, answer);
    for (let call = 0; call < 3; call += 1) {
      expect(verifier.verify(known)).toMatchObject({ ok: true, principal: { tokenId: 'known' } });
      expect(verifier.verify(other)).toEqual(refused('unknown'));
    }
    expect(counts.lookups).toBe(2);
  });

  it('keep their own answers, and a change of either is heard', () => {
    const [one, other] = pair();
    const { verifier, tokens, add, change, move } = createFixture();
    for (const [token, tokenId] of [
      [one, 'one'],
      [other, 'other'],
    ] as const) {
      const answer = tokens.get(add({ tokenId }));
      if (answer !== undefined) tokens.set(token, answer);
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
      change({ tokenId });
      move(LEASE);
      expect(verifier.verify(token)).toEqual(refused('revoked'));
    }
  });
});

describe('an unknown token', () => {
  it('is not looked up again for some seconds, until something changes', () => {
    const { verifier, counts, move, change, tokens, add } = createFixture();
    const answer = tokens.get(add());
    const token = newToken();
    for (let call = 0; call < 5; call += 1) expect(verifier.verify(token)).toEqual(refused('unknown'));
    expect(counts.lookups).toBe(1);
    move(5000);
    verifier.verify(token);
    expect(counts.lookups).toBe(2);
    if (answer !== undefined) tokens.set(token, answer);
    change({ tokenId: 't0' });
    move(LEASE);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
  });

  it('no other refusal is kept', () => {
    const { verifier, counts, tokens } = createFixture();
    for (const reason of ['revoked', 'suspended', 'owner_gone', 'expired', 'source_down'] as const) {
      const token = newToken();
      tokens.set(token, { ok: false, reason });
      const before = counts.lookups;
      verifier.verify(token);
      verifier.verify(token);
      expect(counts.lookups).toBe(before + 2);
    }
  });
});

describe('other sources', () => {
  it('a bounded one is asked again when the bound is over, counted from before it was asked', async () => {
    const fixture = createFixture({ freshness: { kind: 'bounded', maxStalenessSeconds: 10 } });
    const { verifier, add, move, counts, ways } = fixture;
    const token = add();
    ways.lookup = async (answer) => {
      move(4000);
      return answer();
    };
    await verifier.verify(token);
    move(5999);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(1);
    move(1);
    await verifier.verify(token);
    expect(counts.lookups).toBe(2);
  });

  it('a fixed one is asked once', () => {
    const { verifier, add, move, counts } = createFixture({ freshness: { kind: 'fixed' } });
    const token = add();
    verifier.verify(token);
    move(1e9);
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(counts.lookups).toBe(1);
  });
});

describe('networks', () => {
  it('are checked on a miss and on a hit; no address is in none', () => {
    const { verifier, add } = createFixture();
    const token = add({ networks: ['192.0.2.0/24', '2001:db8::/32'] });
    const nowhere = add({ networks: [] });
    const unreadable = add({ networks: ['everywhere'] });
    for (let call = 0; call < 2; call += 1) {
      for (const clientIp of ['192.0.2.7', '2001:db8:1::1', '::ffff:192.0.2.7']) {
        expect(verifier.verify(token, { clientIp })).toMatchObject({ ok: true });
      }
      for (const clientIp of ['192.0.3.7', '2001:db9::1', undefined, 'x', '']) {
        expect(verifier.verify(token, { clientIp })).toEqual(refused('network'));
      }
      expect(verifier.verify(nowhere, { clientIp: '192.0.2.7' })).toEqual(refused('network'));
      expect(verifier.verify(unreadable, { clientIp: '192.0.2.7' })).toEqual(refused('network'));
    }
  });
});

it('a closed verifier has forgotten everything, and keeps nothing that comes in later', async () => {
  const { verifier, add, ways } = createFixture();
  const token = add();
  const wait = deferred<void>();
  ways.lookup = (answer) => wait.promise.then(answer);
  const late = verifier.verify(token);
  await verifier.close();
  wait.resolve();
  expect(await late).toEqual(unavailable);
  expect(verifier.verify(token)).toEqual(unavailable);
});
