import { type ColumnDefinitionBuilder, type RawBuilder, sql } from 'kysely';

/** Differences between the tables of SQLite and Postgres. */
export interface Dialect {
  readonly digest: 'blob' | 'bytea';
  /** Signed, 64 bits. */
  readonly integer: 'integer' | 'bigint';
  /** Compared and ordered byte by byte. */
  readonly text: 'text' | RawBuilder<unknown>;
  /** Follows the definition of a table that is read by its primary key. */
  readonly keyed: RawBuilder<unknown>;
  /** Follows the definition of a table whose primary key is a number. */
  readonly numbered: RawBuilder<unknown>;
  /** Follows a query: locks its rows, except those that another transaction has locked. */
  readonly lockFreeRows: RawBuilder<unknown>;
  /** Makes a primary key increment automatically and never reuse a number, not even of a deleted row. */
  readonly autoIncrementing: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Follows the expression of a column that is computed: it has an index in both databases. */
  readonly computed: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** The first element of a JSON array, as JSON. */
  readonly firstElement: (array: RawBuilder<unknown>) => RawBuilder<string>;
  /** A column that SQLite compares without an index. It does not know how many rows have a value, and Postgres does. */
  readonly withoutIndex: (column: string) => RawBuilder<unknown>;
  /** An expression whose value is random, at least 16 characters, and different in each row. */
  readonly randomText: RawBuilder<string>;
}

export const sqliteDialect: Dialect = {
  digest: 'blob',
  integer: 'integer',
  text: 'text',
  keyed: sql`strict, without rowid`,
  numbered: sql`strict`,
  // A transaction is the only writer.
  lockFreeRows: sql``,
  autoIncrementing: (column) => column.autoIncrement(),
  computed: (column) => column,
  firstElement: (array) => sql`${array} -> 0`,
  withoutIndex: (column) => sql`+${sql.ref(column)}`,
  randomText: sql`lower(hex(randomblob(16)))`,
};

export const postgresDialect: Dialect = {
  digest: 'bytea',
  integer: 'bigint',
  // An index in the order of a locale becomes silently corrupt when the operating system changes that order.
  text: sql`text collate "C"`,
  keyed: sql``,
  numbered: sql``,
  lockFreeRows: sql`for update skip locked`,
  autoIncrementing: (column) => column.generatedAlwaysAsIdentity(),
  computed: (column) => column.stored(),
  firstElement: (array) => sql`cast(cast(${array} as json) -> 0 as text)`,
  withoutIndex: (column) => sql.ref(column),
  randomText: sql`cast(gen_random_uuid() as text)`,
};
