import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { documentText } from './document-text.ts';

const documents = [
  '{ organization { id } }',
  'query Q($a: [Int!]! = [1, -2.5e3], $b: In = {c: {d: null}, e: E}, $f: String @x) @y(z: true) { a }',
  'mutation M { alias: field(a: $a, b: "quote \\" back \\\\ line \\n ünïcode \\u0001", c: []) @skip(if: $x) { ...F @include(if: true) ... on T { x } ... @y { z } ... { w } } }',
  'subscription { s(text: """\n  a block\n    "of" text\n""", empty: {}, none: "") }',
  'fragment F on T @x { a b c } query { ...F }',
  'query A { a } query B { b }',
];

test.each(documents)('prints a parsed document, with and without its source: %s', (text) => {
  const parsed = parse(text);
  // What code generators write has no `loc`, and has gone through JSON.
  const generated = JSON.parse(JSON.stringify(parse(text, { noLocation: true })));
  const meant = print(parsed).replace(/"""[\s\S]*?"""/g, JSON.stringify('a block\n  "of" text'));
  for (const document of [parsed, generated]) {
    expect(print(parse(documentText(document)))).toBe(meant);
  }
});

test('returns a string and a TypedDocumentString', () => {
  expect(documentText('{ a }')).toBe('{ a }');
  expect(documentText(new String('{ a }'))).toBe('{ a }');
});
