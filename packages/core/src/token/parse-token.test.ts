import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { parseReasons } from '../errors/reasons.ts';
import { BASE58, checksumOf } from './checksum.ts';
import { classifyToken } from './classify-token.ts';
import { defineTokenFormat } from './define-token-format.ts';
import { explainRejection } from './explain-rejection.ts';
import { lynk } from './lynk.ts';
import { maskToken } from './mask-token.ts';
import { parseToken } from './parse-token.ts';

const { issued, accepted, rejected, checksum_rejected, reason_order } = tokenCorpus;

// A row's name shows its number: a test's output holds no token, not even an example.
const numbered = <Row>(rows: readonly Row[]) => rows.map((row, index) => ({ index, row }));

test('README example', () => {
  expect(parseToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT')).toEqual({
    ok: true,
    kind: 'personal',
    environment: 'live',
    prefix: 'lynk_live_',
    checksum: 'valid',
  });
  expect(parseToken('$INTERLYNK_SECURITY_TOKEN')).toEqual({ ok: false, reason: 'unexpanded_variable' });
});

describe('every row of tokens.json', () => {
  test('covers every kind of row', () => {
    for (const rows of [issued, accepted, rejected, checksum_rejected])
      expect(rows.length).toBeGreaterThan(2);
    expect(new Set([...rejected, ...checksum_rejected].map((row) => row.reason))).toEqual(
      new Set(parseReasons),
    );
  });

  test.each(numbered([...issued, ...accepted]))('accepted $index', ({ row }) => {
    const { kind, environment, prefix, checksum } = row;
    const parsed = parseToken(row.token);
    expect(parsed).toEqual({ ok: true, kind, environment, prefix, checksum });
    expect(row.token.slice(prefix.length)).toBe(row.body);
    expect(maskToken(row.token)).toBe(row.mask);
    expect(classifyToken(row.token)).toEqual({ prefix, kind, environment });
    const strict = parseToken(row.token, { requireChecksum: true });
    expect(strict).toEqual(checksum === 'valid' ? parsed : { ok: false, reason: 'bad_checksum' });
  });

  test.each(numbered(rejected))('rejected $index: $row.reason', ({ row }) => {
    for (const requireChecksum of [false, true]) {
      expect(parseToken(row.input, { requireChecksum })).toEqual({ ok: false, reason: row.reason });
    }
  });

  test.each(numbered(checksum_rejected))('checksum $index', ({ row }) => {
    expect(parseToken(row.input)).toMatchObject({ ok: true, checksum: 'unproven' });
    expect(parseToken(row.input, { requireChecksum: true })).toEqual({ ok: false, reason: row.reason });
  });

  test('has the reasons of the corpus in the same order', () => {
    expect(parseReasons).toEqual(reason_order);
    expect(BASE58).toBe(tokenCorpus.alphabet);
  });
});

test('reports the first reason if several apply', () => {
  const good = issued[0]?.token ?? '';
  expect(parseToken(`"Bearer ${good}"`)).toEqual({ ok: false, reason: 'quoted' });
  expect(parseToken(` Bearer ${good}`)).toEqual({ ok: false, reason: 'includes_scheme' });
  expect(parseToken(`"${good}" `)).toEqual({ ok: false, reason: 'surrounding_whitespace' });
  expect(parseToken('"$TOKEN"')).toEqual({ ok: false, reason: 'quoted' });
  expect(parseToken('${TOKEN:-***}')).toEqual({ ok: false, reason: 'unexpanded_variable' });
  expect(parseToken('lynk_live_***...')).toEqual({ ok: false, reason: 'masked' });
  expect(parseToken('lynk_live_${TOKEN}')).toEqual({ ok: false, reason: 'unexpanded_variable' });
  expect(parseToken('ghp_<your-token>')).toEqual({ ok: false, reason: 'placeholder' });
  expect(parseToken('lynk_live_a-b')).toEqual({ ok: false, reason: 'bad_character' });
  expect(parseToken(`lynk_live_${'a'.repeat(500)}`)).toEqual({ ok: false, reason: 'placeholder' });
});

