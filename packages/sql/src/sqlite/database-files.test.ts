/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createAuthority, systemActor } from '@lynk-auth/authority';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../../test/acme.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { migrations } from '../migrations/migrations.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const newPath = temporaryFolder();
const open = (path: string) => openSqliteStore({ driver: Database, path });
const filesOf = (path: string) => [path, `${path}-wal`, `${path}-shm`];
const modesOf = (path: string) => filesOf(path).map((file) => (statSync(file).mode & 0o777).toString(8));
const storeError = (code: string) => ({ name: 'LynkStoreError', code });

describe('the files', () => {
  it('are accessible to their owner only', async () => {
    const path = newPath();
    const store = await open(path);
    await addAcme(store);
    expect(modesOf(path)).toEqual(['600', '600', '600']);
    await store.close();
  });

  it('become accessible to their owner only if they were not', async () => {
    const path = newPath();
    const first = await open(path);
    await addAcme(first);
    for (const file of filesOf(path)) chmodSync(file, 0o666);
    const second = await open(path);
    expect(modesOf(path)).toEqual(['600', '600', '600']);
    await first.close();
    await second.close();
  });

  it('are one complete file after close', async () => {
    const path = newPath();
    const store = await open(path);
    await addAcme(store);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await store.close();
    expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0);
    const copy = newPath();
    writeFileSync(copy, readFileSync(path));
    const copied = await open(copy);
    expect(await copied.listMembers(acme.organizationId)).toHaveLength(1);
    await copied.close();
  });

  it('contain digests and masks, and no other part of a token', async () => {
    const path = newPath();
    const store = await open(path);
    const authority = createAuthority({ store });
    const acmeCorp = await authority.createOrganization({
      name: 'Acme Corp',
      admin: { userId: 'ada' },
    });
    if (!acmeCorp.ok) throw new Error('The organization could not be created.');
    const management = authority.as(systemActor(acmeCorp.organization.id));
    const issued = await Promise.all([
      management.issuePersonalToken({ name: 'laptop', ownerId: 'ada' }),
      management.issueServiceToken({ name: 'ci', roleId: acmeCorp.roles[0]?.id ?? '' }),
    ]);
    // Read by another process: closing the file in this one would release SQLite's locks.
    const bytes = execFileSync('cat', filesOf(path), { maxBuffer: 1e8 });
    for (const outcome of issued) {
      if (!outcome.ok) throw new Error('A token could not be issued.');
      const text = outcome.secret.reveal();
      const body = text.slice(text.lastIndexOf('_') + 1);
      const digest = createHash('sha256').update(text).digest();
      expect(bytes.includes(digest)).toBe(true);
      expect(bytes.includes(outcome.token.mask)).toBe(true);
      const parts = [body, body.slice(0, 6), body.slice(4, 12), body.slice(-8)];
      const found = parts.map((part) =>
        (['latin1', 'utf16le'] as const).some((encoding) => bytes.includes(Buffer.from(part, encoding))),
      );
      expect(found).toEqual([false, false, false, false]);
    }
    await store.close();
  });
});

describe('opening fails with a code for', () => {
  it('a file that is not a database', async () => {
    const path = newPath();
    writeFileSync(path, 'this is a text, and quite a long one. '.repeat(200));
    await expect(open(path)).rejects.toMatchObject(storeError('store_corrupt'));
    expect(readFileSync(path, 'utf8')).toMatch(/^this is a text/);
  });

  it('a database with a damaged header', async () => {
    const path = newPath();
    await (await open(path)).close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, 100, 4000));
    await expect(open(path)).rejects.toMatchObject(storeError('store_corrupt'));
  });

  it('a database with other damaged pages: the lookup that reads them fails and never returns null', async () => {
    const path = newPath();
    const store = await open(path);
    await addAcme(store);
    const token = personalToken('t1');
    await store.apply(token);
    await store.close();
    const damaged = newPath();
    const bytes = readFileSync(path);
    const { root } = new Database(path)
      .prepare(`select rootpage as root from sqlite_schema where name = 'secrets'`)
      .get([]) as { root: number };
    bytes.fill(0xa5, (root - 1) * 4096, root * 4096);
    writeFileSync(damaged, bytes);
    const other = await open(damaged);
    expect(() => other.lookup([token.digest])).toThrow(expect.objectContaining(storeError('store_corrupt')));
    await other.close();
  });

  it('a path that is a folder, in a missing folder or below a file', async () => {
    const folder = newPath();
    mkdirSync(folder);
    const file = newPath();
    writeFileSync(file, '');
    for (const path of [folder, `${folder}/none/x.db`, `${file}/x.db`]) {
      await expect(open(path)).rejects.toMatchObject(storeError('store_unwritable'));
    }
  });

  describe('a user without write access', () => {
    const isRoot = process.getuid?.() === 0;
    afterEach(() => {
      if (isRoot) process.seteuid?.(0);
    });

    it('to the folder of a new file or to an existing file', async () => {
      const folder = newPath('locked');
      mkdirSync(folder);
      await (await open(`${folder}/existing.db`)).close();
      chmodSync(folder, 0o555);
      chmodSync(newPath('.'), 0o755);
      // Root may write everywhere, so the test switches to another user.
      if (isRoot) process.seteuid?.(65_534);
      await expect(open(`${folder}/new.db`)).rejects.toMatchObject(storeError('store_unwritable'));
      if (!isRoot) chmodSync(`${folder}/existing.db`, 0o400);
      await expect(open(`${folder}/existing.db`)).rejects.toMatchObject(storeError('store_unwritable'));
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    });
  });
});

it('a store that failed to open keeps no lock', async () => {
  const path = newPath();
  await (await open(path)).close();
  const database = new Database(path);
  database.exec('update schema_version set version = 99');
  await expect(open(path)).rejects.toMatchObject(storeError('store_newer'));
  database.exec(`update schema_version set version = ${migrations.length}; pragma wal_checkpoint(truncate)`);
  database.close();
  await (await open(path)).close();
});
