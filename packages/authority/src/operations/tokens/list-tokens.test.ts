// cspell:ignore gfedcba edcba
import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';
import type { Actor } from '../../access/actor.ts';
import type { Management } from '../management.ts';
import type { TokenListFilter } from './list-tokens.ts';

/** Issues tokens named a, b, c, … a second after each other: four of the operator, and three of the admin. */
async function createTokens() {
  const fixture = await createTestOrganization();
  const { authority, admin, operator, roleId, advance } = fixture;
  const issue = async (actor: Actor, input: { name: string; expiresAt?: number }, role?: 'Viewer') => {
    const manage = authority.as(actor);
    advance(1000);
    const issued = role
      ? await manage.issueServiceToken({ ...input, roleId: roleId(role) })
      : await manage.issuePersonalToken(input);
    return expectOk(issued).token.id;
  };
  const ids = [
    await issue(operator, { name: 'a' }),
    await issue(operator, { name: 'b', expiresAt: START + DAY }),
    await issue(operator, { name: 'c' }, 'Viewer'),
    await issue(operator, { name: 'd', expiresAt: START + DAY }, 'Viewer'),
    await issue(admin, { name: 'e' }),
    await issue(admin, { name: 'f' }, 'Viewer'),
    await issue(admin, { name: 'g' }),
  ];
  return { ...fixture, ids };
}

