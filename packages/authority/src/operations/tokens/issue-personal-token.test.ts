/// <reference types="node" />
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { digestToken } from '@lynk-auth/verifier';
import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';
import { systemActor } from '../../access/actor.ts';

it('returns the token once, and stores only its digest and its mask', async () => {
  const { authority, store, admin, verifier } = await createTestOrganization();
  const issued = expectOk(
    await authority.as(admin).issuePersonalToken({ name: ' my scripts ', expiresAt: null }),
  );
  const { token, secret } = issued;
  expect(secret.reveal()).toMatch(/^lynk_live_[1-9A-HJ-NP-Za-km-z]{36}$/);
  expect(token).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    organizationId: admin.organizationId,
    kind: 'personal',
    environment: 'live',
    name: 'my scripts',
    mask: secret.mask,
    ownerId: admin.userId,
    roleId: null,
    ceiling: null,
    createdBy: { kind: 'user', id: admin.userId },
    managedBy: { kind: 'user', id: admin.userId },
    createdAt: START,
    updatedAt: START,
    expiresAt: null,
    revokedAt: null,
    suspendedAt: null,
    lastUsedAt: null,
    lastUsedPrecisionMs: 60_000,
    state: 'active',
  });
  expect(await verifier.verify(secret.reveal())).toMatchObject({
    ok: true,
    principal: { kind: 'personal', userId: admin.userId, tokenId: token.id, expiresAt: null },
  });
  for (const printed of [JSON.stringify(issued), inspect(issued, { depth: 9, showHidden: true })]) {
    expect(printed.includes(secret.reveal())).toBe(false);
  }
  const found = await store.findToken(admin.organizationId, [digestToken(secret.reveal())]);
  expect({ ...found, state: 'active', lastUsedPrecisionMs: 60_000 }).toEqual(token);
});

it('takes the expiry as a Date, of any realm too', async () => {
  const { authority, admin } = await createTestOrganization();
  const foreign = runInNewContext(`new Date(${START + DAY})`) as Date;
  for (const expiresAt of [new Date(START + DAY), foreign, START + DAY]) {
    const { token } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n', expiresAt }));
    expect(token.expiresAt).toBe(START + DAY);
    const update = { expiresAt: new Date(START + 2 * DAY) };
    expect(expectOk(await authority.as(admin).updateToken(token.id, update)).token.expiresAt).toBe(
      START + 2 * DAY,
    );
  }
});

it('names the field that is wrong, and never its value', async () => {
  const { authority, admin } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
  const cases: readonly (readonly [object, string])[] = [
    [{ name: 'n', expiresAt: new Date(Number.NaN) }, 'expiresAt'],
    [{ name: 'n', expiresAt: '2030-01-01' }, 'expiresAt'],
    [{ name: '' }, 'name'],
    [{}, 'name'],
    [{ name: 'n', permissions: 'all' }, 'permissions'],
    [{ name: 'n', expiresIn: 60 }, 'expiresIn'],
    [{ name: 'n', [secret.reveal()]: 1 }, secret.mask],
  ];
  for (const [input, field] of cases) {
    const outcome = await authority.as(admin).issuePersonalToken(input as never);
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid', field });
  }
});

