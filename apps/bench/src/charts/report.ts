import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Row } from '../row.ts';

/** The measurements of a group, with their date and machine. */
export interface MeasuredGroup {
  readonly title: string;
  /** The date, such as `2030-01-31`. */
  readonly date: string;
  readonly machine: string;
  readonly rows: readonly Row[];
}

export type Report = Readonly<Record<string, MeasuredGroup>>;

export const readReport = (file: string): Report => JSON.parse(readFileSync(file, 'utf8'));

/** Describes the machine, with the average number of processes that wanted to run: a busy one widens the intervals. */
export const describeMachine = (): string =>
  `Node ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, load ${Math.round(loadavg()[1] ?? 0)}`;

/** Replaces the measured groups in a report file. */
export function saveReport(file: string, measured: Report): Report {
  const report = { ...readReport(file), ...measured };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
