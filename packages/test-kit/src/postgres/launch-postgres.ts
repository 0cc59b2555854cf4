/// <reference types="node" />
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPrograms } from './find-programs.ts';
import { freePort } from './free-port.ts';
import { isReady } from './is-ready.ts';

/** A real Postgres server with one database, for one run. */
export interface Postgres {
  readonly port: number;
  /** The folder of its files. */
  readonly data: string;
  /** For `pg`: the owner of the database, who needs no password. */
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  /** Returns a schema name that is not in use. */
  readonly newSchema: () => string;
  /** Runs a statement beside the store, with its tables at hand. */
  readonly run: (sql: string, schema?: string, setting?: string) => Promise<Record<string, unknown>[]>;
  /** Stops the server at once, as a loss of power does, and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** Starts it again, on the same port with the same data. */
  readonly start: () => Promise<void>;
  /** Stops it, and removes its files. */
  readonly remove: () => Promise<void>;
}

const HOST = '127.0.0.1';
const USER = 'postgres';

/** Runs until its input ends, however the process that started it did: no server is left behind. */
const untilInputEnds = '"$@" & read -r _; kill -QUIT $!; wait $!';

/** Starts a server in a temporary folder on a free port. It ends with this process, or with `remove`. */
export async function launchPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-postgres-'));
  const { folder: programs, account } = findPrograms(folder);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'bin', 'initdb'),
    [
      '-D',
      data,
      '-U',
      USER,
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...account, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, LC_ALL: 'C' } },
  );
  const rules = join(data, 'pg_hba.conf');
  writeFileSync(rules, `host all has_password ${HOST}/32 scram-sha-256\nhost all all ${HOST}/32 trust\n`);
  appendFileSync(
    join(data, 'postgresql.conf'),
    `fsync = off\nfull_page_writes = off\nmax_connections = 200\nshared_buffers = 32MB
    listen_addresses = '${HOST}'\nunix_socket_directories = ''\n`,
  );

  let port = await freePort(HOST);
  let server: ChildProcessWithoutNullStreams | undefined;
  const launch = async () => {
    const command = [join(programs, 'bin', 'postgres'), '-D', data, '-p', String(port)];
    server = spawn('/bin/sh', ['-c', untilInputEnds, 'sh', ...command], {
      ...account,
      env: { ...process.env, LC_ALL: 'C' },
    });
    await isReady(server);
  };
  const stop = async () => {
    const ending = server;
    server = undefined;
    if (ending === undefined) return;
    const ended = new Promise((resolve) => ending.once('close', resolve));
    ending.stdin.end();
    await ended;
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await launch();
      break;
    } catch (error) {
      // Another process may have taken the port meanwhile.
      await stop();
      if (attempt === 3) throw error;
      port = await freePort(HOST);
    }
  }

  let schemas = 0;
  const connection = { host: HOST, port, user: USER };
  return {
    port,
    data,
    connection,
    newSchema() {
      schemas += 1;
      return `s${schemas}`;
    },
    async run(sql, schema = 'public', setting = 'jit=off') {
      const client = new pg.Client({ ...connection, options: `-c search_path=${schema} -c ${setting}` });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
    stop,
    start: launch,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
