import { systemActor } from '@lynk-auth/authority';
import { defineTokenFormat } from '@lynk-auth/core';
import { describe, expect, it, test } from 'vitest';
import { createTestAuthority, type TestAuthority } from './create-test-authority.ts';
import type { TestToken } from './test-token.ts';

/** Returns `ok` or the reason why the verifier rejects a token. */
async function verifyToken({ verifier }: TestAuthority, { secret }: TestToken): Promise<string> {
  const result = await verifier.verify(secret.reveal());
  return result.ok ? 'ok' : result.reason;
}

test('README example: a token expires when the test moves the clock', async () => {
  const testAuthority = await createTestAuthority();
  const token = await testAuthority.createServiceToken({ permissions: ['view_sboms'], expiresInMs: 60_000 });
  expect(await testAuthority.verifier.verify(token.secret.reveal())).toEqual({
    ok: true,
    principal: {
      kind: 'service',
      tokenId: token.id,
      organizationId: testAuthority.organizationId,
      permissions: ['view_sboms'],
      expiresAt: Date.UTC(2030, 0, 1) + 60_000,
    },
  });
  testAuthority.move(59_999);
  expect(await verifyToken(testAuthority, token)).toBe('ok');
  testAuthority.move(1);
  expect(await verifyToken(testAuthority, token)).toBe('expired');
});

describe.each(['createPersonalToken', 'createServiceToken'] as const)('%s', (create) => {
  it('issues a token of its kind with every permission', async () => {
    const testAuthority = await createTestAuthority();
    const token = await testAuthority[create]();
    const result = await testAuthority.verifier.verify(token.secret.reveal());
    expect(result).toMatchObject({ ok: true, principal: { kind: token.kind, expiresAt: null } });
    expect(result.ok && result.principal.permissions).toContain('manage_api_tokens');
    expect(token.headers()).toEqual({ authorization: `Bearer ${token.secret.reveal()}` });
    expect(JSON.stringify(token).includes(token.secret.reveal())).toBe(false);
  });

  it('grants permissions that only the application knows, and no others', async () => {
    const testAuthority = await createTestAuthority();
    const first = await testAuthority[create]({ permissions: ['fly', 'view_sboms'] });
    const second = await testAuthority[create]({ permissions: ['swim', 'swim'] });
    for (const [token, permissions] of [
      [first, ['view_sboms', 'fly']],
      [second, ['swim']],
    ] as const) {
      const result = await testAuthority.verifier.verify(token.secret.reveal());
      expect(result.ok && result.principal.permissions).toEqual(permissions);
    }
    const none = await testAuthority[create]({ permissions: [] });
    const result = await testAuthority.verifier.verify(none.secret.reveal());
    expect(result.ok && result.principal.permissions).toEqual([]);
  });

  it.each([
    ['expire', 'expired'],
    ['revoke', 'revoked'],
    ['suspend', 'suspended'],
  ] as const)('%s takes effect at once with the cache on', async (act, reason) => {
    const testAuthority = await createTestAuthority();
    const [token, other] = [await testAuthority[create](), await testAuthority[create]()];
    for (const each of [token, other]) expect(await verifyToken(testAuthority, each)).toBe('ok');
    await token[act]();
    expect(await verifyToken(testAuthority, token)).toBe(reason);
    expect(await verifyToken(testAuthority, other)).toBe('ok');
  });

  it('resume ends a suspension', async () => {
    const testAuthority = await createTestAuthority();
    const token = await testAuthority[create]();
    await token.suspend();
    await token.resume();
    expect(await verifyToken(testAuthority, token)).toBe('ok');
  });

  it('rotate issues a new secret and keeps the old one for the overlap', async () => {
    const testAuthority = await createTestAuthority();
    const old = await testAuthority[create]();
    const token = await old.rotate(1000);
    expect([token.id, token.userId]).toEqual([old.id, old.userId]);
    expect([await verifyToken(testAuthority, old), await verifyToken(testAuthority, token)]).toEqual([
      'ok',
      'ok',
    ]);
    testAuthority.move(1000);
    expect(await verifyToken(testAuthority, old)).not.toBe('ok');
    expect(await verifyToken(testAuthority, token)).toBe('ok');
    await token.revoke();
    expect(await verifyToken(testAuthority, token)).toBe('revoked');
  });
});

