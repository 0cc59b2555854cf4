/// <reference types="node" />
import { copyFileSync } from 'node:fs';
import type { Command } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { createFaultyDriver } from './create-faulty-driver.ts';
import { commandTypes, everyCommand, prepareEveryCommand } from './every-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const HOUR = 3_600_000;
const newPath = temporaryFolder();
const prepared = newPath('prepared.db');
const pruning = newPath('pruning.db');
const template = createFaultyDriver();

beforeAll(async () => {
  const store = await openSqliteStore({ driver: template.driver, path: prepared });
  await prepareEveryCommand(store);
  await store.close();
  copyFileSync(prepared, pruning);
  const database = new Database(pruning);
  // The next change prunes the log.
  database.exec('update change_counter set value = 255; pragma wal_checkpoint(truncate)');
  database.close();
});

/** Returns the content of a database as a string. */
function dump(path: string): string {
  const database = new Database(path);
  const tables = database
    .prepare(`select name from sqlite_schema where type = 'table' order by name`)
    .all([])
    .map((row) => (row as { name: string }).name);
  const text = tables.map((name) => {
    // A mark is random, so no two runs have the same.
    const columns = name === 'changes' ? 'sequence, at, organization_id, token_id, user_id, role_id' : '*';
    const rows = database.prepare(`select ${columns} from "${name}"`).raw().all([]) as unknown[][];
    return [name, ...rows.map((row) => JSON.stringify(row))].join('\n');
  });
  database.close();
  return text.join('\n\n');
}

/** Opens a store with a faulty driver on a copy of a database. */
async function openCopy(from: string) {
  const path = newPath();
  copyFileSync(from, path);
  const faulty = createFaultyDriver();
  const store = await openSqliteStore({ driver: faulty.driver, path });
  return { store, faulty, read: () => dump(path) };
}

const commands = [
  ...everyCommand.map((command, index) => ({ name: `${command.type} (${index})`, from: prepared, command })),
  {
    name: 'a change that prunes the log',
    from: pruning,
    command: { ...(everyCommand.at(-1) as Command), at: 2 * HOUR },
  },
];

describe.each(commands)('$name', ({ from, command }) => {
  const expected = { outcome: {}, before: '', after: '' };
  beforeAll(async () => {
    const { store, read } = await openCopy(from);
    expected.before = read();
    expected.outcome = await store.apply(command);
    expected.after = read();
    await store.close();
    expect(expected.outcome).toMatchObject({ ok: true });
    expect(expected.after).not.toBe(expected.before);
  });

  it.each([
    ['before it is executed', 'before'],
    ['after it was executed', 'after'],
    ['and all later ones do', 'permanently'],
  ] as const)('leaves no partial change when any statement fails %s', async (_, how) => {
    const { store, faulty, read } = await openCopy(from);
    const statements: string[] = [];
    for (;;) {
      faulty.arm({ at: statements.length + 1, how });
      const outcome = await store.apply(command).catch((error: Error) => error);
      const failedAt = faulty.disarm();
      if (failedAt === null) {
        // Sent again after all failures.
        expect(outcome).toEqual(expected.outcome);
        break;
      }
      statements.push(failedAt);
      expect(outcome, failedAt).toMatchObject({ code: 'store_failed', cause: faulty.error });
      const committed = how === 'after' && failedAt === 'commit';
      expect(read(), failedAt).toBe(committed ? expected.after : expected.before);
      // The committed command is only read from now on.
      if (committed) break;
    }
    expect(await store.apply(command)).toEqual(expected.outcome);
    expect(read()).toBe(expected.after);
    await store.close();
    // Otherwise the test has shown nothing.
    expect(statements[0]).toBe('begin immediate');
    expect(statements.at(-1)).toBe('commit');
    expect(statements.some((sql) => sql.startsWith('insert into "audit"'))).toBe(true);
  });
});

afterAll(() => {
  expect([...new Set(commands.map(({ command }) => command.type))].sort()).toEqual([...commandTypes].sort());
});
