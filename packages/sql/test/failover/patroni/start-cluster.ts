/// <reference types="node" />
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProgram, freePort, startProgram } from '@lynk-auth/test-kit';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { sleep } from '../../lease/random-timing.ts';
import type { ClusterPrograms } from './find-programs.ts';
import { account, type ClusterNode, createNode } from './start-node.ts';

/** Three servers that Patroni manages with etcd, behind HAProxy and PgBouncer. */
export interface Cluster {
  readonly nodes: readonly ClusterNode[];
  /** The port of HAProxy, which leads to the leader. */
  readonly haproxyPort: number;
  /** The port of PgBouncer in transaction mode, which connects to HAProxy. */
  readonly pgbouncerPort: number;
  /** Resolves with the leader when there is one, other than the excluded one. */
  readonly findLeader: (excluded?: ClusterNode) => Promise<ClusterNode>;
  /** Resolves with the leader when all nodes run and one of them is the synchronous standby. */
  readonly waitUntilHealthy: () => Promise<ClusterNode>;
}

const HOST = '127.0.0.1';
const NODES = 3;
/** How often in a row the cluster must be healthy, every half second: longer than a cycle of Patroni. */
const STABLE_CHECKS = 5;
/** When a node that does not follow the leader gets a new copy of its files, in milliseconds. */
const REINITIALIZE_MS = 20_000;

/** Starts a cluster in a temporary folder. Call it at the top level of a test file. */
export async function startCluster(programs: ClusterPrograms): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-patroni-'));
  chmodSync(folder, 0o700);
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const write = (name: string, lines: readonly string[]) => {
    const file = join(folder, name);
    writeFileSync(file, `${lines.join('\n')}\n`);
    if (account !== undefined) chownSync(file, account.uid, account.gid);
    return file;
  };
  const running: ReturnType<typeof startProgram>[] = [];
  const start = (command: readonly string[]) => {
    const program = startProgram(command, { account });
    program.stdout.resume();
    let errors = '';
    program.stderr.on('data', (chunk) => {
      errors = `${errors}${chunk}`.slice(-2000);
    });
    program.once('close', (code) => {
      if (code !== 0 && code !== null) process.stderr.write(`${command[0]} ended: ${errors}\n`);
    });
    running.push(program);
  };

  const [etcdPort, peerPort] = [await freePort(HOST), await freePort(HOST)];
  const client = `http://${HOST}:${etcdPort}`;
  const peer = `http://${HOST}:${peerPort}`;
  start([
    programs.etcd,
    ...['--data-dir', join(folder, 'etcd'), '--name', 'etcd', '--unsafe-no-fsync'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client, '--listen-peer-urls', peer],
    ...[
      '--initial-advertise-peer-urls',
      peer,
      '--initial-cluster',
      `etcd=${peer}`,
      '--log-level',
      'error',
      '--enable-v2',
    ],
  ]);
  const nodes: ClusterNode[] = [];
  for (let number = 1; number <= NODES; number += 1) {
    nodes.push(await createNode({ programs, folder, name: `node${number}`, etcdPort }));
  }
  const haproxyPort = await freePort(HOST);
  const haproxy = write('haproxy.cfg', [
    'defaults\n mode tcp\n timeout connect 2s\n timeout client 1h\n timeout server 1h\n timeout check 1s',
    `listen leader\n bind ${HOST}:${haproxyPort}\n option httpchk OPTIONS /primary\n http-check expect status 200`,
    ' default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions',
    ...nodes.map(({ name, port, apiPort }) => ` server ${name} ${HOST}:${port} check port ${apiPort}`),
  ]);
  const pgbouncerPort = await freePort(HOST);
  const pgbouncer = write('pgbouncer.ini', [
    `[databases]\npostgres = host=${HOST} port=${haproxyPort} dbname=postgres user=postgres`,
    `[pgbouncer]\nlisten_addr = ${HOST}\nlisten_port = ${pgbouncerPort}\nunix_socket_dir =`,
    'auth_type = any\npool_mode = transaction\nmax_prepared_statements = 100\ndefault_pool_size = 12',
    'server_login_retry = 1\nignore_startup_parameters = extra_float_digits',
  ]);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.end()));
    await Promise.all(running.map(endProgram));
    rmSync(folder, { recursive: true, force: true });
  });
  for (const node of nodes) node.start();
  start([programs.haproxy, '-db', '-f', haproxy]);
  start([programs.pgbouncer, '-q', pgbouncer]);

  const findLeader: Cluster['findLeader'] = async (excluded) => {
    for (;;) {
      for (const node of nodes) {
        if (node !== excluded && (await hasStatus(node, 'primary'))) return node;
      }
      await sleep(50);
    }
  };
  const waitUntilHealthy: Cluster['waitUntilHealthy'] = async () => {
    const lastCalled = new Map(nodes.map((node) => [node, performance.now()]));
    let checks = 0;
    for (;;) {
      const leader = await findLeader();
      const streaming = await findStandbys(leader);
      const isHealthy =
        streaming.length === NODES - 1 && streaming.some(({ sync_state }) => sync_state === 'sync');
      checks = isHealthy ? checks + 1 : 0;
      if (checks === STABLE_CHECKS) return leader;
      for (const node of nodes) {
        const isFollowing = node === leader || streaming.some(({ name }) => name === node.name);
        if (isFollowing || performance.now() - (lastCalled.get(node) ?? 0) < REINITIALIZE_MS) continue;
        lastCalled.set(node, performance.now());
        // Its history differs from the leader's, and Patroni has not noticed it. This fails while it copies already.
        await callApi(node, 'reinitialize', {}).catch(() => undefined);
      }
      await sleep(500);
    }
  };
  return { nodes, haproxyPort, pgbouncerPort, findLeader, waitUntilHealthy };
}

/** Returns whether Patroni reports a role of its node. */
async function hasStatus({ apiPort }: ClusterNode, role: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(1000);
    return (await fetch(`http://${HOST}:${apiPort}/${role}`, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}

/** Calls Patroni's REST API. */
export async function callApi({ apiPort }: ClusterNode, path: string, body: object): Promise<void> {
  const url = `http://${HOST}:${apiPort}/${path}`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

interface StandbyState {
  readonly name: string;
  readonly sync_state: string;
}

/** Returns the standbys that receive the log of a leader. */
async function findStandbys({ port }: ClusterNode): Promise<readonly StandbyState[]> {
  const limits = { connectionTimeoutMillis: 1000, query_timeout: 1000 };
  const client = new Client({ host: HOST, port, user: 'postgres', database: 'postgres', ...limits });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const text = `select application_name as name, sync_state from pg_stat_replication
      where state = 'streaming' and application_name like 'node%'`;
    return (await client.query<StandbyState>(text)).rows;
  } catch {
    return [];
  } finally {
    // It may never resolve after a failed connection.
    client.end().catch(() => undefined);
  }
}
