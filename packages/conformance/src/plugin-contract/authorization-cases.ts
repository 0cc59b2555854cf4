import { authorizationCorpus } from '../corpora/corpora.ts';
import type { AuthorizationVector } from '../corpora/types.ts';
import { assertAllowed, assertPrincipal, assertRefused, type Refusal } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { bearer, type ContractRequest, sendRequest } from './request.ts';

/** Returns the request for a row of the corpus. */
function requestOf({ authorization, requires }: AuthorizationVector): ContractRequest {
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
    const response = await sendRequest(running, requestOf(vector));
    if (vector.expect.status === 200) assertAllowed(response);
    else assertRefused(response, refusalOf(vector));
  }),
);

/** Adds the name of the row to an error. */
async function inRow(name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    throw new Error(`In the row "${name}": ${(error as Error).message}`);
  }
}

/** Runs every row of `authorization.json` over a socket. */
export const authorizationCases: readonly PluginCase[] = [
  ...rows,

  pluginCase('every row on a route without a permission', {}, async (running) => {
    for (const vector of atOrganization) {
      await inRow(vector.name, async () => {
        const response = await sendRequest(running, { ...requestOf(vector), path: '/whoami' });
        if (vector.expect.status === 200) assertAllowed(response);
        else assertRefused(response, refusalOf(vector));
      });
    }
  }),

  pluginCase('every row with HEAD gets the same response without a body', {}, async (running) => {
    for (const vector of atOrganization) {
      await inRow(vector.name, async () => {
        const response = await sendRequest(running, { ...requestOf(vector), method: 'HEAD' });
        if (vector.expect.status === 200) assertAllowed(response);
        else assertRefused(response, { ...refusalOf(vector), toHead: true });
      });
    }
  }),

  pluginCase(
    'every row in optional mode accepts anonymous requests only in addition',
    { optional: true },
    async (running) => {
      for (const vector of atOrganization) {
        await inRow(vector.name, async () => {
          const response = await sendRequest(running, { ...requestOf(vector), path: '/whoami' });
          if (vector.expect.challenge === 'Bearer') assertPrincipal(response, null);
          else if (vector.expect.status === 200) assertAllowed(response);
          else assertRefused(response, refusalOf(vector));
        });
      }
    },
  ),

  pluginCase('two header lines count as two whatever the case of their names', {}, async (running) => {
    const line = bearer('valid');
    for (const other of [
      line.toLowerCase().slice(0, 13) + line.slice(13),
      `AUTHORIZATION${line.slice(13)}`,
    ]) {
      const response = await sendRequest(running, { path: '/organization', headers: [line, other] });
      assertRefused(response, { status: 400, challenge: ', error="invalid_request"' });
    }
  }),
];
