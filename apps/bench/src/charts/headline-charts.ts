import type { Row } from '../row.ts';
import type { Chart, Mark } from './chart.ts';
import type { Report } from './report.ts';

const toMark = ({ name, value, floor }: Row, own: boolean): Mark => ({ name, ratio: value / floor, own });

/** Creates the charts of the README, keyed by name. */
export function headlineCharts(report: Report): Readonly<Record<string, Chart>> {
  return { verify: verifyChart(report), plugins: pluginsChart(report) };
}

function groupOf(report: Report, name: string) {
  const group = report[name];
  if (group === undefined)
    throw new Error(`The report has no group ${name}. Measure it: npm run bench -- --save ${name}`);
  return { ...group, note: `Measured on ${group.date}: ${group.machine}` };
}

/** Whether a row of the group `warm` is ours. */
const isOwn = ({ name }: Row) => name.includes('token');

function verifyChart(report: Report): Chart {
  const { rows, note } = groupOf(report, 'warm');
  const marks = rows.map((row) =>
    isOwn(row)
      ? toMark({ ...row, name: `@lynk-auth/verifier, ${row.name.replace('s in rotation', 's')}` }, true)
      : toMark(row, false),
  );
  return {
    title: 'Verifying a cached token',
    subtitle: 'Time per call, relative to one SHA-256 and one read of a Map (1×). Logarithmic axis.',
    groups: [{ marks }],
    ticks: tenfold(Math.max(...marks.map(({ ratio }) => ratio))),
    note,
  };
}

/** Returns 1, 10, 100 and so on, at least up to `most`. */
const tenfold = (most: number): readonly number[] =>
  Array.from({ length: Math.max(3, Math.ceil(Math.log10(most)) + 1) }, (_, step) => 10 ** step);

function pluginsChart(report: Report): Chart {
  const { rows, note } = groupOf(report, 'plugins');
  const groups = new Map<string, Mark[]>();
  for (const row of rows) {
    const [framework = '', name = ''] = row.name.split(': ');
    if (name === 'no authentication' || name.startsWith('a hand-written check')) continue;
    const marks = groups.get(framework) ?? [];
    groups.set(framework, [...marks, toMark({ ...row, name }, name.startsWith('@lynk-auth/'))]);
  }
  const most = Math.ceil(Math.max(...[...groups.values()].flat().map(({ ratio }) => ratio)));
  return {
    title: 'A request to a server that verifies its token',
    subtitle: 'Processor time per request, relative to the same server with a hand-written check (1×).',
    groups: [...groups].map(([heading, marks]) => ({ heading, marks })),
    ticks: Array.from({ length: most + 1 }, (_, tick) => tick),
    note,
  };
}
