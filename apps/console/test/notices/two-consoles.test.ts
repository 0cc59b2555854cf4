import { systemActor } from '@lynk-auth/authority';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/create-logger.ts';
import { openSystem } from '../../src/open-system.ts';
import { startTestConsole, type TestConsole } from '../console.ts';
import { expectOk, webhookTo } from './create-notice-test.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

const TOKENS = 20;

let postgres: Postgres;
let receiver: Receiver;
let consoles: TestConsole[] = [];
let env: Record<string, string>;

beforeAll(async () => {
  postgres = await launchPostgres();
  receiver = await startReceiver();
  const { host, port, user } = postgres.connection;
  env = {
    ...webhookTo(receiver.url),
    DATABASE_URL: `postgres://${user}@${host}:${port}/postgres`,
    LYNK_AUTH_SESSION_SECRET: 'a secret of the sessions, for this test',
  };
  consoles = [await startTestConsole(env), await startTestConsole(env)];
});
afterAll(async () => {
  await Promise.all(consoles.map((each) => each.dispose()));
  await postgres?.remove();
  await receiver?.close();
});

/** Creates tokens whose first secrets a rotation has ended, and returns those secrets. */
async function createEndedSecrets(): Promise<readonly string[]> {
  const system = await openSystem(
    readConfig(env),
    createLogger('silent', () => {}),
  );
  try {
    const management = system.authority.as(
      systemActor((await system.store.listOrganizations())[0]?.id ?? ''),
    );
    const create = async (_: unknown, index: number) => {
      const input = { name: `token ${index}`, ownerId: 'administrator' };
      const { token, secret } = expectOk(await management.issuePersonalToken(input));
      expectOk(await management.rotateToken(token.id, { overlapSeconds: 0 }));
      return secret.reveal();
    };
    return await Promise.all(Array.from({ length: TOKENS }, create));
  } finally {
    await system.close();
  }
}

test('two consoles on one database send each event once', async () => {
  const secrets = await createEndedSecrets();
  await Promise.all(
    secrets.map(async (token, index) => {
      const { status } = await (consoles[index % 2] as TestConsole).query('query { organization { id } }', {
        token,
      });
      expect(status).toBe(401);
    }),
  );
  const tokensOf = (type: string) => {
    const events = receiver.requests
      .map(({ body }) => JSON.parse(body))
      .filter((event) => event.type === type);
    return new Set(events.map(({ data }) => data.tokenId)).size;
  };
  await vi.waitFor(
    () => expect([tokensOf('secret.reused'), tokensOf('token.refused')]).toEqual([TOKENS, TOKENS]),
    { timeout: 50_000, interval: 50 },
  );
  // What is left is delivered while a console stops.
  await Promise.all(consoles.splice(0).map((each) => each.dispose()));
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(new Set(ids).size);
});