test('removeUser ends the tokens of this user only', async () => {
  const testAuthority = await createTestAuthority();
  const token = await testAuthority.createPersonalToken();
  const second = await testAuthority.createPersonalToken({ userId: token.userId ?? '' });
  const stranger = await testAuthority.createPersonalToken();
  const service = await testAuthority.createServiceToken();
  for (const each of [token, second, stranger, service])
    expect(await verifyToken(testAuthority, each)).toBe('ok');
  await testAuthority.removeUser(token.userId);
  const results = await Promise.all(
    [token, second, stranger, service].map((each) => verifyToken(testAuthority, each)),
  );
  expect(results.map((each) => each === 'ok')).toEqual([false, false, true, true]);
  await expect(testAuthority.removeUser(service.userId)).rejects.toMatchObject({ code: 'configuration' });
});

test('createPersonalToken adds the user with the id that a test chooses, once', async () => {
  const testAuthority = await createTestAuthority();
  const token = await testAuthority.createPersonalToken({ userId: '42' });
  const second = await testAuthority.createPersonalToken({ userId: '42' });
  expect([token.userId, second.userId]).toEqual(['42', '42']);
  for (const each of [token, second]) expect(await verifyToken(testAuthority, each)).toBe('ok');
  await testAuthority.removeUser('42');
  for (const each of [token, second]) expect(await verifyToken(testAuthority, each)).not.toBe('ok');
});

test('issues tokens of another format, with the permissions of the application', async () => {
  const format = defineTokenFormat({ brand: 'acme', environments: ['staging', 'production'] });
  const testAuthority = await createTestAuthority({ format, permissions: ['fly'] });
  for (const create of ['createPersonalToken', 'createServiceToken'] as const) {
    const token = await testAuthority[create]();
    expect(token.secret.mask).toMatch(/^acme_(?:service_)?staging_/);
    const result = await testAuthority.verifier.verify(token.secret.reveal());
    expect(result.ok && result.principal.permissions).toEqual(['fly']);
    expect(await verifyToken(testAuthority, await token.rotate())).toBe('ok');
  }
  const production = await createTestAuthority({ format, environment: 'production' });
  expect((await production.createServiceToken()).secret.mask).toMatch(/^acme_service_production_/);
});

test('createPrincipal and createVerifierFor need no token', async () => {
  const testAuthority = await createTestAuthority({ permissions: ['fly'] });
  const { organizationId } = testAuthority;
  const service = testAuthority.createPrincipal({ expiresInMs: 1000 });
  expect(service).toMatchObject({ kind: 'service', organizationId, permissions: ['fly'] });
  expect(service.expiresAt).toBe(Date.UTC(2030, 0, 1) + 1000);
  const user = testAuthority.createPrincipal({ userId: '42', permissions: [] });
  expect(user).toMatchObject({ kind: 'personal', userId: '42', permissions: [], expiresAt: null });
  expect(Object.isFrozen(user) && Object.isFrozen(user.permissions)).toBe(true);
  expect(await testAuthority.createVerifierFor(user).verify('test')).toEqual({ ok: true, principal: user });
  expect(() => testAuthority.createVerifierFor({ kind: 'user' } as never)).toThrow(/principal/);
  const verifier = testAuthority.createVerifierFor(service);
  testAuthority.move(999);
  expect(await verifier.verify('test')).toMatchObject({ ok: true });
  testAuthority.move(1);
  expect(await verifier.verify('test')).toMatchObject({ ok: false, reason: 'expired' });
});

