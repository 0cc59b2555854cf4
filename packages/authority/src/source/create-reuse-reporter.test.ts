import { createVerifier } from '@lynk-auth/verifier';
import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { type Authority, createAuthority } from '../create-authority.ts';
import type { AuthorityEvent, SecretReusedEvent } from '../events/authority-event.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { Store } from '../store/store.ts';

const MINUTE = 60_000;

/** Creates a token whose first secret was ended by a rotation, and records the events of its use. */
async function createRetiredSecret(store: Store = createMemoryStore()) {
  const test = await createTestOrganization({}, store);
  const events: SecretReusedEvent[] = [];
  const onEvent = (event: AuthorityEvent) => {
    if (event.type === 'secret.reused') events.push(event);
  };
  const authority: Authority = createAuthority({ store, clock: test.clock, onEvent });
  const verifier = createVerifier({ source: authority.source, clock: test.clock, observe: null });
  const manage = authority.as(test.admin);
  const { token, secret: old } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
  test.advance(1000);
  const { secret } = expectOk(await manage.rotateToken(token.id, { overlapSeconds: 60 }));
  const use = async (text: string, context?: { clientIp?: string; userAgent?: string }) => {
    const result = await verifier.verify(text, context);
    await verifier.flush();
    return result.ok ? 'ok' : result.reason;
  };
  return { ...test, events, manage, token, old, secret, use };
}

it('reports the use of an ended secret, and kills nothing', async () => {
  const { events, token, old, secret, use, advance, organizationId } = await createRetiredSecret();
  const context = { clientIp: '192.0.2.1', userAgent: 'curl/8.5.0' };
  expect(await use(old.reveal(), context)).toBe('ok');
  advance(MINUTE);
  expect(events).toEqual([]);
  expect(await use(old.reveal(), context)).toBe('retired');
  expect(events).toEqual([
    {
      type: 'secret.reused',
      id: expect.any(String),
      organizationId,
      at: START + 1000 + MINUTE,
      tokenId: token.id,
      mask: old.mask,
      secretCreatedAt: START,
      secretEndedAt: START + 1000 + MINUTE,
      ...context,
    },
  ]);
  expect(await use(secret.reveal())).toBe('ok');
});

it('reports a secret once a minute, and each secret apart', async () => {
  const { events, old, secret, manage, token, use, advance } = await createRetiredSecret();
  expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
  advance(MINUTE);
  for (let call = 0; call < 3; call += 1) {
    for (const each of [old, secret]) expect(await use(each.reveal())).toBe('retired');
  }
  expect(events.map(({ mask }) => mask)).toEqual([old.mask, secret.mask]);
  advance(MINUTE - 1);
  await use(old.reveal());
  expect(events).toHaveLength(2);
  advance(1);
  await use(old.reveal());
  expect(events).toHaveLength(3);
  advance(DAY);
  await use(old.reveal());
  // A clock that was set back silences nothing.
  advance(-DAY / 24);
  await use(old.reveal());
  expect(events).toHaveLength(5);
});

it('reports for 90 days after the end of the secret, also if the token is revoked', async () => {
  const { events, old, manage, token, use, advance } = await createRetiredSecret();
  expectOk(await manage.revokeToken(token.id));
  advance(MINUTE + 90 * DAY);
  expect(await use(old.reveal())).toBe('revoked');
  expect(events).toHaveLength(1);
  advance(MINUTE);
  expect(await use(old.reveal())).toBe('unknown');
  expect(events).toHaveLength(1);
});

it('masks every token in the address and the user agent', async () => {
  const { events, old, secret, use, advance } = await createRetiredSecret();
  advance(MINUTE);
  await use(old.reveal(), { clientIp: secret.reveal(), userAgent: `ci (${secret.reveal()})` });
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).not.toContain(secret.reveal().slice(-32));
  expect(JSON.stringify(events)).not.toContain(old.reveal().slice(-32));
});

it('reports the next use if the store could not list the secrets', async () => {
  const store = createMemoryStore();
  let failures = 1;
  const listSecrets: Store['listSecrets'] = async (...ids) => {
    failures -= 1;
    if (failures >= 0) throw new Error('down');
    return store.listSecrets(...ids);
  };
  const { events, old, use, advance } = await createRetiredSecret({ ...store, listSecrets });
  advance(MINUTE);
  expect(await use(old.reveal())).toBe('retired');
  expect(events).toEqual([]);
  expect(await use(old.reveal())).toBe('retired');
  expect(events).toHaveLength(1);
});

it('reports the next use if the event could not be added', async () => {
  const store = createMemoryStore();
  let failures = 1;
  const addEvents: Store['addEvents'] = async (added) => {
    failures -= 1;
    if (failures >= 0) throw new Error('down');
    await store.addEvents(added);
  };
  const { events, old, use, advance } = await createRetiredSecret({ ...store, addEvents });
  advance(MINUTE);
  for (let call = 0; call < 3; call += 1) expect(await use(old.reveal())).toBe('retired');
  expect(events).toHaveLength(1);
});

it('rejects options of the wrong type', async () => {
  const store = createMemoryStore();
  expect(() => createAuthority({ store, onEvent: 'log' as never })).toThrow('onEvent must be a function');
});
