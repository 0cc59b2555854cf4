import { beforeAll, expect, it } from 'vitest';
import { calls, createTable, expectedLines } from './command-table.ts';
import { createTestOrganization } from './create-test-organization.ts';

let actual: readonly string[] = [];
beforeAll(async () => {
  actual = await createTable();
}, 60_000);

it('every command has its outcome for every actor', () => {
  expect(actual).toEqual(expectedLines);
});

it('every command has a row', async () => {
  const { authority, system } = await createTestOrganization();
  const rows = new Set(Object.keys(calls).map((name) => name.split(' ')[0]));
  expect([...rows].sort()).toEqual(Object.keys(authority.as(system)).sort());
});
