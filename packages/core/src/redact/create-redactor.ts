// Masks tokens in strings and values, for logs.
import { readOwnOptions } from '../common/read-own-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import { isTokenFormat } from '../token/assert-token-format.ts';
import { lynk } from '../token/lynk.ts';
import type { TokenFormat } from '../token/token-format.ts';
import { compileRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { redactValue } from './redact-value.ts';

/** Returns a copy of a value in which every token is masked. See {@link createRedactor}. */
export type Redactor = <T>(value: T) => T;

/** Options of {@link createRedactor}. */
export interface RedactorOptions {
  /**
   * The token formats to mask.
   * @default [lynk]
   */
  readonly formats?: readonly TokenFormat[];
  /**
   * Further headers whose values are masked as a whole, besides `authorization`, `proxy-authorization`,
   * `cookie`, `set-cookie` and `x-api-key`. Case does not matter.
   * @default []
   */
  readonly headers?: readonly string[];
}

/**
 * Creates a redactor for loggers. It does not change its input. It returns a deep copy of the same shape (a string for
 * a string) in which
 *
 * - every token of the formats is masked, anywhere in a string: with the wrong case, truncated, too long, mistyped,
 *   percent-encoded, escaped as in JSON, in keys, bytes, URLs, errors and their causes;
 * - the value of a header with credentials is reduced to its auth-scheme, such as `Bearer …`, with the mask if it is a
 *   token of the formats: in objects, maps, `Headers`, lists of pairs and flat lists of names and values
 *   (`rawHeaders`).
 *
 * It never throws, and its time is linear in the input. Beyond 64 levels or 100,000 properties it does not copy but
 * inserts a marker such as `[too deep]`; if a getter throws, `[unreadable]`. The shape differs for `Headers`, which
 * become a plain object, for instances of classes, of which only the data is copied, and for objects with `toJSON`,
 * which become its result.
 *
 * It does not find a token in base64, hex, UTF-16, compressed bytes or a list of numbers, nor one that is split by a
 * line break or by the end of a chunk.
 *
 * @param options The token formats, and further headers.
 * @returns The redactor.
 * @throws {LynkConfigurationError} if an option is unknown or of the wrong type.
 * @example
 * ```ts
 * import { createRedactor, lynk, type TokenFormat } from '@lynk-auth/core';
 *
 * declare const acme: TokenFormat;
 * declare const pino: (options: object) => object;
 *
 * const redact = createRedactor({ formats: [lynk, acme], headers: ['x-session'] });
 * const logger = pino({ hooks: { streamWrite: redact } });
 * ```
 */
export function createRedactor(options: RedactorOptions = {}): Redactor {
  const { formats = [lynk], headers = [] } = readOwnOptions('createRedactor', options, [
    'formats',
    'headers',
  ]);
  if (!Array.isArray(formats) || formats.length === 0 || !formats.every(isTokenFormat)) {
    throw new LynkConfigurationError(
      'createRedactor: formats must be a list of at least one token format created by defineTokenFormat.',
    );
  }
  if (!Array.isArray(headers) || !headers.every((name) => typeof name === 'string' && name !== '')) {
    throw new LynkConfigurationError('createRedactor: headers must be a list of header names.');
  }
  const rules = compileRules(formats, headers);
  return <T>(value: T) =>
    (typeof value === 'string' ? redactText(value, rules) : redactValue(value, rules)) as T;
}
