/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { startPostgres } from '../start-postgres.ts';

/**
 * Starts a standby of a server, which follows it until it is promoted. The server restarts, and waits for the standby
 * at each commit.
 */
export async function startStandby(primary: Postgres): Promise<Postgres> {
  appendFileSync(join(primary.data, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 trust\n');
  const standby = await startPostgres();
  await standby.stop();
  await primary.stop();
  rmSync(standby.data, { recursive: true });
  execFileSync('cp', ['-a', primary.data, standby.data]);
  const { host, port, user } = primary.connection;
  writeFileSync(join(standby.data, 'standby.signal'), '');
  appendFileSync(
    join(standby.data, 'postgresql.conf'),
    `primary_conninfo = 'host=${host} port=${port} user=${user} application_name=standby'\n`,
  );
  appendFileSync(join(primary.data, 'postgresql.conf'), `synchronous_standby_names = 'standby'\n`);
  await primary.start();
  await standby.start();
  return standby;
}
