import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCharts } from './charts/draw-charts.ts';
import { format, writeTables } from './charts/draw-tables.ts';
import { describeMachine, type MeasuredGroup, saveReport } from './charts/report.ts';
import { clientsGroup } from './groups/clients.ts';
import { coldGroup } from './groups/cold.ts';
import { commandsGroup } from './groups/commands.ts';
import { consoleGroup } from './groups/console.ts';
import { fleetGroup } from './groups/fleet.ts';
import { importGroup } from './groups/import.ts';
import { coreGroup, memoryGroup, runtimesGroup, warmGroup } from './groups/in-process.ts';
import { introspectionGroup } from './groups/introspection.ts';
import { listsGroup } from './groups/lists.ts';
import { pluginsGroup } from './groups/plugins.ts';
import { revokeGroup } from './groups/revoke.ts';
import { usesGroup } from './groups/uses.ts';
import { findFailure, type Row, show } from './row.ts';

const groups = {
  import: importGroup,
  core: coreGroup,
  warm: warmGroup,
  runtimes: runtimesGroup,
  cold: coldGroup,
  memory: memoryGroup,
  fleet: fleetGroup,
  revoke: revokeGroup,
  commands: commandsGroup,
  lists: listsGroup,
  uses: usesGroup,
  plugins: pluginsGroup,
  introspection: introspectionGroup,
  clients: clientsGroup,
  console: consoleGroup,
} as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, save: { type: 'boolean', default: false } },
});
const names = positionals.length === 0 ? Object.keys(groups) : positionals;
const unknown = names.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length > 0) {
  console.error(`Unknown group: ${unknown.join(', ')}. The groups are: ${Object.keys(groups).join(', ')}.`);
  process.exit(1);
}

const print = (row: Row): void => {
  const columns = [row.name.padEnd(64), format(row.value, row.unit).padStart(9), show(row)];
  console.log(`  ${findFailure(row) === null ? ' ' : '✗'} ${columns.join('  ')}`);
};

const measured: Record<string, MeasuredGroup> = {};
for (const name of names) {
  const { title, run } = groups[name as keyof typeof groups];
  if (!values.json) console.log(`\n${name}: ${title}`);
  const rows = await run();
  measured[name] = { title, date: new Date().toISOString().slice(0, 10), machine: describeMachine(), rows };
  if (!values.json) rows.forEach(print);
}
if (values.json) console.log(JSON.stringify(measured, null, 2));
if (values.save) {
  // The repository contains all of them.
  const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const report = saveReport(from('../report.json'), measured);
  writeCharts(from('../../../.github/charts/'), report);
  const readme = from('../README.md');
  writeFileSync(readme, writeTables(readFileSync(readme, 'utf8'), report));
}
const failures = Object.values(measured)
  .flatMap(({ rows }) => rows.map(findFailure))
  .filter((failure) => failure !== null);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
