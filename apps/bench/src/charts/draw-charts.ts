import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawChart, themes } from './draw-chart.ts';
import { headlineCharts } from './headline-charts.ts';
import type { Report } from './report.ts';

/** Draws all charts, keyed by file name. */
export function drawCharts(report: Report): ReadonlyMap<string, string> {
  const drawn = Object.entries(headlineCharts(report)).flatMap(([name, chart]) =>
    (Object.keys(themes) as (keyof typeof themes)[]).map(
      (theme) => [`${name}-${theme}.svg`, drawChart(chart, theme)] as const,
    ),
  );
  return new Map(drawn);
}

/** Writes all charts to a folder. */
export function writeCharts(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of drawCharts(report)) writeFileSync(join(folder, name), svg);
}
