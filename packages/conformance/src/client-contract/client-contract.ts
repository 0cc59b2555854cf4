// The contract of clients: cases by concern, and the scripted servers that they call.
import { bodies } from './body-cases.ts';
import { type ClientCase, clientCases } from './client-case.ts';
import { errors } from './error-cases.ts';
import { limits } from './limit-cases.ts';
import { options } from './option-cases.ts';
import { redirects } from './redirect-cases.ts';
import { requests, tls } from './request-cases.ts';
import { retries } from './retry-cases.ts';
import { tokens } from './token-cases.ts';

/**
 * The behavior that every client must have, as cases for any test runner. The cases use web globals only and
 * run where the client runs. The servers run on Node: see `startClientServers`
 * of `@lynk-auth/conformance/client-servers`.
 *
 * @example
 * import { type CreateClient, clientContract } from '@lynk-auth/conformance';
 * import { startClientServers } from '@lynk-auth/conformance/client-servers';
 * import { afterAll, it } from 'vitest';
 *
 * declare const createClient: CreateClient; // creates your client
 *
 * const servers = await startClientServers();
 * afterAll(() => servers.close());
 * for (const { name, run } of clientContract) {
 *   it(name, () => run(createClient, servers));
 * }
 */
export const clientContract: readonly ClientCase[] = Object.freeze([
  ...clientCases('options', options),
  ...clientCases('requests', requests),
  ...clientCases('bodies', bodies),
  ...clientCases('tls', tls),
  ...clientCases('redirects', redirects),
  ...clientCases('errors', errors),
  ...clientCases('retries', retries),
  ...clientCases('limits', limits),
  ...clientCases('tokens', tokens),
]);