test('a verifier for one principal has the format of the authority, after which a header is named', async () => {
  const format = defineTokenFormat({ brand: 'acme', environments: ['test'] });
  const { createPrincipal, createVerifierFor } = await createTestAuthority({ format });
  expect(createVerifierFor(createPrincipal()).format).toBe(format);
});

test('exposes the authority with its policies, environment and clock', async () => {
  const testAuthority = await createTestAuthority({
    start: 0,
    environment: 'live',
    policies: { maxLifetimeSeconds: 10 },
  });
  const { userId, secret } = await testAuthority.createPersonalToken();
  expect(secret.mask).toMatch(/^lynk_live_/);
  const system = testAuthority.authority.as(systemActor(testAuthority.organizationId));
  const input = { name: 'ci', ownerId: userId ?? '' };
  expect(await system.issuePersonalToken({ ...input, expiresAt: 10_001 })).toMatchObject({ ok: false });
  testAuthority.move(1);
  expect(await system.issuePersonalToken({ ...input, expiresAt: 10_001 })).toMatchObject({ ok: true });
});

test('does not throttle two hundred failures', async () => {
  const testAuthority = await createTestAuthority();
  const token = await testAuthority.createServiceToken();
  await token.revoke();
  for (let count = 0; count < 200; count += 1) {
    const result = await testAuthority.verifier.verify(token.secret.reveal(), { clientIp: '192.0.2.1' });
    expect(result).toMatchObject({ kind: 'invalid_token' });
  }
});

test('sends the events of the moved clock to a listener', async () => {
  const DAY = 86_400_000;
  const events: { type: string; tokenId: string }[] = [];
  const testAuthority = await createTestAuthority({ onEvent: (event) => void events.push(event) });
  const token = await testAuthority.createServiceToken({ expiresInMs: 30 * DAY });
  testAuthority.move(25 * DAY);
  await testAuthority.authority.deliverEvents();
  expect(events).toMatchObject([{ type: 'token.expiring', daysLeft: 7 }]);
  await token.revoke();
  await testAuthority.verifier.verify(token.secret.reveal());
  await testAuthority.verifier.flush();
  expect(events.slice(1)).toMatchObject([{ type: 'token.refused', reason: 'revoked', count: 1 }]);
});

test('rejects invalid options', async () => {
  const wrong = { code: 'configuration' };
  for (const options of [
    null,
    { now: 1 },
    { start: 'today' },
    { environment: 'prod' },
    { policies: 1 },
    { format: 1 },
    { permissions: 'fly' },
    { onEvent: 'log' },
  ]) {
    await expect(createTestAuthority(options as never)).rejects.toMatchObject(wrong);
  }
  const testAuthority = await createTestAuthority();
  expect(() => testAuthority.move(-1)).toThrow(/forward/);
  for (const milliseconds of [Number.NaN, Number.POSITIVE_INFINITY, '5', undefined]) {
    expect(() => testAuthority.move(milliseconds as never)).toThrow(/forward/);
  }
  for (const about of [
    { permissions: 'view_sboms' },
    { permissions: [1] },
    { expiresInMs: '60000' },
    { expiresInMs: Number.NaN },
    { userId: 42 },
    { userId: '' },
    { userId: null },
  ]) {
    await expect(testAuthority.createPersonalToken(about as never)).rejects.toMatchObject(wrong);
    expect(() => testAuthority.createPrincipal(about as never)).toThrow(/must be/);
    await expect(testAuthority.createServiceToken(about as never)).rejects.toMatchObject(wrong);
  }
  const token = await testAuthority.createServiceToken();
  for (const overlapMs of ['5', Number.NaN, -1]) {
    await expect(token.rotate(overlapMs as never)).rejects.toMatchObject(wrong);
  }
  await expect(testAuthority.removeUser('unknown')).rejects.toThrow('the user is not a member');
  await expect(testAuthority.createServiceToken({ userId: 'u' } as never)).rejects.toMatchObject(wrong);
  await expect(testAuthority.createPersonalToken({ role: 'Admin' } as never)).rejects.toMatchObject(wrong);
});
