import { beforeAll, describe, expect, it } from 'vitest';
import {
  createOrganizationWithRoles,
  createTestOrganization,
  expectOk,
  START,
} from '../../test/create-test-organization.ts';
import type { Actor } from './actor.ts';

type Fixture = Awaited<ReturnType<typeof createTestOrganization>>;

let fixture: Fixture;
const ids: Record<string, string> = {};
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  fixture = await createTestOrganization({ personalTokensByToken: true });
  const { authority, system, admin, operator, viewer, roleId, principalOf, addMember } = fixture;
  const colleague = await addMember('Operator');
  Object.assign(actors, { system, admin, operator, viewer, colleague });

  const personal = async (name: string, ownerId: string, permissions?: string[]) => {
    const input = { name, ownerId, permissions };
    const { token, secret } = expectOk(await authority.as(system).issuePersonalToken(input));
    ids[name] = token.id;
    actors[name] = await principalOf(secret);
  };
  const service = async (name: string, by: string, role: 'Admin' | 'Operator' | 'Viewer' = 'Viewer') => {
    const input = { name, roleId: roleId(role) };
    const { token, secret } = expectOk(await authority.as(actors[by] as Actor).issueServiceToken(input));
    ids[name] = token.id;
    actors[name] = await principalOf(secret);
  };

  await personal('personal of admin', admin.userId);
  await personal('personal of operator', operator.userId);
  await personal('narrow of admin', admin.userId, ['manage_api_tokens', 'view_sboms']);
  await personal('blind of admin', admin.userId, ['view_sboms', 'update_organization']);
  await personal('personal of viewer', viewer.userId);
  await service('service by admin', 'admin');
  await service('service by operator', 'operator', 'Operator');
  await service('service by token of operator', 'personal of operator');
  await service('service by service', 'service by operator');
  await service('service by system', 'system');
  await service('service of Admin', 'admin', 'Admin');
});

const services = [
  'service by admin',
  'service by operator',
  'service by token of operator',
  'service by service',
  'service by system',
  'service of Admin',
];
const ofAdmin = ['personal of admin', 'narrow of admin', 'blind of admin'];
const byOperator = ['personal of operator', 'service by operator', 'service by token of operator'];

const everything = [...ofAdmin, 'personal of operator', 'personal of viewer', ...services];

const visible: Record<string, string[]> = {
  system: everything,
  admin: everything,
  operator: byOperator,
  colleague: [],
  viewer: ['personal of viewer'],
  'personal of admin': everything,
  'personal of operator': byOperator,
  'narrow of admin': [...ofAdmin, 'service by admin', 'service of Admin'],
  'service of Admin': everything,
  'service by operator': ['service by service'],
};

describe.each(Object.entries(visible))('%s', (name, visibleNames) => {
  it('lists exactly the visible tokens', async () => {
    const manage = fixture.authority.as(actors[name] as Actor);
    const names = (tokens: readonly { name: string }[]) => tokens.map((token) => token.name).sort();
    expect(names(expectOk(await manage.listTokens()).tokens)).toEqual([...visibleNames].sort());
    const ofKind = (kind: string) =>
      visibleNames.filter((each) => services.includes(each) === (kind === 'service'));
    for (const kind of ['personal', 'service'] as const) {
      expect(names(expectOk(await manage.listTokens({ kind })).tokens)).toEqual(ofKind(kind).sort());
    }
  });

  it('gets the visible tokens by their ids, and no others', async () => {
    const manage = fixture.authority.as(actors[name] as Actor);
    for (const [other, id] of Object.entries(ids)) {
      const outcome = await manage.getToken(id);
      expect([other, outcome.ok]).toEqual([other, visibleNames.includes(other)]);
      if (!outcome.ok) expect(outcome).toMatchObject({ reason: 'not_found' });
    }
  });

  it('can neither change nor revoke a token that is not visible', async () => {
    const manage = fixture.authority.as(actors[name] as Actor);
    for (const [other, id] of Object.entries(ids)) {
      if (visibleNames.includes(other)) continue;
      expect(await manage.revokeToken(id)).toMatchObject({ ok: false, reason: 'not_found' });
      expect(await manage.updateToken(id, { name: 'x' })).toMatchObject({
        ok: false,
        reason: name === 'viewer' ? 'forbidden' : 'not_found',
      });
    }
  });
});

