import { assertOk, assertSame, assertThat } from '../assertions.ts';
import {
  addMember,
  applyToToken,
  createFixture,
  createOrganization,
  issuePersonal,
  issueService,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { updateToken } from './token-commands.ts';

/** Text that careless quoting, encoding, trimming or comparing would change. */
const texts = [
  `O'Brien "the" \`great\`; drop table tokens; --`,
  ' leading and trailing \t',
  'ÄÖÜ ß \u00e9 e\u0301 日本語 عربي',
  '👩‍👩‍👧 🏴‍☠️',
  '%_?$1:name{{}}\\',
  'null',
  '0',
  '2026-01-01',
  'x'.repeat(1000),
] as const;

/** The ends of what a date can be, and what stands beside zero. */
const times = [0, 1, -1, 8.64e15, -8.64e15, 2 ** 31, 2 ** 53 - 1] as const;

export const valueCases: readonly StoreCase[] = [
  storeCase('text comes back as it went in', async (store) => {
    const fixture = await createFixture(store);
    for (const text of texts) {
      const role = { id: crypto.randomUUID(), name: text, permissions: [text, 'b'], system: false };
      const organization = createOrganization({ name: text, roles: [role] });
      const { organizationId } = organization;
      assertOk(await store.apply(organization), 'An organization can have such a name.');
      assertThat((await store.getOrganization(organizationId))?.name === text, 'Its name is kept.');
      const found = await store.getRole(organizationId, role.id);
      assertSame(found, { ...role, organizationId }, 'So are the role’s name and permissions.');
      const member = addMember(fixture, { name: text, email: text });
      assertOk(await store.apply(member), 'A member can have such a name.');
      const stored = await store.getMember(fixture.organizationId, member.userId);
      assertSame([stored?.name, stored?.email], [text, text], 'So are the member’s name and address.');
      const token = await applyToToken(store, issuePersonal(fixture, { name: text, ceiling: [text] }));
      assertSame([token.name, token.ceiling], [text, [text]], 'So are the token’s name and ceiling.');
      const renamed = await applyToToken(store, updateToken(token, { name: `${text}!` }));
      assertThat(renamed.name === `${text}!`, 'So is its new name.');
    }
  }),

  storeCase('ids are compared exactly', async (store) => {
    const fixture = await createFixture(store);
    const id = 'Token-\u00e9_1';
    const token = await applyToToken(store, issueService(fixture, { tokenId: id }));
    for (const other of [id.toLowerCase(), `${id} `, 'Token-e\u0301_1', 'Token-\u00e9%', '%', '']) {
      assertThat((await store.getToken(fixture.organizationId, other)) === null, 'Another id is not found.');
    }
    assertSame(await store.getToken(fixture.organizationId, id), token, 'The same is.');
  }),

  storeCase('times come back as they went in', async (store) => {
    const fixture = await createFixture(store);
    for (const time of times) {
      const command = issueService(fixture, { at: time, expiresAt: time });
      const token = await applyToToken(store, command);
      assertSame([token.createdAt, token.expiresAt], [time, time], 'The token has its times.');
      assertThat((await store.lookup([command.digest]))?.expiresAt === time, 'The lookup has its expiry.');
    }
  }),

  storeCase('what a store gave away is not the store', async (store) => {
    const fixture = await createFixture(store);
    const command = issueService(fixture, { ceiling: ['view_sboms'] });
    await applyToToken(store, command);
    const read = async () => ({
      organizations: await store.listOrganizations(),
      members: await store.listMembers(fixture.organizationId),
      roles: await store.listRoles(fixture.organizationId),
      tokens: await store.listTokens({ organizationId: fixture.organizationId, limit: 10 }),
      organization: await store.getOrganization(fixture.organizationId),
      member: await store.getMember(fixture.organizationId, fixture.userId),
      role: await store.getRole(fixture.organizationId, fixture.viewerRoleId),
      token: await store.getToken(fixture.organizationId, command.tokenId),
      found: await store.findToken(fixture.organizationId, [command.digest]),
      record: await store.lookup([command.digest]),
      changes: await store.changes(0),
    });
    const before = structuredClone(await read());
    spoil(await read());
    assertSame(await read(), before, 'Changing what was read changes nothing in the store.');
    spoil(await store.apply(command));
    assertSame(await read(), before, 'Nor does changing the outcome of a command.');
  }),

  storeCase('what a store was given is not the store', async (store) => {
    const permissions = ['view_sboms'];
    const role = { id: crypto.randomUUID(), name: 'Viewer', permissions, system: false };
    const organization = createOrganization({ roles: [role] });
    assertOk(await store.apply(organization), 'The organization must be created.');
    permissions.push('delete_organization');
    role.name = 'Admin';
    const found = await store.getRole(organization.organizationId, role.id);
    assertSame(
      [found?.name, found?.permissions],
      ['Viewer', ['view_sboms']],
      'Changing a command after it was carried out changes nothing in the store.',
    );
  }),
];

/** Overwrites all of it that is not frozen. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    spoil(inner);
    Reflect.set(value, key, 'spoilt');
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push('spoilt');
}
