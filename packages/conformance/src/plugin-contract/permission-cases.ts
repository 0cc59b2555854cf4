import { assertThat } from '../assertions.ts';
import { EXPIRES_AT } from './contract-tokens.ts';
import { assertFailed, assertRefused } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { ask, askWith, bearer, handledBy } from './request.ts';

const upload = { method: 'POST', path: '/sboms', body: 'hello' } as const;

/** What `requirePermission` does. */
export const permissionCases: readonly PluginCase[] = [
  pluginCase('who has the permission is let through, with the body', {}, async (running) => {
    const { status, body } = await ask(running, { ...upload, headers: [bearer('valid')] });
    assertThat(status === 200 && JSON.parse(body).received === 5, 'The handler is given the body.');
  }),

  pluginCase('who lacks it is refused, and told when the token expires', {}, async (running) => {
    const answer = await ask(running, { ...upload, headers: [bearer('expiring')] });
    assertRefused(answer, {
      status: 403,
      challenge: ', error="insufficient_scope", scope="update_sboms"',
      expires: new Date(EXPIRES_AT).toISOString(),
    });
    assertThat((await handledBy(running)) === 0, 'No handler begins.');
  }),

  pluginCase('a bad token is 401, whatever it lacks', {}, async (running) => {
    const answer = await ask(running, { ...upload, headers: [bearer('unknown')] });
    assertRefused(answer, { status: 401, challenge: ', error="invalid_token"' });
  }),

  pluginCase('in optional mode nobody has no permission', { optional: true }, async (running) => {
    assertRefused(await ask(running, upload), { status: 401, challenge: '' });
    assertRefused(await ask(running, { path: '/organization' }), { status: 401, challenge: '' });
    assertThat((await handledBy(running)) === 0, 'No handler begins.');
  }),

  pluginCase(
    'the realm is the plugin’s, in every challenge',
    { realm: 'the lynk API', optional: true },
    async (running) => {
      const realm = 'the lynk API';
      assertRefused(await ask(running, upload), { status: 401, challenge: '', realm });
      assertRefused(await askWith(running, 'unknown', '/whoami'), {
        status: 401,
        challenge: ', error="invalid_token"',
        realm,
      });
      assertRefused(await ask(running, { ...upload, headers: [bearer('valid'), bearer('valid')] }), {
        status: 400,
        challenge: ', error="invalid_request"',
        realm,
      });
      assertRefused(await ask(running, { ...upload, headers: [bearer('expiring')] }), {
        status: 403,
        challenge: ', error="insufficient_scope", scope="update_sboms"',
        realm,
        expires: new Date(EXPIRES_AT).toISOString(),
      });
    },
  ),

  pluginCase('a permission asked where no plugin ran is a bug, and no open door', {}, async (running) => {
    assertFailed(await askWith(running, 'valid', '/unguarded'));
    assertFailed(await ask(running, { path: '/unguarded' }));
    assertThat((await handledBy(running)) === 0, 'No handler begins.');
  }),
];
