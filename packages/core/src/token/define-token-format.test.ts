import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifyToken } from './classify-token.ts';
import { defineTokenFormat } from './define-token-format.ts';
import { lynk } from './lynk.ts';
import type { TokenFormatDefinition } from './token-format.ts';

const refusal = (definition: unknown): string => {
  try {
    defineTokenFormat(definition as TokenFormatDefinition);
  } catch (error) {
    expect(error).toMatchObject({ name: 'LynkConfigurationError', code: 'configuration' });
    return (error as Error).message;
  }
  throw new Error('the definition was accepted');
};

test('README example', () => {
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live', 'test'] });
  expect(acme.prefixes.map((row) => row.prefix)).toEqual([
    'acme_live_',
    'acme_test_',
    'acme_service_live_',
    'acme_service_test_',
  ]);
  expect(acme.variables).toEqual(['ACME_SECURITY_TOKEN']);
});

test('lynk equals what defineTokenFormat creates', () => {
  const variables = ['INTERLYNK_SECURITY_TOKEN', 'LYNK_API_TOKEN'];
  expect(lynk).toEqual(
    defineTokenFormat({ brand: 'lynk', environments: ['live', 'staging', 'test'], variables }),
  );
  expect(lynk.prefixes).toHaveLength(6);
});

test('creates an immutable format, independent of its definition', () => {
  const environments = ['live'];
  const format = defineTokenFormat({ brand: 'acme', environments });
  environments.push('test');
  expect(format.environments).toEqual(['live']);
  for (const part of [format, format.environments, format.prefixes, format.prefixes[0], format.variables]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
  for (const part of [lynk, lynk.prefixes, lynk.prefixes[0], lynk.environments, lynk.variables]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test.each([
  [{ brand: 'acme', environments: ['live', 'service'] }, 'acme_service_live_'],
  [{ brand: 'acme', environments: ['live', 'live'] }, 'acme_live_'],
  [{ brand: 'acme', kinds: { personal: 'x', service: 'x' }, environments: ['live'] }, 'acme_x_live_'],
  [{ brand: 'acme', kinds: { personal: '', service: '' }, environments: ['live'] }, 'acme_live_'],
])('an ambiguous format is refused, and the sentence names the prefixes: %j', (definition, prefix) => {
  expect(refusal(definition)).toMatch(/ambiguous/);
  expect(refusal(definition)).toContain(prefix);
});

test.each([
  [undefined, /must be an object/],
  [{ brand: 'acme', environment: ['live'] }, /no option "environment"/],
  [{ brand: 'Acme', environments: ['live'] }, /brand/],
  [{ brand: 'a', environments: ['live'] }, /brand/],
  [{ brand: 'ac_me', environments: ['live'] }, /brand/],
  [{ brand: 4, environments: ['live'] }, /brand/],
  [{ brand: 'acme', environments: [] }, /at least one environment/],
  [{ brand: 'acme', environments: 'live' }, /at least one environment/],
  [{ brand: 'acme', environments: ['live_eu'] }, /every environment/],
  [{ brand: 'acme', environments: [''] }, /every environment/],
  [{ brand: 'acme', kinds: {}, environments: ['live'] }, /at least one kind/],
  [{ brand: 'acme', kinds: { robot: 'r' }, environments: ['live'] }, /no option "robot"/],
  [{ brand: 'acme', kinds: { service: 'SVC' }, environments: ['live'] }, /kind service/],
  [{ brand: 'acme', environments: ['live'], variables: [] }, /variables/],
  [{ brand: 'acme', environments: ['live'], variables: ['A B'] }, /variables/],
])('a wrong definition is refused with a sentence: %j', (definition, sentence) => {
  expect(refusal(definition)).toMatch(sentence);
});

test.each(['sk', 'pk', 'ghp', 'npm', 'github', 'glpat', 'whsec', 'xoxb', 'hf'])(
  'rejects the brand %s, which another vendor uses',
  (brand) => expect(refusal({ brand, environments: ['live'] })).toMatch(/another vendor/),
);

test('accepts a format with one kind', () => {
  const format = defineTokenFormat({ brand: 'acme', kinds: { service: '' }, environments: ['live'] });
  expect(format.prefixes).toEqual([{ prefix: 'acme_live_', kind: 'service', environment: 'live' }]);
});

test('classifies each prefix of any accepted format as itself', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{1,6}$/);
  fc.assert(
    fc.property(
      word,
      fc.record({ personal: fc.oneof(fc.constant(''), word), service: fc.oneof(fc.constant(''), word) }),
      fc.array(word, { minLength: 1, maxLength: 4 }),
      (brand, kinds, environments) => {
        let format: ReturnType<typeof defineTokenFormat>;
        try {
          format = defineTokenFormat({ brand, kinds, environments });
        } catch {
          return;
        }
        for (const row of format.prefixes) {
          expect(classifyToken(`${row.prefix}abc`, format)).toBe(row);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
