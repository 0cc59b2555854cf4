import { rm } from 'node:fs/promises';
import { freePort } from '@lynk-auth/test-kit';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder, tokenIn } from '../console.ts';
import { type SpawnedConsole, spawnConsole } from '../spawn-console.ts';
import { type Balancer, startBalancer } from './start-balancer.ts';

const CLIENTS = 4;

// Each case starts several processes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let postgres: Postgres;
let folder: string;
let consoles: SpawnedConsole[];
let balancer: Balancer;
let token: string;

/** Starts a console, on a port that it keeps when it is replaced. */
function start(port: number): Promise<SpawnedConsole> {
  const { connection } = postgres;
  return spawnConsole(folder, {
    PORT: String(port),
    DATABASE_URL: `postgresql://${connection.user}@${connection.host}:${connection.port}/postgres`,
    LYNK_AUTH_SESSION_SECRET: 'a secret of the sessions, for this test',
    LYNK_AUTH_DRAIN: '3',
    LOG_LEVEL: 'error',
  });
}

beforeAll(async () => {
  postgres = await launchPostgres();
  folder = await temporaryFolder();
  const ports = [await freePort('127.0.0.1'), await freePort('127.0.0.1')];
  consoles = await Promise.all(ports.map(start));
  token = consoles.map(({ stdout }) => tokenIn(stdout())).join('');
  balancer = await startBalancer(consoles.map(({ address }) => address));
  await balancer.whenReady(consoles.map(({ address }) => address));
});
afterAll(async () => {
  for (const { child } of consoles ?? []) child.kill('SIGKILL');
  await balancer?.close();
  await postgres?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Sends the documented check through the balancer. */
async function check(): Promise<string> {
  const response = await fetch(`${balancer.address}/lynkapi`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"query": "query { organization { id name } }"}',
  });
  const text = await response.text();
  return text.includes('Acme Corp') ? 'passed' : `${response.status}: ${text}`;
}

/** Sends requests from several clients until it is stopped, and returns how often each result came. */
function startLoad(): () => Promise<Record<string, number>> {
  const results: Record<string, number> = {};
  let isRunning = true;
  const run = async () => {
    while (isRunning) {
      const result = await check().catch((error: Error) => `${error.message}: ${error.cause}`);
      results[result] = (results[result] ?? 0) + 1;
    }
  };
  const clients = Array.from({ length: CLIENTS }, run);
  return async () => {
    isRunning = false;
    await Promise.all(clients);
    return results;
  };
}

test('each console is replaced in turn under load, and no request is lost', async () => {
  const stopLoad = startLoad();
  for (const [index, { child, finished, address }] of consoles.entries()) {
    child.kill('SIGTERM');
    expect((await finished).code).toBe(0);
    consoles[index] = await start(Number(new URL(address).port));
    await balancer.whenReady(consoles.map((each) => each.address));
  }
  const { passed = 0, ...failed } = await stopLoad();
  expect(failed).toEqual({});
  expect(passed).toBeGreaterThan(100);
});

test('a console that is killed takes only the requests that it had', async () => {
  const [killed, other] = consoles;
  const stopLoad = startLoad();
  killed?.child.kill('SIGKILL');
  await killed?.finished;
  await balancer.whenReady([other?.address ?? '']);
  await stopLoad();
  const results = await Promise.all(Array.from({ length: 20 }, check));
  expect(results).toEqual(Array(20).fill('passed'));
});
