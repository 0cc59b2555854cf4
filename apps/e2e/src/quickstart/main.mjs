// `npm run quickstart`: the steps of a new user from an empty folder to the first 200, with the time of each step.
// `npm run quickstart -- project` protects an Express app and calls it with a client; `-- clone` starts the console of a
// fresh clone. Fails if a response is not 200 or if a scenario takes more than two minutes.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, pnpmFolder, root } from '../../../../.scripts/workspace.mjs';

const LIMIT = 120;
/** The environment without the variables that npm sets for its scripts. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_(local_prefix|engine_strict$))/i.test(name),
  ),
);
const preload = new URL('../packed/listen-anywhere.mjs', import.meta.url).href;

/** The scenarios. Each receives an empty folder and a function that measures a step. */
const scenarios = {
  async project(folder, step) {
    // The packages are not published yet, so they come from tarballs. Packing is not a step of the user.
    const tarballs = packPackages(join(folder, 'tarballs'));
    const home = join(folder, 'my-app');
    mkdirSync(home);
    const readme = readFileSync(join(root, 'packages/express/README.md'), 'utf8');
    const [, block] = found(/## Install\n\n```sh\n([\s\S]*?)```/.exec(readme), 'an install command');
    const packages = block
      .replaceAll(/npm install |#.*/g, '')
      .trim()
      .split(/\s+/);
    const [, app] = found(/```ts\n([\s\S]*?)```/.exec(readme), 'an example');
    const verifierReadme = readFileSync(join(root, 'packages/verifier/README.md'), 'utf8');
    const [, verifier] = found(
      /<!-- file: verifier\.ts -->\n```ts\n([\s\S]*?)```/.exec(verifierReadme),
      'verifier.ts',
    );
    const install = (names) => {
      override(join(home, 'package.json'), tarballs, names);
      return run(
        'npm',
        ['install', '--no-audit', '--no-fund', ...names.map((name) => tarballs[name] ?? name)],
        home,
      );
    };

    step('npm init', () => run('npm', ['init', '--yes'], home));
    step(`npm install ${packages.join(' ')}`, () => install(packages));
    const token = step('generate a token', () => {
      const program =
        "import { generateToken } from '@lynk-auth/core'; process.stdout.write(generateToken({ kind: 'service', environment: 'live' }).reveal());";
      return run(process.execPath, ['--input-type=module', '--eval', program], home);
    });
    const sha256 = run(
      process.execPath,
      ['--eval', `process.stdout.write(crypto.createHash('sha256').update('${token}').digest('hex'))`],
      home,
    );
    writeFileSync(join(home, 'app.mjs'), app.replace("'./verifier.ts'", "'./verifier.mjs'"));
    writeFileSync(join(home, 'verifier.mjs'), verifier);
    const server = await step('start the example of the README', () =>
      start(
        process.execPath,
        ['--import', preload, 'app.mjs'],
        home,
        { CI_TOKEN_SHA256: sha256 },
        /port (\d+)/,
      ),
    );
    const address = `http://127.0.0.1:${server.match}`;
    try {
      step('the first 200', () => expect200(home, `curl ${address}/me -H "Authorization: Bearer ${token}"`));
      step('npm install @lynk-auth/fetch', () => install(['@lynk-auth/fetch']));
      writeFileSync(
        join(home, 'client.mjs'),
        `import { fromEnv, withLynkAuth } from '@lynk-auth/fetch';
const authorized = withLynkAuth(fetch, { token: fromEnv(), endpoint: '${address}/' });
const response = await authorized('${address}/sboms');
process.stdout.write(String(response.status));
`,
      );
      step('the first 200 of the client', () => {
        const status = run(process.execPath, ['client.mjs'], home, { INTERLYNK_SECURITY_TOKEN: token });
        if (status !== '200') throw new Error(`The status of the client is ${status}.`);
      });
    } finally {
      server.stop();
    }
  },

  async clone(folder, step) {
    step('git clone', () => run('git', ['clone', '--quiet', root, 'lynk-auth'], folder));
    const home = join(folder, 'lynk-auth');
    const console_ = await step('npm start', () =>
      start('npm', ['start'], home, { PORT: '0' }, /\n\s+(curl .+)\n/),
    );
    try {
      step('the first 200', () => expect200(home, console_.match));
    } finally {
      await console_.stop();
    }
  },
};

function packPackages(folder) {
  mkdirSync(folder);
  const published = readdirSync(join(root, 'packages')).filter((name) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
    return manifest.private !== true;
  });
  const filters = published.map((name) => `--filter=./packages/${name}`);
  run('pnpm', ['-r', ...filters, 'pack', '--pack-destination', folder], root, environment(pnpmFolder()));
  const files = readdirSync(folder).map((file) => [
    file.replace(/^lynk-auth-([a-z]+)-.*$/, '@lynk-auth/$1'),
    `file:${join(folder, file)}`,
  ]);
  return Object.fromEntries(files);
}

/** Overrides the packages that are not direct dependencies. npm does not allow both for one package. */
function override(file, tarballs, names) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const direct = new Set([...names, ...Object.keys(manifest.dependencies ?? {})]);
  manifest.overrides = Object.fromEntries(Object.entries(tarballs).filter(([name]) => !direct.has(name)));
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

/** Runs a command and returns its output. */
function run(command, args, cwd, more = {}) {
  const child = spawnSync(command, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${command} failed.\n${child.stdout}${child.stderr}`);
  return child.stdout;
}

/** Starts a command, and resolves when its output matches a pattern. */
function start(command, args, cwd, more, pattern) {
  const child = spawn(command, args, { cwd, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (text) => {
      output += text;
      const [, match] = pattern.exec(output) ?? [];
      if (match === undefined) return;
      const stop = () => child.kill('SIGTERM') && ended;
      resolve({ match, stop });
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    ended.then(() => reject(new Error(`${command} exited.\n${output}`)));
  });
}

/** Runs the command that a user copies, and checks the status. */
function expect200(cwd, line) {
  const status = run('sh', ['-c', `${line} --silent --output /dev/null --write-out '%{http_code}'`], cwd);
  if (status !== '200') throw new Error(`The status is ${status}.`);
}

function found(match, what) {
  if (match === null) throw new Error(`The README does not show ${what}.`);
  return match;
}

const selected = process.argv.slice(2).filter((name) => Object.hasOwn(scenarios, name));
for (const name of selected.length === 0 ? Object.keys(scenarios) : selected) {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-quickstart-'));
  let total = 0;
  console.log(`${name}:`);
  const report = (title, started) => {
    const seconds = (performance.now() - started) / 1000;
    total += seconds;
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${title}`);
  };
  const step = (title, action) => {
    const started = performance.now();
    const result = action();
    if (!(result instanceof Promise)) {
      report(title, started);
      return result;
    }
    return result.finally(() => report(title, started));
  };
  try {
    await scenarios[name](folder, step);
    console.log(`${total.toFixed(1).padStart(7)} s  in total; the limit is ${LIMIT} s`);
    if (total > LIMIT) throw new Error(`The scenario took longer than ${LIMIT} s.`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
