/** The parts of a Node request that {@link authorizationValue} reads; structural, no import of Node. */
export interface RequestHeaders {
  /** All header lines as they came: name, value, name, value, … */
  readonly rawHeaders?: readonly string[] | undefined;
  /** The header lines as the server merged them; of several `authorization` lines it keeps one. */
  readonly headers: { readonly authorization?: string | readonly string[] | undefined };
}

/**
 * Gives the value of the `Authorization` header of a Node request, with nothing lost: where there
 * are two lines or more, all of them joined with `, ` (RFC 9110 section 5.3), which `readBearer`
 * then refuses. Where there is one, `headers.authorization` counts, so that a middleware that
 * removed or replaced it is obeyed.
 *
 * @param request Any request with `rawHeaders` and `headers`: of node:http, node:http2, Express, Fastify.
 * @returns The value, or `undefined` where there is none.
 */
export function authorizationValue(request: RequestHeaders): string | undefined {
  const { rawHeaders, headers } = request;
  const { authorization } = headers;
  if (rawHeaders !== undefined) {
    let lines = 0;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      if (isAuthorization(rawHeaders[index] as string)) lines += 1;
    }
    if (lines > 1) return rawHeaders.filter(isValueOfAuthorization).join(', ');
  }
  return typeof authorization === 'object' ? authorization.join(', ') : authorization;
}

// The length first: nearly every other header is told apart by it, without a new string.
const isAuthorization = (name: string): boolean =>
  name.length === 13 && name.toLowerCase() === 'authorization';

const isValueOfAuthorization = (_: string, index: number, all: readonly string[]): boolean =>
  index % 2 === 1 && isAuthorization(all[index - 1] as string);
