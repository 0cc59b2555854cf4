import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { expect, it } from 'vitest';
import { sleep } from '../lease/random-timing.ts';
import { startVerifiersOnPostgres, type VerifierGroup } from '../lease/start-verifiers.ts';
import { addTestToken, revoke, type TestToken } from '../lease/test-tokens.ts';
import { load } from '../lease/verification-load.ts';
import { startPostgres } from '../start-postgres.ts';
import type { ProxyServer } from '../start-proxy.ts';
import { expectNoneAccepted, waitUntilAccepted } from './count-accepted.ts';
import { openOn } from './open-on.ts';
import { startStandby } from './start-standby.ts';
import { newestChange, writeChangesUpTo } from './write-changes.ts';

// The new server lacks the newest changes of the old one, and gives their numbers to other changes.

const TIMEOUT_MS = 1000;
/** The number of changes that are lost. */
const LOST = 20;

type Group = VerifierGroup<ProxyServer>;

interface Tokens {
  readonly kept: TestToken;
  readonly gone: TestToken;
  readonly other: TestToken;
}

async function addTokens({ store }: Group): Promise<Tokens> {
  const add = () => addTestToken(store);
  return { kept: await add(), gone: await add(), other: await add() };
}

/** Writes changes that the new server will not have. Every process reads them. */
async function writeSuffix({ store, verifiers }: Group, { kept, gone, other }: Tokens): Promise<number> {
  await load(verifiers, [kept, gone]);
  const newest = (await newestChange(store)) + LOST;
  await writeChangesUpTo(store, other, newest);
  await sleep(3 * store.leaseMs);
  return newest;
}

/** Replaces the old server, revokes a token on the new one, and lets the log grow up to a number. */
async function replaceServer(
  group: Group,
  { kept, gone, other }: Tokens,
  server: Postgres,
  newest: number,
  situation: string,
): Promise<void> {
  const { verifiers } = group;
  const store = await openOn(group, server);
  expect(await newestChange(store)).toBeLessThan(newest);
  await revoke(store, gone);
  await writeChangesUpTo(store, other, newest);
  for (const { proxy } of verifiers) {
    proxy.target = server.port;
    proxy.disconnectAll();
  }
  await waitUntilAccepted(verifiers, kept);
  await expectNoneAccepted(situation, verifiers, [gone]);
}

const primary = await startPostgres();
const asynchronous = await startStandby(primary, 'standby');
const promoted = await startVerifiersOnPostgres(primary, TIMEOUT_MS);

it('after the promotion of an asynchronous standby, a token that was revoked on it is rejected', async () => {
  const tokens = await addTokens(promoted);
  await asynchronous.catchUp();
  asynchronous.replication.dropAll = true;
  const newest = await writeSuffix(promoted, tokens);
  await primary.stop();
  await asynchronous.server.promote();
  await replaceServer(promoted, tokens, asynchronous.server, newest, 'asynchronous standby promoted');
});

const original = await startPostgres();
const restored = await startVerifiersOnPostgres(original, TIMEOUT_MS);

it.each([
  ['fewer changes', -5],
  ['as many changes', 0],
  ['more changes', 5],
])('after a backup with %s is restored, a token that was revoked since is rejected', async (name, more) => {
  for (const { proxy } of restored.verifiers) proxy.target = original.port;
  await original.stop();
  await original.start();
  const tokens = await addTokens(restored);
  const backup = await original.copy();
  const newest = await writeSuffix(restored, tokens);
  await original.stop();
  await backup.start();
  try {
    await replaceServer(restored, tokens, backup, newest + more, `backup restored, ${name}`);
  } finally {
    await backup.stop();
    await original.start();
  }
});
