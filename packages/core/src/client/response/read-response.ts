import { isLynkError } from '../../errors/is-lynk-error.ts';
import { readBody } from './read-body.ts';

/** No true error comes near it. */
const MAX_ERROR_BYTES = 65_536;

/**
 * Reads the body of an answer within the limit. Of a failure with too large a body the status says enough:
 * it is taken for empty.
 *
 * @param response A web `Response`, or as much of it.
 * @param maxBytes The limit for an answer of success, in bytes.
 * @returns The whole body.
 * @throws {LynkBadResponseError} as a rejection, when it is larger; the rest is not read.
 */
export function readResponse(
  response: Pick<Response, 'body' | 'status'>,
  maxBytes: number,
): Promise<Uint8Array> {
  const isSuccess = response.status >= 200 && response.status <= 299;
  return isSuccess ? readBody(response, maxBytes) : readBody(response, MAX_ERROR_BYTES).catch(unlessTooLarge);
}

function unlessTooLarge(error: unknown): Uint8Array {
  if (isLynkError(error) && error.code === 'bad_response') return new Uint8Array();
  throw error;
}
