import { createAuthority, type Store, systemActor } from '@lynk-auth/authority';
import { expect } from 'vitest';
import type { Migration } from '../src/migrations/migration.ts';
import { migrations } from '../src/migrations/migrations.ts';
import { acme, addAcme, personalToken } from './acme.ts';
import { startChild } from './start-child.ts';
import { withMigrations } from './with-migrations.ts';

/** A database of one kind. */
export interface NewerTables {
  /** An open store on it. */
  readonly store: Store;
  /** The database, as an argument of a child program. */
  readonly database: string;
  readonly migrate: () => Promise<number>;
  readonly read: (query: string) => unknown[] | Promise<unknown[]>;
}

/** Migrations of a newer version: the older one could still write into the tables of the first, but not of the second. */
export const newerMigrations: Readonly<Record<string, Migration>> = {
  'adds a table': async (db) => {
    await db.schema.createTable('notes').addColumn('id', 'integer').execute();
  },
  'renames a column that the lookup reads': async (db) => {
    await db.schema.alterTable('tokens').renameColumn('ceiling', 'most').execute();
  },
};

/** Migrates as a newer version of this package would. */
const migrateWith = (newer: Migration, migrate: NewerTables['migrate']) =>
  withMigrations([...migrations, newer], migrate);

const newerStore = { name: 'LynkStoreError', code: 'store_newer' };

/** Expects a process that opened the tables before a migration to accept and change nothing after it. */
export async function expectOlderProcessStops(newer: Migration, tables: NewerTables): Promise<void> {
  const { store, database, migrate, read } = tables;
  await addAcme(store);
  const token = personalToken('t1');
  await store.apply(token);
  const issued = await createAuthority({ store })
    .as(systemActor(acme.organizationId))
    .issuePersonalToken({ name: 'laptop', ownerId: acme.userId });
  if (!issued.ok) throw new Error(issued.message);
  const plain = issued.secret.reveal();

  const child = startChild('use-store', database);
  await child.waitForOutput('ready');
  let lines = 1;
  const call = async (method: string, ...args: unknown[]) => {
    child.process.stdin.write(`${JSON.stringify({ method, args })}\n`);
    lines += 1;
    await child.waitUntil((output) => output.split('\n').length > lines);
    return JSON.parse(child.output().split('\n')[lines - 1] ?? '');
  };
  const { digest } = token;
  const unknown = new Uint8Array(32);
  const rename = { ...acme.base, type: 'update_token', tokenId: 't1', name: 'desktop' };
  const { organizationId } = acme;
  const reads = [
    ['lookup', { digest }],
    ['lookup', { digest: unknown }],
    ['lookup', { digest: unknown }, { digest }],
    ['changes', 0],
    ['getToken', organizationId, 't1'],
    ['listTokens', { organizationId, limit: 10 }],
    ['getMember', organizationId, acme.userId],
    ['getOrganization', organizationId],
  ] as const;
  expect(await call('verify', plain)).toMatchObject({ value: { ok: true } });
  for (const [method, ...args] of reads) expect(await call(method, ...args)).toHaveProperty('value');
  expect(await call('apply', rename)).toMatchObject({ value: { ok: true } });

  expect(await migrateWith(newer, migrate)).toBe(migrations.length + 1);
  const audit = await read('select count(*) as entries from audit');
  await new Promise((resolve) => setTimeout(resolve, 2 * store.leaseMs));
  expect(await call('verify', plain)).toMatchObject({ value: { ok: false, kind: 'unavailable' } });
  for (const [method, ...args] of reads) {
    expect(await call(method, ...args), method).toMatchObject(newerStore);
  }
  for (const command of [
    { ...rename, name: 'phone' },
    { ...acme.base, type: 'revoke_token', tokenId: 't1' },
    personalToken('t2'),
    {
      ...acme.base,
      type: 'update_member',
      userId: acme.userId,
      roleId: acme.adminRoleId,
      administratorRoleName: 'Admin',
    },
  ]) {
    expect(await call('apply', command), command.type).toMatchObject(newerStore);
  }
  expect(await read('select count(*) as entries from audit')).toEqual(audit);
  child.process.stdin.end();
  await child.ended;
  await store.close();
}

/** Expects no command of processes that write continuously to be committed after a migration. */
export async function expectNoLateWrite(tables: NewerTables, processes: number): Promise<void> {
  const { store, database, migrate, read } = tables;
  await addAcme(store);
  const children = Array.from({ length: processes }, () =>
    startChild('write-continuously', database, acme.organizationId, acme.adminRoleId),
  );
  try {
    await Promise.all(children.map((child) => child.waitUntil((output) => output.split('\n').length > 20)));
    await migrateWith(async (db) => {
      // Reads no table that a command locks, so that only the version can keep the older processes from writing.
      const { schema } = db;
      await schema.createTable('notes').addColumn('entries', 'integer').execute();
      const entries = db.selectFrom('audit').select((row) => row.fn.countAll().as('entries'));
      await db
        .withTables<{ notes: { entries: number } }>()
        .insertInto('notes')
        .columns(['entries'])
        .expression(entries as never)
        .execute();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }, migrate);
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(ends.map(({ code }) => code)).toEqual(children.map(() => 1));
    for (const child of children) expect(child.errors()).toContain('store_newer');
    expect(await read('select count(*) as entries from audit')).toEqual(
      await read('select entries from notes'),
    );
  } finally {
    for (const child of children) child.process.kill('SIGKILL');
    await store.close();
  }
}
