/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { acme } from './acme.ts';
import { seeded } from './seeded.ts';
import { startChild } from './start-child.ts';

/** What is crashed, and what must hold afterwards. */
export interface Crash {
  readonly kills: number;
  /** For when the kills come. */
  readonly seed: number;
  /** Where the database is, for a child. */
  readonly where: string;
  /** On the same database, with Acme in it. It lives. */
  readonly store: Store;
  /** Queries that must find nothing, by what they would find. */
  readonly queries: Readonly<Record<string, string>>;
  readonly find: (query: string) => unknown[] | Promise<unknown[]>;
}

/** What was answered before a process was killed, by the command. */
type Said = Map<string, Set<string>>;

/**
 * Kills processes that write, one after the other, and looks whether all that was answered is there,
 * and nothing is half done.
 *
 * @returns How many commands of each type were answered.
 */
export async function crash(options: Crash): Promise<Readonly<Record<string, number>>> {
  const { kills, seed, where, store, queries, find } = options;
  const random = seeded(seed);
  const said: Said = new Map();
  for (let kill = 0; kill < kills; kill += 1) {
    const child = startChild('write-for-ever', where, acme.organizationId, acme.adminRoleId);
    // By what it has done and not by the clock: so a slow machine shows as much as a fast one.
    const lines = 1 + Math.floor(random() * 16);
    await child.reaches((text) => text.split('\n').length > lines);
    await new Promise((resolve) => setTimeout(resolve, random() * 12));
    child.process.kill('SIGKILL');
    expect((await child.ended).signal).toBe('SIGKILL');
    for (const line of child.output().split('\n').slice(1, -1)) {
      const [type = '', ...rest] = line.split(' ');
      said.set(type, (said.get(type) ?? new Set()).add(rest.join(' ')));
    }

    // What is half done or lost stays so. To look at everything after each of hundreds of kills takes hours.
    if (kill >= LOOKED_AT && kill % LOOKED_AT !== 0 && kill < kills - 1) continue;
    for (const [what, query] of Object.entries(queries)) {
      expect(await find(query), `${what}, after kill ${kill}`).toEqual([]);
    }
    expect(await lostOf(store, said), `lost after kill ${kill}`).toEqual([]);
  }
  // Otherwise this has shown nothing.
  expect([...said.keys()].sort()).toEqual(COMMANDS);
  expect(said.get('issue_token')?.size).toBeGreaterThanOrEqual(kills / 2);
  return Object.fromEntries([...said].map(([type, answered]) => [type, answered.size]));
}

/** After each of so many kills, and then after every so manyth. */
const LOOKED_AT = 25;

/** What the child does. */
const COMMANDS = [
  'activate_secret',
  'add_member',
  'issue_token',
  'remove_member',
  'revoke_token',
  'rotate_token',
  'suspend_token',
];

/** What was answered, and is not there. */
async function lostOf(store: Store, said: Said): Promise<string[]> {
  const { organizationId } = acme;
  const tokens = new Map((await store.listTokens({ organizationId })).map((token) => [token.id, token]));
  const members = new Set((await store.listMembers(organizationId)).map(({ userId }) => userId));
  const recordOf = (digest = '') => store.lookup([Uint8Array.from(Buffer.from(digest, 'hex'))]);
  // A removal that was not answered may have been carried out.
  const removed = new Set(
    [...tokens.values()].flatMap(({ ownerId, revokedAt }) => (revokedAt === null ? [] : (ownerId ?? []))),
  );
  const holds: Readonly<Record<string, (id: string, second?: string) => boolean | Promise<boolean>>> = {
    issue_token: (id) => tokens.has(id),
    rotate_token: async (id, digest) => (await recordOf(digest))?.tokenId === id,
    activate_secret: async (_, digest) => (await recordOf(digest))?.secretPending === false,
    suspend_token: (id) => tokens.get(id)?.suspendedAt != null,
    revoke_token: (id) => tokens.get(id)?.revokedAt != null,
    add_member: (userId) => members.has(userId) || removed.has(userId),
    remove_member: (id, userId = '') => tokens.get(id)?.revokedAt != null && !members.has(userId),
  };
  const lost: string[] = [];
  for (const [type, answered] of said) {
    for (const line of answered) {
      const [id = '', second] = line.split(' ');
      if ((await holds[type]?.(id, second)) !== true) lost.push(`${type} ${line}`);
    }
  }
  return lost;
}
