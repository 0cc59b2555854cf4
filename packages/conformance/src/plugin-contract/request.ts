import { contractTokens } from './contract-tokens.ts';
import { type Listening, openConnection } from './open-connection.ts';
import type { ReceivedResponse } from './read-response.ts';

/** A request of a case. */
export interface ContractRequest {
  /** @default 'GET' */
  readonly method?: string;
  readonly path: string;
  /** Header lines beside `Host`: `['Authorization: Bearer …']`. */
  readonly headers?: readonly string[];
  /** Sent with its length. */
  readonly body?: string;
}

/** The name of a token that the contract's verifier knows. */
export type TokenName = keyof typeof contractTokens;

/** The Authorization line of a token. */
export const bearer = (name: TokenName): string => `Authorization: Bearer ${contractTokens[name]}`;

/** Serializes a request. */
export function requestText({ method = 'GET', path, headers = [], body }: ContractRequest): string {
  const length = body === undefined ? [] : [`Content-Length: ${body.length}`];
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'User-Agent: contract/1',
    ...headers,
    ...length,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}

/** Sends a request on a connection of its own. */
export async function sendRequest(running: Listening, what: ContractRequest): Promise<ReceivedResponse> {
  const connection = openConnection(running);
  try {
    connection.send(requestText({ ...what, headers: [...(what.headers ?? []), 'Connection: close'] }));
    return await connection.response(what.method === 'HEAD');
  } finally {
    connection.destroy();
  }
}

/** Sends a GET request with a token. */
export function sendToken(
  running: Listening,
  token: TokenName,
  path = '/organization',
): Promise<ReceivedResponse> {
  return sendRequest(running, { path, headers: [bearer(token)] });
}

/** Reads how often the app's handlers have started since the app started. */
export async function readHandled(running: Listening): Promise<number> {
  const { body } = await sendToken(running, 'valid', '/handled');
  const { handled } = JSON.parse(body) as { handled?: unknown };
  if (typeof handled !== 'number') throw new Error('/handled must respond with the number of handler calls.');
  return handled;
}

/** A listening app, and how often its handlers had started before the case. */
export interface StartedPlugin extends Listening {
  readonly before: number;
}

/** Counts how often the app's handlers started in this case. */
export const handledBy = async (running: StartedPlugin): Promise<number> =>
  (await readHandled(running)) - running.before;
