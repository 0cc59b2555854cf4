import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import type { Row } from '../row.ts';

/** The measurements of each group, with their date and machine. */
export interface Report {
  readonly [group: string]: {
    /** The date, such as `2030-01-31`. */
    readonly date: string;
    readonly machine: string;
    readonly rows: readonly Row[];
  };
}

export const readReport = (file: string): Report => JSON.parse(readFileSync(file, 'utf8'));

/** Replaces the measured groups in a report file. */
export function saveReport(file: string, measured: Readonly<Record<string, readonly Row[]>>): Report {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`;
  const groups = Object.entries(measured).map(([name, rows]) => [name, { date, machine, rows }] as const);
  const report = { ...readReport(file), ...Object.fromEntries(groups) };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
