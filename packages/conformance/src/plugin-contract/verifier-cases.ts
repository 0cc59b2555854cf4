import { assertThat } from '../assertions.ts';
import { LATE_MS } from './contract-tokens.ts';
import { assertAllowed, assertFailed, assertRefused } from './expectations.ts';
import { openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import {
  ask,
  askWith,
  bearer,
  handledBy,
  requestText,
  type StartedPlugin,
  type TokenName,
} from './request.ts';

const bugs: readonly (readonly [string, TokenName])[] = [
  ['throws', 'throws'],
  ['rejects', 'rejects'],
  ['rejects late', 'rejectsLate'],
  ['throws nothing', 'throwsNothing'],
  ['throws a text', 'throwsRoute'],
  ['rejects with nothing', 'rejectsWithNothing'],
  ['answers nothing', 'answersNothing'],
  ['answers true', 'answersTrue'],
  ['answers what looks like a yes', 'answersYes'],
  ['lets in nobody', 'answersWithoutPrincipal'],
  ['lets in who has no list of permissions', 'answersWithoutPermissions'],
  ['refuses for an unknown kind of reason', 'answersUnknownKind'],
  ['answers nonsense late', 'answersNonsenseLater'],
];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function assertAlive(running: StartedPlugin): Promise<void> {
  assertAllowed(await askWith(running, 'valid'));
}

/** What a plugin does with a verifier that has a bad day. */
export const verifierCases: readonly PluginCase[] = [
  ...bugs.flatMap(([title, token]) =>
    [{}, { optional: true }].map((settings) =>
      pluginCase(
        `a verifier that ${title}${'optional' in settings ? ', in optional mode' : ''}`,
        settings,
        async (running) => {
          const upload = { method: 'POST', path: '/sboms', body: 'hello', headers: [bearer(token)] };
          const answers = await Promise.all([
            askWith(running, token, '/whoami'),
            askWith(running, token, '/organization'),
            ask(running, upload),
          ]);
          answers.forEach(assertFailed);
          assertThat((await handledBy(running)) === 0, 'No handler begins.');
          await assertAlive(running);
        },
      ),
    ),
  ),

  pluginCase('a verifier that hangs is given its time, and no more', { timeoutMs: 100 }, async (running) => {
    for (const path of ['/whoami', '/organization']) {
      assertRefused(await askWith(running, 'hangs', path), { status: 503, retryAfter: 1 });
    }
    assertThat((await handledBy(running)) === 0, 'No handler begins.');
  }),

  pluginCase('an answer after its time changes nothing', { timeoutMs: LATE_MS / 4 }, async (running) => {
    for (const token of ['late', 'rejectsLate', 'answersNonsenseLater'] as const) {
      assertRefused(await askWith(running, token), { status: 503, retryAfter: 1 });
    }
    await pause(LATE_MS * 1.5);
    assertThat((await handledBy(running)) === 0, 'No handler begins.');
    await assertAlive(running);
  }),

  pluginCase('too many failures are 429, with the time to wait', {}, async (running) => {
    assertRefused(await askWith(running, 'throttled'), { status: 429, retryAfter: 30 });
  }),

  pluginCase('a source that is out of reach is 503, with the time to wait', {}, async (running) => {
    assertRefused(await askWith(running, 'unavailable'), { status: 503, retryAfter: 7 });
    assertRefused(await askWith(running, 'unavailableForSome'), { status: 503, retryAfter: 1 });
  }),

  pluginCase(
    'neither lets in whoever shows a token in optional mode',
    { optional: true },
    async (running) => {
      assertRefused(await askWith(running, 'throttled', '/whoami'), { status: 429, retryAfter: 30 });
      assertRefused(await askWith(running, 'unavailable', '/whoami'), { status: 503, retryAfter: 7 });
      assertThat((await handledBy(running)) === 0, 'No handler begins.');
    },
  ),

  pluginCase('a client that is gone when the verifier answers', { timeoutMs: 2000 }, async (running) => {
    for (const token of ['late', 'rejectsLate', 'answersNonsenseLater'] as const) {
      const connection = openConnection(running.port);
      connection.send(requestText({ path: '/organization', headers: [bearer(token)] }));
      await pause(LATE_MS / 4);
      connection.destroy();
    }
    await pause(LATE_MS * 1.5);
    await assertAlive(running);
  }),
];
