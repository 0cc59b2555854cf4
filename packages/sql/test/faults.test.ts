/// <reference types="node" />
import { copyFileSync } from 'node:fs';
import type { Command } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { createFaultyDriver } from './faulty-driver.ts';
import { everyCommand, setStage } from './stage.ts';
import { temporaryFolder } from './temporary-folder.ts';

const HOUR = 3_600_000;
const newPath = temporaryFolder();
const staged = newPath('staged.db');
const pruning = newPath('pruning.db');
const template = createFaultyDriver();

beforeAll(async () => {
  const store = await openSqliteStore({ driver: template.driver, path: staged });
  await setStage(store);
  await store.close();
  copyFileSync(staged, pruning);
  const database = new Database(pruning);
  // The next change is the one that takes the old ones away.
  database.exec('update change_counter set value = 255; pragma wal_checkpoint(truncate)');
  database.close();
});

/** Everything that is in a database, as text. */
function dump(path: string): string {
  const database = new Database(path);
  const tables = database
    .prepare(`select name from sqlite_schema where type = 'table' order by name`)
    .all([])
    .map((row) => (row as { name: string }).name);
  const text = tables.map((name) => {
    const rows = database.prepare(`select * from "${name}"`).raw().all([]) as unknown[][];
    return [name, ...rows.map((row) => JSON.stringify(row))].join('\n');
  });
  database.close();
  return text.join('\n\n');
}

/** A store on a copy of a database, whose driver can be made to fail. */
async function openCopy(from: string) {
  const path = newPath();
  copyFileSync(from, path);
  const faulty = createFaultyDriver();
  const store = await openSqliteStore({ driver: faulty.driver, path });
  return { store, faulty, read: () => dump(path) };
}

const commands = [
  ...everyCommand.map((command, index) => ({ name: `${command.type} (${index})`, from: staged, command })),
  {
    name: 'a change that prunes the log',
    from: pruning,
    command: { ...(everyCommand.at(-1) as Command), at: 2 * HOUR },
  },
];

describe.each(commands)('$name', ({ from, command }) => {
  const sound = { answer: {}, before: '', after: '' };
  beforeAll(async () => {
    const { store, read } = await openCopy(from);
    sound.before = read();
    sound.answer = await store.apply(command);
    sound.after = read();
    await store.close();
    expect(sound.answer).toMatchObject({ ok: true });
    expect(sound.after).not.toBe(sound.before);
  });

  it.each([
    ['before it is run', 'before'],
    ['behind its back', 'after'],
    ['for good', 'for good'],
  ] as const)('leaves nothing when any statement fails %s', async (_, how) => {
    const { store, faulty, read } = await openCopy(from);
    const statements: string[] = [];
    for (;;) {
      faulty.arm({ at: statements.length + 1, how });
      const answer = await store.apply(command).catch((error: Error) => error);
      const failedAt = faulty.disarm();
      if (failedAt === null) {
        // Sent again after all of the failures.
        expect(answer).toEqual(sound.answer);
        break;
      }
      statements.push(failedAt);
      expect(answer, failedAt).toMatchObject({ code: 'store_failed', cause: faulty.error });
      const committed = how === 'after' && failedAt === 'commit';
      expect(read(), failedAt).toBe(committed ? sound.after : sound.before);
      // What is there already is only read.
      if (committed) break;
    }
    expect(await store.apply(command)).toEqual(sound.answer);
    expect(read()).toBe(sound.after);
    await store.close();
    // Otherwise this has shown nothing.
    expect(statements[0]).toBe('begin immediate');
    expect(statements.at(-1)).toBe('commit');
    expect(statements.some((sql) => sql.startsWith('insert into "audit"'))).toBe(true);
  });
});

afterAll(() => {
  const types = new Set(commands.map(({ command }) => command.type));
  expect(types.size).toBe(13);
});
