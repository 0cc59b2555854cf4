import { LynkNetworkError } from '../../errors/errors.ts';

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED`: in capitals, as no token, URL or address is. */
const ERROR_CODE = /^[A-Z]+(?:_[A-Z]+){0,9}$/;

/** With these, no connection was made: Node's, and Bun's where it has its own. */
const UNCONNECTED: readonly unknown[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
];

/**
 * Makes an error of the family out of what a `fetch`, or a socket, threw. That may hold the address, or a
 * header: of it no more than its code is kept.
 *
 * @param error Anything.
 * @returns The error, which says whether the request may have been sent.
 * @example
 * ```ts
 * import { toNetworkError } from '@lynk-auth/core/client';
 *
 * toNetworkError(Object.assign(new Error('…'), { code: 'ECONNREFUSED' })).sent; // false
 * ```
 */
export function toNetworkError(error: unknown): LynkNetworkError {
  const codes = codesOf(error);
  const known = codes.find((code) => typeof code === 'string' && ERROR_CODE.test(code));
  const sent = !codes.some((code) => UNCONNECTED.includes(code));
  return new LynkNetworkError(
    `The API could not be reached, or the connection broke${known === undefined ? '' : `: ${known}`}.`,
    { sent },
  );
}

/** The codes of an error and of its causes, innermost first; none where they may not be looked at. */
function codesOf(error: unknown): unknown[] {
  const codes: unknown[] = [];
  try {
    let each = error as { code?: unknown; cause?: unknown } | null | undefined;
    for (let depth = 0; depth < 3 && each !== undefined && each !== null; depth += 1) {
      codes.unshift(each.code);
      each = each.cause as typeof each;
    }
  } catch {
    // A getter that throws.
  }
  return codes;
}
