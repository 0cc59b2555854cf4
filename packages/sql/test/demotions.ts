import { createAuthority, type Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { startChild } from './start-child.ts';

const PROCESSES = 2;

/** An organization with an admin, who issues tokens in other processes. */
async function createOrganization(store: Store, database: string) {
  const created = await createAuthority({ store }).createOrganization({
    name: 'Acme Corp',
    admin: { userId: 'ada' },
  });
  if (!created.ok) throw new Error(created.message);
  const organizationId = created.organization.id;
  const userId = 'ada';
  const setRole = async (roleId: string) => {
    const actor = { kind: 'system', id: null } as const;
    // No role has this name, so that the only administrator can be demoted.
    const guard = { administratorRoleName: 'Owner' };
    const base = { type: 'update_member', organizationId, actor, at: Date.now(), ...guard } as const;
    expect(await store.apply({ ...base, userId, roleId })).toMatchObject({ ok: true });
  };
  return {
    organizationId,
    userId,
    promote: () => setRole('admin'),
    demote: () => setRole('viewer'),
    startIssuing: (mode: 'stop' | 'race') =>
      startChild('issue-as-user', database, organizationId, userId, 'admin', mode),
  };
}

/** Expects a process that is stopped after its check, and resumed after a demotion, to issue nothing. */
export async function expectStoppedIssueRejected(store: Store, database: string): Promise<void> {
  const { organizationId, demote, startIssuing } = await createOrganization(store, database);
  const child = startIssuing('stop');
  await child.waitForOutput('ready\n');
  child.process.stdin.write('issue\n');
  await child.waitForOutput('checked\n');
  await demote();
  expect(await store.listTokens({ organizationId, limit: 1 })).toMatchObject({ total: 0 });
  child.process.kill('SIGCONT');
  await child.waitUntil((output) => output.split('\n').length > 3);
  expect(child.output()).toBe('ready\nchecked\nforbidden\n');
  expect(await store.listTokens({ organizationId, limit: 1 })).toMatchObject({ total: 0 });
  child.process.stdin.end();
  await child.ended;
  await store.close();
}

/**
 * Demotes an admin again and again while that admin issues in other processes.
 *
 * @returns How many tokens were issued in all, and how many of them after a demotion.
 */
export async function countIssuesAfterDemotions(store: Store, database: string, demotions: number) {
  const { userId, promote, demote, startIssuing } = await createOrganization(store, database);
  const children = Array.from({ length: PROCESSES }, () => startIssuing('race'));
  const count = { issued: 0, late: 0 };
  for (let demotion = 0; demotion < demotions; demotion += 1) {
    const newest = (await store.changes(Number.MAX_SAFE_INTEGER)).at(-1)?.sequence ?? 0;
    await Promise.all(
      children.map(({ output, waitUntil }) => {
        const before = output().split('issued').length;
        return waitUntil((written) => written.split('issued').length > before);
      }),
    );
    await demote();
    // Long enough for what was in flight to be committed.
    const denied = children.map(({ output, waitUntil }) => {
      const before = output().split('forbidden').length;
      return waitUntil((written) => written.split('forbidden').length > before + 1);
    });
    await Promise.all(denied);
    const changes = (await store.changes(newest)).filter(({ sequence }) => sequence > newest);
    const demoted = changes.findLastIndex((change) => change.userId === userId);
    expect(demoted).toBeGreaterThanOrEqual(0);
    count.issued += changes.filter(({ tokenId }) => tokenId !== null).length;
    count.late += changes.slice(demoted).filter(({ tokenId }) => tokenId !== null).length;
    await promote();
  }
  for (const child of children) child.process.kill('SIGKILL');
  await Promise.all(children.map(({ ended }) => ended));
  await store.close();
  return count;
}
