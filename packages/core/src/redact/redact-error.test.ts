/// <reference types="node" />
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe } from '../../test/expect-safe.ts';
import { redact } from './redact.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token, body, mask } = row;
const everything = { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true } as const;
const bearer = `Bearer ${token}`;

describe('errors', () => {
  class UploadError extends Error {
    readonly config: unknown;
    override name = 'UploadError';
    constructor(message: string, options: ErrorOptions, config: unknown) {
      super(message, options);
      this.config = config;
    }
  }

  test('copies errors to the same class, masked', () => {
    const cause = new TypeError(`cause ${token}`, { cause: { headers: { authorization: bearer } } });
    const original = new UploadError(`sent ${token}`, { cause }, { headers: { Authorization: bearer } });
    const copy = redact(original);
    expect(copy).toBeInstanceOf(UploadError);
    expect(copy.name).toBe('UploadError');
    expect(copy.message).toBe(`sent ${mask}`);
    expect(copy.stack?.split('\n')[0]).toBe(original.stack?.split('\n')[0]?.replace(token, mask));
    expect(copy.stack?.split('\n')[1]).toBe(original.stack?.split('\n')[1]);
    expect(copy.config).toEqual({ headers: { Authorization: `Bearer ${mask}` } });
    expect(copy.cause).toBeInstanceOf(TypeError);
    expect((copy.cause as Error).cause).toEqual({ headers: { authorization: `Bearer ${mask}` } });
    expect(Object.keys(copy).sort()).toEqual(['config', 'name']);
    expectSafe(inspect(copy, everything), body);
    expect(original.message === `sent ${token}`).toBe(true);
  });

  test('AggregateError', () => {
    const copy = redact(new AggregateError([new Error(token), token], token));
    expect(copy).toBeInstanceOf(AggregateError);
    expect(copy.message).toBe(mask);
    expect(copy.errors[0].message).toBe(mask);
    expect(copy.errors[1]).toBe(mask);
    expectSafe(inspect(copy, everything), body);
  });

  test('DOMException', () => {
    const copy = redact(new DOMException(token, 'AbortError'));
    expect(copy.name).toBe('AbortError');
    // On a copy, the getters of its class would throw.
    expect(() => copy.code).not.toThrow();
    expect(copy.message).toBe(mask);
    expect(copy).toBeInstanceOf(Error);
    expectSafe(inspect(copy, everything), body);
  });

  test('survives errors that cannot be read', () => {
    const error = new Error('x');
    // In this order: the engine itself reads the message when it writes the stack.
    Object.defineProperty(error, 'stack', { get: fail });
    Object.defineProperty(error, 'message', { get: fail });
    expect(redact(error).message).toBe('[unreadable]');
    const bare = new Error('x');
    delete bare.stack;
    expect(redact(bare).stack).toBe(undefined);
  });
});

function fail(): never {
  throw new Error(token);
}
