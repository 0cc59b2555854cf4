/// <reference types="node" />
import { createAuthority, systemActor } from '@lynk-auth/authority';
import { storeContract } from '@lynk-auth/testing';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { startPostgres } from '../start-postgres.ts';

const { connection, newSchema } = await startPostgres();

it('README example', async () => {
  const store = await openPostgresStore({ driver: Pool, connection });
  const authority = createAuthority({ store });
  const acme = await authority.createOrganization({
    name: 'Acme Corp',
    admin: { name: 'Ada', email: 'ada@acme.example' },
  });
  if (!acme.ok) throw new Error('The organization could not be made.');
  const issued = await authority
    .as(systemActor(acme.organization.id))
    .issuePersonalToken({ name: 'laptop', ownerId: acme.admin.userId });
  if (!issued.ok) throw new Error('The token could not be issued.');
  expect(issued.token.mask).toMatch(/^lynk_live_[0-9A-Za-z]{4}\u2026$/);
  await store.close();

  const again = await openPostgresStore({ driver: Pool, connection });
  expect(await again.getToken(acme.organization.id, issued.token.id)).toEqual(issued.token);
  await again.close();
});

describe('the store contract, on Postgres', () => {
  for (const { name, run } of storeContract) {
    it(name, () => run(() => openPostgresStore({ driver: Pool, connection, schema: newSchema() })));
  }
});
