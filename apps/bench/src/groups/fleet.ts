import { setTimeout } from 'node:timers/promises';
import { launchPostgres } from '@lynk-auth/test-kit/postgres';
import { createFixture, type Fixture } from '../create-fixture.ts';
import type { Place } from '../places/place.ts';
import { createPostgresPlace } from '../places/postgres-place.ts';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import type { Group, Row } from '../row.ts';
import { type Child, startChild } from '../start-child.ts';

const PROCESSES = 8;
const RUN_MS = 3000;
const ROUNDS = 3;
/** A hundred changes per second. */
const CHANGE_INTERVAL_MS = 10;

const SYSTEM = { kind: 'system', id: null } as const;

/** Compares eight processes that verify during a hundred changes per second with the same without changes. */
export const fleetGroup: Group = {
  title: `verify in ${PROCESSES} processes on all cores during 100 changes per second, relative to no changes`,
  async run() {
    const sqlite = await measure('one SQLite file', await createSqlitePlace());
    const postgres = await launchPostgres();
    try {
      return [sqlite, await measure('Postgres', await createPostgresPlace(postgres))];
    } finally {
      await postgres.remove();
    }
  },
};

async function measure(name: string, place: Place): Promise<Row> {
  const fixture = await createFixture(place);
  // The verified tokens do not change, because suspended tokens would be rejected.
  const verified = JSON.stringify(fixture.tokens.slice(0, 500));
  const children = Array.from({ length: PROCESSES }, () =>
    startChild('verify', [place.address, verified, String(RUN_MS)]),
  );
  let value = Number.POSITIVE_INFINITY;
  let floor = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    floor = Math.min(floor, await runAll(children));
    const changing = new AbortController();
    const changes = change(place.store, fixture, changing.signal);
    value = Math.min(value, await runAll(children));
    changing.abort();
    await changes;
  }
  for (const child of children) child.end();
  await fixture.close();
  return { name, value, floor, unit: 'ns' };
}

/** Returns the nanoseconds per accepted verification, over all processes. */
async function runAll(children: readonly Child[]): Promise<number> {
  for (const child of children) await child.next();
  for (const child of children) child.go();
  const lines = await Promise.all(children.map((child) => child.next<{ accepted: number }>()));
  return (RUN_MS * 1e6) / lines.reduce((sum, { accepted }) => sum + accepted, 0);
}

/** Suspends and resumes tokens without waiting for the results. */
async function change(
  { apply }: Place['store'],
  { organizationId, ids }: Fixture,
  signal: AbortSignal,
): Promise<void> {
  const running = new Set<Promise<unknown>>();
  const started = performance.now();
  for (let count = 0; !signal.aborted; count += 1) {
    const tokenId = ids[500 + ((count >> 1) % 500)] as string;
    const type = count % 2 === 0 ? 'suspend_token' : 'resume_token';
    const changed = apply({ type, organizationId, tokenId, actor: SYSTEM, at: Date.now() });
    running.add(changed);
    void changed.finally(() => running.delete(changed));
    await setTimeout(Math.max(0, started + (count + 1) * CHANGE_INTERVAL_MS - performance.now()));
  }
  await Promise.all(running);
}
