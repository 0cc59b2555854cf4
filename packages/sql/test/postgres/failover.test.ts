import { createAuthority, createStoreSource } from '@lynk-auth/authority';
import { generateToken } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { startPostgres } from '../start-postgres.ts';
import { startStandby } from './start-standby.ts';

const unavailable = { ok: false, kind: 'unavailable' };

describe('a store with failover', () => {
  it('cannot be opened on a server that does not wait for a standby', async () => {
    const { connection, newSchema } = await startPostgres();
    const schema = newSchema();
    const open = openPostgresStore({ driver: Pool, connection, schema, failover: true });
    await expect(open).rejects.toMatchObject({ name: 'LynkStoreError', code: 'store_unfenced' });
    // The tables exist, and the option is the only obstacle.
    await (await openPostgresStore({ driver: Pool, connection, schema })).close();
  });

  it('accepts nothing on an old primary, one lease after its standby was promoted', async () => {
    const primary = await startPostgres();
    const schema = primary.newSchema();
    const options = { driver: Pool, connection: primary.connection, schema } as const;
    const first = await openPostgresStore(options);
    await addAcme(first);
    await first.close();
    const standby = await startStandby(primary);

    const local = { ...primary.connection, options: '-c synchronous_commit=local' };
    await expect(openPostgresStore({ ...options, connection: local, failover: true })).rejects.toMatchObject({
      code: 'store_unfenced',
    });

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

    await standby.run('select pg_promote(true)', 'public');
    const moved = await openPostgresStore({ ...options, connection: standby.connection });
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
});
