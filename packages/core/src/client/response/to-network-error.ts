import { LynkNetworkError } from '../../errors/errors.ts';

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED`: upper case, unlike any token, URL or address. */
const ERROR_CODE = /^[A-Z]+(?:_[A-Z]+){0,9}$/;

/** The codes of failures to connect: Node's, and those of Bun that differ. */
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
 * Converts what a `fetch` or a socket threw to a {@link LynkNetworkError}. The original error may hold the URL or a
 * header, so only its code is kept.
 *
 * @param error The thrown value.
 * @returns The error, whose `sent` says whether the request may have been sent.
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
    `The API could not be reached, or the connection was lost${known === undefined ? '' : `: ${known}`}.`,
    { sent },
  );
}

/** The codes of an error and its causes, innermost first; none if reading them throws. */
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
