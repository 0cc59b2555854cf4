// Runs the table on the built packages: `node dist/run.js SETTINGS`, and likewise on other runtimes. A line
// of JSON for every behaviour. It ends by itself: a timer or a socket that were left would keep it alive.
import { makeAxiosSubject } from './axios-subject.ts';
import { makeFetchSubject } from './fetch-subject.ts';
import { runTable } from './run-table.ts';
import type { Settings } from './script.ts';
import type { MakeSubject } from './subject.ts';

const subjects: Readonly<Record<string, MakeSubject>> = {
  fetch: makeFetchSubject,
  'axios, http': makeAxiosSubject('http'),
  'axios, fetch': makeAxiosSubject('fetch'),
};

const { process, console } = globalThis as unknown as {
  process: { argv: string[] };
  console: { log(line: string): void };
};
const settings: Settings = JSON.parse(process.argv[2] ?? '{}');
const make = subjects[settings.adapter];
if (make === undefined) throw new Error('There is no such adapter.');
await runTable(settings, make, (result) => console.log(JSON.stringify(result)));
