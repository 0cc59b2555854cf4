import { expect, test } from 'vitest';
import { BASE58 } from './checksum.ts';
import { defineTokenFormat } from './define-token-format.ts';
import { generateToken } from './generate-token.ts';
import { lynk } from './lynk.ts';
import { parseToken } from './parse-token.ts';

test('README example', () => {
  const token = generateToken({ kind: 'service', environment: 'live' });
  expect(token.mask).toMatch(/^lynk_service_live_[1-9A-HJ-NP-Za-km-z]{4}…$/);
});

test.each(lynk.prefixes)(
  '$prefix: a token of its own kind, with a valid checksum',
  ({ kind, environment, prefix }) => {
    const text = generateToken({ kind, environment }).reveal();
    expect(text).toMatch(new RegExp(`^${prefix}[1-9A-HJ-NP-Za-km-z]{36}$`));
    expect(parseToken(text, { requireChecksum: true })).toEqual({
      ok: true,
      kind,
      environment,
      prefix,
      checksum: 'valid',
    });
  },
);

test('generates a thousand different tokens', () => {
  const tokens = Array.from({ length: 1000 }, () =>
    generateToken({ kind: 'personal', environment: 'live' }).reveal(),
  );
  expect(new Set(tokens).size).toBe(1000);
});

test('has no modulo bias: every character is equally frequent', () => {
  // A seeded generator (xorshift32), so that the outcome is the same in every run. Without the
  // rejection of the last 24 byte values, 24 of the characters would come up 1.25 times as often.
  let state = 2463534242;
  const fillRandom = (bytes: Uint8Array) => {
    for (let index = 0; index < bytes.length; index += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[index] = state >>> 11;
    }
  };
  const counts = new Map([...BASE58].map((character) => [character, 0]));
  for (let round = 0; round < 5000; round += 1) {
    const text = generateToken({ kind: 'personal', environment: 'live', fillRandom }).reveal();
    for (const character of text.slice(10, 40)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const values = [...counts.values()];
  expect(values.length).toBe(58);
  expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.12);
});

test('never uses bytes that would favor a character', () => {
  let batch = 0;
  const fillRandom = (bytes: Uint8Array) => bytes.fill(batch++ < 3 ? 255 : 0);
  const text = generateToken({ kind: 'personal', environment: 'live', fillRandom }).reveal();
  expect(batch).toBe(4);
  expect(text.slice(10, 40)).toBe('1'.repeat(30));
});

test('rejects a kind or an environment that the format lacks', () => {
  const format = defineTokenFormat({ brand: 'acme', kinds: { service: '' }, environments: ['live'] });
  expect(generateToken({ kind: 'service', environment: 'live', format }).mask).toMatch(/^acme_live_/);
  expect(() => generateToken({ kind: 'personal', environment: 'live', format })).toThrow(/no such kind/);
  expect(() => generateToken({ kind: 'personal', environment: 'prod' as 'live' })).toThrow(/no such kind/);
});
