import { Kysely, SqliteDialect } from 'kysely';
import type { Schema } from '../schema.ts';
import { createPrefixPlugin } from './create-prefix-plugin.ts';
import type { Connection, Statement } from './open-connection.ts';

/** How many statements a connection keeps: more than this package has, without those for any number of rows. */
const KEPT = 200;
/** The longest statement to keep, in characters. */
const LONGEST = 4000;

/** Creates the queries of a connection, to tables whose names begin with a prefix. */
export const createDatabase = (connection: Connection, prefix: string): Kysely<Schema> =>
  new Kysely({
    dialect: new SqliteDialect({ database: keepStatements(connection) }),
    plugins: prefix === '' ? [] : [createPrefixPlugin(prefix)],
  });

/** Prepares each statement once. Kysely prepares it for each query, which takes longer than most of them run. */
function keepStatements(connection: Connection): Pick<Connection, 'prepare' | 'close'> {
  const kept = new Map<string, Statement>();
  return {
    prepare(sql) {
      const found = kept.get(sql);
      if (found !== undefined) return found;
      const statement = connection.prepare(sql);
      if (sql.length > LONGEST) return statement;
      const [oldest] = kept.keys();
      if (kept.size === KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(sql, statement);
      return statement;
    },
    close: connection.close,
  };
}
