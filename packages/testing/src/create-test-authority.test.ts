import { systemActor } from '@lynk-auth/authority';
import { describe, expect, it, test } from 'vitest';
import { createTestAuthority, type TestAuthority } from './create-test-authority.ts';
import type { TestToken } from './test-token.ts';

/** What the verifier says of a token: `ok`, or why not. */
async function verdict({ verifier }: TestAuthority, { secret }: TestToken): Promise<string> {
  const result = await verifier.verify(secret.reveal());
  return result.ok ? 'ok' : result.reason;
}

test('README example: a token expires when the test says so', async () => {
  const house = await createTestAuthority();
  const token = await house.createServiceToken({ permissions: ['view_sboms'], expiresInMs: 60_000 });
  expect(await house.verifier.verify(token.secret.reveal())).toEqual({
    ok: true,
    principal: {
      kind: 'service',
      tokenId: token.id,
      organizationId: house.organizationId,
      permissions: ['view_sboms'],
      expiresAt: Date.UTC(2030, 0, 1) + 60_000,
    },
  });
  house.move(59_999);
  expect(await verdict(house, token)).toBe('ok');
  house.move(1);
  expect(await verdict(house, token)).toBe('expired');
});

describe.each(['createPersonalToken', 'createServiceToken'] as const)('%s', (create) => {
  it('makes a token of its kind, that may do everything', async () => {
    const house = await createTestAuthority();
    const token = await house[create]();
    const result = await house.verifier.verify(token.secret.reveal());
    expect(result).toMatchObject({ ok: true, principal: { kind: token.kind, expiresAt: null } });
    expect(result.ok && result.principal.permissions).toContain('manage_api_tokens');
    expect(token.headers()).toEqual({ authorization: `Bearer ${token.secret.reveal()}` });
    expect(JSON.stringify(token).includes(token.secret.reveal())).toBe(false);
  });

  it('gives it permissions that only the application knows, and no others', async () => {
    const house = await createTestAuthority();
    const first = await house[create]({ permissions: ['fly', 'view_sboms'] });
    const second = await house[create]({ permissions: ['swim', 'swim'] });
    for (const [token, permissions] of [
      [first, ['view_sboms', 'fly']],
      [second, ['swim']],
    ] as const) {
      const result = await house.verifier.verify(token.secret.reveal());
      expect(result.ok && result.principal.permissions).toEqual(permissions);
    }
    const none = await house[create]({ permissions: [] });
    const result = await house.verifier.verify(none.secret.reveal());
    expect(result.ok && result.principal.permissions).toEqual([]);
  });

  it.each([
    ['expire', 'expired'],
    ['revoke', 'revoked'],
    ['suspend', 'suspended'],
  ] as const)('%s holds at once, with the cache on', async (act, reason) => {
    const house = await createTestAuthority();
    const [token, other] = [await house[create](), await house[create]()];
    for (const each of [token, other]) expect(await verdict(house, each)).toBe('ok');
    await token[act]();
    expect(await verdict(house, token)).toBe(reason);
    expect(await verdict(house, other)).toBe('ok');
  });

  it('resume ends what suspend began', async () => {
    const house = await createTestAuthority();
    const token = await house[create]();
    await token.suspend();
    await token.resume();
    expect(await verdict(house, token)).toBe('ok');
  });

  it('rotate gives another secret, and the old one its time', async () => {
    const house = await createTestAuthority();
    const old = await house[create]();
    const token = await old.rotate(1000);
    expect([token.id, token.userId]).toEqual([old.id, old.userId]);
    expect([await verdict(house, old), await verdict(house, token)]).toEqual(['ok', 'ok']);
    house.move(1000);
    expect(await verdict(house, old)).not.toBe('ok');
    expect(await verdict(house, token)).toBe('ok');
    await token.revoke();
    expect(await verdict(house, token)).toBe('revoked');
  });
});

test('removing a user ends their tokens, and nobody else’s', async () => {
  const house = await createTestAuthority();
  const token = await house.createPersonalToken();
  const second = await house.createPersonalToken({ userId: token.userId ?? '' });
  const stranger = await house.createPersonalToken();
  const service = await house.createServiceToken();
  for (const each of [token, second, stranger, service]) expect(await verdict(house, each)).toBe('ok');
  await house.removeUser(token.userId);
  const verdicts = await Promise.all([token, second, stranger, service].map((each) => verdict(house, each)));
  expect(verdicts.map((each) => each === 'ok')).toEqual([false, false, true, true]);
  await expect(house.removeUser(service.userId)).rejects.toMatchObject({ code: 'configuration' });
});

test('the authority itself is there, with its policies, its environment and its clock', async () => {
  const house = await createTestAuthority({
    start: 0,
    environment: 'live',
    policies: { maxLifetimeSeconds: 10 },
  });
  const { userId, secret } = await house.createPersonalToken();
  expect(secret.mask).toMatch(/^lynk_live_/);
  const system = house.authority.as(systemActor(house.organizationId));
  const input = { name: 'ci', ownerId: userId ?? '' };
  expect(await system.issuePersonalToken({ ...input, expiresAt: 10_001 })).toMatchObject({ ok: false });
  house.move(1);
  expect(await system.issuePersonalToken({ ...input, expiresAt: 10_001 })).toMatchObject({ ok: true });
});

test('a hundred failures are not throttled', async () => {
  const house = await createTestAuthority();
  const token = await house.createServiceToken();
  await token.revoke();
  for (let count = 0; count < 200; count += 1) {
    const result = await house.verifier.verify(token.secret.reveal(), { clientIp: '192.0.2.1' });
    expect(result).toMatchObject({ kind: 'invalid_token' });
  }
});

test('what is set up wrongly', async () => {
  const wrong = { code: 'configuration' };
  for (const options of [null, { now: 1 }, { start: 'today' }, { environment: 'prod' }, { policies: 1 }]) {
    await expect(createTestAuthority(options as never)).rejects.toMatchObject(wrong);
  }
  const house = await createTestAuthority();
  expect(() => house.move(-1)).toThrow(/forward/);
  expect(() => house.move(Number.NaN)).toThrow(/forward/);
  await expect(house.createServiceToken({ userId: 'u' } as never)).rejects.toMatchObject(wrong);
  await expect(house.createPersonalToken({ role: 'Admin' } as never)).rejects.toMatchObject(wrong);
});
