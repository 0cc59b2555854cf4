import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { killAtExit } from './kill-at-exit.ts';
import type { SqliteOptions } from './on-sqlite.ts';
import { file } from './paths.ts';
import type { Running } from './running.ts';
import { startProcess } from './start-process.ts';

/** Builds an application on Next, then starts it. */
export async function onNext({ port, print, env }: SqliteOptions): Promise<Running> {
  const folder = file('embed/next');
  const next = createRequire(`${folder}/`).resolve('next/dist/bin/next');
  const quiet = { NEXT_TELEMETRY_DISABLED: '1' };

  print('Building the application …\n\n');
  const build = killAtExit(
    spawn(process.execPath, [next, 'build', folder], {
      env: { ...process.env, ...quiet },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const [output, [code]] = await Promise.all([text(build.stdout), once(build, 'exit')]);
  if (code !== 0) throw new Error(`${output}\nThe application could not be built.`);

  const running = await startProcess({
    command: process.execPath,
    args: [next, 'start', folder, '--hostname', '127.0.0.1', '--port', String(port)],
    env: { ...quiet, ...env },
    print: () => undefined,
  });
  print(`The application is listening on ${running.address}\n`);
  return running;
}
