import type { Command, Condition, Store, StoredToken } from '@lynk-auth/authority';
import { assertFailed, assertSame } from '../assertions.ts';
import { type Fixture, listAll, newestChange, START } from './fixture.ts';

const manages = {
  at: START,
  permissions: ['manage_api_tokens'],
  roleGrants: 'own_permissions',
} as const;

/** The condition that the fixture's member manages tokens. */
export const byUser = ({ userId }: Fixture, overrides: Partial<Condition> = {}): Condition => ({
  ...manages,
  actor: { kind: 'user', userId },
  ...overrides,
});

/** The condition that a token manages tokens. */
export const byToken = ({ id, ownerId }: StoredToken, overrides: Partial<Condition> = {}): Condition => ({
  ...manages,
  actor: { kind: 'token', tokenId: id, userId: ownerId, expiresAt: null },
  ...overrides,
});

/** Asserts that a command fails with this reason, and changes nothing. */
export async function assertDenied(
  store: Store,
  command: Command,
  reason: string,
  sentence: string,
): Promise<void> {
  const { organizationId } = command;
  const read = async () => [await newestChange(store), await listAll(store, { organizationId })];
  const before = await read();
  assertFailed(await store.apply(command), reason, sentence);
  assertSame(await read(), before, 'Nothing has changed.');
}
