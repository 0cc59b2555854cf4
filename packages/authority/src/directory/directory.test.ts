import { createVerifier } from '@lynk-auth/verifier';
import { describe, expect, it } from 'vitest';
import { expectOk } from '../../test/create-test-organization.ts';
import { systemActor } from '../access/actor.ts';
import { createAuthority } from '../create-authority.ts';
import { createMemoryStore } from '../memory/create-memory-store.ts';
import type { Store } from '../store/store.ts';
import type { Directory, DirectoryMember, DirectoryRole } from './directory.ts';

/** A host with tables of its own, which the test changes. */
async function createHost() {
  const users = new Map<string, DirectoryMember>([
    ['ada', { roleId: 'admin', name: 'Ada', email: 'ada@example.com' }],
    ['bob', { roleId: 'viewer' }],
  ]);
  const roles = new Map<string, DirectoryRole>();
  let delay: Promise<unknown> | undefined;
  const directory: Directory = {
    async getMember(organizationId, userId) {
      const found = organizationId === 'acme' ? (users.get(userId) ?? null) : null;
      await delay;
      return found;
    },
    getRole: (organizationId, roleId) => (organizationId === 'acme' ? (roles.get(roleId) ?? null) : null),
  };
  const store = createMemoryStore();
  const authority = createAuthority({ store, directory });
  const verifier = createVerifier({ source: authority.source, observe: null });
  expectOk(await authority.createOrganization({ id: 'acme', name: 'Acme', admin: { userId: 'ada' } }));
  const as = (userId: string) => authority.as({ kind: 'user', organizationId: 'acme', userId });
  const issue = async (userId: string) =>
    expectOk(await as(userId).issuePersonalToken({ name: 'n' })).secret.reveal();
  const verify = async (token: string) => {
    const result = await verifier.verify(token);
    return result.ok ? result.principal.permissions : 'reason' in result && result.reason;
  };
  const change = (ids: { userId?: string; roleId?: string } = {}) =>
    authority.directoryChanged({ organizationId: 'acme', ...ids });
  const setDelay = (promise?: Promise<unknown>) => (delay = promise);
  return { users, roles, directory, store, authority, as, issue, verify, change, setDelay };
}

const tokenManager = { name: 'Robot keeper', permissions: ['manage_api_tokens', 'view_sboms'] };

