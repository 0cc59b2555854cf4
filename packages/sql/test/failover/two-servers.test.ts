import { expect, it } from 'vitest';
import { sleep } from '../lease/random-timing.ts';
import { startVerifiersOnPostgres } from '../lease/start-verifiers.ts';
import { addTestToken, addTestTokens, revoke } from '../lease/test-tokens.ts';
import { load } from '../lease/verification-load.ts';
import { startPostgres } from '../start-postgres.ts';
import { expectNoneAccepted, waitUntilAccepted } from './count-accepted.ts';
import { openOn } from './open-on.ts';
import { startPooler } from './start-pooler.ts';
import { startStandby } from './start-standby.ts';

const TIMEOUT_MS = 1000;

const primary = await startPostgres();
const replica = await startStandby(primary, 'replica');
const pooler = await startPooler(primary.port);
const pooled = await startVerifiersOnPostgres(primary, TIMEOUT_MS, {}, pooler.port);

it('a replica that lags behind a pooler accepts no token that was revoked on the primary', async () => {
  const { store, verifiers } = pooled;
  const [kept, gone] = [await addTestToken(store), await addTestToken(store)];
  await load(verifiers, [kept, gone]);
  await replica.catchUp();
  await replica.server.run('select pg_wal_replay_pause()');
  const connections = pooler.moved();
  pooler.move(replica.server.port);
  await sleep(3 * store.leaseMs);
  expect(pooler.moved()).toBeGreaterThan(connections);
  await revoke(store, gone);
  await expectNoneAccepted('lagging replica behind a pooler', verifiers, [gone]);

  pooler.move(primary.port);
  await waitUntilAccepted(verifiers, kept);
  await expectNoneAccepted('primary behind the pooler again', verifiers, [gone]);
});

const REVOCATIONS = 8;
const CONNECTIONS = 4;
const oldPrimary = await startPostgres();
const newPrimary = await startStandby(oldPrimary, 'standby');
const mixed = await startVerifiersOnPostgres(oldPrimary, TIMEOUT_MS, { readConnections: CONNECTIONS });

it('a pool with connections to the old and the new primary accepts no token that was revoked on the new one', async () => {
  const { store, verifiers } = mixed;
  const [kept, ...gone] = await addTestTokens(store, 1 + REVOCATIONS);
  const more = await addTestTokens(store, 4 * CONNECTIONS);
  if (kept === undefined) throw new Error('No token was added.');
  await load(verifiers, [kept, ...gone]);
  for (const { proxy } of verifiers) expect(proxy.connections()).toBe(1 + CONNECTIONS);

  await newPrimary.catchUp();
  newPrimary.replication.dropAll = true;
  await newPrimary.server.promote();
  for (const { proxy } of verifiers) {
    proxy.target = newPrimary.server.port;
    // The first one is for commands.
    proxy.disconnectOldest(1 + CONNECTIONS / 2);
  }
  // Concurrent lookups open the connections again, to the new primary.
  await load(verifiers, more);
  const current = await openOn(mixed, newPrimary.server);
  await Promise.all(gone.map((token) => revoke(current, token)));
  await expectNoneAccepted('pool with connections to both servers', verifiers, gone);
  await waitUntilAccepted(verifiers, kept);
});
