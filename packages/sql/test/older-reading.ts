import { createAuthority, type DirectoryMember, type Store } from '@lynk-auth/authority';
import { expect } from 'vitest';

/**
 * Expects that a process never copies an older reading of the directory over the reading of another process, which has
 * resolved meanwhile.
 *
 * @param open Opens a store on the same database as before.
 */
export async function expectNewestReadingKept(open: () => Promise<Store>): Promise<void> {
  const users = new Map<string, DirectoryMember>([['ada', { roleId: 'admin' }]]);
  let delay: Promise<unknown> | undefined;
  const directory = {
    async getMember(_: string, userId: string) {
      const found = users.get(userId) ?? null;
      await delay;
      return found;
    },
  };
  const [one, other] = [await open(), await open()];
  const [here, there] = [one, other].map((store) => createAuthority({ store, directory }));
  if (here === undefined || there === undefined) throw new Error('There are two authorities.');
  await here.createOrganization({ id: 'acme', name: 'Acme', admin: { userId: 'ada' } });
  const change = { organizationId: 'acme', userId: 'bob' };
  for (const after of [{ roleId: 'viewer' }, undefined]) {
    for (let round = 0; round < 3; round += 1) {
      users.set('bob', { roleId: 'admin' });
      let release: (value?: unknown) => void = () => undefined;
      delay = new Promise((resolve) => (release = resolve));
      const stale = there.directoryChanged(change);
      // It has read the directory, and waits.
      await new Promise((resolve) => setTimeout(resolve, 50));
      delay = undefined;
      if (after === undefined) users.delete('bob');
      else users.set('bob', after);
      expect(await here.directoryChanged(change)).toMatchObject({ ok: true });
      const roleOf = async () => (await one.getMember('acme', 'bob'))?.role.id;
      const audit = async () => (await one.listAudit({ organizationId: 'acme', userId: 'bob', limit: 1 }))[0];
      expect(await roleOf()).toBe(after?.roleId);
      const last = await audit();
      release();
      expect(await stale).toMatchObject({ ok: true });
      expect(await roleOf()).toBe(after?.roleId);
      // Nothing was written from the older reading, not even for a while.
      expect(await audit()).toEqual(last);
    }
  }
  await one.close();
  await other.close();
}
