import type { TokenRecord } from '@lynk-auth/authority';
import { Kysely, SqliteDialect } from 'kysely';
import type { Reader } from '../create-sql-store.ts';
import { type LookupRow, lookupSql, toTokenRecord } from '../lookup.ts';
import { type ChangesRow, changesSql, toChanges } from '../read-changes.ts';
import type { Schema } from '../schema.ts';
import { openConnection } from './connection.ts';
import { createDigestStatement, type DigestStatement } from './digest-statement.ts';
import type { readOptions } from './read-options.ts';

/** A reader waits only while the log is rebuilt after a crash: an instant. */
const RECOVERY_MS = 1000;
/** 64 MiB, taken only as far as it is used. With a million tokens, a lookup reads few pages from the file. */
const CACHE_KIB = 65_536;
/** 1 GiB of the file is mapped, for reading only: a page that is not in the cache costs no system call. */
const MAPPED = 2 ** 30;

/** The side of a SQLite file that answers. */
export interface SqliteReader extends Reader {
  readonly close: () => void;
}

/** Opens the connection that reads. Each statement sees what was committed before it. */
export function openReader({ driver, path }: ReturnType<typeof readOptions>): SqliteReader {
  const connection = openConnection({
    driver,
    path,
    timeoutMs: RECOVERY_MS,
    setup: `pragma query_only = on; pragma trusted_schema = off;
      pragma cache_size = -${CACHE_KIB}; pragma mmap_size = ${MAPPED}`,
  });
  const lookups = new Map<number, DigestStatement>();
  const lookupFor = (count: number): DigestStatement => {
    let lookup = lookups.get(count);
    if (lookup === undefined) {
      lookup = createDigestStatement(connection.prepareRows(lookupSql(count)), count);
      lookups.set(count, lookup);
    }
    return lookup;
  };
  try {
    lookupFor(1);
    const changes = connection.prepareRows(changesSql());
    return {
      db: new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) }),
      lookup(digests): TokenRecord | null {
        const row = lookupFor(digests.length)(digests) as LookupRow | undefined;
        return row === undefined ? null : toTokenRecord(row);
      },
      changes: (after) => toChanges(changes.all([after]) as ChangesRow[]),
      close: connection.close,
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}
