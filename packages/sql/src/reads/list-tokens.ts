import { type TokenOrder, type TokenPage, type TokenQuery, toTokenPosition } from '@lynk-auth/authority';
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';
import { isAfter, isThrough, type Key, keyOf, orderBy } from './token-order.ts';
import { lastUseOf, selectTokens, toStoredToken } from './tokens.ts';

/**
 * How many tokens a page or a total examines at most. A filter or a search that few tokens match would otherwise read
 * all tokens of an organization, and on SQLite no verification runs meanwhile.
 */
const EXAMINED = 10_000;

/**
 * Reads one page of the tokens that a query names. An index finds the candidates in their order: the tokens of the
 * organization, of a kind, or of who manages them. The filters are applied to at most {@link EXAMINED} of them.
 */
export async function listTokens(
  db: Kysely<Schema>,
  dialect: Dialect,
  query: TokenQuery,
): Promise<TokenPage> {
  const { after, limit, order = 'newest' } = query;
  const filtered =
    query.state !== undefined ||
    query.roleId !== undefined ||
    query.expiresBefore !== undefined ||
    query.neverExpires !== undefined ||
    query.unusedSince !== undefined ||
    query.search !== undefined;
  const begin = beginOf(query, order);
  const start = after === undefined || isBefore(order, after, begin) ? begin : after;
  const first = await findLastExamined(db, dialect, query, begin);
  const last = start === begin ? first : filtered ? await findLastExamined(db, dialect, query, start) : null;

  const rows = await applyFilters(candidates(selectTokens(db, query.organizationId), dialect, query), query)
    .$if(start !== undefined, (select) => select.where(isAfter(order, start as Key)))
    .$if(filtered && last !== null, (select) => select.where(isThrough(order, last as Key)))
    .$call(orderBy(order))
    .limit(limit + 1)
    .execute();
  const tokens = rows.slice(0, limit).map(toStoredToken);
  const end = tokens.at(-1);
  return {
    tokens,
    next: rows.length > limit && end !== undefined ? toTokenPosition(end, order) : filtered ? last : null,
    total: await count(db, dialect, query, { begin, last: first }),
    totalIsExact: first === null,
  };
}

/**
 * Before which token a list begins. A token is not used before it is created, so no newer one was unused since a time; and those
 * that never expire come last. One bound with the position of the page, since SQLite uses one for the search.
 */
function beginOf({ unusedSince, neverExpires }: TokenQuery, order: TokenOrder): Key | undefined {
  if (order === 'newest' && unusedSince !== undefined) return { value: unusedSince, id: '' };
  if (order === 'expires' && neverExpires === true) return { value: Number.MAX_SAFE_INTEGER, id: '' };
  return undefined;
}

/** Whether a position is before the one where a list begins. */
const isBefore = (order: TokenOrder, { value }: Key, begin: Key | undefined): boolean =>
  begin !== undefined && (order === 'newest' ? value >= begin.value : value < begin.value);

type TokenSelect<Columns> = SelectQueryBuilder<Schema, 'tokens', Columns>;

/** Adds the conditions that an index finds. */
function candidates<Columns>(
  select: TokenSelect<Columns>,
  dialect: Dialect,
  { kind, ownerId, roleId, managedBy, order = 'newest' }: TokenQuery,
): TokenSelect<Columns> {
  let query = select;
  if (ownerId !== undefined) {
    query = query.where('owner_id', '=', ownerId);
    // The owner of a personal token manages it, and the index of that has every order.
    if (order !== 'newest' && order !== 'oldest') query = query.where('managed_by_id', '=', ownerId);
  }
  if (managedBy !== undefined) {
    query = query
      .where('managed_by_kind', '=', managedBy.kind)
      .where('managed_by_id', managedBy.id === null ? 'is' : '=', managedBy.id);
  }
  // Only service tokens have a role of their own, and an organization has few of them.
  const kinds = [...(kind === undefined ? [] : [kind]), ...(roleId === undefined ? [] : ['service'])];
  // A user has fewer tokens than the organization has of a kind.
  const isNarrow = ownerId !== undefined || managedBy !== undefined;
  const column = isNarrow ? dialect.withoutIndex('kind') : sql`kind`;
  for (const each of kinds) query = query.where(sql<boolean>`${column} = ${each}`);
  return query;
}

/** Adds the conditions that each candidate is examined for. */
function applyFilters<Columns>(
  select: TokenSelect<Columns>,
  { roleId, state, expiresBefore, neverExpires, unusedSince, search }: TokenQuery,
): TokenSelect<Columns> {
  let query = select;
  if (roleId !== undefined) query = query.where('role_id', '=', roleId);
  if (state !== undefined) query = query.where(inState(state));
  if (expiresBefore !== undefined) query = query.where('expires_at', '<', expiresBefore);
  if (neverExpires !== undefined) query = query.where('expires_at', neverExpires ? 'is' : 'is not', null);
  if (unusedSince !== undefined) {
    // Not `not exists`, which Postgres can turn into a scan of all uses.
    query = query.where((token) =>
      token(token.fn.coalesce(lastUseOf(token).$asScalar(), 'tokens.created_at'), '<', unusedSince),
    );
  }
  if (search !== undefined)
    query = query.where(sql<boolean>`lower(name) like ${toPattern(search)} escape '!'`);
  return query;
}

/** The order of the conditions is that of the authority: revoked, otherwise expired, otherwise suspended. */
function inState({ is, at }: NonNullable<TokenQuery['state']>) {
  if (is === 'revoked') return sql<boolean>`revoked_at is not null`;
  if (is === 'expired') return sql<boolean>`revoked_at is null and expires_at <= ${at}`;
  const alive = sql<boolean>`revoked_at is null and (expires_at is null or expires_at > ${at})`;
  return is === 'suspended'
    ? sql<boolean>`${alive} and suspended_at is not null`
    : sql<boolean>`${alive} and suspended_at is null`;
}

/** A pattern of `like` for names that contain the string. Only the letters A to Z have a lower case in both databases. */
const toPattern = (search: string): string =>
  `%${search.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[!%_]/g, '!$&')}%`;

const candidatesOf = (db: Kysely<Schema>, dialect: Dialect, query: TokenQuery) =>
  candidates(
    db
      .selectFrom('tokens')
      .where('organization_id', '=', query.organizationId)
      .where('deleted_at', 'is', null),
    dialect,
    query,
  );

/** Finds the last candidate to examine after a position; `null` if all of them are examined. */
async function findLastExamined(
  db: Kysely<Schema>,
  dialect: Dialect,
  query: TokenQuery,
  after: Key | undefined,
): Promise<Key | null> {
  const { order = 'newest' } = query;
  const rows = await candidatesOf(db, dialect, query)
    .select([keyOf(order).as('value'), 'tokens.id'])
    .$if(after !== undefined, (select) => select.where(isAfter(order, after as Key)))
    .$call(orderBy(order))
    .offset(EXAMINED - 1)
    .limit(2)
    .execute();
  const [last, further] = rows;
  return last === undefined || further === undefined ? null : last;
}

/** Counts the tokens of a query, down to the last one to examine. */
async function count(
  db: Kysely<Schema>,
  dialect: Dialect,
  query: TokenQuery,
  { begin, last }: { readonly begin: Key | undefined; readonly last: Key | null },
): Promise<number> {
  const { order = 'newest' } = query;
  const { total } = await applyFilters(candidatesOf(db, dialect, query), query)
    .$if(begin !== undefined, (select) => select.where(isAfter(order, begin as Key)))
    .$if(last !== null, (select) => select.where(isThrough(order, last as Key)))
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}
