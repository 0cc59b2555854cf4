import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Start, StartOptions } from './running.ts';

/** Options of a program that keeps its tokens in the SQLite file `DATABASE`. */
export interface SqliteOptions extends StartOptions {
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a program with the SQLite file `DATABASE`, or with a temporary file. */
export const onSqlite =
  (start: (options: SqliteOptions) => ReturnType<Start>): Start =>
  async (options) => {
    const path = process.env['DATABASE'];
    if (path !== undefined) return start({ ...options, env: { DATABASE: path } });
    const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-sample-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const running = await start({ ...options, env: { DATABASE: join(folder, 'lynk.db') } });
      return { ...running, stop: () => running.stop().finally(remove) };
    } catch (error) {
      await remove();
      throw error;
    }
  };
