/// <reference types="node" />
import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** Not what it tells who comes while it is starting. */
const failed =
  /database system is shut down|FATAL:(?! *the database system is (starting up|not yet accepting))/;

/** Resolves when a server takes connections; rejects, with all that it wrote, when it will not. */
export function isReady(server: ChildProcessWithoutNullStreams): Promise<void> {
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
