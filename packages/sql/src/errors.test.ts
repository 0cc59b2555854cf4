import { describe, expect, it } from 'vitest';
import { isLynkStoreError, LynkStoreError } from './errors.ts';

describe('LynkStoreError', () => {
  it('has a literal name and code, a fixed message and a cause', () => {
    const cause = new Error('secret');
    const error = new LynkStoreError('store_busy', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('LynkStoreError');
    expect(error.code).toBe('store_busy');
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain('secret');
    expect(Object.keys(error)).toEqual(['code']);
  });

  it('is recognized by name and code, also from another copy of the package', () => {
    expect(isLynkStoreError(new LynkStoreError('store_full'))).toBe(true);
    expect(isLynkStoreError({ name: 'LynkStoreError', code: 'store_full' })).toBe(true);
    const others = [
      null,
      undefined,
      'LynkStoreError',
      new Error('x'),
      { name: 'LynkStoreError' },
      { name: 'LynkStoreError', code: 'other' },
      { name: 'LynkStoreError', code: 'toString' },
      { name: 'Other', code: 'store_full' },
    ];
    for (const other of others) expect(isLynkStoreError(other)).toBe(false);
  });
});
