/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { acme } from './acme.ts';
import { seededRandom } from './seeded-random.ts';
import { startChild } from './start-child.ts';

export interface CrashTest {
  /** The number of processes to kill, one after another. */
  readonly kills: number;
  /** The seed of the random times of the kills. */
  readonly seed: number;
  /** The database, as an argument of a child program. */
  readonly database: string;
  /** An open store on the same database, which contains Acme. */
  readonly store: Store;
  /** Queries that must return no rows, by the inconsistency that they detect. */
  readonly queries: Readonly<Record<string, string>>;
  readonly find: (query: string) => unknown[] | Promise<unknown[]>;
}

/** The commands that a process acknowledged before it was killed, by type. */
type Acknowledged = Map<string, Set<string>>;

/**
 * Kills writing processes, one after another. After each kill, expects every acknowledged command to be stored and no
 * command to be partly applied.
 *
 * @returns The number of acknowledged commands, by type.
 */
export async function runCrashTest(options: CrashTest): Promise<Readonly<Record<string, number>>> {
  const { kills, seed, database, store, queries, find } = options;
  const random = seededRandom(seed);
  const acknowledged: Acknowledged = new Map();
  for (let kill = 0; kill < kills; kill += 1) {
    const child = startChild('write-continuously', database, acme.organizationId, acme.adminRoleId);
    // Waits for output rather than for a time, so that a slow machine tests as much as a fast one.
    const lines = 1 + Math.floor(random() * 16);
    await child.waitUntil((output) => output.split('\n').length > lines);
    await new Promise((resolve) => setTimeout(resolve, random() * 12));
    child.process.kill('SIGKILL');
    expect((await child.ended).signal).toBe('SIGKILL');
    for (const line of child.output().split('\n').slice(1, -1)) {
      const [type = '', ...rest] = line.split(' ');
      acknowledged.set(type, (acknowledged.get(type) ?? new Set()).add(rest.join(' ')));
    }

    // Inconsistencies persist, and checking everything after each of hundreds of kills would take hours.
    if (kill >= CHECK_EVERY && kill % CHECK_EVERY !== 0 && kill < kills - 1) continue;
    for (const [inconsistency, query] of Object.entries(queries)) {
      expect(await find(query), `${inconsistency}, after kill ${kill}`).toEqual([]);
    }
    expect(await findLostCommands(store, acknowledged), `lost after kill ${kill}`).toEqual([]);
  }
  // Otherwise the test has shown nothing.
  expect([...acknowledged.keys()].sort()).toEqual(COMMANDS);
  expect(acknowledged.get('issue_token')?.size).toBeGreaterThanOrEqual(kills / 2);
  return Object.fromEntries([...acknowledged].map(([type, lines]) => [type, lines.size]));
}

/** The database is checked after each of this many kills, and then once per this many. */
const CHECK_EVERY = 25;

/** The commands that the child applies. */
const COMMANDS = [
  'activate_secret',
  'add_member',
  'issue_token',
  'remove_member',
  'retire_secrets',
  'revoke_token',
  'rotate_token',
  'suspend_token',
];

/** Returns the acknowledged commands that are not stored. */
async function findLostCommands(store: Store, acknowledged: Acknowledged): Promise<string[]> {
  const { organizationId } = acme;
  const page = await store.listTokens({ organizationId, limit: 100_000 });
  const tokens = new Map(page.tokens.map((token) => [token.id, token]));
  const members = new Set((await store.listMembers(organizationId)).map(({ userId }) => userId));
  const recordOf = (digest = '') => store.lookup([Uint8Array.from(Buffer.from(digest, 'hex'))]);
  // A removal may have been applied without having been acknowledged.
  const removed = new Set(
    [...tokens.values()].flatMap(({ ownerId, revokedAt }) => (revokedAt === null ? [] : (ownerId ?? []))),
  );
  const isStored: Readonly<Record<string, (id: string, second?: string) => boolean | Promise<boolean>>> = {
    issue_token: (id) => tokens.has(id),
    rotate_token: async (id, digest) => (await recordOf(digest))?.tokenId === id,
    activate_secret: async (_, digest) => (await recordOf(digest))?.secretPending === false,
    // The secret that stays; the consistency queries find one that should have ended.
    retire_secrets: async (id, digest) => (await recordOf(digest))?.tokenId === id,
    suspend_token: (id) => tokens.get(id)?.suspendedAt != null,
    revoke_token: (id) => tokens.get(id)?.revokedAt != null,
    add_member: (userId) => members.has(userId) || removed.has(userId),
    remove_member: (id, userId = '') => tokens.get(id)?.revokedAt != null && !members.has(userId),
  };
  const lost: string[] = [];
  for (const [type, lines] of acknowledged) {
    for (const line of lines) {
      const [id = '', second] = line.split(' ');
      if ((await isStored[type]?.(id, second)) !== true) lost.push(`${type} ${line}`);
    }
  }
  return lost;
}
