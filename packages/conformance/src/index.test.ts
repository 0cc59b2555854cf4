import { expect, it } from 'vitest';
import * as entry from './index.ts';

it('exports exactly these values', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'authorizationCorpus',
    'clientContract',
    'contractTokens',
    'contractVerifier',
    'errorFormats',
    'pluginContract',
    'pluginOptionContract',
    'storeContract',
    'tokenCorpus',
  ]);
});
