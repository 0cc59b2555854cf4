/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Programs } from './find-programs.ts';

/** The address that servers listen on. */
export const HOST = '127.0.0.1';
/** The owner of the databases, who needs no password. */
export const USER = 'postgres';

/** Creates the files of a server in a new folder. */
export function createFiles({ folder, account }: Programs, data: string): void {
  const options = [
    ['-D', data, '-U', USER, '--auth=trust'],
    ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
  ].flat();
  execFileSync(join(folder, 'bin', 'initdb'), options, {
    ...account,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const rules = [
    `host all has_password ${HOST}/32 scram-sha-256`,
    `host all all ${HOST}/32 trust`,
    `host replication all ${HOST}/32 trust`,
  ];
  writeFileSync(join(data, 'pg_hba.conf'), `${rules.join('\n')}\n`);
  configure(data, {
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '32MB',
    listen_addresses: HOST,
    unix_socket_directories: '',
  });
}

/** Adds settings, which apply when the server starts. */
export function configure(data: string, settings: Readonly<Record<string, string>>): void {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
}