it('without manage_api_tokens, a user sees neither the service tokens they created nor, with update_organization, all', async () => {
  const { authority, store } = fixture;
  const { organizationId, system, addMemberWithRole } = await createOrganizationWithRoles(store, authority, {
    plain: ['view_sboms'],
    owner: ['update_organization'],
    ci: [],
  });
  for (const roleId of ['plain', 'owner']) {
    const actor = await addMemberWithRole(roleId);
    const { secret, token } = expectOk(
      await authority.as(system).issueServiceToken({ name: 'n', roleId: 'ci' }),
    );
    // As if the member had created it with an earlier role that allowed more.
    await store.apply({
      ...{ type: 'issue_token', organizationId, at: START, kind: 'service', environment: 'live', name: 'n' },
      ...{ tokenId: crypto.randomUUID(), mask: '…', digest: crypto.getRandomValues(new Uint8Array(32)) },
      ...{ actor: { kind: 'user', id: actor.userId }, managedBy: { kind: 'user', id: actor.userId } },
      ...{ ownerId: null, roleId: 'ci', ceiling: null },
      ...{ expiresAt: null, limit: null },
    });
    const manage = authority.as(actor);
    expect(expectOk(await manage.listTokens()).tokens).toEqual([]);
    expect(await manage.revokeToken(token.id)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await manage.revokeByToken(secret.reveal())).toMatchObject({ ok: false, reason: 'not_found' });
  }
});

it('tells a user from a token with the same id', async () => {
  const { authority, admin, addMember, principalOf, roleId, system } = await createTestOrganization();
  const issue = async (actor: Actor, name: string, role: 'Operator' | 'Viewer') =>
    expectOk(await authority.as(actor).issueServiceToken({ name, roleId: roleId(role) }));
  const namesFor = async (actor: Actor) =>
    expectOk(await authority.as(actor).listTokens()).tokens.map(({ name }) => name);

  const operator = await issue(admin, 'operator', 'Operator');
  const token = await principalOf(operator.secret);
  await issue(token, 'by the token', 'Viewer');
  const namesake = {
    name: 'Eve',
    email: 'eve@example.com',
    roleId: roleId('Operator'),
    userId: token.tokenId,
  };
  expectOk(await authority.as(system).addMember(namesake));
  const { organizationId } = token;
  const user: Actor = { kind: 'user', organizationId, userId: token.tokenId };
  await issue(user, 'by the user', 'Viewer');

  expect(await namesFor(user)).toEqual(['by the user']);
  expect(await namesFor(token)).toEqual(['by the token']);
  // A user's own personal token is a creator, and a user with its id is not.
  const { token: own } = expectOk(
    await authority.as(await addMember('Operator')).issuePersonalToken({ name: 'own' }),
  );
  const twin = { ...namesake, email: 'twin@example.com', userId: own.id };
  expectOk(await authority.as(system).addMember(twin));
  await issue({ kind: 'user', organizationId, userId: own.id }, 'by the twin', 'Viewer');
  const owner: Actor = { kind: 'user', organizationId, userId: own.ownerId ?? '' };
  expect(await namesFor(owner)).toEqual(['own']);
});

it('a token without manage_api_tokens may not list tokens', async () => {
  for (const name of ['blind of admin', 'personal of viewer', 'service by admin']) {
    const manage = fixture.authority.as(actors[name] as Actor);
    expect(await manage.listTokens()).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await manage.getToken(ids[name] ?? '')).toMatchObject({ ok: false, reason: 'forbidden' });
  }
});

it('rejects an invalid filter', async () => {
  const manage = fixture.authority.as(fixture.admin);
  for (const filter of [{ kind: 'all' }, { kin: 'personal' }, 'personal', null]) {
    expect(await manage.listTokens(filter as never)).toMatchObject({ ok: false, reason: 'invalid' });
  }
});

it('no operation reaches into another organization', async () => {
  const { authority, addOrganization } = fixture;
  const beta = await addOrganization('Beta');
  for (const actor of [beta.admin, beta.system]) {
    const manage = authority.as(actor);
    expect(expectOk(await manage.listTokens()).tokens).toEqual([]);
    for (const id of Object.values(ids)) {
      const outcomes = [
        await manage.getToken(id),
        await manage.updateToken(id, { name: 'x' }),
        await manage.revokeToken(id),
      ];
      for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: false, reason: 'not_found' });
    }
    expect(
      expectOk(await manage.listMembers()).members.every(
        (each) => each.organizationId === beta.organizationId,
      ),
    );
    expect(expectOk(await manage.getOrganization()).organization.name).toBe('Beta');
  }
});

it('reading the organization, its roles and its members needs the view permissions', async () => {
  const { authority, store, viewer } = fixture;
  const manage = authority.as(viewer);
  expect(expectOk(await manage.getOrganization()).organization.name).toBe('Acme Corp');
  expect(expectOk(await manage.listRoles()).roles).toHaveLength(3);
  expect(expectOk(await manage.listMembers()).members).toHaveLength(4);
  const { addMemberWithRole, system } = await createOrganizationWithRoles(store, authority, { none: [] });
  const powerless = authority.as(await addMemberWithRole('none'));
  expect(await powerless.getOrganization()).toMatchObject({ ok: false, reason: 'forbidden' });
  expect(await powerless.listRoles()).toMatchObject({ ok: false, reason: 'forbidden' });
  expect(await powerless.listMembers()).toMatchObject({ ok: false, reason: 'forbidden' });
  expect(expectOk(await authority.as(system).listRoles()).roles).toHaveLength(1);
});
