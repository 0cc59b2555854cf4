/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { migrations } from '../src/migrations/migrations.ts';
import { acme, personalToken } from './acme.ts';
import { withMigrations } from './with-migrations.ts';

const { digest, mask } = personalToken('t1');
const permissions = ['view_sboms', 'é "quoted"'];
const networks = ['192.0.2.0/24'];

/** Rows of version 3, whose roles repeat the networks of their organization. */
const rows = (digestLiteral: string) => `
  insert into organizations (id, name, created_at, updated_at, networks)
    values ('acme', 'Acme Corp', 1, 2, '${JSON.stringify(networks)}'), ('other', 'Other', 3, 3, null);
  insert into roles (organization_id, id, name, rights, system)
    values ('acme', 'admin', 'Admin', '${JSON.stringify([permissions, networks])}', 1),
      ('other', 'none', 'None', '[[],null]', 0);
  insert into users values ('ada', 'Ada', 'ada@example.com');
  insert into members (organization_id, user_id, role_number, created_at) values ('acme', 'ada', 1, 1);
  insert into tokens (organization_id, id, environment, owner_id, member_number, kind, name,
    created_by_kind, created_at, updated_at)
    values ('acme', 't1', 'live', 'ada', 1, 'personal', 'laptop', 'system', 1, 1);
  insert into tokens (organization_id, id, environment, role_id, role_number, kind, name, created_by_kind, created_by_id,
    created_at, updated_at)
    values ('acme', 's1', 'live', 'admin', 1, 'service', 'by a personal token', 'token', 't1', 2, 2),
      ('acme', 's2', 'live', 'admin', 1, 'service', 'by a service token', 'token', 's1', 3, 3),
      ('acme', 's3', 'live', 'admin', 1, 'service', 'by a user', 'user', 'ada', 4, 4),
      ('acme', 's4', 'live', 'admin', 1, 'service', 'by the system', 'system', null, 5, 5),
      ('other', 's5', 'live', 'none', 2, 'service', 'by a token of another organization', 'token', 't1', 6, 6);
  insert into holders values (1, 'acme', '${JSON.stringify([permissions, networks])}');
  insert into secrets (digest, token_number, state, created_at, mask, token_id, organization_id, owner_id, holder_number)
    values (${digestLiteral}, 1, 'active', 1, '${mask}', 't1', 'acme', 'ada', 1)`;

/** The parts of {@link expectVersionThreeKept} that differ between the databases. */
export interface VersionThree {
  readonly migrate: () => Promise<number>;
  readonly run: (sql: string) => unknown;
  /** Formats bytes, from their hexadecimal digits. */
  readonly toLiteral: (hex: string) => string;
  readonly open: () => Promise<Store>;
}

/** Expects a database of version 3 to keep its data when it is migrated. */
export async function expectVersionThreeKept({ migrate, run, toLiteral, open }: VersionThree): Promise<void> {
  expect(await withMigrations(migrations.slice(0, 3), migrate)).toBe(3);
  await run(rows(toLiteral(Buffer.from(digest).toString('hex'))));
  const store = await open();
  expect(await store.lookup([digest])).toMatchObject({
    tokenId: 't1',
    organizationId: 'acme',
    userId: 'ada',
    ownerPresent: true,
    rolePermissions: permissions,
    allowedNetworks: networks,
    revokedAt: null,
  });
  const { tokens } = await store.listTokens({ organizationId: 'acme', limit: 10 });
  expect(Object.fromEntries(tokens.map(({ id, managedBy }) => [id, managedBy]))).toEqual({
    t1: { kind: 'user', id: 'ada' },
    s1: { kind: 'user', id: 'ada' },
    s2: { kind: 'token', id: 's1' },
    s3: { kind: 'user', id: 'ada' },
    s4: { kind: 'system', id: null },
  });
  expect(await store.getToken('other', 's5')).toMatchObject({ managedBy: { kind: 'token', id: 't1' } });
  expect(await store.getRole('acme', 'admin')).toMatchObject({ permissions });
  expect(await store.getRole('other', 'none')).toMatchObject({ permissions: [] });
  expect(await store.apply({ ...acme.base, type: 'revoke_token', tokenId: 't1' })).toMatchObject({
    ok: true,
  });
  expect(await store.lookup([digest])).toMatchObject({ revokedAt: 1000 });
  await store.close();
}
