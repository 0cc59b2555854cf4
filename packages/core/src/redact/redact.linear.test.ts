/// <reference types="node" />
import { describe, expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { createJsonRedactor } from './create-json-redactor.ts';
import type { Redactor } from './create-redactor.ts';
import { redact } from './redact.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token } = row;

const SIZE = 5_000;
const FACTOR = 16;

/** The processor time of one run, in microseconds. Elapsed time would depend on the machine's other work. */
function timeOf(redactor: Redactor, text: string): number {
  const start = process.cpuUsage();
  redactor(text);
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** The least of several runs: the others include what the engine does once. */
const costOf = (redactor: Redactor, text: string): number =>
  Math.min(...Array.from({ length: 5 }, () => timeOf(redactor, text)));

/** Whether the work costs less than the limit. The first run that shows it is enough. */
function costsLess(redactor: Redactor, text: string, limit: number): boolean {
  for (let run = 0; run < 50; run += 1) if (timeOf(redactor, text) < limit) return true;
  return false;
}

describe.each([
  ['the redactor', redact],
  ['the redactor of a client', createJsonRedactor()],
] as const)('%s needs about sixteen times the work for sixteen times the text', (_name, redactor) => {
  const units: Record<string, string> = {
    'no token': 'a quick brown fox, ',
    'half a brand': 'lyn',
    brands: 'lynk-',
    'known prefixes': 'lynk_live_',
    'short bodies': 'lynk_live_ab ',
    'brands that are glued together': '=aaaaaaaalynk-a',
    'glue without end': 'lynk_live_a=aaaaaaaa',
    tokens: `${token} `,
    backslashes: '\\',
    'brands and backslashes': 'l\\',
    'percent signs': '%',
    'escaped percent signs': '%25',
    'more of them': '25',
    'brands and percent signs': 'lynk-%25',
    'escaped brands': '%6cynk-',
    'color codes': '\x1b[m',
    'brands and color codes': 'lynk\x1b[m_',
    'half brands and color codes': 'l\x1b[m',
    'line breaks': '\n',
    'half brands and line breaks': 'l\n',
    'prefixes and line breaks': 'lynk_live_\n',
    'bodies and line breaks': 'lynk_live_abcdefgh\n',
    'escaped line breaks': 'lynk_live_a\\n',
    'quoted-printable': 'lynk=3d',
    'soft line breaks': 'lynk_=\n',
    entities: 'l&amp;',
    'escaped backslashes': 'l\\\\u{0000',
    'links that do not end': 'l\x1b]',
    'long links that do not end': `l\x1b]${'a'.repeat(1000)}`,
    'escaped links that do not end': 'l\\u001b]8;;',
    'codes that do not end': 'l\x1b[0',
    'many codes': 'l\x1b[0m\x1b[0m\x1b[0m\x1b[0m',
    'zero-width spaces': 'l\u200b',
    'escaped zero-width spaces': 'l\\u200b',
    'tags that do not end': 'l<b ',
    tags: 'l<b>',
    emphasis: 'l**',
    'deep indentation': `l\n${' '.repeat(64)}`,
  };
  const heads = ['', 'lynk_', 'lynk_live_', 'l%', 'lynk-\\'];
  test.each(Object.entries(units))('%s', (_, unit) => {
    for (const head of heads) {
      const small = head + unit.repeat(SIZE / unit.length);
      const large = head + unit.repeat((SIZE * FACTOR) / unit.length);
      redactor(small);
      // With a quadratic step it would be 256 times; a millisecond of grace for what costs next to nothing.
      expect(costsLess(redactor, large, costOf(redactor, small) * FACTOR * 5 + 1000)).toBe(true);
    }
  });
});

test('reads twice the properties for twice the properties', () => {
  const readsOf = (size: number): number => {
    let reads = 0;
    const count = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(inner, key, receiver) {
          reads += 1;
          return Reflect.get(inner, key, receiver);
        },
        getOwnPropertyDescriptor(inner, key) {
          reads += 1;
          return Reflect.getOwnPropertyDescriptor(inner, key);
        },
      });
    const shared = count({ token });
    const list = Array.from({ length: size }, () => count({ a: token, b: shared }));
    redact(count({ list: count(list) }));
    return reads;
  };
  const base = readsOf(0);
  const [once, twice] = [readsOf(500) - base, readsOf(1000) - base];
  expect(once).toBeGreaterThan(1000);
  expect(twice / once).toBeCloseTo(2, 1);
});

test('visits each object of a graph once', () => {
  let node: object = { token };
  for (let level = 0; level < 60; level += 1) node = { left: node, right: node };
  const copy = redact(node) as { left: unknown; right: unknown };
  expect(copy.left).toBe(copy.right);
});
