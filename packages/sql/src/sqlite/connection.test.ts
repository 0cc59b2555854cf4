/// <reference types="node" />
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openConnection } from './connection.ts';

const newPath = temporaryFolder();

/** Two connections to one new database with a table. */
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

describe('what the driver throws becomes an error of the store', () => {
  it('a lock', () => {
    const { one, other } = open();
    one.exec('begin immediate');
    expect(codeOf(() => other.exec('begin immediate'))).toBe('store_busy');
    one.exec('rollback');
    // A transaction that could not begin must not stand in the way of the next one.
    other.exec('begin immediate');
    other.prepare('insert into t (n) values (?)').run([1]);
    other.exec('commit');
    expect(one.prepareRows('select count(*) from t').get([])).toEqual([1]);
  });

  it('a database without room', () => {
    const { one } = open();
    one.exec('pragma max_page_count = 3');
    const fill = () => one.exec('insert into t (n) select 1 from (select 1 union select 2), sqlite_schema');
    expect(
      codeOf(() => {
        for (let round = 0; round < 10_000; round += 1) fill();
      }),
    ).toBe('store_full');
  });

  it('a connection that may only read', () => {
    const { one } = open();
    one.exec('pragma query_only = on');
    expect(codeOf(() => one.exec('delete from t'))).toBe('store_unwritable');
  });

  it('a folder that is not there', () => {
    const missing = openConnection({ driver: Database, path: newPath('none/x.db'), timeoutMs: 0 });
    expect(codeOf(() => missing.exec('select 1'))).toBe('store_unwritable');
  });

  it('a broken rule, a wrong type, wrong SQL: with the driver’s error as the cause', () => {
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

it('a statement leaves nothing open that would hold an old state of the database', () => {
  const { one, other } = open();
  other.exec('insert into t (n) values (1), (2), (3)');
  const first = one.prepareRows('select n from t');
  expect(first.get([])).toEqual([1]);
  other.exec('insert into t (n) values (4)');
  expect(one.prepareRows('select count(*) from t').get([])).toEqual([4]);
  expect(other.prepareRows('pragma wal_checkpoint(truncate)').get([])).toEqual([0, 0, 0]);
});

it('a connection that was closed is not opened again', () => {
  const { one } = open();
  const statement = one.prepare('select 1');
  one.close();
  one.close();
  for (const call of [() => statement.get([]), () => one.exec('select 1'), () => one.prepare('select 1')]) {
    expect(codeOf(call)).toBe('store_closed');
  }
});

describe('a statement that found the database locked', () => {
  /** A database in which readers and writers lock each other out. */
  const openLocking = () => {
    const { one, other } = open();
    one.exec('pragma journal_mode = delete; insert into t (n) values (1)');
    return { one, other };
  };

  it.each(['get', 'all', 'run'] as const)('holds no lock and no old state afterwards: %s', (call) => {
    const { one, other } = openLocking();
    const count = one.prepareRows('select count(*) from t');
    const again = one.prepareRows('select count(*) from t where n > ?');
    other.exec('begin exclusive');
    expect(codeOf(() => count[call]([]))).toBe('store_busy');
    other.exec('commit');
    // Before, in between and after: whatever the failed one kept would show.
    expect(again.get([0])).toEqual([1]);
    other.exec('insert into t (n) values (2)');
    expect(again.get([0])).toEqual([2]);
    one.exec('begin immediate; insert into t (n) values (3); commit');
    expect(count.get([])).toEqual([3]);
  });

  it('in a transaction leaves the transaction as it is', () => {
    const { one, other } = openLocking();
    one.exec('begin immediate');
    one.prepare('insert into t (n) values (?)').run([2]);
    expect(codeOf(() => one.prepare('insert into t values (1, ?)').run([3]))).toBe('store_failed');
    expect(one.prepareRows('select count(*) from t').get([])).toEqual([2]);
    one.exec('rollback');
    expect(one.prepareRows('select count(*) from t').get([])).toEqual([1]);
    other.exec('insert into t (n) values (2)');
  });

  it('gives way to a connection that is set up like the first', () => {
    const path = newPath();
    const one = openConnection({ driver: Database, path, timeoutMs: 0, setup: 'pragma query_only = on' });
    expect(codeOf(() => one.prepare('selec'))).toBe('store_failed');
    expect(codeOf(() => one.exec('create table t (n integer)'))).toBe('store_unwritable');
  });
});
