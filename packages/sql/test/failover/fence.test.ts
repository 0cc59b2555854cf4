import { createAuthority, createStoreSource } from '@lynk-auth/authority';
import { generateToken } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { Pool } from 'pg';
import { expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { startPostgres } from '../start-postgres.ts';
import { requireStandby, startStandby } from './start-standby.ts';

const unavailable = { ok: false, kind: 'unavailable' };

const primary = await startPostgres();
const standby = await startStandby(primary, 'standby');
const options = { driver: Pool, connection: primary.connection, schema: primary.newSchema() } as const;
const unfenced = { name: 'LynkStoreError', code: 'store_unfenced' };

it('a store with failover cannot be opened on a server that does not wait for a standby', async () => {
  await expect(openPostgresStore({ ...options, failover: true })).rejects.toMatchObject(unfenced);
  // The tables exist, and the option is the only obstacle.
  await (await openPostgresStore(options)).close();
});

it('a verifier accepts nothing on an old primary, one lease after its standby was promoted', async () => {
  const first = await openPostgresStore(options);
  await addAcme(first);
  await first.close();
  await requireStandby(primary, 'standby');

  const local = { ...primary.connection, options: '-c synchronous_commit=local' };
  const open = openPostgresStore({ ...options, connection: local, failover: true });
  await expect(open).rejects.toMatchObject(unfenced);

  const store = await openPostgresStore({ ...options, failover: true, timeoutMs: 500 });
  const tokens = ['revoked', 'other'].map((tokenId) => {
    const secret = generateToken({ kind: 'personal', environment: 'live' }).reveal();
    return { secret, command: personalToken(tokenId, { digest: digestToken(secret) }) };
  });
  for (const { command } of tokens) expect(await store.apply(command)).toMatchObject({ ok: true });
  const [{ secret } = { secret: '' }, { secret: other } = { secret: '' }] = tokens;
  const verifier = createVerifier({ source: createStoreSource(store), observe: null });
  const fresh = createVerifier({ source: createStoreSource(store), observe: null });
  expect(await verifier.verify(secret)).toMatchObject({ ok: true });
  expect(await verifier.verify(secret)).toMatchObject({ ok: true });

  await standby.server.promote();
  const moved = await openPostgresStore({ ...options, connection: standby.server.connection });
  const authority = createAuthority({ store: moved });
  const actor = { kind: 'user', organizationId: acme.organizationId, userId: acme.userId } as const;
  expect(await authority.as(actor).revokeToken('revoked')).toMatchObject({ ok: true });

  // The old primary lives, and still has the token. A hit and a miss of a verifier on it are unavailable.
  expect(await store.lookup([digestToken(secret)])).toMatchObject({ revokedAt: null });
  for (const each of [verifier, fresh]) {
    expect(await each.verify(secret)).toMatchObject(unavailable);
    expect(await each.verify(other)).toMatchObject(unavailable);
  }
  const after = createVerifier({ source: createStoreSource(moved), observe: null });
  expect(await after.verify(secret)).toMatchObject({ ok: false, reason: 'revoked' });
  expect(await after.verify(other)).toMatchObject({ ok: true });

  await Promise.all([store.close(), moved.close()]);
});
