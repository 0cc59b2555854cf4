import { describe, expect, it } from 'vitest';
import { createFixture, newToken } from '../test/fixture.ts';
import type { VerifyEvent } from './events/verify-event.ts';

const throttle = { failures: 5, windowSeconds: 10, maxAddresses: 100 };
const clientIp = '192.0.2.7';
const unknown = { ok: false, kind: 'invalid_token', reason: 'unknown' };

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

describe('an address with too many failures', () => {
  it('is throttled before the lookup, with the time to wait', () => {
    const { fail, counts, advance } = failing();
    expect(fail({ clientIp }, 5)).toEqual(unknown);
    const before = counts.lookups;
    const throttled = { ok: false, kind: 'throttled', reason: 'too_many_failures', retryAfterSeconds: 2 };
    expect(fail()).toEqual(throttled);
    expect(counts.lookups).toBe(before);
    advance(1999);
    expect(fail()).toEqual({ ...throttled, retryAfterSeconds: 1 });
    advance(1);
    expect(fail()).toEqual(unknown);
    expect(fail()).toMatchObject({ kind: 'throttled' });
  });

  it('does not wait longer for throttled requests, and starts anew after a window', () => {
    const { fail, advance } = failing();
    fail({ clientIp }, 500);
    advance(10_000);
    for (let call = 0; call < 5; call += 1) expect(fail()).toEqual(unknown);
  });

  it('still gets its cached tokens accepted, but no other token', () => {
    const { fail, verifier, addToken } = failing();
    const known = addToken();
    verifier.verify(known, { clientIp });
    fail({ clientIp }, 20);
    expect(verifier.verify(known, { clientIp })).toMatchObject({ ok: true });
    expect(verifier.verify(addToken(), { clientIp })).toMatchObject({ kind: 'throttled' });
    expect(verifier.verify(addToken(), { clientIp: '192.0.2.8' })).toMatchObject({ ok: true });
  });

  it('counts malformed tokens too, but no accepted ones', () => {
    const { verifier, addToken } = failing();
    for (let call = 0; call < 50; call += 1) {
      expect(verifier.verify(addToken(), { clientIp })).toMatchObject({ ok: true });
    }
    for (let call = 0; call < 5; call += 1) verifier.verify('nonsense', { clientIp });
    expect(verifier.verify('nonsense', { clientIp })).toMatchObject({ kind: 'throttled' });
  });

  it('does not count a source that is down', () => {
    const { fail, hooks } = failing();
    hooks.lookup = () => {
      throw new Error('down');
    };
    expect(fail({ clientIp }, 50)).toMatchObject({ kind: 'unavailable' });
  });
});

it('counts the addresses of an IPv6 /64 as one', () => {
  const { fail } = failing();
  fail({ clientIp: '2001:db8:1:2::1' }, 5);
  expect(fail({ clientIp: '2001:db8:1:2:ffff::9' })).toMatchObject({ kind: 'throttled' });
  expect(fail({ clientIp: '2001:db8:1:3::1' })).toEqual(unknown);
});

it('throttles nothing without an address, or with the throttle off', () => {
  expect(failing().fail({}, 50)).toEqual(unknown);
  expect(failing({ throttle: false }).fail({ clientIp }, 500)).toEqual(unknown);
});

it('does not throttle the address of a load balancer, and reports it once', async () => {
  const events: VerifyEvent[] = [];
  const { fail, verifier } = failing({ observe: (event: VerifyEvent) => events.push(event) });
  expect(fail({ clientIp, forwarded: true }, 50)).toEqual(unknown);
  await verifier.flush();
  expect(events.filter(({ type }) => type === 'unthrottled')).toEqual([
    { type: 'unthrottled', clientIp, userAgent: undefined },
  ]);
});

it('keeps counting beyond maxAddresses', () => {
  const { fail } = failing();
  for (let host = 0; host < 5000; host += 1) fail({ clientIp: `10.0.${host >> 8}.${host & 255}` });
  fail({ clientIp }, 5);
  expect(fail()).toMatchObject({ kind: 'throttled' });
});
