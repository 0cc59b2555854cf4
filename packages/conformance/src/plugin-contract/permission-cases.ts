import { assertThat } from '../assertions.ts';
import { EXPIRES_AT } from './contract-tokens.ts';
import { assertAllowed, assertFailed, assertRefused } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { bearer, handledBy, sendRequest, sendToken } from './request.ts';

const upload = { method: 'POST', path: '/sboms', body: 'hello' } as const;

/** Checks `requirePermission`. */
export const permissionCases: readonly PluginCase[] = [
  pluginCase('a caller with the permission reaches the handler with the body', {}, async (running) => {
    const { status, body } = await sendRequest(running, { ...upload, headers: [bearer('valid')] });
    assertThat(status === 200 && JSON.parse(body).received === 5, 'The handler must receive the body.');
  }),

  pluginCase('a caller without the permission gets 403 with the expiry of the token', {}, async (running) => {
    const response = await sendRequest(running, { ...upload, headers: [bearer('expiring')] });
    assertRefused(response, {
      status: 403,
      challenge: ', error="insufficient_scope", scope="update_sboms"',
      expires: new Date(EXPIRES_AT).toISOString(),
    });
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
  }),

  pluginCase('an invalid token gets 401 before any permission is checked', {}, async (running) => {
    const response = await sendRequest(running, { ...upload, headers: [bearer('unknown')] });
    assertRefused(response, { status: 401, challenge: ', error="invalid_token"' });
  }),

  pluginCase(
    'an anonymous request has no permission in optional mode',
    { optional: true },
    async (running) => {
      assertRefused(await sendRequest(running, upload), { status: 401, challenge: '' });
      assertRefused(await sendRequest(running, { path: '/organization' }), { status: 401, challenge: '' });
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),

  pluginCase(
    'every challenge has the realm of the plugin',
    { realm: 'the lynk API', optional: true },
    async (running) => {
      const realm = 'the lynk API';
      assertRefused(await sendRequest(running, upload), { status: 401, challenge: '', realm });
      assertRefused(await sendToken(running, 'unknown', '/whoami'), {
        status: 401,
        challenge: ', error="invalid_token"',
        realm,
      });
      assertRefused(await sendRequest(running, { ...upload, headers: [bearer('valid'), bearer('valid')] }), {
        status: 400,
        challenge: ', error="invalid_request"',
        realm,
      });
      assertRefused(await sendRequest(running, { ...upload, headers: [bearer('expiring')] }), {
        status: 403,
        challenge: ', error="insufficient_scope", scope="update_sboms"',
        realm,
        expires: new Date(EXPIRES_AT).toISOString(),
      });
    },
  ),

  pluginCase(
    'requirePermission.any accepts a caller with one of the permissions',
    { optional: true },
    async (running) => {
      const drafts = { path: '/drafts' };
      for (const token of ['valid', 'promised'] as const)
        assertAllowed(await sendToken(running, token, drafts.path));
      assertThat((await handledBy(running)) === 2, 'The handler must start.');
      assertRefused(await sendToken(running, 'expiring', drafts.path), {
        status: 403,
        challenge: ', error="insufficient_scope", scope="update_sboms delete_sboms"',
        expires: new Date(EXPIRES_AT).toISOString(),
      });
      assertRefused(await sendToken(running, 'unknown', drafts.path), {
        status: 401,
        challenge: ', error="invalid_token"',
      });
      assertRefused(await sendRequest(running, drafts), { status: 401, challenge: '' });
      assertThat((await handledBy(running)) === 2, 'No other handler must start.');
    },
  ),

  pluginCase('requirePermission without the plugin fails', {}, async (running) => {
    assertFailed(await sendToken(running, 'valid', '/unguarded'));
    assertFailed(await sendRequest(running, { path: '/unguarded' }));
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
  }),
];
