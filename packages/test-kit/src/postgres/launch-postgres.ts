/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { configure, createFiles, HOST, USER } from './create-files.ts';
import { findPrograms, type Programs } from './find-programs.ts';
import { freePort } from './free-port.ts';
import { type RunningServer, startServer } from './start-server.ts';

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
  /** Pauses all of its processes, as the pause of a virtual machine does. Its connections remain open. */
  readonly pause: () => void;
  readonly resume: () => void;
  /**
   * Copies its files to a new server with a port of its own, which is not started. Restarts this server.
   *
   * @param settings The server's settings that differ.
   * @param standby Whether the new server is a standby. `primary_conninfo` is one of the settings.
   */
  readonly copy: (settings?: Readonly<Record<string, string>>, standby?: boolean) => Promise<Postgres>;
  /** Makes a standby the primary of a new timeline. */
  readonly promote: () => Promise<void>;
  /** Stops it, and removes its files. */
  readonly remove: () => Promise<void>;
}

/**
 * Starts a server in a temporary folder on a free port. It ends with this process, or with `remove`.
 *
 * @param installed The folder of an installed server. Default: the server of the package for this platform.
 */
export async function launchPostgres(installed?: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-postgres-'));
  const programs = findPrograms(folder, installed);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  createFiles(programs, data);
  for (let attempt = 1; ; attempt += 1) {
    const server = createServer(programs, data, await freePort(HOST));
    try {
      await server.start();
      return {
        ...server,
        async remove() {
          await server.remove();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      // Another process may have taken the port meanwhile.
      if (attempt === 3) throw error;
    }
  }
}

function createServer(programs: Programs, data: string, port: number): Postgres {
  let running: RunningServer | undefined;
  let schemas = 0;
  let copies = 0;
  const connection = { host: HOST, port, user: USER };
  const server: Postgres = {
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
    async stop() {
      const ending = running;
      running = undefined;
      await ending?.stop();
    },
    async start() {
      running = await startServer(programs, data, port);
    },
    pause: () => running?.pause(),
    resume: () => running?.resume(),
    async copy(settings = {}, standby = false) {
      copies += 1;
      const copied = `${data}-${copies}`;
      const wasRunning = running !== undefined;
      await server.stop();
      execFileSync('cp', ['-a', data, copied]);
      if (wasRunning) await server.start();
      configure(copied, settings);
      if (standby) writeFileSync(join(copied, 'standby.signal'), '');
      return createServer(programs, copied, await freePort(HOST));
    },
    async promote() {
      await server.run('select pg_promote()');
    },
    async remove() {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  return server;
}
