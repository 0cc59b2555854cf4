import { expect } from 'vitest';
import { tokenIn } from '../console.ts';
import { run, type SpawnedConsole } from '../spawn-console.ts';
import { createClient } from './console-client.ts';

const PASSWORD = 'four random words here';

/** What {@link testBackup} needs. */
export interface BackupSteps {
  readonly start: () => Promise<SpawnedConsole>;
  readonly backUp: () => Promise<void>;
  /** Restores the backup. Returns the console that runs then. The token was created after the backup, and is in caches. */
  readonly restore: (running: SpawnedConsole, token: string) => Promise<SpawnedConsole>;
  /** The environment of the commands. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Backs up a console under load, changes tokens, restores, and expects what the guide says: the log-in and the tokens of the backup
 * are valid, also the token that was revoked since, and those that were created since are not.
 */
export async function testBackup({ start, backUp, restore, env }: BackupSteps): Promise<void> {
  const first = await start();
  const client = createClient(first);
  await client.setPassword(PASSWORD);
  const cookie = await client.logIn(PASSWORD);
  const before = await client.createToken('before', cookie);
  const revokedBefore = await client.createToken('revoked before', cookie);
  await client.revoke(revokedBefore.id, cookie);

  let isDone = false;
  const statuses = new Set<number>();
  const load = [1, 2].map(async (worker) => {
    for (let index = 0; !isDone; index += 1) {
      const { secret } = await client.createToken(`under load ${worker} ${index}`, cookie);
      statuses.add(await client.check(secret));
    }
  });
  const startedAt = Date.now();
  await backUp();
  isDone = true;
  await Promise.all(load);
  expect([...statuses]).toEqual([200]);

  const after = await client.createToken('after', cookie);
  await client.revoke(before.id, cookie);
  expect([await client.check(before.secret), await client.check(after.secret)]).toEqual([401, 200]);
  const exported = await fetch(`${first.address}/console/audit.jsonl?from=${startedAt}`, {
    headers: { cookie },
  });
  const entries = (await exported.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const revoked = entries.filter(({ action }) => action === 'revoke_token').map(({ tokenId }) => tokenId);
  expect(revoked).toEqual([before.id]);

  const restored = createClient(await restore(first, after.secret));
  expect(await restored.isLoggedIn(cookie)).toBe(true);
  const again = await restored.logIn(PASSWORD);
  const firstToken = tokenIn(first.stdout());
  expect(await Promise.all([firstToken, before.secret].map(restored.check))).toEqual([200, 200]);
  expect(await Promise.all([after.secret, revokedBefore.secret].map(restored.check))).toEqual([401, 401]);

  for (const id of revoked) expect((await run('token', ['revoke', id], env)).code).toBe(0);
  expect(await restored.check(before.secret)).toBe(401);
  const { secret } = await restored.createToken('after the restore', again);
  expect(await restored.check(secret)).toBe(200);
}
