import { setImmediate } from 'node:timers/promises';
import { createStoreSource } from '@lynk-auth/authority';
import { createPrincipal } from '@lynk-auth/core';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { createFixture } from '../create-fixture.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import { openBareWriter } from '../places/bare-writer.ts';
import type { Place } from '../places/place.ts';
import { quantile } from '../quantile.ts';
import { createRow, type Group, type Row, type Sample } from '../row.ts';

const ROUNDS = 7;
const TOKENS = 10_000;
/** How many tokens one transaction writes. */
const BATCH = 100;

/** Compares writing the uses of many tokens with writing as many rows, and verification beside it with verification alone. */
export const usesGroup: Group = {
  title: `elapsed time of writing the uses of ${TOKENS.toLocaleString('en')} tokens, and of a turn of the event loop that verifies one token`,
  run: () => onBothDatabases(measure),
};

async function measure(name: string, place: Place): Promise<readonly Row[]> {
  const { management, tokens, ids, organizationId, close } = await createFixture(place, TOKENS);
  const digests = await place.digests(TOKENS);
  const source = createStoreSource(place.store);
  const verifier = createVerifier({ source, observe: null });
  const about = { kind: 'service', tokenId: ids[0] as string, organizationId } as const;
  const principal = createPrincipal({ ...about, permissions: [], expiresAt: null });
  const counters = digests.map((digest) => source.trackUse?.({ digest, principal, keepsMemory: false }));
  const bare = await openBareWriter(place.address);
  const used = tokens.slice(0, 100);
  for (const token of used) await verifier.verify(token);

  const written: Sample[] = [];
  const turns: Sample[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await time(async () => {
      for (let row = 0; row < TOKENS; row += BATCH) await bare.write(BATCH);
    });
    for (const counter of counters)
      counter?.record(Date.now(), { clientIp: '192.0.2.7', userAgent: 'bench' });
    const beside = verifyUntilStopped(verifier, used);
    const value = await time(async () => source.flush?.());
    const during = await beside.stop();
    const alone = verifyUntilStopped(verifier, used);
    await new Promise((resolve) => setTimeout(resolve, value));
    written.push({ value, floor });
    turns.push({ value: quantile(during, 0.99), floor: quantile(await alone.stop(), 0.99) });
  }
  const last = await management.listSecrets(ids.at(-1) as string);
  if (!last.ok || last.secrets[0]?.calls !== ROUNDS) throw new Error('The uses were not written.');
  await bare.close();
  await verifier.close();
  await close();
  return [
    createRow(`${name}, writing the uses`, written, { unit: 'ms' }),
    createRow(`${name}, a verification beside it, p99`, turns, { unit: 'ms', by: 'difference' }),
  ];
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Verifies tokens, one in each turn of the event loop. `stop` returns the milliseconds of each turn. */
function verifyUntilStopped(verifier: Verifier, tokens: readonly string[]) {
  const turns: number[] = [];
  let stopped = false;
  const run = async () => {
    for (let turn = 0; !stopped; turn += 1) {
      const started = performance.now();
      await setImmediate();
      const { ok } = await verifier.verify(tokens[turn % tokens.length] as string);
      if (!ok) throw new Error('A token was rejected.');
      turns.push(performance.now() - started);
    }
    return turns;
  };
  const running = run();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}
