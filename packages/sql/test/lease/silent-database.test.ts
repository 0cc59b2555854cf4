/// <reference types="node" />
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { Pool } from 'pg';
import { expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { startPostgres } from '../start-postgres.ts';
import { startProxy } from '../start-proxy.ts';
import { sleep } from './random-timing.ts';
import { addTestToken, revoke } from './test-tokens.ts';

const postgres = await startPostgres();
const unavailable = { ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 1 };

/** Verifies again and again until a verification does not wait for the database. */
async function verifyUntilSynchronous(verifier: Verifier, token: string) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const result = verifier.verify(token);
    if (!(result instanceof Promise)) return result;
    result.catch(() => undefined);
    await sleep(25);
  }
  throw new Error('Every verification waited for the database.');
}

it('while the database is silent, a verification is unavailable without waiting for it', async () => {
  const { connection, newSchema, port } = postgres;
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  const proxy = await startProxy(port);
  const near = await openPostgresStore({
    driver: Pool,
    connection: { ...connection, port: proxy.port },
    schema,
    timeoutMs: 60_000,
  });
  const verifier = createVerifier({ source: createStoreSource(near), observe: null });
  const [kept, gone] = [await addTestToken(store), await addTestToken(store)];
  for (const { request } of [kept, gone]) {
    expect(await verifier.verify(request.token)).toMatchObject({ ok: true });
  }

  // No connection is closed, and the time limit of the store is a minute.
  proxy.dropAll = true;
  await sleep(store.leaseMs);
  expect(await verifyUntilSynchronous(verifier, kept.request.token)).toEqual(unavailable);
  expect(verifier.verify((await addTestToken(store)).request.token)).toEqual(unavailable);
  await revoke(store, gone);

  proxy.dropAll = false;
  proxy.disconnectAll();
  let result = await verifier.verify(kept.request.token);
  for (let attempt = 0; attempt < 200 && !result.ok; attempt += 1) {
    await sleep(25);
    result = await verifier.verify(kept.request.token);
  }
  expect(result).toMatchObject({ ok: true });
  expect(await verifier.verify(gone.request.token)).toMatchObject({ ok: false, reason: 'revoked' });
  await verifier.close();
  await Promise.all([near.close(), store.close(), proxy.close()]);
});
