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
/** Ten milliseconds: a hundred changes a second. */
const BETWEEN_MS = 10;

const SYSTEM = { kind: 'system', id: null } as const;

/** Eight processes that verify, while a hundred changes a second go by, against the same without changes. */
export const fleetGroup: Group = {
  title: `a verification by ${PROCESSES} processes on all cores under 100 changes a second, over one without changes`,
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
  // Others are verified than are changed, or else the changed ones would be refused.
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

/** Nanoseconds that pass for each verification that was accepted, whichever process did it. */
async function runAll(children: readonly Child[]): Promise<number> {
  for (const child of children) await child.next();
  for (const child of children) child.go();
  const lines = await Promise.all(children.map((child) => child.next<{ accepted: number }>()));
  return (RUN_MS * 1e6) / lines.reduce((sum, { accepted }) => sum + accepted, 0);
}

/** Suspends and resumes tokens, and waits for none of it. */
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
    await setTimeout(Math.max(0, started + (count + 1) * BETWEEN_MS - performance.now()));
  }
  await Promise.all(running);
}
