import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as MixedApp from './apps/mixed-app.ts';
import { createProject, type Project, platforms, versions } from './create-project.ts';

describe.each(versions)('the ESM and the CJS copy in one application on Nest %i', (version) => {
  let project: Project;
  let mixed: typeof MixedApp;
  beforeAll(async () => {
    project = await createProject(version);
    mixed = await project.load('mixed-app');
  });
  afterAll(() => project.dispose());

  test('are different', () => {
    expect(mixed.hasTwoCopies).toBe(true);
  });

  test.each(platforms.flatMap((platform) => [[platform, 'esm'] as const, [platform, 'cjs'] as const]))(
    'work together on %s, with the module of the %s copy and the decorators of the other',
    async (platform, format) => {
      const { app, address } = await mixed.start(platform, format);
      const get = async (path: string, token?: string) => {
        const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
        const response = await fetch(`${address}${path}`, { headers });
        return [response.status, JSON.parse(await response.text())];
      };
      const refusal = (message: string) => ({
        errors: [{ message, extensions: { code: message.toUpperCase() } }],
      });
      expect(await get('/organization', contractTokens.valid)).toEqual([200, { tokenId: 't1' }]);
      expect(await get('/organization', contractTokens.telling)).toEqual([403, refusal('Forbidden')]);
      expect(await get('/organization')).toEqual([401, refusal('Unauthorized')]);
      expect(await get('/filtered', contractTokens.valid)).toEqual([403, { caught: 'forbidden' }]);
      expect(await get('/public')).toEqual([200, { principal: null }]);
      expect(await get('/public', contractTokens.unknown)).toEqual([401, refusal('Unauthorized')]);
      await app.close();
    },
  );
});
