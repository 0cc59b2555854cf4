import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onNode } from './on-node.ts';
import type { Start } from './running.ts';

/** Starts a wiring on Node with the SQLite file `DATABASE`, or with a temporary file. */
export const onSqlite =
  (name: string): Start =>
  async (options) => {
    if (process.env['DATABASE'] !== undefined) return onNode(name)(options);
    const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-sample-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const running = await onNode(name, { DATABASE: join(folder, 'lynk.db') })(options);
      return { ...running, stop: () => running.stop().finally(remove) };
    } catch (error) {
      await remove();
      throw error;
    }
  };
