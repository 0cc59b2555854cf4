import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';

/** A response. */
export interface ApiResponse {
  readonly status: number | undefined;
  readonly challenge: string | undefined;
  readonly expires: string | string[] | undefined;
  readonly body: unknown;
}

/**
 * Sends a request with any number of tokens, each on its own `Authorization` line.
 *
 * @param operation The method and the path.
 */
export async function sendRequest(
  address: string,
  operation: string,
  { tokens = [], body }: { readonly tokens?: readonly string[]; readonly body?: unknown } = {},
): Promise<ApiResponse> {
  const [method = '', path = ''] = operation.split(' ');
  const { host } = new URL(address);
  const headers = ['Host', host, ...tokens.flatMap((token) => ['Authorization', `Bearer ${token}`])];
  if (body !== undefined) headers.push('Content-Type', 'application/json', 'Transfer-Encoding', 'chunked');
  const sent = request(`${address}${path}`, { method, headers, agent: false });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode,
    challenge: response.headers['www-authenticate'],
    expires: response.headers['lynk-token-expires'],
    body: await json(response),
  };
}
