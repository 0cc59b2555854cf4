import { generateToken } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import type { Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';
import { createStoreSource } from './create-store-source.ts';

/** Creates a token that was rotated once. */
async function rotate() {
  const fixture = await createTestOrganization();
  const { store, admin } = fixture;
  const { token, secret: old } = expectOk(
    await fixture.authority.as(admin).issuePersonalToken({ name: 'n' }),
  );
  const secret = generateToken({ kind: 'personal', environment: 'live' });
  const base = {
    organizationId: token.organizationId,
    tokenId: token.id,
    actor: { kind: 'system', id: null },
    at: START,
  } as const;
  const rotation = { type: 'rotate_token', mask: secret.mask, digest: digestToken(secret.reveal()) } as const;
  const until = { overlapUntil: START + DAY, drainUntil: START + 1000 };
  expectOk((await store.apply({ ...base, ...rotation, ...until })) as never);
  return { ...fixture, token, old, secret, base };
}

/** Wraps a store and records its commands. */
function recordCommands(store: Store) {
  const commands: Command['type'][] = [];
  const apply: Store['apply'] = (command) => {
    commands.push(command.type);
    return store.apply(command);
  };
  return { commands, store: { ...store, apply } };
}

it('accepts both secrets after a rotation, the old one until the overlap ends', async () => {
  const { verifier, old, secret, advance, token } = await rotate();
  for (const text of [old.reveal(), secret.reveal()]) {
    expect(await verifier.verify(text)).toMatchObject({ ok: true, principal: { tokenId: token.id } });
  }
  advance(DAY);
  expect(await verifier.verify(old.reveal())).toMatchObject({ reason: 'retired' });
  expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
});

it('reports the first use of a new secret once, in the background, and then caches its result', async () => {
  const { store, secret, old } = await rotate();
  const recorded = recordCommands(store);
  const source = createStoreSource(recorded.store, { clock: { wall: () => START } });
  const verifier = createVerifier({ source, clock: { wall: () => START, monotonic: () => 0 } });
  expect(verifier.verify(old.reveal())).toMatchObject({ ok: true });
  expect(recorded.commands).toEqual([]);
  const uses = [1, 2, 3].map(() => verifier.verify(secret.reveal()));
  for (const use of uses) expect(use).toMatchObject({ ok: true });
  await verifier.flush();
  expect(recorded.commands).toEqual(['activate_secret']);
  expect(verifier.verify(secret.reveal())).toMatchObject({ ok: true });
  await verifier.flush();
  expect(recorded.commands).toEqual(['activate_secret']);
});

it('repeats a failed report at the next use, and accepts the token meanwhile', async () => {
  const { store, secret } = await rotate();
  let failures = 2;
  const apply: Store['apply'] = async (command) => {
    failures -= 1;
    if (failures >= 0) throw new Error('The store is busy.');
    return store.apply(command);
  };
  const verifier = createVerifier({ source: createStoreSource({ ...store, apply }) });
  for (let use = 0; use < 3; use += 1) {
    expect(await verifier.verify(secret.reveal())).toMatchObject({ ok: true });
    await verifier.flush();
  }
  expect(failures).toBe(-1);
  expect(await store.lookup([digestToken(secret.reveal())])).toMatchObject({ secretPending: false });
});
