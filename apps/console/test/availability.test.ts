import { rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { systemActor } from '@lynk-auth/authority';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolder, temporaryFolder, tokenIn } from './console.ts';
import { deepBodies, hostileBodies, ORDINARY_LIST } from './hostile-bodies.ts';
import { type SpawnedConsole, spawnConsole } from './spawn-console.ts';

const ROUNDS = 5;
/** How many ordinary lists another client may have to wait for, on a machine that is busy with other things. */
const MAX_LISTS = 8;

let folder: string;
let api: SpawnedConsole;
let token: string;

/** Creates as many service tokens as an organization may have, and as many personal ones. */
async function fill(): Promise<void> {
  const system = await openFolder(folder);
  const [organization] = await system.store.listOrganizations();
  const id = organization?.id ?? '';
  const [role] = await system.store.listRoles(id);
  const [member] = await system.store.listMembers(id);
  const management = system.authority.as(systemActor(id));
  for (let index = 0; index < 100; index += 1) {
    await management.issueServiceToken({ name: `service ${index}`, roleId: role?.id ?? '' });
    await management.issuePersonalToken({ name: `personal ${index}`, ownerId: member?.userId });
  }
  await system.close();
}

beforeAll(async () => {
  folder = await temporaryFolder();
  api = await spawnConsole(folder);
  token = tokenIn(api.stdout());
  await fill();
}, 60_000);
afterAll(async () => {
  api.child.kill('SIGKILL');
  await api.finished;
  await rm(folder, { recursive: true, force: true });
});

interface Exchange {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

function send(agent: Agent, path: string, body?: string): Promise<Exchange> {
  const content =
    body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${api.address}${path}`, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...content },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - started }),
      );
    });
    sent.end(body);
  });
}

const smallest = (values: readonly number[]) => Math.min(...values);

describe('while a request is executed', () => {
  const attacker = new Agent({ keepAlive: true });
  const other = new Agent({ keepAlive: true });
  let ordinaryMs: number;

  beforeAll(async () => {
    const durations: number[] = [];
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      durations.push((await send(attacker, '/lynkapi', ORDINARY_LIST)).ms);
    }
    ordinaryMs = smallest(durations);
  });
  afterAll(() => {
    attacker.destroy();
    other.destroy();
  });

  /** Returns the longest time that another client waits for /healthz. The best of some rounds, without the machine's noise. */
  async function longestWait(body: string): Promise<number> {
    const waits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      let isDone = false;
      let longest = 0;
      const attack = send(attacker, '/lynkapi', body).finally(() => {
        isDone = true;
      });
      do longest = Math.max(longest, (await send(other, '/healthz')).ms);
      while (!isDone);
      expect([200, 400, 413]).toContain((await attack).status);
      waits.push(longest);
    }
    return smallest(waits);
  }

  test.each(hostileBodies())(
    'the /healthz of another client does not wait for it: $name',
    async ({ body }) => {
      expect(await longestWait(body)).toBeLessThan(MAX_LISTS * ordinaryMs);
    },
  );
});

test.each(deepBodies())('rejects or ignores what is nested: $name', async ({ body }) => {
  const { status, text } = await send(new Agent(), '/lynkapi', body);
  expect([200, 400, 413]).toContain(status);
  expect(text).not.toMatch(/call stack/i);
});

test.each(
  deepBodies().filter(
    ({ name, body }) =>
      /variables|query itself/.test(name) && / 3000 deep/.test(name) && body.length < 131_072,
  ),
)('rejects a deep body with 400: $name', async ({ body }) => {
  expect((await send(new Agent(), '/lynkapi', body)).status).toBe(400);
});
