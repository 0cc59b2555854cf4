import { rm } from 'node:fs/promises';
import { lynkSystemRoles } from '@lynk-auth/authority';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstStart } from '../src/first-start.ts';
import type { System } from '../src/open-system.ts';
import { openFolder, temporaryFolder } from './console.ts';

let folder: string;
let system: System;

beforeEach(async () => {
  folder = await temporaryFolder();
  system = await openFolder(folder, { create: true });
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

test('completes a first start that was interrupted before the token', async () => {
  const admin = { userId: 'administrator', name: 'Administrator', email: 'admin@acme.example' };
  const created = await system.authority.createOrganization({ name: 'Acme Corp', admin });
  const first = await firstStart(system);
  expect(created).toMatchObject({ ok: true, organization: first?.organization });
  expect(await works(first?.token.reveal() ?? '')).toBe(true);
  expect(await firstStart(system)).toBeNull();
});

test('brings the system roles of an existing organization up to date', async () => {
  const first = await firstStart(system);
  const organizationId = first?.organization.id ?? '';
  const command = { organizationId, actor: { kind: 'system', id: null }, at: Date.now() } as const;
  const roles = [{ id: 'operator', name: 'Operator', permissions: ['view_sboms'] }];
  await system.store.apply({ type: 'set_system_roles', ...command, roles });
  await firstStart(system);
  const operator = (await system.store.listRoles(organizationId)).find(({ name }) => name === 'Operator');
  expect(operator?.permissions).toEqual(lynkSystemRoles.Operator);
});
