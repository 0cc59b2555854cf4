import type { Reader } from '../create-sql-store.ts';
import { type ChangesRow, changesSql, toChanges } from '../source/changes-sql.ts';
import { type LookupRow, lookupSql, toTokenRecord } from '../source/lookup-sql.ts';
import { createDatabase } from './create-database.ts';
import { openConnection, type Statement } from './open-connection.ts';
import type { readOptions } from './read-options.ts';

/** A reader waits only while SQLite recovers its write-ahead log after a crash, which is brief. */
const RECOVERY_MS = 1000;
/** 64 MiB, allocated on demand. With a million tokens, a lookup then reads few pages from the file. */
const CACHE_KIB = 65_536;
/** Maps 1 GiB of the file for reading, so that a page outside of the cache needs no system call. */
const MMAP_BYTES = 2 ** 30;

/** The connection that reads. */
export interface SqliteReader extends Reader {
  readonly close: () => void;
}

/** Opens the connection that reads. Each statement sees everything that was committed before it. */
export function openReader({ driver, path, prefix }: ReturnType<typeof readOptions>): SqliteReader {
  const tables = `main.${prefix}`;
  const connection = openConnection({
    driver,
    path,
    timeoutMs: RECOVERY_MS,
    setup: `pragma query_only = on; pragma trusted_schema = off;
      pragma cache_size = -${CACHE_KIB}; pragma mmap_size = ${MMAP_BYTES}`,
  });
  const lookups = new Map<number, Statement>();
  const lookupFor = (count: number): Statement => {
    let lookup = lookups.get(count);
    if (lookup === undefined) {
      lookup = connection.prepareRows(lookupSql(count, tables));
      lookups.set(count, lookup);
    }
    return lookup;
  };
  try {
    lookupFor(1);
    const changes = connection.prepareRows(changesSql({ tables, least: 'min' }));
    return {
      db: createDatabase(connection, prefix),
      lookup: (digests) => toTokenRecord(lookupFor(digests.length).get(digests) as LookupRow | undefined),
      changes(from) {
        // A number that changes with the file, so that the log of another file is another log.
        const log = connection.countReplacements();
        return toChanges(changes.all([from]) as ChangesRow[], log);
      },
      refresh: () => void connection.countReplacements(),
      close: connection.close,
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}
