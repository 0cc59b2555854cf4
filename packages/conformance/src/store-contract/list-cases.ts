// cspell:ignore gfedcba edcba dcba
import type { IssueToken, Store, TokenOrder, TokenPosition, TokenQuery } from '@lynk-auth/authority';
import { assertSame, assertThat } from '../assertions.ts';
import {
  applyToToken,
  createFixture,
  DAY,
  type Fixture,
  issuePersonal,
  issueService,
  listAll,
  START,
} from './fixture.ts';
import { type StoreCase, storeCase } from './store-case.ts';
import { revokeToken, suspendToken, updateToken } from './token-commands.ts';

type Filter = Omit<TokenQuery, 'organizationId' | 'after' | 'limit' | 'order'>;

/** The letters A to Z only. */
const toLower = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Issues tokens whose names are a, b, c, …, each a millisecond after the one before. */
async function issueNamed(store: Store, commands: readonly IssueToken[]): Promise<void> {
  for (const [index, command] of commands.entries()) {
    const name = String.fromCharCode(97 + index);
    await applyToToken(store, { ...command, name, at: START + index });
  }
}

/** Reads the names of the tokens of a filter, as one string, and checks the total. */
async function namesOf(store: Store, { organizationId }: Fixture, filter: Filter = {}): Promise<string> {
  const tokens = await listAll(store, { organizationId, ...filter });
  const { total, totalIsExact } = await store.listTokens({ organizationId, ...filter, limit: 1 });
  assertSame([total, totalIsExact], [tokens.length, true], 'The total counts all pages.');
  return tokens.map(({ name }) => name).join('');
}

