import type { RefusalReason, UserActor } from '@lynk-auth/authority';
import { describe, expect, test } from 'vitest';
import { listNotices } from '../../src/notices/list-notices.ts';
import { createNoticeTest, DAY } from './create-notice-test.ts';

/** The notices of a member, one line each, a number of days from now. */
async function createLister() {
  const organization = await createNoticeTest();
  const { store, authority } = organization;
  const list = async (userId: string, days = 0) => {
    const actor: UserActor = { kind: 'user', organizationId: 'acme', userId };
    const now = Date.now() + days * DAY;
    const notices = await listNotices(authority.as(actor), { store, userId, now });
    return notices.map((notice) =>
      notice.kind === 'expiring'
        ? `${notice.token.name} expires in ${notice.daysLeft}`
        : `${notice.token.name} ${notice.reason} ${notice.count}`,
    );
  };
  const refuse = (tokenId: string, reason: RefusalReason, lastAt: number) =>
    store.recordRefusals({
      ...{ id: crypto.randomUUID(), at: lastAt, events: [] },
      refusals: [{ tokenId, reason, count: 2, firstAt: lastAt, lastAt, clientIp: null, userAgent: null }],
    });
  return { ...organization, list, refuse };
}

describe('tokens that expire', () => {
  test.each([
    [15, []],
    [16.5, ['laptop expires in 14']],
    [23.5, ['laptop expires in 7']],
    [29.5, ['laptop expires in 1']],
  ])('%d days after the creation of a token for 30 days: %j', async (days, expected) => {
    const { issuePersonal, list } = await createLister();
    await issuePersonal('vic');
    expect(await list('vic', days)).toEqual(expected);
  });

  test('a token for a week is first a notice on its last day', async () => {
    const { management, list } = await createLister();
    await management.issuePersonalToken({ ownerId: 'vic', name: 'week', expiresAt: Date.now() + 7 * DAY });
    expect([await list('vic'), await list('vic', 5), await list('vic', 6.5)]).toEqual([
      [],
      [],
      ['week expires in 1'],
    ]);
  });

  test('a person sees the own tokens and the service tokens that they see', async () => {
    const { issuePersonal, issueService, list } = await createLister();
    for (const owner of ['ada', 'olga', 'vic']) await issuePersonal(owner, owner);
    await issueService('ci');
    expect((await list('ada', 25)).sort()).toEqual(['ada expires in 7', 'ci expires in 7']);
    expect(await list('olga', 25)).toEqual(['olga expires in 7']);
    expect(await list('vic', 25)).toEqual(['vic expires in 7']);
  });

  test('the notice is gone once the token is extended, rotated to a later expiry, suspended or revoked', async () => {
    const { management, issuePersonal, list } = await createLister();
    const later = Date.now() + 90 * DAY;
    const changes = [
      (id: string) => management.updateToken(id, { expiresAt: later }),
      (id: string) => management.rotateToken(id, { expiresAt: later }),
      (id: string) => management.suspendToken(id),
      (id: string) => management.revokeToken(id),
    ];
    for (const change of changes) {
      const { id } = await issuePersonal('vic');
      expect(await list('vic', 25)).toHaveLength(1);
      expect(await change(id)).toHaveProperty('ok', true);
      expect(await list('vic', 25)).toEqual([]);
    }
  });

  test('the one that expires first is first', async () => {
    const { management, list } = await createLister();
    for (const [name, days] of [
      ['b', 28],
      ['a', 27],
      ['c', 30],
    ] as const) {
      await management.issuePersonalToken({ ownerId: 'vic', name, expiresAt: Date.now() + days * DAY });
    }
    expect(await list('vic', 25)).toEqual(['a expires in 7', 'b expires in 7', 'c expires in 7']);
  });
});

describe('tokens that are rejected', () => {
  test('have their reason, the latest first', async () => {
    const { issuePersonal, refuse, list } = await createLister();
    const { id, updatedAt } = await issuePersonal('vic');
    await refuse(id, 'network', updatedAt + 1);
    await refuse(id, 'retired', updatedAt + 2);
    expect(await list('vic')).toEqual(['laptop retired 2', 'laptop network 2']);
    expect(await list('ada')).toEqual([]);
  });

  test('are no notice after seven days, nor once the token was changed', async () => {
    const { management, issuePersonal, refuse, list } = await createLister();
    const { id, updatedAt } = await issuePersonal('vic');
    await refuse(id, 'network', updatedAt);
    expect(await list('vic')).toEqual([]);
    await refuse(id, 'network', updatedAt + 1);
    expect(await list('vic', 6)).toEqual(['laptop network 4']);
    expect(await list('vic', 8)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await management.rotateToken(id)).toHaveProperty('ok', true);
    expect(await list('vic', 6)).toEqual([]);
  });

  test('a token that is still used after its revocation is a notice', async () => {
    const { management, issueService, refuse, list } = await createLister();
    const { id } = await issueService();
    await management.revokeToken(id);
    await refuse(id, 'revoked', Date.now() + 1000);
    expect(await list('ada')).toEqual(['ci revoked 2']);
  });
});
