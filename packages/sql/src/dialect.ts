import { type ColumnDefinitionBuilder, type RawBuilder, sql } from 'kysely';

/** Everything in which the tables of one database differ from another's. */
export interface Dialect {
  readonly digest: 'blob' | 'bytea';
  /** 64 bits, signed. */
  readonly integer: 'integer' | 'bigint';
  /** Compared and ordered byte by byte. */
  readonly text: 'text' | RawBuilder<unknown>;
  /** Stands behind a table that is read by its primary key. */
  readonly keyed: RawBuilder<unknown>;
  /** Stands behind a table whose primary key is a number. */
  readonly numbered: RawBuilder<unknown>;
  /** Makes a primary key count by itself, and give no number twice, not even a deleted row's. */
  readonly counting: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
}

export const sqliteDialect: Dialect = {
  digest: 'blob',
  integer: 'integer',
  text: 'text',
  keyed: sql`strict, without rowid`,
  numbered: sql`strict`,
  counting: (column) => column.autoIncrement(),
};

export const postgresDialect: Dialect = {
  digest: 'bytea',
  integer: 'bigint',
  // An index in a language's order is damaged, without a word, when the system's rules of it change.
  text: sql`text collate "C"`,
  keyed: sql``,
  numbered: sql``,
  counting: (column) => column.generatedAlwaysAsIdentity(),
};
