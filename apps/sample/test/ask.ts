import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';

/** What was answered. */
export interface Told {
  readonly status: number | undefined;
  readonly challenge: string | undefined;
  readonly expires: string | string[] | undefined;
  readonly body: unknown;
}

/**
 * Asks an API, with as many tokens as there are, each on a line of its own.
 *
 * @param operation A method and a path.
 */
export async function ask(
  address: string,
  operation: string,
  { tokens = [], body }: { readonly tokens?: readonly string[]; readonly body?: unknown } = {},
): Promise<Told> {
  const [method = '', path = ''] = operation.split(' ');
  const { host } = new URL(address);
  const headers = ['Host', host, ...tokens.flatMap((token) => ['Authorization', `Bearer ${token}`])];
  if (body !== undefined) headers.push('Content-Type', 'application/json', 'Transfer-Encoding', 'chunked');
  const sent = request(`${address}${path}`, { method, headers, agent: false });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return {
    status: answer.statusCode,
    challenge: answer.headers['www-authenticate'],
    expires: answer.headers['lynk-token-expires'],
    body: await json(answer),
  };
}
