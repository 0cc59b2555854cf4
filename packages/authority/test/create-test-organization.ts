import type { Principal, SecurityToken } from '@lynk-auth/core';
import { createVerifier } from '@lynk-auth/verifier';
import { systemActor, type UserActor } from '../src/access/actor.ts';
import type { lynkSystemRoles } from '../src/access/lynk-permissions.ts';
import { type Authority, createAuthority } from '../src/create-authority.ts';
import { createMemoryStore } from '../src/memory/create-memory-store.ts';
import type { Outcome } from '../src/outcome.ts';
import type { Policies } from '../src/policies/policies.ts';
import type { Store } from '../src/store/store.ts';

export const START = Date.UTC(2030, 0, 1);
export const DAY = 86_400_000;

export type RoleName = keyof typeof lynkSystemRoles;

/** Returns a successful outcome. A failure throws, which ends the test. */
export function expectOk<Result extends object>(outcome: Outcome<Result>): Readonly<Result> {
  if (!outcome.ok) throw new Error(`rejected: ${outcome.reason}`);
  return outcome;
}

/** Creates a store, an authority and a verifier with one clock that the test advances, and an organization. */
export async function createTestOrganization(policies?: Policies, store: Store = createMemoryStore()) {
  let now = START;
  const clock = { wall: () => now, monotonic: () => now };
  const authority = createAuthority({ store, clock, policies });
  const verifier = createVerifier({ source: authority.source, clock, observe: null });

  /** Creates an organization with one member of each system role. */
  const addOrganization = async (name: string) => {
    const userId = crypto.randomUUID();
    const { organization, roles } = expectOk(
      await authority.createOrganization({ name, admin: { userId, name: 'Ada' } }),
    );
    const { id: organizationId } = organization;
    const system = systemActor(organizationId);
    const roleId = (role: RoleName) => roles.find((each) => each.name === role)?.id ?? '';
    const addMember = async (role: RoleName): Promise<UserActor> => {
      const input = { name: role, email: 'x@example.com', roleId: roleId(role) };
      const { member } = expectOk(await authority.as(system).addMember(input));
      return { kind: 'user', organizationId, userId: member.userId };
    };
    return {
      organizationId,
      system,
      roleId,
      addMember,
      admin: { kind: 'user', organizationId, userId } as UserActor,
      operator: await addMember('Operator'),
      viewer: await addMember('Viewer'),
    };
  };

  return {
    ...{ authority, store, verifier, clock, addOrganization },
    ...(await addOrganization('Acme Corp')),
    advance: (ms: number) => {
      now += ms;
    },
    /** Returns the principal of a token, as a plugin would. */
    principalOf: async (secret: SecurityToken): Promise<Principal> => {
      const result = await verifier.verify(secret.reveal());
      if (!result.ok) throw new Error(`rejected: ${result.reason}`);
      return result.principal;
    },
  };
}

/** Creates an organization with custom roles, whose ids are their names. */
export async function createOrganizationWithRoles(
  store: Store,
  authority: Authority,
  roles: Readonly<Record<string, readonly string[]>>,
) {
  const organizationId = crypto.randomUUID();
  const created = await store.apply({
    type: 'create_organization',
    organizationId,
    actor: { kind: 'system', id: null },
    at: START,
    name: 'Custom',
    roles: Object.entries(roles).map(([name, permissions]) => ({
      id: name,
      name,
      permissions,
      system: false,
    })),
  });
  if (!created.ok) throw new Error(created.reason);
  const system = systemActor(organizationId);
  const addMemberWithRole = async (roleId: string): Promise<UserActor> => {
    const input = { name: 'n', email: 'x@example.com', roleId };
    const { member } = expectOk(await authority.as(system).addMember(input));
    return { kind: 'user', organizationId, userId: member.userId };
  };
  return { organizationId, system, addMemberWithRole };
}
