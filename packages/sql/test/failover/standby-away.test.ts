import { expect, it } from 'vitest';
import { sleep } from '../lease/random-timing.ts';
import { startVerifiersOnPostgres } from '../lease/start-verifiers.ts';
import { addTestToken, revoke } from '../lease/test-tokens.ts';
import { load } from '../lease/verification-load.ts';
import { startPostgres } from '../start-postgres.ts';
import { expectNoneAccepted, waitUntilAccepted } from './count-accepted.ts';
import { requireStandby, startStandby } from './start-standby.ts';

const TIMEOUT_MS = 1000;
/** Longer than a process waits for a late acknowledgement, in milliseconds. */
const LATE_MS = 12_000;

const primary = await startPostgres();
const standby = await startStandby(primary, 'standby');
await requireStandby(primary, 'standby');
const { store, verifiers } = await startVerifiersOnPostgres(primary, TIMEOUT_MS, { failover: true });

it('while the synchronous standby is away, processes are unavailable, and they recover on their own', async () => {
  const [kept, gone] = [await addTestToken(store), await addTestToken(store)];
  await load(verifiers, [kept, gone]);
  standby.replication.dropAll = true;
  await sleep(3 * TIMEOUT_MS);
  for (const verifier of verifiers) {
    expect(await verifier.verify(kept.request)).toMatchObject({ outcome: 'unavailable' });
  }
  standby.replication.dropAll = false;
  // Bytes are missing.
  standby.replication.disconnectAll();
  await waitUntilAccepted(verifiers, kept);
  await sleep(LATE_MS);
  await revoke(store, gone);
  await expectNoneAccepted('synchronous standby away and back', verifiers, [gone]);
  await waitUntilAccepted(verifiers, kept);
});
