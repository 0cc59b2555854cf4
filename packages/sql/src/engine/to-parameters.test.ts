/// <reference types="node" />
import { writeFileSync } from 'node:fs';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openConnection } from '../sqlite/open-connection.ts';
import { toParameters } from './to-parameters.ts';

const path = temporaryFolder()();
// A connection creates no file.
writeFileSync(path, '');
const connection = openConnection({ driver: Database, path, timeoutMs: 0 });

describe('a supported value is read back unchanged', () => {
  it.each([
    ['a string', 'é 👩‍👩‍👧 \' " ; --'],
    ['an empty string', ''],
    ['null', null],
    ['zero', 0],
    ['a negative number', -1],
    ['the largest number', Number.MAX_SAFE_INTEGER],
    ['the smallest number', Number.MIN_SAFE_INTEGER],
  ])('%s', (_, value) => {
    expect(connection.prepareRows('select ?').get([value])).toEqual([value]);
    expect(connection.prepareRows('select ?').all([value])).toEqual([[value]]);
  });

  it('bytes, also as a view of a larger buffer', () => {
    const bytes = new Uint8Array([9, 0, 1, 255, 9]).subarray(1, 4);
    for (const value of [bytes, Buffer.from(bytes), new Uint8Array()]) {
      expect(connection.prepareRows('select hex(?)').get([value])).toEqual([
        Buffer.from(value).toString('hex').toUpperCase(),
      ]);
    }
  });
});

describe('an unsupported value is rejected without crashing the process', () => {
  it.each([
    ['undefined', undefined],
    ['true', true],
    ['a date', new Date(0)],
    ['a fraction', 1.5],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a number beyond 2^53', 2 ** 53],
    ['a bigint', 1n],
    ['an array', [1]],
    ['an object', {}],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an ArrayBuffer', new ArrayBuffer(32)],
    ['a DataView', new DataView(new ArrayBuffer(32))],
    ['an array of 16-bit numbers', new Uint16Array(16)],
    ['a string with NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800'],
  ])('%s', (_, value) => {
    for (const call of ['get', 'all', 'run'] as const) {
      expect(() => connection.prepare('select ?')[call]([value])).toThrow(TypeError);
    }
  });

  it.each([[[]], [['a']], [['a', 'b', 'c']]])('%j for two placeholders', (values) => {
    expect(() => connection.prepareRows('select ?, ?').get(values)).toThrow(
      `A statement with 2 placeholders received ${values.length} values.`,
    );
  });

  it('with a message that does not contain the value', () => {
    expect(() => toParameters(['ok', 'secret\0'], 2)).toThrow(
      'The value of placeholder 2 of a statement cannot be stored.',
    );
  });
});
