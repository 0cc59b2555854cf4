// The commands that work in a fresh clone, on a machine that has only Node and npm: each installs and builds what it
// needs. This file has no dependency, because it runs before any is installed.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install, pnpm, turbo, withProduction } from './workspace.mjs';

const console_ = new URL('../apps/console/dist/', import.meta.url);
const packages = new URL('../packages/', import.meta.url);
const sample = new URL('../apps/sample/dist/run/main.js', import.meta.url);

const tasks = {
  async start() {
    prepareConsole();
    await import(new URL('main.js', console_));
    stopWithParent();
  },
  token: () => runCommand('token'),
  console: () => runCommand('console'),
  /** Writes the console with all that it needs to run into a folder, for an image of a container. */
  async image() {
    const [folder = ''] = rest;
    prepareConsole();
    pnpm(['--filter=@lynk-auth/console', 'deploy', '--legacy', '--prod', folder]);
  },
  async sample() {
    install('everything');
    turbo(['run', 'build', '--filter=@lynk-auth/sample...', '--filter=@lynk-auth/sample-embed...']);
    await import(sample);
    stopWithParent();
  },
  async test() {
    install('everything');
    await import('./test.mjs');
  },
  async matrix() {
    install('everything');
    turbo(['run', 'build']);
    const { writeMatrix } = await import('./matrix.mjs');
    process.exitCode = writeMatrix() ? 0 : 1;
  },
  async screenshots() {
    install('everything');
    turbo(['run', 'build', '--filter=@lynk-auth/console...']);
    const { takeScreenshots } = await import('./screenshots.mjs');
    await takeScreenshots();
  },
  async docs() {
    install('everything');
    turbo(['run', 'build', '--filter=@lynk-auth/docs']);
    const folder = fileURLToPath(new URL('../apps/docs', import.meta.url));
    const vitepress = ['node_modules/vitepress/bin/vitepress.js', 'dev', ...rest];
    spawnSync(process.execPath, vitepress, { cwd: folder, stdio: 'inherit' });
  },
  /** Packs every published package into `.packed`, for projects that install them before they are on npm. */
  async pack() {
    install('everything');
    // turbo leaves the files of earlier builds, and the names of chunks change.
    for (const name of readdirSync(packages))
      rmSync(new URL(`${name}/dist`, packages), { recursive: true, force: true });
    turbo(['run', 'build', '--filter=./packages/*']);
    pnpm(['-r', '--filter=./packages/*', '--filter=!@lynk-auth/test-kit', 'pack', '--out', '.packed/%s.tgz']);
    console.log('Packed the packages into .packed.');
  },
};

function prepareConsole() {
  install('console');
  process.env['LYNK_AUTH_TYPES'] = 'off';
  turbo(['run', 'build', ...withProduction('@lynk-auth/console')]);
}

/** Both commands of the console are one program, whose first argument is the name of the command. */
async function runCommand(name) {
  prepareConsole();
  process.argv.splice(2, 0, name);
  await import(new URL('command.js', console_));
}

/** npm runs a script through a shell, which passes no signal on: when npm was told to stop, the shell is gone. */
function stopWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

const [, , name = '', ...rest] = process.argv;
if (!Object.hasOwn(tasks, name)) {
  console.error(`There is no task "${name}". The tasks are: ${Object.keys(tasks).join(', ')}.`);
  process.exit(1);
}
// What runs now sees its own arguments, as if it had been called by itself.
process.argv = [...process.argv.slice(0, 2), ...rest];
await tasks[name]();
