import { rm } from 'node:fs/promises';
import { lynkSystemRoles } from '@lynk-auth/authority';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../src/create-logger.ts';
import { firstStart } from '../src/first-start.ts';
import { openSystem, type System } from '../src/open-system.ts';
import { temporaryFolder } from './console.ts';

let folder: string;
let system: System;

beforeEach(async () => {
  folder = await temporaryFolder();
  system = await openSystem(
    folder,
    createLogger('silent', () => {}),
    { create: true },
  );
});
afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true, force: true });
});

const works = async (text: string) => (await system.verifier.verify(text)).ok;

test('creates an organization, an administrator and a token in an empty database, once', async () => {
  const first = await firstStart(system);
  expect(first?.organization.name).toBe('Acme Corp');
  expect(await works(first?.token.reveal() ?? '')).toBe(true);
  expect(await firstStart(system)).toBeNull();
  expect(await system.store.listOrganizations()).toHaveLength(1);
});

test.each(['organization', 'administrator'])(
  'completes a first start that was interrupted after the %s',
  async (completed) => {
    const organizationId = crypto.randomUUID();
    const roleId = crypto.randomUUID();
    const actor = { kind: 'system', id: null } as const;
    const roles = [{ id: roleId, name: 'Admin', permissions: lynkSystemRoles.Admin, system: true }];
    const common = { organizationId, actor, at: Date.now() };
    await system.store.apply({ type: 'create_organization', ...common, name: 'Acme Corp', roles });
    if (completed === 'administrator') {
      const person = { userId: crypto.randomUUID(), name: 'Administrator', email: 'admin@acme.example' };
      await system.store.apply({ type: 'add_member', ...common, ...person, roleId });
    }
    const first = await firstStart(system);
    expect(first?.organization.id).toBe(organizationId);
    expect(await works(first?.token.reveal() ?? '')).toBe(true);
    expect(await system.store.listMembers(organizationId)).toHaveLength(1);
    expect(await firstStart(system)).toBeNull();
  },
);
