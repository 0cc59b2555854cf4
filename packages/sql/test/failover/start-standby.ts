import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { afterAll } from 'vitest';
import { sleep } from '../lease/random-timing.ts';
import { type ProxyServer, startProxy } from '../start-proxy.ts';

/** A standby, and the proxy through which it receives the log of its primary. */
export interface Standby {
  readonly server: Postgres;
  readonly replication: ProxyServer;
  /** Resolves when it has applied everything that its primary has written so far. */
  readonly catchUp: () => Promise<void>;
}

const settings = { wal_keep_size: '256MB', wal_retrieve_retry_interval: '100ms' };

/**
 * Starts a standby of a server, which can be a standby itself. Call it at the top level of a test file.
 *
 * @param name Its name in `synchronous_standby_names`.
 */
export async function startStandby(primary: Postgres, name: string): Promise<Standby> {
  const replication = await startProxy(primary.port);
  const from = `host=127.0.0.1 port=${replication.port} user=postgres application_name=${name}`;
  const server = await primary.copy({ ...settings, primary_conninfo: from }, true);
  await server.start();
  afterAll(async () => {
    await server.remove();
    await replication.close();
  });
  const catchUp = async () => {
    const [now] = await primary.run(
      'select coalesce(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end) as at',
    );
    const hasCaughtUp = async () => {
      const [row] = await server.run(`select pg_last_wal_replay_lsn() >= '${now?.['at']}' as reached`);
      return row?.['reached'] === true;
    };
    while (!(await hasCaughtUp())) await sleep(20);
  };
  return { server, replication, catchUp };
}

/** Makes every commit wait for a standby. Resolves when the standby takes part. */
export async function requireStandby(primary: Postgres, name: string): Promise<void> {
  await primary.run(`alter system set synchronous_standby_names = '${name}'`);
  await primary.run('select pg_reload_conf()');
  const isSynchronous = async () => {
    const rows = await primary.run(`select 1 from pg_stat_replication where sync_state = 'sync'`);
    return rows.length > 0;
  };
  while (!(await isSynchronous())) await sleep(20);
}
