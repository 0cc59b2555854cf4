/// <reference types="node" />
import { createAuthority, type Store, systemActor } from '@lynk-auth/authority';
import { expect } from 'vitest';

/** Runs the example of the README and expects its token to exist after the database was reopened. */
export async function expectPersistence(open: () => Promise<Store>): Promise<void> {
  const store = await open();
  const authority = createAuthority({ store });
  const acme = await authority.createOrganization({
    name: 'Acme Corp',
    admin: { userId: 'ada' },
  });
  if (!acme.ok) throw new Error('The organization could not be created.');
  const issued = await authority
    .as(systemActor(acme.organization.id))
    .issuePersonalToken({ name: 'laptop', ownerId: 'ada' });
  if (!issued.ok) throw new Error('The token could not be issued.');
  expect(issued.token.mask).toMatch(/^lynk_live_[0-9A-Za-z]{4}\u2026$/);
  const stored = await store.getToken(acme.organization.id, issued.token.id);
  expect(stored).not.toBe(null);
  await store.close();

  const reopened = await open();
  expect(await reopened.getToken(acme.organization.id, issued.token.id)).toEqual(stored);
  await reopened.close();
}