/** Reads pages of one size: the names on each. */
async function pagesOf(store: Store, query: Omit<TokenQuery, 'after'>): Promise<string[]> {
  const pages: string[] = [];
  let after: TokenPosition | undefined;
  do {
    const page = await store.listTokens({ ...query, after });
    assertThat(page.tokens.length <= query.limit, 'A page has at most as many tokens as its limit.');
    pages.push(page.tokens.map(({ name }) => name).join(''));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return pages;
}

export const listCases: readonly StoreCase[] = [
  storeCase('tokens are listed newest first, by kind, owner, role and manager', async (store) => {
    const fixture = await createFixture(store);
    const other = await createFixture(store);
    const { userId, adminRoleId, viewerRoleId } = fixture;
    const [user, token] = [
      { kind: 'user', id: userId },
      { kind: 'token', id: userId },
    ] as const;
    await issueNamed(store, [
      issueService(fixture),
      issuePersonal(fixture),
      issueService(fixture, { roleId: adminRoleId, managedBy: user }),
      issuePersonal(fixture),
      issueService(fixture, { managedBy: token }),
    ]);
    await issueNamed(store, [issuePersonal(other), issueService(other)]);
    const expected: readonly (readonly [Filter, string])[] = [
      [{}, 'edcba'],
      [{ kind: 'personal' }, 'db'],
      [{ kind: 'service' }, 'eca'],
      [{ ownerId: userId }, 'db'],
      [{ ownerId: other.userId }, ''],
      [{ kind: 'service', ownerId: userId }, ''],
      [{ roleId: viewerRoleId }, 'ea'],
      [{ roleId: adminRoleId }, 'c'],
      [{ roleId: viewerRoleId, kind: 'personal' }, ''],
      [{ managedBy: user }, 'dcb'],
      [{ managedBy: token }, 'e'],
      [{ managedBy: { kind: 'system', id: null } }, 'a'],
      [{ managedBy: user, kind: 'service' }, 'c'],
      [{ managedBy: token, ownerId: userId }, ''],
      [{ managedBy: user, roleId: adminRoleId }, 'c'],
    ];
    for (const [filter, names] of expected) {
      assertThat(
        (await namesOf(store, fixture, filter)) === names,
        'Each filter has its tokens, newest first.',
      );
    }
  }),

  storeCase('tokens are listed by their state at a time, and by their expiry', async (store) => {
    const fixture = await createFixture(store);
    const expiresAt = START + DAY;
    const commands = [
      issuePersonal(fixture),
      issuePersonal(fixture, { expiresAt }),
      issueService(fixture),
      issueService(fixture, { expiresAt }),
      issueService(fixture),
      issueService(fixture, { expiresAt }),
    ];
    await issueNamed(store, commands);
    const [, , c, d, e, f] = await Promise.all(
      commands.map(async (command) => applyToToken(store, { ...command, at: START })),
    );
    for (const token of [c, d]) if (token) await applyToToken(store, suspendToken(token));
    for (const token of [e, f]) if (token) await applyToToken(store, revokeToken(token));
    const expected: readonly (readonly [Filter, string])[] = [
      [{ state: { is: 'active', at: expiresAt - 1 } }, 'ba'],
      [{ state: { is: 'active', at: expiresAt } }, 'a'],
      [{ state: { is: 'suspended', at: expiresAt - 1 } }, 'dc'],
      [{ state: { is: 'suspended', at: expiresAt } }, 'c'],
      [{ state: { is: 'expired', at: expiresAt - 1 } }, ''],
      [{ state: { is: 'expired', at: expiresAt } }, 'db'],
      [{ state: { is: 'revoked', at: expiresAt - 1 } }, 'fe'],
      [{ state: { is: 'revoked', at: expiresAt } }, 'fe'],
      [{ expiresBefore: expiresAt }, ''],
      [{ expiresBefore: expiresAt + 1 }, 'fdb'],
      [{ neverExpires: true }, 'eca'],
      [{ neverExpires: false }, 'fdb'],
      [{ neverExpires: true, state: { is: 'active', at: START } }, 'a'],
      [{ expiresBefore: expiresAt + 1, state: { is: 'active', at: START }, kind: 'personal' }, 'b'],
    ];
    for (const [filter, names] of expected) {
      assertThat(
        (await namesOf(store, fixture, filter)) === names,
        'Each filter has its tokens, newest first.',
      );
    }
  }),

  storeCase('tokens are listed that were not used since a time', async (store) => {
    const fixture = await createFixture(store);
    const commands = Array.from({ length: 4 }, () => issueService(fixture));
    await issueNamed(store, commands);
    const [a, b, c] = commands;
    for (const [command, lastUsedAt] of [
      [a, START + 100],
      [b, START + 200],
      [c, START + 100],
      [c, START + 300],
      [c, START + 50],
    ] as const) {
      const digest = command?.digest ?? new Uint8Array(32);
      const days = [{ day: START / DAY, calls: 1 }];
      const use = { digest, firstUsedAt: lastUsedAt, lastUsedAt, days, userAgent: null, addresses: [] };
      await store.recordUse({ id: crypto.randomUUID(), at: lastUsedAt, uses: [use] });
    }
    const expected: readonly (readonly [Filter, string])[] = [
      [{ unusedSince: START + 1000 }, 'dcba'],
      [{ unusedSince: START + 300 }, 'dba'],
      [{ unusedSince: START + 201 }, 'dba'],
      [{ unusedSince: START + 200 }, 'da'],
      [{ unusedSince: START + 101 }, 'da'],
      [{ unusedSince: START + 100 }, 'd'],
      // A token that was created at this time was not unused before.
      [{ unusedSince: START + 4 }, 'd'],
      [{ unusedSince: START + 3 }, ''],
      [{ unusedSince: START + 200, search: 'a' }, 'a'],
      [{ unusedSince: START + 200, kind: 'personal' }, ''],
    ];
    for (const [filter, names] of expected) {
      assertThat(
        (await namesOf(store, fixture, filter)) === names,
        'Each time has its tokens, newest first.',
      );
    }
    const query = { organizationId: fixture.organizationId, unusedSince: START + 1000, limit: 3 };
    assertSame(await pagesOf(store, query), ['dcb', 'a'], 'Pages follow each other.');
  }),

  storeCase('a search finds a part of a name, and nothing in it is a pattern', async (store) => {
    const fixture = await createFixture(store);
    const names = ['GitHub deploy', 'github', '100%', 'a_b', 'a!b', "o'clock", 'É', 'back\\slash'];
    for (const [index, name] of names.entries()) {
      await applyToToken(store, issueService(fixture, { name, at: START - index }));
    }
    const { organizationId } = fixture;
    const expected: readonly (readonly [string, readonly string[]])[] = [
      ['GITHUB', ['GitHub deploy', 'github']],
      ['hub d', ['GitHub deploy']],
      ['%', ['100%']],
      ['_', ['a_b']],
      ['!', ['a!b']],
      ["'", ["o'clock"]],
      ['\\', ['back\\slash']],
      ['É', ['É']],
      ['é', []],
      ['nowhere', []],
    ];
    for (const [search, found] of expected) {
      const tokens = await listAll(store, { organizationId, search });
      assertSame(
        tokens.map(({ name }) => name),
        found,
        'A search finds the names that contain it.',
      );
    }
  }),

  storeCase('pages follow each other without a gap or a repetition', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    await issueNamed(
      store,
      Array.from({ length: 7 }, () => issueService(fixture)),
    );
    assertSame(
      await pagesOf(store, { organizationId, limit: 3 }),
      ['gfe', 'dcb', 'a'],
      'The last page is shorter.',
    );
    assertSame(
      await pagesOf(store, { organizationId, limit: 7 }),
      ['gfedcba'],
      'There is no empty page at the end.',
    );
    assertSame(await pagesOf(store, { organizationId, limit: 100 }), ['gfedcba'], 'One page has all.');
    const filtered = await pagesOf(store, { organizationId, search: 'c', limit: 1 });
    assertThat(filtered.join('') === 'c', 'A filter applies to every page.');
  }),

  storeCase('tokens of the same millisecond are on one page each', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    const commands = Array.from({ length: 9 }, () => issueService(fixture));
    for (const command of commands) await applyToToken(store, command);
    const all = await listAll(store, { organizationId });
    const ids = commands
      .map(({ tokenId }) => tokenId)
      .sort()
      .reverse();
    assertSame(
      all.map(({ id }) => id),
      ids,
      'They are in the order of their ids.',
    );
    let after: TokenPosition | null = null;
    for (const id of ids) {
      const page = await store.listTokens({ organizationId, limit: 1, after: after ?? undefined });
      assertSame(
        page.tokens.map((token) => token.id),
        [id],
        'Each page has the next one.',
      );
      assertThat(page.total === ids.length, 'The total is that of all pages.');
      after = page.next;
    }
    assertThat(after === null, 'After the last token there is no page.');
  }),

  storeCase('a page continues where the one before ended, whatever has changed since', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    await issueNamed(
      store,
      Array.from({ length: 5 }, () => issueService(fixture)),
    );
    const first = await store.listTokens({ organizationId, limit: 2, state: { is: 'active', at: START } });
    const [, last] = first.tokens;
    assertThat(last?.name === 'd' && first.next !== null, 'The first page ends with the second token.');
    await applyToToken(store, revokeToken(last));
    for (let count = 0; count < 2; count += 1) {
      await applyToToken(store, issueService(fixture, { name: 'new', at: START + DAY }));
    }
    const rest = await store.listTokens({
      organizationId,
      limit: 10,
      after: first.next,
      state: { is: 'active', at: START },
    });
    assertThat(rest.tokens.map(({ name }) => name).join('') === 'cba', 'The rest is there, once.');
  }),

  storeCase('tokens are listed in each order, in pages too', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId, userId } = fixture;
    // By code points, the last name comes after the one before, and by halves of surrogate pairs it comes first.
    const names = ['b', 'É', 'A', '', 'a c', 'Z', '\uff5e', '\u{1f600}', '_'];
    const commands = names.map((name, index) =>
      issuePersonal(fixture, {
        name: name === '' ? 'a' : name,
        at: START + Math.floor(index / 2),
        expiresAt: index % 3 === 0 ? null : START + DAY - Math.floor(index / 3),
      }),
    );
    for (const command of commands) await applyToToken(store, command);
    await applyToToken(store, issueService(fixture, { name: 'service', at: START, expiresAt: null }));
    const keysOf: Readonly<Record<TokenOrder, (command: IssueToken) => number | string>> = {
      newest: ({ at }) => at,
      oldest: ({ at }) => at,
      name: ({ name }) => ['_', 'a', 'a c', 'b', 'z', 'É', '\uff5e', '\u{1f600}'].indexOf(toLower(name)),
      expires: ({ expiresAt }) => expiresAt ?? Number.MAX_SAFE_INTEGER,
    };
    for (const [order, keyOf] of Object.entries(keysOf) as [TokenOrder, (typeof keysOf)[TokenOrder]][]) {
      const direction = order === 'newest' ? -1 : 1;
      const expected = [...commands].sort((one, other) => {
        const [left, right] = [keyOf(one), keyOf(other)];
        if (left !== right) return left < right ? -direction : direction;
        return one.tokenId < other.tokenId ? -direction : direction;
      });
      const ids = expected.map(({ tokenId }) => tokenId);
      for (const filter of [{ kind: 'personal' }, { ownerId: userId }] as const) {
        const listed = await listAll(store, { organizationId, ...filter, order });
        assertSame(
          listed.map(({ id }) => id),
          ids,
          `All tokens are in the order ${order}.`,
        );
        for (const limit of [1, 2]) {
          const read: string[] = [];
          let after: TokenPosition | undefined;
          do {
            const page = await store.listTokens({ organizationId, ...filter, order, after, limit });
            assertThat(page.total === ids.length, 'The total is that of all pages.');
            read.push(...page.tokens.map(({ id }) => id));
            after = page.next ?? undefined;
          } while (after !== undefined);
          assertSame(read, ids, `Pages follow each other in the order ${order}.`);
        }
      }
      const managed = { managedBy: { kind: 'user', id: userId }, kind: 'personal' } as const;
      const rest = await listAll(store, { organizationId, ...managed, order, search: 'a' });
      assertSame(
        rest.map(({ id }) => id),
        expected.filter(({ name }) => toLower(name).includes('a')).map(({ tokenId }) => tokenId),
        `A filter keeps the order ${order}.`,
      );
    }
  }),

  storeCase('a token that is renamed or extended has its new place in the next list', async (store) => {
    const fixture = await createFixture(store);
    const { organizationId } = fixture;
    const commands = ['a', 'b', 'c'].map((name, index) =>
      issueService(fixture, { name, at: START, expiresAt: START + DAY + index }),
    );
    for (const command of commands) await applyToToken(store, command);
    const first = await store.listTokens({ organizationId, order: 'name', limit: 1 });
    const [token] = first.tokens;
    assertThat(token?.name === 'a' && first.next !== null, 'The first page has the first name.');
    await applyToToken(store, updateToken(token, { name: 'D', expiresAt: null }));
    const inOrder = async (order: TokenOrder, after?: TokenPosition) =>
      (await store.listTokens({ organizationId, order, after, limit: 10 })).tokens
        .map(({ name }) => name)
        .join('');
    assertSame(
      await inOrder('name', first.next),
      'bcD',
      'A page continues after the position that it was given.',
    );
    assertSame(await inOrder('name'), 'bcD', 'The list by name has the new name.');
    assertSame(await inOrder('expires'), 'bcD', 'A token that never expires comes last.');
  }),

  storeCase('a position of another organization shows none of its tokens', async (store) => {
    const [mine, other] = [await createFixture(store), await createFixture(store)];
    await issueNamed(store, [issueService(mine), issueService(mine)]);
    await issueNamed(store, [issueService(other), issueService(other)]);
    const { next } = await store.listTokens({ organizationId: other.organizationId, limit: 1 });
    assertThat(next !== null, 'There is a second page.');
    const page = await store.listTokens({ organizationId: mine.organizationId, limit: 10, after: next });
    assertThat(
      page.tokens.every(({ organizationId }) => organizationId === mine.organizationId) && page.total === 2,
      'A list is one organization’s.',
    );
  }),
];
