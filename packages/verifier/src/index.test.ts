import { expect, it } from 'vitest';
import * as verifier from './index.ts';

it('exports exactly these values', () => {
  expect(Object.keys(verifier).sort()).toEqual([
    'createStaticSource',
    'createVerifier',
    'digestToken',
    'generateStaticToken',
    'isInNetworks',
    'parseNetwork',
    'sha256FromEnv',
  ]);
});
