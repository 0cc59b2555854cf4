// Reads the body and the headers of a response.
import { isLynkError } from '../../errors/is-lynk-error.ts';
import { readBody } from './read-body.ts';

/** Far above the size of any real error. */
const MAX_ERROR_BYTES = 65_536;

/**
 * Reads the body of a response with a size limit. If the body of an error is too large it counts as empty, since the
 * status is sufficient.
 *
 * @param response A web `Response`, that of another implementation of `fetch`, or its `body` and `status`.
 * @param maxBytes The limit for a successful response, in bytes.
 * @returns The whole body.
 * @throws {LynkBadResponseError} as a rejection, if it is larger. The rest is not read.
 */
export function readResponse(
  response: { readonly body: unknown; readonly status: number },
  maxBytes: number,
): Promise<Uint8Array> {
  const isSuccess = response.status >= 200 && response.status <= 299;
  return isSuccess ? readBody(response, maxBytes) : readBody(response, MAX_ERROR_BYTES).catch(unlessTooLarge);
}

function unlessTooLarge(error: unknown): Uint8Array {
  if (isLynkError(error) && error.code === 'bad_response') return new Uint8Array();
  throw error;
}
