/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The programs that the tests with Patroni run. */
export interface ClusterPrograms {
  readonly etcd: string;
  readonly patroni: string;
  readonly haproxy: string;
  readonly pgbouncer: string;
  /** The folder of Postgres' programs. */
  readonly postgres: string;
  /** What runs, for the output of the test. */
  readonly versions: string;
}

/** The first version that supports prepared statements in transaction mode. */
const OLDEST_PGBOUNCER = [1, 21] as const;
const DEBIAN = '/usr/lib/postgresql';

/**
 * Finds the programs in `PATH` and where Debian installs them.
 *
 * @throws {Error} When one of them is missing or too old.
 */
export function findClusterPrograms(): ClusterPrograms {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  const find = (name: string) => folders.map((folder) => join(folder, name)).find(existsSync);
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const found = {
    etcd: find('etcd'),
    patroni: find('patroni'),
    haproxy: find('haproxy'),
    pgbouncer: find('pgbouncer'),
    postgres: [`${DEBIAN}/${Math.max(...versions)}/bin`].find((folder) =>
      existsSync(join(folder, 'pg_rewind')),
    ),
  };
  const missing = Object.entries(found).flatMap(([name, path]) => (path === undefined ? name : []));
  if (missing.length > 0) {
    throw new Error(
      `Not installed: ${missing.join(', ')}. These tests need Debian's packages postgresql, patroni, etcd-server, haproxy and pgbouncer.`,
    );
  }
  const programs = found as Omit<ClusterPrograms, 'versions'>;
  const pgbouncer = versionOf(programs.pgbouncer);
  const [major = 0, minor = 0] = pgbouncer.split('.').map(Number);
  if (major < OLDEST_PGBOUNCER[0] || (major === OLDEST_PGBOUNCER[0] && minor < OLDEST_PGBOUNCER[1])) {
    throw new Error(
      `PgBouncer ${pgbouncer} is too old: prepared statements need ${OLDEST_PGBOUNCER.join('.')} or newer. Debian 12 has 1.18; put a newer one first in PATH.`,
    );
  }
  const others = {
    Postgres: join(programs.postgres, 'postgres'),
    Patroni: programs.patroni,
    etcd: programs.etcd,
  };
  const list = Object.entries(others).map(([name, path]) => `${name} ${versionOf(path)}`);
  return {
    ...programs,
    versions: [...list, `HAProxy ${versionOf(programs.haproxy, '-v')}`, `PgBouncer ${pgbouncer}`].join(', '),
  };
}

function versionOf(program: string, option = '--version'): string {
  const output = execFileSync(program, [option], { encoding: 'utf8' });
  return /\d+(\.\d+)+/.exec(output)?.[0] ?? 'unknown';
}
