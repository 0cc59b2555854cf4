import type { TokenOrder, TokenPosition } from '@lynk-auth/authority';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** A position in a list of tokens, with the value that the database compares. */
export type Key = TokenPosition;

/** What an order compares: a column, since SQLite finds no row value by an expression in an index. */
const keys = {
  newest: sql<number>`tokens.created_at`,
  oldest: sql<number>`tokens.created_at`,
  name: sql<string>`tokens.sort_name`,
  expires: sql<number>`tokens.sort_end`,
} as const satisfies Readonly<Record<TokenOrder, RawBuilder<unknown>>>;

export const keyOf = (order: TokenOrder): RawBuilder<number | string> => keys[order];

/** Returns the condition of the tokens after a position. */
export const isAfter = (order: TokenOrder, { value, id }: Key): RawBuilder<boolean> =>
  sql`(${keys[order]}, tokens.id) ${sql.raw(order === 'newest' ? '<' : '>')} (${value}, ${id})`;

/** Returns the condition of the tokens down to a position, including it. */
export const isThrough = (order: TokenOrder, { value, id }: Key): RawBuilder<boolean> =>
  sql`(${keys[order]}, tokens.id) ${sql.raw(order === 'newest' ? '>=' : '<=')} (${value}, ${id})`;

/** Sorts a query. */
export const orderBy =
  (order: TokenOrder) =>
  <Columns>(
    select: SelectQueryBuilder<Schema, 'tokens', Columns>,
  ): SelectQueryBuilder<Schema, 'tokens', Columns> => {
    const direction = order === 'newest' ? 'desc' : 'asc';
    return select.orderBy(keys[order], direction).orderBy('tokens.id', direction);
  };
