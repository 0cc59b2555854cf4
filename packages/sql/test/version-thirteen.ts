import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { migrations } from '../src/migrations/migrations.ts';
import { withMigrations } from './with-migrations.ts';

const digests = ['aa', 'bb', 'cc'].map((byte) => byte.repeat(32));

/** Three secrets of two tokens, two of which were used: the older one of the first token last. */
const rows = ([older, newer, unused]: readonly string[]) => `
  insert into organizations (id, name, created_at, updated_at) values ('acme', 'Acme Corp', 1, 1);
  insert into roles (organization_id, id, name, permissions, system) values ('acme', 'admin', 'Admin', '[]', 1);
  insert into tokens (organization_id, id, environment, role_id, role_number, kind, name, created_by_kind, created_at, updated_at)
    values ('acme', 'used', 'live', 'admin', 1, 'service', 'ci', 'system', 1, 1),
      ('acme', 'unused', 'live', 'admin', 1, 'service', 'ci', 'system', 2, 2);
  insert into secrets (digest, token_number, state, created_at, expires_at, mask)
    values (${older}, 1, 'active', 1, 9, 'older'), (${newer}, 1, 'active', 2, null, 'newer'), (${unused}, 2, 'active', 2, null, 'unused');
  insert into secret_uses (digest, first_used_at, last_used_at, calls, calls_since)
    values (${older}, 3, 7, 1, 2), (${newer}, 4, 5, 1, 2)`;

/** The parts of {@link expectUsesMigrated} that differ between the databases. */
export interface VersionThirteen {
  readonly migrate: () => Promise<number>;
  readonly run: (sql: string) => unknown;
  /** Formats bytes, from their hexadecimal digits. */
  readonly toLiteral: (hex: string) => string;
  readonly open: () => Promise<Store>;
}

/** Expects the tokens of a database of version 13 to have their last uses when it is migrated. */
export async function expectUsesMigrated({ migrate, run, toLiteral, open }: VersionThirteen): Promise<void> {
  expect(await withMigrations(migrations.slice(0, 13), migrate)).toBe(13);
  await run(rows(digests.map(toLiteral)));
  const store = await open();
  const { tokens } = await store.listTokens({ organizationId: 'acme', limit: 10 });
  expect(tokens.map(({ id, lastUsedAt }) => [id, lastUsedAt])).toEqual([
    ['unused', null],
    ['used', 7],
  ]);
  await store.close();
}
