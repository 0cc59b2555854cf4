import { assertThat } from '../assertions.ts';
import { LATE_MS } from './contract-tokens.ts';
import { assertAllowed, assertFailed, assertRefused } from './expectations.ts';
import { openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { invalid } from './rejections.ts';
import {
  bearer,
  handledBy,
  requestText,
  type StartedPlugin,
  sendRequest,
  sendToken,
  type TokenName,
} from './request.ts';

const bugs: readonly (readonly [string, TokenName])[] = [
  ['throws', 'throws'],
  ['rejects', 'rejects'],
  ['rejects late', 'rejectsLate'],
  ['throws nothing', 'throwsNothing'],
  ['throws a string', 'throwsRoute'],
  ['rejects with nothing', 'rejectsWithNothing'],
  ['returns nothing', 'returnsNothing'],
  ['returns true', 'returnsTrue'],
  ['returns a truthy ok', 'returnsTruthyOk'],
  ['accepts without a principal', 'returnsNoPrincipal'],
  ['accepts a principal without permissions', 'returnsNoPermissions'],
  ['rejects with an unknown kind', 'returnsUnknownKind'],
  ['returns an invalid result late', 'returnsInvalidLate'],
];

/** A token for each reason of a verifier to reject one. */
const rejected = [
  'unknown',
  'suspended',
  'retired',
  'ownerGone',
  'ownerSuspended',
  'roleGone',
  'wrongEnvironment',
  'near',
] as const satisfies readonly TokenName[];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function assertAlive(running: StartedPlugin): Promise<void> {
  assertAllowed(await sendToken(running, 'valid'));
}

/** Checks that a plugin fails closed if the verifier has a bug or is unavailable. */
export const verifierCases: readonly PluginCase[] = [
  ...bugs.flatMap(([title, token]) =>
    [{}, { optional: true }].map((settings) =>
      pluginCase(
        `a verifier that ${title}${'optional' in settings ? ', in optional mode' : ''}`,
        settings,
        async (running) => {
          const upload = { method: 'POST', path: '/sboms', body: 'hello', headers: [bearer(token)] };
          const responses = await Promise.all([
            sendToken(running, token, '/whoami'),
            sendToken(running, token, '/organization'),
            sendRequest(running, upload),
          ]);
          responses.forEach(assertFailed);
          assertThat((await handledBy(running)) === 0, 'No handler must start.');
          await assertAlive(running);
        },
      ),
    ),
  ),

  pluginCase('a verifier that hangs gets 503 after timeoutMs', { timeoutMs: 100 }, async (running) => {
    for (const path of ['/whoami', '/organization']) {
      assertRefused(await sendToken(running, 'hangs', path), { status: 503, retryAfter: 1 });
    }
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
  }),

  pluginCase('a result after timeoutMs changes nothing', { timeoutMs: LATE_MS / 16 }, async (running) => {
    for (const token of ['late', 'rejectsLate', 'returnsInvalidLate'] as const) {
      assertRefused(await sendToken(running, token), { status: 503, retryAfter: 1 });
    }
    await pause(LATE_MS * 1.5);
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
    await assertAlive(running);
  }),

  pluginCase('a token gets the same response whatever the reason to reject it', {}, async (running) => {
    for (const token of rejected) {
      assertRefused(await sendToken(running, token), invalid);
      assertRefused(await sendToken(running, token, '/whoami'), invalid);
    }
    assertThat((await handledBy(running)) === 0, 'No handler must start.');
  }),

  pluginCase('throttled requests get 429 with Retry-After', {}, async (running) => {
    assertRefused(await sendToken(running, 'throttled'), { status: 429, retryAfter: 30 });
  }),

  pluginCase('an unavailable source gets 503 with Retry-After', {}, async (running) => {
    assertRefused(await sendToken(running, 'unavailable'), { status: 503, retryAfter: 7 });
    assertRefused(await sendToken(running, 'unavailableForSome'), { status: 503, retryAfter: 1 });
  }),

  pluginCase(
    'a throttled or unavailable token is rejected in optional mode too',
    { optional: true },
    async (running) => {
      assertRefused(await sendToken(running, 'throttled', '/whoami'), { status: 429, retryAfter: 30 });
      assertRefused(await sendToken(running, 'unavailable', '/whoami'), { status: 503, retryAfter: 7 });
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),

  pluginCase(
    'a client that disconnects before the verifier returns',
    { timeoutMs: 2000 },
    async (running) => {
      for (const token of ['late', 'rejectsLate', 'returnsInvalidLate'] as const) {
        const connection = openConnection(running);
        connection.send(requestText({ path: '/organization', headers: [bearer(token)] }));
        await pause(LATE_MS / 4);
        connection.destroy();
      }
      await pause(LATE_MS * 1.5);
      await assertAlive(running);
    },
  ),
];
