import type { LynkError } from '../../errors/errors.ts';
import { parseToken } from '../../token/parse-token.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';

/** The request that failed. */
export interface FailedRequest {
  readonly method?: string | undefined;
  /** An absolute URL. Only its host becomes part of a message. */
  readonly url: string;
  /** The token that was sent, for a 401. */
  readonly token?: SecurityToken | undefined;
  readonly format: TokenFormat;
}

/** The errors about the caller or the data, unlike those about a request. */
const NOT_DESCRIBED: readonly LynkError['code'][] = [
  'configuration',
  'token_rejected',
  'graphql',
  'origin',
  'aborted',
];

const NO_CHECKSUM =
  ' The token has no valid checksum: a character may have been changed, lost or added. Some issuers create tokens without one.';

/**
 * Adds the method and the host of the request to the message of an error, never the path or the query. After a 401 it
 * adds whether the checksum of the token is wrong.
 *
 * @param error The error. It is changed.
 * @param request The request.
 * @returns The same error.
 */
export function describeFailure<E extends LynkError>(error: E, request: FailedRequest): E {
  const { message, stack } = error;
  const label = labelOf(request);
  if (NOT_DESCRIBED.includes(error.code) || message.startsWith(label)) return error;
  const isMistyped = error.code === 'unauthorized' && hasNoChecksum(request);
  const described = `${label}: ${message}${isMistyped ? NO_CHECKSUM : ''}`;
  error.message = described;
  // Some runtimes copy the message to the stack when an error is created.
  if (typeof stack === 'string') error.stack = stack.replace(message, () => described);
  return error;
}

/** `POST api.example.com`. Any method that is not a plain word is left out. */
function labelOf({ method = '', url }: FailedRequest): string {
  const verb = method.toUpperCase();
  const { host } = new URL(url);
  return /^[A-Z]{1,10}$/.test(verb) ? `${verb} ${host}` : host;
}

const hasNoChecksum = ({ token, format }: FailedRequest): boolean => {
  const parsed = token && parseToken(token.reveal(), { format });
  return parsed?.ok === true && parsed.checksum !== 'valid';
};
