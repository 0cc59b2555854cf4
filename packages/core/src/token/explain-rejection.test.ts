import { expect, test } from 'vitest';
import { parseReasons } from '../errors/reasons.ts';
import { defineTokenFormat } from './define-token-format.ts';
import { explainRejection } from './explain-rejection.ts';

test('README example', () => {
  expect(explainRejection('masked')).toBe(
    'this is the masked form shown in a list; the token itself is shown once, when it is created',
  );
});

test('has a different sentence for every reason', () => {
  const sentences = parseReasons.map((reason) => explainRejection(reason));
  expect(new Set(sentences).size).toBe(parseReasons.length);
});

test('lists the known prefixes for an unknown one', () => {
  expect(explainRejection('unknown_prefix')).toContain('lynk_service_live_');
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  expect(explainRejection('unknown_prefix', acme)).toContain('acme_live_ or acme_service_live_');
});
