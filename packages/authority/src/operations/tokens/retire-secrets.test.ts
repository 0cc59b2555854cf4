import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';

/** A personal token of the administrator that was rotated a second later. */
async function createRotated() {
  const test = await createTestOrganization();
  const manage = test.authority.as(test.admin);
  const { token, secret: old } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
  test.advance(1000);
  const { secret: newest } = expectOk(await manage.rotateToken(token.id));
  const accepts = async (secret: { reveal(): string }) => (await test.verifier.verify(secret.reveal())).ok;
  return { ...test, manage, id: token.id, old, newest, accepts };
}

it('ends the old secret of a token, and leaves the newest', async () => {
  const { manage, id, old, newest, accepts, advance } = await createRotated();
  advance(1000);
  expect(await accepts(old)).toBe(true);
  const { token } = expectOk(await manage.retireSecrets(id, { newestCreatedAt: START + 1000 }));
  expect(token).toMatchObject({ id, mask: newest.mask, state: 'active', updatedAt: START + 2000 });
  expect([await accepts(old), await accepts(newest)]).toEqual([false, true]);
  const { secrets } = expectOk(await manage.listSecrets(id));
  expect(secrets.map(({ state, expiresAt }) => [state, expiresAt])).toEqual([
    ['retired', START + 2000],
    ['active', null],
  ]);
  const audited = async () =>
    expectOk(await manage.listAudit({ tokenId: id, action: 'retire_secrets' })).entries;
  expect(await audited()).toMatchObject([{ at: START + 2000, actor: { kind: 'user' } }]);
  expectOk(await manage.retireSecrets(id));
  expect(await audited()).toHaveLength(1);
});

it('changes nothing if there is a newer secret than the caller knows', async () => {
  const { manage, id, old, newest, accepts } = await createRotated();
  for (const newestCreatedAt of [START, START + 1001]) {
    expect(await manage.retireSecrets(id, { newestCreatedAt })).toMatchObject({
      ok: false,
      reason: 'conflict',
    });
  }
  expect(await manage.retireSecrets(id, { newestCreatedAt: Number.NaN })).toMatchObject({
    reason: 'invalid',
    field: 'newestCreatedAt',
  });
  expect([await accepts(old), await accepts(newest)]).toEqual([true, true]);
});

it('needs a token that the actor sees, and that is not revoked', async () => {
  const { authority, operator, manage, id } = await createRotated();
  expect(await authority.as(operator).retireSecrets(id)).toMatchObject({ reason: 'not_found' });
  await expect(manage.retireSecrets(id, { wait: 1 as never })).rejects.toThrow('retireSecrets: wait');
  await expect(manage.retireSecrets(id, { now: true } as never)).rejects.toThrow('retireSecrets');
  expectOk(await manage.revokeToken(id));
  expect(await manage.retireSecrets(id)).toMatchObject({ reason: 'revoked' });
});

it('ends the secrets of a suspended token, and leaves those alone that have ended', async () => {
  const { manage, id, old, newest, accepts, advance } = await createRotated();
  expectOk(await manage.suspendToken(id));
  expectOk(await manage.retireSecrets(id));
  expectOk(await manage.resumeToken(id));
  expect([await accepts(old), await accepts(newest)]).toEqual([false, true]);
  advance(2 * DAY);
  expectOk(await manage.retireSecrets(id));
  const { secrets } = expectOk(await manage.listSecrets(id));
  expect(secrets[0]?.expiresAt).toBe(START + 1000);
});
