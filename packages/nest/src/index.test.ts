import { expect, it } from 'vitest';
import * as entry from './index.ts';
import * as websockets from './websockets/index.ts';

it('exports the public names only', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'CurrentPrincipal',
    'LYNK_AUTH_OPTIONS',
    'LynkAuthException',
    'LynkAuthGuard',
    'LynkAuthModule',
    'Public',
    'RequirePermission',
    'getPrincipal',
  ]);
  expect(Object.keys(websockets).sort()).toEqual(['LynkWsException', 'authenticateHandshakes']);
});
