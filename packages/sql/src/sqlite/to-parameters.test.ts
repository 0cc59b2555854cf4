/// <reference types="node" />
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { toParameters } from '../to-parameters.ts';
import { openConnection } from './connection.ts';

const connection = openConnection({ driver: Database, path: temporaryFolder()(), timeoutMs: 0 });

describe('what can be stored comes back from the driver as it was', () => {
  it.each([
    ['text', 'é 👩‍👩‍👧 \' " ; --'],
    ['no text', ''],
    ['null', null],
    ['zero', 0],
    ['a negative number', -1],
    ['the largest number', Number.MAX_SAFE_INTEGER],
    ['the smallest number', Number.MIN_SAFE_INTEGER],
  ])('%s', (_, value) => {
    expect(connection.prepareRows('select ?').get([value])).toEqual([value]);
    expect(connection.prepareRows('select ?').all([value])).toEqual([[value]]);
  });

  it('bytes, alone or a part of a buffer', () => {
    const bytes = new Uint8Array([9, 0, 1, 255, 9]).subarray(1, 4);
    for (const value of [bytes, Buffer.from(bytes), new Uint8Array()]) {
      expect(connection.prepareRows('select hex(?)').get([value])).toEqual([
        Buffer.from(value).toString('hex').toUpperCase(),
      ]);
    }
  });
});

describe('what cannot is refused, and the process lives', () => {
  it.each([
    ['undefined', undefined],
    ['true', true],
    ['a date', new Date(0)],
    ['a fraction', 1.5],
    ['no number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a number past 2^53', 2 ** 53],
    ['a bigint', 1n],
    ['an array', [1]],
    ['an object', {}],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an ArrayBuffer', new ArrayBuffer(32)],
    ['a DataView', new DataView(new ArrayBuffer(32))],
    ['16-bit numbers', new Uint16Array(16)],
    ['text with NUL', 'a\0b'],
    ['half a character', 'a\ud800'],
  ])('%s', (_, value) => {
    for (const call of ['get', 'all', 'run'] as const) {
      expect(() => connection.prepare('select ?')[call]([value])).toThrow(TypeError);
    }
  });

  it.each([[[]], [['a']], [['a', 'b', 'c']]])('%j for two places', (values) => {
    expect(() => connection.prepareRows('select ?, ?').get(values)).toThrow(
      `A statement with 2 places was given ${values.length} values.`,
    );
  });

  it('with a message that holds no value', () => {
    expect(() => toParameters(['ok', 'secret\0'], 2)).toThrow(
      'The value in place 2 of a statement cannot be stored.',
    );
  });
});
