/// <reference types="node" />
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { applyAndWait, createStoreSource, type Store } from '@lynk-auth/authority';
import { generateToken } from '@lynk-auth/core';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../../test/acme.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const newPath = temporaryFolder();
const LEASE = 20;
const revoked = { ok: false, reason: 'revoked' };
const unavailable = { ok: false, kind: 'unavailable' };

const revoke = (store: Store, tokenId: string) =>
  applyAndWait(store, { ...acme.base, type: 'revoke_token', tokenId, at: 3000 });

/** Creates a database with two tokens, and a copy of it. */
async function createDatabase() {
  const [path, backup] = [newPath(), newPath()];
  const store = await openSqliteStore({ driver: Database, path, leaseMs: LEASE });
  await addAcme(store);
  const tokens = ['t1', 't2', 't3'].map((tokenId) => ({
    tokenId,
    secret: generateToken({ kind: 'personal', environment: 'live' }).reveal(),
  }));
  for (const { tokenId, secret } of tokens) {
    await store.apply(personalToken(tokenId, { digest: digestToken(secret) }));
  }
  await store.close();
  copyFileSync(path, backup);
  return { path, backup, secrets: tokens.map(({ secret }) => secret) as [string, string, string] };
}

const open = async (path: string) => {
  const store = await openSqliteStore({ driver: Database, path });
  return { store, verifier: createVerifier({ source: createStoreSource(store), observe: null }) };
};

it('follows the path when another file is renamed over it, in lookups, views and commands', async () => {
  const { path, backup, secrets } = await createDatabase();
  const { store, verifier } = await open(path);
  for (const secret of secrets) expect(verifier.verify(secret)).toMatchObject({ ok: true });
  renameSync(backup, path);

  const other = await openSqliteStore({ driver: Database, path });
  await revoke(other, 't1');
  expect(verifier.verify(secrets[0])).toMatchObject(revoked);
  expect(await store.getToken(acme.organizationId, 't1')).toMatchObject({ revokedAt: 3000 });
  expect(await revoke(store, 't2')).toMatchObject({ ok: true });
  expect(await other.getToken(acme.organizationId, 't2')).toMatchObject({ revokedAt: 3000 });
  expect(verifier.verify(secrets[1])).toMatchObject(revoked);
  await Promise.all([store.close(), other.close()]);
});

it('a token that was not cached is looked up in the new file', async () => {
  const { path, backup, secrets } = await createDatabase();
  const { store, verifier } = await open(path);
  expect(verifier.verify(secrets[1])).toMatchObject({ ok: true });
  renameSync(backup, path);
  const other = await openSqliteStore({ driver: Database, path });
  await revoke(other, 't1');
  expect(verifier.verify(secrets[0])).toMatchObject(revoked);
  await Promise.all([store.close(), other.close()]);
});

it('recognizes a backup that was restored in place and written on to the same number', async () => {
  const { path, backup, secrets } = await createDatabase();
  const first = await open(path);
  // The backup lacks this change.
  await revoke(first.store, 't3');
  const known = (await first.store.changes(Number.MAX_SAFE_INTEGER))[0]?.sequence;
  await first.store.close();

  const { store, verifier } = await open(path);
  expect(verifier.verify(secrets[0])).toMatchObject({ ok: true });
  copyFileSync(backup, path);
  const other = await openSqliteStore({ driver: Database, path });
  await revoke(other, 't1');
  expect((await other.changes(0)).at(-1)?.sequence).toBe(known);
  expect(verifier.verify(secrets[0])).toMatchObject(revoked);
  expect(verifier.verify(secrets[2])).toMatchObject({ ok: true });
  await Promise.all([store.close(), other.close()]);
});

it('is unavailable while there is no file, and creates none', async () => {
  const { path, backup, secrets } = await createDatabase();
  const { store, verifier } = await open(path);
  expect(verifier.verify(secrets[0])).toMatchObject({ ok: true });
  rmSync(path);
  await new Promise((resolve) => setTimeout(resolve, LEASE));
  for (const secret of secrets) expect(verifier.verify(secret)).toMatchObject(unavailable);
  const unwritable = { code: 'store_unwritable' };
  await expect(revoke(store, 't1')).rejects.toMatchObject(unwritable);
  await expect(store.getToken(acme.organizationId, 't1')).rejects.toMatchObject(unwritable);
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  renameSync(backup, path);
  expect(verifier.verify(secrets[0])).toMatchObject({ ok: true });
  expect(await revoke(store, 't1')).toMatchObject({ ok: true });
  expect(verifier.verify(secrets[0])).toMatchObject(revoked);
  await store.close();
});
