import { contractTokens } from './contract-tokens.ts';
import { openConnection } from './open-connection.ts';
import type { RunningPlugin } from './plugin-under-test.ts';
import type { Answer } from './read-response.ts';

/** What is asked. */
export interface Ask {
  /** @default 'GET' */
  readonly method?: string;
  readonly path: string;
  /** Header lines beside `Host`: `['Authorization: Bearer …']`. */
  readonly headers?: readonly string[];
  /** Sent with its length. */
  readonly body?: string;
}

type Listening = Pick<RunningPlugin, 'port'>;

/** The name of a token that the contract's verifier knows. */
export type TokenName = keyof typeof contractTokens;

/** The header line that shows a token. */
export const bearer = (name: TokenName): string => `Authorization: Bearer ${contractTokens[name]}`;

/** The text of a request. */
export function requestText({ method = 'GET', path, headers = [], body }: Ask): string {
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

/** Asks, on a connection of its own. */
export async function ask(running: Listening, what: Ask): Promise<Answer> {
  const connection = openConnection(running.port);
  try {
    connection.send(requestText({ ...what, headers: [...(what.headers ?? []), 'Connection: close'] }));
    return await connection.answer(what.method === 'HEAD');
  } finally {
    connection.destroy();
  }
}

/** Asks with a token, at a path that any method is good for. */
export function askWith(running: Listening, token: TokenName, path = '/organization'): Promise<Answer> {
  return ask(running, { path, headers: [bearer(token)] });
}

/** How often the app's handlers have begun, ever. */
export async function readHandled(running: Listening): Promise<number> {
  const { body } = await askWith(running, 'valid', '/handled');
  const { handled } = JSON.parse(body) as { handled?: unknown };
  if (typeof handled !== 'number') throw new Error('/handled does not tell how often the handlers began.');
  return handled;
}

/** Where an app listens, and how often its handlers had begun before the case. */
export interface StartedPlugin extends Listening {
  readonly before: number;
}

/** How often the app's handlers began in this case. */
export const handledBy = async (running: StartedPlugin): Promise<number> =>
  (await readHandled(running)) - running.before;
