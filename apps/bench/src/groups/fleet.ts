import { setTimeout } from 'node:timers/promises';
import { createFixture, type Fixture } from '../create-fixture.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import type { Place } from '../places/place.ts';
import { createRow, type Group, type Row, type Sample } from '../row.ts';
import { type Child, startChild } from '../start-child.ts';

const PROCESSES = 8;
const RUN_MS = 3000;
const ROUNDS = 7;
/** A hundred changes per second. */
const CHANGE_INTERVAL_MS = 10;
const YEAR_MS = 365 * 86_400_000;

/** Compares eight processes that verify during a hundred changes per second with the same without changes. */
export const fleetGroup: Group = {
  title: `processor time of verify in ${PROCESSES} processes during 100 changes per second, relative to no changes`,
  run: () =>
    onBothDatabases(async (name, place) => [
      await measure(name === 'SQLite' ? 'one SQLite file' : name, place),
    ]),
};

async function measure(name: string, place: Place): Promise<Row> {
  const fixture = await createFixture(place);
  const verified = JSON.stringify(fixture.tokens.slice(0, 500));
  const children = Array.from({ length: PROCESSES }, () =>
    startChild('children/verify', [place.address, verified, String(RUN_MS)]),
  );
  const samples: Sample[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await runAll(children);
    const changing = new AbortController();
    const changes = change(fixture, changing.signal);
    const value = await runAll(children);
    changing.abort();
    await changes;
    samples.push({ value, floor });
  }
  for (const child of children) child.end();
  await fixture.close();
  return createRow(name, samples, { unit: 'ns' });
}

/** Returns the processor nanoseconds per accepted verification, over all processes. */
async function runAll(children: readonly Child[]): Promise<number> {
  for (const child of children) await child.next();
  for (const child of children) child.go();
  const lines = await Promise.all(
    children.map((child) => child.next<{ accepted: number; nanoseconds: number }>()),
  );
  const sum = (name: 'accepted' | 'nanoseconds') => lines.reduce((total, line) => total + line[name], 0);
  return sum('nanoseconds') / sum('accepted');
}

/** Moves the expiry of tokens that are not verified, without waiting for the results. */
async function change({ management, ids }: Fixture, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<unknown>>();
  const started = performance.now();
  for (let count = 0; !signal.aborted; count += 1) {
    const expiresAt = Date.now() + YEAR_MS + count;
    const changed = management.updateToken(ids[500 + (count % 500)] as string, { expiresAt });
    running.add(changed);
    void changed.finally(() => running.delete(changed));
    await setTimeout(Math.max(0, started + (count + 1) * CHANGE_INTERVAL_MS - performance.now()));
  }
  for (const changed of (await Promise.all(running)) as Awaited<
    ReturnType<typeof management.updateToken>
  >[]) {
    if (!changed.ok) throw new Error(changed.message);
  }
}
