import { systemActor, type UserActor } from '../src/access/actor.ts';
import type { PermissionOptions } from '../src/access/permission-model.ts';
import { createAuthority } from '../src/create-authority.ts';
import { createMemoryStore } from '../src/memory/create-memory-store.ts';
import type { AuthorityOptions } from '../src/read-options.ts';
import { expectOk } from './create-test-organization.ts';

/** Creates an authority with permissions and roles of its own, and an organization with its administrator. */
export async function createOwnOrganization(options: PermissionOptions & Partial<AuthorityOptions<string>>) {
  const store = options.store ?? createMemoryStore();
  const authority = createAuthority<string>({ store, ...options });
  const { organization } = expectOk(
    await authority.createOrganization({ name: 'Acme', admin: { userId: 'ada' } }),
  );
  const { id: organizationId } = organization;
  const addMember = async (roleId: string): Promise<UserActor> => {
    const input = { name: roleId, email: 'x@example.com', roleId };
    const { member } = expectOk(await authority.as(systemActor(organizationId)).addMember(input));
    return { kind: 'user', organizationId, userId: member.userId };
  };
  const owner: UserActor = { kind: 'user', organizationId, userId: 'ada' };
  return { authority, organizationId, owner, addMember };
}
