/// <reference types="node" />
import { createAuthority, type Store, systemActor } from '@lynk-auth/authority';
import { expect } from 'vitest';

/** The example of the README: a token is issued, and is there when the database is opened again. */
export async function expectKept(open: () => Promise<Store>): Promise<void> {
  const store = await open();
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

  const again = await open();
  expect(await again.getToken(acme.organization.id, issued.token.id)).toEqual(issued.token);
  await again.close();
}
