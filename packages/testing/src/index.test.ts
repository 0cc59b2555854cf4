import { expect, it } from 'vitest';
import * as entry from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'contractTokens',
    'contractVerifier',
    'createTestAuthority',
    'pluginContract',
    'pluginOptionContract',
    'storeContract',
  ]);
});
