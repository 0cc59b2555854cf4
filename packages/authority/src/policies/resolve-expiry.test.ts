import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import type { Policies } from './policies.ts';

/** Creates a service token that manages tokens and expires in ten days, and its operations. */
async function createExpiringToken(policies?: Policies) {
  const fixture = await createTestOrganization(policies);
  const { authority, admin, roleId, principalOf } = fixture;
  const input = { name: 'parent', roleId: roleId('Admin'), expiresAt: START + 10 * DAY };
  const parent = expectOk(await authority.as(admin).issueServiceToken(input));
  return { ...fixture, parent, byToken: authority.as(await principalOf(parent.secret)) };
}

describe('with an actor’s token that expires', () => {
  it('gives the token that expiry if none is requested, and rejects a token that never expires', async () => {
    const { byToken, roleId } = await createExpiringToken();
    const input = { name: 'n', roleId: roleId('Viewer') };
    expect(expectOk(await byToken.issueServiceToken(input)).token.expiresAt).toBe(START + 10 * DAY);
    const never = await byToken.issueServiceToken({ ...input, expiresAt: null });
    expect(never).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
  });

  it('accepts an earlier or equal expiry, and rejects a later one', async () => {
    const { byToken, roleId } = await createExpiringToken();
    const issue = (expiresAt: number) =>
      byToken.issueServiceToken({ name: 'n', roleId: roleId('Viewer'), expiresAt });
    expect(expectOk(await issue(START + DAY)).token.expiresAt).toBe(START + DAY);
    expect(expectOk(await issue(START + 10 * DAY)).token.expiresAt).toBe(START + 10 * DAY);
    expect(await issue(START + 10 * DAY + 1)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
  });

  it('uses the expiry of the secret that was used if that is earlier', async () => {
    const { authority, parent, principalOf, roleId } = await createExpiringToken();
    const principal = { ...(await principalOf(parent.secret)), expiresAt: START + DAY };
    const input = { name: 'n', roleId: roleId('Viewer') };
    const { token } = expectOk(await authority.as(principal).issueServiceToken(input));
    expect(token.expiresAt).toBe(START + DAY);
  });

  it('limits an update in the same way', async () => {
    const { authority, admin, byToken, roleId } = await createExpiringToken();
    const child = async (expiresAt: number | null) => {
      const input = { name: 'n', roleId: roleId('Viewer'), expiresAt };
      return expectOk(await authority.as(admin).issueServiceToken(input)).token.id;
    };
    const short = await child(START + DAY);
    const setExpiry = async (id: string, expiresAt: number | null) => byToken.updateToken(id, { expiresAt });
    expect(await setExpiry(short, START + 11 * DAY)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    expect(expectOk(await setExpiry(short, START + 2 * DAY)).token.expiresAt).toBe(START + 2 * DAY);
    expect(await setExpiry(short, null)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    expect(expectOk(await setExpiry(short, START + 10 * DAY)).token.expiresAt).toBe(START + 10 * DAY);

    const long = await child(START + 20 * DAY);
    expect(await setExpiry(long, null)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    expect(await setExpiry(long, START + 21 * DAY)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    // To shorten a token is allowed, even if it still expires after the actor's token.
    expect(expectOk(await setExpiry(long, START + 15 * DAY)).token.expiresAt).toBe(START + 15 * DAY);

    const endless = await child(null);
    expect(expectOk(await setExpiry(endless, null)).token.expiresAt).toBe(null);
    expect(expectOk(await setExpiry(endless, START + 30 * DAY)).token.expiresAt).toBe(START + 30 * DAY);
  });

  it('does not let the token extend itself', async () => {
    const { byToken, parent } = await createExpiringToken();
    const outcome = await byToken.updateToken(parent.token.id, { expiresAt: START + 11 * DAY });
    expect(outcome).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
  });
});

describe('without a requested expiry', () => {
  const expiryOf = async (policies: Policies, requested?: null) => {
    const { authority, admin, system, roleId } = await createTestOrganization(policies);
    const input = { name: 'n', expiresAt: requested };
    const tokens = [
      expectOk(await authority.as(admin).issuePersonalToken(input)).token,
      expectOk(await authority.as(system).issuePersonalToken({ ...input, ownerId: admin.userId })).token,
      expectOk(await authority.as(system).issueServiceToken({ ...input, roleId: roleId('Viewer') })).token,
    ];
    return new Set(tokens.map(({ expiresAt }) => expiresAt));
  };

  it('a token of either kind expires after 30 days, for every creator', async () => {
    expect(await expiryOf({})).toEqual(new Set([START + 30 * DAY]));
    expect(await expiryOf({ allowNoExpiry: false })).toEqual(new Set([START + 30 * DAY]));
  });

  it('a shorter longest lifetime applies, and a longer one does not', async () => {
    expect(await expiryOf({ maxLifetimeSeconds: (7 * DAY) / 1000 })).toEqual(new Set([START + 7 * DAY]));
    expect(await expiryOf({ maxLifetimeSeconds: (90 * DAY) / 1000 })).toEqual(new Set([START + 30 * DAY]));
  });

  it('differs from null, which is never', async () => {
    expect(await expiryOf({}, null)).toEqual(new Set([null]));
  });
});

describe('the policies', () => {
  it('maxLifetimeSeconds counts from the creation of the token, and excludes never', async () => {
    const { authority, admin, system, advance } = await createTestOrganization({
      maxLifetimeSeconds: (7 * DAY) / 1000,
    });
    const manage = authority.as(admin);
    const issue = (expiresAt?: number | null) => manage.issuePersonalToken({ name: 'n', expiresAt });
    expect(await issue(null)).toMatchObject({ ok: false, reason: 'expiry_required' });
    expect(await issue(START + 7 * DAY + 1)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    const { token } = expectOk(await issue(START + 6 * DAY));
    advance(DAY);
    for (const actor of [admin, system]) {
      const extend = (expiresAt: number | null) => authority.as(actor).updateToken(token.id, { expiresAt });
      expect(await extend(START + 7 * DAY + 1)).toMatchObject({ reason: 'exceeds_expiry' });
      expect(await extend(null)).toMatchObject({ reason: 'expiry_required' });
    }
    const { token: extended } = expectOk(await manage.updateToken(token.id, { expiresAt: START + 7 * DAY }));
    expect(extended.expiresAt).toBe(START + 7 * DAY);
  });

  it('allowNoExpiry: false requires an expiry, of any length', async () => {
    const { authority, admin } = await createTestOrganization({ allowNoExpiry: false });
    const manage = authority.as(admin);
    const endless = await manage.issuePersonalToken({ name: 'n', expiresAt: null });
    expect(endless).toMatchObject({ reason: 'expiry_required' });
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + 9999 * DAY }));
    const never = await manage.updateToken(token.id, { expiresAt: null });
    expect(never).toMatchObject({ reason: 'expiry_required' });
  });

  it('are satisfied by the expiry that the new token takes from the actor’s token', async () => {
    const { byToken, roleId } = await createExpiringToken({ allowNoExpiry: false });
    const { token } = expectOk(await byToken.issueServiceToken({ name: 'n', roleId: roleId('Viewer') }));
    expect(token.expiresAt).toBe(START + 10 * DAY);
  });
});
