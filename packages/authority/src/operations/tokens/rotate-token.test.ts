import { describe, expect, it } from 'vitest';
import {
  createOrganizationWithRoles,
  createTestOrganization,
  DAY,
  expectOk,
  START,
} from '../../../test/create-test-organization.ts';
import { createMemoryStore } from '../../memory/create-memory-store.ts';
import type { Policies } from '../../policies/policies.ts';
import type { Store } from '../../store/store.ts';

const HOUR = 3_600_000;

/** Creates a personal token of the administrator. */
async function createToken(policies?: Policies, expiresAt: number | null = null) {
  const test = await createTestOrganization(policies);
  const manage = test.authority.as(test.admin);
  const issued = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt }));
  const resultOf = async (secret: { reveal(): string }): Promise<string> => {
    const result = await test.verifier.verify(secret.reveal());
    await test.verifier.flush();
    return result.ok ? 'ok' : result.reason;
  };
  return { ...test, ...issued, manage, resultOf };
}

describe('a rotation', () => {
  it('gives the token a new secret, and keeps its identity and its expiry', async () => {
    const {
      manage,
      token,
      secret: old,
      resultOf,
      advance,
      verifier,
    } = await createToken({}, START + 9 * DAY);
    advance(1000);
    const { token: rotated, secret } = expectOk(await manage.rotateToken(token.id));
    expect(rotated).toEqual({ ...token, mask: secret.mask, updatedAt: START + 1000 });
    expect(secret.reveal()).toMatch(/^lynk_live_\w{36}$/);
    expect(JSON.stringify(rotated)).not.toContain(secret.reveal());
    expect(await resultOf(old)).toBe('ok');
    expect(await verifier.verify(secret.reveal())).toMatchObject({ principal: { tokenId: token.id } });
    advance(DAY - 1);
    expect(await resultOf(old)).toBe('ok');
    advance(1);
    expect(await resultOf(old)).not.toBe('ok');
    expect(await resultOf(secret)).toBe('ok');
  });

  it('ends the old secret after the overlap, at once if that is 0', async () => {
    for (const overlapSeconds of [0, 1, 3600, 2_592_000]) {
      const { manage, token, secret: old, resultOf, advance } = await createToken();
      expect(await resultOf(old)).toBe('ok');
      expectOk(await manage.rotateToken(token.id, { overlapSeconds }));
      if (overlapSeconds > 0) {
        advance(overlapSeconds * 1000 - 1);
        expect(await resultOf(old)).toBe('ok');
        advance(1);
      }
      expect(await resultOf(old)).not.toBe('ok');
    }
  });

  it('resolves one lease later if a secret ends at once', async () => {
    const store: Store = { ...createMemoryStore(), leaseMs: 60 };
    const { authority, admin } = await createTestOrganization({}, store);
    const manage = authority.as(admin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const durationOf = async (options?: object) => {
      const started = performance.now();
      expectOk(await manage.rotateToken(token.id, options));
      return performance.now() - started;
    };
    expect(await durationOf({ overlapSeconds: 0 })).toBeGreaterThan(60);
    expect(await durationOf({ drainSeconds: 0 })).toBeGreaterThan(60);
    expect(await durationOf({ expiresAt: START + DAY })).toBeGreaterThan(60);
  });

  it('replaces a secret that was never used, which ends after the drain', async () => {
    const { manage, token, secret: old, resultOf, advance } = await createToken();
    const lost = expectOk(await manage.rotateToken(token.id)).secret;
    advance(HOUR);
    const { secret } = expectOk(await manage.rotateToken(token.id));
    advance(900_000 - 1);
    expect(await resultOf(lost)).toBe('ok');
    advance(1);
    expect(await resultOf(lost)).not.toBe('ok');
    // The overlap counts from the first rotation.
    advance(DAY - HOUR - 900_000 - 1);
    expect([await resultOf(old), await resultOf(secret)]).toEqual(['ok', 'ok']);
    advance(1);
    expect([await resultOf(old), await resultOf(secret)]).toEqual([expect.not.stringMatching('ok'), 'ok']);
  });

  it('ends a secret that was never used with an overlap that is shorter than the drain', async () => {
    const { manage, token, resultOf } = await createToken();
    const unused = expectOk(await manage.rotateToken(token.id)).secret;
    const { secret } = expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
    expect([await resultOf(unused), await resultOf(secret)]).toEqual([expect.not.stringMatching('ok'), 'ok']);
  });

  it('with retireOnFirstUse ends the old secret after the drain, once the new one is used', async () => {
    const { manage, token, secret: old, resultOf, advance } = await createToken();
    const options = { retireOnFirstUse: true, drainSeconds: 60 };
    const { secret } = expectOk(await manage.rotateToken(token.id, options));
    advance(HOUR);
    expect(await resultOf(old)).toBe('ok');
    expect(await resultOf(secret)).toBe('ok');
    advance(60_000 - 1);
    expect(await resultOf(old)).toBe('ok');
    advance(1);
    expect([await resultOf(old), await resultOf(secret)]).toEqual([expect.not.stringMatching('ok'), 'ok']);
  });

  it('with retireOnFirstUse ends the old secret with the overlap if the new one is not used', async () => {
    const { manage, token, secret: old, resultOf, advance } = await createToken();
    expectOk(await manage.rotateToken(token.id, { retireOnFirstUse: true }));
    advance(DAY);
    expect(await resultOf(old)).not.toBe('ok');
  });

  it('keeps the digest of an ended secret for 90 days', async () => {
    const { manage, token, secret, resultOf, advance } = await createToken();
    expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
    advance(90 * DAY);
    expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
    expect(await resultOf(secret)).not.toBe('unknown');
    advance(1);
    expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
    expect(await resultOf(secret)).toBe('unknown');
  });

  it('works on a suspended token, whose secrets then wait for its resumption', async () => {
    const { manage, token, secret: old, resultOf, store, organizationId } = await createToken();
    const base = {
      organizationId,
      tokenId: token.id,
      actor: { kind: 'system', id: null },
      at: START,
    } as const;
    await store.apply({ ...base, type: 'suspend_token' });
    const { secret } = expectOk(await manage.rotateToken(token.id, { overlapSeconds: 0 }));
    expect(await resultOf(secret)).toBe('suspended');
    await store.apply({ ...base, type: 'resume_token' });
    expect([await resultOf(old), await resultOf(secret)]).toEqual([expect.not.stringMatching('ok'), 'ok']);
  });
});

describe('the expiry', () => {
  it('can change with the rotation, and the old secret keeps the earlier one', async () => {
    const { manage, token, secret: old, resultOf, advance } = await createToken({}, START + HOUR);
    const { token: extended, secret } = expectOk(
      await manage.rotateToken(token.id, { expiresAt: new Date(START + 9 * DAY) }),
    );
    expect(extended.expiresAt).toBe(START + 9 * DAY);
    advance(HOUR);
    expect([await resultOf(old), await resultOf(secret)]).toEqual([expect.not.stringMatching('ok'), 'ok']);
    expectOk(await manage.rotateToken(token.id, { expiresAt: null }));
  });

  it('is within the longest lifetime, which counts from the rotation', async () => {
    const policies = { maxLifetimeSeconds: (7 * DAY) / 1000 };
    const { manage, token, advance } = await createToken(policies, START + 7 * DAY);
    advance(6 * DAY);
    const rotate = (expiresAt: number | null) => manage.rotateToken(token.id, { expiresAt });
    expect(await rotate(START + 13 * DAY + 1)).toMatchObject({ reason: 'exceeds_expiry' });
    expect(await rotate(null)).toMatchObject({ reason: 'expiry_required' });
    expectOk(await rotate(START + 13 * DAY));
  });

  it('cannot be in the past, and an expired or revoked token cannot be rotated', async () => {
    const { manage, token, advance, store, organizationId } = await createToken({}, START + HOUR);
    for (const expiresAt of [START, START - 1]) {
      const outcome = await manage.rotateToken(token.id, { expiresAt });
      expect(outcome).toMatchObject({ reason: 'invalid' });
    }
    advance(HOUR);
    for (const options of [{}, { expiresAt: START + DAY }, { expiresAt: null }]) {
      expect(await manage.rotateToken(token.id, options)).toMatchObject({ reason: 'expired' });
    }
    expectOk(await manage.revokeToken(token.id));
    expect(await manage.rotateToken(token.id)).toMatchObject({ reason: 'revoked' });
    expect((await store.getToken(organizationId, token.id))?.mask).toBe(token.mask);
  });
});

describe('who may rotate', () => {
  it('a personal token: its owner and the system, but no other user', async () => {
    const { authority, admin, operator, viewer, system } = await createTestOrganization();
    const { token } = expectOk(await authority.as(operator).issuePersonalToken({ name: 'n' }));
    for (const other of [admin, viewer]) {
      const outcome = await authority.as(other).rotateToken(token.id);
      expect(outcome.ok === false && ['not_found', 'forbidden']).toContain(!outcome.ok && outcome.reason);
    }
    for (const actor of [operator, system]) expectOk(await authority.as(actor).rotateToken(token.id));
  });

  it('a personal token: an owner who does not manage tokens may not', async () => {
    const { authority, viewer, system } = await createTestOrganization();
    const input = { name: 'n', ownerId: viewer.userId };
    const { token } = expectOk(await authority.as(system).issuePersonalToken(input));
    expect(await authority.as(viewer).rotateToken(token.id)).toMatchObject({ reason: 'forbidden' });
  });

  it('a personal token: another token of its owner only where the policy allows it', async () => {
    for (const personalTokensByToken of [false, true]) {
      const test = await createTestOrganization({ personalTokensByToken });
      const issue = (permissions?: string[]) =>
        test.authority.as(test.admin).issuePersonalToken({ name: 'n', expiresAt: null, permissions });
      const [target, wide, narrow] = [
        expectOk(await issue()),
        expectOk(await issue()),
        expectOk(await issue(['manage_api_tokens'])),
      ];
      const rotateAs = async ({ secret }: typeof target) =>
        test.authority.as(await test.principalOf(secret)).rotateToken(target.token.id);
      expect((await rotateAs(wide)).ok).toBe(personalTokensByToken);
      const reason = personalTokensByToken ? 'exceeds_permissions' : 'forbidden';
      expect(await rotateAs(narrow)).toMatchObject({ ok: false, reason });
    }
  });

  it('a token: a secret in its overlap cannot rotate the token past its own end', async () => {
    const test = await createTestOrganization({ personalTokensByToken: true });
    const manage = test.authority.as(test.admin);
    const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
    expectOk(await manage.rotateToken(token.id));
    const byOldSecret = test.authority.as(await test.principalOf(secret));
    expect(await byOldSecret.rotateToken(token.id)).toMatchObject({ reason: 'exceeds_expiry' });
  });

  it('a service token: actors that see it, manage tokens and hold its permissions', async () => {
    const { authority, admin, operator, viewer, system, roleId } = await createTestOrganization();
    const issue = (role: 'Admin' | 'Viewer') =>
      authority.as(admin).issueServiceToken({ name: 'n', roleId: roleId(role) });
    for (const { token } of [expectOk(await issue('Admin')), expectOk(await issue('Viewer'))]) {
      for (const actor of [admin, system]) expectOk(await authority.as(actor).rotateToken(token.id));
      expect(await authority.as(operator).rotateToken(token.id)).toMatchObject({ reason: 'not_found' });
      expect(await authority.as(viewer).rotateToken(token.id)).toMatchObject({ reason: 'forbidden' });
    }
  });

  it('a service token: not its creator, once its role allows more than the creator may do', async () => {
    const store = createMemoryStore();
    const { authority } = await createTestOrganization({}, store);
    const { organizationId, addMemberWithRole } = await createOrganizationWithRoles(store, authority, {
      lead: ['manage_api_tokens', 'view_sboms'],
      reader: ['view_sboms'],
    });
    const lead = authority.as(await addMemberWithRole('lead'));
    const { token } = expectOk(await lead.issueServiceToken({ name: 'n', roleId: 'reader' }));
    expectOk(await lead.rotateToken(token.id));
    const base = { organizationId, actor: { kind: 'system', id: null }, at: START } as const;
    const permissions = ['view_sboms', 'delete_sboms'];
    await store.apply({ ...base, type: 'update_role', roleId: 'reader', permissions });
    expect(await lead.rotateToken(token.id)).toMatchObject({ reason: 'exceeds_permissions' });
  });

  it('finds no token of another organization', async () => {
    const { authority, admin, system, addOrganization } = await createTestOrganization();
    const beta = await addOrganization('Beta');
    const { token } = expectOk(await authority.as(beta.admin).issuePersonalToken({ name: 'n' }));
    for (const actor of [admin, system]) {
      expect(await authority.as(actor).rotateToken(token.id)).toMatchObject({ reason: 'not_found' });
    }
  });
});

it.each([
  [{ overlapSeconds: -1 }, 'overlapSeconds'],
  [{ overlapSeconds: 1.5 }, 'overlapSeconds'],
  [{ overlapSeconds: 2_592_001 }, 'overlapSeconds'],
  [{ overlapSeconds: '60' }, 'overlapSeconds'],
  [{ overlapSeconds: Number.NaN }, 'overlapSeconds'],
  [{ overlapSeconds: null }, 'overlapSeconds'],
  [{ drainSeconds: -1 }, 'drainSeconds'],
  [{ drainSeconds: 2_592_001 }, 'drainSeconds'],
  [{ retireOnFirstUse: 'yes' }, 'retireOnFirstUse'],
  [{ expiresAt: 'tomorrow' }, 'expiresAt'],
  [{ overlap: 1 }, 'overlap'],
  [null, undefined],
])('rejects the options %j, and names the field', async (options, field) => {
  const { manage, token, store, organizationId } = await createToken();
  const outcome = await manage.rotateToken(token.id, options as never);
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
  expect(!outcome.ok && outcome.field).toBe(field);
  expect((await store.getToken(organizationId, token.id))?.mask).toBe(token.mask);
});
