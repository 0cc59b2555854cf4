import { expect, it } from 'vitest';
import * as verifier from './index.ts';

it('exports these, and nothing else', () => {
  expect(Object.keys(verifier).sort()).toEqual([
    'createStaticSource',
    'createVerifier',
    'digestToken',
    'isInNetworks',
    'parseNetwork',
  ]);
});
