/// <reference types="node" />
import { writeFileSync } from 'node:fs';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openConnection } from './open-connection.ts';

const newMissingPath = temporaryFolder();
/** The driver would create a missing file; a connection does not. */
const newPath = () => {
  const path = newMissingPath();
  writeFileSync(path, '');
  return path;
};

/** Opens two connections to a new database with one table. */
function open() {
  const path = newPath();
  const one = openConnection({ driver: Database, path, timeoutMs: 0 });
  one.exec('pragma journal_mode = wal; create table t (id integer primary key, n integer not null) strict');
  return { one, other: openConnection({ driver: Database, path, timeoutMs: 0 }) };
}

const codeOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('an error of the driver becomes a store error', () => {
  it('for a lock', () => {
    const { one, other } = open();
    one.exec('begin immediate');
    expect(codeOf(() => other.exec('begin immediate'))).toBe('store_busy');
    one.exec('rollback');
    // A transaction that failed to begin must not block the next one.
    other.exec('begin immediate');
    other.prepare('insert into t (n) values (?)').run([1]);
    other.exec('commit');
    expect(one.prepareRows('select count(*) from t').get([])).toEqual([1]);
  });

  it('for a full database', () => {
    const { one } = open();
    one.exec('pragma max_page_count = 3');
    const fill = () => one.exec('insert into t (n) select 1 from (select 1 union select 2), sqlite_schema');
    expect(
      codeOf(() => {
        for (let count = 0; count < 10_000; count += 1) fill();
      }),
    ).toBe('store_full');
  });

  it('for a read-only connection', () => {
    const { one } = open();
    one.exec('pragma query_only = on');
    expect(codeOf(() => one.exec('delete from t'))).toBe('store_unwritable');
  });

  it('for a missing folder', () => {
    const missing = openConnection({ driver: Database, path: newMissingPath('none/x.db'), timeoutMs: 0 });
    expect(codeOf(() => missing.exec('select 1'))).toBe('store_unwritable');
  });

  it('for a constraint violation, a wrong type and invalid SQL, with the driver’s error as the cause', () => {
    const { one } = open();
    const statements = [
      'insert into t values (1, null)',
      'select * from nothing',
      'selec',
      `insert into t (n) values ('x')`,
    ];
    for (const sql of statements) {
      expect(codeOf(() => one.prepare(sql).run([]))).toBe('store_failed');
      expect(codeOf(() => one.exec(sql))).toBe('store_failed');
    }
    expect(() => one.exec('selec')).toThrow(
      expect.objectContaining({ name: 'LynkStoreError', cause: expect.any(Error) }),
    );
  });
});

it('a statement leaves no snapshot of the database open', () => {
  const { one, other } = open();
  other.exec('insert into t (n) values (1), (2), (3)');
  const first = one.prepareRows('select n from t');
  expect(first.get([])).toEqual([1]);
  other.exec('insert into t (n) values (4)');
  expect(one.prepareRows('select count(*) from t').get([])).toEqual([4]);
  expect(other.prepareRows('pragma wal_checkpoint(truncate)').get([])).toEqual([0, 0, 0]);
});

it('a closed connection is not reopened', () => {
  const { one } = open();
  const statement = one.prepare('select 1');
  one.close();
  one.close();
  for (const call of [() => statement.get([]), () => one.exec('select 1'), () => one.prepare('select 1')]) {
    expect(codeOf(call)).toBe('store_closed');
  }
});

describe('a statement that failed on a locked database', () => {
  /** Opens a database without a write-ahead log, in which readers and writers block each other. */
  const openLocking = () => {
    const { one, other } = open();
    one.exec('pragma journal_mode = delete; insert into t (n) values (1)');
    return { one, other };
  };

  it.each(['get', 'all', 'run'] as const)('keeps no lock and no snapshot afterwards: %s', (call) => {
    const { one, other } = openLocking();
    const count = one.prepareRows('select count(*) from t');
    const filtered = one.prepareRows('select count(*) from t where n > ?');
    other.exec('begin exclusive');
    expect(codeOf(() => count[call]([]))).toBe('store_busy');
    other.exec('commit');
    // Reads before, between and after writes would reveal a snapshot of the failed statement.
    expect(filtered.get([0])).toEqual([1]);
    other.exec('insert into t (n) values (2)');
    expect(filtered.get([0])).toEqual([2]);
    one.exec('begin immediate; insert into t (n) values (3); commit');
    expect(count.get([])).toEqual([3]);
  });

  it('leaves its transaction unchanged', () => {
    const { one, other } = openLocking();
    one.exec('begin immediate');
    one.prepare('insert into t (n) values (?)').run([2]);
    expect(codeOf(() => one.prepare('insert into t values (1, ?)').run([3]))).toBe('store_failed');
    expect(one.prepareRows('select count(*) from t').get([])).toEqual([2]);
    one.exec('rollback');
    expect(one.prepareRows('select count(*) from t').get([])).toEqual([1]);
    other.exec('insert into t (n) values (2)');
  });

  it('is replaced by a connection with the same setup', () => {
    const path = newPath();
    const one = openConnection({ driver: Database, path, timeoutMs: 0, setup: 'pragma query_only = on' });
    expect(codeOf(() => one.prepare('selec'))).toBe('store_failed');
    expect(codeOf(() => one.exec('create table t (n integer)'))).toBe('store_unwritable');
  });
});
