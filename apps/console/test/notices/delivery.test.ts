import { rm } from 'node:fs/promises';
import { createAuthority, systemActor } from '@lynk-auth/authority';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { firstStart } from '../../src/first-start.ts';
import { openFolder, startTestConsole, type TestConsole, temporaryFolder } from '../console.ts';
import { DAY, expectOk, mailTo, webhookTo } from './create-notice-test.ts';
import { type MailServer, startMailServer } from './start-mail-server.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

const OWNER = { ownerId: 'administrator' };

let folder: string;
let receiver: Receiver;
let mail: MailServer;
let api: TestConsole;
/** The secret that a rotation has ended. */
let ended: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const system = await openFolder(folder, { create: true });
  await firstStart(system);
  const { store, authority } = system;
  const actor = systemActor((await store.listOrganizations())[0]?.id ?? '');
  const earlier = createAuthority({ store, clock: { wall: () => Date.now() - 25 * DAY } }).as(actor);
  expectOk(
    await earlier.issuePersonalToken({ ...OWNER, name: 'old laptop', expiresAt: Date.now() + 5 * DAY }),
  );
  const issued = expectOk(await authority.as(actor).issuePersonalToken({ ...OWNER, name: 'rotated' }));
  expectOk(await authority.as(actor).rotateToken(issued.token.id, { overlapSeconds: 0 }));
  ended = issued.secret.reveal();
  await system.close();

  receiver = await startReceiver();
  mail = await startMailServer();
  const env = {
    ...mailTo(mail.port),
    ...webhookTo(receiver.url),
    LYNK_AUTH_DATA: folder,
    LOG_LEVEL: 'debug',
  };
  api = await startTestConsole(env);
});
afterAll(async () => {
  await api.dispose();
  await Promise.all([receiver.close(), mail.close(), rm(folder, { recursive: true, force: true })]);
});

test('a running console sends what happens to its tokens to the webhook and by mail, without any secret', async () => {
  expect((await api.query('query { organization { id } }', { token: ended })).status).toBe(401);
  const find = (type: string) =>
    receiver.requests.map(({ body }) => JSON.parse(body)).find((event) => event.type === type);
  const subjects = () => mail.messages.map(({ mail: { subject } }) => subject).sort();
  await vi.waitFor(
    () => {
      expect(find('token.expiring')).toBeDefined();
      expect(find('secret.reused')).toBeDefined();
      expect(subjects()).toHaveLength(2);
    },
    { timeout: 30_000, interval: 50 },
  );
  expect(find('token.expiring').data).toMatchObject({
    name: 'old laptop',
    daysLeft: 7,
    token: { state: 'active' },
  });
  expect(find('secret.reused').data.token.name).toBe('rotated');
  expect(subjects()).toEqual([
    'An old secret of the token "rotated" was used',
    'The token "old laptop" expires within 7 days',
  ]);
  expect(new Set(mail.messages.flatMap(({ to }) => to))).toEqual(new Set(['admin@acme.example']));
  const sent = [
    ...receiver.requests.map(({ body }) => body),
    ...mail.messages.map(({ source }) => source),
    ...api.logged,
  ];
  expect(sent.join('\n')).not.toContain(ended);
});
