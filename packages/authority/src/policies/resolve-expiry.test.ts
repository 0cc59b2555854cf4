import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import type { Policies } from './policies.ts';

/** A service token that expires in ten days and manages tokens, and who acts by it. */
async function byExpiringToken(policies?: Policies) {
  const fixture = await createTestOrganization(policies);
  const { authority, admin, roleId, principalOf } = fixture;
  const input = { name: 'parent', roleId: roleId('Admin'), expiresAt: START + 10 * DAY };
  const parent = expectOk(await authority.as(admin).issueServiceToken(input));
  return { ...fixture, parent, byToken: authority.as(await principalOf(parent.secret)) };
}

describe('under a token that expires', () => {
  it.each([[undefined], [null]])('an expiry of %s becomes that of the token', async (expiresAt) => {
    const { byToken, roleId } = await byExpiringToken();
    const input = { name: 'n', roleId: roleId('Viewer'), expiresAt };
    expect(expectOk(await byToken.issueServiceToken(input)).token.expiresAt).toBe(START + 10 * DAY);
  });

  it('an earlier or equal one is given, a later one is refused', async () => {
    const { byToken, roleId } = await byExpiringToken();
    const give = (expiresAt: number) =>
      byToken.issueServiceToken({ name: 'n', roleId: roleId('Viewer'), expiresAt });
    expect(expectOk(await give(START + DAY)).token.expiresAt).toBe(START + DAY);
    expect(expectOk(await give(START + 10 * DAY)).token.expiresAt).toBe(START + 10 * DAY);
    expect(await give(START + 10 * DAY + 1)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
  });

  it('the expiry of the one secret that was used counts, where that is earlier', async () => {
    const { authority, parent, principalOf, roleId } = await byExpiringToken();
    const principal = { ...(await principalOf(parent.secret)), expiresAt: START + DAY };
    const input = { name: 'n', roleId: roleId('Viewer') };
    const { token } = expectOk(await authority.as(principal).issueServiceToken(input));
    expect(token.expiresAt).toBe(START + DAY);
  });

  it('an update is bound in the same way', async () => {
    const { authority, admin, byToken, roleId } = await byExpiringToken();
    const child = async (expiresAt: number | null) => {
      const input = { name: 'n', roleId: roleId('Viewer'), expiresAt };
      return expectOk(await authority.as(admin).issueServiceToken(input)).token.id;
    };
    const short = await child(START + DAY);
    const move = async (id: string, expiresAt: number | null) => byToken.updateToken(id, { expiresAt });
    expect(await move(short, START + 11 * DAY)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    expect(expectOk(await move(short, START + 2 * DAY)).token.expiresAt).toBe(START + 2 * DAY);
    expect(expectOk(await move(short, null)).token.expiresAt).toBe(START + 10 * DAY);

    const long = await child(START + 20 * DAY);
    expect(await move(long, null)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    expect(await move(long, START + 21 * DAY)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    // Shorter is nobody's gain, even where it is still later than the token that asks.
    expect(expectOk(await move(long, START + 15 * DAY)).token.expiresAt).toBe(START + 15 * DAY);

    const endless = await child(null);
    expect(expectOk(await move(endless, null)).token.expiresAt).toBe(null);
    expect(expectOk(await move(endless, START + 30 * DAY)).token.expiresAt).toBe(START + 30 * DAY);
  });

  it('it cannot make itself last longer', async () => {
    const { byToken, parent } = await byExpiringToken();
    const outcome = await byToken.updateToken(parent.token.id, { expiresAt: START + 11 * DAY });
    expect(outcome).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
  });
});

describe('the policies', () => {
  it('maxLifetimeSeconds counts from the creation of the token, and needs an expiry', async () => {
    const { authority, admin, system, move } = await createTestOrganization({
      maxLifetimeSeconds: (7 * DAY) / 1000,
    });
    const manage = authority.as(admin);
    const give = (expiresAt?: number | null) => manage.issuePersonalToken({ name: 'n', expiresAt });
    expect(await give()).toMatchObject({ ok: false, reason: 'expiry_required' });
    expect(await give(null)).toMatchObject({ ok: false, reason: 'expiry_required' });
    expect(await give(START + 7 * DAY + 1)).toMatchObject({ ok: false, reason: 'exceeds_expiry' });
    const { token } = expectOk(await give(START + 6 * DAY));
    move(DAY);
    for (const actor of [admin, system]) {
      const extend = (expiresAt: number | null) => authority.as(actor).updateToken(token.id, { expiresAt });
      expect(await extend(START + 7 * DAY + 1)).toMatchObject({ reason: 'exceeds_expiry' });
      expect(await extend(null)).toMatchObject({ reason: 'expiry_required' });
    }
    const { token: extended } = expectOk(await manage.updateToken(token.id, { expiresAt: START + 7 * DAY }));
    expect(extended.expiresAt).toBe(START + 7 * DAY);
  });

  it('allowNoExpiry: false needs an expiry, of any length', async () => {
    const { authority, admin } = await createTestOrganization({ allowNoExpiry: false });
    const manage = authority.as(admin);
    expect(await manage.issuePersonalToken({ name: 'n' })).toMatchObject({ reason: 'expiry_required' });
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: START + 9999 * DAY }));
    const never = await manage.updateToken(token.id, { expiresAt: null });
    expect(never).toMatchObject({ reason: 'expiry_required' });
  });

  it('are met by the expiry that a token creatorIds on', async () => {
    const { byToken, roleId } = await byExpiringToken({ allowNoExpiry: false });
    const { token } = expectOk(await byToken.issueServiceToken({ name: 'n', roleId: roleId('Viewer') }));
    expect(token.expiresAt).toBe(START + 10 * DAY);
  });
});
