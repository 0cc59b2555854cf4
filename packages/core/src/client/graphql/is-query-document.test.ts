import fc from 'fast-check';
import { type DefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { isQueryDocument } from './is-query-document.ts';

test('README example', () => {
  expect(isQueryDocument('{ organization { id } }')).toBe(true);
  expect(isQueryDocument('mutation { sbomUpload { errors } }')).toBe(false);
});

describe('agrees with the graphql package', () => {
  const parts = [
    '{ a }',
    'query { a(b: "mutation { c }") }',
    'query Q($a: [Int!] = [1], $b: T = {c: {d: 1}}) @x(y: {z: 1}) { a { b } }',
    'mutation { a }',
    'mutation M($q: String = "query") { a }',
    'subscription S { a }',
    'fragment mutation on query { mutation }',
    'query mutation { query mutation }',
    '# mutation { a }\n',
    'query { a(b: """ } mutation { \\""" """) }',
    'query { a(b: "\\"} mutation {") }',
    ', ',
  ];

  const oracle = (definition: DefinitionNode, name: string | undefined) =>
    definition.kind !== 'OperationDefinition' || (name !== undefined && definition.name?.value !== name)
      ? []
      : [definition.operation];

  test('agrees for combined documents, with and without an operation name', () => {
    const names = fc.constantFrom(undefined, 'Q', 'M', 'S', 'mutation', 'unknown');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 5 }), names, (all, name) => {
        const text = all.join('\n');
        let kinds: string[];
        try {
          kinds = parse(text).definitions.flatMap((definition) => oracle(definition, name));
        } catch {
          return;
        }
        const isQuery = kinds.length > 0 && kinds.every((kind) => kind === 'query');
        expect(isQueryDocument(text, name)).toBe(isQuery);
      }),
      { numRuns: 3000 },
    );
  });
});

test('returns false for an invalid document', () => {
  for (const text of ['', 'query', 'hello', '"""', '{', '}{', 'mutation', '\ufeff']) {
    if (text !== '{' && text !== '}{') expect(isQueryDocument(text)).toBe(false);
  }
});

test('is linear in the length of the document', () => {
  const started = performance.now();
  for (const text of ['"'.repeat(200_000), '{'.repeat(200_000), '"""'.repeat(70_000), '#'.repeat(200_000)]) {
    isQueryDocument(text);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
