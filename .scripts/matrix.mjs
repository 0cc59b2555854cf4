// The tables of runtimes in the READMEs, from what the tests have written down in this run. `npm run matrix`
// runs those tests and writes the tables; `npm test` runs all tests, and then checks the tables.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, environment, pnpmFolder, root } from './workspace.mjs';

const folder = join(root, 'node_modules', '.lynk-matrix');
const [BEGIN, END] = ['<!-- runtimes -->', '<!-- /runtimes -->'];

const nodes = ['node', 'node22', 'node24'];
const runtimes = [...nodes, 'deno', 'bun', 'workerd', 'edge'];
const each = (names, count) => Object.fromEntries(names.map((name) => [name, count]));

/** How many results there must be: a test that did not run is no success. */
const wanted = {
  core: each(runtimes, 2),
  verifier: each(runtimes, 1),
  express: each(nodes, 2),
  nest: each(nodes, 4),
  hono: each(runtimes.slice(0, -1), 1),
  fastify: each(nodes, 1),
  fetch: each(runtimes, 1),
  axios: { node: 4, node22: 1, node24: 1, deno: 2, bun: 1, workerd: 2, edge: 2 },
};

/** The packages that bring other Nodes are for Linux on x64, and the table's Node 20 is the one that runs. */
const isHere = (runtime) =>
  runtime === 'node'
    ? process.versions.node.startsWith('20.')
    : !nodes.includes(runtime) || (process.platform === 'linux' && process.arch === 'x64');

/** What was written down in a run before counts for nothing. */
export function forgetResults() {
  rmSync(folder, { recursive: true, force: true });
}

function readResults() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

const missingResults = (results) =>
  Object.entries(wanted).flatMap(([name, counts]) =>
    Object.entries(counts)
      .filter(([runtime]) => isHere(runtime))
      .filter(([runtime, count]) => count !== resultsOf(results, name, runtime).length)
      .map(([runtime]) => `${name} on ${runtime}`),
  );

const resultsOf = (results, name, runtime) =>
  results.filter((result) => result.package === name && result.runtime === runtime);

/** The Node that runs the tests has any patch version; the others are pinned. */
const titleOf = ({ runtime, label, version }) =>
  runtime === 'node' ? `${label} ${version.split('.')[0]}` : `${label} ${version}`;

const cellOf = (results) => {
  if (results.length === 0) return '–';
  const supported = results.filter(({ of }) => of > 0);
  if (supported.length === 0) return 'no';
  const sum = (key) => supported.reduce((total, result) => total + result[key], 0);
  return `${sum('passed')} of ${sum('of')}`;
};

/** A row of a runtime that cannot be had here stays as it is. */
function keptRow(text, runtime) {
  const start = runtime === 'node' ? '| Node 20 ' : `| Node ${runtime.slice('node'.length)}.`;
  const row = text.split('\n').find((line) => line.startsWith(start));
  return row
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function tableOf(results, columns, text) {
  const rows = [['runtime', ...columns.map(([head]) => head)]];
  for (const runtime of runtimes) {
    const own = results.filter((result) => result.runtime === runtime);
    const cells = columns.map(([, isIn]) => cellOf(own.filter(isIn)));
    const row = isHere(runtime) ? own[0] && [titleOf(own[0]), ...cells] : keptRow(text, runtime);
    if (row) rows.push(row);
  }
  const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  const lines = rows.map((row) => `| ${row.map((cell, index) => cell.padEnd(widths[index])).join(' | ')} |`);
  return [lines[0], `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)];
}

/** What a runtime cannot do, by what it is; the names of all that cannot. */
function notesOf(results) {
  const notes = new Map();
  for (const runtime of runtimes) {
    for (const { label, unsupported } of results.filter((result) => result.runtime === runtime)) {
      for (const what of unsupported) notes.set(what, new Set(notes.get(what)).add(label));
    }
  }
  if (notes.size === 0) return [];
  const lines = [...notes].map(([what, labels]) => `- ${[...labels].join(', ')}: ${what}.`);
  return ['', 'Not there, and seen to fail in the same run:', '', ...lines];
}

/** Every region, by its file. */
function regionsOf(results) {
  const regions = new Map();
  for (const name of Object.keys(wanted)) {
    const own = results.filter((result) => result.package === name);
    const subjects = [...new Set(own.map(({ subject }) => subject))].sort((a, b) =>
      b.localeCompare(a, 'en', { numeric: true }),
    );
    const columns = subjects.map((subject) => [subject, (result) => result.subject === subject]);
    regions.set(join(root, 'packages', name, 'README.md'), { own, columns });
  }
  const columns = Object.keys(wanted).map((name) => [
    name,
    (result) => result.package === name && result.older !== true,
  ]);
  return regions.set(join(root, 'README.md'), { own: results, columns });
}

/** The README as it must be. */
function withTable(text, { own, columns }) {
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before < 0 || after < before) return undefined;
  const lines = [BEGIN, ...tableOf(own, columns, text.slice(before, after)), ...notesOf(own), ''];
  return `${text.slice(0, before)}${lines.join('\n')}${text.slice(after)}`;
}

/** Runs what writes results down, and nothing else. */
function runTests() {
  const names = ['hono', 'express', 'fastify', 'nest'].flatMap((name) =>
    ['contract', 'runtimes'].map((file) => `packages/${name}/test/${file}`),
  );
  const files = ['packages/test-kit/test/', 'packages/fetch/test/', 'packages/axios/test/', ...names];
  const args = ['run', '--config', '.config/vitest.config.ts', '--reporter=dot', ...files];
  return spawnSync(bin('vitest'), args, { cwd: root, env: environment(pnpmFolder()), stdio: 'inherit' })
    .status;
}

/** What is not as it must be; `use` is given every README that has a place for its table. */
function problemsOf(results, use) {
  const problems = missingResults(results).map((what) => `There is no result of this run: ${what}.`);
  for (const [file, region] of regionsOf(results)) {
    const text = readFileSync(file, 'utf8');
    const right = withTable(text, region);
    const name = file.slice(root.length);
    if (right === undefined) problems.push(`${name} has no place for its table: ${BEGIN} and ${END}.`);
    else if (right !== text) problems.push(...use(name, right));
  }
  for (const runtime of runtimes.filter((name) => !isHere(name))) {
    console.log(`Not run on this machine, and left as it stands in the READMEs: ${runtime}.`);
  }
  for (const problem of problems) console.log(problem);
  return problems;
}

/** Whether the READMEs say what was just run. */
export function checkMatrix() {
  const stale = (name) => [`${name} does not say what was run: npm run matrix writes its table.`];
  return problemsOf(readResults(), stale).length === 0;
}

/** Runs, and writes the tables where everything has passed. */
export function writeMatrix() {
  forgetResults();
  if (runTests() !== 0) return false;
  const results = readResults();
  const complete = missingResults(results).length === 0;
  const write = (name, right) => {
    if (complete) writeFileSync(join(root, name), right);
    return [];
  };
  return problemsOf(results, write).length === 0;
}
