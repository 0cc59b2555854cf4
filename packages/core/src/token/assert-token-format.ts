import { assertOption } from '../common/assert-option.ts';
import type { TokenFormat } from './token-format.ts';

/** Returns whether a value has the shape of a token format. */
export function isTokenFormat(value: unknown): value is TokenFormat {
  const { brand, prefixes } = (value ?? {}) as Partial<TokenFormat>;
  return typeof brand === 'string' && Array.isArray(prefixes) && prefixes.length > 0;
}

/**
 * Validates the option `format`.
 *
 * @param caller The function whose option it is, for the message.
 * @param format The value of the option.
 * @throws {LynkConfigurationError} if it is not a token format.
 */
export function assertTokenFormat(caller: string, format: unknown): asserts format is TokenFormat {
  assertOption(caller, isTokenFormat(format), 'format must be created by defineTokenFormat');
}