describe('permission to create', () => {
  it('users with manage_api_tokens can, for themselves', async () => {
    const { authority, admin, operator, viewer } = await createTestOrganization();
    for (const actor of [admin, operator]) {
      const { token } = expectOk(await authority.as(actor).issuePersonalToken({ name: 'n' }));
      expect(token.ownerId).toBe(actor.userId);
    }
    expect(await authority.as(viewer).issuePersonalToken({ name: 'n' })).toMatchObject({
      ok: false,
      reason: 'forbidden',
    });
  });

  it('only the system can for another user, and must name the owner', async () => {
    const { authority, admin, viewer, system } = await createTestOrganization();
    const input = { name: 'n', ownerId: viewer.userId };
    expect(await authority.as(admin).issuePersonalToken(input)).toMatchObject({ reason: 'forbidden' });
    const { token } = expectOk(await authority.as(system).issuePersonalToken(input));
    expect(token).toMatchObject({ ownerId: viewer.userId, createdBy: { kind: 'system', id: null } });
    expect(await authority.as(system).issuePersonalToken({ name: 'n' })).toMatchObject({ reason: 'invalid' });
    const stranger = { name: 'n', ownerId: 'unknown-user' };
    expect(await authority.as(system).issuePersonalToken(stranger)).toMatchObject({ reason: 'not_found' });
  });

  it('users of another organization cannot, and an organization that does not exist has no owner', async () => {
    const { authority, admin, system, addOrganization } = await createTestOrganization();
    const beta = await addOrganization('Beta');
    const foreign = { ...admin, organizationId: beta.organizationId };
    expect(await authority.as(foreign).issuePersonalToken({ name: 'n' })).toMatchObject({
      reason: 'forbidden',
    });
    const input = { name: 'n', ownerId: beta.admin.userId };
    expect(await authority.as(system).issuePersonalToken(input)).toMatchObject({ reason: 'not_found' });
    const nowhere = authority.as(systemActor('nowhere'));
    expect(await nowhere.issuePersonalToken(input)).toMatchObject({ reason: 'not_found' });
  });

  it('tokens cannot, by default', async () => {
    const { authority, admin, roleId, principalOf } = await createTestOrganization();
    const own = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
    const service = expectOk(
      await authority.as(admin).issueServiceToken({ name: 'n', roleId: roleId('Admin') }),
    );
    for (const { secret } of [own, service]) {
      const actor = await principalOf(secret);
      expect(await authority.as(actor).issuePersonalToken({ name: 'n' })).toMatchObject({
        reason: 'forbidden',
      });
    }
  });

  it('a personal token can for its owner if the policy allows it, a service token never', async () => {
    const { authority, admin, roleId, principalOf } = await createTestOrganization({
      personalTokensByToken: true,
    });
    const own = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n' }));
    const child = expectOk(
      await authority.as(await principalOf(own.secret)).issuePersonalToken({ name: 'n' }),
    );
    expect(child.token).toMatchObject({
      ownerId: admin.userId,
      createdBy: { kind: 'token', id: own.token.id },
    });
    const service = expectOk(
      await authority.as(admin).issueServiceToken({ name: 'n', roleId: roleId('Admin') }),
    );
    const outcome = await authority.as(await principalOf(service.secret)).issuePersonalToken({ name: 'n' });
    expect(outcome).toMatchObject({ reason: 'forbidden' });
  });
});

describe('the ceiling', () => {
  it('limits what the owner may do', async () => {
    const { authority, admin, principalOf } = await createTestOrganization();
    const permissions = ['view_sboms', 'update_sboms', 'view_sboms'];
    const { token, secret } = expectOk(
      await authority.as(admin).issuePersonalToken({ name: 'n', permissions }),
    );
    expect(token.ceiling).toEqual(['view_sboms', 'update_sboms']);
    expect((await principalOf(secret)).permissions).toEqual(['view_sboms', 'update_sboms']);
  });

  it('may be empty: the token then only identifies its owner', async () => {
    const { authority, admin, principalOf } = await createTestOrganization();
    const input = { name: 'n', permissions: [] };
    const { secret } = expectOk(await authority.as(admin).issuePersonalToken(input));
    expect((await principalOf(secret)).permissions).toEqual([]);
  });

  it('of the creating token applies to the new token', async () => {
    const { authority, admin, principalOf } = await createTestOrganization({ personalTokensByToken: true });
    const permissions = ['manage_api_tokens', 'view_sboms'];
    const parent = expectOk(await authority.as(admin).issuePersonalToken({ name: 'n', permissions }));
    const manage = authority.as(await principalOf(parent.secret));
    const ceilingOf = async (wanted: string[] | undefined) =>
      expectOk(await manage.issuePersonalToken({ name: 'n', permissions: wanted })).token.ceiling;
    expect(await ceilingOf(undefined)).toEqual(permissions);
    expect(await ceilingOf(['delete_organization', 'view_sboms'])).toEqual(['view_sboms']);
    expect(await ceilingOf(['delete_organization'])).toEqual([]);
  });

  it('must include manage_api_tokens for a token that creates tokens', async () => {
    const { authority, admin, principalOf } = await createTestOrganization({ personalTokensByToken: true });
    const input = { name: 'n', permissions: ['view_sboms'] };
    const { secret } = expectOk(await authority.as(admin).issuePersonalToken(input));
    const manage = authority.as(await principalOf(secret));
    expect(await manage.issuePersonalToken({ name: 'n' })).toMatchObject({ reason: 'forbidden' });
  });
});

