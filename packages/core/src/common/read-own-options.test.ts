/// <reference types="node" />
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { readOwnOptions } from './read-own-options.ts';

interface Options {
  readonly realm?: string;
  readonly [secret]?: boolean;
}

const secret = Symbol('secret');
const read = (options: unknown) => readOwnOptions('test', options as Options, ['realm', secret]);

test('copies the own options that are set into a frozen object without a prototype', () => {
  const options = { realm: 'api', [secret]: true };
  const copy = read(options);
  options.realm = 'changed';
  expect(copy.realm).toBe('api');
  expect(copy[secret]).toBe(true);
  expect(Object.isFrozen(copy)).toBe(true);
  expect(Object.getPrototypeOf(copy)).toBe(null);
  expect('realm' in read({})).toBe(false);
});

test('reads objects of another realm and without a prototype', () => {
  const foreign: unknown = runInNewContext('({ realm: "api" })');
  const bare = Object.assign(Object.create(null), { realm: 'api' });
  for (const options of [foreign, bare]) expect(read(options).realm).toBe('api');
});

test('rejects what is no plain object, and names no value', () => {
  class Options {
    readonly realm = 'hidden';
  }
  for (const options of [
    undefined,
    null,
    'hidden',
    [],
    () => undefined,
    new Options(),
    new Map([['realm', 'hidden']]),
    Object.create({ realm: 'hidden' }),
    Object.create(Object.create(null)),
    { realm: 'hidden', relm: 'hidden' },
    JSON.parse('{"__proto__":"hidden"}'),
    Object.defineProperty({}, 'relm', { value: 'hidden' }),
  ]) {
    const error = caught(() => read(options)) as Error;
    expect(error).toMatchObject({ name: 'LynkConfigurationError', code: 'configuration' });
    expect(error.message).not.toContain('hidden');
  }
});
