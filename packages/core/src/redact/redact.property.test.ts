/// <reference types="node" />
import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe } from '../../test/expect-safe.ts';
import { defineTokenFormat } from '../token/define-token-format.ts';
import { lynk } from '../token/lynk.ts';
import { createJsonRedactor } from './create-json-redactor.ts';
import { createRedactor } from './create-redactor.ts';
import { redact } from './redact.ts';

const acme = defineTokenFormat({ brand: 'acme', environments: ['live', 'test'] });
const ofClient = createJsonRedactor(acme);
const both = createRedactor({ formats: [lynk, acme] });

const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
/** Twenty different characters, so that no five of them are there by chance. */
const body = fc.shuffledSubarray(letters, { minLength: 20, maxLength: 40 }).map((list) => list.join(''));
const prefix = fc.constantFrom(...[...lynk.prefixes, ...acme.prefixes].map((row) => row.prefix));
const token = fc.record({ prefix, body });

const noise = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.constantFrom(
          'lynk',
          'LYNK',
          'acme',
          '_',
          '-',
          '%',
          '25',
          '5f',
          '6c',
          '\\',
          '\\\\',
          'u00',
          'x',
          '…',
          '=',
          '=5f',
          '=\r\n',
          '\n',
          '\\n',
          '\\_',
          '&#95;',
          '&amp;',
          '\x1b[31m',
          '\x1b[m',
          '\x1b]8;;',
          '\x07',
          '\u200b',
          '\r',
          '<b>',
          '`',
          '> ',
          'live',
          'a',
          ' ',
          '"',
        ),
        { maxLength: 12 },
      )
      .map((list) => list.join('')),
  },
);

/** How a token may be written, character by character. */
const forms = {
  plain: (text: string) => text,
  upper: (text: string) => text.toUpperCase(),
  percent: (text: string) => escaped(text, '%'),
  percentTwice: (text: string) => escaped(text, '%25'),
  unicode: (text: string) => escaped(text, '\\u00'),
  unicodeTwice: (text: string) => escaped(text, '\\\\u00'),
  separators: (text: string) => text.replaceAll('_', '%5F'),
  quotedPrintable: (text: string) => text.replaceAll('_', '=5F'),
  markdown: (text: string) => text.replaceAll('_', '\\_'),
  entities: (text: string) => [...text].map((character) => `&#${character.charCodeAt(0)};`).join(''),
  links: (text: string) => text.replaceAll('_', '_\x1b]8;;http://a/?b\x1b\\'),
  zeroWidth: (text: string) => text.replaceAll('_', '\u200b_\u00ad'),
  colors: (text: string) => text.replace('_', '\x1b[0m_').replace(/_(?=[^_]*$)/, '_\x1b[m\x1b[K'),
} as const;
/** And in what it may be wrapped. */
const wraps = {
  nothing: (text: string) => text,
  json: (text: string) => JSON.stringify(JSON.stringify({ text })),
  url: (text: string) => `https://host/${text}/path?token=${text}&a=1`,
} as const;

function escaped(text: string, mark: string): string {
  return [...text].map((character) => mark + character.charCodeAt(0).toString(16)).join('');
}

test.each([
  ['the redactor', both, token],
  ['the redactor of a client', ofClient, token.filter(({ prefix }) => prefix.startsWith('acme'))],
] as const)('%s masks a token anywhere in any string, and is idempotent', (_name, redactor, token) => {
  const form = fc.constantFrom(...Object.values(forms));
  const wrap = fc.constantFrom(...Object.values(wraps));
  fc.assert(
    fc.property(noise, token, noise, form, wrap, (before, { prefix, body }, after, write, wrapIn) => {
      const output = redactor(before + wrapIn(write(prefix + body)) + after);
      for (let start = 0; start + 5 <= body.length; start += 1) {
        if (output.includes(write(body.slice(start, start + 5))))
          throw new Error('The output holds a part of the secret.');
      }
      expect(redactor(output)).toBe(output);
    }),
    { numRuns: 15_000 },
  );
});

test('keeps the text around a token', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => both(text) === text);
  fc.assert(
    fc.property(word, token, word, (before, { prefix, body }, after) => {
      const mask = `${prefix}${body.slice(0, 4)}…`;
      expect(both(`${before} ${prefix}${body} ${after}`)).toBe(`${before} ${mask} ${after}`);
    }),
    { numRuns: 3_000 },
  );
});

test('is idempotent for any string, and keeps a string without a brand', () => {
  fc.assert(
    fc.property(fc.array(noise, { maxLength: 6 }), (list) => {
      const text = list.join('');
      const output = both(text);
      expect(both(output)).toBe(output);
      if (!/lynk|acme|[%\\]/i.test(text)) expect(output).toBe(text);
    }),
    { numRuns: 7_000 },
  );
});

test('masks a token anywhere in any value, without changing the value', () => {
  const [row] = tokenCorpus.issued;
  if (row === undefined) throw new Error('The corpus is empty.');
  const secret = fc.constantFrom(row.token, `Bearer ${row.token}`, JSON.stringify({ a: row.token }));
  const leaf = fc.oneof(
    secret,
    fc.string(),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
  );
  const key = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('authorization', 'Cookie', '__proto__', 'value', row.token),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      fc.array(fc.tuple(key, tie('tree')), { maxLength: 3 }).map((list) => new Map(list)),
      tie('tree').map((cause) => new Error(row.token, { cause })),
      fc.array(tie('tree'), { maxLength: 3 }).map((list) => new Set(list)),
    ),
  }));
  const everything = { showHidden: true, depth: Number.POSITIVE_INFINITY, maxStringLength: null } as const;
  fc.assert(
    fc.property(tree, (value) => {
      const before = inspect(value, everything);
      const output = redact(value);
      const after = inspect(output, everything);
      expectSafe(after, row.body);
      expect(inspect(value, everything) === before).toBe(true);
      expect(inspect(redact(output), everything)).toBe(after);
    }),
    { numRuns: 3_000 },
  );
});
