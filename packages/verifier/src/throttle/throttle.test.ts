import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFixture, deferred, newToken } from '../../test/fixture.ts';
import type { LookupResult } from '../source/source.ts';

const throttle = { failures: 5, windowSeconds: 10, maxAddresses: 100 };
const clientIp = '192.0.2.7';
const invalid = { ok: false, kind: 'invalid_token', reason: 'unknown' };
const throttled = { ok: false, kind: 'throttled', reason: 'too_many_failures' };

function failing(options: object = {}) {
  const fixture = createFixture({ throttle, ...options });
  return {
    ...fixture,
    fail: (context: object = { clientIp }, times = 1) => {
      let last: unknown;
      for (let call = 0; call < times; call += 1) last = fixture.verifier.verify(newToken(), context);
      return last;
    },
  };
}

describe('an attacker alone on an address', () => {
  it('gets 5 failures, then 429 with the time to wait, then one failure for each part of the window', () => {
    const { fail, advance } = failing();
    for (let call = 0; call < 5; call += 1) expect(fail()).toEqual(invalid);
    expect(fail()).toEqual({ ...throttled, retryAfterSeconds: 2 });
    advance(1999);
    expect(fail()).toEqual({ ...throttled, retryAfterSeconds: 1 });
    advance(1);
    expect(fail()).toEqual(invalid);
    expect(fail()).toMatchObject(throttled);
  });

  it('does not wait longer for throttled requests, and starts anew after a window', () => {
    const { fail, advance } = failing();
    fail({ clientIp }, 500);
    advance(10_000);
    for (let call = 0; call < 5; call += 1) expect(fail()).toEqual(invalid);
  });

  it.each<[string, unknown]>([
    ['malformed', 'nonsense'],
    ['too long', 'x'.repeat(193)],
    ['no string', undefined],
    ['the same unknown token again and again', newToken()],
  ])('is throttled for tokens that are %s', (_, bad) => {
    const { verifier, counts } = failing();
    for (let call = 0; call < 5; call += 1) {
      expect(verifier.verify(bad as string, { clientIp })).toMatchObject({ kind: 'invalid_token' });
    }
    expect(verifier.verify(bad as string, { clientIp })).toMatchObject(throttled);
    expect(counts.lookups).toBeLessThanOrEqual(1);
  });

  it('is throttled for a cached token that its network does not allow', () => {
    const { verifier, addToken } = failing();
    const token = addToken({ networks: ['203.0.113.0/24'] });
    expect(verifier.verify(token, { clientIp: '203.0.113.1' })).toMatchObject({ ok: true });
    for (let call = 0; call < 5; call += 1) {
      expect(verifier.verify(token, { clientIp })).toMatchObject({ reason: 'network' });
    }
    expect(verifier.verify(token, { clientIp })).toMatchObject(throttled);
  });

  it('is throttled without an address, too: requests without one count as one address', () => {
    const { fail, verifier, addToken } = failing();
    expect(fail({}, 5)).toEqual(invalid);
    expect(fail({})).toMatchObject(throttled);
    expect(verifier.verify(newToken())).toMatchObject(throttled);
    expect(fail({ clientIp })).toEqual(invalid);
    expect(verifier.verify(addToken())).toMatchObject({ ok: true });
  });

  it('shares its /64 in IPv6', () => {
    const { fail } = failing();
    fail({ clientIp: '2001:db8:1:2::1' }, 5);
    expect(fail({ clientIp: '2001:db8:1:2:ffff::9' })).toMatchObject(throttled);
    expect(fail({ clientIp: '2001:db8:1:3::1' })).toEqual(invalid);
  });

  it('is throttled after any number of other addresses failed', () => {
    const { fail } = failing();
    for (let host = 0; host < 5000; host += 1) fail({ clientIp: `10.0.${host >> 8}.${host & 255}` });
    fail({ clientIp }, 5);
    expect(fail()).toMatchObject(throttled);
  });

  it('is not throttled for a source that is down, nor with the throttle off', () => {
    const { fail, hooks } = failing();
    hooks.lookup = () => {
      throw new Error('down');
    };
    expect(fail({ clientIp }, 50)).toMatchObject({ kind: 'unavailable' });
    expect(failing({ throttle: false }).fail({ clientIp }, 500)).toEqual(invalid);
  });

  it('is throttled although the clock returned no number for a while', () => {
    const { fail, time } = failing();
    time.monotonic = Number.NaN;
    fail();
    time.monotonic = 0;
    fail({ clientIp }, 5);
    expect(fail()).toMatchObject(throttled);
  });
});

