import { expect, it } from 'vitest';
import type { IssueToken } from '../store/command.ts';
import { createMemoryStore } from './create-memory-store.ts';

const base = { organizationId: 'o1', actor: { kind: 'system', id: null }, at: 1 } as const;
const role = { id: 'r1', name: 'Admin', permissions: ['view_sboms'], system: true };
const digest = new Uint8Array(32).fill(7);
const issue: IssueToken = {
  ...base,
  type: 'issue_token',
  tokenId: 't1',
  kind: 'service',
  environment: 'live',
  name: 'n',
  mask: 'lynk_service_live_…',
  digest,
  ownerId: null,
  roleId: 'r1',
  ceiling: null,
  managedBy: { kind: 'system', id: null },
  expiresAt: null,
  limit: null,
};

async function createFilledStore() {
  const store = createMemoryStore();
  await store.apply({ ...base, type: 'create_organization', name: 'Acme', roles: [role] });
  await store.apply(issue);
  return store;
}

it('copies all inputs and results', async () => {
  const roles = [{ ...role, permissions: ['view_sboms'] }];
  const store = createMemoryStore();
  await store.apply({ ...base, type: 'create_organization', name: 'Acme', roles });
  roles[0]?.permissions.push('delete_sboms');
  const command = { ...issue, digest: digest.slice() };
  await store.apply(command);
  command.digest.fill(0);
  const record = await store.lookup([digest]);
  expect(record?.rolePermissions).toEqual(['view_sboms']);
  (record?.rolePermissions as string[] | undefined)?.push('delete_sboms');
  Object.assign((await store.getToken('o1', 't1')) ?? {}, { revokedAt: 1 });
  expect(await store.lookup([digest])).toMatchObject({ revokedAt: null, rolePermissions: ['view_sboms'] });
});

it('numbers its changes in order, and logs no command that changes nothing', async () => {
  const store = await createFilledStore();
  await store.apply({ ...base, type: 'add_member', userId: 'u1', name: 'n', email: 'e', roleId: 'r1' });
  await store.apply({ ...base, type: 'update_token', tokenId: 't1', name: 'm' });
  await store.apply({ ...base, type: 'update_token', tokenId: 't1', name: 'm' });
  await store.apply({ ...base, type: 'revoke_token', tokenId: 't1' });
  await store.apply({ ...base, type: 'revoke_token', tokenId: 't1' });
  await store.apply({ ...base, type: 'revoke_token', tokenId: 'none' });
  const all = await store.changes(0);
  const named = { mark: expect.any(String), organizationId: 'o1', tokenId: null, userId: null, roleId: null };
  expect(all).toEqual([
    { sequence: 0, ...named, organizationId: null },
    { sequence: 1, ...named },
    { sequence: 2, ...named, tokenId: 't1' },
    { sequence: 3, ...named, userId: 'u1' },
    { sequence: 4, ...named, tokenId: 't1' },
    { sequence: 5, ...named, tokenId: 't1' },
  ]);
  expect(await store.changes(4)).toEqual(all.slice(4));
  for (const from of [5, 6, Number.MAX_SAFE_INTEGER]) expect(await store.changes(from)).toEqual(all.slice(5));
  expect(await store.changes(-1)).toEqual(all);
});

it('looks up by any of the digests, and throws for a digest of the wrong length', async () => {
  const store = await createFilledStore();
  expect(await store.lookup([new Uint8Array(32), digest])).toMatchObject({ tokenId: 't1' });
  expect(await store.lookup([new Uint8Array(32)])).toBe(null);
  expect(() => store.lookup([new Uint8Array(31)])).toThrow(TypeError);
});

it('throws for every call after close, except for a second close', async () => {
  const store = await createFilledStore();
  await store.close();
  await store.close();
  expect(() => store.lookup([digest])).toThrow('closed');
  expect(() => store.changes(0)).toThrow('closed');
  await expect(store.apply(issue)).rejects.toThrow('closed');
  await expect(store.listOrganizations()).rejects.toThrow('closed');
  await expect(store.getToken('o1', 't1')).rejects.toThrow('closed');
});
