import {
  type Store,
  type StoredToken,
  type TokenOrder,
  type TokenPage,
  type TokenQuery,
  toTokenPosition,
} from '@lynk-auth/authority';
import type { Break } from './broken-commands.ts';

/** Changes the queries of a store, and the pages that it returns for them. */
const breakList =
  (
    query: (query: TokenQuery) => TokenQuery,
    page: (page: TokenPage, query: TokenQuery) => TokenPage | Promise<TokenPage> = (same) => same,
  ): Break =>
  (store) => ({
    ...store,
    listTokens: async (asked) => page(await store.listTokens(query(asked)), asked),
  });

const breakPage = (page: (page: TokenPage, query: TokenQuery) => TokenPage): Break =>
  breakList((query) => query, page);

/** Leaves out a property of every query. */
const ignore = (property: keyof TokenQuery): Break =>
  breakList((query) => ({ ...query, [property]: undefined }));

const all = (store: Store, { organizationId }: TokenQuery) =>
  store.listTokens({ organizationId, limit: 1000 });

/** Sorts the pages of one order in a wrong way. */
const sortAll = (compare: (one: StoredToken, other: StoredToken) => number, order: TokenOrder): Break =>
  breakPage((page, query) =>
    query.order === order ? { ...page, tokens: page.tokens.toSorted(compare) } : page,
  );

/** Stores with a defect in the list of tokens. */
export const brokenLists: Readonly<Record<string, Break>> = {
  'its list ignores the kind': ignore('kind'),
  'its list ignores the owner': ignore('ownerId'),
  'its list ignores the role': ignore('roleId'),
  'its list ignores the manager': ignore('managedBy'),
  'its list ignores the state': ignore('state'),
  'its list ignores the expiry': ignore('expiresBefore'),
  'its list ignores whether a token expires': ignore('neverExpires'),
  'its list ignores the order': ignore('order'),
  'its list ignores the search': ignore('search'),
  'its list ignores whether a token was used': ignore('unusedSince'),

  'its list takes a use at the time for one before it': breakList(({ unusedSince, ...query }) => ({
    ...query,
    unusedSince: unusedSince === undefined ? undefined : unusedSince + 1,
  })),

  'its list of unused tokens leaves out those that were never used': breakPage((page, { unusedSince }) => ({
    ...page,
    tokens: page.tokens.filter(({ lastUsedAt }) => unusedSince === undefined || lastUsedAt !== null),
  })),

  'its list has no last use': breakPage((page) => ({
    ...page,
    tokens: page.tokens.map((token) => ({ ...token, lastUsedAt: null })),
  })),

  'its list takes the kind of a manager for granted': breakList(({ managedBy, ...query }) => ({
    ...query,
    managedBy: managedBy && { ...managedBy, kind: 'user' },
  })),

  'its list expires tokens a millisecond late': breakList(({ state, ...query }) => ({
    ...query,
    state: state && { ...state, at: state.at - 1 },
  })),

  'its list includes a token that expires at the time': breakList(({ expiresBefore, ...query }) => ({
    ...query,
    expiresBefore: expiresBefore === undefined ? undefined : expiresBefore + 1,
  })),

  'its search takes a percent sign for anything': breakList(({ search, ...query }) => ({
    ...query,
    search: search?.replaceAll('%', '') || undefined,
  })),

  'its search compares capitals': (store) => ({
    ...store,
    async listTokens(query) {
      const page = await store.listTokens(query);
      return { ...page, tokens: page.tokens.filter(({ name }) => name.includes(query.search ?? '')) };
    },
  }),

  'its list is oldest first': breakPage((page) => ({ ...page, tokens: page.tokens.toReversed() })),

  'its pages begin with the last token of the page before': (store) => ({
    ...store,
    async listTokens(query) {
      const { after } = query;
      if (after === undefined) return store.listTokens(query);
      const found = (await all(store, query)).tokens.find(({ id }) => id === after.id);
      const page = await store.listTokens(query);
      return found === undefined ? page : { ...page, tokens: [found, ...page.tokens].slice(0, query.limit) };
    },
  }),

  'its pages skip tokens of the same millisecond': breakList(({ after, ...query }) => ({
    ...query,
    after: after && { ...after, id: '' },
  })),

  'its pages are found by counting': (store) => {
    let read = 0;
    return {
      ...store,
      async listTokens(query) {
        if (query.after === undefined) read = 0;
        const { tokens, ...page } = await store.listTokens({ ...query, after: undefined, limit: 1000 });
        const shown = tokens.slice(read, read + query.limit);
        read += shown.length;
        const last = shown.at(-1);
        const next = last && read < tokens.length ? toTokenPosition(last, query.order ?? 'newest') : null;
        return { ...page, tokens: shown, next };
      },
    };
  },

  'it has an empty page at the end': breakPage((page, { order = 'newest' }) => {
    const last = page.tokens.at(-1);
    return { ...page, next: last === undefined ? null : toTokenPosition(last, order) };
  }),

  'its order by name compares capitals': sortAll((one, other) => (one.name < other.name ? -1 : 1), 'name'),

  'its order by name is that of UTF-16': sortAll(
    (one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1),
    'name',
  ),

  'its order by name is that of a language': sortAll(
    (one, other) => one.name.localeCompare(other.name),
    'name',
  ),

  'its order by expiry has tokens first that never expire': sortAll(
    (one, other) => (one.expiresAt ?? 0) - (other.expiresAt ?? 0),
    'expires',
  ),

  'its oldest tokens are those with the first names': breakList((query) => ({
    ...query,
    order: query.order === 'oldest' ? 'name' : query.order,
  })),

  'its pages by expiry skip tokens that expire at the same time': breakList(({ after, ...query }) => ({
    ...query,
    after: after && query.order === 'expires' ? { ...after, id: '~' } : after,
  })),

  'it has one page only': breakPage((page) => ({ ...page, next: null })),

  'its page is longer than the limit': breakList((query) => ({ ...query, limit: query.limit + 1 })),

  'its total counts one page': breakPage((page) => ({ ...page, total: page.tokens.length })),

  'its total counts tokens that the query leaves out': (store) => ({
    ...store,
    async listTokens(query) {
      return { ...(await store.listTokens(query)), total: (await all(store, query)).total };
    },
  }),

  'its total is never exact': breakPage((page) => ({ ...page, totalIsExact: false })),

  'it forgets who manages a token': (store) => ({
    ...store,
    async getToken(organizationId, id) {
      const token = await store.getToken(organizationId, id);
      return token && { ...token, managedBy: token.createdBy };
    },
  }),
};
