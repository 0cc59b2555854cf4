// `npm test`: every check, and the tests on the Node at hand, counted on the last line. `npm test -- --all`, as in CI, adds
// the tests that take longest, those on all runtimes and those of the pages in a browser, checks and installs the packed
// packages in every combination, and follows the quickstart.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkMatrix, forgetResults } from './matrix.mjs';
import { bin, environment, pnpmFolder, root } from './workspace.mjs';

const all = process.argv.includes('--all');
const env = {
  ...environment(pnpmFolder()),
  ...(all ? { LYNK_AUTH_RUNTIMES: 'all' } : { LYNK_AUTH_TESTS: 'short' }),
};
const report = join(mkdtempSync(join(tmpdir(), 'lynk-auth-')), 'report.json');
const quiet = '--output-logs=errors-only';

/** Each check can fail by itself, and counts as one. These read the sources only, and run beside the others. */
const ofSources = [
  ['format and lint (biome)', 'biome', ['ci', '--error-on-warnings']],
  ['spelling (cspell)', 'cspell', ['lint', '--no-progress', '--no-summary']],
];
const build = [['build', 'turbo', ['run', 'build', quiet]]];
if (all) build.push(['packages (publint, are-the-types-wrong)', 'turbo', ['run', 'package', quiet]]);
/** These run beside the tests: `--only`, because turbo would write what is built once more. */
const ofBuild = [
  ['types (tsc)', 'turbo', ['run', 'typecheck', '--only', quiet]],
  ['public surface (api-extractor)', process.execPath, ['.scripts/api.mjs', '--check']],
  ['size (size-limit)', 'turbo', ['run', 'size', '--only', quiet]],
  ['unused code (knip)', 'knip', ['--no-progress']],
];

let passed = 0;
let failed = 0;
const count = (ok, name, started) => {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
};

const execute = promisify(execFile);

async function runInTurn(checks) {
  for (const [name, tool, args] of checks) {
    const started = performance.now();
    const command = tool === process.execPath ? tool : bin(tool);
    const failure = await execute(command, args, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }).then(
      () => null,
      (error) => error,
    );
    if (failure !== null) console.log(`${failure.stdout ?? ''}${failure.stderr ?? failure}`);
    count(failure === null, name, started);
  }
}

await Promise.all([runInTurn(ofSources), runInTurn(build)]);

if (all) installPostgres();
forgetResults();
await Promise.all([runInTurn(ofBuild), runVitest('tests (vitest)', '.config/vitest.config.ts', 'dot')]);
if (all) {
  const checked = performance.now();
  count(checkMatrix(), 'the table of runtimes agrees with the results (matrix)', checked);
  const table = './apps/e2e/src/packed/table-reporter.ts';
  installChromium();
  await runVitest('pages in Chromium (vitest)', '.config/browser.config.ts', 'dot');
  await runVitest('packed packages (vitest)', '.config/packages.config.ts', table);
  const started = performance.now();
  const child = spawnSync(process.execPath, ['apps/e2e/src/quickstart/main.mjs', 'project'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  count(child.status === 0, 'quickstart', started);
}

/** Debian's own. A machine with another system, or without the right to install, needs a Chromium or Chrome beforehand. */
function installChromium() {
  const isThere = () => spawnSync('chromium', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!isThere() && !process.env['CHROMIUM_PATH']) installFromDebian('chromium');
}

/** The test of backups needs pg_dump, and a server of its version. */
function installPostgres() {
  if (!existsSync('/usr/lib/postgresql')) installFromDebian('postgresql');
}

function installFromDebian(name) {
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', name]]) {
    const debian = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: debian });
  }
}

/** Every test of a configuration counts. */
async function runVitest(name, config, reporter) {
  const started = performance.now();
  const vitest = spawn(
    bin('vitest'),
    ['run', '--config', config, `--reporter=${reporter}`, '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, env: { ...env, NO_COLOR: '1' }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [status] = await once(vitest, 'exit');
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    rmSync(report);
    passed += numPassedTests;
    failed += numFailedTests;
    // A file that could not be loaded, or an error outside of any test, has no failed test to show for it.
    count(status === 0 || numFailedTests > 0, `every file ran to its end: ${name}`, started);
  } catch {
    count(false, name, started);
  }
}
rmSync(join(report, '..'), { recursive: true, force: true });

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