describe('a good token from an address that is over its limit', () => {
  it('is accepted, cached or not, also by a process that has just started', () => {
    const { fail, verifier, addToken } = failing();
    const cached = addToken();
    verifier.verify(cached, { clientIp: '203.0.113.1' });
    fail({ clientIp }, 20);
    expect(verifier.verify(addToken(), { clientIp })).toMatchObject({ ok: true });
    expect(verifier.verify(cached, { clientIp })).toMatchObject({ ok: true });
  });

  it.each(['a cache hit', 'a cache miss'])('marks the address as shared for 5 minutes, as %s', (how) => {
    const { fail, verifier, addToken, advance } = failing();
    const token = addToken();
    if (how === 'a cache hit') verifier.verify(token);
    fail({ clientIp }, 20);
    expect(fail()).toMatchObject(throttled);
    verifier.verify(token, { clientIp });
    for (let minute = 0; minute < 5; minute += 1) {
      expect(fail({ clientIp }, 8)).toEqual(invalid);
      advance(60_000);
    }
    expect(fail({ clientIp }, 5)).toEqual(invalid);
    expect(fail()).toMatchObject(throttled);
  });

  it('marks no other address', () => {
    const { fail, verifier, addToken } = failing();
    const other = { clientIp: '192.0.2.8' };
    fail({ clientIp }, 5);
    fail(other, 5);
    verifier.verify(addToken(), { clientIp });
    expect(fail()).toEqual(invalid);
    expect(fail(other)).toMatchObject(throttled);
  });

  it('marks nothing while no failure is on record', () => {
    const { fail, verifier, addToken, advance } = failing();
    verifier.verify(addToken(), { clientIp });
    expect(fail({ clientIp }, 5)).toEqual(invalid);
    expect(fail()).toMatchObject(throttled);
    advance(10_000);
    verifier.verify(addToken(), { clientIp });
    expect(fail({ clientIp }, 5)).toEqual(invalid);
    expect(fail()).toMatchObject(throttled);
  });

  it('excuses ten times the limit: an attacker with one good token has to send it again', () => {
    const { fail, verifier, addToken } = failing();
    fail({ clientIp }, 5);
    const token = addToken();
    for (let round = 0; round < 3; round += 1) {
      expect(verifier.verify(token, { clientIp })).toMatchObject({ ok: true });
      expect(fail({ clientIp }, 50)).toEqual(invalid);
      expect(fail()).toMatchObject(throttled);
    }
  });
});

describe('the lookups for an address that is over its limit', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Creates an address over its limit, and a source whose lookups end when the test says so. */
  function slow() {
    const fixture = failing();
    fixture.fail({ clientIp }, 5);
    const lookups: { end: () => void }[] = [];
    fixture.hooks.lookup = (find) => {
      const { promise, resolve } = deferred<LookupResult>();
      lookups.push({ end: () => resolve(find()) });
      return promise;
    };
    const verify = (token: string, context: object = { clientIp }) =>
      Promise.resolve(fixture.verifier.verify(token, context));
    const settle = () => vi.advanceTimersByTimeAsync(0);
    return { ...fixture, lookups, verify, settle };
  }

  it('are 4 at once, and the others wait for their turn', async () => {
    const { lookups, verify, settle } = slow();
    const results = Array.from({ length: 10 }, () => verify(newToken()));
    expect(lookups).toHaveLength(4);
    lookups[0]?.end();
    await settle();
    expect(lookups).toHaveLength(5);
    for (let index = 1; index < 10; index += 1) {
      lookups[index]?.end();
      await settle();
    }
    for (const result of results) expect(await result).toMatchObject(throttled);
  });

  it('do not wait for malformed tokens, nor for other addresses', async () => {
    const { lookups, verify, addToken } = slow();
    for (let call = 0; call < 4; call += 1) void verify(newToken());
    expect(await verify('nonsense')).toMatchObject(throttled);
    const good = verify(addToken(), { clientIp: '192.0.2.8' });
    lookups[4]?.end();
    expect(await good).toMatchObject({ ok: true });
  });

  it('find a good token that had to wait, which lets all others start', async () => {
    const { lookups, verify, settle, addToken } = slow();
    for (let call = 0; call < 4; call += 1) void verify(newToken());
    const good = verify(addToken());
    for (let call = 0; call < 50; call += 1) void verify(newToken());
    lookups[0]?.end();
    await settle();
    lookups[4]?.end();
    expect(await good).toMatchObject({ ok: true });
    expect(lookups).toHaveLength(55);
  });

  it('wait for 2 seconds, then the token is throttled', async () => {
    const { lookups, verify, addToken } = slow();
    for (let call = 0; call < 4; call += 1) void verify(newToken());
    const results: unknown[] = [];
    void verify(addToken()).then((result) => results.push(result));
    await vi.advanceTimersByTimeAsync(1999);
    expect(results).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(results).toEqual([{ ...throttled, retryAfterSeconds: 1 }]);
    expect(lookups).toHaveLength(4);
  });

  it('wait in a line of 256', async () => {
    const { verify } = slow();
    for (let call = 0; call < 260; call += 1) void verify(newToken());
    expect(await verify(newToken())).toEqual({ ...throttled, retryAfterSeconds: 1 });
  });

  it('are not blocked by a source that hangs for more than 10 seconds', async () => {
    const { lookups, verify, addToken } = slow();
    for (let call = 0; call < 4; call += 1) void verify(newToken());
    await vi.advanceTimersByTimeAsync(10_000);
    const good = verify(addToken());
    lookups[4]?.end();
    expect(await good).toMatchObject({ ok: true });
  });

  it('count no longer than they last, whether the source fails or not', async () => {
    const { hooks, verify } = slow();
    hooks.lookup = () => Promise.reject(new Error('down'));
    for (let call = 0; call < 12; call += 1) {
      expect(await verify(newToken())).toMatchObject({ kind: 'unavailable' });
    }
  });

  it('see a revocation that happens while they wait', async () => {
    const { lookups, verify, settle, addToken, revoke } = slow();
    for (let call = 0; call < 4; call += 1) void verify(newToken());
    const token = addToken();
    const result = verify(token);
    revoke(token);
    lookups[0]?.end();
    await settle();
    lookups[4]?.end();
    expect(await result).toMatchObject(throttled);
  });

  it('end as unavailable if the verifier is closed meanwhile', async () => {
    const { lookups, verify, addToken, verifier } = slow();
    for (let call = 0; call < 4; call += 1) void verify(newToken());
    const waiting = [verify(addToken()), verify(addToken())];
    await verifier.close();
    lookups[0]?.end();
    expect(await waiting[0]).toMatchObject({ kind: 'unavailable' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await waiting[1]).toMatchObject({ kind: 'unavailable' });
  });
});
