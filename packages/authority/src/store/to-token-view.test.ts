import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { toTokenView } from './to-token-view.ts';

it('revoked outweighs expired, and expired outweighs suspended', async () => {
  const { authority, admin, store } = await createTestOrganization();
  const { token } = expectOk(
    await authority.as(admin).issuePersonalToken({ name: 'n', expiresAt: START + DAY }),
  );
  const stored = await store.getToken(admin.organizationId, token.id);
  if (stored === null) throw new Error('The token exists.');
  expect(stored).not.toHaveProperty('state');
  const stateOf = (changes: object, at: number) =>
    toTokenView({ recorder: null }, { ...stored, ...changes }, at).state;
  const [suspended, revoked] = [{ suspendedAt: START }, { revokedAt: START }];
  expect(stateOf({}, START + DAY - 1)).toBe('active');
  expect(stateOf({}, START + DAY)).toBe('expired');
  expect(stateOf({ expiresAt: null }, START + 1000 * DAY)).toBe('active');
  expect(stateOf(suspended, START + DAY - 1)).toBe('suspended');
  expect(stateOf(suspended, START + DAY)).toBe('expired');
  for (const at of [START, START + DAY]) expect(stateOf({ ...suspended, ...revoked }, at)).toBe('revoked');
});

it('every operation returns the state by the authority’s clock', async () => {
  const { authority, admin, advance } = await createTestOrganization();
  const manage = authority.as(admin);
  const issued = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + DAY }));
  const { id } = issued.token;
  expect(issued.token.state).toBe('active');
  expect(expectOk(await manage.updateToken(id, { name: 'm' })).token.state).toBe('active');
  advance(DAY);
  expect(expectOk(await manage.getToken(id)).token.state).toBe('expired');
  expect(expectOk(await manage.listTokens()).tokens.map(({ state }) => state)).toEqual(['expired']);
  expect(expectOk(await manage.revokeByToken(issued.secret.reveal())).token.state).toBe('revoked');
  expect(expectOk(await manage.revokeToken(id)).token.state).toBe('revoked');
});
