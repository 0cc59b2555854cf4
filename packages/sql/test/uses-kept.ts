import { createAuthority, type Store, systemActor } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { acme, addAcme } from './acme.ts';
import { seededRandom } from './seeded-random.ts';
import { startChild } from './start-child.ts';

/** A database in which processes write the uses of tokens. */
export interface UsesTest {
  readonly store: Store;
  /** The database, as an argument of a child program. */
  readonly database: string;
  readonly read: (query: string) => unknown[] | Promise<unknown[]>;
}

const ROUNDS = 6;
const PROCESSES = 2;

/** Queries that must return no rows, whatever was killed. */
const inconsistencies: Readonly<Record<string, string>> = {
  'calls that are on no day': `select digest from secret_uses where calls <>
    (select sum(use_days.calls) from use_days where use_days.digest = secret_uses.digest)`,
  'days of a secret that was not used':
    'select digest from use_days where digest not in (select digest from secret_uses)',
  'addresses of a secret that was not used':
    'select digest from use_addresses where digest not in (select digest from secret_uses)',
  'more addresses than are kept': 'select digest from use_addresses group by digest having count(*) > 16',
  'a token without the last use of its secret': `select secrets.token_number from secret_uses
    inner join secrets on secrets.digest = secret_uses.digest
    left join token_uses on token_uses.token_number = secrets.token_number
    where token_uses.last_used_at is null or token_uses.last_used_at <> secret_uses.last_used_at`,
};

/**
 * Kills processes while they write uses. Each process has a token of its own, and all share one. A batch is stored as a whole
 * or not at all: no use is counted twice, and only those are lost that were counted since the last write.
 */
export async function expectUsesKept({ store, database, read }: UsesTest, seed: number): Promise<void> {
  await addAcme(store);
  const manage = createAuthority({ store }).as(systemActor(acme.organizationId));
  const issue = async () => {
    const issued = await manage.issuePersonalToken({ name: 'ci', ownerId: acme.userId });
    if (!issued.ok) throw new Error(issued.message);
    return { id: issued.token.id, plain: issued.secret.reveal() };
  };
  const callsOf = async (id: string) =>
    (await store.listSecrets(acme.organizationId, id)).reduce(
      (sum, { usage }) => sum + (usage?.calls ?? 0),
      0,
    );
  const shared = await issue();
  const own = await Promise.all(Array.from({ length: PROCESSES }, issue));
  const random = seededRandom(seed);
  /** How often each own token was used, as it is stored. */
  const stored = own.map(() => 0);
  let killedWhileWriting = 0;

  for (let round = 0; round < ROUNDS; round += 1) {
    const children = own.map(({ plain }) => startChild('record-uses', database, plain, shared.plain));
    const waits = children.map((child) => child.waitUntil((output) => output.split('written').length > 3));
    await Promise.all(waits);
    // All at once, or one while the others go on.
    for (const child of children) {
      await new Promise((resolve) => setTimeout(resolve, random() * 30));
      child.process.kill('SIGKILL');
    }
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(ends.map(({ signal }) => signal)).toEqual(children.map(() => 'SIGKILL'));
    for (const [index, child] of children.entries()) {
      const last = (word: string) =>
        Number(
          child
            .output()
            .match(new RegExp(`^${word} \\d+$`, 'gm'))
            ?.at(-1)
            ?.slice(word.length) ?? 0,
        );
      const [written, counted] = [last('written'), last('counted')];
      const before = stored[index] ?? 0;
      const calls = await callsOf(own[index]?.id ?? '');
      // A count that was not printed yet may have been written, by no more than one turn.
      expect([before + written, before + counted]).toContain(calls);
      if (counted > written) killedWhileWriting += 1;
      stored[index] = calls;
    }
    expect(await callsOf(shared.id)).toBe(stored.reduce((sum, calls) => sum + calls, 0));
    for (const [name, query] of Object.entries(inconsistencies)) expect(await read(query), name).toEqual([]);
  }
  // Otherwise the test would show nothing.
  expect(killedWhileWriting).toBeGreaterThan(0);
}
