import type { Chart, Mark } from './chart.ts';

/** The colors on a light and on a dark page. */
export const themes = {
  light: { text: '#1f2328', faint: '#59636e', line: '#d1d9e0', own: '#0969da', other: '#818b98' },
  dark: { text: '#f0f6fc', faint: '#9198a1', line: '#3d444d', own: '#4493f8', other: '#9198a1' },
} as const;

const WIDTH = 760;
const LEFT = 340;
const RIGHT = 90;
const TOP = 72;
const STEP = 26;
const HEADING = 34;
const FONT = 'font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif"';

/**
 * Draws a chart. Each mark is a line from the floor to its ratio, with a thin line for its interval.
 *
 * @param chart The content. Every mark must lie within the axis.
 * @param theme The page that the chart is for.
 * @returns An SVG without scripts, fonts or URLs.
 */
export function drawChart(chart: Chart, theme: keyof typeof themes): string {
  const colors = themes[theme];
  const at = place(chart.ticks);
  const lines: string[] = [];
  let y = TOP;
  for (const { heading, marks } of chart.groups) {
    if (heading !== undefined) {
      lines.push(text(LEFT - 16, y + 24, heading, { fill: colors.text, weight: 600, anchor: 'end' }));
      y += HEADING;
    }
    for (const mark of marks) {
      lines.push(...drawMark(mark, y, at, colors));
      y += STEP;
    }
  }
  const bottom = y + 6;
  const grid = chart.ticks.flatMap((tick) => [
    `<line x1="${at(tick)}" x2="${at(tick)}" y1="${TOP - 8}" y2="${bottom}" stroke="${tick === 1 ? colors.faint : colors.line}"/>`,
    text(at(tick), bottom + 18, `${tick}×`, { fill: colors.faint, anchor: 'middle', size: 12 }),
  ]);
  const height = bottom + 52;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" ${FONT}>`,
    `<title>${escapeXml(chart.title)}</title>`,
    text(16, 26, chart.title, { fill: colors.text, weight: 600, size: 16 }),
    text(16, 48, chart.subtitle, { fill: colors.faint }),
    ...grid,
    ...lines,
    text(16, height - 10, chart.note, { fill: colors.faint, size: 12 }),
    '</svg>',
  ].join('\n')}\n`;
}

type Colors = (typeof themes)[keyof typeof themes];

function drawMark(
  { name, ratio, interval, own }: Mark,
  top: number,
  at: (ratio: number) => number,
  colors: Colors,
) {
  const y = top + STEP / 2;
  const x = at(ratio);
  const fill = own ? colors.own : colors.other;
  return [
    text(LEFT - 16, y + 4, name, { fill: colors.text, anchor: 'end', weight: own ? 600 : 400 }),
    `<line x1="${at(1)}" x2="${x}" y1="${y}" y2="${y}" stroke="${fill}" stroke-width="3"/>`,
    `<line x1="${at(interval.low)}" x2="${at(interval.high)}" y1="${y}" y2="${y}" stroke="${colors.text}" stroke-width="1.5"/>`,
    `<circle cx="${x}" cy="${y}" r="5" fill="${fill}"/>`,
    text(Math.max(at(interval.high), at(1)) + 14, y + 4, `${show(ratio)}×`, { fill: colors.text }),
  ];
}

/** Converts a ratio to pixels on a logarithmic scale. */
export function place(ticks: readonly number[]): (ratio: number) => number {
  const [first = 1] = ticks;
  const last = ticks.at(-1) ?? 1;
  return (ratio) => {
    if (!(ratio >= first && ratio <= last)) throw new RangeError(`${ratio} is not on the axis.`);
    return round(LEFT + (Math.log(ratio / first) / Math.log(last / first)) * (WIDTH - LEFT - RIGHT));
  };
}

const show = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));
const round = (pixels: number): number => Math.round(pixels * 10) / 10;
const escapeXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface TextStyle {
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly weight?: number;
  readonly size?: number;
}

function text(x: number, y: number, content: string, { fill, anchor, weight, size = 14 }: TextStyle): string {
  const more = [
    ...(anchor === undefined ? [] : [` text-anchor="${anchor}"`]),
    ...(weight === undefined ? [] : [` font-weight="${weight}"`]),
  ].join('');
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escapeXml(content)}</text>`;
}
