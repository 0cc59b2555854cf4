import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';

it('lists the secrets of a token, oldest first, with their state and without any part of them', async () => {
  const { authority, admin, verifier, advance } = await createTestOrganization();
  const manage = authority.as(admin);
  const { token, secret: first } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
  const list = async () => expectOk(await manage.listSecrets(token.id)).secrets;
  expect(await list()).toMatchObject([
    { mask: first.mask, state: 'active', createdAt: START, expiresAt: null },
  ]);
  advance(1000);
  const { secret: second } = expectOk(await manage.rotateToken(token.id));
  const end = START + 1000 + DAY;
  expect(await list()).toMatchObject([
    { mask: first.mask, state: 'active', createdAt: START, expiresAt: end },
    { mask: second.mask, state: 'pending', createdAt: START + 1000, expiresAt: null },
  ]);
  await verifier.verify(second.reveal());
  await verifier.flush();
  expect((await list()).map(({ state }) => state)).toEqual(['active', 'active']);
  advance(DAY);
  const secrets = await list();
  expect(secrets.map(({ state }) => state)).toEqual(['retired', 'active']);
  expect(Object.keys(secrets[0] ?? {})).not.toContain('digest');
  expectOk(await manage.revokeToken(token.id));
  expect(await list()).toEqual(secrets);
});

it('shows the secrets of the tokens that the actor sees', async () => {
  const { authority, admin, operator, viewer, system, roleId, addOrganization } =
    await createTestOrganization();
  const issued = expectOk(
    await authority.as(admin).issueServiceToken({ name: 'n', roleId: roleId('Admin') }),
  );
  const list = (actor: typeof admin | typeof system) => authority.as(actor).listSecrets(issued.token.id);
  for (const actor of [admin, system]) expect(expectOk(await list(actor)).secrets).toHaveLength(1);
  const beta = await addOrganization('Beta');
  for (const actor of [operator, viewer, beta.admin, beta.system]) {
    expect(await list(actor)).toMatchObject({ ok: false, reason: 'not_found' });
  }
});
