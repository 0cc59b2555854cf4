/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import { sleep } from '../lease/random-timing.ts';
import { startVerifiersOnSqlite } from '../lease/start-verifiers.ts';
import { addTestToken, revoke } from '../lease/test-tokens.ts';
import { load } from '../lease/verification-load.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { expectNoneAccepted, waitUntilAccepted } from './count-accepted.ts';
import { newestChange, writeChangesUpTo } from './write-changes.ts';

const LOST = 20;
const newPath = temporaryFolder();

/** Moves the write-ahead log into the file, so that the file is complete. */
function checkpoint(path: string): void {
  const database = new Database(path);
  database.pragma('wal_checkpoint(truncate)');
  database.close();
}

const restore: Readonly<Record<string, (backup: string, path: string) => void>> = {
  'restored in place': (backup, path) => {
    checkpoint(path);
    // In a process of its own: closing the file here would release the locks of this process.
    execFileSync('dd', [`if=${backup}`, `of=${path}`, 'conv=notrunc', 'status=none']); // cspell:disable-line
  },
  'replaced by rename': (backup, path) => {
    renameSync(backup, path);
    for (const file of [`${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  },
};

const groups = await Promise.all(
  Object.keys(restore).map(async (situation) => {
    const path = newPath();
    return { situation, path, ...(await startVerifiersOnSqlite(path)) };
  }),
);

it.each(groups)('after the file is $situation, a token that was revoked since is rejected', async (group) => {
  const { situation, path, store, verifiers } = group;
  const [kept, gone, other] = [
    await addTestToken(store),
    await addTestToken(store),
    await addTestToken(store),
  ];
  const backup = newPath();
  checkpoint(path);
  copyFileSync(path, backup);
  await load(verifiers, [kept, gone]);
  const newest = (await newestChange(store)) + LOST;
  await writeChangesUpTo(store, other, newest);
  await sleep(3 * store.leaseMs);

  // Idle processes do not read the log. Busy ones would see that it became shorter.
  for (const verifier of verifiers) for (const { id } of [kept, gone]) await verifier.unload(id);
  await store.close();
  restore[situation]?.(backup, path);
  const reopened = await openSqliteStore({ driver: Database, path });
  onTestFinished(() => reopened.close());
  expect(await newestChange(reopened)).toBeLessThan(newest);
  await revoke(reopened, gone);
  await writeChangesUpTo(reopened, other, newest);
  await expectNoneAccepted(`SQLite file ${situation}`, verifiers, [gone]);
  await waitUntilAccepted(verifiers, kept);
});
