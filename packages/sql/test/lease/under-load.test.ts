/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { randomTiming, sleep } from './random-timing.ts';
import { now } from './start-verifier.ts';
import { startVerifiersOnPostgres, startVerifiersOnSqlite } from './start-verifiers.ts';
import { addTestToken, restrictions, revocation, revoke } from './test-tokens.ts';
import {
  expectAllAccepted,
  expectRejectedSince,
  load,
  restrictUnderLoad,
  runConcurrently,
} from './verification-load.ts';

const REVOCATIONS = 40;
const ROUNDS = 3;
const CONCURRENCY = 4;
const all = Object.values(restrictions);

const groups = [
  ['on Postgres', await startVerifiersOnPostgres(await startPostgres())],
  ['on one SQLite file', await startVerifiersOnSqlite(temporaryFolder()())],
] as const;

describe.each(groups)('%s, three processes under load', (_, group) => {
  const { store, verifiers } = group;

  it('apply every kind of restriction as soon as it has resolved', async () => {
    const { pause } = randomTiming();
    const other = await addTestToken(store);
    await load(verifiers, [other]);
    await runConcurrently(ROUNDS * all.length, CONCURRENCY, async (index) => {
      const { kind, restrict } = all[index % all.length] ?? revocation;
      const testToken = await addTestToken(store, kind);
      await load(verifiers, [testToken]);
      await pause(60);
      await restrictUnderLoad(group, testToken, restrict);
    });
    await expectAllAccepted(verifiers, other);
  });

  it(`reject each of ${REVOCATIONS} tokens as soon as its revocation has resolved`, async () => {
    const { pause } = randomTiming();
    const other = await addTestToken(store);
    await load(verifiers, [other]);
    await runConcurrently(REVOCATIONS, CONCURRENCY, async () => {
      const testToken = await addTestToken(store);
      await load(verifiers, [testToken]);
      await pause(60);
      await restrictUnderLoad(group, testToken, revoke);
    });
    await expectAllAccepted(verifiers, other);
  });

  it('reject a token one lease after a revocation that did not wait', async () => {
    const { pause } = randomTiming();
    await runConcurrently(REVOCATIONS, CONCURRENCY, async () => {
      const testToken = await addTestToken(store);
      await load(verifiers, [testToken]);
      await pause(60);
      await revoke(store, testToken, false);
      const leaseEnd = now() + store.leaseMs;
      await sleep(store.leaseMs + 5);
      await expectRejectedSince(verifiers, testToken, leaseEnd);
    });
  });

  it('reject revoked tokens and accept others while another process writes at full speed', async () => {
    const { pause } = randomTiming();
    const other = await addTestToken(store);
    await load(verifiers, [other]);
    const writer = startChild('write-continuously', group.database, other.organizationId, 'wide');
    await writer.waitForOutput('revoke_token');
    const countWrites = () => writer.output().split('revoke_token').length;
    // More than one batch only if the machine is so busy that the other process has not written much.
    for (let batch = 0; batch === 0 || (batch < 5 && countWrites() <= 5); batch += 1) {
      await runConcurrently(REVOCATIONS / 2, CONCURRENCY, async () => {
        const testToken = await addTestToken(store);
        await load(verifiers, [testToken]);
        await pause(60);
        await restrictUnderLoad(group, testToken, revoke);
      });
    }
    writer.process.kill('SIGKILL');
    await writer.ended;
    expect(countWrites()).toBeGreaterThan(5);
    await expectAllAccepted(verifiers, other);
  });
});
