import { authorizationCorpus } from '../corpora/corpora.ts';
import type { AuthorizationVector } from '../corpora/types.ts';
import { assertAllowed, assertPrincipal, assertRefused, type Refusal } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { type Ask, ask, bearer } from './request.ts';

/** The app's route for a row of the corpus. */
function askOf({ authorization, requires }: AuthorizationVector): Ask {
  const headers = authorization.map((value) => `Authorization: ${value}`);
  return requires === 'update_sboms'
    ? { method: 'POST', path: '/sboms', headers, body: 'hello' }
    : { path: '/organization', headers };
}

function refusalOf({ expect: { status, challenge }, requires }: AuthorizationVector): Refusal {
  const error = challenge === 'Bearer' ? '' : `, error="${challenge}"`;
  const scope = challenge === 'insufficient_scope' ? `, scope="${requires}"` : '';
  return { status, challenge: challenge && error + scope };
}

const { vectors } = authorizationCorpus;
const atOrganization = vectors.filter(
  ({ requires = 'view_organization' }) => requires === 'view_organization',
);

const rows = vectors.map((vector) =>
  pluginCase(`Authorization: ${vector.name}`, {}, async (running) => {
    const answer = await ask(running, askOf(vector));
    if (vector.expect.status === 200) assertAllowed(answer);
    else assertRefused(answer, refusalOf(vector));
  }),
);

/** Names the row in which something did not hold. */
async function inRow(name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    throw new Error(`In the row "${name}": ${(error as Error).message}`);
  }
}

/** Every row of `authorization.json`, over a socket. */
export const authorizationCases: readonly PluginCase[] = [
  ...rows,

  pluginCase('every row, where no permission is asked', {}, async (running) => {
    for (const vector of atOrganization) {
      await inRow(vector.name, async () => {
        const answer = await ask(running, { ...askOf(vector), path: '/whoami' });
        if (vector.expect.status === 200) assertAllowed(answer);
        else assertRefused(answer, refusalOf(vector));
      });
    }
  }),

  pluginCase('every row, asked with HEAD: the same without a body', {}, async (running) => {
    for (const vector of atOrganization) {
      await inRow(vector.name, async () => {
        const answer = await ask(running, { ...askOf(vector), method: 'HEAD' });
        if (vector.expect.status === 200) assertAllowed(answer);
        else assertRefused(answer, { ...refusalOf(vector), toHead: true });
      });
    }
  }),

  pluginCase(
    'every row, in optional mode: only who shows nothing is let through besides',
    { optional: true },
    async (running) => {
      for (const vector of atOrganization) {
        await inRow(vector.name, async () => {
          const answer = await ask(running, { ...askOf(vector), path: '/whoami' });
          if (vector.expect.challenge === 'Bearer') assertPrincipal(answer, null);
          else if (vector.expect.status === 200) assertAllowed(answer);
          else assertRefused(answer, refusalOf(vector));
        });
      }
    },
  ),

  pluginCase('two header lines whose names are spelt differently are two', {}, async (running) => {
    const line = bearer('valid');
    for (const other of [
      line.toLowerCase().slice(0, 13) + line.slice(13),
      `AUTHORIZATION${line.slice(13)}`,
    ]) {
      const answer = await ask(running, { path: '/organization', headers: [line, other] });
      assertRefused(answer, { status: 400, challenge: ', error="invalid_request"' });
    }
  }),
];
