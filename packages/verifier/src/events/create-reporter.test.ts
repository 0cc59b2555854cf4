/// <reference types="node" />
import { createPrincipal, parseToken } from '@lynk-auth/core';
import type { VerifyContext } from '@lynk-auth/core/server';
import { expect, it } from 'vitest';
import { authorizationCorpus, tokenCorpus } from '../../test/corpora.ts';
import { createVerifier } from '../create-verifier.ts';
import type { LookupResult } from '../source/source.ts';
import type { VerifyEvent } from './verify-event.ts';

const token = authorizationCorpus.valid_token;
const mask = 'lynk_live_eTQw…';
const principal = createPrincipal({
  kind: 'personal',
  tokenId: 't1',
  organizationId: 'o1',
  userId: 'u1',
  permissions: [],
  expiresAt: null,
});

/** Verifies once and returns the one event. */
async function eventOf(
  lookup: () => LookupResult | Promise<LookupResult>,
  context?: VerifyContext,
  text: unknown = token,
) {
  const events: VerifyEvent[] = [];
  const verifier = createVerifier({
    source: { lookup },
    clock: { wall: () => 1000, monotonic: () => 0 },
    observe: (event) => events.push(event),
  });
  await verifier.verify(text as string, context);
  await verifier.close();
  expect(events).toHaveLength(1);
  return events[0];
}

const context = { clientIp: '192.0.2.7', userAgent: 'curl/8' };

it('reports an accepted token by its id', async () => {
  const event = await eventOf(() => ({ ok: true, principal, validUntil: null }), context);
  expect(event).toEqual({
    type: 'accepted',
    tokenId: 't1',
    organizationId: 'o1',
    kind: 'personal',
    ...context,
  });
});

it('reports why a token was rejected, and its id if it is known', async () => {
  const refused = { type: 'refused', kind: 'invalid_token', mask, error: undefined, ...context };
  const revoked = { ok: false, reason: 'revoked', tokenId: 't1' } as const;
  expect(await eventOf(() => revoked, context)).toEqual({ ...refused, reason: 'revoked', tokenId: 't1' });
  const expired = { ok: true, principal, validUntil: 1000 } as const;
  expect(await eventOf(() => expired, context)).toEqual({ ...refused, reason: 'expired', tokenId: 't1' });
  const unknown = { ok: false, reason: 'unknown' } as const;
  expect(await eventOf(() => unknown, context)).toEqual({
    ...refused,
    reason: 'unknown',
    tokenId: undefined,
  });
});

it('reports the name and message of an error of the source, with the token masked', async () => {
  const fail = () => {
    throw Object.assign(new TypeError(`GET /?token=${token} failed for ${token}`, { cause: token }), {
      config: { headers: { authorization: `Bearer ${token}` } },
    });
  };
  const event = await eventOf(fail, { clientIp: '::1', userAgent: `curl -H "Bearer ${token}"` });
  expect(event).toEqual({
    type: 'refused',
    kind: 'unavailable',
    reason: 'source_down',
    mask,
    tokenId: undefined,
    error: { name: 'TypeError', message: `GET /?token=${mask} failed for ${mask}` },
    clientIp: '::1',
    userAgent: `curl -H "Bearer ${mask}"`,
  });
});

const hostile = () => ({
  get message() {
    throw new Error('from the getter');
  },
});

it.each<[string, () => unknown]>([
  ['nothing', () => undefined],
  ['null', () => null],
  ['a string', () => 'text'],
  ['a symbol', () => Symbol('s')],
  ['an empty object', () => ({})],
  ['an object without a prototype', () => Object.create(null)],
  ['an object whose message throws', hostile],
])('survives a source that throws %s', async (_, thrown) => {
  const event = await eventOf(() => {
    throw thrown();
  });
  expect(event).toMatchObject({ type: 'refused', kind: 'unavailable', error: {} });
});

it('shows no more than a mask of any input', async () => {
  const inputs = [
    ...tokenCorpus.issued.map((row) => row.token),
    ...tokenCorpus.rejected.map((row) => row.input),
  ];
  for (const input of inputs) {
    const event = await eventOf(() => ({ ok: false, reason: 'unknown' }), { userAgent: input }, input);
    const shown = event?.type === 'refused' ? event.mask : '';
    expect(shown.endsWith('…')).toBe(true);
    if (parseToken(input).ok) expect(JSON.stringify(event)).not.toContain(input);
  }
  const missing = await eventOf(() => ({ ok: false, reason: 'unknown' }), context, null);
  expect(missing).toMatchObject({ reason: 'missing', mask: '…', ...context });
});

it('neither throws into a verification nor delays it', async () => {
  const order: string[] = [];
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', note);
  const observers = [
    () => {
      order.push('observed');
      throw new Error('from the observer');
    },
    async () => {
      order.push('observed');
      throw new Error('from the observer');
    },
    () => {
      order.push('observed');
      return new Promise(() => {});
    },
  ];
  for (const observe of observers) {
    const source = { lookup: () => ({ ok: true, principal, validUntil: null }) as const };
    const verifier = createVerifier({ source, observe });
    expect(verifier.verify(token)).toMatchObject({ ok: true });
    order.push('returned');
    await verifier.close();
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(order).toEqual(observers.flatMap(() => ['returned', 'observed']));
  expect(rejections).toEqual([]);
});
