import { expect, test } from 'vitest';
import { isJsonType } from './is-json-type.ts';

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/graphql-response+JSON',
  'text/json ;a',
])('%s is JSON', (type) => expect(isJsonType(type)).toBe(true));

test.each([
  'text/html',
  'application/jsonp',
  'application/token-introspection+jwt',
  'image/json',
  '',
  null,
  undefined,
])('%s is not', (type) => expect(isJsonType(type)).toBe(false));
