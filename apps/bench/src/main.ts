import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCharts } from './charts/draw-charts.ts';
import { saveReport } from './charts/report.ts';
import { clientsGroup } from './groups/clients.ts';
import { coldGroup } from './groups/cold.ts';
import { coreGroup } from './groups/core.ts';
import { fleetGroup } from './groups/fleet.ts';
import { importGroup } from './groups/import.ts';
import { memoryGroup } from './groups/memory.ts';
import { pluginsGroup } from './groups/plugins.ts';
import { revokeGroup } from './groups/revoke.ts';
import { runtimesGroup } from './groups/runtimes.ts';
import { warmGroup } from './groups/warm.ts';
import { isWithin, type Row } from './row.ts';

const groups = {
  import: importGroup,
  core: coreGroup,
  warm: warmGroup,
  runtimes: runtimesGroup,
  cold: coldGroup,
  memory: memoryGroup,
  fleet: fleetGroup,
  revoke: revokeGroup,
  plugins: pluginsGroup,
  clients: clientsGroup,
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

const show = ({ name, value, floor, unit, limit }: Row, within: boolean): string => {
  const compared =
    limit !== undefined && 'difference' in limit
      ? `+${(value - floor).toFixed(1)} ${unit} (at most ${limit.difference})`
      : `${(value / floor).toFixed(2)} ×${limit === undefined ? '' : ` (at most ${limit.ratio})`}`;
  const columns = [name.padEnd(44), `${value.toFixed(1)} ${unit}`.padStart(12), compared.padStart(10)];
  return `  ${within ? ' ' : '✗'} ${columns.join('  ')}`;
};

const report: Record<string, readonly (Row & { readonly within: boolean })[]> = {};
for (const name of names) {
  const group = groups[name as keyof typeof groups];
  if (!values.json) console.log(`\n${name}: ${group.title}`);
  const rows = (await group.run()).map((row) => ({ ...row, within: isWithin(row) }));
  report[name] = rows;
  if (!values.json) for (const row of rows) console.log(show(row, row.within));
}
if (values.json) console.log(JSON.stringify(report, null, 2));
if (values.save) {
  // The repository contains both; README.md shows the charts.
  const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  writeCharts(from('../../../.github/charts/'), saveReport(from('../report.json'), report));
}
process.exitCode = Object.values(report)
  .flat()
  .every((row) => row.within)
  ? 0
  : 1;
