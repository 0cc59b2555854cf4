import {
  createAuthority,
  createMemoryStore,
  lynkPermissions,
  lynkSystemRoles,
  systemActor,
} from '@lynk-auth/authority';

export const store = createMemoryStore();
export const authority = createAuthority({ store });
export const source = authority.source;
export const lookup = (token: string) => source.lookup(token, []);
export const admin = lynkSystemRoles.Admin;
export const names = Object.keys(lynkPermissions);

export async function issue() {
  const acme = await authority.createOrganization({
    name: 'Acme Corp',
    admin: { userId: 'ada' },
  });
  if (!acme.ok) throw new Error(acme.message);
  const organization = authority.as(systemActor(acme.organization.id));
  return organization.issuePersonalToken({ name: 'laptop', ownerId: 'ada' });
}

export async function secret() {
  const issued = await issue();
  return issued.ok ? issued.secret : null;
}

export async function main() {
  const issued = await issue();
  if (!issued.ok) throw new Error(issued.message);
  if (`${issued.secret}` !== issued.token.mask) throw new Error('The secret is printed.');
  if (names.length !== admin.length) throw new Error('The first administrator lacks a permission.');
}

main().then(() => console.log('fine'));
