import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createAuthority } from '../create-authority.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { Outcome } from '../outcome.ts';
import { createStoreSource } from '../source/create-store-source.ts';
import { applyAndWait } from './apply-and-wait.ts';
import type { Store } from './store.ts';
import { waitForLease } from './wait-for-lease.ts';

const LEASE = 60;

/** Creates an organization over a store with a lease, as if other processes read it. */
const createLeasedOrganization = () => {
  const store: Store = { ...createMemoryStore(), leaseMs: LEASE };
  return createTestOrganization({}, store);
};

async function durationOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

it('resolves a revocation one lease after its commit, each time, and at once with wait: false', async () => {
  const { authority, admin, store } = await createLeasedOrganization();
  const ada = authority.as(admin);
  const tokens = [];
  for (const name of ['a', 'b']) tokens.push(expectOk(await ada.issuePersonalToken({ name })));
  const [first, second] = tokens;
  if (first === undefined || second === undefined) throw new Error('There are two.');

  let done = false;
  const revoked = ada.revokeToken(first.token.id).then(() => {
    done = true;
  });
  while ((await store.getToken(admin.organizationId, first.token.id))?.revokedAt === null) await null;
  expect(done).toBe(false);
  expect(await durationOf(() => revoked)).toBeGreaterThan(LEASE - 10);
  // The response to the first call may have been lost before the wait was over.
  expect(await durationOf(() => ada.revokeToken(first.token.id))).toBeGreaterThan(LEASE);
  expect(await durationOf(() => ada.revokeByToken(first.secret.reveal()))).toBeGreaterThan(LEASE);
  expect(await durationOf(() => ada.revokeToken(second.token.id, { wait: false }))).toBeLessThan(LEASE);
  expect(await store.getToken(admin.organizationId, second.token.id)).not.toMatchObject({ revokedAt: null });
});

it('waits for an earlier expiry, but not for a later one or a new name', async () => {
  const { authority, admin } = await createLeasedOrganization();
  const ada = authority.as(admin);
  const { token } = expectOk(await ada.issuePersonalToken({ name: 'n', expiresAt: START + 2 * DAY }));
  expect(await durationOf(() => ada.updateToken(token.id, { expiresAt: START + DAY }))).toBeGreaterThan(
    LEASE,
  );
  expect(await durationOf(() => ada.updateToken(token.id, { name: 'm' }))).toBeLessThan(LEASE);
  expect(await durationOf(() => ada.updateToken(token.id, { expiresAt: START + 2 * DAY }))).toBeLessThan(
    LEASE,
  );
});

it('resolves at once for a failure, and for a store with a lease of 0', async () => {
  const { store, admin } = await createLeasedOrganization();
  const { organizationId } = admin;
  const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
  const unknown = { ...base, type: 'revoke_token', tokenId: 'none' } as const;
  expect(await durationOf(() => applyAndWait(store, unknown))).toBeLessThan(LEASE);
  const alone = createMemoryStore();
  const removal = { ...base, type: 'remove_member', userId: 'none', administratorRoleName: 'Admin' } as const;
  expect(await durationOf(() => applyAndWait(alone, removal))).toBeLessThan(LEASE);
});

it('rejects a wrong option of a revocation, and revokes nothing', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const ada = authority.as(admin);
  const { token } = expectOk(await ada.issuePersonalToken({ name: 'n' }));
  for (const options of [{ wiat: true }, { wait: 'no' }, null]) {
    await expect(ada.revokeToken(token.id, options as never)).rejects.toMatchObject({
      code: 'configuration',
    });
  }
  expect(await store.getToken(admin.organizationId, token.id)).toMatchObject({ revokedAt: null });
});

it('rejects a store without a lease, and applies nothing', async () => {
  const { admin, store, authority } = await createTestOrganization();
  const { token } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  const { organizationId } = admin;
  const actor = { kind: 'system', id: null } as const;
  const command = { type: 'revoke_token', organizationId, actor, at: START, tokenId: token.id } as const;
  for (const leaseMs of [undefined, Number.NaN, Number.POSITIVE_INFINITY, -1, '100', 100n, [100]]) {
    const wrong = { ...store, leaseMs } as Store;
    await expect(applyAndWait(wrong, command)).rejects.toMatchObject({ code: 'configuration' });
    expect(() => createStoreSource(wrong)).toThrow('store.leaseMs must be a finite number');
  }
  expect(await store.getToken(organizationId, token.id)).toMatchObject({ revokedAt: null });
});

it('waits for the lease that the store had at first, whatever its property says later', async () => {
  for (const later of [0, Number.NaN, undefined]) {
    let leaseMs: unknown = LEASE;
    const store = Object.defineProperty({ ...createMemoryStore() }, 'leaseMs', { get: () => leaseMs });
    const { authority, admin, organizationId } = await createTestOrganization({}, store);
    const directory = { getMember: async () => null };
    const withDirectory = createAuthority({ store, directory });
    const origin = { clientIp: '192.0.2.1' };
    const { token } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
    leaseMs = later;
    const manage = authority.as(admin, origin);
    expect(authority.source.freshness).toMatchObject({ leaseMs: LEASE });
    for (const end of [
      () => manage.rotateToken(token.id, { overlapSeconds: 0 }),
      () => manage.revokeToken(token.id),
      () => authority.updateSystemRoles(),
      () => withDirectory.directoryChanged({ organizationId }),
    ]) {
      expect(await durationOf(async () => expectOk((await end()) as Outcome<object>))).toBeGreaterThan(LEASE);
    }
  }
});

it('waits by the clock, however early the timer is', async () => {
  let now = 0;
  const sleeps: number[] = [];
  const sleep = async (milliseconds: number) => {
    sleeps.push(milliseconds);
    now += Math.max(1, milliseconds / 2);
  };
  await waitForLease(100, { monotonic: () => now, sleep });
  expect(now).toBeGreaterThan(102);
  expect(sleeps.length).toBeGreaterThan(3);
});
