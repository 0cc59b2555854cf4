import { expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../test/create-test-organization.ts';
import { createAuthority } from '../create-authority.ts';
import type { AuthorityEvent, TokenExpiringEvent } from './authority-event.ts';

/** Creates an organization, and a function that returns what one or more processes announce. */
async function createAnnouncer() {
  const test = await createTestOrganization();
  const start = () => {
    const events: TokenExpiringEvent[] = [];
    const onEvent = (event: AuthorityEvent) => {
      if (event.type === 'token.expiring') events.push(event);
    };
    return { events, authority: createAuthority({ store: test.store, clock: test.clock, onEvent }) };
  };
  /** Starts a process, and returns the names and steps that it announces. */
  const announced = async () => {
    const { authority, events } = start();
    await authority.deliverEvents();
    return events.map(({ name, daysLeft }) => `${name} ${daysLeft}`).sort();
  };
  const manage = test.authority.as(test.admin);
  const issue = async (name: string, lifetime: number | null) => {
    const expiresAt = lifetime === null ? null : test.clock.wall() + lifetime;
    return expectOk(await manage.issuePersonalToken({ name, expiresAt })).token;
  };
  return { ...test, manage, issue, announced, start };
}

it('announces a token 14, 7 and 1 days before its expiry, each once', async () => {
  const { issue, announced, advance } = await createAnnouncer();
  await issue('n', 30 * DAY);
  await issue('forever', null);
  const days: Record<number, string[]> = {};
  for (let hour = 0; hour < 31 * 24; hour += 1) {
    // A new process each time.
    const names = await announced();
    if (names.length > 0) days[hour / 24] = names;
    advance(DAY / 24);
  }
  expect(days).toEqual({ 16: ['n 14'], 23: ['n 7'], 29: ['n 1'] });
});

it('says what expires, when, and whose it is', async () => {
  const { issue, start, advance, admin, organizationId, manage, roleId } = await createAnnouncer();
  const token = await issue('laptop', 30 * DAY);
  const service = expectOk(
    await manage.issueServiceToken({ name: 'ci', roleId: roleId('Viewer'), expiresAt: START + 30 * DAY }),
  ).token;
  advance(25 * DAY);
  const { authority, events } = start();
  await authority.deliverEvents();
  const common = {
    ...{ type: 'token.expiring', id: expect.any(String), organizationId, at: START + 25 * DAY },
    ...{ expiresAt: START + 30 * DAY, daysLeft: 7 },
  };
  const personal = { name: 'laptop', kind: 'personal', ownerId: admin.userId, tokenId: token.id };
  expect(events.toSorted((one, other) => (one.name < other.name ? 1 : -1))).toEqual([
    { ...common, ...personal },
    { ...common, name: 'ci', kind: 'service', ownerId: null, tokenId: service.id },
  ]);
});

it('announces only the nearest step if several are due', async () => {
  const { issue, announced, advance } = await createAnnouncer();
  await issue('n', 30 * DAY);
  advance(29.5 * DAY);
  expect(await announced()).toEqual(['n 1']);
  expect(await announced()).toEqual([]);
});

it.each([
  [14, [7, 1]],
  [14.01, [14, 7, 1]],
  [10, [7, 1]],
  [7, [1]],
  [2, [1]],
  [1, []],
  [0.5, []],
])('a token of %d days has the steps %j', async (lifetime, steps) => {
  const { issue, announced, advance } = await createAnnouncer();
  await issue('n', lifetime * DAY);
  const found = [];
  for (let hour = 0; hour < lifetime * 24; hour += 1) {
    found.push(...(await announced()));
    advance(DAY / 24);
  }
  expect(found).toEqual(steps.map((step) => `n ${step}`));
});

it('announces an expiry that is moved, and each expiry once', async () => {
  const { issue, announced, advance, manage } = await createAnnouncer();
  const { id } = await issue('n', 30 * DAY);
  advance(25 * DAY);
  expect(await announced()).toEqual(['n 7']);
  expectOk(await manage.updateToken(id, { expiresAt: START + 31 * DAY }));
  expect(await announced()).toEqual(['n 7']);
  expectOk(await manage.updateToken(id, { expiresAt: START + 30 * DAY }));
  expect(await announced()).toEqual([]);
  expectOk(await manage.updateToken(id, { expiresAt: START + 90 * DAY }));
  expect(await announced()).toEqual([]);
  advance(51.5 * DAY);
  expect(await announced()).toEqual(['n 14']);
});

it('announces no token that is suspended, revoked or expired, or whose owner is suspended', async () => {
  const { issue, announced, advance, manage, authority, addMember } = await createAnnouncer();
  const names = ['kept', 'suspended', 'revoked'];
  const [, suspended, revoked] = await Promise.all(names.map((name) => issue(name, 30 * DAY)));
  await issue('expired', 20 * DAY);
  const owner = await addMember('Operator');
  expectOk(await authority.as(owner).issuePersonalToken({ name: 'owned', expiresAt: START + 30 * DAY }));
  expectOk(await manage.suspendToken(suspended?.id ?? ''));
  expectOk(await manage.revokeToken(revoked?.id ?? ''));
  expectOk(await manage.suspendMember(owner.userId));
  advance(24 * DAY);
  expect(await announced()).toEqual(['kept 7']);
  expectOk(await manage.resumeToken(suspended?.id ?? ''));
  expectOk(await manage.resumeMember(owner.userId));
  expect(await announced()).toEqual(['owned 7', 'suspended 7']);
});

it('two processes at once announce a token once', async () => {
  const { issue, announced, advance } = await createAnnouncer();
  for (let index = 0; index < 5; index += 1) await issue(`n${index}`, 30 * DAY);
  advance(25 * DAY);
  const found = await Promise.all([announced(), announced(), announced()]);
  expect(found.flat().sort()).toEqual(['n0 7', 'n1 7', 'n2 7', 'n3 7', 'n4 7']);
});

it('announces more tokens than one page has', async () => {
  const { store, system, start, advance, organizationId, roleId } = await createAnnouncer();
  for (let index = 0; index < 450; index += 1) {
    const ids = { organizationId, tokenId: `t${index}`, digest: crypto.getRandomValues(new Uint8Array(32)) };
    await store.apply({
      ...{ ...ids, type: 'issue_token', kind: 'service', environment: 'live', name: 'n', mask: 'm' },
      ...{ actor: { kind: 'system', id: null }, managedBy: { kind: 'system', id: null }, at: START },
      ...{ ownerId: null, roleId: roleId('Viewer'), ceiling: null, expiresAt: START + 30 * DAY, limit: null },
    });
  }
  expect(system.organizationId).toBe(organizationId);
  advance(25 * DAY);
  const { authority, events } = start();
  expect(await authority.deliverEvents()).toEqual({ delivered: 450, failed: 0 });
  expect(new Set(events.map(({ tokenId }) => tokenId)).size).toBe(450);
});
