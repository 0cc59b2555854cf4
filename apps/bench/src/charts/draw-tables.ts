import { type Row, show } from '../row.ts';
import type { Report } from './report.ts';

const START = '<!-- tables: written by `npm run bench -- --save` -->';
const END = '<!-- /tables -->';

/** Replaces the tables of a README by those of a report. */
export function writeTables(readme: string, report: Report): string {
  const [before = ''] = readme.split(START);
  const after = readme.split(END)[1] ?? '';
  return `${before}${START}\n\n${Object.entries(report).map(toTable).join('\n\n')}\n\n${END}${after}`;
}

function toTable([name, { title, date, machine, rows }]: [string, Report[string]]): string {
  const lines = [['', 'measured', 'floor', 'compared', 'limit'], ...rows.map(toCells)];
  const widths = lines.reduce<number[]>(
    (wide, cells) => cells.map((cell, at) => Math.max(cell.length, wide[at] ?? 3)),
    [],
  );
  const write = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head = [], ...body] = lines;
  return [
    `### ${name}`,
    '',
    `${title.charAt(0).toUpperCase()}${title.slice(1)}. Measured on ${date}: ${machine}.`,
    '',
    ...[head, rule, ...body].map(write),
  ].join('\n');
}

const toCells = (row: Row): readonly string[] => [
  row.name,
  format(row.value, row.unit),
  format(row.floor, row.unit),
  show(row),
  String(row.limit ?? ''),
];

/** Formats a measurement with three digits. */
export function format(value: number, unit: Row['unit']): string {
  const micro = unit === 'ns' && Math.abs(value) >= 1000;
  const shown = micro ? value / 1000 : value;
  return `${Math.abs(shown) < 100 ? Number(shown.toPrecision(3)) : Math.round(shown)} ${micro ? 'µs' : unit}`;
}
