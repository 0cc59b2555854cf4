import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentCache } from './create-document-cache.ts';

const CHECK = 'query { organization { id name } }';

function keeps(source: string): boolean {
  const cache = createDocumentCache();
  cache.set(source, parse(source));
  return cache.get(source) !== undefined;
}

test('keeps a document without strings', () => {
  expect(keeps(CHECK)).toBe(true);
  expect(keeps('mutation ($input: CreateInput!) { apiTokenCreate(input: $input) { errors } }')).toBe(true);
});

test('keeps no document with a string, which may be a token', () => {
  expect(keeps('mutation { apiTokenDelete(input: { token: "a" }) { errors } }')).toBe(false);
  expect(keeps('mutation { apiTokenDelete(input: { token: """a""" }) { errors } }')).toBe(false);
});

test('keeps no long document, and not more than a hundred', () => {
  expect(keeps(`${CHECK}${' '.repeat(2000)}`)).toBe(false);
  const cache = createDocumentCache();
  const sources = Array.from({ length: 101 }, (_, index) => `query Q${index} { organization { id } }`);
  for (const source of sources) cache.set(source, parse(source));
  expect(sources.filter((source) => cache.get(source) !== undefined)).toEqual(sources.slice(1));
});
