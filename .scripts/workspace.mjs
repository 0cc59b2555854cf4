// Brings pnpm, installs from the lock file, runs turbo.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.lynk-auth.json');
const windows = process.platform === 'win32';

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What each scope installs. The console needs the build tools, which are the root's dependencies, and its own. */
const scopes = {
  console: ['--prod', '--filter', '.', '--filter-prod', '@lynk-auth/console...'],
  everything: [],
};

/**
 * Installs from the lock file, unless that was done already. What is installed never shrinks: after a
 * full installation the console has what it needs.
 *
 * @param {'console' | 'everything'} scope
 */
export function install(scope) {
  const key = hashOfManifests();
  const stamp = readStamp();
  if (stamp?.key === key && (stamp.scope === 'everything' || stamp.scope === scope)) return;
  const wanted = stamp?.scope === 'everything' ? 'everything' : scope;
  console.error('Installing dependencies …');
  const bin = stamp && existsSync(stamp.bin) ? stamp.bin : bringPnpm();
  run('pnpm', ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false', ...scopes[wanted]], bin);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ key, scope: wanted, bin }));
}

/** Runs turbo, which wants pnpm on the path. Its output is shown only where something fails. */
export function turbo(args) {
  run(bin('turbo'), [...args, '--output-logs=errors-only'], pnpmFolder());
}

/** Runs pnpm. Its output is shown only if it fails. */
export function pnpm(args) {
  run('pnpm', args, pnpmFolder());
}

/**
 * Turbo's arguments for a package and what it runs on. Its own `name...` would build what the tests of each need, too,
 * and of those nothing is installed for the console.
 */
export function withProduction(name) {
  // The folder of a package that was removed may be left behind with what was built in it.
  const manifests = ['packages', 'apps']
    .flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'package.json')),
    )
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const wanted = new Set([name]);
  for (const each of wanted) {
    const { dependencies = {} } = manifests.find((manifest) => manifest.name === each);
    for (const [dependency, version] of Object.entries(dependencies)) {
      if (version.startsWith('workspace:')) wanted.add(dependency);
    }
  }
  return ['--only', ...[...wanted].map((each) => `--filter=${each}`)];
}

/** The path of a tool of the workspace. */
export const bin = (name) => join(root, 'node_modules', '.bin', name);

/** The folder that holds pnpm's command. */
export function pnpmFolder() {
  const stamp = readStamp();
  return stamp && existsSync(stamp.bin) ? stamp.bin : bringPnpm();
}

/** The environment of every command that is run here. */
export const environment = (folder) => ({
  ...process.env,
  PATH: `${folder}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
});

/** Lets npm fetch the pnpm that package.json names, and asks where it put it. */
function bringPnpm() {
  const child = spawnSync(
    'npx',
    ['--yes', '--package', packageManager, '--call', 'node -p process.env.PATH'],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: windows,
    },
  );
  const command = windows ? 'pnpm.cmd' : 'pnpm';
  const folder = child.stdout
    ?.trim()
    .split(delimiter)
    .find((each) => existsSync(join(each, command)));
  if (child.status !== 0 || folder === undefined) fail(`npm could not bring ${packageManager}.`);
  return folder;
}

function run(command, args, folder) {
  const child = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(folder),
    shell: windows,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (child.status === 0) return;
  process.stderr.write(`${child.stdout ?? ''}${child.stderr ?? ''}`);
  fail(`${command.split(/[\\/]/).at(-1)} ${args[0]} failed.`);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
}

function hashOfManifests() {
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'];
  for (const folder of ['packages', 'apps']) {
    for (const name of readdirSync(join(root, folder)).sort()) files.push(join(folder, name, 'package.json'));
  }
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
