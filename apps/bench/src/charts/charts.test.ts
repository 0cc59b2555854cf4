import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Chart } from './chart.ts';
import { drawChart, place } from './draw-chart.ts';
import { drawCharts } from './draw-charts.ts';
import { writeTables } from './draw-tables.ts';
import { readReport } from './report.ts';

const at = (path: string) => new URL(path, import.meta.url);

describe('the charts of the README', () => {
  const drawn = drawCharts(readReport(at('../../report.json').pathname));
  const folder = at('../../../../.github/charts/');

  test('are drawn from the report in the repository', () => {
    expect(readdirSync(folder).sort()).toEqual([...drawn.keys()].sort());
    for (const [name, svg] of drawn) expect(readFileSync(new URL(name, folder), 'utf8'), name).toBe(svg);
  });

  test('are shown in it, for light and for dark pages', () => {
    const readme = readFileSync(at('../../README.md'), 'utf8');
    for (const name of drawn.keys()) expect(readme).toContain(`.github/charts/${name}`);
  });
});

test('the tables of the README contain every group of the report', () => {
  const readme = readFileSync(at('../../README.md'), 'utf8');
  expect(writeTables(readme, readReport(at('../../report.json').pathname))).toBe(readme);
});

const chart: Chart = {
  title: 'A < B & C',
  subtitle: 'of a test',
  groups: [
    { heading: 'one', marks: [{ name: 'ours', ratio: 1.25, interval: { low: 1.2, high: 1.3 }, own: true }] },
  ],
  ticks: [1, 2],
  note: 'measured never',
};

describe('drawChart', () => {
  test('contains every text, escaped for XML', () => {
    const svg = drawChart(chart, 'light');
    for (const text of ['A &lt; B &amp; C', 'of a test', '>one<', '>ours<', '>1.25×<', 'measured never']) {
      expect(svg).toContain(text);
    }
  });

  test('places marks on a logarithmic axis', () => {
    const at = place([1, 10, 100]);
    expect(at(10) - at(1)).toBeCloseTo(at(100) - at(10), 0);
  });

  test('rejects a mark outside the axis', () => {
    expect(() => place([1, 2])(2.1)).toThrow(RangeError);
    expect(() => place([1, 10, 100])(0.5)).toThrow(RangeError);
    expect(() => place([1, 2])(Number.NaN)).toThrow(RangeError);
  });
});
