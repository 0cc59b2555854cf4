/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { isLynkStoreError } from '../../src/errors.ts';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { randomTiming, sleep } from './random-timing.ts';
import { now } from './start-verifier.ts';
import { startVerifiersOnPostgres, startVerifiersOnSqlite } from './start-verifiers.ts';
import { addTestToken, addTestTokens, restrictions, revocation, revoke } from './test-tokens.ts';
import { expectAllAccepted, expectRejectedSince, load, restrictUnderLoad } from './verification-load.ts';

const STOPS = 16;
const KILLS = 3;

const all = Object.values(restrictions);
const groups = [
  ['on Postgres', await startVerifiersOnPostgres(await startPostgres())],
  ['on one SQLite file', await startVerifiersOnSqlite(temporaryFolder()())],
] as const;

describe.each(groups)('%s', (_, group) => {
  const { store } = group;
  const verifiers = [...group.verifiers];

  it(`a process that is stopped and resumed ${STOPS} times applies the restrictions of the meantime`, async () => {
    const { pause, pick } = randomTiming();
    const other = await addTestToken(store);
    await load(verifiers, [other]);
    for (let stop = 0; stop < STOPS; stop += 1) {
      const { kind, restrict } = all[stop % all.length] ?? revocation;
      const testToken = await addTestToken(store, kind);
      await load(verifiers, [testToken]);
      const stopped = pick(verifiers).process;
      await pause(60);
      stopped.kill('SIGSTOP');
      await pause(30);
      // The restriction does not wait for the stopped process, whose lease expires.
      await restrict(store, testToken).catch((error: unknown) => {
        if (!isLynkStoreError(error) || error.code !== 'store_busy') throw error;
        // The process was stopped while it wrote its uses, and SQLite's lock is not released before it resumes.
        stopped.kill('SIGCONT');
        return restrict(store, testToken);
      });
      const resolved = now();
      await pause(30);
      stopped.kill('SIGCONT');
      await expectRejectedSince(verifiers, testToken, resolved);
    }
    await expectAllAccepted(verifiers, other);
  });

  it('processes that stop and resume continuously reject revoked tokens', async () => {
    const { pause, pick } = randomTiming();
    let done = false;
    const stopAndResume = async () => {
      while (!done) {
        const target = pick(verifiers).process;
        target.kill('SIGSTOP');
        await pause(150);
        target.kill('SIGCONT');
        await pause(20);
      }
    };
    const stopping = stopAndResume();
    const testTokens = await addTestTokens(store, STOPS / 2);
    await load(verifiers, testTokens);
    await Promise.all(
      testTokens.map(async (testToken) => {
        await pause(2000);
        await restrictUnderLoad(group, testToken, revoke);
      }),
    );
    done = true;
    await stopping;
  });

  it('a killed verifier delays no revocation, and its successor rejects the token', async () => {
    const { pause, integer } = randomTiming();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const testToken = await addTestToken(store);
      await load(verifiers, [testToken]);
      await pause(60);
      const revoked = revoke(store, testToken).then(now);
      await pause(60);
      const [killed] = verifiers.splice(integer(verifiers.length), 1);
      killed?.process.kill('SIGKILL');
      await expectRejectedSince(verifiers, testToken, await revoked);
      const next = await group.startVerifier();
      expect(await next.verify(testToken.request)).toMatchObject({ reason: 'revoked' });
      verifiers.push(next);
    }
  });

  it('when the revoking process is killed, resolved revocations apply and started ones apply or never happened', async () => {
    const { pause } = randomTiming();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const testTokens = await addTestTokens(store, 6);
      await load(verifiers, testTokens);
      const revoker = startChild('revoke-tokens', group.database, JSON.stringify(testTokens));
      await revoker.waitForOutput('ready');
      await pause(500);
      revoker.process.kill('SIGKILL');
      await revoker.ended;
      const resolved = new Map(
        revoker
          .output()
          .split('\n')
          .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
          .map(({ id, at }) => [id, at]),
      );
      const ended = now();
      await sleep(store.leaseMs + 5);
      for (const testToken of testTokens) {
        const token = await store.getToken(testToken.organizationId, testToken.id);
        const at = resolved.get(testToken.id);
        if (at !== undefined) expect(token?.revokedAt).not.toBeNull();
        // The process was killed before the lease had passed, so this revocation applies one lease later.
        if (token?.revokedAt != null) {
          await expectRejectedSince(verifiers, testToken, at ?? ended + store.leaseMs);
        } else {
          for (const verifier of verifiers) {
            expect(Object.keys(await verifier.unload(testToken.id))).toEqual(['accepted']);
          }
        }
      }
    }
  });
});
