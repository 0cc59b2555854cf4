import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openFolder, temporaryFolder } from '../console.ts';
import { run, type SpawnedConsole, spawnConsole } from '../spawn-console.ts';
import { guideBlocks, runBlock } from './run-guide.ts';
import { testBackup } from './test-backup.ts';

// Each case starts several processes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;
let env: Record<string, string>;
const running = new Set<SpawnedConsole>();

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { LYNK_AUTH_DATA: join(folder, 'data'), BACKUP: join(folder, 'backup') };
});
afterAll(async () => {
  for (const { child, finished } of running) {
    child.kill('SIGKILL');
    await finished;
  }
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<SpawnedConsole> {
  const spawned = await spawnConsole(env['LYNK_AUTH_DATA'] ?? '');
  running.add(spawned);
  return spawned;
}

test('the commands of the guide back up a running console, and restore it', async () => {
  const [backUp = '', restore = '', ...others] = await guideBlocks('backup-sqlite.test.ts');
  expect(others).toEqual([]);
  await testBackup({
    env,
    start,
    async backUp() {
      await runBlock(backUp, env);
      const backup = env['BACKUP'] ?? '';
      expect((await readdir(backup)).sort()).toEqual(['identities.db', 'lynk-auth.db', 'session-secret']);
      expect((await stat(backup)).mode & 0o777).toBe(0o700);
      for (const name of await readdir(backup)) {
        expect((await stat(join(backup, name))).mode & 0o777).toBe(0o600);
      }
    },
    async restore({ child, finished }, token) {
      child.kill('SIGTERM');
      await finished;
      // The verifier of another process, which goes on.
      const beside = await openFolder(env['LYNK_AUTH_DATA'] ?? '');
      const isAccepted = async () => (await beside.verifier.verify(token)).ok;
      expect(await isAccepted()).toBe(true);
      await runBlock(restore, env);
      await expect.poll(isAccepted).toBe(false);
      await beside.close();
      return start();
    },
  });
});

test('backup: says what is wrong, and leaves nothing behind', async () => {
  const data = join(folder, 'other');
  const fail = async (args: string[], more: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await run('console', ['backup', ...args], {
      LYNK_AUTH_DATA: data,
      ...more,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    return stderr;
  };
  expect(await fail([join(folder, 'new')])).toMatch(/has no database yet\./);
  const system = await openFolder(data, { create: true });
  await system.close();
  expect(await fail([join(folder, 'new')])).toMatch(
    /^The backup failed\. Check that the data folder is complete/,
  );
  expect(await readdir(folder)).not.toContain('new');
  await mkdir(join(folder, 'existing'));
  expect(await fail([join(folder, 'existing')])).toMatch(/Pass the path of a new folder/);
  expect(await fail([])).toMatch(/^backup takes the path of a new folder only\./);
  expect(await fail(['a', 'b'])).toMatch(/^backup takes the path of a new folder only\./);
  const postgres = { DATABASE_URL: 'postgres://db.example/lynk' };
  expect(await fail([join(folder, 'new')], postgres)).toMatch(/Back them up with pg_dump\.$/m);
});
