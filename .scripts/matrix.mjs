// The table of `apps/docs/pages/runtimes.md`: which package was tested on which runtime, from what the tests record
// in this run. `npm run matrix` runs those tests and writes the table; `npm test -- --all` checks it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, environment, pnpmFolder, root } from './workspace.mjs';

const folder = join(root, 'node_modules', '.lynk-matrix');
const page = 'apps/docs/pages/runtimes.md';
const [BEGIN, END] = ['<!-- runtimes -->', '<!-- /runtimes -->'];

const nodes = ['node', 'node22', 'node24'];
const runtimes = [...nodes, 'deno', 'bun', 'workerd', 'edge'];
const each = (names, count) => Object.fromEntries(names.map((name) => [name, count]));

/** The number of results that each package must have on each runtime. A test that did not run is not a success. */
const expected = {
  core: each(runtimes, 2),
  verifier: each(runtimes, 1),
  authority: each(runtimes, 1),
  express: each(nodes, 2),
  nest: each(nodes, 4),
  hono: each(runtimes.slice(0, -1), 1),
  fastify: each(nodes, 1),
  fetch: { ...each(runtimes, 1), node: 5 },
  axios: { node: 4, node22: 1, node24: 1, deno: 2, bun: 1, workerd: 2, edge: 2 },
};

/** The packages that bring other Nodes are for Linux on x64. The table's Node 20 is the one that runs this script. */
const isHere = (runtime) =>
  runtime === 'node'
    ? process.versions.node.startsWith('20.')
    : !nodes.includes(runtime) || (process.platform === 'linux' && process.arch === 'x64');

/** Deletes the results of an earlier run. */
export function forgetResults() {
  rmSync(folder, { recursive: true, force: true });
}

function readResults() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

const findMissing = (results) =>
  Object.entries(expected).flatMap(([name, counts]) =>
    Object.entries(counts)
      .filter(([runtime]) => isHere(runtime))
      .filter(([runtime, count]) => count !== findResults(results, name, runtime).length)
      .map(([runtime]) => `${name} on ${runtime}`),
  );

const findResults = (results, name, runtime) =>
  results.filter((result) => result.package === name && result.runtime === runtime);

/** The Node that runs the tests has any patch version. The other versions are pinned. */
const toTitle = ({ runtime, label, version }) =>
  runtime === 'node' ? `${label} ${version.split('.')[0]}` : `${label} ${version}`;

function toCell(result) {
  if (result === undefined) return '–';
  return result.of === 0 ? 'no' : `${result.passed}/${result.of}`;
}

/** Reads the table of the page: its head, and its rows by package and by what was tested. */
function readTable(text) {
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return { head, rows: new Map(rows.map((row) => [row.slice(0, 2).join(), row])) };
}

/** One row for each package and what was tested. The column of a runtime that cannot run here keeps its cells. */
function createTable(results, text) {
  const old = readTable(text);
  const columns = runtimes.map((runtime, index) => {
    const own = results.filter((result) => result.runtime === runtime);
    const title = own[0] ? toTitle(own[0]) : (old.head[index + 2] ?? runtime);
    return { own, title, index, isKept: !isHere(runtime) };
  });
  const rows = Object.keys(expected).flatMap((name) => {
    const own = results.filter((result) => result.package === name);
    const subjects = [...new Set(own.map(({ subject }) => subject))].sort((a, b) =>
      b.localeCompare(a, 'en', { numeric: true }),
    );
    return subjects.map((subject) => {
      const start = [`\`${name}\``, subject];
      const cells = columns.map(({ own, index, isKept }) =>
        isKept
          ? (old.rows.get(start.join())?.[index + 2] ?? '–')
          : toCell(own.find((result) => result.package === name && result.subject === subject)),
      );
      return [...start, ...cells];
    });
  });
  return formatTable([['package', 'tested', ...columns.map(({ title }) => title)], ...rows]);
}

function formatTable(rows) {
  const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  const lines = rows.map((row) => `| ${row.map((cell, index) => cell.padEnd(widths[index])).join(' | ')} |`);
  return [lines[0], `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)];
}

/** What a runtime does not support, with the packages and the runtimes that it concerns. */
function createNotes(results) {
  const notes = new Map();
  for (const runtime of runtimes) {
    for (const { label, unsupported, ...result } of results.filter((each) => each.runtime === runtime)) {
      for (const feature of unsupported) {
        const note = notes.get(feature) ?? { labels: new Set(), packages: new Set() };
        note.labels.add(label);
        note.packages.add(`\`${result.package}\``);
        notes.set(feature, note);
      }
    }
  }
  if (notes.size === 0) return [];
  const lines = [...notes].map(
    ([feature, { labels, packages }]) =>
      `- ${[...labels].join(', ')} (${[...packages].join(', ')}): ${feature}.`,
  );
  return ['', 'Not supported, and seen to fail in the same run:', '', ...lines];
}

/** Returns the page as it must be. */
function updatePage(text, results) {
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`${page} must have the lines ${BEGIN} and ${END}.`);
  const lines = [BEGIN, '', ...createTable(results, text.slice(before, after)), ...createNotes(results), ''];
  return `${text.slice(0, before)}${lines.join('\n')}\n${text.slice(after)}`;
}

/** Runs the tests that record results, and no others. */
function runTests() {
  const names = ['hono', 'express', 'fastify', 'nest'].flatMap((name) =>
    ['contract', 'runtimes'].map((file) => `packages/${name}/test/${file}`),
  );
  const files = ['packages/test-kit/test/', 'packages/fetch/test/', 'packages/axios/test/', ...names];
  const args = ['run', '--config', '.config/vitest.config.ts', '--reporter=dot', ...files];
  const env = { ...environment(pnpmFolder()), LYNK_AUTH_RUNTIMES: 'all' };
  return spawnSync(bin('vitest'), args, { cwd: root, env, stdio: 'inherit' }).status;
}

/** Prints what is wrong, and returns whether nothing is. `update` receives a page that differs from the results. */
function comparePage(results, update) {
  const problems = findMissing(results).map((pair) => `There is no result of this run: ${pair}.`);
  const file = join(root, page);
  const text = readFileSync(file, 'utf8');
  const updated = updatePage(text, results);
  if (updated !== text) problems.push(...update(file, updated, problems.length === 0));
  for (const runtime of runtimes.filter((name) => !isHere(name))) {
    console.log(`Not run on this machine, and left as it is in ${page}: ${runtime}.`);
  }
  for (const problem of problems) console.log(problem);
  return problems.length === 0;
}

/** Returns whether the page agrees with the results of this run. */
export const checkMatrix = () =>
  comparePage(readResults(), () => [
    `${page} does not agree with the results; run npm run matrix to update it.`,
  ]);

/** Runs the tests, and writes the page if all of them passed. */
export function writeMatrix() {
  forgetResults();
  if (runTests() !== 0) return false;
  return comparePage(readResults(), (file, text, isComplete) => {
    if (isComplete) writeFileSync(file, text);
    return [];
  });
}
