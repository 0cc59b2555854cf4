// Masks tokens in strings and values, for logs.
import type { TokenFormat } from '../token/token-format.ts';
import { readRedactRules } from './redact-rules.ts';
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
 *   percent-encoded, quoted-printable, escaped as in JSON, Markdown and HTML, with codes of a terminal (colors, links) or
 *   characters without a width in it; if its body has the length of an issued one, also wrapped over several lines, or
 *   with formatted parts (`<mark>`, `**`); in keys, bytes, URLs, errors and their causes;
 * - the value of a header with credentials is reduced to its auth-scheme, such as `Bearer …`, with the mask if it is a
 *   token of the formats: in objects, maps, `Headers`, lists of pairs and flat lists of names and values
 *   (`rawHeaders`), and under longer names such as `http.request.header.authorization`.
 *
 * It never throws, and its time is linear in the input. Beyond 64 levels or 100,000 properties it does not copy but
 * inserts a marker such as `[too deep]`; if a getter throws, `[unreadable]`. The shape differs for `Headers`, `Request`
 * and `Response`, which become plain objects, for instances of classes, of which only the data is copied, and for objects with `toJSON`,
 * which become its result.
 *
 * It does not find a token in base64, hex, UTF-16, compressed bytes or a list of numbers. Use
 * {@link createRedactionStream} for text that arrives in chunks.
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
  const rules = readRedactRules('createRedactor', options);
  return <T>(value: T) =>
    (typeof value === 'string' ? redactText(value, rules) : redactValue(value, rules)) as T;
}
