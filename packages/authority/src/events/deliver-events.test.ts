import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createAuthority } from '../create-authority.ts';
import type { AuthorityEvent } from './authority-event.ts';
import { createEvent } from './event-body.ts';

const SECOND = 1000;

/** Creates a token and an authority whose listener the test sets, over one store. */
async function createListener() {
  const test = await createTestOrganization();
  const { token } = expectOk(
    await test.authority.as(test.admin).issuePersonalToken({ name: 'n', expiresAt: null }),
  );
  const received: AuthorityEvent[] = [];
  const listener = { handle: (): unknown => undefined };
  const start = () =>
    createAuthority({
      store: test.store,
      clock: test.clock,
      onEvent(event) {
        received.push(event);
        return listener.handle();
      },
    });
  const body = { type: 'token.refused', reason: 'revoked', count: 1, since: START } as const;
  const client = { clientIp: undefined, userAgent: undefined };
  const addEvent = async () => {
    const event = createEvent({ tokenId: token.id, at: START }, { ...body, ...client });
    await test.store.addEvents([event]);
    return { ...body, id: event.id, tokenId: token.id, at: START, organizationId: test.organizationId };
  };
  return { ...test, token, received, listener, start, addEvent };
}

it('delivers an event once if the listener resolves', async () => {
  const { received, start, addEvent } = await createListener();
  const event = await addEvent();
  const authority = start();
  expect(await authority.deliverEvents()).toEqual({ delivered: 1, failed: 0 });
  expect(received).toEqual([event]);
  expect(await authority.deliverEvents()).toEqual({ delivered: 0, failed: 0 });
  expect(await start().deliverEvents()).toEqual({ delivered: 0, failed: 0 });
});

describe.each([
  [
    'throws',
    () => {
      throw new Error('listener');
    },
  ],
  ['rejects', () => Promise.reject(new Error('listener'))],
])('a listener that %s', (_, fail) => {
  it('gets the same event again, after a delay that doubles, also from another process', async () => {
    const { received, listener, start, addEvent, advance } = await createListener();
    const event = await addEvent();
    listener.handle = fail;
    for (const delay of [10, 20, 40, 80]) {
      expect(await start().deliverEvents()).toEqual({ delivered: 0, failed: 1 });
      advance(delay * SECOND - 1);
      expect(await start().deliverEvents()).toEqual({ delivered: 0, failed: 0 });
      advance(1);
    }
    listener.handle = () => undefined;
    expect(await start().deliverEvents()).toEqual({ delivered: 1, failed: 0 });
    expect(received).toEqual([event, event, event, event, event]);
  });

  it('gets an event 16 times in four days, and no more', async () => {
    const { received, listener, start, addEvent, advance } = await createListener();
    await addEvent();
    listener.handle = fail;
    const authority = start();
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      await authority.deliverEvents();
      advance(DAY / 24);
    }
    const few = received.length;
    expect(few).toBeLessThanOrEqual(16);
    for (let attempt = few; attempt < 40; attempt += 1) {
      await authority.deliverEvents();
      advance(2 * DAY);
    }
    expect(received).toHaveLength(few);
  });

  it('does not keep other events from being delivered', async () => {
    const { received, listener, start, addEvent } = await createListener();
    const events = [];
    for (let index = 0; index < 45; index += 1) events.push(await addEvent());
    let calls = 0;
    listener.handle = () => {
      calls += 1;
      return calls % 2 === 0 ? undefined : fail();
    };
    expect(await start().deliverEvents()).toEqual({ delivered: 22, failed: 23 });
    expect(received.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
  });
});

it('does not deliver an event that no process could deliver for a week', async () => {
  const { received, start, addEvent, advance } = await createListener();
  await addEvent();
  advance(7 * DAY + 1);
  expect(await start().deliverEvents()).toEqual({ delivered: 0, failed: 0 });
  expect(received).toEqual([]);
});

it('delivers an event again that a process took and never finished', async () => {
  const { received, listener, start, addEvent, advance } = await createListener();
  const event = await addEvent();
  listener.handle = () => new Promise(() => undefined);
  void start().deliverEvents();
  await vi.waitFor(() => expect(received).toHaveLength(1));
  listener.handle = () => undefined;
  advance(60 * SECOND - 1);
  expect(await start().deliverEvents()).toEqual({ delivered: 0, failed: 0 });
  advance(1);
  expect(await start().deliverEvents()).toEqual({ delivered: 1, failed: 0 });
  expect(received).toEqual([event, event]);
});

it('deliverEvents needs a listener', async () => {
  const { authority } = await createListener();
  await expect(authority.deliverEvents()).rejects.toThrow('createAuthority has no onEvent');
});

describe('without a call', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('a process delivers what was left in the outbox, and what fails later', async () => {
    const { received, listener, start, addEvent, advance } = await createListener();
    await addEvent();
    start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(received).toHaveLength(1);
    listener.handle = () => {
      throw new Error('listener');
    };
    await addEvent();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(received).toHaveLength(2);
    listener.handle = () => undefined;
    advance(60_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(received).toHaveLength(3);
    expect(received[2]).toEqual(received[1]);
  });

  it('a listener that hangs is called again, and holds up later events for 30 seconds', async () => {
    const { received, listener, start, addEvent, advance } = await createListener();
    await addEvent();
    listener.handle = () => new Promise(() => undefined);
    start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(received).toHaveLength(1);
    listener.handle = () => undefined;
    await vi.advanceTimersByTimeAsync(29_000);
    const later = await addEvent();
    await vi.advanceTimersByTimeAsync(2000);
    advance(10_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(received.slice(1).map(({ id }) => id)).toEqual(
      expect.arrayContaining([received[0]?.id, later.id]),
    );
    expect(received).toHaveLength(3);
  });

  it('a process stops when its store is closed', async () => {
    const { store, clock } = await createListener();
    let claims = 0;
    const claimEvents: typeof store.claimEvents = (claim) => {
      claims += 1;
      return store.claimEvents(claim);
    };
    createAuthority({ store: { ...store, claimEvents }, clock, onEvent: () => undefined });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(claims).toBeGreaterThan(0);
    await store.close();
    await vi.advanceTimersByTimeAsync(60_000);
    const before = claims;
    await vi.advanceTimersByTimeAsync(DAY);
    expect(claims).toBe(before);
  });

  it('a process goes on after the store has failed', async () => {
    const { store, received, clock, addEvent } = await createListener();
    await addEvent();
    let failures = 2;
    const claimEvents: typeof store.claimEvents = async (claim) => {
      failures -= 1;
      if (failures >= 0) throw new Error('down');
      return store.claimEvents(claim);
    };
    createAuthority({
      store: { ...store, claimEvents },
      clock,
      onEvent: (event) => void received.push(event),
    });
    await vi.advanceTimersByTimeAsync(200_000);
    expect(received).toHaveLength(1);
  });
});

it('can be created where no timer can be started', async () => {
  const { store, clock, received, addEvent } = await createListener();
  await addEvent();
  const original = globalThis.setTimeout;
  globalThis.setTimeout = (() => {
    throw new Error('Disallowed operation called within global scope.');
  }) as never;
  try {
    const authority = createAuthority({ store, clock, onEvent: (event) => void received.push(event) });
    globalThis.setTimeout = original;
    expect(await authority.deliverEvents()).toEqual({ delivered: 1, failed: 0 });
  } finally {
    globalThis.setTimeout = original;
  }
});
