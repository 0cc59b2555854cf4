/// <reference types="node" />
import { applyAndWait } from '@lynk-auth/authority';
import { describe, expect, it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { randomTiming, sleep } from './random-timing.ts';
import { now } from './start-verifier.ts';
import { startVerifiersOnPostgres, startVerifiersOnSqlite } from './start-verifiers.ts';
import { addTestToken, restrictions, revocation } from './test-tokens.ts';
import { expectAllAccepted, expectRejectedSince, load, restrictUnderLoad } from './verification-load.ts';

const HOUR = 3_600_000;

/** Restrictions at a time of the wall clock, which a wrong wall clock delays. */
const timed = ['a token that expires earlier', 'the end of an overlap'];
const immediate = Object.entries(restrictions).filter(([name]) => !timed.includes(name));

const groups = [
  ['on Postgres', await startVerifiersOnPostgres(await startPostgres())],
  ['on one SQLite file', await startVerifiersOnSqlite(temporaryFolder()())],
] as const;

describe.each(groups)('%s', (_, group) => {
  const { store, verifiers } = group;

  it('wall clocks that step back and forward keep no restricted token accepted', async () => {
    const { pause, pick, integer } = randomTiming();
    let done = false;
    let steps = 0;
    const stepClocks = async () => {
      while (!done) {
        // About one lease or much more, in both directions.
        const error = pick([50, 120, 5000, HOUR]) * (integer(2) === 0 ? 1 : -1);
        await pick<(typeof verifiers)[number]>(verifiers).setClock(error);
        steps += 1;
        await pause(40);
      }
    };
    const other = await addTestToken(store);
    await load(verifiers, [other]);
    const stepping = stepClocks();
    for (const [, { kind, restrict }] of immediate) {
      const testToken = await addTestToken(store, kind);
      await load(verifiers, [testToken]);
      await pause(80);
      await restrictUnderLoad(group, testToken, restrict);
    }
    done = true;
    await stepping;
    expect(steps).toBeGreaterThan(20);
    await expectAllAccepted(verifiers, other);
  });

  it('a later end of an overlap applies at its time in all processes', async () => {
    await Promise.all(verifiers.map((verifier) => verifier.setClock(0)));
    const testToken = await addTestToken(store, revocation.kind);
    await load(verifiers, [testToken]);
    const at = Date.now();
    const overlapUntil = at + 1500;
    const endsAt = now() + (overlapUntil - Date.now());
    const outcome = await applyAndWait(store, {
      type: 'rotate_token',
      organizationId: testToken.organizationId,
      tokenId: testToken.id,
      actor: { kind: 'system', id: null },
      at,
      mask: 'lynk_live_eTQw…',
      digest: crypto.getRandomValues(new Uint8Array(32)),
      overlapUntil,
      drainUntil: overlapUntil,
    });
    expect(outcome).toMatchObject({ ok: true });
    const responses = await Promise.all(verifiers.map((verifier) => verifier.verify(testToken.request)));
    // Unless this took longer than the overlap.
    if (now() < endsAt) for (const response of responses) expect(response.outcome).toBe('accepted');
    await sleep(Math.max(0, endsAt - now()) + 20);
    // The resolution of the wall clock is one millisecond.
    await expectRejectedSince(verifiers, testToken, endsAt + 2);
  });
});
