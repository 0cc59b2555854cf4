import { expect, it } from 'vitest';
import { columnTypes } from './column-types.ts';

const parse = (type: number, text: string) => columnTypes.getTypeParser(type)(text);

it('parses a 64-bit integer as a number up to 2^53, and rejects larger ones', () => {
  expect(parse(20, '0')).toBe(0);
  for (const number of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 53]) {
    expect(parse(20, String(number))).toBe(number);
  }
  for (const text of ['9223372036854775807', '-9223372036854775808', '9007199254740994']) {
    expect(() => parse(20, text)).toThrow(expect.objectContaining({ code: 'store_corrupt' }));
  }
});

it('parses bytes as a Uint8Array', () => {
  expect(parse(17, '\\x00ff10')).toEqual(new Uint8Array([0, 255, 16]));
  expect(parse(17, '\\x')).toEqual(new Uint8Array());
});

it('keeps other types as strings', () => {
  for (const type of [16, 25, 1114]) expect(parse(type, 't')).toBe('t');
});
