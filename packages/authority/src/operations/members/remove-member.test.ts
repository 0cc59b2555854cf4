import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';

it('revokes the personal tokens of a member for good, and no other token', async () => {
  const { authority, verifier, admin, operator, roleId, advance } = await createTestOrganization();
  const [manage, leaver] = [authority.as(admin), authority.as(operator)];
  const issue = (name: string, expiresAt = START + DAY) =>
    leaver.issuePersonalToken({ name, expiresAt }).then(expectOk);
  const tokens = [
    await issue('one'),
    await issue('two'),
    await issue('short', START + 1),
    await issue('old'),
  ];
  expectOk(await leaver.revokeToken(tokens[3]?.token.id ?? ''));
  const service = expectOk(await leaver.issueServiceToken({ name: 'ci', roleId: roleId('Viewer') }));
  advance(1);

  const { member, liveTokens } = expectOk(await manage.getMember(operator.userId));
  expect(liveTokens).toBe(2);
  expect(expectOk(await manage.removeMember(operator.userId)).member).toEqual(member);
  const verify = ({ secret }: typeof service) => verifier.verify(secret.reveal());
  for (const token of tokens) expect(await verify(token)).toMatchObject({ reason: 'revoked' });
  expect(await verify(service)).toMatchObject({ ok: true });
  expect(await leaver.listTokens()).toMatchObject({ reason: 'forbidden' });
  expect(await manage.removeMember(operator.userId)).toMatchObject({ reason: 'not_found' });

  const input = { userId: operator.userId, name: 'n', email: 'n@example.com', roleId: roleId('Admin') };
  expectOk(await manage.addMember(input));
  for (const token of tokens) expect(await verify(token)).toMatchObject({ reason: 'revoked' });
  expect(expectOk(await manage.getMember(operator.userId)).liveTokens).toBe(0);
});

it('rejects a wrong option, and changes nothing', async () => {
  const { authority, admin, viewer, roleId } = await createTestOrganization();
  const manage = authority.as(admin);
  const { userId } = viewer;
  for (const options of [{ wiat: true }, { wait: 'no' }, null] as never[]) {
    for (const call of [
      () => manage.removeMember(userId, options),
      () => manage.suspendMember(userId, options),
      () => manage.updateMember(userId, { roleId: roleId('Operator') }, options),
      () => manage.updateRole(roleId('Viewer'), { name: 'n' }, options),
      () => manage.deleteRole(roleId('Viewer'), options),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'configuration' });
    }
  }
  expect(expectOk(await manage.getMember(userId)).member).toMatchObject({
    suspendedAt: null,
    role: { name: 'Viewer' },
  });
});
