import { Kysely, SqliteDialect } from 'kysely';
import type { Schema } from '../schema.ts';
import { createPrefixPlugin } from './create-prefix-plugin.ts';
import type { Connection } from './open-connection.ts';

/** Creates the queries of a connection, to tables whose names begin with a prefix. */
export const createDatabase = (connection: Connection, prefix: string): Kysely<Schema> =>
  new Kysely({
    dialect: new SqliteDialect({ database: connection }),
    plugins: prefix === '' ? [] : [createPrefixPlugin(prefix)],
  });
