import { expect, it } from 'vitest';
import { startVerifiersOnPostgres } from '../lease/start-verifiers.ts';
import { addTestToken, revoke } from '../lease/test-tokens.ts';
import { load } from '../lease/verification-load.ts';
import { startPostgres } from '../start-postgres.ts';
import { expectNoneAccepted, waitUntilAccepted } from './count-accepted.ts';
import { openOn } from './open-on.ts';
import { requireStandby, startStandby } from './start-standby.ts';

// The synchronous standby is promoted while the old primary lives on, and processes remain connected to it.

const TIMEOUT_MS = 1000;

/** Starts a primary, its synchronous standby, and a standby of that one: it is synchronous after a promotion. */
async function startCluster() {
  const primary = await startPostgres();
  const standby = await startStandby(primary, 'standby');
  await startStandby(standby.server, 'successor');
  await requireStandby(primary, 'standby');
  const group = await startVerifiersOnPostgres(primary, TIMEOUT_MS, { failover: true });
  return { primary, standby, group };
}

const cut = await startCluster();

it('no process that remains connected to an isolated primary accepts a token that was revoked on the new one', async () => {
  const { primary, standby, group } = cut;
  const { store, verifiers } = group;
  const [kept, gone] = [await addTestToken(store), await addTestToken(store)];
  await load(verifiers, [kept, gone]);
  standby.replication.dropAll = true;
  await standby.server.promote();
  await requireStandby(standby.server, 'successor');
  const current = await openOn(group, standby.server);
  await revoke(current, gone);
  await expectNoneAccepted('split brain, old primary isolated', verifiers, [gone]);

  // It does not start, or it is unavailable.
  const fresh = await group.startVerifier().catch(() => undefined);
  if (fresh !== undefined) await expectNoneAccepted('new process on the isolated primary', [fresh], [gone]);

  for (const { proxy } of verifiers) {
    proxy.target = standby.server.port;
    proxy.disconnectAll();
  }
  await waitUntilAccepted(verifiers, kept);
  await expectNoneAccepted('split brain, processes moved to the new primary', verifiers, [gone]);
  expect(await primary.run('select pg_is_in_recovery() as standby')).toEqual([{ standby: false }]);
});

const paused = await startCluster();

it('no process that remains connected to a paused primary accepts a token that was revoked on the new one', async () => {
  const { primary, standby, group } = paused;
  const { store, verifiers } = group;
  const [kept, gone] = [await addTestToken(store), await addTestToken(store)];
  await load(verifiers, [kept, gone]);
  primary.pause();
  await standby.server.promote();
  await requireStandby(standby.server, 'successor');
  const current = await openOn(group, standby.server);
  await revoke(current, gone);
  primary.resume();
  await expectNoneAccepted('split brain, old primary paused and resumed', verifiers, [gone]);

  for (const { proxy } of verifiers) {
    proxy.target = standby.server.port;
    proxy.disconnectAll();
  }
  await waitUntilAccepted(verifiers, kept);
});
