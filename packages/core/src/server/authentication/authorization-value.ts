import { readOwn } from '../../common/read-own.ts';

/** The parts of a Node request that {@link authorizationValue} reads. A structural type, without an import of Node. */
export interface RequestHeaders {
  /** All header lines as received: name, value, name, value, … */
  readonly rawHeaders?: readonly string[] | undefined;
  /** The merged headers, which keep only one of several `authorization` lines. */
  readonly headers: { readonly authorization?: string | readonly string[] | undefined };
}

/**
 * Returns the complete value of the `Authorization` header of a Node request. Several lines are joined with `, `
 * (RFC 9110 section 5.3); `readBearer` then rejects them. For a single line it returns `headers.authorization`, which a
 * middleware may have removed or replaced.
 *
 * @param request A request with `rawHeaders` and `headers`, of node:http, node:http2, Express or Fastify.
 * @returns The value, or `undefined` if the header is absent.
 */
export function authorizationValue(request: RequestHeaders): string | undefined {
  const { rawHeaders, headers } = request;
  const authorization = readOwn(headers, 'authorization');
  if (rawHeaders !== undefined) {
    let lines = 0;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      if (isAuthorization(rawHeaders[index] as string)) lines += 1;
    }
    if (lines > 1) return rawHeaders.filter(isValueOfAuthorization).join(', ');
  }
  return typeof authorization === 'object' ? authorization.join(', ') : authorization;
}

// Comparing the length first avoids a new string for nearly every other header.
const isAuthorization = (name: string): boolean =>
  name.length === 13 && name.toLowerCase() === 'authorization';

const isValueOfAuthorization = (_: string, index: number, all: readonly string[]): boolean =>
  index % 2 === 1 && isAuthorization(all[index - 1] as string);