describe('a directory of the host', () => {
  it('needs no import: a user of the host can act at once', async () => {
    const { as, store } = await createHost();
    expect(await store.getMember('acme', 'bob')).toBeNull();
    expectOk(await as('bob').getOrganization());
    expect(await store.getMember('acme', 'bob')).toMatchObject({ role: { id: 'viewer' } });
    expect(await as('eve').getOrganization()).toMatchObject({ reason: 'forbidden' });
    expect(await store.getMember('acme', 'eve')).toBeNull();
  });

  it('copies the name and the address', async () => {
    const { as, store, users } = await createHost();
    await as('ada').getOrganization();
    expect(await store.getMember('acme', 'ada')).toMatchObject({ name: 'Ada', email: 'ada@example.com' });
    users.set('ada', { roleId: 'admin', name: 'Ada King', email: null });
    await as('ada').getOrganization();
    expect(await store.getMember('acme', 'ada')).toMatchObject({ name: 'Ada King', email: null });
  });

  it('a name or an address that cannot be stored does not keep the user out', async () => {
    const { as, store, users } = await createHost();
    users.set('ada', { roleId: 'admin', name: 'x'.repeat(5000), email: 'not an address' });
    expectOk(await as('ada').getOrganization());
    expect(await store.getMember('acme', 'ada')).toMatchObject({ name: null, email: null });
  });

  it('a new role holds for the user’s tokens once directoryChanged has resolved', async () => {
    const { users, issue, verify, change, as } = await createHost();
    const token = await issue('ada');
    expect(await verify(token)).toContain('delete_sboms');
    users.set('ada', { roleId: 'viewer' });
    expect(await change({ userId: 'ada' })).toEqual({ ok: true, changed: true });
    expect(await verify(token)).not.toContain('delete_sboms');
    expect(await change({ userId: 'ada' })).toEqual({ ok: true, changed: false });
    // A call of the user does not wait for directoryChanged.
    users.set('ada', { roleId: 'admin' });
    expectOk(await as('ada').issuePersonalToken({ name: 'n' }));
  });

  it('a disabled user has no valid token, and has them again once enabled', async () => {
    const { users, issue, verify, change, as } = await createHost();
    const token = await issue('ada');
    users.set('ada', { roleId: 'admin', suspended: true });
    await change({ userId: 'ada' });
    expect(await verify(token)).toBe('owner_suspended');
    expect(await as('ada').listTokens()).toMatchObject({ reason: 'forbidden' });
    users.set('ada', { roleId: 'admin' });
    await change({ userId: 'ada' });
    expect(await verify(token)).toContain('delete_sboms');
  });

  it('a user who was deleted loses the tokens for good', async () => {
    const { users, issue, verify, change, as } = await createHost();
    const token = await issue('ada');
    const ada = users.get('ada') as DirectoryMember;
    users.delete('ada');
    await change({ userId: 'ada' });
    expect(await verify(token)).toBe('revoked');
    users.set('ada', ada);
    await change({ userId: 'ada' });
    expect(await verify(token)).toBe('revoked');
    expectOk(await as('ada').issuePersonalToken({ name: 'new' }));
  });

  it('copies every member again without a user', async () => {
    const { users, issue, verify, change } = await createHost();
    const token = await issue('ada');
    users.clear();
    expect(await change()).toEqual({ ok: true, changed: true });
    expect(await verify(token)).toBe('revoked');
  });

  it('copies roles of the host, and a role that is gone has no permission', async () => {
    const { users, roles, issue, verify, change, authority } = await createHost();
    roles.set('keeper', tokenManager);
    users.set('bob', { roleId: 'keeper' });
    const token = await issue('bob');
    expect(await verify(token)).toEqual(tokenManager.permissions);
    const system = authority.as(systemActor('acme'));
    roles.set('ci', { name: 'CI', permissions: ['update_sboms'] });
    const service = expectOk(await system.issueServiceToken({ name: 'n', roleId: 'ci' })).secret.reveal();
    expect(await verify(service)).toEqual(['update_sboms']);
    roles.set('ci', { name: 'CI', permissions: ['view_sboms'] });
    expect(await change({ roleId: 'ci' })).toEqual({ ok: true, changed: true });
    expect(await verify(service)).toEqual(['view_sboms']);
    roles.clear();
    await change({ roleId: 'ci' });
    await change({ roleId: 'keeper' });
    expect(await verify(service)).toEqual([]);
    expect(await verify(token)).toEqual([]);
  });

  it('does not change system roles', async () => {
    const { roles, change, store } = await createHost();
    roles.set('viewer', { name: 'Viewer', permissions: ['delete_organization'] });
    expect(await change({ roleId: 'viewer' })).toEqual({ ok: true, changed: false });
    expect((await store.getRole('acme', 'viewer'))?.permissions).not.toContain('delete_organization');
  });

  it('reads again when another process has written from an older reading', async () => {
    const { users, change, store, setDelay, issue, verify } = await createHost();
    const token = await issue('ada');
    users.set('ada', { roleId: 'viewer' });
    await change({ userId: 'ada' });
    users.set('ada', { roleId: 'admin' });
    let release: (value?: unknown) => void = () => undefined;
    setDelay(new Promise((resolve) => (release = resolve)));
    const stale = change({ userId: 'ada' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    setDelay();
    users.set('ada', { roleId: 'viewer' });
    await change({ userId: 'ada' });
    release();
    await stale;
    expect((await store.getMember('acme', 'ada'))?.role.id).toBe('viewer');
    expect(await verify(token)).not.toContain('delete_sboms');
  });

  describe('with two processes, an older reading is never copied', () => {
    /** Another process, whose next reading of the directory is delayed, and the roles that Ada has had in the store. */
    async function createRace() {
      const host = await createHost();
      const { store, directory } = host;
      const roles: (string | null)[] = [];
      const watched: Store = {
        ...store,
        async apply(command) {
          const outcome = await store.apply(command);
          roles.push((await store.getMember('acme', 'bob'))?.role.id ?? null);
          return outcome;
        },
      };
      const other = createAuthority({ store: watched, directory });
      const begin = async () => {
        let release: (value?: unknown) => void = () => undefined;
        host.setDelay(new Promise((resolve) => (release = resolve)));
        const stale = other.directoryChanged({ organizationId: 'acme', userId: 'bob' });
        await new Promise((resolve) => setTimeout(resolve, 5));
        host.setDelay();
        roles.length = 0;
        return async () => {
          release();
          expectOk(await stale);
          return roles;
        };
      };
      return { ...host, begin };
    }

    it.each<[string, DirectoryMember | undefined, DirectoryMember | undefined]>([
      ['a user who is demoted', { roleId: 'admin' }, { roleId: 'viewer' }],
      ['a user who has been promoted only for a while', { roleId: 'admin' }, { roleId: 'operator' }],
      ['a user who is removed', { roleId: 'admin' }, undefined],
      ['a user who is disabled', { roleId: 'admin' }, { roleId: 'admin', suspended: true }],
    ])('%s', async (_, before, after) => {
      for (const first of [undefined, after]) {
        for (const all of [true, false]) {
          const { users, store, change, begin } = await createRace();
          const set = (member: DirectoryMember | undefined) =>
            member === undefined ? users.delete('bob') : users.set('bob', member);
          set(first);
          await change({ userId: 'bob' });
          set(before);
          const finish = await begin();
          set(after);
          // With the copy as it was, this changes nothing.
          await change(all && first !== undefined ? {} : { userId: 'bob' });
          const expected = after?.roleId ?? null;
          const roles = await finish();
          expect(roles.filter((role) => role !== expected)).toEqual([]);
          const copy = await store.getMember('acme', 'bob');
          expect([copy?.role.id ?? null, copy?.suspendedAt != null]).toEqual([
            expected,
            after?.suspended === true,
          ]);
        }
      }
    });

    it('a role that loses a permission, or is deleted', async () => {
      for (const after of [{ name: 'Keeper', permissions: [] }, undefined]) {
        const { roles, directory, store, change } = await createHost();
        let release: (value?: unknown) => void = () => undefined;
        const gate = new Promise((resolve) => (release = resolve));
        const permissions: (readonly string[])[] = [];
        const watched: Store = {
          ...store,
          async apply(command) {
            const outcome = await store.apply(command);
            permissions.push((await store.getRole('acme', 'keeper'))?.permissions ?? []);
            return outcome;
          },
        };
        const slow: Directory = {
          ...directory,
          async getRole(organizationId, roleId) {
            const found = (await directory.getRole?.(organizationId, roleId)) ?? null;
            await gate;
            return found;
          },
        };
        roles.set('keeper', { name: 'Keeper', permissions: ['delete_sboms'] });
        const other = createAuthority({ store: watched, directory: slow });
        const stale = other.directoryChanged({ organizationId: 'acme', roleId: 'keeper' });
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (after === undefined) roles.delete('keeper');
        else roles.set('keeper', after);
        await change({ roleId: 'keeper' });
        release();
        expectOk(await stale);
        expect(permissions.flat()).toEqual([]);
        expect((await store.getRole('acme', 'keeper'))?.permissions ?? []).toEqual([]);
      }
    });
  });

  it('issues nothing to a user whom the host does not know', async () => {
    const { authority } = await createHost();
    const system = authority.as(systemActor('acme'));
    const outcome = await system.issuePersonalToken({ name: 'n', ownerId: 'eve' });
    expect(outcome).toMatchObject({ reason: 'not_found' });
    expectOk(await system.issuePersonalToken({ name: 'n', ownerId: 'bob' }));
  });

  it('fails closed when the directory throws or returns nonsense', async () => {
    const { directory, store } = await createHost();
    for (const [getMember, error] of [
      [() => Promise.reject(new Error('database down')), { message: 'database down' }],
      [() => undefined, { code: 'configuration' }],
      [() => ({ roleId: 7 }), { code: 'configuration' }],
      [() => ({ roleId: 'boss' }), { message: expect.stringContaining('role_not_found') }],
      [() => [], { code: 'configuration' }],
    ] as const) {
      const authority = createAuthority({
        store,
        directory: { ...directory, getMember: getMember as never },
      });
      const ada = authority.as({ kind: 'user', organizationId: 'acme', userId: 'ada' });
      await expect(ada.listTokens()).rejects.toMatchObject(error);
      const changed = authority.directoryChanged({ organizationId: 'acme', userId: 'ada' });
      await expect(changed).rejects.toMatchObject(error);
    }
    const unknown = { ...directory, getRole: () => ({ name: 'X', permissions: ['fly'] }) };
    const authority = createAuthority({ store, directory: unknown });
    const changed = authority.directoryChanged({ organizationId: 'acme', roleId: 'x' });
    await expect(changed).rejects.toMatchObject({ code: 'configuration' });
    const system = authority.as(systemActor('acme'));
    const issued = system.issueServiceToken({ name: 'n', roleId: 'x' });
    await expect(issued).rejects.toMatchObject({ code: 'configuration' });
  });

  it('knows its organizations', async () => {
    const { authority } = await createHost();
    const change = { organizationId: 'umbrella', userId: 'ada' };
    expect(await authority.directoryChanged(change)).toMatchObject({ reason: 'not_found' });
    expect(await authority.directoryChanged({ userId: 'ada' } as never)).toMatchObject({ reason: 'invalid' });
    const without = createAuthority({ store: createMemoryStore() });
    expect(await without.directoryChanged(change)).toMatchObject({ reason: 'invalid' });
    expect(() => createAuthority({ store: createMemoryStore(), directory: {} as never })).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    );
  });
});
