import { createHash } from 'node:crypto';

/** The status of a response, its challenge and its body. */
export type ExampleResponse = readonly [status: number, challenge: string | null, body: string];

/** The responses of the example in a plugin's README. */
export interface ExampleResponses {
  readonly me: ExampleResponse;
  /** Without a token, with an unknown one, and where a permission is missing: as the README shows them. */
  readonly refusals: readonly ExampleResponse[];
  readonly ask: (method: string, path: string, token?: string) => Promise<ExampleResponse>;
}

/** The environment in which such an example lets one token in: it reads the token's digest. */
export const exampleEnvironment = (token: string): Readonly<Record<string, string>> => ({
  CI_TOKEN_SHA256: createHash('sha256').update(token).digest('hex'),
});

/**
 * Asks the example of a plugin's README, which has the same routes in all of them.
 *
 * @param port Where it listens.
 * @param tokens One that it lets in, and one that it does not know.
 */
export async function requestExample(
  port: number,
  { valid, unknown }: { readonly valid: string; readonly unknown: string },
): Promise<ExampleResponses> {
  const ask = async (method: string, path: string, token?: string): Promise<ExampleResponse> => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
    return [response.status, response.headers.get('www-authenticate'), await response.text()];
  };
  return {
    me: await ask('GET', '/me', valid),
    refusals: [await ask('GET', '/me'), await ask('GET', '/me', unknown), await ask('POST', '/sboms', valid)],
    ask,
  };
}

/** The lines that the README shows of refusals. */
export const formatChallenges = (refusals: readonly ExampleResponse[]): readonly string[] =>
  refusals.map(([status, challenge]) => `${status} WWW-Authenticate: ${challenge}\n`);
