/// <reference types="node" />
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { chownSync, createWriteStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  endProgram,
  freePort,
  ordinaryAccount,
  readMainProcess,
  signalTree,
  startProgram,
} from '@lynk-auth/test-kit';
import { startProxy } from '../../start-proxy.ts';
import type { ClusterPrograms } from './find-programs.ts';

/** A server of Postgres with its manager, Patroni. */
export interface ClusterNode {
  readonly name: string;
  /** The port of Postgres. */
  readonly port: number;
  /** The port of Patroni's REST API. */
  readonly apiPort: number;
  /** Starts the manager, which starts Postgres. */
  readonly start: () => void;
  /** Kills both. */
  readonly kill: () => Promise<void>;
  readonly pause: () => void;
  readonly pauseManager: () => void;
  readonly resume: () => void;
  /** Cuts it off from etcd and from the other nodes. Clients still reach its Postgres. */
  readonly cutOff: () => void;
  readonly reconnect: () => void;
  readonly end: () => Promise<void>;
}

const HOST = '127.0.0.1';
export const account = ordinaryAccount();

/** Options of {@link createNode}. */
export interface NodeOptions {
  readonly programs: ClusterPrograms;
  readonly folder: string;
  readonly name: string;
  readonly etcdPort: number;
}

/** Creates a node, which is not started. The other nodes and etcd are reached through proxies. */
export async function createNode({ programs, folder, name, etcdPort }: NodeOptions): Promise<ClusterNode> {
  const [port, apiPort] = [await freePort(HOST), await freePort(HOST)];
  const etcd = await startProxy(etcdPort);
  const replication = await startProxy(port);
  const api = await startProxy(apiPort);
  const proxies = [etcd, replication, api];
  const data = join(folder, name);
  const file = join(folder, `${name}.json`);
  const user = (username: string) => ({ username, password: username });
  // JSON is YAML.
  const settings = {
    scope: 'lynk',
    name,
    restapi: { listen: `${HOST}:${apiPort}`, connect_address: `${HOST}:${api.port}` },
    // Its version 2 compares before it sets: with version 3, a leader of Patroni 3.0 that was paused takes its lock back.
    etcd: { hosts: [`${HOST}:${etcd.port}`], use_proxies: true },
    bootstrap: {
      dcs: {
        ttl: 8,
        loop_wait: 1,
        retry_timeout: 3,
        synchronous_mode: true,
        synchronous_mode_strict: true,
        postgresql: {
          use_pg_rewind: true,
          use_slots: true,
          parameters: {
            fsync: 'off',
            max_connections: 100,
            shared_buffers: '32MB',
            wal_keep_size: '256MB',
            wal_retrieve_retry_interval: '500ms',
          },
        },
      },
      initdb: ['data-checksums', { encoding: 'UTF8' }, { locale: 'C' }],
      pg_hba: [`host all all ${HOST}/32 trust`, `host replication all ${HOST}/32 trust`],
    },
    postgresql: {
      listen: `${HOST}:${port}`,
      connect_address: `${HOST}:${replication.port}`,
      data_dir: data,
      bin_dir: programs.postgres,
      pgpass: join(folder, `${name}.pgpass`),
      authentication: {
        replication: user('replicator'),
        superuser: user('postgres'),
        rewind: user('rewinder'),
      },
      parameters: { unix_socket_directories: folder },
      // With a slot, pg_basebackup confirms commits, and counts as a standby where any is synchronous.
      basebackup: [{ checkpoint: 'fast' }, 'no-slot'],
      remove_data_directory_on_rewind_failure: true,
      remove_data_directory_on_diverged_timelines: true,
    },
    watchdog: { mode: 'off' },
  };
  writeFileSync(file, JSON.stringify(settings));
  if (account !== undefined) chownSync(file, account.uid, account.gid);

  let manager: ChildProcessWithoutNullStreams | undefined;
  const signalManager = (signal: NodeJS.Signals) => {
    if (manager?.pid !== undefined) signalTree(manager.pid, signal);
  };
  const signalPostgres = (signal: NodeJS.Signals) => {
    if (existsSync(join(data, 'postmaster.pid'))) signalTree(readMainProcess(data), signal);
  };
  return {
    name,
    port,
    apiPort,
    start() {
      manager = startProgram([programs.patroni, file], { account });
      const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
      manager.stdout.pipe(log, { end: false });
      manager.stderr.pipe(log, { end: false });
    },
    async kill() {
      const ended = new Promise((resolve) => manager?.once('close', resolve));
      signalPostgres('SIGKILL');
      signalManager('SIGKILL');
      signalPostgres('SIGKILL');
      await ended;
    },
    pause() {
      signalManager('SIGSTOP');
      signalPostgres('SIGSTOP');
    },
    pauseManager: () => signalManager('SIGSTOP'),
    resume() {
      signalPostgres('SIGCONT');
      signalManager('SIGCONT');
    },
    cutOff() {
      for (const proxy of proxies) proxy.dropAll = true;
    },
    reconnect() {
      for (const proxy of proxies) {
        proxy.dropAll = false;
        // Bytes are missing.
        proxy.disconnectAll();
      }
    },
    async end() {
      signalPostgres('SIGCONT');
      signalPostgres('SIGKILL');
      signalManager('SIGCONT');
      if (manager !== undefined) await endProgram(manager);
      for (const proxy of proxies) await proxy.close();
    },
  };
}
