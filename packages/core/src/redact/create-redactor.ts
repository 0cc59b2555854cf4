import { assertOptions } from '../common/assert-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import { isTokenFormat } from '../token/assert-token-format.ts';
import { lynk } from '../token/lynk.ts';
import type { TokenFormat } from '../token/token-format.ts';
import { compileRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { redactValue } from './redact-value.ts';

/** Gives a copy of a value in which every token is masked. See {@link createRedactor}. */
export type Redactor = <T>(value: T) => T;

/** What {@link createRedactor} may be told. */
export interface RedactorOptions {
  /**
   * The formats whose tokens are masked.
   * @default [lynk]
   */
  readonly formats?: readonly TokenFormat[];
  /**
   * More headers whose values are secret as a whole, besides `authorization`, `proxy-authorization`,
   * `cookie`, `set-cookie` and `x-api-key`. Case does not matter.
   * @default []
   */
  readonly headers?: readonly string[];
}

/**
 * Makes a redactor for loggers. What it is given stays as it is; what it gives back is a deep copy
 * of the same shape (a string for a string) in which
 *
 * - every token of the formats is masked, wherever it stands in a text: with the wrong case, cut
 *   short, too long, mistyped, percent-encoded, escaped as in JSON, in keys, bytes, URLs, errors and
 *   their causes;
 * - the value of a header that carries credentials is reduced to its format, `Bearer …`, and the
 *   mask if it is one of our tokens: in objects, maps, `Headers`, lists of pairs and flat lists of
 *   names and values (`rawHeaders`).
 *
 * It never throws, and its work is linear in its input. More than 64 levels or 100,000 properties
 * are not copied: a marker such as `[too deep]` stands in their place, and `[unreadable]` where a
 * getter throws. Not of the same shape are: `Headers`, which become a plain object; an instance of a
 * class, of which the data is copied; an object with `toJSON`, which becomes what that gives.
 *
 * It does not find a token in base64, hex, UTF-16, compressed bytes or a list of numbers, nor one that
 * is cut in two by a line break or by the end of a chunk.
 *
 * @param options The formats, and more headers.
 * @returns The redactor.
 * @throws {LynkConfigurationError} when an option is unknown or of the wrong type.
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
  assertOptions('createRedactor', options, ['formats', 'headers']);
  const { formats = [lynk], headers = [] } = options;
  if (!Array.isArray(formats) || formats.length === 0 || !formats.every(isTokenFormat)) {
    throw new LynkConfigurationError(
      'createRedactor: formats must be a list of at least one token format created by defineTokenFormat.',
    );
  }
  if (!Array.isArray(headers) || !headers.every((name) => typeof name === 'string' && name !== '')) {
    throw new LynkConfigurationError('createRedactor: headers must be names of headers.');
  }
  const rules = compileRules(formats, headers);
  return <T>(value: T) =>
    (typeof value === 'string' ? redactText(value, rules) : redactValue(value, rules)) as T;
}