describe('input', () => {
  const control = String.fromCharCode(7);
  it.each<[string, object]>([
    ['no name', {}],
    ['an empty name', { name: '' }],
    ['a name of white space', { name: ' \t ' }],
    ['an invisible name', { name: '\u200b\u200d' }],
    ['a name of 101 characters', { name: 'x'.repeat(101) }],
    ['a name of 101 characters outside of the basic plane', { name: '🚀'.repeat(101) }],
    ['a control character', { name: `a${control}b` }],
    ['a line break', { name: 'a\nb' }],
    ['a line separator', { name: 'a\u2028b' }],
    ['a mark that changes the writing direction', { name: 'a\u202eb' }],
    ['a lone surrogate', { name: 'a\ud800b' }],
    ['a name that is not a string', { name: 7 }],
    ['an expiry now', { name: 'n', expiresAt: START }],
    ['an expiry in the past', { name: 'n', expiresAt: START - 1 }],
    ['an expiry that is not an integer', { name: 'n', expiresAt: START + 0.5 }],
    ['an expiry as a string', { name: 'n', expiresAt: '2031-01-01T00:00:00Z' }],
    ['an infinite expiry', { name: 'n', expiresAt: Number.POSITIVE_INFINITY }],
    ['an expiry after the year 9999', { name: 'n', expiresAt: 253_402_300_800_000 }],
    ['permissions in capitals', { name: 'n', permissions: ['VIEW'] }],
    ['permissions as a string', { name: 'n', permissions: 'view_sboms' }],
    ['1,001 permissions', { name: 'n', permissions: Array(1001).fill('a') }],
    ['a field that does not exist', { name: 'n', expires: START + DAY }],
  ])('rejects %s, without its value in the failure', async (_, input) => {
    const { authority, admin, store } = await createTestOrganization();
    const outcome = await authority.as(admin).issuePersonalToken(input as never);
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
    expect(JSON.stringify(outcome)).not.toContain('VIEW');
    expect(await store.listTokens({ organizationId: admin.organizationId, limit: 1 })).toMatchObject({
      total: 0,
    });
  });

  it.each(['x', 'x'.repeat(100), '🚀'.repeat(100), 'Łódź – CI/CD (main) 🚀', 'a"b\'c<d>'])(
    'accepts the name %j',
    async (name) => {
      const { authority, admin } = await createTestOrganization();
      expect(expectOk(await authority.as(admin).issuePersonalToken({ name })).token.name).toBe(name);
    },
  );

  it('normalizes a name, and counts its characters after that', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    const decomposed = 'Zoe\u0308 ';
    const { token } = expectOk(await manage.issuePersonalToken({ name: decomposed }));
    expect(token.name).toBe('Zo\u00eb');
    const renamed = expectOk(await manage.updateToken(token.id, { name: 'e\u0301'.repeat(100) }));
    expect(renamed.token.name).toBe('\u00e9'.repeat(100));
    expect(await manage.updateToken(token.id, { name: 'e\u0301'.repeat(101) })).toMatchObject({
      field: 'name',
    });
  });

  it('says whether an expiry is not a time or in the past, and names its field', async () => {
    const { authority, admin, roleId } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const calls = (expiresAt: never) => [
      manage.issuePersonalToken({ name: 'n', expiresAt }),
      manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer'), expiresAt }),
      manage.updateToken(token.id, { expiresAt }),
    ];
    const invalid = { ok: false, reason: 'invalid', field: 'expiresAt' };
    for (const past of [START, START - 1, 0, -1, new Date(START - DAY)]) {
      for (const outcome of await Promise.all(calls(past as never))) {
        expect(outcome).toEqual({ ...invalid, message: expect.stringContaining('in the past') });
      }
    }
    for (const wrong of [new Date('tomorrow'), '2031-01-01', START + 0.5, Number.NaN, 253_402_300_800_000]) {
      for (const outcome of await Promise.all(calls(wrong as never))) {
        expect(outcome).toEqual({ ...invalid, message: expect.stringContaining('not a time') });
      }
    }
  });

  it('explains the failure in one sentence', async () => {
    const { authority, admin } = await createTestOrganization();
    const outcome = await authority.as(admin).issuePersonalToken({ name: '' });
    expect(outcome).toEqual({
      ok: false,
      reason: 'invalid',
      message:
        'The name must have 1 to 100 characters, without control characters, and must not contain a token.',
      field: 'name',
    });
  });
});

it('rejects a ceiling with a permission that does not exist', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const issue = (permissions: readonly string[]) =>
    authority.as(admin).issuePersonalToken({ name: 'n', permissions });
  for (const permissions of [['view_nothing'], ['view_sboms', 'view_nothing']]) {
    expect(await issue(permissions)).toMatchObject({
      ok: false,
      reason: 'invalid',
      message: expect.stringContaining('no such permission'),
    });
  }
  expect(await store.listTokens({ organizationId: admin.organizationId, limit: 1 })).toMatchObject({
    total: 0,
  });
  expect(expectOk(await issue(['view_sboms'])).token.ceiling).toEqual(['view_sboms']);
  expect(expectOk(await issue([])).token.ceiling).toEqual([]);
});
