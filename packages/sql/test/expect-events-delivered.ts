/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { acme, addAcme, personalToken } from './acme.ts';
import { type Child, startChild } from './start-child.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Received {
  readonly id: string;
  readonly type: string;
  readonly tokenId: string;
}

/** The events that a child has received. */
const receivedBy = (child: Child): Received[] =>
  child
    .output()
    .split('\n')
    .filter((line) => line.includes('"id"'))
    .map((line) => JSON.parse(line));

const idsOf = (events: readonly Received[]) => events.map(({ id }) => id).sort();

/** Starts a process whose clock is ahead. It delivers when it is told to. */
async function start(
  database: string,
  ahead: number,
  behavior: 'accept' | 'reject' | 'hang',
): Promise<Child> {
  const child = startChild('deliver-events', database, String(ahead), behavior);
  await child.waitForOutput('ready');
  return child;
}

/** Delivers in all processes at once, until each has finished one round. Then they end. */
async function deliver(...children: readonly Child[]): Promise<void> {
  for (const child of children) child.process.stdin.write('go\n');
  await Promise.all(children.map((child) => child.waitForOutput('"delivered"')));
  for (const child of children) child.process.stdin.end();
  const ends = await Promise.all(children.map((child) => child.ended));
  expect(ends).toEqual(children.map(() => ({ code: 0, signal: null })));
}

/**
 * Expects that every event is delivered, and every expiry announced once, by processes of which one is killed and others
 * run at once, fail and start again.
 *
 * @param database The database of the store, as a child takes it.
 */
export async function expectEventsDelivered(store: Store, database: string): Promise<void> {
  await addAcme(store);
  const now = Date.now();
  const times = { at: now - 30 * DAY, expiresAt: now + 6 * DAY };
  for (const tokenId of ['t1', 't2', 't3']) await store.apply(personalToken(tokenId, times));
  const added = Array.from({ length: 45 }, (_, index) => ({
    ...{ id: `event ${index}`, tokenId: 't1', at: now },
    body: JSON.stringify({ type: 'token.refused', reason: 'revoked' }),
  }));
  await store.addEvents(added);

  const killed = await start(database, 0, 'hang');
  killed.process.stdin.write('go\n');
  await killed.waitUntil((output) => output.includes('"id"'));
  killed.process.kill('SIGKILL');
  await killed.ended;

  const failing = await start(database, 2 * MINUTE, 'reject');
  await deliver(failing);
  expect(idsOf(receivedBy(failing)).length).toBeGreaterThanOrEqual(added.length);

  const pair = await Promise.all([1, 2].map(() => start(database, 4 * MINUTE, 'accept')));
  await deliver(...pair);
  const delivered = pair.flatMap(receivedBy);
  const refused = delivered.filter(({ type }) => type === 'token.refused');
  expect(idsOf(refused)).toEqual(idsOf(added.map((event) => ({ ...event, type: '' }))));
  const expiring = delivered.filter(({ type }) => type === 'token.expiring');
  expect(expiring.map(({ tokenId }) => tokenId).sort()).toEqual(['t1', 't2', 't3']);
  expect(expiring).toEqual(
    expiring.map(() => expect.objectContaining({ daysLeft: 7, ownerId: acme.userId })),
  );

  const restarted = await start(database, 10 * MINUTE, 'accept');
  await deliver(restarted);
  expect(receivedBy(restarted)).toEqual([]);
}
