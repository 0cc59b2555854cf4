import { expect, it } from 'vitest';
import { createTestOrganization, expectOk, START } from '../../../test/create-test-organization.ts';

it('rejects the personal tokens of a suspended member until the member is resumed', async () => {
  const { authority, verifier, admin, operator, roleId } = await createTestOrganization();
  const [manage, suspended] = [authority.as(admin), authority.as(operator)];
  const personal = expectOk(await suspended.issuePersonalToken({ name: 'laptop' }));
  const service = expectOk(await suspended.issueServiceToken({ name: 'ci', roleId: roleId('Viewer') }));
  const verify = ({ secret }: typeof personal) => verifier.verify(secret.reveal());
  expect(await verify(personal)).toMatchObject({ ok: true });

  const { member } = expectOk(await manage.suspendMember(operator.userId));
  expect(member).toMatchObject({ suspendedAt: START, role: { name: 'Operator' } });
  expect(await verify(personal)).toEqual({ ok: false, kind: 'invalid_token', reason: 'owner_suspended' });
  expect(await verify(service)).toMatchObject({ ok: true });
  expect(await suspended.listTokens()).toMatchObject({ reason: 'forbidden' });
  expect(expectOk(await manage.listMembers()).members).toContainEqual(member);
  expect(expectOk(await manage.suspendMember(operator.userId)).member).toEqual(member);

  const resumed = expectOk(await manage.resumeMember(operator.userId)).member;
  expect(resumed).toEqual({ ...member, suspendedAt: null });
  expect(await verify(personal)).toMatchObject({ ok: true });
  expectOk(await suspended.listTokens());
});

it('takes the access of a principal whose owner is suspended', async () => {
  const { authority, admin, operator, principalOf } = await createTestOrganization();
  const { secret } = expectOk(await authority.as(operator).issuePersonalToken({ name: 'n' }));
  const stale = authority.as(await principalOf(secret));
  expectOk(await stale.listRoles());
  expectOk(await authority.as(admin).suspendMember(operator.userId));
  expect(await stale.listRoles()).toMatchObject({ reason: 'forbidden' });
});
