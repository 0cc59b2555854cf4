import type { Row } from '../row.ts';
import type { Chart, Mark } from './chart.ts';
import type { MeasuredGroup, Report } from './report.ts';

const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

const toMark = ({ middle, interval: { low, high } }: Row, name: string): Mark => ({
  name,
  ratio: middle,
  interval: { low, high },
  own: name.startsWith('@lynk-auth/'),
});

/** Creates the charts of the groups that were measured, keyed by name. */
export function headlineCharts({ warm, plugins }: Report): Readonly<Record<string, Chart>> {
  return {
    ...(warm === undefined ? {} : { verify: verifyChart(warm) }),
    ...(plugins === undefined ? {} : { plugins: pluginsChart(plugins) }),
  };
}

const noteOf = ({ date, machine }: MeasuredGroup) => `Measured on ${date}: ${machine}`;

function verifyChart(group: MeasuredGroup): Chart {
  const marks = group.rows.map((row) => toMark(row, row.name));
  return {
    title: 'Verifying a cached token',
    subtitle:
      'Processor time per call, relative to one SHA-256 of the same token and one read of a Map (1×).',
    groups: [{ marks }],
    ticks: ticksFor(marks),
    note: noteOf(group),
  };
}

function pluginsChart(group: MeasuredGroup): Chart {
  const groups = new Map<string, Mark[]>();
  for (const row of group.rows) {
    const [framework = '', name = ''] = row.name.split(': ');
    groups.set(framework, [...(groups.get(framework) ?? []), toMark(row, name)]);
  }
  return {
    title: 'A request with authentication',
    subtitle: 'Processor time, relative to the same server without authentication (1×).',
    groups: [...groups].map(([heading, marks]) => ({ heading, marks })),
    ticks: ticksFor([...groups.values()].flat()),
    note: noteOf(group),
  };
}

/** Returns the ticks from below the lowest interval to above the highest. */
function ticksFor(marks: readonly Mark[]): readonly number[] {
  const low = Math.min(1, ...marks.map(({ interval }) => interval.low));
  const high = Math.max(1, ...marks.map(({ interval }) => interval.high));
  const first = TICKS.findLastIndex((tick) => tick <= low);
  return TICKS.slice(Math.max(0, first), TICKS.findIndex((tick) => tick >= high) + 1);
}