test('treats any non-string as missing', () => {
  for (const input of [undefined, null, 42, {}, [], Symbol('x'), () => 'x', new String('lynk_live_x')]) {
    expect(parseToken(input as unknown as string)).toEqual({ ok: false, reason: 'missing' });
    expect(classifyToken(input as unknown as string)).toBeNull();
  }
});

test('parses tokens of another format and rejects those of lynk', () => {
  const format = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  const text = `acme_service_live_${'a1B2c3'.repeat(5)}`;
  expect(parseToken(text + checksumOf(text), { format, requireChecksum: true })).toEqual({
    ok: true,
    kind: 'service',
    environment: 'live',
    prefix: 'acme_service_live_',
    checksum: 'valid',
  });
  expect(parseToken(issued[0]?.token, { format })).toEqual({ ok: false, reason: 'unknown_prefix' });
});

const base58 = fc.constantFrom(...BASE58);
const alphanumeric = fc.constantFrom(...BASE58, '0', 'O', 'I', 'l');
const prefix = fc.constantFrom(...lynk.prefixes.map((row) => row.prefix));
/** Text of any sort, near misses of tokens among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.tuple(prefix, fc.string({ unit: 'grapheme', maxLength: 60 })).map((parts) => parts.join('')),
  fc.tuple(fc.string({ maxLength: 3 }), prefix, fc.string({ maxLength: 60 })).map((parts) => parts.join('')),
);

describe('properties', () => {
  test('never throws, and reports a listed reason whose sentence holds nothing of the input', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (input, requireChecksum) => {
        const parsed = parseToken(input, { requireChecksum });
        if (parsed.ok) {
          expect(input).toMatch(/^lynk_(service_)?(live|staging|test)_[0-9A-Za-z]{20,128}$/);
        } else {
          expect(parseReasons).toContain(parsed.reason);
          expect(explainRejection(parsed.reason)).toBeTypeOf('string');
        }
      }),
      { numRuns: 30_000 },
    );
  });

  test('accepts exactly a prefix and 20 to 128 alphanumerics that are not all the same', () => {
    fc.assert(
      fc.property(prefix, fc.array(alphanumeric, { minLength: 0, maxLength: 140 }), (start, characters) => {
        const body = characters.join('');
        const fits = body.length >= 20 && body.length <= 128 && new Set(body).size > 1;
        expect(parseToken(start + body).ok).toBe(fits);
      }),
      { numRuns: 15_000 },
    );
  });

  test('detects any single changed character by the checksum', () => {
    fc.assert(
      fc.property(
        prefix,
        fc.array(base58, { minLength: 30, maxLength: 30 }),
        fc.nat(35),
        base58,
        (start, characters, at, character) => {
          const random = start + characters.join('');
          const token = random + checksumOf(random);
          expect(parseToken(token, { requireChecksum: true }).ok).toBe(true);
          const index = start.length + at;
          const changed = token.slice(0, index) + character + token.slice(index + 1);
          expect(parseToken(changed, { requireChecksum: true }).ok).toBe(changed === token);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test('classifies by the prefix alone', () => {
    fc.assert(
      fc.property(text, (input) => {
        const row = classifyToken(input);
        const expected = lynk.prefixes.filter((each) => input.startsWith(each.prefix));
        expect(row === null ? [] : [row]).toEqual(expected);
        if (parseToken(input).ok) expect(row).not.toBeNull();
      }),
      { numRuns: 15_000 },
    );
  });

  test('shows the prefix and at most four characters in a mask', () => {
    fc.assert(
      fc.property(text, (input) => {
        const mask = maskToken(input);
        expect(mask.endsWith('…')).toBe(true);
        const shown = mask.slice(0, -1);
        expect(input.startsWith(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual((classifyToken(input)?.prefix.length ?? -4) + 4);
      }),
      { numRuns: 5000 },
    );
  });
});

test('reads half a megabyte of any input in one pass', () => {
  const parts = ['a', ' ', '$', '*', '.', '<', 'Bearer ', 'authorization ', 'lynk_live_', '\u00a0', '%'];
  for (const part of parts) {
    const long = part.repeat(500_000 / part.length);
    for (const input of [long, `lynk_live_${long}`, `${long}!`]) expect(parseToken(input).ok).toBe(false);
  }
});
