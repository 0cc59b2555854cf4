import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchPostgres, type Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../console.ts';
import { type SpawnedConsole, spawnConsole } from '../spawn-console.ts';
import { createClient } from './console-client.ts';
import { findPostgresTools } from './find-postgres-tools.ts';
import { guideBlocks, runBlock } from './run-guide.ts';
import { testBackup } from './test-backup.ts';

// pg_dump is not in the package of the server that the other tests use, so the server is that of the system, too.
const tools = findPostgresTools();

// Each case starts several processes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;
let postgres: Postgres;
let running: SpawnedConsole | undefined;

beforeAll(async () => {
  folder = await temporaryFolder();
  if (tools !== null) postgres = await launchPostgres(tools);
});
afterAll(async () => {
  running?.child.kill('SIGKILL');
  await running?.finished;
  await postgres?.remove();
  await rm(folder, { recursive: true, force: true });
});

test.runIf(tools !== null || process.env['LYNK_AUTH_RUNTIMES'] === 'all')(
  'the commands of the guide back up a running console, and restore it while it runs',
  async () => {
    const [backUp = '', restore = '', ...others] = await guideBlocks('backup-postgres.test.ts');
    expect(others).toEqual([]);
    const { host, port, user } = postgres.connection;
    const env = {
      DATABASE_URL: `postgres://${user}@${host}:${port}/postgres`,
      LYNK_AUTH_SESSION_SECRET: 'a secret of the sessions, for this test',
    };
    const database = { PGHOST: host, PGPORT: String(port), PGUSER: user, PGDATABASE: 'postgres' };
    const shell = { ...database, PATH: join(tools ?? '', 'bin'), BACKUP: join(folder, 'backup') };
    await testBackup({
      env,
      async start() {
        running = await spawnConsole(folder, env);
        return running;
      },
      backUp: () => runBlock(backUp, shell),
      async restore(console, token) {
        const { check } = createClient(console);
        expect(await check(token)).toBe(200);
        await runBlock(restore, shell);
        await expect.poll(() => check(token)).toBe(401);
        return console;
      },
    });
  },
);