/** Reads all pages: the names on each, and the totals. */
async function pagesOf(manage: Management, filter: TokenListFilter = {}) {
  const pages: string[] = [];
  const totals = new Set<number>();
  let cursor: string | undefined;
  do {
    const page = expectOk(await manage.listTokens({ ...filter, cursor }));
    pages.push(page.tokens.map(({ name }) => name).join(''));
    totals.add(page.total);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { pages, totals: [...totals] };
}

describe('the pages and the total of an actor', () => {
  it('have what the actor sees, in full pages', async () => {
    const { authority, system, admin, operator, viewer } = await createTokens();
    const expected: readonly (readonly [Actor, string[], number])[] = [
      [system, ['gfe', 'dcb', 'a'], 7],
      [admin, ['gfe', 'dcb', 'a'], 7],
      [operator, ['dcb', 'a'], 4],
      [viewer, [''], 0],
    ];
    for (const [actor, pages, total] of expected) {
      expect(await pagesOf(authority.as(actor), { limit: 3 })).toEqual({ pages, totals: [total] });
    }
  });

  it('count nothing that the actor does not see, whatever the filter is', async () => {
    const { authority, admin, operator, viewer, roleId } = await createTokens();
    const filters: readonly TokenListFilter[] = [
      { ownerId: admin.userId },
      { ownerId: admin.userId, kind: 'personal' },
      { search: 'e' },
      { search: 'f', roleId: roleId('Viewer') },
    ];
    for (const filter of filters) {
      expect(await pagesOf(authority.as(admin), filter)).not.toMatchObject({ totals: [0] });
      for (const actor of [operator, viewer]) {
        expect(await pagesOf(authority.as(actor), filter)).toEqual({ pages: [''], totals: [0] });
      }
    }
    expect(await pagesOf(authority.as(viewer), { kind: 'service' })).toEqual({ pages: [''], totals: [0] });
  });

  it('have 50 tokens on a page unless the limit is another one', async () => {
    const { authority, system, roleId } = await createTestOrganization({ serviceTokenLimit: 1000 });
    const manage = authority.as(system);
    for (let count = 0; count < 51; count += 1) {
      expectOk(await manage.issueServiceToken({ name: 'n', roleId: roleId('Viewer') }));
    }
    const lengths = async (filter: TokenListFilter) =>
      (await pagesOf(manage, filter)).pages.map(({ length }) => length);
    expect(await lengths({})).toEqual([50, 1]);
    expect(await lengths({ limit: 200 })).toEqual([51]);
  });
});

it('lists by each filter', async () => {
  const { authority, admin, operator, roleId, ids, advance } = await createTokens();
  const manage = authority.as(admin);
  const names = async (filter: TokenListFilter) => (await pagesOf(manage, filter)).pages.join('');
  expectOk(await manage.revokeToken(ids[0] ?? ''));
  expect(await names({ kind: 'service' })).toBe('fdc');
  expect(await names({ ownerId: operator.userId })).toBe('ba');
  expect(await names({ roleId: roleId('Viewer') })).toBe('fdc');
  expect(await names({ state: 'revoked' })).toBe('a');
  expect(await names({ state: 'active', kind: 'personal' })).toBe('geb');
  for (const expiresBefore of [START + DAY + 1, new Date(START + DAY + 1)]) {
    expect(await names({ expiresBefore })).toBe('db');
  }
  expect(await names({ search: ' A ' })).toBe('a');
  expect(await names({ search: '' })).toBe('gfedcba');
  expect(await names({ state: 'expired' })).toBe('');
  advance(DAY);
  expect(await names({ state: 'expired' })).toBe('db');
  expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
  expect(await names({ neverExpires: true })).toBe('n');
  expect(await names({ neverExpires: false })).toBe('gfedcba');
});

describe('the last use of a token', () => {
  it('is in every view, at once in the process that verified it', async () => {
    const { authority, admin, verifier, advance, store } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const unused = { lastUsedAt: null, lastUsedPrecisionMs: 60_000 };
    expect(token).toMatchObject(unused);
    expect(expectOk(await manage.getToken(token.id)).token).toMatchObject(unused);
    advance(1000);
    await verifier.verify(secret.reveal());
    const views = async () => [
      expectOk(await manage.getToken(token.id)).token,
      expectOk(await manage.findToken({ token: secret.reveal() })).token,
      expectOk(await manage.updateToken(token.id, { name: crypto.randomUUID() })).token,
      ...expectOk(await manage.listTokens()).tokens,
    ];
    // Nothing was written yet.
    expect(await store.getToken(admin.organizationId, token.id)).toMatchObject({ lastUsedAt: null });
    for (const view of await views()) expect(view).toMatchObject({ lastUsedAt: START + 1000 });
    await verifier.flush();
    expect(await store.getToken(admin.organizationId, token.id)).toMatchObject({ lastUsedAt: START + 1000 });
    for (const view of await views()) expect(view).toMatchObject({ lastUsedAt: START + 1000 });
  });

  it('is that of all secrets, and no change of a token is one of them', async () => {
    const { authority, admin, verifier, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    await verifier.verify(secret.reveal());
    const rotated = expectOk(await manage.rotateToken(token.id));
    advance(1000);
    await verifier.verify(rotated.secret.reveal());
    await verifier.flush();
    advance(1000);
    await verifier.verify(secret.reveal());
    await verifier.flush();
    expect(expectOk(await manage.getToken(token.id)).token.lastUsedAt).toBe(START + 2000);
    expectOk(await manage.updateToken(token.id, { name: 'm' }));
    const { entries } = expectOk(await manage.listAudit({ tokenId: token.id }));
    expect(JSON.stringify(entries)).not.toContain('lastUsed');
  });

  it('is the filter unusedSince, which no token passes that this process has just accepted', async () => {
    const { authority, admin, verifier, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    const issue = async (name: string) => expectOk(await manage.issuePersonalToken({ name })).secret.reveal();
    const [used, old] = [await issue('used'), await issue('old')];
    await issue('never');
    for (const token of [used, old]) await verifier.verify(token);
    await verifier.flush();
    advance(DAY);
    const since = START + DAY;
    await issue('new');
    const names = async (unusedSince: Date | number) =>
      expectOk(await manage.listTokens({ unusedSince }))
        .tokens.map(({ name }) => name)
        .sort();
    expect(await names(since)).toEqual(['never', 'old', 'used']);
    await verifier.verify(used);
    for (const time of [since, new Date(since)]) expect(await names(time)).toEqual(['never', 'old']);
    await verifier.flush();
    for (const time of [since, new Date(since)]) expect(await names(time)).toEqual(['never', 'old']);
    expect(await names(START)).toEqual([]);
  });
});

it('finds a name in every form in which it can be typed', async () => {
  const { authority, admin } = await createTestOrganization();
  const manage = authority.as(admin);
  expectOk(await manage.issuePersonalToken({ name: 'Zo\u00eb’s CI' }));
  for (const search of ['zo\u00eb', 'zoe\u0308', 's ci', 'Zo']) {
    expect(await pagesOf(manage, { search })).toMatchObject({ totals: [1] });
  }
});

describe('the order', () => {
  it('is newest, oldest, name or expires, and each has pages', async () => {
    const { authority, admin, ids, advance } = await createTokens();
    const manage = authority.as(admin);
    expectOk(await manage.updateToken(ids[0] ?? '', { name: 'Z' }));
    expectOk(await manage.updateToken(ids[1] ?? '', { name: 'E' }));
    expectOk(await manage.updateToken(ids[1] ?? '', { expiresAt: START + DAY / 2 }));
    advance(1000);
    const expected = {
      newest: ['gfe', 'dcE', 'Z'],
      oldest: ['ZEc', 'def', 'g'],
      // The two with the same name in the order of their ids.
      name: [expect.stringMatching(/^cd[eE]$/), expect.stringMatching(/^[eE]fg$/), 'Z'],
      expires: ['Ed', expect.any(String), expect.any(String)],
    } as const;
    for (const order of ['newest', 'oldest', 'name'] as const) {
      const found = { pages: expected[order], totals: [7] };
      expect(await pagesOf(manage, { order, limit: 3 })).toEqual(found);
    }
    expect((await pagesOf(manage, { order: 'expires', limit: 2 })).pages[0]).toBe('Ed');
    expect((await pagesOf(manage, { order: 'expires', kind: 'service' })).pages).toEqual([
      expect.stringMatching(/^d(cf|fc)$/),
    ]);
  });

  it('is part of a cursor, which no other order takes', async () => {
    const { authority, admin } = await createTokens();
    const manage = authority.as(admin);
    const orders = ['newest', 'oldest', 'name', 'expires'] as const;
    for (const order of orders) {
      const { nextCursor } = expectOk(await manage.listTokens({ order, limit: 1 }));
      for (const other of orders) {
        const outcome = await manage.listTokens({ order: other, cursor: nextCursor ?? '' });
        if (other === order) expectOk(outcome);
        else expect(outcome).toMatchObject({ ok: false, reason: 'invalid', field: 'cursor' });
      }
    }
  });

  it('takes no cursor that a database cannot compare', async () => {
    const { authority, admin } = await createTokens();
    const encode = (parts: unknown) => btoa(JSON.stringify(parts)).replaceAll('=', '');
    for (const parts of [
      ['a\u0000', 'id', 'name'],
      ['a', 'i\u0000d', 'name'],
      [1, 'id', 'name'],
      ['a', 'id', 'name', 1],
      [['a'], 'id', 'name'],
    ]) {
      const outcome = await authority.as(admin).listTokens({ order: 'name', cursor: encode(parts) });
      expect(outcome).toMatchObject({ ok: false, reason: 'invalid', field: 'cursor' });
    }
  });
});

it('continues after a token that was deleted from the list, and shows no token twice', async () => {
  const { authority, operator, ids } = await createTokens();
  const manage = authority.as(operator);
  const filter = { state: 'active', limit: 2 } as const;
  const first = expectOk(await manage.listTokens(filter));
  expect(first.tokens.map(({ name }) => name)).toEqual(['d', 'c']);
  expectOk(await manage.revokeToken(ids[2] ?? ''));
  expectOk(await manage.issuePersonalToken({ name: 'new' }));
  const cursor = first.nextCursor ?? '';
  const second = expectOk(await manage.listTokens({ ...filter, cursor }));
  expect(second.tokens.map(({ name }) => name)).toEqual(['b', 'a']);
  expect(second.nextCursor).toBe(null);
});

it('a cursor of another actor or organization shows nothing that the actor does not see', async () => {
  const { authority, admin, operator, addOrganization } = await createTokens();
  const cursor = expectOk(await authority.as(admin).listTokens({ limit: 1 })).nextCursor ?? '';
  expect(cursor).not.toBe('');
  const seen = expectOk(await authority.as(operator).listTokens({ cursor }));
  expect(seen.tokens.map(({ name }) => name)).toEqual(['d', 'c', 'b', 'a']);
  const beta = await addOrganization('Beta');
  expect(expectOk(await authority.as(beta.admin).listTokens({ cursor }))).toMatchObject({
    tokens: [],
    total: 0,
  });
});

it.each<[string, unknown]>([
  ['cursor', ''],
  ['cursor', 'nonsense'],
  ['cursor', 7],
  ['cursor', null],
  ['cursor', `${btoa('[1,"a"]').replaceAll('=', '')}=`],
  ['cursor', btoa('[ 1,"a"]').replaceAll('=', '')],
  ['cursor', btoa('[1.5,"a"]').replaceAll('=', '')],
  ['cursor', btoa('["1","a"]').replaceAll('=', '')],
  ['cursor', btoa('[1,"a\\u0000"]').replaceAll('=', '')],
  ['cursor', btoa('[1,""]').replaceAll('=', '')],
  ['cursor', btoa('[1,"a",2]').replaceAll('=', '')],
  ['cursor', btoa('{}').replaceAll('=', '')],
  ['cursor', 'x'.repeat(1001)],
  ['limit', 0],
  ['limit', 201],
  ['limit', 1.5],
  ['limit', '10'],
  ['kind', 'all'],
  ['state', 'dead'],
  ['ownerId', ''],
  ['roleId', "' or 1=1"],
  ['expiresBefore', 'tomorrow'],
  ['expiresBefore', new Date(Number.NaN)],
  ['expiresBefore', null],
  ['unusedSince', 'yesterday'],
  ['unusedSince', null],
  ['search', 'x'.repeat(101)],
  ['search', 'a\u0000b'],
  ['search', 7],
  ['order', 'random'],
  ['order', ''],
  ['neverExpires', 'yes'],
  ['neverExpires', null],
  ['offset', 10],
])('rejects a filter whose %s is %j, and names the field', async (field, value) => {
  const { authority, admin } = await createTestOrganization();
  const outcome = await authority.as(admin).listTokens({ [field]: value });
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid', field });
});

describe('an administrator', () => {
  it('sees and revokes personal tokens of members, and does not extend them', async () => {
    const { authority, admin, operator, verifier } = await createTestOrganization();
    const own = authority.as(operator);
    const issued = expectOk(await own.issuePersonalToken({ name: 'n', expiresAt: START + DAY }));
    const { id } = issued.token;
    const manage = authority.as(admin);
    expect(expectOk(await manage.getToken(id)).token).toEqual(issued.token);
    for (const expiresAt of [START + 2 * DAY, null]) {
      expect(await manage.updateToken(id, { expiresAt })).toEqual({
        ok: false,
        reason: 'forbidden',
        message: 'Only its owner can extend or rotate a personal token.',
      });
    }
    expectOk(await manage.updateToken(id, { expiresAt: START + DAY / 2 }));
    expectOk(await manage.revokeToken(id));
    expect(await verifier.verify(issued.secret.reveal())).toMatchObject({ reason: 'revoked' });
  });

  it('extends an own personal token', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + DAY }));
    expectOk(await manage.updateToken(token.id, { expiresAt: START + 2 * DAY }));
  });
});
