// `npm run quickstart`: from an empty folder to the first 200, as a new user goes, with the seconds of each step.
// `npm run quickstart -- project` protects an app with Express, and calls it with a client; `-- clone` starts the
// console of a fresh clone. It fails where an answer is not 200, or where a way takes two minutes.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, pnpmFolder, root } from '../../../../.scripts/workspace.mjs';

const LIMIT = 120;
/** What npm says to its scripts, and no user's shell does. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_(local_prefix|engine_strict$))/i.test(name),
  ),
);
const preload = new URL('../packed/listen-anywhere.mjs', import.meta.url).href;

/** The two ways. Each is given an empty folder, and a function that counts a step. */
const ways = {
  async project(folder, step) {
    // Nothing is published yet: what a user gets from the registry are these files, and packing is no step of theirs.
    const tarballs = packPackages(join(folder, 'tarballs'));
    const home = join(folder, 'my-app');
    mkdirSync(home);
    const readme = readFileSync(join(root, 'packages/express/README.md'), 'utf8');
    const [, block] = found(/## Install\n\n```sh\n([\s\S]*?)```/.exec(readme), 'what to install');
    const packages = block
      .replaceAll(/npm install |#.*/g, '')
      .trim()
      .split(/\s+/);
    const [, app] = found(/```ts\n([\s\S]*?)```/.exec(readme), 'an app');
    const verifierReadme = readFileSync(join(root, 'packages/verifier/README.md'), 'utf8');
    const [, verifier] = found(
      /<!-- file: verifier\.ts -->\n```ts\n([\s\S]*?)```/.exec(verifierReadme),
      'the verifier',
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
    const token = step('a token', () => {
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
    const server = await step('the app of the README starts', () =>
      start(
        process.execPath,
        ['--import', preload, 'app.mjs'],
        home,
        { CI_TOKEN_SHA256: sha256 },
        /port (\d+)/,
      ),
    );
    const address = `http://127.0.0.1:${server.said}`;
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
      step('a 200 for the client', () => {
        const status = run(process.execPath, ['client.mjs'], home, { INTERLYNK_SECURITY_TOKEN: token });
        if (status !== '200') throw new Error(`The client got ${status}.`);
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
      step('the first 200', () => expect200(home, console_.said));
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

/** Says where what is not asked for by its name comes from: npm has it that both may not be said of one package. */
function override(file, tarballs, names) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const asked = new Set([...names, ...Object.keys(manifest.dependencies ?? {})]);
  manifest.overrides = Object.fromEntries(Object.entries(tarballs).filter(([name]) => !asked.has(name)));
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

/** Runs a command to its end, and gives what it printed. */
function run(command, args, cwd, more = {}) {
  const child = spawnSync(command, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${command} failed.\n${child.stdout}${child.stderr}`);
  return child.stdout;
}

/** Starts what runs on, and resolves when it has said something. */
function start(command, args, cwd, more, told) {
  const child = spawn(command, args, { cwd, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  return new Promise((resolve, reject) => {
    const listen = (text) => {
      output += text;
      const [, said] = told.exec(output) ?? [];
      if (said === undefined) return;
      const stop = () => child.kill('SIGTERM') && ended;
      resolve({ said, stop });
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    ended.then(() => reject(new Error(`${command} came to its end.\n${output}`)));
  });
}

/** Runs the line that a person copies, and looks at the status. */
function expect200(cwd, line) {
  const status = run('sh', ['-c', `${line} --silent --output /dev/null --write-out '%{http_code}'`], cwd);
  if (status !== '200') throw new Error(`The answer is ${status}.`);
}

function found(match, what) {
  if (match === null) throw new Error(`The README does not say ${what}.`);
  return match;
}

const wanted = process.argv.slice(2).filter((name) => Object.hasOwn(ways, name));
for (const name of wanted.length === 0 ? Object.keys(ways) : wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-quickstart-'));
  let total = 0;
  console.log(`${name}:`);
  const tell = (title, started) => {
    const seconds = (performance.now() - started) / 1000;
    total += seconds;
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${title}`);
  };
  const step = (title, action) => {
    const started = performance.now();
    const outcome = action();
    if (!(outcome instanceof Promise)) {
      tell(title, started);
      return outcome;
    }
    return outcome.finally(() => tell(title, started));
  };
  try {
    await ways[name](folder, step);
    console.log(`${total.toFixed(1).padStart(7)} s  in all; it may take ${LIMIT} s`);
    if (total > LIMIT) throw new Error(`It took longer than ${LIMIT} s.`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
