// Runs the table on the built packages: `node dist/run.js SETTINGS`, and likewise on other runtimes. A line
// of JSON for every behaviour. It ends by itself: a timer or a socket that were left would keep it alive.
import { runTable } from './run-table.ts';
import type { Settings } from './script.ts';
import { subjectOf } from './subjects.ts';

const { process, console } = globalThis as unknown as {
  process: { argv: string[] };
  console: { log(line: string): void };
};
const settings: Settings = JSON.parse(process.argv[2] ?? '{}');
await runTable(settings, subjectOf(settings.adapter), (result) => console.log(JSON.stringify(result)));
