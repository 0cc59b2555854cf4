import {
  createAuthority,
  type Management,
  type Outcome,
  type Store,
  systemActor,
} from '@lynk-auth/authority';
import { expect } from 'vitest';

const ROUNDS = 4;
const organizationId = 'acme';
const users = ['ada', 'bob'] as const;

type Call = (manage: Management, userId: string) => Promise<Outcome<object>>;

const wait = { wait: false };

/** Ways to end an administrator, each with its reversal. */
const endings: readonly (readonly [end: Call, undo: Call])[] = [
  [
    (manage, userId) => manage.updateMember(userId, { roleId: 'viewer' }, wait),
    (manage, userId) => manage.updateMember(userId, { roleId: 'admin' }, wait),
  ],
  [(manage, userId) => manage.suspendMember(userId, wait), (manage, userId) => manage.resumeMember(userId)],
  [
    (manage, userId) => manage.removeMember(userId, wait),
    (manage, userId) => manage.addMember({ userId, roleId: 'admin' }),
  ],
];

/**
 * Expects one of two administrators to remain when each is ended at the same time, over a connection of its own: by the
 * other one, and by the system.
 */
export async function expectAdministratorKept(stores: readonly [Store, Store]): Promise<void> {
  const [one, other] = stores.map((store) => createAuthority({ store }));
  if (one === undefined || other === undefined) throw new Error('The test needs two stores.');
  await one.createOrganization({ id: organizationId, name: 'Acme Corp', admin: { userId: 'ada' } });
  const system = one.as(systemActor(organizationId));
  expect(await system.addMember({ userId: 'bob', roleId: 'admin' })).toMatchObject({ ok: true });
  const asUsers = [
    one.as({ kind: 'user', organizationId, userId: 'bob' }),
    other.as({ kind: 'user', organizationId, userId: 'ada' }),
  ] as const;
  const asSystem = [system, other.as(systemActor(organizationId))] as const;

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [end, undo] of endings) {
      for (const [actors, reasons] of [
        [asUsers, ['forbidden', 'last_administrator']],
        [asSystem, ['last_administrator']],
      ] as const) {
        const outcomes = await Promise.all(
          users.map((userId, index) => end(actors[index] ?? system, userId)),
        );
        const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
        expect(failures).toHaveLength(1);
        expect(reasons).toContain(failures[0]);
        const members = await stores[0].listMembers(organizationId);
        const active = members.filter(
          ({ role, suspendedAt }) => role.system && role.id === 'admin' && suspendedAt === null,
        );
        expect(active).toHaveLength(1);
        for (const userId of users) {
          if (userId !== active[0]?.userId) expect(await undo(system, userId)).toMatchObject({ ok: true });
        }
      }
    }
  }
  for (const store of stores) await store.close();
}
